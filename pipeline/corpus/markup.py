"""The plain words of a marked-up page, to which gold for a real paper stands off.

Not a reader: nothing is mended and nothing is judged, so that offsets stay what they were however the readers
in ``ingest`` change. Tags, comments, links' addresses, note calls and marks of emphasis go; paragraphs are
divided by blank lines.
"""

from __future__ import annotations

import html
import re

__all__ = ["plain_words"]

_GONE = re.compile(r"<!--.*?-->|<(script|style|sup)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_BLOCKS = (
    "p div h1 h2 h3 h4 h5 h6 li ul ol section article figure figcaption br table tr td header footer nav"
)
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(_BLOCKS.split())})\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
_HEADING = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
_BLANK_LINE = re.compile(r"\n\s*\n")


def plain_words(markup: str) -> str:
    """Markdown or HTML as paragraphs of plain words, each on one line, with a blank line between them."""
    words = _BLOCK_TAG.sub("\n\n", _GONE.sub("", markup))
    words = html.unescape(_TAG.sub("", words))
    words = _HEADING.sub(r"\n\n\g<0>\n\n", words)
    words = _EMPHASIS.sub("", _LINK.sub(r"\1", words)).replace("\u00ad", "")
    paragraphs = (" ".join(paragraph.split()) for paragraph in _BLANK_LINE.split(words))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"
