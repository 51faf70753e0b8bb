"""The nouns and verbs through which a common noun stands for a name: examples, callings, links, makers."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.syntax import logical_subjects_of, prepositional_objects_of

__all__ = ["called", "examples_of", "linked_to", "makers_of"]

_LIST_OPENERS = frozenset({"including", "as", "like"})


def examples_of(noun: Token) -> list[Token]:
    """As in "countries such as X", "partners including X", "states like X"."""
    return prepositional_objects_of(noun, _LIST_OPENERS)


def linked_to(noun: Token) -> list[Token]:
    """As in "hackers linked to X", "groups tied to X"."""
    links = [
        c for c in noun.children if c.dep_ == "acl" and c.lemma_ in {"link", "tie", "connect", "affiliate"}
    ]
    return [t for link in links for t in prepositional_objects_of(link, {"to", "with"})]


_OFFERS = frozenset({"proposal", "offer", "plan", "demand", "request", "draft", "ultimatum", "bid"})
_OFFERING = frozenset({"make", "present", "submit", "transmit", "send", "issue", "table", "put", "propose"})


def makers_of(offer: Token) -> list[Token]:
    """As in "X made an offer, which Y rejected": X's offer."""
    verb = offer.head
    is_made = offer.lemma_ in _OFFERS and offer.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in _OFFERING
    return logical_subjects_of(verb) if is_made else []


_CALLING = frozenset({"call", "name", "dub", "title", "entitle", "know", "label", "style", "code"})


def called(noun: Token) -> list[Token]:
    """As in "a strategy called X", "the plan known as X"."""
    callers = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _CALLING]
    own = [t for verb in callers for t in verb.children if t.dep_ in {"oprd", "dobj", "attr", "npadvmod"}]
    return own + [t for verb in callers for t in prepositional_objects_of(verb, {"as"})]
