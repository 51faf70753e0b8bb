"""The characters of a PDF page -> words of one style, asking pdfium as seldom as can be.

The page's text comes in one call and is cut at white space. A word that lies in one text object is then
known by the boxes of its first and last letter; only words that mix objects (a note call, a change to
italics) are looked at letter by letter.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from sys import intern

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.ingest.pages.clips import is_clipped_away
from pipeline.ingest.pages.printed import Font, Word
from pipeline.ingest.pages.quick import (
    address_of,
    char_matrix,
    char_origin,
    char_text_object,
    fill_color,
    font_size,
    loose_char_box,
    object_font,
    render_mode,
)

__all__ = ["read_words"]

Box4 = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

_BOLD = re.compile(
    r"bold|black|heavy|semibold|demi(?!r)|(?<![a-z])(bd|hv|blk)(?![a-z])|-?BdCn", re.IGNORECASE
)
_ITALIC = re.compile(r"ital|obliq|(?<![A-Za-z])It(?![a-z])|slanted|kursiv|cursive", re.IGNORECASE)
_WHITE = r"\s\u200b\ufeff\x00-\x01\x03-\x1f"
_TOKEN = re.compile(rf"[^{_WHITE}\x02\ufffe]*[\x02\ufffe]|[^{_WHITE}\x02\ufffe]+")
"""A stretch without white space; U+0002 or U+FFFE is pdfium's mark for a hyphen at a line's end."""
_LINE_END_HYPHENS = "\x02\ufffe"
_FIGURES = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
"""Figures that could be a note call."""
_MOST_CHARACTERS = 200_000
"""What a page holds beyond these is not read: a page of a paper has some thousands."""
_RAISED_SIZE = 0.65
"""The size that a raised figure looks to have, as a part of its font's."""
_WIDEST = 1.7
"""A word broader than so many letter sizes a letter hides a jump (another column) inside."""

_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
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
    hidden: str
    """Why its letters cannot be seen; empty where they can."""
    descent: float
    drop: float
    """How far below the baseline the box that pdfium gives its letters ends, in points."""


_Look = tuple[int | None, float, float, float, float, float, tuple[int, int], int, float]
"""A font's address, size and matrix (a, b, c, d), colour with opacity, render mode, and drop."""


def read_words(text: pypdfium2.PdfTextPage, place_box: Callable[..., Box4], turn: int) -> list[Word]:
    """All words of the page in stream order; ``turn`` is the page's own rotation in degrees."""
    return _share_values(_GlyphStream(text, place_box, turn).words())


def _share_values(words: list[Word]) -> list[Word]:
    """The same words, with equal heights and texts as one object: a long paper takes a third less memory."""
    heights: dict[float, float] = {}
    share = heights.setdefault
    for word in words:
        word.text = intern(word.text)
        word.top, word.bottom = share(word.top, word.top), share(word.bottom, word.bottom)
        word.baseline = share(word.baseline, word.baseline)
    return words


_NO_CONTROLS = {0x02: "-", 0xFFFE: "-", 0xF02A: "*", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF02D: "–"}


def _may_hold_call(text: str) -> bool:
    return not text.isalpha() and _FIGURES.search(text) is not None


