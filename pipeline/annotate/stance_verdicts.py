"""Verdicts: the side that a predicate takes on its subject, by the words that judge in it."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.attitudes import flip
from pipeline.annotate.clauses import members_of
from pipeline.annotate.evaluative import EvaluativeWord, evaluation_of
from pipeline.annotate.judging_idioms import side_by_idiom
from pipeline.schema import StanceLabel

__all__ = ["is_denied_above", "is_only", "objects_of", "predicates_of", "side_of", "verdict_of", "words_of"]

_LIGHT_NOUNS = frozenset(
    {"act", "source", "form", "kind", "sort", "sign", "cause", "instance", "matter", "example", "tool"}
    | {"instrument", "driver", "engine", "case", "lot", "wave", "pattern", "symbol"}
)
_OPINING = frozenset(
    {
        "consider",
        "think",
        "believe",
        "find",
        "regard",
        "see",
        "view",
        "deem",
        "expect",
        "seem",
        "appear",
        "feel",
    }
)
"""Their negation is meant for the clause below them."""
_STRIDES = frozenset({"step", "stride", "leap", "advance", "move"})
_ONWARD = frozenset({"toward", "towards", "forward", "forwards"})
_LACKING = frozenset({"lack", "lose", "miss", "forfeit", "squander", "want"})
_WEAKENING = frozenset({"advmod", "det", "neg", "preconj", "cc"})
_WEAKER = frozenset({"less", "least", "hardly", "scarcely", "not", "no", "never", "neither"})


def side_of(view: Token) -> StanceLabel | None:
    """The side that a predicate noun or adjective takes, its modifiers counted."""
    balance = sum(side for _, side in _sides_in(view))
    if not balance:
        return None
    return StanceLabel.FAVOUR if balance > 0 else StanceLabel.AGAINST


def verdict_of(head: Token) -> tuple[StanceLabel, Token, str] | None:
    """The side that the predicate takes, the word that says so, and the part of the clause it stands in."""
    if (idiom := side_by_idiom(head)) is not None:
        denied = any(c.dep_ == "neg" for c in head.children)
        return (flip(idiom) if denied else idiom), head, "predicate"
    zones = (
        ("predicate", predicates_of(head)),
        ("object", objects_of(head)),
        ("verb", [head]),
        ("any", _others(head)),
    )
    for zone, heads in zones:
        balance, cue = 0, None
        for predicate in heads:
            alone = zone not in {"predicate", "object"}
            for word, side in _sides_in(predicate, alone=alone):
                balance += side
                if cue is None or abs(side) > 1:
                    cue = word
        if balance and cue is not None:
            denied = any(c.dep_ == "neg" and not is_only(c) for c in head.children)
            denied = denied != is_denied_above(head)
            denied = denied != (zone == "object" and head.lemma_ in _LACKING)
            label = StanceLabel.FAVOUR if (balance > 0) != denied else StanceLabel.AGAINST
            return label, cue, zone
    return None


def _sides_in(noun: Token, *, alone: bool = False) -> list[tuple[Token, int]]:
    """The words that judge in a phrase, for or against: a "serious problem" is bad, as is a "poor friend"."""
    sides = []
    for word in [noun] if alone else words_of(noun):
        row = evaluation_of(word)
        if row is not None and row.label is not None:
            side = (1 if row.label is StanceLabel.FAVOUR else -1) * _weight(row) * _turn(word)
            side = -abs(side) if _is_too_much(word) else side
            sides.append((word, side))
    if noun.lemma_ in _STRIDES and any(
        c.dep_ in {"prep", "advmod"} and c.lower_ in _ONWARD for c in noun.rights
    ):
        sides.append((noun, 1))
    bad = [(word, side) for word, side in sides if side < 0]
    return bad or sides


def _others(head: Token) -> list[Token]:
    """Every other word of the clause, in text order."""
    return [token for token in head.subtree if token != head and token.pos_ in {"NOUN", "ADJ", "ADV", "VERB"}]


def _weight(row: EvaluativeWord) -> int:
    return 2 if row.strength == "strong" else 1


def _turn(word: Token) -> int:
    """-1 where "less", "no" or "far from" turns the word round."""
    if word.head.dep_ == "prep" and word.head.head.lower_ in {"far", "short"}:
        return -1
    if word.dep_ == "conj" and any(c.lower_ == "nor" for c in word.head.children):
        return -1
    weaker = (c for c in word.lefts if c.lower_ in _WEAKER and c.dep_ in _WEAKENING)
    return -1 if any(not _is_floor(c) for c in weaker) else 1


def _is_floor(weaker: Token) -> bool:
    """Whether it is the "least" of "at least as important"."""
    return bool(weaker.i) and weaker.nbor(-1).lower_ == "at"


def is_denied_above(head: Token) -> bool:
    """Whether the clause is what somebody "does not consider" or "does not believe" to be so."""
    above = head.head
    below = head.dep_ in {"ccomp", "xcomp", "oprd"} and above.lemma_ in _OPINING
    return below and any(c.dep_ == "neg" for c in above.children)


def _is_too_much(word: Token) -> bool:
    """Whether it is "too" good or "overly" bad: either is a fault."""
    return any(c.lower_ in {"too", "overly", "excessively", "insufficiently"} for c in word.lefts)


def is_only(negation: Token) -> bool:
    """Whether the negation belongs to "not only"."""
    return negation.i + 1 < len(negation.doc) and negation.nbor(1).lower_ in {"only", "just", "merely"}


def predicates_of(head: Token) -> list[Token]:
    """Nouns and adjectives that a clause predicates of its subject, "as X" and "of X" included."""
    if head.pos_ in {"NOUN", "ADJ", "PROPN"} and head.dep_ in {
        "pobj",
        "oprd",
        "ccomp",
        "dobj",
        "acomp",
        "attr",
    }:
        return list(members_of(head))
    found: list[Token] = []
    for child in head.children:
        bare = child.dep_ == "ccomp" and child.pos_ in {"NOUN", "ADJ"}
        proved = child.dep_ == "dobj" and head.lemma_ in {"prove", "remain", "become"}
        if bare or proved or child.dep_ in {"acomp", "attr", "oprd"}:
            found.extend(members_of(child))
        if child.dep_ in {"acomp", "advmod"}:
            found.extend(_far_from(child))
        elif child.dep_ == "prep" and child.lower_ in {"as", "of", "like"} and child.i > head.i:
            found.extend(c for c in child.children if c.dep_ == "pobj")
    return found


def _far_from(word: Token) -> list[Token]:
    """The adjective of "far from perfect", "short of adequate"."""
    if word.lower_ not in {"far", "short"}:
        return []
    prepositions = [c for c in word.rights if c.dep_ == "prep" and c.lower_ in {"from", "of"}]
    return [c for p in prepositions for c in p.children if c.pos_ in {"ADJ", "NOUN"}]


def objects_of(head: Token) -> list[Token]:
    """Direct objects."""
    return [c for c in head.rights if c.dep_ == "dobj"]


def words_of(noun: Token) -> list[Token]:
    """The noun or adjective and what modifies it directly; the "aggression" of "an act of aggression"."""
    inner = []
    if noun.lemma_ in _LIGHT_NOUNS:
        inner = [t for c in noun.rights if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    return [noun, *inner, *(c for c in noun.children if c.dep_ in {"amod", "compound", "acomp"})]
