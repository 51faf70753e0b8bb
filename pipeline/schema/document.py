"""Document: one paper's reading text, and where on paper each part of it stood.

``Document.text`` is what a person reads from top to bottom: title, authors, abstract, headings,
paragraphs, list items, boxes; sentences mended over lines, columns and pages; note calls taken out.
Blocks are separated by one blank line. What is not part of that stream (tables, captions, pull quotes,
running heads, discarded marks) is kept in ``Document.asides``; notes are kept in ``Document.notes``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from pipeline.schema.span import Span

__all__ = [
    "Aside",
    "AsideKind",
    "Block",
    "BlockKind",
    "Box",
    "Call",
    "Document",
    "Emphasis",
    "Metadata",
    "Name",
    "Note",
    "Page",
    "Places",
    "Work",
    "WorkType",
]


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page: PDF points, origin top left, ``page`` counted from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class BlockKind(StrEnum):
    """What a stretch of the reading text is. Only ``BODY_KINDS`` carry annotation."""

    TITLE = "title"
    AUTHOR = "author"
    ABSTRACT = "abstract"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    BOX = "box"
    """A paragraph of a framed or shaded box."""
    QUOTE = "quote"
    """A block quotation: indented, part of the argument (a pull quote is an aside)."""


BODY_KINDS = frozenset(
    {BlockKind.ABSTRACT, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BOX, BlockKind.QUOTE}
)


class AsideKind(StrEnum):
    """What a stretch outside the reading text is."""

    TABLE = "table"
    CAPTION = "caption"
    PULL_QUOTE = "pull_quote"
    RUNNING_HEAD = "running_head"
    PAGE_NUMBER = "page_number"
    BOILERPLATE = "boilerplate"
    """Imprint, cover page, list of other publications, contents list, author's note, stamps."""
    REFERENCE_LIST = "reference_list"
    """An entry of a bibliography at the end."""
    HIDDEN = "hidden"
    """Text that a reader of the page cannot see: off the page, invisible, or in the paper's colour."""
    DISCARDED = "discarded"
    """Anything else kept out of the text; ``reason`` says why."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, ... of the reading text. ``level`` counts headings from 1 (title: 0)."""

    kind: BlockKind
    span: Span
    level: int | None = None
    section: tuple[str, ...] = ()
    """The headings above it, outermost first (its own not included)."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of the source that are not in the reading text, kept so that nothing is lost."""

    kind: AsideKind
    text: str
    boxes: tuple[Box, ...] = ()
    reason: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    """A table's cells, row by row; empty for all else."""


@dataclass(frozen=True, slots=True)
class Call:
    """A note call: it stood at ``at`` in the reading text (after the character ``at - 1``)."""

    at: int
    note: int
    """Index into ``Document.notes``."""


