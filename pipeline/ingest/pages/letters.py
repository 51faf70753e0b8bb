"""The characters of a page, as many asked of pdfium at once as are wanted: letters, boxes, text objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from itertools import repeat

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from pipeline.ingest.pages.quick import char_text_object, loose_char_box, pointer_to
from pipeline.ingest.pages.scratch import AT_ONCE, RECTS, ask_each
from pipeline.ingest.pages.styles import Box4

__all__ = ["Letters"]

_MOST = 200_000
"""What a page holds beyond these is not read: a page of a paper has some thousands."""


class Letters:
    """One page's characters in stream order."""

    def __init__(self, text: pypdfium2.PdfTextPage, place_box: Callable[..., Box4], turn: int) -> None:
        self.page = pointer_to(text.raw)
        """Where pdfium's record of the page's text lies."""
        self.text = _read_text(text, min(text.count_chars(), _MOST))
        self._raw = text.raw
        self._place_box = place_box
        self._turn = turn
        x0, top, _, _ = place_box(0.0, 0.0, 0.0, 0.0)
        self._left, self._top = -x0, top

    def boxes(self, indices: Sequence[int]) -> NDArray[np.float64]:
        """The line boxes of these characters, one a row: x0, top, x1, bottom."""
        boxes = np.empty((len(indices), 4), dtype=np.float64)
        for start in range(0, len(indices), AT_ONCE):
            some = indices[start : start + AT_ONCE]
            ask_each(loose_char_box, repeat(self.page), some, RECTS.places)
            boxes[start : start + len(some)] = RECTS.values[: len(some)]
        # left, top, right, bottom
        if self._turn:
            turned = [self._place_box(left, low, right, high) for left, high, right, low in boxes.tolist()]
            return np.array(turned, dtype=np.float64).reshape(-1, 4)
        boxes[:, 0::2] -= self._left
        boxes[:, 1::2] = self._top - boxes[:, 1::2]
        return boxes

    def objects(self, indices: Sequence[int]) -> list[int]:
        """The addresses of the text objects in which these characters lie; 0 for none."""
        return list(map(char_text_object, repeat(self.page), indices))

    def ink(self, index: int) -> Box4 | None:
        """The box of what one character prints."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not pdfium.FPDFText_GetCharBox(
            self._raw, index, ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top)
        ):
            return None
        return self._place_box(left.value, bottom.value, right.value, top.value)


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
