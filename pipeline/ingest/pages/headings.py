"""Which lines are headings, and of what level: by size, weight, colour, capitals and numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from pipeline.ingest.pages.printed import Line
from pipeline.ingest.pages.sheet import TypeStyle

__all__ = ["HeadStyle", "head_style", "is_head_line", "level_styles", "numbered_depth"]

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–]\d{2,4})?")
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z])(?P<stop>[.)]?)\s+\S")


@dataclass(frozen=True, slots=True, order=True)
class HeadStyle:
    """What headings of one level share."""

    size: float
    bold: bool
    capitals: bool
    italic: bool
    color: int


def head_style(line: Line) -> HeadStyle:
    """The look of a line as that of a heading."""
    letters = [letter for letter in line.text if letter.isalpha()]
    return HeadStyle(
        round(line.size * 2) / 2,
        line.font.bold,
        bool(letters) and sum(letter.isupper() for letter in letters) > 0.9 * len(letters),
        line.font.italic,
        line.color,
    )


def is_head_line(line: Line, style: TypeStyle) -> bool:
    """Whether a line is set like a heading: larger than the text, or wholly bold."""
    capitals = line.words[-1].text.isupper() and _is_capitals_alone(line, style)
    if line.side or capitals or line.size > style.size + 0.7:
        looks = True
    elif line.size < style.size - 0.6 or not line.words[0].font.bold or style.font.bold:
        looks = False
    else:
        looks = sum(len(word.text) for word in line.words if word.font.bold) >= 0.95 * line.letters
    return looks and (any(map(str.isalpha, line.text)) or bool(_YEAR.fullmatch(line.text)))


def _is_capitals_alone(line: Line, style: TypeStyle) -> bool:
    """Whether a line in capitals (or small capitals) stands alone: short, or centred."""
    letters = [letter for letter in line.text if letter.isalpha()]
    if len(letters) < 6 or sum(map(str.isupper, letters)) < 0.9 * len(letters) or line.text[-1:] in ".,;":
        return False
    before, after = line.x0 - line.left, line.right - line.x1
    centred = before > 1.5 * style.size and abs(before - after) < 2 * style.size
    largest = max(word.size for word in line.words)
    return largest > style.size - 0.6 and (centred or after > 0.2 * (line.right - line.left))


def numbered_depth(text: str) -> int | None:
    """How deep the number of a heading goes: "2" 1, "2.1" 2; None without one."""
    match = _NUMBER.match(text)
    if match is None or not match["number"][0].isdigit():
        return None
    return match["number"].count(".") + 1


def level_styles(headings: list[tuple[HeadStyle, str]]) -> dict[HeadStyle, int]:
    """The level of each heading style: numbers decide where headings are numbered, else size and weight."""
    depths: dict[HeadStyle, Counter[int]] = defaultdict(Counter)
    for style, text in headings:
        depth = numbered_depth(text)
        if depth is not None:
            depths[style][depth] += 1
    ranked = sorted({style for style, _ in headings}, key=_rank)
    levels: dict[HeadStyle, int] = {}
    level = 0
    last: HeadStyle | None = None
    for style in ranked:
        if last is None or _rank(style) != _rank(last):
            level += 1
        levels[style] = level
        last = style
    for style, counted in depths.items():
        levels[style] = counted.most_common(1)[0][0]
    return levels


def _rank(style: HeadStyle) -> tuple[float, bool, bool, bool]:
    return -style.size, not style.capitals, not style.bold, style.italic
