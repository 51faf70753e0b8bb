"""Who stands on which side, by small words that go with any noun or verb: "against", "joint", "under".

As in "a coalition against X", "joint drills of X and Y", "X trains police under the Y mission".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product

from spacy.tokens import Token

from pipeline.annotate.relation_agents import contexts_of, doers_of
from pipeline.annotate.relation_clause import Clause, Filler
from pipeline.annotate.relation_parties import parties_of, propose_between
from pipeline.annotate.relation_proposals import Proposal, bare_proposal
from pipeline.annotate.relation_triggers import TriggerKind, triggers_at
from pipeline.annotate.syntax import (
    logical_objects_of,
    logical_subjects_of,
    prepositional_objects_of,
    surface_subjects_of,
)
from pipeline.schema import ACTOR_LABELS, EntityLabel, RelationLabel

__all__ = ["SIDES"]

_OPPOSED = ACTOR_LABELS | {EntityLabel.PROGRAMME, EntityLabel.LAW}
_FRONTS = frozenset(
    {"coalition", "alliance", "front", "bloc", "bulwark", "partnership", "force", "league"}
    | {"pact", "axis", "hedge", "resolution", "law", "legislation", "rule", "policy", "strategy"}
    | {"programme", "program", "effort", "drive", "defence", "defense", "cooperation", "unity"}
    | {"petition", "ruling", "verdict", "diplomacy", "initiative", "plan", "step", "move", "line"}
    | {"stance", "coordination", "mobilisation", "mobilization"}
)
"""What states form, pass or do against others."""
_UNDER = frozenset({"under", "within"})
_PARTS = frozenset({"part", "framework", "context", "auspices", "umbrella", "frame", "aegis"})


def _propose_from_against(clause: Clause) -> Iterator[Proposal]:
    """As in "a coalition of X and Y against Z", "X's law against Y"."""
    for word in clause.tokens:
        if word.lower_ != "against" or word.dep_ != "prep":
            continue
        above = word.head
        if above.lemma_ not in _FRONTS or any("against" in row.tail for row in triggers_at(above)):
            continue
        targets = [child for child in word.children if child.dep_ == "pobj"]
        opposed = parties_of(clause, targets, _OPPOSED)
        yield from propose_between(
            clause, _sides_of(clause, above), RelationLabel.OPPOSE, opposed, "oppose-against"
        )


def _sides_of(clause: Clause, above: Token) -> list[Filler]:
    """Who does what is done against somebody."""
    own = _first_parties(clause, (tokens for _, tokens in doers_of(above)))
    if found := own or parties_of(clause, prepositional_objects_of(above, {"of", "with"})):
        return found
    around = _first_parties(clause, (tokens for _, tokens in contexts_of(above)))
    return [filler for filler in around if filler.reach == "direct"]


def _propose_from_joint(clause: Clause) -> Iterator[Proposal]:
    """As in "joint drills of X and Y", "X's joint patrols with Y"; triggers have frames of their own."""
    for word in clause.tokens:
        noun = word.head
        if word.lower_ != "joint" or word.dep_ != "amod" or _is_mutual(noun):
            continue
        others = prepositional_objects_of(noun, {"with"})
        doers: list[Token] = []
        if noun.dep_ == "dobj":
            others += prepositional_objects_of(noun.head, {"with"})
            doers = surface_subjects_of(noun.head)
        own = _first_parties(clause, (t for _, t in doers_of(noun)))
        own = own or _first_parties(clause, (prepositional_objects_of(noun, {"of", "by"}), doers))
        pairs = [*combinations(own, 2), *product(own, parties_of(clause, others))]
        for first, second in pairs:
            yield from propose_between(
                clause, (first,), RelationLabel.COOPERATE, (second,), "cooperate-with-joint"
            )


def _first_parties(clause: Clause, tiers: Iterable[list[Token]]) -> list[Filler]:
    """Those of the first of the tiers that anybody stands in."""
    return next((found for tokens in tiers if (found := parties_of(clause, tokens))), [])


def _is_mutual(noun: Token) -> bool:
    return any(row.mutual and row.kind is TriggerKind.NOUN for row in triggers_at(noun))


_ADVISING = frozenset(
    {"recommend", "urge", "propose", "advocate", "suggest", "advise", "support", "favour", "favor"}
)
_FURTHERING = frozenset(
    {"create", "establish", "fund", "pass", "enact", "adopt", "ratify", "strengthen", "expand"}
    | {"codify", "empower", "authorise", "authorize", "build", "form", "launch", "finance"}
    | {"support", "join", "reauthorise", "maintain", "reauthorize", "implement", "back"}
    | {"approve", "extend", "appropriate", "increase", "preserve", "set"}
)
"""What is done to a thing that one wants: "X recommends that Y create Z", "X advocates funding Z"."""
_WANTED = frozenset({EntityLabel.ORG, EntityLabel.PROGRAMME, EntityLabel.LAW})


def _propose_from_advice(clause: Clause) -> Iterator[Proposal]:
    """As in "X recommends that Congress create Z", "X urged Y to fund Z": X supports Z."""
    for verb in clause.tokens:
        if verb.lemma_ not in _ADVISING or verb.pos_ != "VERB":
            continue
        deeds = [c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"} and c.lemma_ in _FURTHERING]
        advisers = parties_of(clause, logical_subjects_of(verb))
        things = parties_of(clause, (t for deed in deeds for t in logical_objects_of(deed)), _WANTED)
        yield from propose_between(clause, advisers, RelationLabel.SUPPORT, things, "support-advice")


_JOINED = frozenset({EntityLabel.MISSION, EntityLabel.PROGRAMME})


def _propose_from_frameworks(clause: Clause) -> Iterator[Proposal]:
    """As in "X trains police under the Y mission", "as part of the Y mission, X ..."."""
    for number, mention in enumerate(clause.mentions):
        if mention.label not in _JOINED:
            continue
        verb = _done_within(clause, clause.root_of(number))
        for actor in parties_of(clause, surface_subjects_of(verb)) if verb is not None else ():
            if actor.reach == "direct":
                yield bare_proposal(
                    clause, actor.mention, RelationLabel.PARTICIPATES_IN, number, "participates_in-under"
                )


def _done_within(clause: Clause, name: Token) -> Token | None:
    """The verb of what is done under the mission that is named."""
    if name.dep_ in {"compound", "nmod", "amod"} and name.head.i not in clause.mention_at:
        name = name.head
    preposition = name.head
    if name.dep_ != "pobj":
        return None
    if preposition.lower_ == "of" and preposition.head.lemma_ in _PARTS:
        preposition = preposition.head.head
    elif preposition.lower_ not in _UNDER:
        return None
    verb = preposition.head
    if verb.pos_ not in {"VERB", "AUX"} and verb.dep_ == "dobj":
        verb = verb.head
    return verb if verb.pos_ in {"VERB", "AUX"} else None


SIDES: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_against,
    _propose_from_joint,
    _propose_from_advice,
    _propose_from_frameworks,
)
