"""Framed and shaded boxes of a page, and pictures: which lines stand inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.pages.printed import Line, Stroke, StrokeKind
from pipeline.ingest.pages.sheet import Sheet, TypeStyle
from pipeline.schema import AsideKind

__all__ = ["mark_boxes", "remove_captions", "remove_picture_text"]

_LARGEST = 0.85
"""A shape that covers more of the page than this is its background."""
_LEAST_HEIGHT = 2.4
"""A box is at least so many letter sizes tall: lower ones are highlights and bands behind a heading."""
_PALE = 0xF8
_FIGURE_NOTE = re.compile(r"(?:sources?|notes?|data)\s*:", re.IGNORECASE)
"""How a line begins that says where a figure comes from, or what its signs mean."""


@dataclass(slots=True)
class _Area:
    x0: float
    top: float
    x1: float
    bottom: float

    def meets(self, other: _Area) -> bool:
        return (
            min(self.x1, other.x1) - max(self.x0, other.x0) > -2
            and min(self.bottom, other.bottom) - max(self.top, other.top) > -2
        )

    def join(self, other: _Area) -> None:
        self.x0, self.top = min(self.x0, other.x0), min(self.top, other.top)
        self.x1, self.bottom = max(self.x1, other.x1), max(self.bottom, other.bottom)

    def holds(self, line: Line) -> bool:
        middle = (line.top + line.bottom) / 2
        return self.x0 - 2 <= line.x0 and line.x1 <= self.x1 + 2 and self.top <= middle <= self.bottom


def mark_boxes(sheet: Sheet, style: TypeStyle) -> None:
    """Set ``Line.box`` on the lines that stand in a framed or shaded box of at least two lines."""
    areas = _merge([_as_area(s) for s in sheet.strokes if _is_box(s, sheet, style)])
    areas = [area for area in areas if area.bottom - area.top >= _LEAST_HEIGHT * style.size]
    for number, area in enumerate(areas, start=1):
        inside = [line for line in sheet.lines if area.holds(line)]
        outside = any(not area.holds(line) for line in sheet.lines)
        if len(inside) >= 2 and (outside or area.bottom - area.top < 0.7 * sheet.height):
            for line in inside:
                line.box = number


def _is_box(stroke: Stroke, sheet: Sheet, style: TypeStyle) -> bool:
    if stroke.kind not in {StrokeKind.FILL, StrokeKind.FRAME}:
        return False
    if stroke.kind is StrokeKind.FILL and _is_white(stroke.color):
        return False
    large = stroke.width * stroke.height > _LARGEST * sheet.width * sheet.height
    tall = stroke.height >= 1.1 * style.size and stroke.width >= 8 * style.size
    return tall and not large and stroke.width < 0.97 * sheet.width


def _is_white(color: int) -> bool:
    return min(color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF) >= _PALE


def _as_area(stroke: Stroke) -> _Area:
    return _Area(stroke.x0, stroke.top, stroke.x1, stroke.bottom)


def _merge(areas: list[_Area]) -> list[_Area]:
    """Areas that meet become one (a title band and the box under it, a frame and its shading)."""
    merged: list[_Area] = []
    for area in sorted(areas, key=lambda a: (a.top, a.x0)):
        for other in merged:
            if other.meets(area):
                other.join(area)
                break
        else:
            merged.append(area)
    return merged


def remove_picture_text(sheet: Sheet, style: TypeStyle) -> None:
    """Take out small print within pictures: labels of maps and charts."""
    pictures = _pictures(sheet, style)
    labels = [
        line
        for line in sheet.lines
        if line.size < 0.95 * style.size and any(_as_area(picture).holds(line) for picture in pictures)
    ]
    sheet.take_out(labels, AsideKind.DISCARDED, "a label in a picture")


def _pictures(sheet: Sheet, style: TypeStyle) -> list[Stroke]:
    return [
        stroke
        for stroke in sheet.strokes
        if stroke.kind is StrokeKind.PICTURE
        and stroke.width * stroke.height < _LARGEST * sheet.width * sheet.height
        and stroke.height > 4 * style.size
    ]


def remove_captions(sheet: Sheet, style: TypeStyle) -> None:
    """Take out small print right under a picture, set otherwise than the text."""
    for picture in _pictures(sheet, style):
        reach = picture.bottom
        caption: list[Line] = []
        for line in sorted(sheet.lines, key=lambda line: line.top):
            near = -2 < line.top - reach < 1.5 * line.size
            small = line.size < 0.92 * style.size and line.font != style.font
            if near and small and (_is_under(line, picture) or _goes_on(caption, line)):
                caption.append(line)
                reach = line.bottom
        sheet.take_out(caption, AsideKind.CAPTION, "under a picture")


def _is_under(line: Line, picture: Stroke) -> bool:
    within = line.x0 >= picture.x0 - 6 and line.x1 <= picture.x1 + 6
    beneath = line.x0 < picture.x1 and line.x1 > picture.x0
    return within or (beneath and bool(_FIGURE_NOTE.match(line.text)))


def _goes_on(caption: list[Line], line: Line) -> bool:
    """Whether a line stands flush under the last one of a caption, however wide it is."""
    return bool(caption) and abs(line.x0 - caption[-1].x0) < 2 and abs(line.size - caption[-1].size) < 0.3
