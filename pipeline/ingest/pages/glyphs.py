"""The characters of a PDF page -> words of one style, asking pdfium as seldom as can be.

The page's text comes in one call and is cut at white space. A word that lies in one text object is then
known by the boxes of its first and last letter; only words that mix objects (a note call, a change to
italics) are looked at letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from sys import intern

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from pipeline.ingest.pages.letters import Letters
from pipeline.ingest.pages.printed import Word
from pipeline.ingest.pages.styles import Box4, Style, StyleReader

__all__ = ["Numbers", "read_words"]

_WHITE = r"\s\u200b\ufeff\x00-\x01\x03-\x1f"
_TOKEN = re.compile(rf"[^{_WHITE}\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
"""A stretch without white space; U+0002 or U+FFFE is pdfium's mark for a hyphen at a line's end."""
_LINE_END_HYPHENS = "\x02\ufffe"
_NO_CONTROLS = {
    "\x02": "-", "\ufffe": "-", "\uf02a": "*", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf02d": "–",
}  # fmt: skip
_CONTROLS = re.compile(f"[{''.join(_NO_CONTROLS)}]")
_FIGURES = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
"""Figures that could be a note call."""
_CALL_LIKE = re.compile(r"[\d*†‡§¶\[(]")
_RAISED_SIZE = 0.65
"""The size that a raised figure looks to have, as a part of its font's."""
_WIDEST = 1.7
"""A word broader than so many letter sizes a letter hides a jump (another column) inside."""


def read_words(
    text: pypdfium2.PdfTextPage, place_box: Callable[..., Box4], turn: int, numbers: Numbers
) -> list[Word]:
    """All words of the page in stream order; ``turn`` is the page's own rotation in degrees.

    ``numbers`` is kept from page to page, so that equal places are one object.
    """
    letters = Letters(text, place_box, turn)
    return _WordReader(letters, StyleReader(letters.page, place_box, turn), numbers).words()


Numbers = dict[float, float]
"""Hundredths of a point by themselves: a long paper would hold each of them thousands of times."""
_Run = list[tuple[int, Box4, Style]]
"""The letters of a stretch: each one's index, box and style."""


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Stretches without white space: each one's ends, style, and the boxes of its first and last letter."""

    starts: list[int]
    ends: list[int]
    lasts: list[int]
    """The last letter, a hyphen at a line's end apart."""
    styles: list[Style]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    mixed: set[int]
    """Those that end in another text object than they began in."""
    hyphened: list[int]
    """Those that end in pdfium's mark for a hyphen at a line's end."""


