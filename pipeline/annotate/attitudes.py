"""Attitude words: who is for or against what, with the slots of holder and target.

The roles follow the appraisal of Martin and White (2005) and the opinion frames of Wiebe et al. (2005):
the holder is the subject or possessor, the target the slot that the row names.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.lexicon import read_table
from pipeline.schema import StanceLabel

__all__ = [
    "AttitudeWord",
    "EndingVerb",
    "attitudes_of",
    "ends_its_object",
    "flip",
    "is_hostile",
    "participle_rows",
    "particle_of",
]


@dataclass(frozen=True, slots=True)
class AttitudeWord:
    """A row of ``attitude_words.csv`` or ``leaning_words.csv``.

    ``leaning`` marks the rows of ``leaning_words.csv``: deeds that tell of an attitude only at times
    ("strengthen", "focus on"). ``frame`` is where the target stands: ``object``, ``infinitive``,
    ``clause`` (its subject), ``that`` (what a clause wants done) or a preposition. ``toward`` stands for
    "towards" and "to" as well, ``over`` for "about", ``about`` for "on". A word may have its particle
    ("rule out").
    """

    word: str
    pos: str
    frame: str
    label: StanceLabel
    example: str = ""
    leaning: bool = False


@dataclass(frozen=True, slots=True)
class EndingVerb:
    """A row of ``ending_verbs.csv``: whoever wants to do it to a thing is against the thing."""

    verb: str
    label: StanceLabel
    example: str = ""


_NEAR = 3
"""Words from a verb to its particle at most ("turn the offer down")."""
_PARTICLES = frozenset({"off", "aside", "away", "back", "down", "out", "up", "forward"})
_POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective", "AUX": "verb", "PROPN": "noun"}


@cache
def _words() -> dict[tuple[str, str], tuple[AttitudeWord, ...]]:
    rows: dict[tuple[str, str], list[AttitudeWord]] = defaultdict(list)
    for row in read_table("attitude_words", AttitudeWord):
        rows[row.pos, row.word].append(row)
    for row in read_table("leaning_words", AttitudeWord):
        rows[row.pos, row.word].append(replace(row, leaning=True))
    return {key: tuple(own) for key, own in rows.items()}


@cache
def _known() -> frozenset[str]:
    """All words, and the verbs of phrasal ones ("rule out")."""
    return frozenset(word.split()[0] for _, word in _words())


@cache
def _ending_verbs() -> frozenset[str]:
    return frozenset(row.verb for row in read_table("ending_verbs", EndingVerb))


def attitudes_of(token: Token) -> tuple[AttitudeWord, ...]:
    """The rows for the token as it is used; participles ("committed to") count as adjectives too."""
    if lemma_of(token) not in _known() and token.lower_ not in _known():
        return ()
    pos = _POS.get(token.pos_)
    if pos is None or (token.lower_ == "opposed" and token.i and token.nbor(-1).lower_ == "as"):
        return ()  # "as opposed to" compares
    if (particle := particle_of(token)) is not None:
        phrasal = _words().get((pos, f"{lemma_of(token)} {particle.lower_}"), ())
        if phrasal:
            return phrasal
    found = _words().get((pos, lemma_of(token)), ())
    if pos == "verb" and token.tag_ in {"VBN", "VBD", "VBG"} and not _acts(token):
        return found + _words().get(("adjective", token.lower_), ())
    if pos == "adjective" and not found:
        return _words().get((pos, token.lower_), ())
    return found


def participle_rows(verb: Token) -> tuple[AttitudeWord, ...]:
    """The rows of "angered by" for "angers": those whom a thing moves."""
    lemma = lemma_of(verb)
    forms = (f"{lemma}ed", f"{lemma}d", f"{lemma[:-1]}ied")
    return tuple(row for form in forms for row in _words().get(("adjective", form), ()) if form[-2:] == "ed")


def particle_of(verb: Token) -> Token | None:
    """The "out" of "rule it out", which the parser may take for an adverb or a preposition."""
    for child in verb.rights:
        if child.i - verb.i <= _NEAR and (child.dep_ == "prt" or child.lower_ in _PARTICLES):
            return child
    return None


def _acts(verb: Token) -> bool:
    """Whether the participle is a verb with its object ("impressed the envoys"), not an adjective."""
    return any(child.dep_ in {"dobj", "aux"} and child.lemma_ != "be" for child in verb.children)


def ends_its_object(verb: Token) -> bool:
    """Whether the verb does away with its object ("halt", "prevent", "phase out")."""
    particle = particle_of(verb)
    lemma = lemma_of(verb)
    return lemma in _ending_verbs() or (
        particle is not None and f"{lemma} {particle.lower_}" in _ending_verbs()
    )


def is_hostile(verb: Token) -> bool:
    """Whether the verb says by itself that one is against its object ("criticise", "oppose")."""
    rows = _words().get(("verb", lemma_of(verb)), ())
    return any(row.frame == "object" and row.label is StanceLabel.AGAINST and not row.leaning for row in rows)


def flip(label: StanceLabel) -> StanceLabel:
    """The other side."""
    return StanceLabel.AGAINST if label is StanceLabel.FAVOUR else StanceLabel.FAVOUR
