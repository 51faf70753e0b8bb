"""What stands on a printed page: words, strokes and pictures with their places.

Plain records between the PDF libraries and the layout: coordinates are PDF points, origin top left, y
downwards, after the page's own rotation. Nothing here knows a PDF library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Font", "Line", "PrintedPage", "Stroke", "StrokeKind", "Word", "is_garbled", "join_words"]

_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
_GARBLED = 0.3
"""More unknown letters than this part of a page, and it was not read."""


class Font(NamedTuple):
    """A typeface as the file names it; ``bold`` and ``italic`` read from name, flags and weight.

    A tuple, because fonts are compared for every word and counted for every line.
    """

    name: str
    bold: bool = False
    italic: bool = False


@dataclass(slots=True, eq=False)
class Word:
    """A run of printed characters in one style without white space.

    ``glued``: no white space parts it from the run before (a note call, a change to italics).
    ``baseline`` is the y on which the letters stand; ``angle`` the direction of writing in degrees.
    ``hidden`` says why a reader of the page cannot see it; empty for what can be seen.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: Font
    color: int = 0
    angle: int = 0
    glued: bool = False
    hidden: str = ""


class StrokeKind(StrEnum):
    """What a drawn shape is to the eye."""

    RULE = "rule"
    """A horizontal line."""
    BAR = "bar"
    """A vertical line."""
    FILL = "fill"
    """A filled rectangle: shading."""
    FRAME = "frame"
    """An outlined rectangle."""
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A rule, bar, shaded or framed rectangle, or a picture. ``color`` is 0xRRGGBB."""

    kind: StrokeKind
    x0: float
    top: float
    x1: float
    bottom: float
    color: int = 0

    @property
    def width(self) -> float:
        """Extent from left to right, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent from top to bottom, in points."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 1.0) -> bool:
        """Whether the point lies inside, give or take ``slack`` points."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack


@dataclass(slots=True)
class PrintedPage:
    """One page as read: ``number`` counts from 1."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    turned: int = 0
    """Degrees by which it was turned to be read; its boxes are turned back in the end."""


def join_words(words: Sequence[Word]) -> str:
    """The words with single spaces between those that are not glued."""
    if True not in [word.glued for word in words]:
        return " ".join([word.text for word in words])
    return "".join([word.text if word.glued or i == 0 else " " + word.text for i, word in enumerate(words)])


def is_garbled(words: Sequence[Word]) -> bool:
    """Whether much of a page came out as unknown or private characters."""
    letters = "".join([word.text for word in words])
    return len(_UNKNOWN.findall(letters)) > _GARBLED * len(letters)


@dataclass(slots=True, eq=False)
class Line:
    """Words on one baseline within one column, left to right, note calls included.

    ``size`` and ``font`` are those of most of its letters; ``column`` is its column's left and right edge.
    """

    page: int
    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: Font
    color: int = 0
    left: float = 0.0
    right: float = 0.0
    box: int = 0
    """Number of the framed or shaded box it stands in; 0 for none."""
    side: bool = False
    """A side head: it stands in the margin beside the text that it heads."""

    @property
    def text(self) -> str:
        """Its words with single spaces, as printed (hyphens and note calls included)."""
        return join_words(self.words)

    @property
    def width(self) -> float:
        """Extent from left to right, in points."""
        return self.x1 - self.x0

    @property
    def letters(self) -> int:
        """Number of its characters, white space apart."""
        return sum([len(word.text) for word in self.words])
