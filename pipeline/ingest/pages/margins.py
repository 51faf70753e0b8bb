"""What stands in the margin beside the text: side heads (kept, as headings) and small notes (kept out)."""

from __future__ import annotations

from collections import defaultdict

from pipeline.ingest.pages.printed import Line
from pipeline.ingest.pages.sheet import Sheet, TypeStyle
from pipeline.schema import AsideKind

__all__ = ["mark_side_heads"]

_SPARSE = 0.4
"""A margin's lines fill less than this part of the height of the text beside it."""
_NARROW = 0.55
"""A margin is at most so wide as this part of the text beside it."""


def mark_side_heads(sheet: Sheet, style: TypeStyle) -> None:
    """Set ``Line.side`` on side heads; small print in the margin becomes boilerplate.

    Margins are columns left of a gutter that hold little beside much text.
    """
    for gutter in sheet.gutters:
        beside = [line for line in sheet.lines if gutter.parts((line.top + line.bottom) / 2)]
        left = [line for line in beside if line.x1 <= gutter.x1 - 1]
        right = [line for line in beside if line.x0 >= gutter.x1 - 3]
        if left and right and _is_margin(left, right, style):
            _sort_margin(left, sheet, style)


def _is_margin(left: list[Line], right: list[Line], style: TypeStyle) -> bool:
    body = sum(line.bottom - line.top for line in right if abs(line.size - style.size) < 0.7)
    inked = sum(line.bottom - line.top for line in left)
    width = max(line.x1 for line in left) - min(line.x0 for line in left)
    wide = max(line.x1 for line in right) - min(line.x0 for line in right)
    return inked < _SPARSE * body and width < _NARROW * wide


def _sort_margin(left: list[Line], sheet: Sheet, style: TypeStyle) -> None:
    small = [line for line in left if line.size < 0.85 * style.size and not line.font.bold]
    sheet.take_out(small, AsideKind.BOILERPLATE, "small print in the margin")
    runs: dict[int, list[Line]] = defaultdict(list)
    number = 0
    last: Line | None = None
    for line in sorted((line for line in left if line not in small), key=lambda line: line.top):
        if last is None or line.baseline - last.baseline > 2 * line.size:
            number += 1
        runs[number].append(line)
        last = line
    for run in runs.values():
        letters = sum(line.letters for line in run)
        if letters < 120 and (run[0].font != style.font or run[0].size > style.size + 0.5):
            for line in run:
                line.side = True
