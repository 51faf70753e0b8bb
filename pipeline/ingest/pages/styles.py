"""The style of a page's text objects: font, size, direction, colour, and whether they can be seen."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

import pypdfium2.raw as pdfium

from pipeline.ingest.pages.clips import is_clipped_away
from pipeline.ingest.pages.printed import Font
from pipeline.ingest.pages.quick import (
    char_font_size,
    char_matrix,
    char_origin,
    clip_path,
    count_clips,
    fill_color,
    object_font,
    render_mode,
)
from pipeline.ingest.pages.scratch import AT_ONCE, COLORS, MATRICES, ORIGINS, ask_each

__all__ = ["Box4", "Style", "StyleReader"]

Box4 = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

_BOLD = re.compile(
    r"bold|black|heavy|semibold|demi(?!r)|(?<![a-z])(bd|hv|blk)(?![a-z])|-?BdCn", re.IGNORECASE
)
_ITALIC = re.compile(r"ital|obliq|(?<![A-Za-z])It(?![a-z])|slanted|kursiv|cursive", re.IGNORECASE)
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_FORCE_BOLD_FLAG = 1 << 18
_ITALIC_FLAG = 1 << 6
_DESCENTS = (0.12, 0.35)
"""A font's descent outside these bounds (parts of its size) is not believed."""


@dataclass(frozen=True, slots=True)
class Style:
    """What the characters of one text object share."""

    font: Font
    size: float
    angle: int
    color: int
    hidden: str
    """Why its letters cannot be seen; empty where they can."""
    depth: float
    """How far its letters reach below the baseline, in points."""
    drop: float
    """How far below the baseline the box that pdfium gives its letters ends, in points."""


_Look = tuple[int, float, tuple[float, float, float, float], int, tuple[int, int, int, int], int, float]
"""A font's address, size and matrix, whether a colour is set, and which (with opacity), render mode, drop."""


class StyleReader:
    """What the text objects of one page look like; most look like one that was read before."""

    def __init__(self, page: ctypes.c_void_p, place_box: Callable[..., Box4], turn: int) -> None:
        """``page``: where pdfium's record of its text lies; ``place_box``: from pdfium's space to ours."""
        self._page = page
        self._place_box = place_box
        self._turn = turn
        self._top = place_box(0.0, 0.0, 0.0, 0.0)[1]
        self._styles: dict[int, Style] = {}
        self._looks: dict[_Look, Style] = {}
        self._fonts: dict[int, tuple[Font, float]] = {}

    def styles_of(self, things: Sequence[int], indices: Sequence[int], feet: Sequence[float]) -> list[Style]:
        """The styles of text objects, each known by one character and the foot of that one's box."""
        known = self._styles
        new = {t: at for t, at in zip(things, zip(indices, feet, strict=True), strict=True) if t not in known}
        ordered = list(new.items())
        for start in range(0, len(ordered), AT_ONCE):
            self._read_styles(ordered[start : start + AT_ONCE])
        return [known[thing] for thing in things]

    def _read_styles(self, new: list[tuple[int, tuple[int, float]]]) -> None:
        """Ask all questions about some text objects; most look like one that was read before."""
        pointers = [ctypes.c_void_p(thing) for thing, _ in new]
        indices = [index for _, (index, _) in new]
        page = repeat(self._page)
        ask_each(char_matrix, page, indices, MATRICES.places)
        ask_each(char_origin, page, indices, *(room.places for room in ORIGINS))
        painted = list(map(fill_color, pointers, *(room.places for room in COLORS)))
        levels = self._levels(len(new))
        looks = zip(
            map(object_font, pointers),
            map(char_font_size, page, indices),
            map(tuple, MATRICES.values[: len(new), :4].tolist()),
            painted,
            zip(*(room.values[: len(new), 0].tolist() for room in COLORS), strict=True),
            map(render_mode, pointers),
            [round(foot - level, 2) for (_, (_, foot)), level in zip(new, levels, strict=True)],
            strict=False,
        )
        clips = map(count_clips, map(ctypes.c_void_p, map(clip_path, pointers)))
        for (thing, _), pointer, look, clip in zip(new, pointers, looks, clips, strict=True):
            style = self._looks.get(look)
            if style is None:
                style = self._looks[look] = self._describe(look)
            if clip > 0 and is_clipped_away(pointer):
                style = replace(style, hidden="clipped away")
            self._styles[thing] = style

    def _levels(self, count: int) -> list[float]:
        """The heights of the baselines that were just asked for."""
        across, up = (room.values[:count, 0].tolist() for room in ORIGINS)
        if not self._turn:
            return [self._top - y for y in up]
        return [self._place_box(x, y, x, y)[1] for x, y in zip(across, up, strict=True)]

    def _describe(self, look: _Look) -> Style:
        handle, nominal, (a, b, c, d), painted, (red, green, blue, alpha), mode, drop = look
        size = abs(nominal * math.hypot(c, d) or nominal or 1.0)
        angle = -self._turn
        if b or a <= 0:
            angle += round(math.degrees(math.atan2(b, a)))
        color = red << 16 | green << 8 | blue if painted else 0
        invisible = mode == _INVISIBLE or (painted and alpha == 0)
        font, descent = self._read_font(handle)
        hidden = "drawn invisibly" if invisible else ""
        return Style(font, size, (-angle) % 360, color, hidden, descent * size, drop)

    def _read_font(self, handle: int) -> tuple[Font, float]:
        if not handle:
            return Font(""), 0.2
        if handle not in self._fonts:
            self._fonts[handle] = _describe_font(ctypes.cast(handle, pdfium.FPDF_FONT))
        return self._fonts[handle]


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