class _GlyphStream:
    """The characters of one page, and what is known of their text objects and fonts so far."""

    def __init__(self, text: pypdfium2.PdfTextPage, place_box: Callable[..., Box4], turn: int) -> None:
        self._raw = text.raw
        self._page = address_of(text.raw)
        self._text = _read_text(text, min(text.count_chars(), _MOST_CHARACTERS))
        self._place_box = place_box
        self._turn = turn
        x0, top, _, _ = place_box(0.0, 0.0, 0.0, 0.0)
        self._left, self._top = -x0, top
        self._styles: dict[int, _Style] = {}
        self._looks: dict[_Look, _Style] = {}
        self._fonts: dict[int, tuple[Font, float]] = {}
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._origin_at = [ctypes.addressof(part) for part in self._origin]
        self._last_object = 0
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._colors = [ctypes.c_uint() for _ in range(4)]
        self._colors_at = [ctypes.addressof(part) for part in self._colors]
        self._rect = pdfium.FS_RECTF()
        self._rect_at = ctypes.addressof(self._rect)

    def words(self) -> list[Word]:
        """The words of every stretch without white space."""
        found: list[Word] = []
        for token in _TOKEN.finditer(self._text):
            start, end = token.span()
            if self._text[end - 1] in _LINE_END_HYPHENS and end - start > 1:
                found += self._read_hyphened(start, end)
                continue
            word = self._read_simple(start, end)
            if word is None:
                found += self._read_letters(start, end, "")
            elif _may_hold_call(word.text):
                found += self._part_raised(word, start, end)
            else:
                found.append(word)
        return found

    def _read_hyphened(self, start: int, end: int) -> Iterator[Word]:
        """A stretch that ends in pdfium's mark for a hyphen at a line's end."""
        for word in self._read_letters(start, end - 1, "-"):
            if word.text[-1:] == "-" and not word.angle:
                word.x1 = max(word.x1, self._box(end - 1)[2])
            yield word

    def _read_simple(self, start: int, end: int) -> Word | None:
        """A stretch of one style, known by its first and last letter; None where it must be spelt out."""
        first = self._box(start)
        if end - start == 1:
            return self._start(start, end, first, first, self._style_of(start, first[3]))
        last = self._box(end - 1)
        before = self._last_object
        style = self._style_of(end - 1, last[3])
        # Text objects follow one another: what lies between two letters of one object lies in it.
        within = self._last_object
        if within != before:
            same = self._style_of(start, first[3]) is style
            outside, self._last_object = self._last_object != within, within
            # Type kerned by hand has several objects of one style in a word; a call may hide among them.
            if outside and not (same and self._text[start:end].isalpha()):
                return None
        level = -0.05 < first[3] - last[3] < 0.05 and first[0] - 0.1 <= last[0]
        if level and last[2] - first[0] < _WIDEST * style.size * (end - start):
            return self._start(start, end, first, last, style)
        return None

    def _start(self, start: int, end: int, first: Box4, last: Box4, style: _Style) -> Word:
        word = _start_word(style, (first[0], first[1], last[2], first[3]), glued=False)
        text = self._text[start:end]
        word.text = text if text.isalpha() and text.isascii() else text.translate(_NO_CONTROLS)
        return word

    def _part_raised(self, word: Word, start: int, end: int) -> Iterator[Word]:
        """Figures drawn small and high by the font itself (OpenType superscripts) apart from the rest.

        Such glyphs have the size and baseline of their neighbours; only their ink shows that they are raised.
        """
        if word.angle or not _may_hold_call(word.text):
            yield word
            return
        cuts = [(m.start(), m.end()) for m in _FIGURES.finditer(word.text) if start + m.end() <= end]
        raised = [(a, b) for a, b in cuts if self._is_inked_high(start + a, word)]
        if not raised:
            yield word
            return
        begin = 0
        for a, b in [*raised, (len(word.text), len(word.text))]:
            if begin < a:
                yield self._slice(word, start, begin, a)
            if a < b:
                call = self._slice(word, start, a, b)
                call.size *= _RAISED_SIZE
                call.baseline -= 0.33 * word.size
                call.bottom -= 0.3 * word.size
                yield call
            begin = b

    def _slice(self, word: Word, start: int, begin: int, end: int) -> Word:
        x0 = self._box(start + begin)[0] if begin else word.x0
        x1 = word.x1 if end >= len(word.text) else self._box(start + end - 1)[2]
        return replace(word, text=word.text[begin:end], x0=x0, x1=x1, glued=begin > 0 or word.glued)

    def _is_inked_high(self, index: int, word: Word) -> bool:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not pdfium.FPDFText_GetCharBox(
            self._raw, index, ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top)
        ):
            return False
        ink = self._place_box(left.value, bottom.value, right.value, top.value)
        return word.baseline - ink[3] > 0.18 * word.size and ink[3] - ink[1] < 0.55 * word.size

    def _read_letters(self, start: int, end: int, hyphen: str) -> Iterator[Word]:
        word: Word | None = None
        begin = start
        before: Box4 = (0.0, 0.0, 0.0, 0.0)
        for index in range(start, end):
            box = self._box(index)
            style = self._style_of(index, box[3])
            letter = self._text[index].translate(_NO_CONTROLS)
            if word is not None and _goes_on(word, style, before, box):
                word.text += letter
                _widen(word, box)
            else:
                if word is not None:
                    yield from self._part_raised(word, begin, index)
                glued = word is not None and abs(box[0] - before[2]) < 0.25 * word.size
                word = _start_word(style, box, glued=glued)
                word.text = letter
                begin = index
            before = box
        if word is not None:
            word.text += hyphen
            yield from self._part_raised(word, begin, end)

    def _box(self, index: int) -> Box4:
        loose_char_box(self._page, index, self._rect_at)
        rect = self._rect
        if not self._turn:
            return (
                rect.left - self._left,
                self._top - rect.top,
                rect.right - self._left,
                self._top - rect.bottom,
            )
        return self._place_box(rect.left, rect.bottom, rect.right, rect.top)

    def _style_of(self, index: int, bottom: float) -> _Style:
        thing = char_text_object(self._page, index) or 0
        style = self._styles.get(thing)
        if style is None:
            style = self._styles[thing] = self._read_style(index, thing, bottom)
        self._last_object = thing
        return style

    def _read_style(self, index: int, thing: int, bottom: float) -> _Style:
        """The style of a text object; most objects of a page look like one that was read before."""
        matrix = self._matrix
        char_matrix(self._page, index, self._matrix_at)
        x, y = self._origin
        char_origin(self._page, index, *self._origin_at)
        level = self._place_box(x.value, y.value, x.value, y.value)[1] if self._turn else self._top - y.value
        drop = bottom - level
        # How far letters are stretched says nothing of their style; only which way they run.
        along = 1.0 if matrix.a > 0 and not matrix.b else matrix.a
        look = (
            object_font(thing), font_size(self._page, index), along, matrix.b, matrix.c, matrix.d,
            self._read_color(thing), render_mode(thing), round(drop, 2),
        )  # fmt: skip
        style = self._looks.get(look)
        if style is None:
            style = self._looks[look] = self._describe(look)
        return replace(style, hidden="clipped away") if is_clipped_away(thing) else style

    def _describe(self, look: _Look) -> _Style:
        handle, nominal, a, b, c, d, (color, alpha), mode, drop = look
        size = abs(nominal * math.hypot(c, d) or nominal or 1.0)
        angle = -self._turn
        if b or a <= 0:
            angle += round(math.degrees(math.atan2(b, a)))
        font, descent = self._read_font(handle)
        hidden = "drawn invisibly" if alpha == 0 or mode == _INVISIBLE else ""
        return _Style(font, size, (-angle) % 360, color, hidden, descent, drop)

    def _read_color(self, thing: int) -> tuple[int, int]:
        """0xRRGGBB and opacity of a text object's letters."""
        if not fill_color(thing, *self._colors_at):
            return 0, 255
        red, green, blue, alpha = self._colors
        return red.value << 16 | green.value << 8 | blue.value, alpha.value

    def _read_font(self, handle: int | None) -> tuple[Font, float]:
        if not handle:
            return Font(""), 0.2
        if handle not in self._fonts:
            self._fonts[handle] = _describe_font(ctypes.cast(handle, pdfium.FPDF_FONT))
        return self._fonts[handle]


