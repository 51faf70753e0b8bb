"""Words that decide a claim's type beside judgements and cues: rows of ``type_words.csv`` by role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from pipeline.annotate.lexicon import read_table

__all__ = ["TypeRole", "TypeWord", "is_type_word"]


class TypeRole(StrEnum):
    """What a word does to the type of a claim."""

    PLAIN = "plain"
    """Tells what somebody knows or how things stand: for or against, but no judgement by itself."""
    MEASURE = "measure"
    """A comparative or superlative that a ruler or a calendar decides."""
    GAUGED = "gauged"
    """A quality that is measured: where two things are compared by it, none is judged."""
    BILL = "bill"
    """A text of law: what it "would" do is what stands in it."""
    POINTING = "pointing"
    """With a need as its object it says what should be done: "underscores the need for"."""
    PROPOSING = "proposing"
    """With a clause it reports what should be done."""
    OUTCOME = "outcome"
    """A verb that judges how something went, without object: "the plan backfired"."""
    FARING = "faring"
    """The same with an adverb: "works well"."""
    ADVANCE = "advance"
    """A noun that tells how far something has come, a judgement where it is weighed: "a major step"."""
    SIZE = "size"
    """An adjective that weighs it."""
    LASTING = "lasting"
    """A verb that says that a bad thing is still there: "challenges remain"."""


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A row of ``type_words.csv``."""

    word: str
    role: TypeRole
    example: str = ""


@cache
def _words() -> frozenset[tuple[str, TypeRole]]:
    return frozenset((row.word, row.role) for row in read_table("type_words", TypeWord))


def is_type_word(token: Token, role: TypeRole) -> bool:
    """Whether the token, as it stands or by its lemma, has the role."""
    return (token.lower_, role) in _words() or (token.lemma_.lower(), role) in _words()