class WorkType(StrEnum):
    """CSL 1.0.2 item types that occur in policy papers' notes."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    REPORT = "report"
    WEBPAGE = "webpage"
    POST_WEBLOG = "post-weblog"
    LEGISLATION = "legislation"
    LEGAL_CASE = "legal_case"
    THESIS = "thesis"
    SPEECH = "speech"
    PAPER_CONFERENCE = "paper-conference"
    PERSONAL_COMMUNICATION = "personal_communication"
    DOCUMENT = "document"
    """Anything else; a press release is a document with ``genre`` "press release"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A CSL name: ``family`` and ``given`` of a person, or ``literal`` of an institution."""

    family: str = ""
    given: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """One cited work, as fields of a CSL-JSON item; empty strings where the note does not say.

    ``span`` is the stretch of the *note's* text that cites it. ``first`` is set on a short form
    ("Ibid.", "cit.", "supra note 4") that was resolved: (note index, work index) of the full citation,
    whose fields are repeated here. ``issued`` is EDTF.
    """

    span: Span
    type: WorkType
    title: str = ""
    authors: tuple[Name, ...] = ()
    et_al: bool = False
    editors: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    place: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    locator: str = ""
    """The page or paragraph that this very citation points to ("p. 24" after a short form)."""
    issued: str = ""
    url: str = ""
    doi: str = ""
    language: str = ""
    genre: str = ""
    first: tuple[int, int] | None = None
    short: bool = False
    """A short form; with ``first`` None it could not be resolved."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: its printed mark ("12", "*"), its text, its places and the works it cites."""

    label: str
    text: str
    boxes: tuple[Box, ...] = ()
    works: tuple[Work, ...] = ()
    endnote: bool = False


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stretch of the text set in bold or italic."""

    span: Span
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the source: size in points, and how its words were got."""

    number: int
    width: float
    height: float
    reader: str = "pdf"
    """``pdf``: its text layer; ``ocr``: recognised; ``none``: it has no text."""
    confidence: float | None = None
    """Mean confidence of the recognition, for ``ocr`` only."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the paper says of itself. Strings are empty where it says nothing; ``date`` is EDTF."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    series: str = ""
    date: str = ""
    language: str = ""


@dataclass(slots=True)
class Places:
    """Where each word of the text stands on paper: parallel arrays, sorted by text offset.

    One row per printed word piece (a word hyphenated over two lines has two). Compact, because a long
    paper has some hundred thousand. Built once by the reader, then only read.
    """

    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))
    pages: array[int] = field(default_factory=lambda: array("I"))
    lines: array[int] = field(default_factory=lambda: array("I"))
    """Number of the printed line, so that ``boxes_of`` can give one box per line."""
    boxes: array[float] = field(default_factory=lambda: array("f"))
    """Four per word: x0, top, x1, bottom."""

    def add(self, start: int, end: int, line: int, box: Box) -> None:
        """Append a word piece; must come in text order."""
        self.starts.append(start)
        self.ends.append(end)
        self.pages.append(box.page)
        self.lines.append(line)
        self.boxes.extend((box.x0, box.top, box.x1, box.bottom))

    def __len__(self) -> int:
        return len(self.starts)

    def rows_of(self, span: Span) -> range:
        """Rows of the word pieces that share a character with ``span``."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def box_of_row(self, row: int) -> Box:
        """Page and rectangle of one word piece."""
        x0, top, x1, bottom = self.boxes[4 * row : 4 * row + 4]
        return Box(self.pages[row], round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """One box per printed line that ``span`` touches, in reading order; empty without pages."""
        return tuple(self._line_boxes(span))

    def _line_boxes(self, span: Span) -> Iterator[Box]:
        for _, rows in groupby(self.rows_of(span), key=self.lines.__getitem__):
            own = list(rows)
            sides = [self.boxes[4 * own[0] + side : 4 * own[-1] + 4 : 4] for side in range(4)]
            rectangle = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
            yield Box(self.pages[own[0]], *(round(side, 2) for side in rectangle))


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: its reading text with everything that is known of its parts."""

    id: str
    """``sha256:`` and the hash of the reading text."""
    source: str
    """File name of the source, without its folder."""
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    notes: tuple[Note, ...] = ()
    calls: tuple[Call, ...] = ()
    """In text order."""
    asides: tuple[Aside, ...] = ()
    emphases: tuple[Emphasis, ...] = ()
    pages: tuple[Page, ...] = ()
    places: Places = field(default_factory=Places)
    warnings: tuple[str, ...] = ()
    """What the reader could not do well, in plain words ("page 3 has no text layer")."""

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """The printed lines that ``span`` touches: one box each, empty for sources without pages."""
        return self.places.boxes_of(span)

    def pages_of(self, span: Span) -> tuple[int, ...]:
        """Page numbers (from 1) that ``span`` touches, ascending."""
        return tuple(sorted({self.places.pages[row] for row in self.places.rows_of(span)}))

    def calls_in(self, span: Span) -> tuple[Call, ...]:
        """Note calls inside ``span`` or right at its end."""
        first = bisect_right(self.calls, span.start, key=attrgetter("at"))
        return self.calls[first : bisect_right(self.calls, span.end, key=attrgetter("at"))]

    def body_blocks(self) -> tuple[Block, ...]:
        """The blocks whose sentences are annotated."""
        return tuple(block for block in self.blocks if block.kind in BODY_KINDS)
