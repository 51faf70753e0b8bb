"""Room into which pdfium writes its answers to one question about many characters or objects.

Built once, because pointers cost more to make than to use. Like pdfium itself it serves one thread only.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

__all__ = ["AT_ONCE", "COLORS", "MATRICES", "ORIGINS", "RECTS", "ask_each"]

AT_ONCE = 1024
"""So many answers there is room for."""


class _Room:
    """``values``: a row of numbers for each answer; ``places``: a pointer to each row."""

    def __init__(self, parts: int, number: type[np.generic]) -> None:
        self.values = np.zeros((AT_ONCE, parts), dtype=number)
        row = self.values.itemsize * parts
        start = self.values.ctypes.data
        self.places = [ctypes.c_void_p(start + row * i) for i in range(AT_ONCE)]


RECTS = _Room(4, np.float32)
MATRICES = _Room(6, np.float32)
ORIGINS = [_Room(1, np.float64) for _ in range(2)]
COLORS = [_Room(1, np.uint32) for _ in range(4)]


def ask_each(function: Callable[..., Any], *arguments: Iterable[object]) -> None:
    """Call a function with the first of each of the arguments, with the second of each, and so on.

    map and deque make the calls without coming back to the interpreter in between.
    """
    deque(map(function, *arguments), maxlen=0)
