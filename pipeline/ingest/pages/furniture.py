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
_SAME_HEIGHT = 4.0
"""Points between two heads on different pages that stand at the same height."""
_REPEATS = 2
"""The same line on so many pages is furniture in a margin."""
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?|seite|s\.)?\s*[-–—|\[(•·]*\s*(?P<number>\d{1,4}|[ivxlc]{1,7}|[A-Z]{1,2}-\d{1,3})"
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
    numbers = _page_numbers(spots)
    by_sheet: dict[int, list[_Spot]] = defaultdict(list)
    for i, spot in enumerate(spots):
        if i in marked or i in numbers:
            by_sheet[spot.sheet.number].append(spot)
    for found in by_sheet.values():
        for spot in found:
            is_number = bool(_PAGE_NUMBER.fullmatch(spot.line.text.strip()))
            kind = AsideKind.PAGE_NUMBER if is_number else AsideKind.RUNNING_HEAD
            spot.sheet.take_out([spot.line], kind, "at the same place on other pages")


def _margin_lines(sheet: Sheet) -> list[_Spot]:
    """Lines in the head or foot of the page, from the edge inwards until a wide line of text is met."""
    high, low = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
    return [
        _Spot(sheet, line, _FIGURES.sub("#", line.text).strip().lower(), line.bottom <= high)
        for line in sheet.lines
        if line.bottom <= high or line.top >= low
    ]


def _repeated(spots: list[_Spot]) -> set[int]:
    """Spots whose words come back at the same height on at least two other pages (or all of few)."""
    groups: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for i, spot in enumerate(spots):
        if any(letter.isalnum() or letter == "#" for letter in spot.key):
            groups[spot.key, spot.at_top].append(i)
    found: set[int] = set()
    for members in groups.values():
        for i in members:
            level = [
                k
                for k in members
                if abs(spots[k].line.baseline - spots[i].line.baseline) <= _SAME_HEIGHT
                and abs(spots[k].line.size - spots[i].line.size) < 0.6
            ]
            if len({spots[k].sheet.number for k in level}) > _REPEATS - 1 and not _is_bare_number(
                spots[i].key
            ):
                found.add(i)
    return found


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
        if i not in marked
        and len(known[_level(spot)] - {spot.sheet.number}) >= _REPEATS
        and spot.line.letters < 90
    }


def _level(spot: _Spot) -> tuple[bool, float, str]:
    return spot.at_top, round(spot.line.baseline / 2), f"{spot.line.size:.0f} {spot.line.font.name}"


def _page_numbers(spots: list[_Spot]) -> set[int]:
    """Spots that are a number and nothing else, the outermost line of their margin."""
    found: set[int] = set()
    for i, spot in enumerate(spots):
        if _PAGE_NUMBER.fullmatch(spot.line.text.strip()) and _is_outermost(spot):
            found.add(i)
    return found


def _is_outermost(spot: _Spot) -> bool:
    others = [line for line in spot.sheet.lines if line is not spot.line]
    if spot.at_top:
        return all(line.baseline > spot.line.baseline - 3 for line in others)
    return all(line.baseline < spot.line.baseline + 3 for line in others)
