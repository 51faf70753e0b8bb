"""What is drawn on a PDF page besides letters: rules, bars, shadings, frames, pictures (through pdfium)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import repeat

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.ingest.pages.printed import Stroke, StrokeKind
from pipeline.ingest.pages.quick import object_at, object_type, pointer_to

__all__ = ["read_strokes"]

Box4 = tuple[float, float, float, float]
Place = Callable[[float, float, float, float], Box4]
"""From pdfium's left, bottom, right, top to our x0, top, x1, bottom."""

_MAX_OBJECTS = 6000
"""A map may hold a hundred thousand lines; what comes after these is not looked at."""
_THIN = 3.0
"""A shape no thicker than this (points) is a line."""
_SHORT = 8.0
"""Boxes and pictures shorter than this are parts of letters, arrows, patterns."""
_SHORT_LINE = 4.0
"""Lines shorter than this are; the sides of a table's cells are drawn in pieces of hardly more."""
_GRID_SEGMENTS = range(4, 400)
"""A path of so many pieces may be a whole grid of lines or cells drawn at once."""


def read_strokes(page: pypdfium2.PdfPage, place: Place) -> list[Stroke]:
    """The page's strokes in drawing order, those too small to matter left out."""
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)
    places = list(map(object_at, repeat(pointer_to(page.raw)), range(count)))
    found: list[Stroke] = []
    for place_at, kind in zip(places, map(object_type, map(ctypes.c_void_p, places)), strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        thing = ctypes.cast(place_at, pdfium.FPDF_PAGEOBJECT)
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


def _bounds(thing: object, place: Place, matrix: pdfium.FS_MATRIX | None) -> Box4 | None:
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
    if box is None or max(box[2] - box[0], box[3] - box[1]) < _SHORT_LINE:
        return
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroked))
    if not mode.value and not stroked.value:
        return
    filled, outlined = bool(mode.value), bool(stroked.value)
    color = _color(thing, filled=filled)
    if color is None:
        return
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        yield from _as_strokes(box, color, filled=filled, outlined=False)
        return
    count = pdfium.FPDFPath_CountSegments(thing)
    parts = _read_parts(thing, count, place, matrix) if count in _GRID_SEGMENTS else []
    if parts:
        for part in parts:
            yield from _as_strokes(part, color, filled=filled, outlined=outlined)
    else:
        yield from _as_strokes(box, color, filled=filled, outlined=outlined and count in {4, 5})


def _as_strokes(box: Box4, color: int, *, filled: bool, outlined: bool) -> Iterator[Stroke]:
    """What a straight shape is to the eye, by its extent: a rule, a bar, a shading, a frame."""
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) < _SHORT_LINE:
        return
    if height <= _THIN:
        yield Stroke(StrokeKind.RULE, *box, color)
    elif width <= _THIN:
        yield Stroke(StrokeKind.BAR, *box, color)
    elif min(width, height) >= _SHORT:
        if filled:
            yield Stroke(StrokeKind.FILL, *box, color)
        if outlined:
            yield Stroke(StrokeKind.FRAME, *box, color)


def _read_parts(thing: object, count: int, place: Place, matrix: pdfium.FS_MATRIX | None) -> list[Box4]:
    """The boxes of lines and cells that are drawn as one path; none where it is curved or one shape."""
    parts: list[list[tuple[float, float]]] = []
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(own))
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _apply(own, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append(_apply(matrix, *point) if matrix is not None else point)
    if len(parts) < 2:
        return []
    return [_box_of(points, place) for points in parts if len(points) > 1]


def _box_of(points: list[tuple[float, float]], place: Place) -> Box4:
    across, up = [x for x, _ in points], [y for _, y in points]
    return place(min(across), min(up), max(across), max(up))


def _color(thing: object, *, filled: bool) -> int | None:
    """0xRRGGBB of the fill or line; None where it is wholly transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = pdfium.FPDFPageObj_GetFillColor if filled else pdfium.FPDFPageObj_GetStrokeColor
    if not ask(thing, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)):
        return 0
    return None if alpha.value == 0 else red.value << 16 | green.value << 8 | blue.value
