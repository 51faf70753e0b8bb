"""What pdfplumber is asked for: the cells that drawn lines make, and words where pdfium cannot read them.

Its own reading of a page is some thirty times slower than pdfium's, hence only for pages that come out
garbled; its search for tables is given what pdfium read. The only file that knows pdfplumber.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pdfplumber.table import (
    Table,
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.ingest.pages.printed import Font, Stroke, StrokeKind, Word

__all__ = ["Box4", "Grid", "PlumberFile", "find_grids"]

_NEAR = 3.0
"""Edges nearer than this (points) are one, and meet; pdfplumber's own measure."""
_MOST_EDGES = 1500
_MOST_CROSSINGS = 1500
"""What has more lines and crossings than these is a map or a pattern, no table."""
_FAILURES = (PDFException, PdfminerException, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What pdfminer lets through on broken files."""


Box4 = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Drawn cells that hang together: the rectangle around them, and the cells row by row (None: a gap)."""

    box: Box4
    rows: tuple[tuple[Box4 | None, ...], ...]


def find_grids(strokes: Iterable[Stroke]) -> list[Grid]:
    """The grids that strokes make, from the top down, by pdfplumber's way of finding tables.

    It is given the strokes that pdfium found: reading the page a second time would cost a hundred times more.
    """
    edges = [edge for stroke in strokes for edge in _edges_of(stroke)]
    if not 4 <= len(edges) <= _MOST_EDGES:
        return []
    _snap(edges, "h", "top", "bottom")
    _snap(edges, "v", "x0", "x1")
    merged = merge_edges(edges, 0, 0, _NEAR, _NEAR)
    long = [edge for edge in merged if max(edge["width"], edge["height"]) >= _NEAR]
    crossings = edges_to_intersections(long, _NEAR, _NEAR)
    if not 4 <= len(crossings) <= _MOST_CROSSINGS:
        return []
    no_page = cast(Page, None)  # is needed for the words of the cells only
    tables = [Table(no_page, cells) for cells in cells_to_tables(intersections_to_cells(crossings))]
    return [Grid(table.bbox, tuple(tuple(row.cells) for row in table.rows)) for table in tables]


def _edges_of(stroke: Stroke) -> Iterator[dict[str, Any]]:
    x0, top, x1, bottom = stroke.x0, stroke.top, stroke.x1, stroke.bottom
    if stroke.kind is StrokeKind.RULE:
        yield _edge("h", x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    elif stroke.kind is StrokeKind.BAR:
        yield _edge("v", (x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
    elif stroke.kind is not StrokeKind.PICTURE:
        yield _edge("h", x0, top, x1, top)
        yield _edge("h", x0, bottom, x1, bottom)
        yield _edge("v", x0, top, x0, bottom)
        yield _edge("v", x1, top, x1, bottom)


def _snap(edges: list[dict[str, Any]], orientation: str, low: str, high: str) -> None:
    """Put edges that run side by side, near to each other, at their mean."""
    run: list[dict[str, Any]] = []
    for edge in [*sorted((e for e in edges if e["orientation"] == orientation), key=itemgetter(low)), None]:
        if run and (edge is None or edge[low] - run[-1][low] > _NEAR):
            mean = sum(e[low] for e in run) / len(run)
            for near in run:
                near[low] = near[high] = mean
            run = []
        if edge is not None:
            run.append(edge)


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    return {
        "orientation": orientation, "x0": x0, "top": top, "x1": x1, "bottom": bottom,
        "width": x1 - x0, "height": bottom - top,
    }  # fmt: skip


class PlumberFile:
    """A PDF for pdfplumber, opened at the first question."""

    def __init__(self, file: Path | bytes, password: str | None) -> None:
        self._file = file
        self._password = password
        self._pdf: Any = None

    def __enter__(self) -> PlumberFile:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def read_words(self, number: int) -> list[Word]:
        """A page's words in stream order, one for each stretch of one style; none where it fails."""
        try:
            page = self._page(number)
            words = [
                _as_word(entry, angle)
                for angle in (0, 90)
                for entry in page.filter(_runs_across if angle == 0 else _runs_down).extract_words(
                    x_tolerance_ratio=0.15,
                    y_tolerance=1,
                    use_text_flow=True,
                    extra_attrs=["fontname", "size"],
                )
            ]
            page.close()
        except _FAILURES:
            return []
        return words

    def _page(self, number: int) -> Any:
        if self._pdf is None:
            source = io.BytesIO(self._file) if isinstance(self._file, bytes) else self._file
            self._pdf = pdfplumber.open(source, password=self._password or "")
        return self._pdf.pages[number - 1]


def _runs_across(thing: dict[str, Any]) -> bool:
    """Whether a character (or anything else) is not set sideways; pdfminer's own flag errs by rounding."""
    matrix = thing.get("matrix")
    return matrix is None or abs(matrix[0]) >= abs(matrix[1])


def _runs_down(thing: dict[str, Any]) -> bool:
    return not _runs_across(thing)


def _as_word(entry: dict[str, Any], angle: int) -> Word:
    name = str(entry["fontname"]).split("+", 1)[-1]
    font = Font(name, bold="bold" in name.lower(), italic="ital" in name.lower() or "obli" in name.lower())
    size = float(entry["size"])
    baseline = float(entry["bottom"]) - 0.2 * size
    return Word(
        entry["text"],
        float(entry["x0"]),
        float(entry["top"]),
        float(entry["x1"]),
        float(entry["bottom"]),
        baseline,
        size,
        font,
        angle=angle,
    )
