"""PDF pages through pdfplumber: tables with their cells, and words where pdfium cannot read them.

Some thirty times slower than pdfium, hence only for pages that show a grid or come out garbled. The only
file that knows pdfplumber.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.ingest.pages.printed import Font, Word

__all__ = ["FoundTable", "PlumberFile"]

_TOO_MANY_CHARACTERS = 20_000
_FAILURES = (PDFException, PdfminerException, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What pdfminer lets through on broken files."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table with drawn cells: its rectangle in points (origin top left) and its cells' texts by row."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: tuple[tuple[str, ...], ...]


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

    def find_tables(self, number: int) -> list[FoundTable]:
        """Tables of at least two rows and columns on a page; none where the page cannot be read."""
        try:
            page = self._page(number)
            if len(page.chars) > _TOO_MANY_CHARACTERS:
                return []
            found = [_as_found(table) for table in page.find_tables()]
            page.close()
        except _FAILURES:
            return []
        return [table for table in found if _is_table(table)]

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


def _as_found(table: Any) -> FoundTable:
    x0, top, x1, bottom = table.bbox
    rows = tuple(tuple(" ".join((cell or "").split()) for cell in row) for row in table.extract())
    return FoundTable(x0, top, x1, bottom, rows)


def _is_table(table: FoundTable) -> bool:
    filled = [row for row in table.rows if sum(bool(cell) for cell in row) >= 2]
    return len(filled) >= 2


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
