"""Passages -> Document: the common last steps of all readers of marked-up sources.

In order: notes apart, boilerplate out, torn sentences mended, title and authors found, headings given
their level, text written, calls linked. Each step is pure and can be tested alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.ingest.boilerplate import boilerplate_reason, is_caption, mark_boilerplate
from pipeline.ingest.front_matter import (
    FrontMatter,
    find_front_matter,
    is_first_page_line,
    is_prose,
    merge_metadata,
)
from pipeline.ingest.mending import ends_open, mend_passages, separate_notes
from pipeline.ingest.passages import CallMark, Passage, PassageKind, restore_calls
from pipeline.schema import (
    Aside,
    AsideKind,
    Block,
    BlockKind,
    Call,
    Document,
    Emphasis,
    Metadata,
    Note,
    Span,
)

__all__ = ["BOX_HEADING", "assemble_document", "hash_of_text"]

BOX_HEADING = "heading of a box"
"""The reason of a heading that stands in a box: no proof that the source marks its headings."""

_BLOCK_KINDS = {
    PassageKind.HEADING: BlockKind.HEADING,
    PassageKind.PARAGRAPH: BlockKind.PARAGRAPH,
    PassageKind.LIST_ITEM: BlockKind.LIST_ITEM,
    PassageKind.QUOTE: BlockKind.QUOTE,
    PassageKind.BOX: BlockKind.BOX,
}
_ASIDE_KINDS = {PassageKind.TABLE: AsideKind.TABLE, PassageKind.CAPTION: AsideKind.CAPTION}
_REASON_KINDS = {
    "running head": AsideKind.RUNNING_HEAD,
    "page number": AsideKind.PAGE_NUMBER,
    "hidden text": AsideKind.HIDDEN,
}
_SECTION_NUMBER = re.compile(r"^(?:(?P<arabic>\d{1,2}(?:\.\d{1,2})*)\.?|(?P<other>[IVX]{1,5}|[A-H])\.)\s+\S")
_REFERENCES = re.compile(
    r"^(?:(?:end|foot)?notes?(?: and references)?|"
    r"(?:select(?:ed)? )?(?:bibliography|references|sources|works cited))$",
    re.IGNORECASE,
)
_BLANK = "\n\n"


def hash_of_text(text: str) -> str:
    """The document id of a reading text."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def assemble_document(
    passages: Iterable[Passage],
    *,
    source: str,
    metadata: Metadata | None = None,
    torn: bool = True,
    bare_headings: bool | None = None,
) -> Document:
    """A document from the passages of one source.

    ``metadata``: what the source states of itself, preferred over what its first page shows. ``torn``:
    it comes from printed pages, so sentences may be torn. ``bare_headings``: short unended lines may be
    headings; by default only where the markup has none.
    """
    found = [p for p in passages if p.text or p.rows]
    if bare_headings if bare_headings is not None else not _has_heading_markup(found):
        found = _mark_bare_headings(found)
    found = mend_passages(mark_boilerplate(separate_notes(found)), torn=torn)
    found = _without_false_calls(found)
    found, references = _split_references(found)
    front = find_front_matter(found)
    writer = _Writer(_heading_levels(found, front))
    for i, passage in enumerate(found):
        writer.write(passage, _kind_of(i, passage, front), i)
    writer.asides += references
    return writer.document(source, merge_metadata(metadata or Metadata(), front.metadata))


# --- headings ---------------------------------------------------------------------------------------


def _has_heading_markup(passages: Sequence[Passage]) -> bool:
    headings = [
        p.text.strip(" :") for p in passages if p.kind is PassageKind.HEADING and p.reason != BOX_HEADING
    ]
    return sum(not boilerplate_reason(h, heading=True) and not _REFERENCES.match(h) for h in headings) >= 2


def _mark_bare_headings(passages: Sequence[Passage]) -> list[Passage]:
    """Without heading markup, a short line that ends no sentence and stands before prose is a heading."""
    marked = list(passages)
    start = next((i for i, passage in enumerate(passages) if is_prose(passage)), 0)
    lines = [
        _may_be_heading(p) and not (i < start and is_first_page_line(p.text)) for i, p in enumerate(passages)
    ]
    for i in range(1, len(passages) - 1):
        following = passages[i + 1]
        if following.kind is PassageKind.LIST_ITEM:
            leads = _is_title_case(passages[i].text)
        else:
            leads = lines[i + 1] or len(following.text.split()) >= 15 or following.kind is PassageKind.TABLE
        if lines[i] and leads and not _runs_on(passages[i], following):
            marked[i] = replace(passages[i], kind=PassageKind.HEADING, level=2)
    return marked