def _start_word(style: _Style, box: Box4, *, glued: bool) -> Word:
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
        style.color,
        style.angle,
        glued,
        style.hidden,
    )


def _goes_on(word: Word, style: _Style, before: Box4, box: Box4) -> bool:
    """Whether a letter belongs to the word before it: same style, same line, no jump."""
    if style.angle != word.angle or style.font != word.font or abs(style.size - word.size) > 0.05 * word.size:
        return False
    if style.angle:
        return abs(box[0] - before[0]) < 2 * word.size and abs(box[1] - before[1]) < 2 * word.size
    same_line = abs(box[3] - style.drop - word.baseline) < 0.05 * word.size
    return same_line and before[0] - 0.1 <= box[0] < before[2] + 0.5 * word.size


def _widen(word: Word, box: Box4) -> None:
    word.x0, word.x1 = min(word.x0, box[0]), max(word.x1, box[2])
    if word.angle:
        word.top, word.bottom = min(word.top, box[1]), max(word.bottom, box[3])


def _read_text(text: pypdfium2.PdfTextPage, count: int) -> str:
    """One character for every character index: by one call where the counts agree, else one by one."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text.raw, 0, count, buffer)
    if got - 1 == count:
        found = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(found) == count:
            return found
    codes = (pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(count))
    return "".join(
        chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes
    )


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


def _font_name(handle: object) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(handle, buffer, 256)
    return buffer.raw[: max(min(length, 256) - 1, 0)].decode("utf-8", "replace")
