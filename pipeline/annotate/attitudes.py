"""Attitude words: who is for or against what, with the slots of holder and target.

The roles follow the appraisal of Martin and White (2005) and the opinion frames of Wiebe et al. (2005):
the holder is the subject or possessor, the target the slot that the row names.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.lexicon import read_table
from pipeline.schema import StanceLabel

__all__ = ["AttitudeWord", "attitudes_of", "ends_its_object", "flip"]


@dataclass(frozen=True, slots=True)
class AttitudeWord:
    """A row of ``attitude_words.csv``.

    ``frame`` is where the target stands: ``object``, ``infinitive``, ``clause`` (its subject) or a
    preposition. ``toward`` stands for "towards" and "to" as well, ``over`` for "about", ``about`` for "on".
    """

    word: str
    pos: str
    frame: str
    label: StanceLabel
    example: str = ""


@dataclass(frozen=True, slots=True)
class EndingVerb:
    """A row of ``ending_verbs.csv``: whoever wants to do it to a thing is against the thing."""

    verb: str
    label: StanceLabel
    example: str = ""


_POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective", "AUX": "verb", "PROPN": "noun"}


@cache
def _words() -> dict[tuple[str, str], tuple[AttitudeWord, ...]]:
    rows: dict[tuple[str, str], list[AttitudeWord]] = defaultdict(list)
    for row in read_table("attitude_words", AttitudeWord):
        rows[row.pos, row.word].append(row)
    return {key: tuple(own) for key, own in rows.items()}


@cache
def _known() -> frozenset[str]:
    return frozenset(word for _, word in _words())


@cache
def _ending_verbs() -> frozenset[str]:
    return frozenset(row.verb for row in read_table("ending_verbs", EndingVerb))


def attitudes_of(token: Token) -> tuple[AttitudeWord, ...]:
    """The rows for the token as it is used; participles ("committed to") count as adjectives too."""
    if lemma_of(token) not in _known() and token.lower_ not in _known():
        return ()
    pos = _POS.get(token.pos_)
    if pos is None:
        return ()
    found = _words().get((pos, lemma_of(token)), ())
    if pos == "verb" and token.tag_ in {"VBN", "VBD", "VBG"}:
        return found + _words().get(("adjective", token.lower_), ())
    if pos == "adjective" and not found:
        return _words().get((pos, token.lower_), ())
    return found


def ends_its_object(verb: Token) -> bool:
    """Whether the verb does away with its object ("halt", "prevent", "phase out")."""
    return verb.lemma_.lower() in _ending_verbs()


def flip(label: StanceLabel) -> StanceLabel:
    """The other side."""
    return StanceLabel.AGAINST if label is StanceLabel.FAVOUR else StanceLabel.FAVOUR
