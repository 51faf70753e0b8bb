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
from pipeline.schema import StanceLabel

__all__ = ["JudgingIdiom", "judges_by_idiom", "side_by_idiom", "stands_in"]

_REACH = 6
"""Words after the verb among which the rest of the phrase begins."""
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
    below = (c for c in head.rights if c.dep_ == "xcomp")
    for verb in (head, *below):
        for words, side in _idioms().get(lemma_of(verb), ()):
            if _has_words(verb, words):
                yield _turned(side) if any(t.lower_ in _LITTLE for t in _up_to(verb, words[0])) else side


def _up_to(verb: Token, word: str) -> Iterator[Token]:
    """The words between the verb and the rest of the phrase."""
    for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if token.lower_ == word:
            return
        yield token


def _turned(side: str) -> str:
    return {"favour": "against", "against": "favour"}.get(side, side)


def _has_words(verb: Token, words: tuple[str, ...]) -> bool:
    last = min(verb.right_edge.i, verb.i + _REACH)
    after = [token.lower_ for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]]
    return any(tuple(after[at : at + len(words)]) == words for at in range(last - verb.i))


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
