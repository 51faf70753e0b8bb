"""When a trigger word does not name its relation: no forces, no weapons, a longer word that takes it up."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.annotate.relation_goods import is_goods
from pipeline.annotate.relation_receivers import is_enjoyed
from pipeline.annotate.relation_triggers import Trigger, TriggerKind, triggers_at
from pipeline.annotate.syntax import (
    conjuncts_of,
    logical_objects_of,
    prepositional_objects_of,
    surface_subjects_of,
)
from pipeline.schema import RelationLabel

__all__ = ["is_excluded"]


def is_excluded(trigger: Trigger, token: Token) -> bool:
    """Whether the words around say that the trigger names another relation here, or none."""
    return any(excludes(trigger, token) for excludes in _EXCLUDING)


_GIVEN = frozenset({RelationLabel.SUPPLY, RelationLabel.DEPLOY})
"""Labels whose nouns are things, arms and gas and troops, and no acts."""
_TROOPS = frozenset({"troop", "soldier", "force", "peacekeeper", "contingent", "battlegroup", "warship"})
_CARRYING = frozenset(
    {
        "assign",
        "fly",
        "have",
        "host",
        "house",
        "install",
        "introduce",
        "keep",
        "maintain",
        "move",
        "place",
        "position",
        "post",
    }
    | {"put", "relocate", "remove", "transit"}
)


def _lacks_forces(trigger: Trigger, token: Token) -> bool:
    """Whether what the verb puts somewhere is no force: "put pressure on X", "has interests in X"."""
    if trigger.label is not RelationLabel.DEPLOY or trigger.kind is not TriggerKind.VERB:
        return False
    things = [member for thing in logical_objects_of(token) for member in conjuncts_of(thing)]
    if trigger.words[0] not in _CARRYING and not any(is_goods(thing) for thing in things):
        return False
    rows = (row for thing in things for row in triggers_at(thing))
    return not any(row.label is RelationLabel.DEPLOY and row.kind is TriggerKind.NOUN for row in rows)


def _hands_over_an_act(trigger: Trigger, token: Token) -> bool:
    """Whether the verb only carries an event noun ("gives support to X"), which is a trigger itself."""
    if "dative" not in trigger.tail and "from" not in trigger.head:
        return False
    things = logical_objects_of(token)
    acts = ((row.label, thing.lemma_) for thing in things for row in triggers_at(thing) if row.kind == "noun")
    return any(label not in _GIVEN or lemma in _TROOPS for label, lemma in acts)


_BY_ALL_MEANS = frozenset({"target", "hit"})
"""Verbs that tell force from pressure by the means alone: "hit X with missiles", "hit X with tariffs"."""


def _uses_no_force(trigger: Trigger, token: Token) -> bool:
    """Whether what is used against somebody is no weapon: "used tariffs on X", "targeted X with bans"."""
    if trigger.lemma in _BY_ALL_MEANS:
        return _is_pressure(token) == (trigger.label is RelationLabel.ASSAULT)
    is_use = trigger.label is RelationLabel.ASSAULT and trigger.lemma in {"use", "employ"}
    return is_use and _is_pressure(token)


def _is_pressure(verb: Token) -> bool:
    labels = {row.label for thing in _means_of(verb) for row in triggers_at(thing)}
    is_over = verb.lemma_ == "target" and bool(prepositional_objects_of(verb, {"over"}))
    return bool(labels - _BY_FORCE) or is_over


def _means_of(verb: Token) -> list[Token]:
    """With what it is done: "used X against", "targeted them with X", "used X to target them"."""
    if verb.lemma_ not in _BY_ALL_MEANS:
        return logical_objects_of(verb)
    above = verb.head if verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_ in {"use", "employ"} else None
    used = logical_objects_of(above) if above is not None else []
    named = [t for thing in used for t in thing.lefts if t.dep_ == "compound"]
    return used + named + prepositional_objects_of(verb, {"with", "by", "through"})


_BY_FORCE = frozenset({RelationLabel.ASSAULT, RelationLabel.DEPLOY, RelationLabel.SUPPLY})


def _gives_way(trigger: Trigger, token: Token) -> bool:
    """Whether the verb belongs to a longer row at its object, as "accept" to "accept an offer"."""
    if trigger.kind is not TriggerKind.VERB or trigger.label not in _YIELDING:
        return False
    rows = (row for thing in logical_objects_of(token) for row in triggers_at(thing))
    return any(trigger.words[0] in row.words[1:] and row.label is not trigger.label for row in rows)


_YIELDING = frozenset({RelationLabel.SUPPORT, RelationLabel.SUPPLY})


_GOODS = frozenset({RelationLabel.SUPPLY, RelationLabel.COOPERATE})


def _counts_goods(trigger: Trigger, token: Token) -> bool:
    """Whether the money is what goods are worth: "exports rose to $3 billion"."""
    if trigger.label is not RelationLabel.FUNDS or trigger.kind is not TriggerKind.VERB:
        return False
    subjects = (row for subject in surface_subjects_of(token) for row in triggers_at(subject))
    return any(row.kind is TriggerKind.NOUN and row.label in _GOODS for row in subjects)


def _is_cargo(trigger: Trigger, token: Token) -> bool:
    """Whether the arms are sold and not stationed: "sales of aircraft to X"."""
    if trigger.label is not RelationLabel.DEPLOY or trigger.kind is not TriggerKind.NOUN:
        return False
    is_below = token.dep_ == "pobj" and token.head.lower_ == "of"
    above = token.head.head if is_below else token.head
    rows = triggers_at(above) if is_below or token.dep_ == "compound" else []
    return any(row.label is RelationLabel.SUPPLY and row.kind is TriggerKind.NOUN for row in rows)


def _gives_orders(trigger: Trigger, token: Token) -> bool:
    """Whether somebody is told to do a thing, and not led: "directed the agency to publish"."""
    if trigger.label is not RelationLabel.LEADS or trigger.kind is not TriggerKind.VERB:
        return False
    clauses = (child for child in token.rights if child.dep_ in {"xcomp", "ccomp", "advcl"})
    return any(child.tag_ == "TO" for clause in clauses for child in clause.lefts)


_HELP = frozenset({RelationLabel.SUPPORT, RelationLabel.AID})


def _is_got(trigger: Trigger, token: Token) -> bool:
    """Whether the one behind "of" gives it: "enjoys the support of X"."""
    is_help = trigger.kind is TriggerKind.NOUN and trigger.label in _HELP
    return is_help and "of" in trigger.tail and is_enjoyed(token)


def _relies_on_help(trigger: Trigger, token: Token) -> bool:
    """Whether what somebody relies on is no good: "relies on X's support"."""
    if trigger.label is not RelationLabel.SUPPLY or trigger.kind is not TriggerKind.VERB:
        return False
    things = prepositional_objects_of(token, {"on", "upon"}) if "on" in trigger.head else []
    rows = (row for thing in things for row in triggers_at(thing))
    return any(row.label in _HELP and row.kind is TriggerKind.NOUN for row in rows)


def _infers(trigger: Trigger, token: Token) -> bool:
    """Whether somebody comes to a view, and signs nothing: "X and Y conclude that ..."."""
    return trigger.lemma == "conclude" and any(child.dep_ == "ccomp" for child in token.rights)


_GIVING_UP = frozenset({"sell", "divest", "dump", "offload", "relinquish", "dispose", "unload"})


def _is_sold(trigger: Trigger, token: Token) -> bool:
    """Whether who had it has it no more: "sold its shares in X"."""
    is_owned = trigger.kind is TriggerKind.NOUN and trigger.label is RelationLabel.ACQUIRES
    return is_owned and token.dep_ == "dobj" and token.head.lemma_ in _GIVING_UP


_EXCLUDING: tuple[Callable[[Trigger, Token], bool], ...] = (
    _is_cargo,
    _hands_over_an_act,
    _lacks_forces,
    _uses_no_force,
    _gives_way,
    _counts_goods,
    _gives_orders,
    _is_got,
    _relies_on_help,
    _infers,
    _is_sold,
)
