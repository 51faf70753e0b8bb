"""Tables: grids of drawn cells, and rows between rules. They leave the text and become rows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.pages.plumber import Box4, Grid, find_grids
from pipeline.ingest.pages.printed import Line, StrokeKind, Word, join_words
from pipeline.ingest.pages.rules import Rule, join_rules
from pipeline.ingest.pages.sheet import Sheet, TypeStyle, aside_of
from pipeline.schema import AsideKind

__all__ = ["remove_tables"]

_SAME_EDGE = 7.0
"""Rules of one table begin and end no further apart than this, in points."""
_TALLEST_ROW = 260.0
_TALLEST_TABLE = 700.0
"""Rules this far apart bound one table where a caption says that there is one."""
_CELL_GAP = 0.75
"""White wider than this part of the letter size parts two cells."""
_TABULAR = 0.4
"""Of a table's printed rows, at least this part has several cells."""
_CAPTION = re.compile(r"^(?:table|tabelle|tableau|tabella)\s+[A-Z]?\d", re.IGNORECASE)

_NUMBERED = re.compile(
    r"(?:table|figure|exhibit|tabelle|tableau|tabella|tabla)\s+[A-Z]?\d+[.:](?:\s|$)", re.IGNORECASE
)

_Place = tuple[int, float, float, Word]
"""A word, the number of its line, and its middle."""


def remove_tables(sheet: Sheet, style: TypeStyle) -> None:
    """Take a page's tables out of its text."""
    if _shows_grid(sheet):
        for grid in find_grids(sheet.strokes):
            _take_grid(sheet, grid, style)
    rules = join_rules(sheet.strokes)
    captioned = _captioned(sheet, rules)
    for tallest in (_TALLEST_ROW, _TALLEST_TABLE):
        for group in _rule_groups(rules, captioned, tallest):
            known = id(group[0]) in captioned
            if known or tallest == _TALLEST_ROW:
                _take_ruled(sheet, _without_tail(sheet, group) if known else group, style, captioned=known)


def _shows_grid(sheet: Sheet) -> bool:
    bars = sum(1 for s in sheet.strokes if s.kind is StrokeKind.BAR and s.height > 8)
    rules = sum(1 for s in sheet.strokes if s.kind is StrokeKind.RULE and s.width > 15)
    cells = [s for s in sheet.strokes if s.kind in {StrokeKind.FRAME, StrokeKind.FILL} and 8 < s.height < 120]
    stacked = sum(
        1 for a, b in pairwise(sorted(cells, key=lambda s: (s.x0, s.top))) if abs(a.bottom - b.top) < 3
    )
    return (bars >= 2 and rules >= 3) or stacked >= 4 or bars >= 6


def _take_grid(sheet: Sheet, grid: Grid, style: TypeStyle) -> None:
    """Take the lines in a grid out, if at least two of its rows have words in two cells or more."""
    x0, _, x1, _ = grid.box
    inside = [line for line in sheet.lines if _holds(grid.box, line)]
    letters = sum(line.letters for line in inside)
    prose = sum(line.letters for line in inside if line.width > 0.8 * (x1 - x0))
    if not inside or (prose > 0.6 * letters and len(grid.rows[0]) <= 2) or x1 - x0 < 6 * style.size:
        return
    rows = _fill_cells(grid, inside)
    if sum(sum(bool(cell) for cell in row) >= 2 for row in rows) >= 2:
        _take(sheet, inside, rows)


def _holds(box: Box4, line: Line) -> bool:
    x0, top, x1, bottom = box
    middle = (line.top + line.bottom) / 2
    centre = (line.x0 + line.x1) / 2
    return x0 - 2 <= centre <= x1 + 2 and top - 1 <= middle <= bottom + 1


def _fill_cells(grid: Grid, lines: list[Line]) -> tuple[tuple[str, ...], ...]:
    """The text of every cell: the words whose middle stands in it, line by line."""
    places = [
        (number, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2, word)
        for number, line in enumerate(sorted(lines, key=lambda line: (round(line.baseline), line.x0)))
        for word in line.words
    ]
    return tuple(_fill_row(row, places) for row in grid.rows)


def _fill_row(row: tuple[Box4 | None, ...], places: list[_Place]) -> tuple[str, ...]:
    cells = [cell for cell in row if cell]
    top, bottom = min(cell[1] for cell in cells), max(cell[3] for cell in cells)
    level = [place for place in places if top <= place[2] < bottom]
    return tuple(_text_within(cell, level) for cell in row)


def _text_within(cell: Box4 | None, places: list[_Place]) -> str:
    if cell is None:
        return ""
    x0, top, x1, bottom = cell
    runs: dict[int, list[Word]] = {}
    for number, x, y, word in places:
        if x0 <= x < x1 and top <= y < bottom:
            runs.setdefault(number, []).append(word)
    return " ".join(join_words(run) for run in runs.values())


