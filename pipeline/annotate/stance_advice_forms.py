"""Forms that advice takes: "it is time to", "instead of", "X is vital to", "should be drafted as"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.clauses import members_of
from pipeline.annotate.syntax import is_infinitive
from pipeline.schema import StanceLabel

__all__ = [
    "AMOUNTS",
    "due_deeds",
    "instead_of",
    "manner_of",
    "purposes_of_more",
    "said_needed",
]

AMOUNTS = frozenset({"more", "much", "something", "everything", "little", "less", "enough"})
"""Of which more is to be done."""
_CLAUSES = frozenset({"relcl", "acl", "advcl", "xcomp", "ccomp"})


def due_deeds(token: Token) -> Iterator[tuple[Token, StanceLabel, Token]]:
    """The deeds of "it is time to V", "more is to be done to V", "X cannot afford to V", and their sides."""
    if token.lemma_ == "time" and token.dep_ in {"attr", "nsubj"} and token.head.lemma_ in {"be", "come"}:
        above = [token, token.head]
    elif _is_left_to_do(token) or (token.lemma_ == "afford" and any(c.dep_ == "neg" for c in token.lefts)):
        above = [token]
    else:
        return
    label = StanceLabel.AGAINST if token.lemma_ == "afford" else StanceLabel.FAVOUR
    below = (c for word in above for c in word.rights if c.dep_ in _CLAUSES and is_infinitive(c))
    deed = next((d for d in below if d.pos_ == "VERB" and d.lemma_ != "do"), None)
    if deed is not None:
        yield deed, label, token


def _is_left_to_do(verb: Token) -> bool:
    """The "do" of "more to do", "work to be done"."""
    return verb.lemma_ == "do" and is_infinitive(verb) and verb.head.lower_ in AMOUNTS | {"work"}


def instead_of(verb: Token) -> list[Token]:
    """The Y of "should do X instead of Y", "rather than Y"."""
    doc, last = verb.doc, verb.right_edge.i
    for at in range(verb.i, last - 1):
        if (doc[at].lower_, doc[at + 1].lower_) in {("instead", "of"), ("rather", "than")}:
            other = doc[at + 2]
            while other.head.i > other.i and other.head.i <= last:
                other = other.head
            return [other] if other.pos_ in {"NOUN", "PROPN"} or other.tag_ == "VBG" else []
    return []


def said_needed(verb: Token) -> list[Token]:
    """The X of "X is imperative to sustain Y", where it is X that is called so."""
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "csubj"} and c.pos_ in {"NOUN", "PROPN", "VERB"}]
    judged = any(c.dep_ == "acomp" for c in verb.rights)
    return [m for s in subjects for m in members_of(s)] if judged else []


def manner_of(deed: Token) -> list[Token]:
    """The Y of "X should be drafted as Y", "set aside for Y": what is known is X, what is advised is Y."""
    own = (p for p in deed.rights if p.dep_ == "prep" and p.lower_ in {"as", "for", "on", "with", "through"})
    return [c for p in own for c in p.children if c.dep_ == "pobj"]


def purposes_of_more(subject: Token, deed: Token) -> list[Token]:
    """For "more should be done to fight X": fighting X."""
    if deed.lemma_ != "do" or subject.lower_ not in AMOUNTS:
        return []
    below = [c for word in (subject, deed) for c in word.rights]
    return [c for c in below if c.dep_ in {"acl", "advcl", "xcomp", "relcl"} and is_infinitive(c)][:1]
