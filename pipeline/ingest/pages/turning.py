"""Pages whose text runs sideways: turned upright to be read, and their boxes turned back afterwards."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.ingest.pages.printed import PrintedPage, Stroke, StrokeKind
from pipeline.schema import Aside, Box, Document, Note, Places

__all__ = ["set_upright", "turn_back"]

_MOST = 0.6
"""A page is turned if more than this part of its letters runs one way sideways."""
_DESCENT = 0.2
_TURNED = {StrokeKind.RULE: StrokeKind.BAR, StrokeKind.BAR: StrokeKind.RULE}

Thing = TypeVar("Thing", Note, Aside)


def set_upright(page: PrintedPage) -> None:
    """Turn words and strokes so that most of the text runs from left to right; sets ``page.turned``."""
    if not any(word.angle for word in page.words):
        return
    letters = sum(len(word.text) for word in page.words)
    for angle in (90, 180, 270):
        sideways = sum(len(word.text) for word in page.words if word.angle == angle)
        if letters and sideways > _MOST * letters:
            _turn(page, angle)
            return


def _turn(page: PrintedPage, angle: int) -> None:
    page.turned = angle
    for word in page.words:
        word.x0, word.top, word.x1, word.bottom = _upright(
            (word.x0, word.top, word.x1, word.bottom), angle, page.width, page.height
        )
        word.angle = (word.angle - angle) % 360
        word.baseline = word.bottom - _DESCENT * word.size
    kinds = _TURNED if angle != 180 else {}
    page.strokes = [
        Stroke(
            kinds.get(s.kind, s.kind),
            *_upright((s.x0, s.top, s.x1, s.bottom), angle, page.width, page.height),
            s.color,
        )
        for s in page.strokes
    ]
    if angle != 180:
        page.width, page.height = page.height, page.width


def _upright(
    box: tuple[float, float, float, float], angle: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box of a page of ``width`` x ``height`` after the page is turned back by ``angle``."""
    x0, top, x1, bottom = box
    if angle == 90:
        return top, width - x1, bottom, width - x0
    if angle == 180:
        return width - x1, height - bottom, width - x0, height - top
    return height - bottom, x0, height - top, x1


def turn_back(document: Document, pages: Sequence[PrintedPage]) -> Document:
    """The document with the boxes of turned pages as they stand on paper."""
    turned = {page.number: page for page in pages if page.turned}
    if not turned:
        return document
    places = document.places
    boxes = array("f")
    for row in range(len(places)):
        box = _as_printed(places.box_of_row(row), turned)
        boxes.extend((box.x0, box.top, box.x1, box.bottom))
    return replace(
        document,
        places=Places(places.starts, places.ends, places.pages, places.lines, boxes),
        notes=tuple(_with_boxes(note, turned) for note in document.notes),
        asides=tuple(_with_boxes(aside, turned) for aside in document.asides),
        pages=tuple(
            replace(page, width=page.height, height=page.width)
            if page.number in turned and turned[page.number].turned != 180
            else page
            for page in document.pages
        ),
    )


def _with_boxes(thing: Thing, turned: dict[int, PrintedPage]) -> Thing:
    return replace(thing, boxes=tuple(_as_printed(box, turned) for box in thing.boxes))


def _as_printed(box: Box, turned: dict[int, PrintedPage]) -> Box:
    page = turned.get(box.page)
    if page is None:
        return box
    # Turning back is turning on: a page turned by 90 degrees is turned by another 270.
    back = (360 - page.turned) % 360
    x0, top, x1, bottom = _upright((box.x0, box.top, box.x1, box.bottom), back, page.width, page.height)
    return Box(box.page, x0, top, x1, bottom)
