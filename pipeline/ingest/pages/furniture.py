"""Running heads and feet and page numbers: what comes back at the same place page after page.

A line near the top or bottom is furniture if the same words (figures apart) stand at the same height on
several pages, if it stands where such lines stand and is set like them, or if it counts the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from pipeline.ingest.pages.printed import Line
from pipeline.ingest.pages.sheet import Sheet
from pipeline.schema import AsideKind

__all__ = ["remove_furniture"]

_MARGIN = 0.16
"""Heads and feet stand in this part of the page at its top and bottom."""
_SAME_HEIGHT = 3.0
"""Points between two heads on different pages that stand at the same height."""
_USED = 0.15
"""Where heads stand, at least this part of the pages has one; a note that comes twice is no head."""
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?|seite|s\.)?\s*[-–—|\[(•·]*\s*(?P<number>\d{1,5}|[ivxlc]{1,7}|[A-Z]{1,2}-\d{1,3})"
    r"\s*[-–—|\])•·]*(?:\s*(?:of|/|\|)\s*\d{1,4})?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A line in a margin: its page, and the words that would come back."""

    sheet: Sheet
    line: Line
    key: str
    at_top: bool


def remove_furniture(sheets: list[Sheet]) -> None:
    """Take running heads, feet and page numbers out of all sheets."""
    spots = [spot for sheet in sheets for spot in _margin_lines(sheet)]
    marked = _repeated(spots)
    marked |= _like_marked(spots, marked)
    marked |= _echoes(spots, sheets)
    by_margin: dict[tuple[int, bool], list[tuple[_Spot, bool]]] = defaultdict(list)
    for i, spot in enumerate(spots):
        by_margin[spot.sheet.number, spot.at_top].append((spot, i in marked or _is_number(spot)))
    for found in by_margin.values():
        for spot in _peel(found):
            kind = AsideKind.PAGE_NUMBER if _is_number(spot) else AsideKind.RUNNING_HEAD
            spot.sheet.take_out([spot.line], kind, "at the same place on other pages")


def _peel(margin: list[tuple[_Spot, bool]]) -> list[_Spot]:
    """Furniture of one margin from the edge of the page inwards, up to the first row that is text."""
    peeled: list[_Spot] = []
    at_top = margin[0][0].at_top
    rows: dict[int, list[tuple[_Spot, bool]]] = defaultdict(list)
    for spot, marked in margin:
        rows[round(spot.line.baseline / 3)].append((spot, marked))
    for level in sorted(rows, reverse=not at_top):
        row = rows[level]
        if not any(marked for _, marked in row):
            break
        known = [spot.line for spot, marked in row if marked]
        taken = [
            spot
            for spot, marked in row
            if marked or _is_set_like(spot.line, known) or _is_between(spot.line, known)
        ]
        peeled += taken
        if len(taken) < len(row):
            break
    return peeled


def _is_set_like(line: Line, known: list[Line]) -> bool:
    """Whether a line is short and in the type of known furniture beside it."""
    return line.letters < 80 and any(
        abs(line.size - other.size) < 0.3 and line.font.name == other.font.name for other in known
    )


def _is_between(line: Line, known: list[Line]) -> bool:
    """Whether a short line stands between known furniture at its left and at its right."""
    left = any(other.x1 <= line.x0 for other in known)
    right = any(other.x0 >= line.x1 for other in known)
    return line.letters < 80 and left and right


def _margin_lines(sheet: Sheet) -> list[_Spot]:
    """Lines in the head or foot of the page, from the edge inwards until a wide line of text is met."""
    high, low = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
    return [
        _Spot(sheet, line, _FIGURES.sub("#", line.text).strip().lower(), line.bottom <= high)
        for line in sheet.lines
        if (line.bottom <= high or line.top >= low) and not _begins_raised(line)
    ]


def _begins_raised(line: Line) -> bool:
    """Whether a line begins with a note's mark: notes that come back ("3 Ibid.") are no furniture."""
    return line.words[0].size < 0.86 * line.size and line.words[0].text[:1].isdigit()


def _repeated(spots: list[_Spot]) -> set[int]:
    """Spots whose words come back at the same height, where many pages have such a line."""
    groups: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for i, spot in enumerate(spots):
        if any(letter.isalnum() or letter == "#" for letter in spot.key):
            groups[spot.key, spot.at_top].append(i)
    found = {i for members in groups.values() for i in members if _comes_back(spots[i], members, spots)}
    pages = len({spot.sheet.number for spot in spots})
    used: dict[tuple[bool, int], set[int]] = defaultdict(set)
    for i in found:
        for shift in (-1, 0, 1):
            used[spots[i].at_top, round(spots[i].line.baseline / 2) + shift].add(spots[i].sheet.number)
    return {
        i for i in found if len(used[spots[i].at_top, round(spots[i].line.baseline / 2)]) >= _USED * pages
    }


def _comes_back(spot: _Spot, members: list[int], spots: list[_Spot]) -> bool:
    if _is_bare_number(spot.key):
        return False
    level = {
        spots[k].sheet.number
        for k in members
        if abs(spots[k].line.baseline - spot.line.baseline) <= _SAME_HEIGHT
        and abs(spots[k].line.size - spot.line.size) < 0.6
    }
    return len(level) >= 2


def _is_bare_number(key: str) -> bool:
    return not any(letter.isalpha() for letter in key)


def _like_marked(spots: list[_Spot], marked: set[int]) -> set[int]:
    """Spots that stand level with known furniture of other pages, in its type: heads that change."""
    known: dict[tuple[bool, float, str], set[int]] = defaultdict(set)
    for i in marked:
        known[_level(spots[i])].add(spots[i].sheet.number)
    return {
        i
        for i, spot in enumerate(spots)
        if i not in marked and len(known[_level(spot)] - {spot.sheet.number}) >= 2 and spot.line.letters < 90
    }


def _echoes(spots: list[_Spot], sheets: list[Sheet]) -> set[int]:
    """Heads of later pages that repeat, small, what stands large or above the title on the first."""
    if not sheets:
        return set()
    first = sheets[0]
    sizes = sorted(line.size for sheet in sheets for line in sheet.lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    upper = [line for line in first.lines if line.top < 0.4 * first.height]
    title = max(upper, key=lambda line: line.size, default=None)
    front = _letters(
        "".join(line.text for line in upper if line.size > usual + 0.5 or (title and line.top < title.top))
    )
    return {
        i
        for i, spot in enumerate(spots)
        if spot.sheet is not first
        and spot.line.size <= usual
        and len(letters := _letters(spot.line.text)) > 8
        and letters in front
    }


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalpha())


def _level(spot: _Spot) -> tuple[bool, float, str]:
    return spot.at_top, round(spot.line.baseline / 2), f"{spot.line.size:.0f} {spot.line.font.name}"


def _is_number(spot: _Spot) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(spot.line.text.strip()))
