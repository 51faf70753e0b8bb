"""PDF pages through pdfium: words with places and fonts, rules, shadings, pictures.

The fast reader: pdfium is asked once per character for its box and once per run for its style (text
object, matrix, font); a page of 7,000 characters takes some 15 ms. The only file that knows pdfium.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import EncryptedDocument, IngestError
from pipeline.ingest.pages.printed import Font, PrintedPage, Word
from pipeline.ingest.pages.strokes import read_strokes
from pipeline.ingest.pages.visibility import mark_hidden

__all__ = ["PdfFile", "open_pdf"]

_BOLD = re.compile(
    r"bold|black|heavy|semibold|demi(?!r)|(?<![a-z])(bd|hv|blk)(?![a-z])|-?BdCn", re.IGNORECASE
)
_ITALIC = re.compile(r"ital|obliq|(?<![A-Za-z])It(?![a-z])|slanted|kursiv|cursive", re.IGNORECASE)
_WHITE = frozenset(
    map(
        ord,
        " \t\r\n\f\v\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
        "\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff",
    )
)
_LINE_END_HYPHEN = frozenset({0x02, 0xFFFE})
"""pdfium's own marks for a hyphen at the end of a line."""
_HYPHEN = -1
"""Stands for such a hyphen until it is written."""

_FORCE_BOLD_FLAG = 1 << 18
_ITALIC_FLAG = 1 << 6
_DESCENTS = (0.12, 0.35)
"""A font's descent outside these bounds (parts of its size) is not believed."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share."""

    font: Font
    size: float
    angle: int
    color: int
    invisible: bool
    descent: float
    drop: float
    """How far below the baseline the box that pdfium gives its letters ends, in points."""


class PdfFile:
    """An open PDF; use as a context manager. Pages are read one at a time and let go."""

    def __init__(self, document: pypdfium2.PdfDocument, source: str) -> None:
        self._document = document
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
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return PrintedPage(number, 0.0, 0.0, warnings=[f"page {number} cannot be read"])
        try:
            return _read_page(page, number)
        finally:
            page.close()

    def draw_page(self, number: int, scale: float) -> object:
        """Page ``number`` as a Pillow image, ``scale`` pixels a point."""
        page = self._document[number - 1]
        try:
            return page.render(scale=scale).to_pil()
        finally:
            page.close()


def open_pdf(file: Path | bytes, *, source: str, password: str | None = None) -> PdfFile:
    """Open a PDF from a path or its bytes.

    Raises EncryptedDocument where it wants a password that was not given or is wrong, IngestError
    where it is no PDF or broken beyond repair.
    """
    try:
        document = pypdfium2.PdfDocument(file, password=password)
        if len(document) == 0:
            raise IngestError("the PDF has no pages", where=source, advice="the file may be damaged")
    except (pypdfium2.PdfiumError, FileNotFoundError) as error:
        raise _explain(error, source, password) from error
    return PdfFile(document, source)


def _explain(error: Exception, source: str, password: str | None) -> IngestError:
    if "password" in str(error).lower():
        what = "the password does not open this PDF" if password else "the PDF is encrypted"
        return EncryptedDocument(what, where=source, advice="give its password with --password")
    return IngestError("not a readable PDF", where=source, advice=f"pdfium says: {error}")


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


def _read_page(page: pypdfium2.PdfPage, number: int) -> PrintedPage:
    frame = _Frame(page)
    text = page.get_textpage()
    try:
        words = _GlyphStream(text, frame).words()
    finally:
        text.close()
    printed = PrintedPage(number, frame.width, frame.height, words)
    printed.strokes = read_strokes(page, frame.place_box)
    mark_hidden(printed)
    return printed


