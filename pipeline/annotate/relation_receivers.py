"""Who is reached by somebody's act that is named without its target: by where the act stands in the clause.

As in "X enjoys Y's backing", "pressure from Y forced X to leave", "under pressure from Y, X left", "X sees
Y with distrust".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_agents import owners_of
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_parties import parties_of, propose_between
from pipeline.annotate.relation_proposals import Proposal
from pipeline.annotate.relation_triggers import Trigger, TriggerKind, triggers_at
from pipeline.annotate.syntax import (
    is_passive,
    logical_objects_of,
    logical_subjects_of,
    prepositional_objects_of,
    surface_subjects_of,
)
from pipeline.schema import ACTOR_LABELS, RelationLabel

__all__ = ["is_enjoyed", "propose_from_receivers"]

_R = RelationLabel
_BENEFITS = frozenset({_R.SUPPORT, _R.AID, _R.FUNDS})
_HARMS = frozenset({_R.COERCE, _R.OPPOSE, _R.ASSAULT})
_ACTS = _BENEFITS | _HARMS | {_R.CONSULT}
_RECEIVING = frozenset(
    {"receive", "enjoy", "get", "win", "secure", "gain", "obtain", "lose", "need", "seek"}
    | {"attract", "garner", "earn", "have", "accept", "request", "await", "welcome", "want"}
    | {"retain", "elicit", "draw"}
)
_OWING = frozenset({"benefit", "profit", "rely", "depend", "count", "live", "survive"})
"""As in "X benefits from Y's aid", "X counts on Y's support"."""
_YIELDING = frozenset(
    {"yield", "bow", "succumb", "cave", "submit", "respond", "react", "buckle", "give", "cede"}
)
"""As in "X bowed to pressure from Y"."""
_ENJOYING = frozenset(
    {"receive", "enjoy", "get", "win", "secure", "gain", "obtain", "lose", "have", "retain"} | {"seek"}
)
_TARGETS = frozenset({"for", "to", "in"})
_DOERS = frozenset({"from", "by"})
_MOVING = frozenset(
    {"force", "compel", "persuade", "convince", "prompt", "push", "drive", "lead", "induce"}
    | {"oblige", "cause", "pressure", "press", "help", "allow", "enable", "encourage", "embolden"}
    | {"leave", "keep", "save", "deter", "prevent", "stop", "hit", "hurt", "cripple", "spur"}
    | {"motivate", "bring", "isolate", "strengthen", "weaken"}
)
"""What an act does to the one it is aimed at: "pressure from Y forced X"."""
_ADJUNCTS = {
    "under": _HARMS,
    "at": frozenset({_R.COERCE}),  # "at Y's urging, X ..."
    "despite": _HARMS,
    "amid": _HARMS,
    "with": _BENEFITS,
    "through": _BENEFITS,
    "to": _BENEFITS,  # "thanks to Y's help, X ..."
}
_SEEING = frozenset(
    {"view", "see", "regard", "treat", "watch", "greet", "meet", "receive", "look", "eye"} | {"hold"}
)
_STANDING = frozenset({"dobj", "nsubj", "pobj"})
_HOSTING = frozenset({"host", "house", "accommodate", "shelter"})
_ATTITUDES = frozenset({_R.SUPPORT, _R.OPPOSE})


def propose_from_receivers(clause: Clause) -> Iterator[Proposal]:
    """Acts of help, pressure or talk whose target is the subject or object of the verb around them."""
    for act, label in _acts_in(clause):
        yield from _relate(clause, _doers_of(act), label, _receivers_of(act, label))
    for token in clause.tokens:
        if token.lower_ == "with":
            yield from _from_attitudes(clause, token)
        elif token.dep_ == "dobj" and token.head.lemma_ in _HOSTING:
            yield from _from_hosts(clause, token)


def _acts_in(clause: Clause) -> dict[tuple[Token, RelationLabel], None]:
    """The nouns of acts that somebody may be reached by, with the labels of their triggers, each once."""
    return {
        (token, row.label): None
        for row, token in clause.triggers
        if _reaches(row) and token.pos_ == "NOUN" and token.dep_ in _STANDING
    }


def _reaches(row: Trigger) -> bool:
    return (
        row.kind is TriggerKind.NOUN and row.label in _ACTS and not row.tail_labels.isdisjoint(ACTOR_LABELS)
    )


def is_enjoyed(act: Token) -> bool:
    """Whether the subject of the verb around is who the act is meant for: "X enjoys the support of Y"."""
    return act.dep_ == "dobj" and act.head.lemma_ in _ENJOYING and not prepositional_objects_of(act, _TARGETS)


def _doers_of(act: Token) -> list[Token]:
    doers = owners_of(act) + prepositional_objects_of(act, _DOERS)
    return doers + prepositional_objects_of(act, {"of"}) if is_enjoyed(act) else doers


def _receivers_of(act: Token, label: RelationLabel) -> list[Token]:
    verb = act.head
    if act.dep_ == "dobj" and verb.lemma_ in _RECEIVING:
        return surface_subjects_of(verb) if label in _BENEFITS | {_R.CONSULT} else []
    if act.dep_ == "nsubj" and verb.lemma_ in _MOVING and not is_passive(verb):
        return logical_objects_of(verb)
    if act.dep_ != "pobj":
        return []
    return _receivers_around(act.head, label)


def _receivers_around(preposition: Token, label: RelationLabel) -> list[Token]:
    """Of an act in a phrase of the clause: "under pressure from Y, X ...", "X benefits from Y's aid"."""
    verb = preposition.head
    while verb.dep_ == "prep" or verb.lower_ in {"thanks", "because"}:  # "thanks to", "because of"
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return []
    owing = verb.lemma_ in _OWING and label in _BENEFITS and preposition.lower_ in {"from", "on", "upon"}
    yielding = verb.lemma_ in _YIELDING and label in _HARMS and preposition.lower_ in {"to", "in"}
    owing = owing or (verb.lemma_ == "owe" and label in _BENEFITS and preposition.lower_ == "to")
    fronted = label in _ADJUNCTS.get(preposition.lower_, ())
    if preposition.lower_ == "to":
        fronted = fronted and preposition.head.lower_ == "thanks"
    return surface_subjects_of(verb) if owing or yielding or fronted else []


def _from_attitudes(clause: Clause, preposition: Token) -> Iterator[Proposal]:
    """As in "X views Y with distrust", "Y was met with hostility by X"."""
    verb = preposition.head
    if verb.lemma_ not in _SEEING:
        return
    for attitude, label in _acts_in(clause):
        if attitude.head == preposition and label in _ATTITUDES:
            viewers = logical_subjects_of(verb) or prepositional_objects_of(attitude, {"by"})
            yield from _relate(clause, viewers, label, logical_objects_of(verb))


def _from_hosts(clause: Clause, force: Token) -> Iterator[Proposal]:
    """As in "X hosts bases of Y and Z", "X houses Y's soldiers": theirs are in X."""
    if any(row.label is _R.DEPLOY and row.kind is TriggerKind.NOUN for row in triggers_at(force)):
        doers = owners_of(force) + prepositional_objects_of(force, {"of", "from", "by"})
        yield from _relate(clause, doers, _R.DEPLOY, logical_subjects_of(force.head))


def _relate(
    clause: Clause, doers: Iterable[Token], label: RelationLabel, receivers: Iterable[Token]
) -> Iterator[Proposal]:
    sides = parties_of(clause, doers), parties_of(clause, receivers)
    yield from propose_between(clause, sides[0], label, sides[1], f"{label}-received")