def _may_be_heading(passage: Passage) -> bool:
    words = passage.text.split()
    if passage.kind is not PassageKind.PARAGRAPH or not 1 <= len(words) <= 14 or passage.prose.calls:
        return False
    if is_caption(passage.text):
        return False
    first = passage.text.lstrip("\"“‘'(")[:1]
    return (first.isupper() or first.isdigit()) and passage.text[-1:] not in ".!:;,"


def _is_title_case(text: str) -> bool:
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long) * 2 > len(long)


def _runs_on(passage: Passage, following: Passage) -> bool:
    return following.text[:1].islower() or (ends_open(passage.text) and len(passage.text.split()) > 10)


def _heading_levels(passages: Sequence[Passage], front: FrontMatter) -> dict[int, int]:
    """Level of each heading by its index: by its number where headings are numbered, else by its markup."""
    headings = [i for i, p in enumerate(passages) if p.kind is PassageKind.HEADING and i != front.title]
    numbered = {i: depth for i in headings if (depth := _number_depth(passages[i].text))}
    if len(numbered) < 2:
        numbered = {}
    depths = sorted({passages[i].level or 1 for i in headings})
    ranks = {depth: rank for rank, depth in enumerate(depths, 1)}
    by_markup = {
        depth: Counter(
            level for i, level in numbered.items() if (passages[i].level or 1) == depth
        ).most_common(1)
        for depth in depths
    }
    levels = {}
    for i in headings:
        depth = passages[i].level or 1
        usual = by_markup[depth][0][0] if by_markup[depth] else ranks[depth]
        levels[i] = numbered.get(i, 1 if numbered and _is_unnumbered_section(passages[i].text) else usual)
    return levels


def _number_depth(heading: str) -> int:
    match = _SECTION_NUMBER.match(heading)
    if not match:
        return 0
    return match["arabic"].count(".") + 1 if match["arabic"] else 1


def _is_unnumbered_section(heading: str) -> bool:
    return heading.strip(" :").casefold() in {
        "introduction",
        "conclusion",
        "conclusions",
        "executive summary",
        "summary",
    }


# --- notes and references ---------------------------------------------------------------------------


def _note_names(passages: Sequence[Passage]) -> frozenset[str]:
    notes = [p for p in passages if p.kind is PassageKind.NOTE]
    return frozenset(name for note in notes for name in (note.label, *note.anchors))


def _without_false_calls(passages: Sequence[Passage]) -> list[Passage]:
    """What only looks like a call goes back into the text: no note answers it, or it is part of a name.

    "IRIS²" keeps its sign if it comes twice, or if the paper's calls are links and this is none.
    """
    names = _note_names(passages)
    marks = [(call, p.prose.word_before(call.at)) for p in passages for call in p.prose.calls]
    often = Counter((call.written, word) for call, word in marks if _is_sign(call))
    linked = sum(bool(call.target) for call, _ in marks) * 2 >= max(len(marks), 1)

    def is_call(call: CallMark, word: str) -> bool:
        if _is_sign(call) and (linked or often[call.written, word] > 1):
            return False
        return call.label in names or call.target in names or call.written.isdecimal()

    return [replace(p, prose=restore_calls(p.prose, is_call)) for p in passages]


def _is_sign(call: CallMark) -> bool:
    """Whether a call is written with a sign of its own ("²"), not by markup."""
    return not call.target and call.written.isdigit() and not call.written.isdecimal()


def _is_note(passage: Passage) -> bool:
    return passage.kind is PassageKind.NOTE