class _WordReader:
    """The words of one page."""

    def __init__(self, letters: Letters, styles: StyleReader, numbers: Numbers) -> None:
        self._letters = letters
        self._styles = styles
        self._text = _CONTROLS.sub(lambda match: _NO_CONTROLS[match[0]], letters.text)
        self._share = numbers.setdefault

    def words(self) -> list[Word]:
        """The words of every stretch without white space."""
        spans = [match.span() for match in _TOKEN.finditer(self._letters.text)]
        if not spans:
            return []
        tokens = self._look_at(spans)
        whole = self._make_words(tokens)
        self._add_hyphens(whole, tokens)
        spelt = self._must_be_spelt(tokens)
        runs = self._look_at_letters([(tokens.starts[i], tokens.ends[i]) for i in sorted(spelt)])
        found: list[Word] = []
        done = 0
        for i, word in enumerate(whole):
            if i in spelt:
                parts = self._spell(tokens.starts[i], next(runs))
            elif not word.text.isalpha() and _FIGURES.search(word.text):
                parts = self._part_raised(word, tokens.starts[i], tokens.ends[i])
            else:
                continue
            found += whole[done:i]
            found += map(self._shared, parts)
            done = i + 1
        return found + whole[done:]

    def _look_at(self, spans: Sequence[tuple[int, int]]) -> _Tokens:
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        raw = self._letters.text
        hyphened = [
            i for i, end in enumerate(ends) if raw[end - 1] in _LINE_END_HYPHENS and end - starts[i] > 1
        ]
        lasts = [end - 1 for end in ends]
        for i in hyphened:
            lasts[i] -= 1
        boxes = self._letters.boxes(starts + lasts)
        first, last = boxes[: len(starts)], boxes[len(starts) :]
        things = self._letters.objects(lasts)
        styles = self._styles.styles_of(things, lasts, last[:, 3].tolist())
        # Text objects follow one another: what begins and ends in the object of the word before lies in it.
        turns = [i for i, thing in enumerate(things) if i == 0 or thing != things[i - 1]]
        begun = [starts[i] for i in turns]
        befores = self._letters.objects(begun)
        before = self._styles.styles_of(befores, begun, first[turns, 3].tolist())
        mixed = {
            i
            for i, thing, style in zip(turns, befores, before, strict=True)
            # Type kerned by hand has several objects of one style in a word; a call may hide among them.
            if thing != things[i]
            and (style is not styles[i] or _CALL_LIKE.search(self._text, starts[i], ends[i]))
        }
        return _Tokens(starts, ends, lasts, styles, first, last, mixed, hyphened)

    def _must_be_spelt(self, tokens: _Tokens) -> set[int]:
        """The tokens that are not known by their first and last letter."""
        first, last = tokens.first, tokens.last
        counts = np.array(tokens.lasts) - np.array(tokens.starts) + 1
        sizes = np.array([style.size for style in tokens.styles])
        level = (np.abs(first[:, 3] - last[:, 3]) < 0.05) & (first[:, 0] - 0.1 <= last[:, 0])
        narrow = last[:, 2] - first[:, 0] < _WIDEST * sizes * counts
        return tokens.mixed | set(np.flatnonzero((counts > 1) & ~(level & narrow)).tolist())

    def _make_words(self, tokens: _Tokens) -> list[Word]:
        """Every token as one word of the style of its end."""
        styles, first = tokens.styles, tokens.first
        baselines = first[:, 3] - np.array([style.drop for style in styles])
        bottoms = baselines + np.array([style.depth for style in styles])
        tops = bottoms - np.array([style.size for style in styles])
        sideways = [i for i, style in enumerate(styles) if style.angle]
        tops[sideways], bottoms[sideways] = first[sideways, 1], first[sideways, 3]
        text = self._text
        columns = first[:, 0], tops, tokens.last[:, 2], bottoms, baselines
        return list(
            map(
                Word,
                [intern(text[start:end]) for start, end in zip(tokens.starts, tokens.ends, strict=True)],
                *map(self._shared_column, columns),
                [style.size for style in styles],
                [style.font for style in styles],
                [style.color for style in styles],
                [style.angle for style in styles],
                repeat(False),
                [style.hidden for style in styles],
            )
        )

    def _add_hyphens(self, words: list[Word], tokens: _Tokens) -> None:
        """Widen upright words that end in a hyphen by it."""
        boxes = self._letters.boxes([tokens.ends[i] - 1 for i in tokens.hyphened])
        for i, box in zip(tokens.hyphened, boxes.tolist(), strict=True):
            if not words[i].angle:
                words[i].x1 = max(words[i].x1, box[2])

    def _shared_column(self, column: NDArray[np.float64]) -> list[float]:
        """Hundredths of a point, equal ones as one object."""
        numbers = np.round(column, 2).tolist()
        return list(map(self._share, numbers, numbers))

    def _shared(self, word: Word) -> Word:
        """The same word, with equal places and texts as one object: a long paper takes less memory."""
        word.text = intern(word.text)
        word.x0, word.top, word.x1, word.bottom, word.baseline = (
            self._share(number, number)
            for number in map(_hundredths, (word.x0, word.top, word.x1, word.bottom, word.baseline))
        )
        return word

    def _look_at_letters(self, spans: Sequence[tuple[int, int]]) -> Iterator[_Run]:
        """Boxes and styles of every letter of these stretches."""
        indices = [index for start, end in spans for index in range(start, end)]
        boxes = self._letters.boxes(indices)
        styles = self._styles.styles_of(self._letters.objects(indices), indices, boxes[:, 3].tolist())
        letters = list(zip(indices, boxes.tolist(), styles, strict=True))
        done = 0
        for start, end in spans:
            yield letters[done : done + end - start]
            done += end - start

    def _spell(self, start: int, run: _Run) -> Iterator[Word]:
        """A stretch read letter by letter."""
        if len(run) == 1 or self._letters.text[run[-1][0]] not in _LINE_END_HYPHENS:
            yield from self._read_letters(start, run, "")
            return
        for word in self._read_letters(start, run[:-1], "-"):
            if word.text[-1:] == "-" and not word.angle:
                word.x1 = max(word.x1, run[-1][1][2])
            yield word

    def _read_letters(self, begin: int, run: _Run, hyphen: str) -> Iterator[Word]:
        word: Word | None = None
        before: Box4 = (0.0, 0.0, 0.0, 0.0)
        for index, box, style in run:
            letter = self._text[index]
            if word is not None and _goes_on(word, style, before, box):
                word.text += letter
                _widen(word, box)
            else:
                if word is not None:
                    yield from self._part_raised(word, begin, index)
                glued = word is not None and abs(box[0] - before[2]) < 0.25 * word.size
                word = _start_word(letter, style, box, glued=glued)
                begin = index
            before = box
        if word is not None:
            word.text += hyphen
            yield from self._part_raised(word, begin, run[-1][0] + 1)

    def _part_raised(self, word: Word, start: int, end: int) -> Iterator[Word]:
        """Figures drawn small and high by the font itself (OpenType superscripts) apart from the rest.

        Such glyphs have the size and baseline of their neighbours; only their ink shows that they are raised.
        """
        if word.angle or word.text.isalpha():
            yield word
            return
        cuts = [(m.start(), m.end()) for m in _FIGURES.finditer(word.text) if start + m.end() <= end]
        raised = [(a, b) for a, b in cuts if self._is_inked_high(start + a, word)]
        if not raised:
            yield word
            return
        begin = 0
        for a, b in [*raised, (len(word.text), len(word.text))]:
            if begin < a:
                yield self._slice(word, start, begin, a)
            if a < b:
                call = self._slice(word, start, a, b)
                call.size *= _RAISED_SIZE
                call.baseline -= 0.33 * word.size
                call.bottom -= 0.3 * word.size
                yield call
            begin = b

    def _slice(self, word: Word, start: int, begin: int, end: int) -> Word:
        x0 = self._box(start + begin)[0] if begin else word.x0
        x1 = word.x1 if end >= len(word.text) else self._box(start + end - 1)[2]
        return replace(word, text=word.text[begin:end], x0=x0, x1=x1, glued=begin > 0 or word.glued)

    def _is_inked_high(self, index: int, word: Word) -> bool:
        ink = self._letters.ink(index)
        if ink is None:
            return False
        return word.baseline - ink[3] > 0.18 * word.size and ink[3] - ink[1] < 0.55 * word.size

    def _box(self, index: int) -> Box4:
        x0, top, x1, bottom = self._letters.boxes([index])[0].tolist()
        return x0, top, x1, bottom


