"""pdfium's questions about one character, asked by plain addresses.

pypdfium2 declares every pointer's type, and ctypes checks it at each call: half of a call's time. These
are the same functions declared with untyped pointers; a reader of pages asks them some thousand times a page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as pdfium

__all__ = [
    "address_of",
    "char_matrix",
    "char_origin",
    "char_text_object",
    "fill_color",
    "font_size",
    "loose_char_box",
    "object_font",
    "render_mode",
]

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def _untyped(function: object, result: type | None, *arguments: type) -> Callable[..., int]:
    address = ctypes.cast(function, _POINTER).value  # type: ignore[arg-type]
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


def address_of(pointer: object) -> int:
    """Where a typed pointer of pypdfium2 points to; 0 for nowhere."""
    return ctypes.cast(pointer, _POINTER).value or 0  # type: ignore[arg-type]


loose_char_box = _untyped(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
char_text_object = _untyped(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
char_matrix = _untyped(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
char_origin = _untyped(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
font_size = _untyped(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
fill_color = _untyped(pdfium.FPDFPageObj_GetFillColor, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
render_mode = _untyped(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
object_font = _untyped(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
