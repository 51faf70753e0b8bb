"""Whether a name stands for another thing: a capital for its government, "European" for the Union."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from pipeline.annotate.lexicon import read_table
from pipeline.schema import Span

__all__ = ["PlaceSign", "UnionNoun", "acts_as_government", "leads_to_place", "means_the_union"]


@dataclass(frozen=True, slots=True)
class PlaceSign:
    """A row of ``place_signs.csv``: a word that makes a capital beside it a mere place.

    ``where``: ``preposition`` before it; ``verb`` that has it as object or goal; ``goal`` a verb that has
    it as goal only; ``noun`` that it belongs to; ``held`` a word that takes "in" without a place ("a stake
    in X"); ``government`` a noun that a government has, so that "officials in Oslo" are no mere place.
    """

    word: str
    where: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class UnionNoun:
    """A row of ``union_nouns.csv``: after "European" it is the European Union's ("European funds")."""

    noun: str
    example: str = ""


def acts_as_government(doc: Doc, span: Span) -> bool:
    """Whether a capital, seat or palace at ``span`` stands for its government and not for the place."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return False
    token = found.root
    head = token
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ == "pobj":
        return not _is_place_phrase(head.head)
    if head.dep_ in {"dobj", "obj", "nsubjpass"}:
        return head.head.lemma_.lower() not in _signs("verb")
    if head.dep_ == "compound":
        return head.head.lemma_.lower() not in _signs("noun")
    after = doc[found.end].text if found.end < len(doc) else ""
    return not (after == "-" and found.end + 1 < len(doc) and doc[found.end + 1].text == "based")


def _is_place_phrase(preposition: Token) -> bool:
    """Whether "in", "near", "to" before a capital make it a place: "in Oslo", "flew to Oslo"."""
    word = preposition.lower_
    if word in _signs("preposition"):
        return preposition.head.lemma_.lower() not in _signs("government")
    if word in {"to", "from", "for", "of", "via", "through"}:
        governor = preposition.head.lemma_.lower()
        return any(governor in _signs(where) for where in ("verb", "goal", "noun"))
    return False


def leads_to_place(preposition: Token) -> bool:
    """Whether a place stands after this "in", "near" or "to": "a flight to X", not "a stake in X"."""
    word, governor = preposition.lower_, preposition.head.lemma_.lower()
    if word in _signs("preposition"):
        return governor not in _signs("held")
    return word in {"to", "from"} and any(governor in _signs(where) for where in ("verb", "goal", "noun"))


def means_the_union(doc: Doc, span: Span) -> bool:
    """Whether the adjective "European" at ``span`` is plainly the Union's: "European funds"."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None or found.text != "European":
        return False
    following = doc[found.end : found.end + 5]
    words: list[Token] = []
    for token in following:
        if (token.is_punct and token.text not in {"-", "–"}) or token.pos_ in {"ADP", "VERB", "AUX"}:
            break
        words.append(token)
    phrases = [" ".join(t.lemma_.lower() for t in words), " ".join(t.lower_ for t in words)]
    return any(f" {noun} " in f" {phrase} " for noun in _union_nouns() for phrase in phrases)


@cache
def _signs(where: str) -> frozenset[str]:
    return frozenset(row.word for row in read_table("place_signs", PlaceSign) if row.where == where)


@cache
def _union_nouns() -> tuple[str, ...]:
    return tuple(row.noun for row in read_table("union_nouns", UnionNoun))
