"""Judgements in set phrases: "fell short of", "does little to", "is anything but", "is in disarray"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pipeline.annotate.evaluative import evaluation_of
from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.reporting import topic_of
from pipeline.annotate.type_words import TypeRole, is_type_word
from pipeline.schema import ClaimType, StanceLabel

__all__ = [
    "JudgingIdiom",
    "advances",
    "judges_by_idiom",
    "lingers",
    "points_to_worth",
    "side_by_idiom",
    "stands_in",
]

_REACH = 6
"""Words after the verb among which the rest of the phrase begins."""
_SIGHT = 12
"""Words after the verb that are looked at: where a phrase may begin, and the longest one."""
_LITTLE = frozenset({"little", "no", "limited", "scant", "insufficient", "slow", "hardly"})
"""Between the words of a phrase they turn it: "made little progress"."""
_STATES = frozenset({"under", "in", "at", "out", "beyond", "of"})
"""Prepositions of states; "in progress" is none that judges."""


@dataclass(frozen=True, slots=True)
class JudgingIdiom:
    """A row of ``judging_idioms.csv``: a verb, and the words that make a judgement of it."""

    verb: str
    words: str
    side: str = "neutral"
    """``favour`` or ``against`` the subject; ``neutral`` where what follows tells, or nothing."""
    example: str = ""


@cache
def _idioms() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in read_table("judging_idioms", JudgingIdiom):
        rows[row.verb].append((tuple(row.words.split()), row.side))
    return {verb: tuple(own) for verb, own in rows.items()}


def judges_by_idiom(head: Token) -> bool:
    """Whether the clause's verb, or the infinitive below it ("failed to"), makes such a phrase."""
    return next(_sides_at(head), None) is not None


def side_by_idiom(head: Token) -> StanceLabel | None:
    """The side that such a phrase takes on the clause's subject."""
    return next((StanceLabel(side) for side in _sides_at(head) if side != "neutral"), None)


def _sides_at(head: Token) -> Iterator[str]:
    for verb, last in _verbs_at(head):
        rows = _idioms().get(lemma_of(verb), ())
        if not rows:
            continue
        after = tuple(token.lower_ for token in verb.doc[verb.i + 1 : min(last, verb.i + _SIGHT) + 1])
        for words, side in rows:
            if words[0] in after and _stands(words, after):
                between = after[: after.index(words[0])]
                yield side if _LITTLE.isdisjoint(between) else _turned(side)


def _verbs_at(head: Token) -> Iterator[tuple[Token, int]]:
    """The verbs that may open such a phrase, each with the last word that may belong to it."""
    yield head, head.right_edge.i
    for child in head.children:
        if child.dep_ == "xcomp" and child.i > head.i:
            yield child, child.right_edge.i
        elif child.dep_ == "auxpass" and child.i < head.i:  # "is well placed" is read as one
            yield child, head.i


def _turned(side: str) -> str:
    return {"favour": "against", "against": "favour"}.get(side, side)


def _stands(words: tuple[str, ...], after: tuple[str, ...]) -> bool:
    return any(after[at : at + len(words)] == words for at in range(_REACH))


def stands_in(head: Token) -> Iterator[Token]:
    """For "is under threat", "remains in dire straits": the nouns of the state, where they judge."""
    if head.lemma_ not in {"be", "remain", "seem", "appear"}:
        return
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _STATES:
            for noun in (c for c in child.rights if c.dep_ == "pobj"):
                row = evaluation_of(noun)
                if row is not None and row.strength == "strong" and noun.lemma_ != "progress":
                    yield noun


def advances(head: Token) -> bool:
    """For "took significant steps", "is a major step toward", "great strides have been made"."""
    nouns = (c for c in head.children if c.dep_ in {"dobj", "attr", "nsubjpass"})
    return any(is_type_word(noun, TypeRole.ADVANCE) and _is_weighed(noun) for noun in nouns)


def _is_weighed(noun: Token) -> bool:
    return any(
        child.dep_ == "amod" and (is_type_word(child, TypeRole.SIZE) or evaluation_of(child) is not None)
        for child in noun.lefts
    )


def lingers(head: Token) -> bool:
    """For "challenges remain", "doubts persist": that there is a bad thing still is what is said."""
    if not is_type_word(head, TypeRole.LASTING) or any(c.dep_ in _COMPLEMENTS for c in head.rights):
        return False
    subjects = (c for c in head.children if c.dep_ in {"nsubj", "attr"})
    return any(_is_bad(noun) for noun in subjects)


_COMPLEMENTS = frozenset({"acomp", "attr", "xcomp", "dobj", "oprd", "ccomp"})


def _is_bad(noun: Token) -> bool:
    row = evaluation_of(noun)
    return noun.lemma_ == "work" or (row is not None and row.polarity == "against")


def points_to_worth(head: Token) -> bool:
    """For "the crisis underscored the importance of stocks": the thing after it is judged."""
    return is_type_word(head, TypeRole.POINTING) and any(
        c.dep_ == "dobj" and topic_of(c) is ClaimType.VALUE and any(g.lower_ == "of" for g in c.rights)
        for c in head.rights
    )
