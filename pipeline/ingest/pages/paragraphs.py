"""Lines in reading order -> headings, paragraphs and list items, joined over columns and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from pipeline.ingest.boilerplate import is_caption
from pipeline.ingest.pages.headings import head_style, is_head_line
from pipeline.ingest.pages.printed import Line, Word
from pipeline.ingest.pages.sheet import TypeStyle
from pipeline.schema import BlockKind

__all__ = ["Passage", "gather_passages"]

_BULLET = re.compile(
    r"[•●▪■□◦‣⁃∙·➢➤►▶♦◆✓✔❖\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf0fc\uf02d\u25cf]|[-–—o](?=\s)|[-–—o]$"
)
_ENUMERATED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,3}\.)$")
_FULL_STOP = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,3}$")
_SENTENCE_END = re.compile(r"[a-z)][.;:,]$|(?<![.\w])[A-Z]{2,}[.;:,]$|\d[.;:]$")
"""How a sentence ends, but no heading: an initialism ("in the U.S.") may end both."""
_INTERRUPTED = 2.6
"""More white than so many lines in a column means that something was taken out there."""
_HEADED_WORDS = 25
"""A small bold line heads a paragraph of at least so many words."""
_HEAD_LINES = 5
"""A bold block of more lines than this is a paragraph."""


@dataclass(slots=True)
class Passage:
    """Lines that belong together, and what they are."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    level: int | None = None
    mark: Word | None = None
    """The bullet or number that was taken off a list item."""

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def text(self) -> str:
        """Its lines as printed, with single spaces between them."""
        return " ".join(line.text for line in self.lines)


def gather_passages(lines: Sequence[Line], style: TypeStyle) -> list[Passage]:
    """The lines of a paper, in reading order, as headings, paragraphs and list items.

    A box that interrupts a paragraph comes after it.
    """
    flow = [line for line in lines if not line.box]
    indents = _uses_indents(flow, style)
    passages = _close_around_heads(_join_lines(flow, style, indents=indents))
    boxes: dict[int, list[Line]] = {}
    before: Line | None = None
    for line in lines:
        if line.box:
            boxes.setdefault(id(before) if before else 0, []).append(line)
        else:
            before = line
    passages = _join_lead_ins(passages)
    _name_quotes(passages)
    _name_small_heads(passages, style)
    placed = _join_lines(boxes.get(0, ()), style, indents=indents)
    for passage in passages:
        placed.append(passage)
        for line in passage.lines:
            placed += _join_lines(boxes.get(id(line), ()), style, indents=indents)
    return placed


def _close_around_heads(passages: list[Passage]) -> list[Passage]:
    """A heading at the side, read between two lines of one paragraph, comes before the paragraph."""
    closed: list[Passage] = []
    for passage in passages:
        if len(closed) > 1 and _is_beside(closed[-1], closed[-2], passage):
            closed[-2].lines += passage.lines
            closed[-2:] = closed[:-3:-1]
        else:
            closed.append(passage)
    return closed


