"""Pages without a text layer, read with RapidOCR (PaddleOCR's models on ONNX Runtime).

Optional: ``pip install dragoman[ocr]`` brings engine and models in one package; without it such pages are
only reported. What is recognised becomes words on the page, so that the layout works on it as on print.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.ingest.pages.printed import Font, PrintedPage, Word

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["can_recognise", "recognise_scans"]

_DPI = 120
"""Finer images are read no better: every line is brought to a height of 48 pixels."""
_MOST_PIXELS = 8_000_000
_DETECTED_SIDE = 1100
"""Lines are looked for on an image reduced to so many pixels; its full size takes three times as long."""
_SECONDS = 20.0
_SECONDS_A_PAGE = 12.0
"""Recognition may take so much processor time for a file, its start included; pages that are left then
stay unread. The clock is not asked: a busy machine would read fewer pages."""
_LEAST_CONFIDENCE = 0.5
_UPSIDE_DOWN = 0.8
"""A page read with less confidence is read again, each line asked which way up it is."""
_SAME_SIZE = 0.2
"""Heights of recognised lines vary with their letters; within this share of the median they are equal."""
_FONT = Font("recognised")

Draw = Callable[[int, float], "Image"]


def can_recognise() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise_scans(pages: Iterable[PrintedPage], draw: Draw) -> dict[int, float]:
    """Give pages that show something but have no words the words that are recognised on them.

    ``draw`` makes the image of a page by its number and scale (pixels per point). Out: the mean confidence
    of each page recognised, by its number. Adds a warning to every page without a text layer.
    """
    scans = [page for page in pages if not page.words and page.strokes]
    deadline = time.process_time() + _SECONDS + _SECONDS_A_PAGE * len(scans)
    confidences = {}
    for page in scans:
        if not can_recognise():
            page.warnings.append(f"page {page.number} has no text layer (install dragoman[ocr] to read it)")
            continue
        if time.process_time() > deadline:
            page.warnings.append(f"page {page.number} has no text layer: recognition took too long")
            continue
        page.words, confidence = _recognise_page(page, draw)
        if page.words:
            confidences[page.number] = confidence
            page.warnings.append(f"page {page.number} has no text layer: recognised, confidence {confidence}")
        else:
            page.warnings.append(f"page {page.number} has no text layer, and none could be recognised")
    return confidences


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,
            # Threads that wait for one another burn a third of the time; lines of one length are rare.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Rec.rec_batch_num": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTED_SIDE,
        }
    )


def _recognise_page(page: PrintedPage, draw: Draw) -> tuple[list[Word], float]:
    import numpy as np

    scale = min(_DPI / 72, (_MOST_PIXELS / max(page.width * page.height, 1.0)) ** 0.5)
    image = np.asarray(draw(page.number, scale).convert("RGB"))
    found = _engine()(image)
    if found.boxes is not None and sum(found.scores) < _UPSIDE_DOWN * len(found.scores):
        found = _engine()(image, use_cls=True)
    if found.boxes is None:
        return [], 0.0
    lines = [
        (text, float(score), [float(value) / scale for value in _bounds(corners)])
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if score >= _LEAST_CONFIDENCE and text.strip()
    ]
    words = [word for text, _, bounds in lines for word in _words_of(text, bounds)]
    _even_sizes(words)
    return words, round(sum(score for _, score, _ in lines) / max(len(lines), 1), 3)


def _bounds(corners: Any) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a recognised line; of a skewed one, as if turned level on its middle."""
    xs, ys = [point[0] for point in corners], [point[1] for point in corners]
    if max(xs) - min(xs) < max(ys) - min(ys):
        return min(xs), min(ys), max(xs), max(ys)
    height = ((corners[3][0] - corners[0][0]) ** 2 + (corners[3][1] - corners[0][1]) ** 2) ** 0.5
    middle = sum(ys) / len(ys)
    return min(xs), middle - height / 2, max(xs), middle + height / 2


def _words_of(text: str, bounds: list[float]) -> Iterator[Word]:
    """The words of a recognised line, each with its share of the line's width."""
    x0, top, x1, bottom = bounds
    height = bottom - top
    upright = x1 - x0 >= height or len(text) < 3
    step = (x1 - x0 if upright else height) / len(text)
    at = 0
    for word in text.split():
        at = text.index(word, at)
        start, end = at * step, (at + len(word)) * step
        at += len(word)
        place = (x0 + start, top, x0 + end, bottom) if upright else (x0, top + start, x1, top + end)
        size = 0.75 * (height if upright else x1 - x0)
        yield Word(word, *place, bottom - 0.2 * height, size, _FONT, angle=0 if upright else 90)


def _even_sizes(words: list[Word]) -> None:
    usual = median([word.size for word in words]) if words else 0.0
    for word in words:
        if abs(word.size - usual) <= _SAME_SIZE * usual:
            word.size = usual
