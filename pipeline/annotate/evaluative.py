"""Words that judge, and cues of advice, forecast and road map: the lexicons of claim type and stance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.lexicon import read_table
from pipeline.schema import StanceLabel

__all__ = ["Cue", "EvaluativeWord", "Place", "cue_at", "evaluation_of"]


@dataclass(frozen=True, slots=True)
class EvaluativeWord:
    """A row of ``evaluative_words.csv``.

    ``polarity``: ``favour``, ``against`` or ``neutral`` (judges, but not for or against); ``strength``:
    ``strong`` words judge wherever they are predicated, ``weak`` ones often only describe.
    """

    word: str
    pos: str
    polarity: str
    strength: str
    example: str = ""

    @property
    def label(self) -> StanceLabel | None:
        """The stance that the word expresses toward what it is said of."""
        return None if self.polarity == "neutral" else StanceLabel(self.polarity)


class Place(StrEnum):
    """Where a cue of type stands."""

    MODAL = "modal"
    VERB = "verb"
    PREDICATE = "predicate"
    NOUN = "noun"
    DEMAND = "demand"
    COUNT = "count"
    IMPERATIVE = "imperative"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ``recommendation_cues.csv``, ``forecast_cues.csv`` or ``signpost_cues.csv``."""

    cue: str
    place: Place
    example: str = ""


_PREDICATED = frozenset({"acomp", "attr", "amod", "oprd"})
"""Where the tagger may take an adjective for a noun, or a noun for an adjective."""
_POS = {"ADJ": "adjective", "NOUN": "noun", "VERB": "verb", "ADV": "adverb", "PROPN": "noun", "AUX": "verb"}


@cache
def _words() -> dict[tuple[str, str], EvaluativeWord]:
    return {(row.pos, row.word): row for row in read_table("evaluative_words", EvaluativeWord)}


@cache
def _cues(table: str) -> frozenset[tuple[str, Place]]:
    return frozenset((row.cue, row.place) for row in read_table(table, Cue))


def evaluation_of(token: Token) -> EvaluativeWord | None:
    """The row for the token as it is used (participles as adjectives too), or ``None``."""
    words = _words()
    if token.pos_ == "NOUN" and token.i > 0 and (pair := words.get(("noun", _pair_ending_in(token)))):
        return pair
    if (
        token.i > 1
        and token.nbor(-1).text == "-"
        and (compound := words.get(("adjective", _hyphenated(token))))
    ):
        return compound
    pos = _POS.get(token.pos_)
    if pos is None:
        return None
    if pos == "verb" and (found := words.get(("adjective", token.lower_))):
        return found
    found = words.get((pos, lemma_of(token))) or words.get((pos, token.lower_))
    if found is None and token.dep_ in _PREDICATED:
        return words.get(("adjective", token.lower_)) or words.get(("noun", token.lower_))
    return found


def _hyphenated(token: Token) -> str:
    """The compound that ends in the token: "ill-advised"."""
    return f"{token.nbor(-2).lower_}-{token.lower_}"


def _pair_ending_in(token: Token) -> str:
    """The word before and this one, for terms of two words ("turning point")."""
    return f"{token.nbor(-1).lower_} {token.lemma_.lower()}"


def cue_at(table: str, token: Token, place: Place) -> bool:
    """Whether the token, by its lemma or (for modals) its form, is a cue of the table in that place."""
    cues = _cues(table)
    return (token.lower_, place) in cues or (
        place is not Place.MODAL and (token.lemma_.lower(), place) in cues
    )
