"""What is drawn on a PDF page besides letters: rules, bars, shadings, frames, pictures (through pdfium)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.ingest.pages.printed import Stroke, StrokeKind

__all__ = ["read_strokes"]

Place = Callable[[float, float, float, float], tuple[float, float, float, float]]
"""From pdfium's left, bottom, right, top to our x0, top, x1, bottom."""

_MAX_OBJECTS = 6000
"""A map may hold a hundred thousand lines; what comes after these is not looked at."""
_THIN = 3.0
"""A shape no thicker than this (points) is a line."""
_SHORT = 8.0
"""Lines and boxes shorter than this are parts of letters, arrows, patterns."""
_GRID_SEGMENTS = range(6, 400)
"""A path of so many pieces may be a whole grid of lines drawn at once."""


def read_strokes(page: pypdfium2.PdfPage, place: Place) -> list[Stroke]:
    """The page's strokes in drawing order, those too small to matter left out."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    found: list[Stroke] = []
    for index in range(min(count, _MAX_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.extend(_read_path(thing, place, None))
        elif kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING}:
            found.extend(_read_picture(thing, place, None))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            found.extend(_read_form(thing, place))
    return found


def _read_form(form: object, place: Place) -> Iterator[Stroke]:
    """The strokes of a form object, one level deep (deeper ones hold artwork)."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, ctypes.byref(matrix))
    for index in range(min(max(pdfium.FPDFFormObj_CountObjects(form), 0), _MAX_OBJECTS)):
        thing = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _read_path(thing, place, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield from _read_picture(thing, place, matrix)


def _bounds(
    thing: object, place: Place, matrix: pdfium.FS_MATRIX | None
) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(
        thing, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    ):
        return None
    corners = left.value, bottom.value, right.value, top.value
    if matrix is not None:
        (xa, ya), (xb, yb) = _apply(matrix, corners[0], corners[1]), _apply(matrix, corners[2], corners[3])
        corners = min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
    return place(*corners)


def _apply(matrix: pdfium.FS_MATRIX, x: float, y: float) -> tuple[float, float]:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _read_picture(thing: object, place: Place, matrix: pdfium.FS_MATRIX | None) -> Iterator[Stroke]:
    box = _bounds(thing, place, matrix)
    if box is not None and box[2] - box[0] > _SHORT and box[3] - box[1] > _SHORT:
        yield Stroke(StrokeKind.PICTURE, *box)


def _read_path(thing: object, place: Place, matrix: pdfium.FS_MATRIX | None) -> Iterator[Stroke]:
    box = _bounds(thing, place, matrix)
    if box is None:
        return
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) < _SHORT:
        return
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroked))
    if not mode.value and not stroked.value:
        return
    color = _color(thing, filled=bool(mode.value))
    if color is None:
        return
    if height <= _THIN:
        yield Stroke(StrokeKind.RULE, *box, color)
    elif width <= _THIN:
        yield Stroke(StrokeKind.BAR, *box, color)
    elif min(width, height) >= _SHORT:
        if mode.value:
            yield Stroke(StrokeKind.FILL, *box, color)
        if stroked.value:
            yield from _read_outline(thing, box, place, matrix, color)


def _read_outline(
    thing: object,
    box: tuple[float, float, float, float],
    place: Place,
    matrix: pdfium.FS_MATRIX | None,
    color: int,
) -> Iterator[Stroke]:
    """A frame, or the separate lines of a grid drawn as one path."""
    count = pdfium.FPDFPath_CountSegments(thing)
    if count not in _GRID_SEGMENTS:
        if count in {4, 5}:
            yield Stroke(StrokeKind.FRAME, *box, color)
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _apply(matrix, x.value, y.value) if matrix is not None else (x.value, y.value)
        if last is not None and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            yield from _read_segment(last, point, place, color)
        last = point


def _read_segment(
    start: tuple[float, float], end: tuple[float, float], place: Place, color: int
) -> Iterator[Stroke]:
    left, right = sorted((start[0], end[0]))
    bottom, top = sorted((start[1], end[1]))
    box = place(left, bottom, right, top)
    width, height = box[2] - box[0], box[3] - box[1]
    if height <= _THIN and width >= _SHORT:
        yield Stroke(StrokeKind.RULE, *box, color)
    elif width <= _THIN and height >= _SHORT:
        yield Stroke(StrokeKind.BAR, *box, color)


def _color(thing: object, *, filled: bool) -> int | None:
    """0xRRGGBB of the fill or line; None where it is wholly transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = pdfium.FPDFPageObj_GetFillColor if filled else pdfium.FPDFPageObj_GetStrokeColor
    if not ask(thing, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)):
        return 0
    return None if alpha.value == 0 else red.value << 16 | green.value << 8 | blue.value
