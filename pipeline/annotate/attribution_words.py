"""Words that attribution leans on beside the reporting words: rows of ``attribution_words.csv`` by role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.lexicon import read_table

__all__ = ["Role", "has_role", "words_in_role"]


class Role(StrEnum):
    """What a word does in a sentence that reports."""

    CARRIER = "carrier"
    """Hands on to the reporting verb below it: "went on to say", "prompted X to warn"."""
    SPEECH = "speech"
    """A participle carries the speech on: "echoed this, stressing that"."""
    VOICE = "voice"
    """Takes a noun of opinion as its object: "voiced the view that"."""
    SOURCE = "source"
    """What one is told or reads: "based on information from X"."""
    ACT = "act"
    """Takes a side, before a report in the same breath: "rejected the plan and warned that"."""
    OWN = "own"
    """How a paper names itself: "this study"."""


@dataclass(frozen=True, slots=True)
class AttributionWord:
    """A row of ``attribution_words.csv``."""

    word: str
    role: Role
    example: str = ""


@cache
def words_in_role(role: Role) -> frozenset[str]:
    """All words that have the role."""
    return frozenset(row.word for row in read_table("attribution_words", AttributionWord) if row.role is role)


def has_role(token: Token, role: Role) -> bool:
    """Whether the token's lemma has the role."""
    return lemma_of(token) in words_in_role(role)