class _GlyphStream:
    """The characters of a page in stream order, gathered into words of one style."""

    def __init__(self, text: pypdfium2.PdfTextPage, frame: _Frame) -> None:
        self._raw = text.raw
        self._count = text.count_chars()
        self._codes = _read_codes(text, self._count)
        self._frame = frame
        self._styles: dict[int, _Style] = {}
        self._fonts: dict[int, tuple[Font, float]] = {}

    def words(self) -> list[Word]:
        """All words, in stream order."""
        found: list[Word] = []
        word: Word | None = None
        letters: list[str] = []
        begin, reach, floor, run = 0.0, 0.0, 0.0, 0
        for index, code, x0, top, x1, bottom in self._glyphs():
            spaced = index != run + 1
            run = index
            if (
                word is not None
                and not spaced
                and code > 0
                and abs(bottom - floor) < 0.05
                and x0 >= begin - 0.1
                and x0 - reach < 0.5 * word.size
            ):
                letters.append(chr(code))
                begin = x0
                word.x1 = reach = x1
                continue
            if word is not None and code == _HYPHEN and not spaced:
                letters.append("-")
                word.x1 = max(word.x1, x1)
                continue
            style = self._style_of(index, bottom)
            if word is not None and not spaced and self._goes_on(word, style, x0, top, reach):
                letters.append(chr(code) if code > 0 else "-")
                _widen(word, x0, top, x1, bottom)
                begin, reach, floor = x0, x1, bottom
                continue
            if word is not None:
                word.text = "".join(letters)
            glued = word is not None and not spaced and abs(x0 - reach) < 0.25 * word.size
            word = self._start_word(style, (x0, top, x1, bottom), glued=glued)
            found.append(word)
            letters = [chr(code) if code > 0 else "-"]
            begin, reach, floor = x0, x1, bottom
        if word is not None:
            word.text = "".join(letters)
        return found

    def _glyphs(self) -> Iterator[tuple[int, int, float, float, float, float]]:
        rect = pdfium.FS_RECTF()
        pointer = ctypes.byref(rect)
        ask, raw = pdfium.FPDFText_GetLooseCharBox, self._raw
        frame, turned = self._frame, self._frame.turn != 0
        left, height = frame.left, frame.top
        for index, read in enumerate(self._codes):
            if read in _WHITE:
                continue
            if not ask(raw, index, pointer):
                continue
            code = read
            if read < 32 or read == 0xFFFE:
                code = _HYPHEN if read in _LINE_END_HYPHEN else 0xFFFD
            if turned:
                yield index, code, *frame.place_box(rect.left, rect.bottom, rect.right, rect.top)
            else:
                yield (
                    index,
                    code,
                    rect.left - left,
                    height - rect.top,
                    rect.right - left,
                    height - rect.bottom,
                )

    @staticmethod
    def _goes_on(word: Word, style: _Style, x0: float, top: float, reach: float) -> bool:
        if style.angle != word.angle:
            return False
        if style.angle % 180:
            return (
                abs(x0 - word.x0) < word.size
                and min(abs(top - word.bottom), abs(word.top - top)) < 2 * word.size
            )
        if style.font != word.font or abs(style.size - word.size) > 0.05 * word.size:
            return False
        return False if style.angle == 0 else abs(x0 - reach) < word.size

    @staticmethod
    def _start_word(style: _Style, box: tuple[float, float, float, float], *, glued: bool) -> Word:
        x0, top, x1, bottom = box
        baseline = bottom - style.drop
        if style.angle == 0:
            bottom = baseline + style.descent * style.size
            top = bottom - style.size
        return Word(
            "",
            x0,
            top,
            x1,
            bottom,
            baseline,
            style.size,
            style.font,
            color=style.color,
            angle=style.angle,
            glued=glued,
            hidden="drawn invisibly" if style.invisible else "",
        )

    def _style_of(self, index: int, bottom: float) -> _Style:
        thing = pdfium.FPDFText_GetTextObject(self._raw, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._read_style(index, thing, bottom)
        return style

    def _read_style(self, index: int, thing: object, bottom: float) -> _Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, index, ctypes.byref(matrix))
        nominal = pdfium.FPDFText_GetFontSize(self._raw, index)
        size = nominal * math.hypot(matrix.c, matrix.d) or nominal or 1.0
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) - self._frame.turn
        font, descent = self._read_font(thing)
        color, alpha = _read_color(thing)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._raw, index, ctypes.byref(x), ctypes.byref(y))
        drop = bottom - self._frame.place(x.value, y.value)[1]
        return _Style(font, abs(size), (-angle) % 360, color, mode == 3 or alpha == 0, descent, drop)

    def _read_font(self, thing: object) -> tuple[Font, float]:
        handle = pdfium.FPDFTextObj_GetFont(thing)
        key = ctypes.cast(handle, ctypes.c_void_p).value
        if key is None:
            return Font(""), 0.2
        if key not in self._fonts:
            self._fonts[key] = _describe_font(handle)
        return self._fonts[key]


def _describe_font(handle: object) -> tuple[Font, float]:
    """The font's name and cut, and how deep its letters reach below the line (parts of the size)."""
    name = _font_name(handle)
    flags = pdfium.FPDFFont_GetFlags(handle)
    plain = name.split("+", 1)[-1]
    font = Font(
        plain,
        bold=bool(_BOLD.search(plain)) or bool(flags > 0 and flags & _FORCE_BOLD_FLAG),
        italic=bool(_ITALIC.search(plain)) or bool(flags > 0 and flags & _ITALIC_FLAG),
    )
    depth = ctypes.c_float()
    pdfium.FPDFFont_GetDescent(handle, ctypes.c_float(1000.0), ctypes.byref(depth))
    descent = min(max(abs(depth.value) / 1000, _DESCENTS[0]), _DESCENTS[1])
    return font, descent


def _widen(word: Word, x0: float, top: float, x1: float, bottom: float) -> None:
    word.x0, word.x1 = min(word.x0, x0), max(word.x1, x1)
    word.top, word.bottom = min(word.top, top), max(word.bottom, bottom)


def _read_codes(text: pypdfium2.PdfTextPage, count: int) -> list[int]:
    """The code point of every character index: by one call where the counts agree, else one by one."""
    if count <= 0:
        return []
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text.raw, 0, count, buffer)
    codes = list(buffer)[: max(got - 1, 0)]
    if len(codes) == count and not any(0xD800 <= code < 0xE000 for code in codes):
        return codes
    return [pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(count)]


def _font_name(handle: object) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(handle, buffer, 256)
    return buffer.raw[: max(min(length, 256) - 1, 0)].decode("utf-8", "replace")


def _read_color(thing: object) -> tuple[int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(
        thing, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    ):
        return 0, 255
    return red.value << 16 | green.value << 8 | blue.value, alpha.value
