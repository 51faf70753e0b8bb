"""pdfium's questions about characters and text objects, asked without ctypes' checks.

pypdfium2 declares every pointer's type, and ctypes converts and checks it at each call: more than half of
a call's time. These are the same functions without declared arguments: numbers go as C ints, and pointers
must come as ``c_void_p`` or ``byref``. A reader of pages asks them some thousand times a page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

__all__ = [
    "char_font_size",
    "char_matrix",
    "char_origin",
    "char_text_object",
    "clip_path",
    "count_clips",
    "fill_color",
    "loose_char_box",
    "object_at",
    "object_font",
    "object_type",
    "pointer_to",
    "render_mode",
]


def _unchecked(function: object, result: type | None) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.CFUNCTYPE(result)(address)  # type: ignore[arg-type]


def pointer_to(pointer: object) -> ctypes.c_void_p:
    """A typed pointer of pypdfium2 as one that these functions take."""
    return ctypes.cast(pointer, ctypes.c_void_p)  # type: ignore[arg-type]


loose_char_box = _unchecked(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
char_text_object = _unchecked(pdfium.FPDFText_GetTextObject, ctypes.c_size_t)
char_matrix = _unchecked(pdfium.FPDFText_GetMatrix, ctypes.c_int)
char_origin = _unchecked(pdfium.FPDFText_GetCharOrigin, ctypes.c_int)
char_font_size = _unchecked(pdfium.FPDFText_GetFontSize, ctypes.c_double)
fill_color = _unchecked(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int)
render_mode = _unchecked(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
object_font = _unchecked(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t)
clip_path = _unchecked(pdfium.FPDFPageObj_GetClipPath, ctypes.c_size_t)
count_clips = _unchecked(pdfium.FPDFClipPath_CountPaths, ctypes.c_int)
object_at = _unchecked(pdfium.FPDFPage_GetObject, ctypes.c_size_t)
object_type = _unchecked(pdfium.FPDFPageObj_GetType, ctypes.c_int)
