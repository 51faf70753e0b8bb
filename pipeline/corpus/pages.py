"""The plain words of a PDF's pages, to which gold stands off where a paper has no other rendering.

As in ``markup``: no reader, nothing is ordered, nothing is judged. pdfium's text of each page with its
line-end hyphens closed and its white space folded, pages divided by blank lines. A new pdfium may give other
words; then the checksum in the manifest differs, and the gold is left alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

__all__ = ["page_words"]

_LINE_END_HYPHEN = re.compile(r"(\w)[-\u00ad\ufffe]\s*[\r\n]+\s*(?=[a-z])")


def page_words(path: Path) -> str:
    """One paragraph a page, in the order of pdfium."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    closed = (_LINE_END_HYPHEN.sub(r"\1", page).replace("\ufffe", "") for page in pages)
    return "\n\n".join(" ".join(page.split()) for page in closed) + "\n"
