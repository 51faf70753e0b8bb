"""Two extractions of one paper, aligned letter by letter: gold made on one scores the other.

Only letters and digits are aligned (NFKD, without case), so that hyphens at line ends, ligatures, quotation
marks and spaces do not matter. Long stretches that occur once in both texts are anchors, wherever they
stand: a paragraph may move. Anchors grow while letters agree; what lies between two neighbours is anchored
again with shorter stretches (patience diff, after B. Cohen), and the small rest is given to ``difflib``.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from pipeline.schema import Span

__all__ = ["Alignment", "align_texts"]

_ANCHORS = (24, 12, 6)
"""Lengths of anchors in letters: five words, two words, a long word."""
_LONGEST_REST = 400
"""Longer rests without anchors have nothing in common; ``difflib`` would find chance matches, slowly."""
_SHORTEST_MATCH = 3
_INSERTED = 3
"""Letters that may stand inside a projected span without being of it: a note call's digits."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which letter of ``source`` is which letter of ``target``."""

    source: str
    target: str
    source_places: array[int]
    target_places: array[int]
    partner: array[int]
    """For each letter of the source its number in the target, or -1."""

    def project(self, span: Span) -> Span | None:
        """The same words in the target; ``None`` where they are not whole and in one piece there."""
        partners = self._partners(span)
        if not partners or -1 in partners:
            return None
        steps = [after - before for before, after in pairwise(partners)]
        if any(step < 1 for step in steps) or sum(steps) - len(steps) > _INSERTED:
            return None
        return self._with_marks(span, partners[0], partners[-1])

    def project_loosely(self, span: Span) -> Span | None:
        """The stretch of the target that holds most of the words, with what was set between them.

        For sentences: half of the letters must be there, within three times the length.
        """
        partners = sorted(at for at in self._partners(span) if at >= 0)
        letters = len(self._partners(span))
        reach = 3 * letters
        best: tuple[int, int, int] = (0, 0, 0)
        for first, start in enumerate(partners):
            last = bisect_left(partners, start + reach) - 1
            if last - first + 1 > best[0]:
                best = (last - first + 1, start, partners[last])
        if not letters or best[0] * 2 < letters:
            return None
        return self._with_marks(span, best[1], best[2])

    def _partners(self, span: Span) -> list[int]:
        first, last = (bisect_left(self.source_places, at) for at in (span.start, span.end))
        return list(self.partner[first:last])

    def _with_marks(self, span: Span, first: int, last: int) -> Span:
        """The target's letters ``first`` to ``last``, with the signs that open and close the source span."""
        start, end = self.target_places[first], self.target_places[last] + 1
        numbers = [bisect_left(self.source_places, at) for at in (span.start, span.end)]
        before = self.source[span.start : self.source_places[numbers[0]]]
        after = self.source[self.source_places[numbers[1] - 1] + 1 : span.end]
        if before and self.target.endswith(before, 0, start):
            start -= len(before)
        for sign in after:
            if self.target[end : end + 1] != sign:
                break
            end += 1
        return Span(start, end)


def align_texts(source: str, target: str) -> Alignment:
    """Align two renderings of one text; some tenths of a second for twenty thousand words."""
    letters, places = _letters(source)
    other_letters, other_places = _letters(target)
    aligner = _Aligner(letters, other_letters)
    aligner.anchor_anywhere()
    aligner.fill_gaps()
    return Alignment(source, target, places, other_places, aligner.partner)


def _letters(text: str) -> tuple[str, array[int]]:
    letters: list[str] = []
    places = array("L")
    for at, character in enumerate(text):
        for letter in _plain(character):
            letters.append(letter)
            places.append(at)
    return "".join(letters), places


@cache
def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKD", character).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


