"""The objects of a preposition that complete a trigger, wherever the parser attached the preposition."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.syntax import prepositional_objects_of, surface_subjects_of

__all__ = ["complements_of"]

Tier = tuple[str, list[Token]]

_NOMINAL = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})
_FIELDS = frozenset({"in", "of", "on", "over", "for", "as", "like"})
_BEING_THERE = frozenset(
    {"remain", "stay", "arrive", "operate", "serve", "land", "patrol", "deploy", "fight", "be"}
    | {"sail", "head", "surface", "cruise", "move", "train", "exercise", "withdraw", "leave"}
    | {"cross", "pass", "appear", "swarm", "gather", "mass", "rotate", "fly", "return", "pull"}
    | {"depart", "redeploy", "linger", "dock", "anchor", "enter", "reach", "roam", "circle"}
    | {"transit", "steam", "march", "rain", "fall", "descend", "stand", "sit", "camp"}
)
"""What forces do in a place."""
_HAPPENING = frozenset({"take", "occur", "happen", "hit", "begin", "start", "continue", "unfold", "resume"})
"""What an event does in a place: "strikes took place in X"."""
_REACHING = frozenset({"leave", "enter", "reach", "cross", "transit", "patrol", "circle", "roam", "exit"})
"""Verbs of motion whose object is the place: "the last troops left X"."""
_AROUND = {"on": {"on", "around", "upon", "over", "onto"}, "near": {"near", "around", "off", "along"}}
_COUNTING = frozenset({"number", "series", "wave", "majority", "bulk", "spate", "string", "round", "share"})
_NEAR = 8
"""How many tokens a complement may stand away from its noun where the parser attached it elsewhere."""


def complements_of(token: Token, preposition: str) -> Iterator[Tier]:
    """Objects of the preposition: at the trigger, at the verbs around it, at its list, or close after it."""
    yield "own", prepositional_objects_of(token, {preposition}) + _clause_subjects(token, preposition)
    if token.pos_ not in _NOMINAL:
        objects = [child for child in token.children if child.dep_ in {"dobj", "nsubjpass"}]
        objects += prepositional_objects_of(token, _FIELDS)  # "competes for influence with X"
        yield "object", [t for noun in objects for t in prepositional_objects_of(noun, {preposition})]
        if token.pos_ == "VERB" and preposition == "from":
            yield "near", _close_after(token, preposition)
        if (
            preposition in {"in", "at", "on"} and token.dep_ == "relcl"
        ):  # "the base where troops are stationed"
            yield "own", [token.head] if any(c.lower_ == "where" for c in token.lefts) else []
        if token.pos_ == "ADJ":  # "more critical than X of Y"
            yield "near", _close_after(token, preposition)
        return
    if token.dep_ == "compound" and token.head.pos_ == "PROPN":  # "President X of Y"
        yield "own", prepositional_objects_of(token.head, {preposition})
    verbs = [child for child in token.children if child.dep_ in {"acl", "relcl"}]
    yield "verb", [t for verb in verbs for t in prepositional_objects_of(verb, {preposition})]
    governor = token.head
    if token.dep_ in {"dobj", "nsubjpass", "attr", "oprd"} and governor.pos_ in _VERBAL:
        later = prepositional_objects_of(governor, {preposition})
        if preposition == "to":  # "gave X support"
            later = later + [c for c in governor.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        yield (
            "verb",
            [
                t
                for t in later
                if t.dep_ == "dative" or t.i > token.i or token.dep_ == "nsubjpass" or t.tag_ == "WDT"
            ],
        )
    yield "verb", _places_of_subject(_counted(token), preposition)
    members = [child for child in token.children if child.dep_ == "conj" and child.pos_ in _NOMINAL]
    yield "list", [t for member in members for t in prepositional_objects_of(member, {preposition})]
    if preposition != "of":
        yield "near", _close_after(token, preposition)


def _counted(noun: Token) -> Token:
    """The noun that counts it: the number of "a number of strikes"."""
    is_counted = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _COUNTING
    return noun.head.head if is_counted else noun


def _places_of_subject(noun: Token, preposition: str) -> list[Token]:
    """As in "troops remain in X", "strikes took place in X", "X, where troops are stationed"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return []
    if preposition == "in" and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.lefts):
        return [verb.head]
    if noun.dep_ == "nsubj" and verb.lemma_ in _BEING_THERE | _HAPPENING:
        reached = [c for c in verb.children if c.dep_ == "dobj"] if verb.lemma_ in _REACHING else []
        return reached or prepositional_objects_of(verb, _AROUND.get(preposition, {preposition}))
    fronted = [child for child in verb.lefts if child.dep_ == "prep" and child.i < noun.i]
    return [t for child in fronted if child.lower_ == preposition for t in child.children if t.dep_ == "pobj"]


def _clause_subjects(verb: Token, preposition: str) -> list[Token]:
    """As in "advocated for X to join", "demands that X withdraw": the X of the clause."""
    if preposition not in {"for", "that"}:
        return []
    clauses = [child for child in verb.children if child.dep_ in {"ccomp", "advcl", "xcomp", "acl"}]
    return [
        subject
        for clause in clauses
        if any(c.dep_ == "mark" and c.lower_ == preposition for c in clause.children)
        for subject in surface_subjects_of(clause)
    ]


def _close_after(noun: Token, preposition: str) -> list[Token]:
    """The object of a preposition that follows closely, wherever the parser attached it."""
    for token in noun.doc[noun.i + 1 : min(noun.i + _NEAR, noun.sent.end)]:
        if (token.pos_ == "VERB" and token.head != noun) or token.pos_ == "CCONJ" or token.text in {";", ","}:
            return []
        if token.lower_ == preposition and token.pos_ in {"ADP", "SCONJ"}:
            return [child for child in token.children if child.dep_ == "pobj"]
    return []
