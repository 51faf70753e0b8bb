"""Who suffers an act: "X faces sanctions from Y", "X was the target of Y's raids"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_agents import owners_of
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_parties import parties_of, propose_between
from pipeline.annotate.relation_proposals import Proposal
from pipeline.annotate.relation_triggers import TriggerKind, triggers_at
from pipeline.annotate.syntax import (
    bearers_of,
    conjuncts_of,
    logical_objects_of,
    logical_subjects_of,
    prepositional_objects_of,
    surface_subjects_of,
)
from pipeline.schema import RelationLabel

__all__ = ["propose_from_victims"]

_HOSTILE = frozenset({RelationLabel.ASSAULT, RelationLabel.COERCE, RelationLabel.OPPOSE})
_SUFFERERS = frozenset({"target", "victim", "object"})
_SUFFERING = frozenset(
    {"face", "suffer", "endure", "experience", "withstand", "undergo", "encounter", "incur"}
)
_AGAINST = frozenset({"against", "on", "with", "to"})
_DOERS = frozenset({"by", "from"})


def propose_from_victims(clause: Clause) -> Iterator[Proposal]:
    """The acts whose victim is the subject of a verb of suffering, or is called a target or victim."""
    for token in clause.tokens:
        if token.lemma_ in {"threaten", "threat"}:
            yield from _from_threats(clause, token)
        elif token.lemma_.lower() in _SUFFERERS and token.dep_ in {"attr", "pobj", "appos"}:
            yield from _from_targets(clause, token)
        elif (victims := _subjects_suffering(token)) and (label := _hostile_label(token)):
            yield from _relate(clause, _doers_of(token), label, victims, "suffered")
            yield from _from_goods(clause, label, victims)


def _from_targets(clause: Clause, target: Token) -> Iterator[Proposal]:
    """As in "X has been a target of Y's raids", "X and Z are Chinese targets"."""
    victims = bearers_of(target)
    acts = [act for first in prepositional_objects_of(target, {"of"}) for act in conjuncts_of(first)]
    for act in acts:
        if label := _hostile_label(act):
            yield from _relate(clause, _doers_of(act), label, victims, "target")
    if not acts and target.dep_ == "attr":
        yield from _relate(clause, owners_of(target), RelationLabel.ASSAULT, victims, "target")


def _from_threats(clause: Clause, threat: Token) -> Iterator[Proposal]:
    """As in "X threatened to break off relations with Y", "X's threat to ...": whom the deed would hit."""
    is_verb = threat.pos_ == "VERB"
    deeds = [child for child in threat.children if child.dep_ == ("xcomp" if is_verb else "acl")]
    threateners = logical_subjects_of(threat) if is_verb else owners_of(threat)
    things = [thing for deed in deeds for thing in logical_objects_of(deed)]
    hit = things + [t for word in (*deeds, *things) for t in prepositional_objects_of(word, _AGAINST)]
    yield from _relate(clause, threateners, RelationLabel.COERCE, hit, "threat")


def _from_goods(clause: Clause, label: RelationLabel, goods: Iterable[Token]) -> Iterator[Proposal]:
    """As in "X's imports from Y are subject to a tariff": X puts it on Y."""
    for trade in goods:
        if trade.lemma_ == "import" and label is RelationLabel.COERCE:
            origins = prepositional_objects_of(trade, {"from"})
            yield from _relate(clause, owners_of(trade), label, origins, "suffered")


def _hostile_label(token: Token) -> RelationLabel | None:
    if token.pos_ != "NOUN":
        return None
    rows = (row for row in triggers_at(token) if row.kind is TriggerKind.NOUN)
    return next((row.label for row in rows if row.label in _HOSTILE), None)


def _doers_of(act: Token) -> list[Token]:
    if act.dep_ == "conj" and not owners_of(act) and not prepositional_objects_of(act, _DOERS):
        return _doers_of(act.head)
    return owners_of(act) + prepositional_objects_of(act, _DOERS)


def _subjects_suffering(act: Token) -> list[Token]:
    """Who faces the act, comes under it, or is subject to it."""
    above = act.head
    if act.dep_ == "dobj" and above.lemma_ in _SUFFERING:
        return surface_subjects_of(above)
    if act.dep_ != "pobj":
        return []
    if above.lower_ == "under" and act.tag_ != "NN":
        return [above.head] if above.head.pos_ == "PROPN" else surface_subjects_of(above.head)
    if above.lower_ == "to" and above.head.lower_ == "subject":
        return surface_subjects_of(above.head.head)
    return []


def _relate(
    clause: Clause, doers: Iterable[Token], label: RelationLabel, victims: Iterable[Token], kind: str
) -> Iterator[Proposal]:
    sides = parties_of(clause, doers), parties_of(clause, victims)
    yield from propose_between(clause, sides[0], label, sides[1], f"{label}-{kind}")
