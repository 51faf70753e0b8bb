"""Propositions: who does what to whom in a sentence's main claim, as phrases of the text."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.clauses import claim_head, phrase_of
from pipeline.schema import AUTHOR, Holder, Proposition, Span

__all__ = ["find_proposition"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_VERB_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})


def find_proposition(sentence: Tokens, holder: Holder = AUTHOR) -> Proposition:
    """Subject, predicate and object of the claim that the holder puts forward in the sentence.

    The predicate is the verb with its auxiliaries, negation and particle, and the verb that it governs
    ("sought to align"). The object is what follows: a direct object, a predicate noun or adjective, a
    clause, else the object of its first preposition.
    """
    head = claim_head(sentence, holder)
    if head.pos_ not in {"VERB", "AUX"}:
        return Proposition(subject=phrase_of(head))
    last = _last_verb(head)
    subject = next((child for child in head.children if child.dep_ in _SUBJECTS), None)
    return Proposition(
        subject=_phrase(subject) if subject is not None else None,
        predicate=_predicate(head, last, subject),
        object=_object(last),
    )


def _last_verb(head: Token) -> Token:
    """The verb that carries the meaning: "sought to align" means aligning."""
    below = next((child for child in head.rights if child.dep_ == "xcomp" and child.pos_ == "VERB"), None)
    has_object = any(child.dep_ == "dobj" for child in head.rights)
    return head if below is None or has_object else _last_verb(below)


def _predicate(head: Token, last: Token, subject: Token | None) -> Span:
    parts = [head, last]
    for verb in (head, last):
        parts.extend(child for child in verb.children if child.dep_ in _VERB_PARTS)
    if subject is not None and subject.right_edge.i < head.i:
        parts = [part for part in parts if part.i > subject.right_edge.i]
    first, end = min(parts, key=lambda t: t.i), max(parts, key=lambda t: t.i)
    return Span(first.idx, end.idx + len(end))


def _object(verb: Token) -> Span | None:
    for labels in ({"dobj"}, {"attr", "acomp", "oprd"}, {"ccomp", "xcomp"}):
        found = next((child for child in verb.rights if child.dep_ in labels), None)
        if found is not None:
            return _phrase(found)
    for child in verb.rights:
        if child.dep_ in {"prep", "agent"}:
            inner = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                return _phrase(inner)
    return None


def _phrase(token: Token) -> Span:
    """A noun phrase without its clauses; a clause or adjective whole."""
    if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
        return phrase_of(token)
    first, last = token.left_edge, token.right_edge
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return Span(first.idx, last.idx + len(last))
