"""What stands on a printed page: words, strokes and pictures with their places.

Plain records between the PDF libraries and the layout: coordinates are PDF points, origin top left, y
downwards, after the page's own rotation. Nothing here knows a PDF library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, overload

__all__ = [
    "FoldedWords",
    "Font",
    "Line",
    "PrintedPage",
    "Stroke",
    "StrokeKind",
    "Word",
    "fold_lines",
    "is_garbled",
    "join_words",
    "texts_of",
]

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


class FoldedWords(Sequence[Word]):
    """A line's words, made anew each time they are asked for: in a long paper they take a third of the room.

    Most words of a line differ in their text and sides only. What else there is of a word is its look.
    """

    __slots__ = ("_cells",)

    def __init__(self, words: Sequence[Word], looks: _Looks) -> None:
        """``looks`` holds each look once; it is shared by the lines of a page."""
        kept = [looks.setdefault(look, look) for look in map(_look_of, words)]
        columns = [word.text for word in words], [word.x0 for word in words], [word.x1 for word in words]
        self._cells: tuple[Any, ...] = tuple(chain.from_iterable(zip(*columns, kept, strict=True)))

    def __len__(self) -> int:
        return len(self._cells) // _CELLS

    def __iter__(self) -> Iterator[Word]:
        return map(_unfold, *(self._cells[cell::_CELLS] for cell in range(_CELLS)))

    @overload
    def __getitem__(self, index: int) -> Word: ...

    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...

    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        if isinstance(index, slice):
            places = range(*index.indices(len(self)))
            return [_unfold(*self._cells[_CELLS * i : _CELLS * i + _CELLS]) for i in places]
        at = _CELLS * (index if index >= 0 else len(self) + index)
        if not 0 <= at < len(self._cells):
            raise IndexError(index)
        return _unfold(*self._cells[at : at + _CELLS])

    @property
    def texts(self) -> Sequence[str]:
        """What each word says."""
        return self._cells[::_CELLS]

    @property
    def glued(self) -> list[bool]:
        """Whether each word follows the one before it without white space."""
        return [look[_GLUED] for look in self._cells[_CELLS - 1 :: _CELLS]]


_Look = tuple[float, float, float, float, Font, int, int, bool, str]
_Looks = dict[_Look, _Look]
_look_of = attrgetter("top", "bottom", "baseline", "size", "font", "color", "angle", "glued", "hidden")
_GLUED = 7
_CELLS = 4
"""Of each word is kept: its text, its left and right side, its look."""


def _unfold(text: str, x0: float, x1: float, look: _Look) -> Word:
    top, bottom, baseline, size, font, color, angle, glued, hidden = look
    return Word(text, x0, top, x1, bottom, baseline, size, font, color, angle, glued, hidden)


def fold_lines(lines: Iterable[Line]) -> None:
    """Fold the words of a page's lines."""
    looks: _Looks = {}
    for line in lines:
        if not isinstance(line.words, FoldedWords):
            line.words = FoldedWords(line.words, looks)


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


def texts_of(words: Sequence[Word]) -> Sequence[str]:
    """What each word says."""
    return words.texts if isinstance(words, FoldedWords) else [word.text for word in words]


def join_words(words: Sequence[Word]) -> str:
    """The words with single spaces between those that are not glued."""
    texts = texts_of(words)
    glued = words.glued if isinstance(words, FoldedWords) else [word.glued for word in words]
    if True not in glued:
        return " ".join(texts)
    return "".join([text if glued[i] or i == 0 else " " + text for i, text in enumerate(texts)])


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
    words: Sequence[Word]
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
        return sum(map(len, texts_of(self.words)))
