"""PDF pages through pdfium: words with places and fonts, rules, shadings, pictures.

The fast reader: pdfium is asked once per character for its box and once per run for its style (text
object, matrix, font); a page of 7,000 characters takes some 15 ms. The only file that knows pdfium.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from pipeline.errors import EncryptedDocument, IngestError
from pipeline.ingest.pages.glyphs import Numbers, read_words
from pipeline.ingest.pages.printed import PrintedPage
from pipeline.ingest.pages.strokes import read_strokes
from pipeline.ingest.pages.turning import set_upright
from pipeline.ingest.pages.visibility import mark_hidden

__all__ = ["PdfFile", "open_pdf"]

_PAGES_KEPT = 32
"""After so many pages what pdfium keeps of them is let go."""


class PdfFile:
    """An open PDF; use as a context manager. Pages are read one at a time and let go."""

    def __init__(self, file: Path | bytes, source: str, password: str | None) -> None:
        self._open = partial(_open, file, source, password)
        self._document = self._open()
        self._pages_read = 0
        self._numbers: Numbers = {}
        self.source = source

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def info(self) -> dict[str, str]:
        """The document information dictionary: Title, Author, Subject, CreationDate, ..."""
        return {key: value.strip("\x00 ") for key, value in self._document.get_metadata_dict().items()}

    def read_page(self, number: int) -> PrintedPage:
        """Page ``number`` (from 1): its words, strokes and warnings; an unreadable page is empty."""
        self._forget_pages()
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return PrintedPage(number, 0.0, 0.0, warnings=[f"page {number} cannot be read"])
        try:
            return _read_page(page, number, self._numbers)
        finally:
            page.close()

    def _forget_pages(self) -> None:
        """Open the file anew now and then: pdfium keeps what it has read until a document is closed."""
        if self._pages_read == _PAGES_KEPT:
            self._document.close()
            self._document = self._open()
            self._pages_read = 0
        self._pages_read += 1

    def text_in(self, number: int, x0: float, top: float, x1: float, bottom: float) -> str:
        """What pdfium reads inside a rectangle of an unturned page: to check places with."""
        page = self._document[number - 1]
        text = page.get_textpage()
        left, _, _, ceiling = page.get_bbox()
        try:
            return str(text.get_text_bounded(left + x0, ceiling - bottom, left + x1, ceiling - top))
        finally:
            text.close()
            page.close()

    def draw_page(self, number: int, scale: float) -> Image.Image:
        """Page ``number`` as a Pillow image, ``scale`` pixels a point."""
        page = self._document[number - 1]
        try:
            drawn: Image.Image = page.render(scale=scale).to_pil()
            return drawn
        finally:
            page.close()


def open_pdf(file: Path | bytes, *, source: str, password: str | None = None) -> PdfFile:
    """Open a PDF from a path or its bytes.

    Raises EncryptedDocument where it wants a password that was not given or is wrong, IngestError
    where it is no PDF or broken beyond repair.
    """
    return PdfFile(file, source, password)


def _open(file: Path | bytes, source: str, password: str | None) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(file, password=password)
        if len(document) == 0:
            raise IngestError("the PDF has no pages", where=source, advice="the file may be damaged")
    except (pypdfium2.PdfiumError, FileNotFoundError) as error:
        raise _explain(error, source, password) from error
    return document


def _explain(error: Exception, source: str, password: str | None) -> IngestError:
    if "password" in str(error).lower():
        what = "the password does not open this PDF" if password else "the PDF is encrypted"
        return EncryptedDocument(what, where=source, advice="give its password with --password")
    return IngestError(
        "not a readable PDF",
        where=source,
        advice="damaged or cut short: fetch it again, or open and save it in a PDF viewer",
    )


class _Frame:
    """From pdfium's page space (origin at the lower left, before /Rotate) to ours."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox()
        self.left, self.top = left, top
        self.turn = page.get_rotation() % 360
        self.across, self.down = right - left, top - bottom
        turned = self.turn in {90, 270}
        self.width, self.height = (self.down, self.across) if turned else (self.across, self.down)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """One point."""
        x, y = x - self.left, self.top - y
        if self.turn == 0:
            return x, y
        if self.turn == 90:
            return self.down - y, x
        if self.turn == 180:
            return self.across - x, self.down - y
        return y, self.across - x

    def place_box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """A rectangle: x0, top, x1, bottom."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        (xa, ya), (xb, yb) = self.place(left, top), self.place(right, bottom)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _read_page(page: pypdfium2.PdfPage, number: int, numbers: Numbers) -> PrintedPage:
    frame = _Frame(page)
    text = page.get_textpage()
    try:
        words = read_words(text, frame.place_box, frame.turn, numbers)
    finally:
        text.close()
    printed = PrintedPage(number, frame.width, frame.height, words)
    printed.strokes = read_strokes(page, frame.place_box)
    mark_hidden(printed)
    set_upright(printed)
    return printed