def _captioned(sheet: Sheet, rules: list[Rule]) -> set[int]:
    """The rules (their ``id()``) right under a line that begins with the words "Table 2"."""
    captions = [line for line in sheet.lines if _CAPTION.match(line.text)]
    under = ([rule for rule in rules if _stands_over(line, rule)] for line in captions)
    return {id(found[0]) for found in under if found}


def _without_tail(sheet: Sheet, group: list[Rule]) -> list[Rule]:
    """The group without rules at its end that bound no cells: the one over the page's foot, say."""
    end = len(group)
    while end > 2 and not _is_tabular(_rows_of(_lines_between(sheet, group[end - 2], group[end - 1]))):
        end -= 1
    return group[:end]


def _lines_between(sheet: Sheet, upper: Rule, lower: Rule) -> list[Line]:
    return [
        line
        for line in sheet.lines
        if upper.x0 - 4 <= line.x0
        and line.x1 <= lower.x1 + 4
        and upper.y - 2 <= (line.top + line.bottom) / 2 <= lower.y + 2
    ]


def _is_tabular(rows: list[list[list[Word]]]) -> bool:
    many = sum(len(row) >= 2 for row in rows)
    return many > 0 and many >= _TABULAR * len(rows)


def _rule_groups(rules: list[Rule], captioned: set[int], tallest: float) -> list[list[Rule]]:
    """Rules of the same extent, stacked no further apart than ``tallest``; a captioned one begins anew."""
    groups: list[list[Rule]] = []
    for rule in rules:
        for group in [] if id(rule) in captioned else groups[::-1]:
            last = group[-1]
            if (
                abs(last.x0 - rule.x0) < _SAME_EDGE
                and abs(last.x1 - rule.x1) < _SAME_EDGE
                and rule.y - last.y < tallest
            ):
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) >= 2]


def _take_ruled(sheet: Sheet, group: list[Rule], style: TypeStyle, *, captioned: bool) -> None:
    inside = _lines_between(sheet, group[0], group[-1])
    rows = _rows_of(inside)
    many = [row for row in rows if len(row) >= 2]
    least = 2 if captioned else 3
    if len(many) < 2 or len(group) < least or not _is_tabular(rows) or _is_prose(rows, style):
        return
    _take(sheet, inside, tuple(tuple(join_words(cell) for cell in row) for row in rows))


def _stands_over(line: Line, rule: Rule) -> bool:
    return -4 < rule.y - line.bottom < 40 and line.x0 < rule.x1 and line.x1 > rule.x0


def _is_prose(rows: list[list[list[Word]]], style: TypeStyle) -> bool:
    """Whether the "cells" are columns of running text: long, two abreast, line after line."""
    cells = [cell for row in rows for cell in row]
    long = sum(cell[-1].x1 - cell[0].x0 > 17 * style.size for cell in cells)
    return long > 0.6 * len(cells)


def _rows_of(lines: list[Line]) -> list[list[list[Word]]]:
    """Printed rows of cells; a cell is a run of words without wide white."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.baseline, line.x0)):
        if rows and line.baseline - rows[-1][0].baseline < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [[cell for line in sorted(row, key=lambda ln: ln.x0) for cell in _cells(line)] for row in rows]


def _cells(line: Line) -> list[list[Word]]:
    cells = [[line.words[0]]]
    for word in line.words[1:]:
        if word.x0 - cells[-1][-1].x1 > _CELL_GAP * line.size:
            cells.append([])
        cells[-1].append(word)
    return cells


def _take(sheet: Sheet, lines: list[Line], rows: tuple[tuple[str, ...], ...]) -> None:
    ids = {id(line) for line in lines}
    sheet.lines = [line for line in sheet.lines if id(line) not in ids]
    ordered = sorted(lines, key=lambda line: (round(line.baseline), line.x0))
    sheet.asides.append(replace(aside_of(ordered, AsideKind.TABLE), rows=rows))
    sheet.take_out(_caption_beside(ordered, sheet), AsideKind.CAPTION, "at a table")


def _caption_beside(table: list[Line], sheet: Sheet) -> list[Line]:
    """A line right over or under a table that numbers it ("Table 2: Ships"), in whatever type it is set."""
    top, bottom = min(line.top for line in table), max(line.bottom for line in table)
    left, right = min(line.x0 for line in table), max(line.x1 for line in table)
    return [
        line
        for line in sheet.lines
        if _NUMBERED.match(line.text)
        and (-4 < line.top - bottom < 2.5 * line.size or -4 < top - line.bottom < 2.5 * line.size)
        and min(line.x1, right) - max(line.x0, left) > 0
    ]
