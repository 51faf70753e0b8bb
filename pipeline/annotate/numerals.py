"""Numbers as papers write them: digits with points, commas or spaces, words, and their scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.annotate.lexicon import read_table

__all__ = ["DIGITS", "NUMBER_WORDS", "SCALE", "NumberWord", "number_of", "plain"]


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A row of ``number_words.csv``: a cardinal number in words."""

    word: str
    number: int
    example: str = ""


NUMBER_WORDS = {row.word: row.number for row in read_table("number_words", NumberWord)}
"""Cardinal numbers in words, as far as papers spell them out."""

_SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}

DIGITS = r"\d{1,3}(?:[   ]\d{3})+(?:[.,]\d{1,2})?|\d[\d,]*(?:\.\d+)?(?<!,)"
"""A regular expression for a number in digits."""

SCALE = r"(?:thousand|million|billion|trillion|bn|mn|mln|bln|tn|trn|[mbk](?=\W))"
"""A regular expression for the words and letters that multiply a number."""


def number_of(digits: str, scale: str | None = None) -> Decimal | None:
    """The value of a number in digits or one word, times its scale; ``None`` if it is no number.

    A comma before exactly three digits divides thousands ("1,390"), any other is a decimal comma, as
    in continental papers ("31,3 billion"); so is any single comma before a scale from billions up.
    """
    text = re.sub(r"[   ]", "", digits).lower()
    if text in NUMBER_WORDS:
        value = Decimal(NUMBER_WORDS[text])
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        value = Decimal(text.replace(",", ""))
    elif re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        value = Decimal(text.replace(",", "."))
    else:
        return None
    return value * _SCALES[scale.lower()] if scale else value


def plain(value: Decimal) -> str:
    """The number without exponent or needless zeros: ``3.4``, ``598200000``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