def _is_beside(head: Passage, upper: Passage, lower: Passage) -> bool:
    """Whether a heading stands higher than the line after which it was read, and the sentence goes on."""
    last, line = upper.lines[-1], lower.lines[0]
    kinds = (upper.kind, head.kind, lower.kind)
    return (
        kinds == (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
        and head.page == last.page
        and head.lines[-1].baseline < last.baseline
        and _is_below(line, last)
        and abs(line.size - last.size) < 0.6
        and _is_cut_off(last, line)
    )


def _join_lead_ins(passages: list[Passage]) -> list[Passage]:
    """Bold lines that only begin a paragraph are no heading: the bold goes on into the line below."""
    joined: list[Passage] = []
    for passage in passages:
        if joined and _is_lead_in(joined[-1], passage):
            joined[-1].kind = passage.kind
            joined[-1].lines += passage.lines
        else:
            joined.append(passage)
    return joined


def _is_lead_in(head: Passage, text: Passage) -> bool:
    """Whether the last bold line runs full and its sentence goes on, in the same type, in the next line."""
    last, line = head.lines[-1], text.lines[0]
    first = line.words[0]
    return (
        head.kind is BlockKind.HEADING
        and text.kind is BlockKind.PARAGRAPH
        and _is_below(line, last)
        and line.baseline - last.baseline < 2 * line.size
        and abs(first.size - last.size) < 0.3
        and first.font.bold
        and last.font.bold
        and not line.words[-1].font.bold
        and _breaks_off(last)
        and (first.text[:1].islower() or not _would_fit(last, line))
    )


def _name_small_heads(passages: list[Passage], style: TypeStyle) -> None:
    """A bold line over a paragraph of its own size is a heading where both are smaller than the text."""
    for passage, after in pairwise(passages):
        line, text = passage.lines[0], after.lines[0]
        if (
            passage.kind is after.kind is BlockKind.PARAGRAPH
            and len(passage.lines) == 1
            and not style.font.bold
            and all(word.font.bold for word in line.words)
            and not any(word.font.bold for word in text.words)
            and abs(line.size - text.size) < 0.3
            and _is_below(text, line)
            and text.baseline - line.baseline < 2 * line.size
            and len(after.text.split()) >= _HEADED_WORDS
            and _breaks_off(line)
            and not is_caption(passage.text)
        ):
            passage.kind = BlockKind.HEADING


def _name_quotes(passages: list[Passage]) -> None:
    """Paragraphs set in from the text before and after them, in the same column, are quotations."""
    for before, passage, after in zip(passages, passages[1:], passages[2:], strict=False):
        if passage.kind is not BlockKind.PARAGRAPH or len(passage.lines) < 2:
            continue
        texts = [p for p in (before, after) if p.kind is BlockKind.PARAGRAPH and p.page == passage.page]
        inset = min(line.x0 for line in passage.lines)
        near = [p for p in texts if any(_overlap(a, b) > 0 for a in p.lines for b in passage.lines)]
        if near and all(_is_inside(passage, inset, p) for p in near):
            passage.kind = BlockKind.QUOTE


def _is_inside(passage: Passage, inset: float, text: Passage) -> bool:
    size = passage.lines[0].size
    left = min(line.x0 for line in text.lines)
    right = max(line.x1 for line in text.lines)
    beside = [line for line in text.lines if line.x0 < inset - 0.8 * size and line.x1 > inset]
    narrow = max(line.x1 for line in passage.lines) < right + 1
    return bool(beside) and narrow and 0.8 * size < inset - left < 6 * size and len(text.lines) > 1


def _overlap(a: Line, b: Line) -> float:
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def _join_lines(lines: Sequence[Line], style: TypeStyle, *, indents: bool) -> list[Passage]:
    passages: list[Passage] = []
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if passages and _goes_on(passages[-1], line, following, style, indents=indents):
            passages[-1].lines.append(line)
        else:
            passages.append(Passage(_kind_of(line, style), [line]))
    return [_settle(passage, style) for passage in passages]


def _kind_of(line: Line, style: TypeStyle) -> BlockKind:
    if is_head_line(line, style):
        return BlockKind.HEADING
    if _is_item(line):
        return BlockKind.LIST_ITEM
    return BlockKind.BOX if line.box else BlockKind.PARAGRAPH


def _hangs(passage: Passage) -> bool:
    """Whether the mark is a bullet, or a number that stands out from the item's lines."""
    first = passage.lines[0]
    if _BULLET.fullmatch(first.words[0].text):
        return True
    return len(passage.lines) == 1 or passage.lines[1].x0 > first.x0 + 0.5 * first.size


def _is_item(line: Line) -> bool:
    first = line.words[0].text
    if _BULLET.fullmatch(first):
        return True
    return bool(_ENUMERATED.fullmatch(first)) and len(line.words) > 1


def _settle(passage: Passage, style: TypeStyle) -> Passage:
    """Take a list item's mark off; a long bold block that ends like a sentence is no heading."""
    if passage.kind is BlockKind.LIST_ITEM and len(passage.lines[0].words) > 1 and _hangs(passage):
        first = passage.lines[0]
        passage.mark = first.words[0]
        passage.lines[0] = replace(first, words=first.words[1:])
    if passage.kind is BlockKind.HEADING:
        larger = passage.lines[0].size > style.size + 0.7
        sentence = bool(_SENTENCE_END.search(passage.text)) and len(passage.text) > 60
        if (
            (len(passage.lines) > _HEAD_LINES and not passage.lines[0].side)
            or (sentence and not larger)
            or (sentence and len(passage.text) > 200)
        ):
            passage.kind = BlockKind.BOX if passage.lines[0].box else BlockKind.PARAGRAPH
    return passage


def _uses_indents(lines: Sequence[Line], style: TypeStyle) -> bool:
    """Whether the paper marks new paragraphs by indenting their first line."""
    indented = stacked = 0
    for a, b, c in zip(lines, lines[1:], lines[2:], strict=False):
        if not (a.page == b.page == c.page and a.baseline < b.baseline < c.baseline):
            continue
        if abs(b.size - style.size) > 0.6:
            continue
        stacked += 1
        if 0.5 * style.size < b.x0 - a.x0 < 4 * style.size and abs(a.x0 - c.x0) < 2:
            indented += 1
    return indented > 0.03 * stacked


def _goes_on(
    passage: Passage, line: Line, following: Line | None, style: TypeStyle, *, indents: bool
) -> bool:
    last = passage.lines[-1]
    stacked = _is_below(line, last)
    head = is_head_line(line, style)
    if last.box != line.box and last.page == line.page:
        return False
    if passage.kind is BlockKind.HEADING or head:
        return passage.kind is BlockKind.HEADING and head and stacked and _same_heading(last, line)
    if _is_item(line) and not _is_dash_in_text(last, line):
        return False
    if abs(line.size - last.size) > 0.6:
        return False
    if stacked and line.baseline - last.baseline > _INTERRUPTED * max(style.leading, line.size):
        stacked = not _is_cut_off(last, line)
    if stacked:
        return not _starts_paragraph(passage, last, line, following, style)
    return _continues(last, line, following, style, indents=indents)


def _is_cut_off(last: Line, line: Line) -> bool:
    """Whether a sentence goes on below a picture or box that stood between its lines."""
    return _breaks_off(last) and (_tail(last)[-1:] in "-\u00ad" or line.words[0].text[:1].islower())


def _is_dash_in_text(last: Line, line: Line) -> bool:
    """A dash (or "a)", "2.") that only happens to begin a line of a running sentence."""
    first = line.words[0].text
    if _BULLET.fullmatch(first) and first not in "-–—o":
        return False
    return _breaks_off(last) and not _would_fit(last, line)


def _is_below(line: Line, last: Line) -> bool:
    overlap = min(line.x1, last.x1) - max(line.x0, last.x0)
    return line.page == last.page and line.baseline > last.baseline and overlap > 0


def _same_heading(last: Line, line: Line) -> bool:
    a, b = head_style(last), head_style(line)
    if last.side != line.side:
        return False
    near = line.baseline - last.baseline < 1.75 * max(line.size, last.size)
    return near and a.size == b.size and a.bold == b.bold and a.color == b.color and a.italic == b.italic


def _starts_paragraph(
    passage: Passage, last: Line, line: Line, following: Line | None, style: TypeStyle
) -> bool:
    if _is_cut_off(last, line) and not _would_fit(last, line):
        return False
    step = line.baseline - last.baseline
    leading = style.leading if abs(line.size - style.size) < 0.6 else 1.2 * line.size
    if len(passage.lines) > 1:
        before = passage.lines[-2]
        if before.page == last.page and before.baseline < last.baseline:
            leading = max(leading * 0.8, last.baseline - before.baseline)
    if step > 1.13 * leading + 0.4:
        return True
    indent = line.x0 - last.x0
    if indent > 0.6 * line.size:
        # Deeper than the line above: a first line, or the hanging lines of an item.
        hangs = len(passage.lines) == 1 and (passage.kind is BlockKind.LIST_ITEM or _aligned(line, following))
        return not hangs or (_would_fit(last, line) and bool(_FULL_STOP.search(_tail(last))))
    if indent < -0.6 * line.size and len(passage.lines) > 1:
        return bool(_FULL_STOP.search(_tail(last))) or last.x0 - line.x0 > 4 * line.size
    return _would_fit(last, line) and (bool(_FULL_STOP.search(_tail(last))) or _is_short(last, line))


def _aligned(line: Line, following: Line | None) -> bool:
    return following is not None and following.page == line.page and abs(following.x0 - line.x0) < 1.5


def _would_fit(last: Line, line: Line) -> bool:
    """Whether the first word of ``line`` would have had room at the end of ``last``."""
    first = line.words[0]
    reach = first.x1
    for word in islice(line.words, 1, None):
        if not word.glued:
            break
        reach = word.x1
    right = min(last.right, max(last.x1, line.x1)) if line.x1 > last.x1 else last.right
    return last.x1 + 0.25 * last.size + (reach - first.x0) < right - 0.2 * last.size


def _is_short(last: Line, line: Line) -> bool:
    """A line that ends far from the margin before a capital ends a paragraph even without a stop."""
    starts_high = line.words[0].text.lstrip("\"'“‘([")[:1].isupper()
    return starts_high and last.x1 < last.left + 0.6 * (last.right - last.left)


def _tail(line: Line) -> str:
    """The last words of a line: all that says whether a sentence ends there."""
    return "".join(word.text for word in line.words[-3:])


def _breaks_off(last: Line) -> bool:
    return not _FULL_STOP.search(_tail(last))


def _continues(last: Line, line: Line, following: Line | None, style: TypeStyle, *, indents: bool) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if _tail(last)[-1:] in "-\u00ad" or line.words[0].text[:1].islower():
        return True
    if _breaks_off(last):
        return True
    if _would_fit_in_column(last):
        return False
    if indents and following is not None and following.page == line.page:
        return line.x0 - following.x0 < 0.5 * style.size
    return True


def _would_fit_in_column(last: Line) -> bool:
    return last.x1 < last.right - 2.0 * last.size