def _split_references(passages: list[Passage]) -> tuple[list[Passage], list[Aside]]:
    """Take out the headings of note sections, and the entries of a bibliography."""
    kept: list[Passage] = []
    entries: list[Aside] = []
    under = False
    for i, passage in enumerate(passages):
        if passage.kind is PassageKind.HEADING:
            late = i > len(passages) // 2 or all(_is_note(p) for p in passages[i + 1 : i + 2])
            under = late and bool(_REFERENCES.match(passage.text.strip(" :")))
        if under and passage.kind is not PassageKind.NOTE:
            kind = AsideKind.DISCARDED if passage.kind is PassageKind.HEADING else AsideKind.REFERENCE_LIST
            reason = "heading of the notes or references" if kind is AsideKind.DISCARDED else ""
            entries.append(Aside(kind, passage.text, reason=reason))
        else:
            kept.append(passage)
    return kept, entries


# --- writing ----------------------------------------------------------------------------------------


def _kind_of(at: int, passage: Passage, front: FrontMatter) -> BlockKind | None:
    if at == front.title:
        return BlockKind.TITLE
    if at in front.authors:
        return BlockKind.AUTHOR
    if at in front.abstract:
        return BlockKind.ABSTRACT
    return None if at in front.loose else _BLOCK_KINDS.get(passage.kind)


@dataclass(slots=True)
class _Writer:
    """The document as written so far."""

    levels: dict[int, int]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    emphases: list[Emphasis] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    names: list[dict[str, None]] = field(default_factory=list)
    marks: list[tuple[int, int, CallMark]] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)

    def write(self, passage: Passage, kind: BlockKind | None, at: int) -> None:
        """Append one passage: as a block of ``kind``, or as note or aside where it is None."""
        if kind is not None:
            self._write_block(passage, kind, self.levels.get(at))
        elif passage.kind is PassageKind.NOTE:
            self._write_note(passage)
        else:
            aside = _ASIDE_KINDS.get(passage.kind) or _REASON_KINDS.get(passage.reason, AsideKind.BOILERPLATE)
            reason = passage.reason or ("front matter" if aside is AsideKind.BOILERPLATE else "")
            self.asides.append(Aside(aside, passage.text, reason=reason, rows=passage.rows))

    def _write_block(self, passage: Passage, kind: BlockKind, level: int | None) -> None:
        start = self.length + len(_BLANK) if self.parts else 0
        self.parts.append(passage.text)
        self.length = start + len(passage.text)
        level = 0 if kind is BlockKind.TITLE else level
        if kind is BlockKind.HEADING:
            self.path = [entry for entry in self.path if entry[0] < (level or 1)]
        section = tuple(heading for _, heading in self.path)
        self.blocks.append(Block(kind, Span(start, self.length), level, section))
        if kind is BlockKind.HEADING:
            self.path.append((level or 1, passage.text))
        self.emphases += [replace(e, span=e.span.shifted(start)) for e in passage.prose.emphases]
        self.marks += [(start + call.at, len(self.notes), call) for call in passage.prose.calls]

    def _write_note(self, passage: Passage) -> None:
        self.notes.append(Note(passage.label, passage.text))
        self.names.append(dict.fromkeys((*passage.anchors, passage.label)))

    def document(self, source: str, metadata: Metadata) -> Document:
        """All of it, with calls linked."""
        text = _BLANK.join(self.parts)
        calls, missing = self._link_calls()
        warnings = (f"{missing} note calls have no note",) if missing else ()
        return Document(
            id=hash_of_text(text),
            source=source,
            text=text,
            blocks=tuple(self.blocks),
            metadata=metadata,
            notes=tuple(self.notes),
            calls=tuple(calls),
            asides=tuple(self.asides),
            emphases=tuple(self.emphases),
            warnings=warnings,
        )

    def _link_calls(self) -> tuple[list[Call], int]:
        """Each call with the note of its anchor, or the nearest note of its label that follows, or any."""
        by_name: dict[str, list[int]] = {}
        for index, names in enumerate(self.names):
            for name in names:
                by_name.setdefault(name, []).append(index)
        calls = []
        for at, notes_before, mark in self.marks:
            candidates = by_name.get(mark.target) or by_name.get(mark.label) or []
            after = [index for index in candidates if index >= notes_before]
            if candidates:
                calls.append(Call(at, after[0] if after else candidates[-1]))
        return sorted(calls, key=lambda call: (call.at, call.note)), len(self.marks) - len(calls)
