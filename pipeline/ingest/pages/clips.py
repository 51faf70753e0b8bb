"""Text that its own clipping path cuts away: leftovers of templates and copied boxes that nobody sees."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

__all__ = ["is_clipped_away"]

_Box = tuple[float, float, float, float]


def is_clipped_away(text: ctypes.c_void_p) -> bool:
    """Whether the text object there lies wholly outside the boxes of its clipping paths."""
    thing = ctypes.cast(text, pdfium.FPDF_PAGEOBJECT)
    clip = pdfium.FPDFPageObj_GetClipPath(thing)
    paths = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    own = _bounds(thing)
    return own is not None and any(_are_apart(own, box) for box in _boxes(clip, paths))


def _bounds(thing: pdfium.FPDF_PAGEOBJECT) -> _Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _boxes(clip: pdfium.FPDF_CLIPPATH, paths: int) -> list[_Box]:
    boxes = []
    for path in range(paths):
        x, y = ctypes.c_float(), ctypes.c_float()
        points = []
        for segment in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            if pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, segment), x, y):
                points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    return boxes


def _are_apart(one: _Box, other: _Box) -> bool:
    return one[0] >= other[2] or one[2] <= other[0] or one[1] >= other[3] or one[3] <= other[1]
