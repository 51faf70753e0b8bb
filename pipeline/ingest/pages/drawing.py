"""A page drawn with what was read from it: blocks in order, columns, notes, calls, asides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pipeline.ingest.pages.lines import gather_lines
from pipeline.ingest.pages.pdfium import PdfFile
from pipeline.schema import AsideKind, BlockKind, Box, Document, Span

__all__ = ["draw_page", "save_pages"]

_SCALE = 1.6
"""Pixels a point."""
_BLOCK_COLORS = {
    BlockKind.TITLE: "#8e24aa",
    BlockKind.AUTHOR: "#c2185b",
    BlockKind.ABSTRACT: "#00897b",
    BlockKind.HEADING: "#d32f2f",
    BlockKind.PARAGRAPH: "#1565c0",
    BlockKind.LIST_ITEM: "#5e35b1",
    BlockKind.BOX: "#ef6c00",
    BlockKind.QUOTE: "#6d4c41",
}
_NOTE_COLOR = "#2e7d32"
_CALL_COLOR = "#ff1744"
_ASIDE_COLOR = "#757575"
_COLUMN_COLOR = (0, 120, 255, 40)


def draw_page(pdf: PdfFile, document: Document, number: int) -> Image.Image:
    """Page ``number`` (from 1) of the paper with its parts framed, numbered in reading order."""
    image = pdf.draw_page(number, _SCALE).convert("RGB")
    pen = ImageDraw.Draw(image, "RGBA")
    for gutter in gather_lines(pdf.read_page(number))[1]:
        pen.rectangle(
            _scaled(Box(number, gutter.x0, gutter.top, gutter.x1, gutter.bottom)), fill=_COLUMN_COLOR
        )
    for aside in document.asides:
        boxes = [box for box in aside.boxes if box.page == number]
        _frame(
            pen,
            boxes,
            _ASIDE_COLOR,
            aside.kind.value if aside.kind is not AsideKind.DISCARDED else aside.reason,
        )
    for i, block in enumerate(document.blocks, start=1):
        boxes = [box for box in document.boxes_of(block.span) if box.page == number]
        level = f" {block.level}" if block.kind is BlockKind.HEADING else ""
        _frame(pen, boxes, _BLOCK_COLORS[block.kind], f"{i} {block.kind.value}{level}")
    for note in document.notes:
        boxes = [box for box in note.boxes if box.page == number]
        _frame(pen, boxes, _NOTE_COLOR, f"note {note.label}")
    for box, label in _call_boxes(document, number):
        pen.rectangle(_scaled(box), fill=(255, 23, 68, 110))
        pen.text((box.x1 * _SCALE, (box.top - 4) * _SCALE), label, fill=_CALL_COLOR, font=_font())
    return image


def save_pages(images: list[Image.Image], path: Path) -> None:
    """Write drawn pages as one PDF, or as PNG (several: numbered) after the ending of ``path``."""
    if path.suffix.lower() == ".pdf":
        images[0].save(path, save_all=True, append_images=images[1:])
        return
    for i, image in enumerate(images, start=1):
        image.save(path if len(images) == 1 else path.with_stem(f"{path.stem}-{i:03d}"))


def _call_boxes(document: Document, number: int) -> Iterator[tuple[Box, str]]:
    """The last letters before each call on the page."""
    for call in document.calls:
        if call.at > 0:
            for box in document.boxes_of(Span(call.at - 1, call.at)):
                if box.page == number:
                    right = Box(number, max(box.x1 - 4, box.x0), box.top, box.x1 + 3, box.bottom)
                    yield right, document.notes[call.note].label


def _frame(pen: ImageDraw.ImageDraw, boxes: list[Box], color: str, label: str) -> None:
    for run in _column_runs(boxes):
        around = Box(
            run[0].page,
            min(box.x0 for box in run) - 1.5,
            min(box.top for box in run) - 1,
            max(box.x1 for box in run) + 1.5,
            max(box.bottom for box in run) + 1,
        )
        pen.rectangle(_scaled(around), outline=color, width=2)
        pen.text((around.x0 * _SCALE - 2, (around.top - 6.5) * _SCALE), label, fill=color, font=_font())


def _column_runs(boxes: list[Box]) -> list[list[Box]]:
    """Boxes cut where they jump up (to the next column)."""
    runs: list[list[Box]] = []
    for box in boxes:
        if runs and box.top >= runs[-1][-1].top - 3:
            runs[-1].append(box)
        else:
            runs.append([box])
    return runs


def _scaled(box: Box) -> tuple[float, float, float, float]:
    return box.x0 * _SCALE, box.top * _SCALE, max(box.x1, box.x0) * _SCALE, max(box.bottom, box.top) * _SCALE


def _font() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(size=11)
