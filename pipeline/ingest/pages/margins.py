"""What stands in the margin beside the text: side heads (kept, as headings) and small notes (kept out)."""

from __future__ import annotations

from pipeline.ingest.pages.printed import Line
from pipeline.ingest.pages.sheet import Sheet, TypeStyle
from pipeline.schema import AsideKind

__all__ = ["mark_side_heads"]

_SPARSE = 0.4
"""A margin's lines fill less than this part of the height of the text beside it."""
_NARROW = 0.55
"""A margin is at most so wide as this part of the text beside it."""

_LONGEST = 160
"""A side head has fewer letters than this."""


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
    """Whether a narrow column holds little beside much text, or nothing but heads."""
    body = sum(line.bottom - line.top for line in right if abs(line.size - style.size) < 0.7)
    inked = sum(line.bottom - line.top for line in left)
    width = max(line.x1 for line in left) - min(line.x0 for line in left)
    wide = max(line.x1 for line in right) - min(line.x0 for line in right)
    if not body or width >= _NARROW * wide:
        return False
    return inked < _SPARSE * body or all(
        _is_side_head(run, style) and run[0].size > style.size - 0.7 for run in _runs(left)
    )


def _sort_margin(left: list[Line], sheet: Sheet, style: TypeStyle) -> None:
    small = [line for line in left if line.size < 0.85 * style.size and not line.font.bold]
    sheet.take_out(small, AsideKind.BOILERPLATE, "small print in the margin")
    for run in _runs([line for line in left if line not in small]):
        if _is_side_head(run, style):
            for line in run:
                line.side = True


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Lines stacked without wide white between them."""
    runs: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top):
        if runs and line.baseline - runs[-1][-1].baseline <= 2 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_side_head(run: list[Line], style: TypeStyle) -> bool:
    """Whether lines are short, and larger than the text or of another font."""
    letters = sum(line.letters for line in run)
    return letters < _LONGEST and (run[0].font != style.font or run[0].size > style.size + 0.5)
