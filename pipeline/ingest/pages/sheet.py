"""A page on its way to a document: its lines in reading order, each with what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.ingest.pages.lines import Gutter, gather_lines
from pipeline.ingest.pages.printed import Font, Line, PrintedPage, Stroke, Word, join_words
from pipeline.schema import Aside, AsideKind, Box

__all__ = [
    "Sheet",
    "TypeStyle",
    "aside_of",
    "lay_out",
    "measure_type",
    "split_at_usual_gutters",
    "words_aside",
]


@dataclass(slots=True)
class Sheet:
    """One page: ``lines`` still to be read as text; ``asides`` already taken out."""

    number: int
    width: float
    height: float
    lines: list[Line]
    gutters: list[Gutter]
    strokes: list[Stroke]
    asides: list[Aside] = field(default_factory=list)

    def take_out(self, lines: Iterable[Line], kind: AsideKind, reason: str = "") -> None:
        """Move lines from the text to one aside of this kind."""
        gone = list(lines)
        if gone:
            ids = {id(line) for line in gone}
            self.lines = [line for line in self.lines if id(line) not in ids]
            self.asides.append(aside_of(gone, kind, reason))


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How the running text is set: letter size, font, and distance from baseline to baseline."""

    size: float
    font: Font
    leading: float


def aside_of(lines: list[Line], kind: AsideKind, reason: str = "") -> Aside:
    """Lines as an aside: their text as printed, one box a line."""
    boxes = tuple(Box(line.page, line.x0, line.top, line.x1, line.bottom) for line in lines)
    return Aside(kind, " ".join(line.text for line in lines), boxes, reason)


def lay_out(page: PrintedPage) -> Sheet:
    """The page's lines, not yet in order; hidden words and those set sideways become asides."""
    lines, gutters = gather_lines(page)
    sheet = Sheet(page.number, page.width, page.height, lines, gutters, page.strokes)
    for reason in sorted({word.hidden for word in page.words if word.hidden}):
        words = [word for word in page.words if word.hidden == reason]
        sheet.asides.append(words_aside(page.number, words, AsideKind.HIDDEN, reason))
    sideways = [word for word in page.words if word.angle and not word.hidden]
    if sideways:
        sheet.asides.append(words_aside(page.number, sideways, AsideKind.DISCARDED, "set sideways"))
    return sheet


def split_at_usual_gutters(sheets: list[Sheet]) -> None:
    """Cut lines that run over the white between columns of most other pages (a page's last two lines).

    Only where the line itself has that white, and a word right at the column's edge after it.
    """
    edges: Counter[int] = Counter()
    for sheet in sheets:
        edges.update({round(gutter.x1) for gutter in sheet.gutters})
    usual = [edge for edge, pages in edges.items() if pages >= max(2, 0.3 * len(sheets))]
    for sheet in sheets:
        sheet.lines = [part for line in sheet.lines for part in _cut_line(line, usual)]


def _cut_line(line: Line, edges: list[int]) -> list[Line]:
    words = list(line.words) if edges else []
    for i in range(1, len(words)):
        last, word = words[i - 1], words[i]
        if i == 1 and not any(map(str.isalnum, last.text)):
            continue  # a bullet belongs to the text after it
        if word.x0 - last.x1 > 0.7 * line.size and any(abs(word.x0 - edge) < 2 for edge in edges):
            left, right = words[:i], words[i:]
            return [
                replace(line, words=left, x1=last.x1, right=min(line.right, last.x1)),
                replace(line, words=right, x0=word.x0, left=word.x0),
            ]
    return [line]


def words_aside(number: int, words: list[Word], kind: AsideKind, reason: str) -> Aside:
    """Single words as an aside: one box a word."""
    return Aside(
        kind, join_words(words), tuple(Box(number, w.x0, w.top, w.x1, w.bottom) for w in words), reason
    )


def measure_type(sheets: list[Sheet]) -> TypeStyle:
    """The style that most letters share, and its usual leading."""
    letters: Counter[tuple[float, Font]] = Counter()
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            # Notes fill the lower halves of some papers: the upper half says what the text is set in.
            weight = line.letters * (4 if line.top < 0.5 * sheet.height else 1)
            size = round(line.size, 1)
            letters[size, line.font] += weight
            sizes[size] += weight
    if not sizes:
        return TypeStyle(10.0, Font(""), 12.0)
    size = max(sizes.items(), key=lambda item: (item[1], item[0]))[0]
    font = max(
        ((n, f) for (s, f), n in letters.items() if s == size), key=lambda pair: (pair[0], pair[1].name)
    )[1]
    steps: Counter[float] = Counter()
    for sheet in sheets:
        stacked = sorted(sheet.lines, key=lambda line: (round(line.x0), line.baseline))
        for upper, lower in pairwise(stacked):
            step = lower.baseline - upper.baseline
            if abs(upper.size - size) < 0.3 and abs(lower.size - size) < 0.3 and 0.8 * size < step < 3 * size:
                steps[round(step * 2) / 2] += 1
    return TypeStyle(size, font, steps.most_common(1)[0][0] if steps else 1.2 * size)
