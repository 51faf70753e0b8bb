"""Which words a reader of the page cannot see: off the page, invisible, in the paper's colour, too small."""

from __future__ import annotations

from pipeline.ingest.pages.printed import PrintedPage, Stroke, StrokeKind, Word

__all__ = ["mark_hidden"]

_PALE = 0xF0
"""A colour whose three parts all exceed this is white to the eye."""
_TINY = 1.5
"""Letters smaller than this (points) cannot be read."""
_SCAN_COVER = 0.6
"""A picture over this part of the page, under invisible words, is a scan with its recognised text."""


def mark_hidden(page: PrintedPage) -> None:
    """Set ``Word.hidden`` on every word that cannot be seen.

    Invisible words over a page-wide picture are the text that a scanner's software recognised: they
    say what the picture shows, and stay.
    """
    backgrounds = [s for s in page.strokes if s.kind in {StrokeKind.FILL, StrokeKind.PICTURE}]
    scanned = _is_scan(page)
    width, height = page.width, page.height
    pale = {color for color in {word.color for word in page.words} if _is_pale(color)}
    for word in page.words:
        if word.hidden and scanned:
            word.hidden = ""
        seen = word.x0 >= 0 and word.x1 <= width and word.top >= 0 and word.bottom <= height
        if word.hidden or (seen and word.size >= _TINY and word.color not in pale):
            continue  # dark, and on the page: no more to ask
        word.hidden = _why_hidden(word, page, backgrounds)
    if scanned and any(word.text for word in page.words):
        page.warnings.append(f"page {page.number}: a scan; its text layer comes from earlier recognition")


def _is_scan(page: PrintedPage) -> bool:
    invisible = sum(1 for word in page.words if word.hidden)
    if not page.words or invisible < 0.8 * len(page.words):
        return False
    area = page.width * page.height * _SCAN_COVER
    return any(s.kind is StrokeKind.PICTURE and s.width * s.height >= area for s in page.strokes)


def _why_hidden(word: Word, page: PrintedPage, backgrounds: list[Stroke]) -> str:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    if not (0 <= x <= page.width and 0 <= y <= page.height):
        return "off the page"
    if word.size < _TINY:
        return "too small to read"
    if _is_pale(word.color):
        # What was drawn last lies on top; a picture may be dark where the letters stand.
        below = next((s for s in reversed(backgrounds) if s.holds(x, y)), None)
        if below is None or (below.kind is StrokeKind.FILL and _is_pale(below.color)):
            return "in the paper's colour"
    return ""


def _is_pale(color: int) -> bool:
    return min(color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF) >= _PALE