class _Aligner:
    """Two strings of letters and the pairs found so far."""

    def __init__(self, source: str, target: str) -> None:
        self.source = source
        self.target = target
        self.partner = array("l", [-1]) * len(source)
        self.taken = bytearray(len(target))

    def anchor_anywhere(self) -> None:
        """Stretches that occur once in both texts, wherever they stand, and what grows from them."""
        size = _ANCHORS[0]
        for at, other in _unique_in_both(self.source, self.target, size):
            if self.partner[at] < 0 and not self.taken[other]:
                self._grow(at, other, (0, len(self.source)), (0, len(self.target)))

    def fill_gaps(self) -> None:
        """Between two neighbours that stand in the same order in both texts, look closer."""
        at = 0
        while at < len(self.source):
            if self.partner[at] >= 0:
                at += 1
                continue
            end = at
            while end < len(self.source) and self.partner[end] < 0:
                end += 1
            first = self.partner[at - 1] + 1 if at else 0
            last = self.partner[end] if end < len(self.source) else len(self.target)
            if first < last and not any(self.taken[first:last]):
                self._fill((at, end), (first, last), 1)
            at = end

    def _fill(self, here: tuple[int, int], there: tuple[int, int], level: int) -> None:
        source, target = self.source[slice(*here)], self.target[slice(*there)]
        if not source or not target:
            return
        if level >= len(_ANCHORS):
            self._match_rest(here, there)
            return
        low, other_low = here[0], there[0]
        for at, other in _unique_in_both(source, target, _ANCHORS[level]):
            begin, other_begin = here[0] + at, there[0] + other
            if begin < low or other_begin < other_low:
                continue
            start, other_start, size = self._grow(begin, other_begin, (low, here[1]), (other_low, there[1]))
            self._fill((low, start), (other_low, other_start), level + 1)
            low, other_low = start + size, other_start + size
        self._fill((low, here[1]), (other_low, there[1]), level + 1)

    def _match_rest(self, here: tuple[int, int], there: tuple[int, int]) -> None:
        if max(here[1] - here[0], there[1] - there[0]) > _LONGEST_REST:
            return
        matcher = SequenceMatcher(None, self.source[slice(*here)], self.target[slice(*there)], autojunk=False)
        for block in matcher.get_matching_blocks():
            at_edge = block.a == 0 or block.a + block.size == here[1] - here[0]
            if block.size >= _SHORTEST_MATCH or (block.size and at_edge):
                self._pair(here[0] + block.a, there[0] + block.b, block.size)

    def _grow(
        self, at: int, other: int, here: tuple[int, int], there: tuple[int, int]
    ) -> tuple[int, int, int]:
        """Pair all equal letters around ``at`` and ``other``; start, start and length of what was paired."""
        start, other_start = at, other
        while start > here[0] and other_start > there[0] and self._free(start - 1, other_start - 1):
            start, other_start = start - 1, other_start - 1
        end, other_end = at, other
        while end < here[1] and other_end < there[1] and self._free(end, other_end):
            end, other_end = end + 1, other_end + 1
        self._pair(start, other_start, end - start)
        return start, other_start, end - start

    def _free(self, at: int, other: int) -> bool:
        return self.partner[at] < 0 and not self.taken[other] and self.source[at] == self.target[other]

    def _pair(self, at: int, other: int, size: int) -> None:
        for step in range(size):
            self.partner[at + step] = other + step
            self.taken[other + step] = 1


def _unique_in_both(source: str, target: str, size: int) -> list[tuple[int, int]]:
    """Places of the stretches of ``size`` letters that occur once in each, in the source's order."""
    here, there = _unique(source, size), _unique(target, size)
    return [(at, there[stretch]) for stretch, at in here.items() if stretch in there]


def _unique(text: str, size: int) -> dict[str, int]:
    places: dict[str, int] = {}
    repeated: set[str] = set()
    for at in range(len(text) - size + 1):
        stretch = text[at : at + size]
        if places.setdefault(stretch, at) != at:
            repeated.add(stretch)
    for stretch in repeated:
        del places[stretch]
    return places