def _hundredths(number: float) -> float:
    return round(number, 2)


def _start_word(text: str, style: Style, box: Box4, *, glued: bool) -> Word:
    x0, top, x1, bottom = box
    baseline = bottom - style.drop
    if style.angle == 0:
        bottom = baseline + style.depth
        top = bottom - style.size
    return Word(
        text, x0, top, x1, bottom, baseline,
        style.size, style.font, style.color, style.angle, glued, style.hidden,
    )  # fmt: skip


def _goes_on(word: Word, style: Style, before: Box4, box: Box4) -> bool:
    """Whether a letter belongs to the word before it: same style, same line, no jump."""
    if style.angle != word.angle or style.font != word.font or abs(style.size - word.size) > 0.05 * word.size:
        return False
    if style.angle:
        return abs(box[0] - before[0]) < 2 * word.size and abs(box[1] - before[1]) < 2 * word.size
    same_line = abs(box[3] - style.drop - word.baseline) < 0.05 * word.size
    return same_line and before[0] - 0.1 <= box[0] < before[2] + 0.5 * word.size


def _widen(word: Word, box: Box4) -> None:
    word.x0, word.x1 = min(word.x0, box[0]), max(word.x1, box[2])
    if word.angle:
        word.top, word.bottom = min(word.top, box[1]), max(word.bottom, box[3])
