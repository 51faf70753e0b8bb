"""Trigger words and their frames: from a word that names a relation to the mentions in its slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from spacy.tokens import Token

from pipeline.annotate.relation_clause import Clause, Filler
from pipeline.annotate.relation_exclusions import is_excluded
from pipeline.annotate.relation_proposals import Proposal
from pipeline.annotate.relation_slots import tiers_of
from pipeline.annotate.relation_triggers import (
    Trigger,
    TriggerKind,
    words_of,
)
from pipeline.annotate.syntax import (
    prepositional_objects_of,
)
from pipeline.schema import EntityLabel, RelationLabel, Span

__all__ = ["propose_from_triggers"]


def propose_from_triggers(clause: Clause) -> Iterator[Proposal]:
    """The relations that the sentence's trigger words name, between the mentions in their slots."""
    present = {mention.label for mention in clause.mentions}
    for trigger, token in clause.triggers:
        possible = not trigger.head_labels.isdisjoint(present) and not trigger.tail_labels.isdisjoint(present)
        if possible and not is_excluded(trigger, token):
            yield from _propose_from_trigger(clause, trigger, token)


def _propose_from_trigger(clause: Clause, trigger: Trigger, token: Token) -> Iterator[Proposal]:
    slots = trigger.tail + _WHERE if _has_place(trigger) else trigger.tail
    tails = _fill(clause, trigger, slots, token, trigger.tail_labels)
    if not tails and not trigger.mutual:
        return
    taken = {seat.filler.mention for seat in tails if seat.filler.reach != "coreference"}
    heads = _fill(clause, trigger, trigger.head, token, trigger.head_labels, taken)
    heads = [seat for seat in heads if _may_borrow(seat, tails)]
    yield from _pair(trigger, token, heads, tails)
    if trigger.mutual and not tails:
        yield from _pair_up(clause, trigger, token, heads)


_BOTH_WAYS = frozenset({TriggerKind.NOUN, TriggerKind.ROLE})
_WHERE = ("in",)


def _has_place(trigger: Trigger) -> bool:
    """Whether the place of the act suffers it too: "bombed two camps in X"."""
    is_attack = trigger.label is RelationLabel.ASSAULT and trigger.kind is TriggerKind.VERB
    return is_attack and "object" in trigger.tail


def _pair(
    trigger: Trigger, token: Token, heads: Sequence[_Seat], tails: Sequence[_Seat]
) -> Iterator[Proposal]:
    rule = f"{trigger.label}-{trigger.kind}"
    both_ways = trigger.mutual and trigger.kind in _BOTH_WAYS and not trigger.label.is_symmetric
    for head, tail in product(heads, tails):
        yield _proposal(trigger, token, head, tail, rule)
        if both_ways:
            yield _proposal(trigger, token, tail, head, rule)


def _pair_up(clause: Clause, trigger: Trigger, token: Token, members: Sequence[_Seat]) -> Iterator[Proposal]:
    """Members of one slot in the relation to each other: "X and Y signed", not "partners such as X and Y"."""
    shared = trigger.label is RelationLabel.COOPERATE
    peers = [s for s in members if s.tier != "list" and (shared or s.tier != "context")]
    if trigger.kind is TriggerKind.VERB and prepositional_objects_of(token, {"with"}):
        return  # "X and Y agreed with the report"
    if trigger.label in _HOSTILE:
        peers = [s for s in peers if s.filler.reach != "by"]  # "attacks by X and Y would start a war"
    if trigger.label is RelationLabel.ASSAULT:  # in "the X-Y war" one attacks, nobody says who
        peers = [s for s in peers if clause.root_of(s.filler.mention).dep_ not in _NAMING]
    if trigger.kind is TriggerKind.ROLE:  # "its partners, X and Y, ..."
        peers = [s for s in peers if token not in clause.root_of(s.filler.mention).ancestors]
    for first, second in permutations(peers, 2):
        in_order = first.filler.mention < second.filler.mention
        turns = not trigger.label.is_symmetric and trigger.label is not RelationLabel.ASSAULT
        if _are_peers(clause, first, second) and (in_order or turns):
            rule = f"{trigger.label}-{trigger.kind}-mutual"
            yield _proposal(trigger, token, first, second, rule)


_NAMING = frozenset({"compound", "amod", "nmod"})
_HOSTILE = frozenset({RelationLabel.ASSAULT, RelationLabel.OPPOSE, RelationLabel.COERCE})


def _are_peers(clause: Clause, first: _Seat, second: _Seat) -> bool:
    """Whether two fillers of one slot stand side by side, and not as in "X's Northern partners"."""
    one, other = clause.root_of(first.filler.mention), clause.root_of(second.filler.mention)
    return one.head != other.head or "poss" not in {one.dep_, other.dep_} or one.dep_ == other.dep_


@dataclass(frozen=True, slots=True)
class _Seat:
    """A mention in a slot, with the tier of the slot in which it was found."""

    filler: Filler
    tier: str

    @property
    def reach(self) -> str:
        """How it was reached, for the features: "own-direct", "context-modifier"."""
        return f"{self.tier}-{self.filler.reach}"


_BORROWED = "borrowed"
_UNBORROWED = frozenset(
    {
        RelationLabel.OPPOSE,
        RelationLabel.COERCE,
        RelationLabel.ASSAULT,
        RelationLabel.AGREE,
        RelationLabel.SUPPORT,
    }
)


def _fill(
    clause: Clause,
    trigger: Trigger,
    slots: tuple[str, ...],
    token: Token,
    labels: frozenset[EntityLabel],
    taken: set[int] | None = None,
) -> list[_Seat]:
    """The mentions in the trigger's slots. A slot marked "?" is read only if those before it are empty."""
    found: dict[int, _Seat] = {}
    for slot in slots:
        if slot.startswith("?") and found:
            continue
        for seat in _fill_slot(clause, trigger, slot.lstrip("?"), token, labels, taken or set()):
            found.setdefault(seat.filler.mention, seat)
    return [found[number] for number in sorted(found)]


def _fill_slot(
    clause: Clause,
    trigger: Trigger,
    slot: str,
    token: Token,
    labels: frozenset[EntityLabel],
    taken: set[int],
) -> list[_Seat]:
    for found_in, words in tiers_of(slot, token):
        is_borrowed = found_in == "context" != slot and trigger.label in _UNBORROWED
        tier = _BORROWED if is_borrowed else found_in
        if tier in _LOOSE and trigger.label is RelationLabel.PART_OF:
            continue  # "X, a company, invested in Y"
        fillers = [filler for word in words for filler in clause.fillers(word)]
        seats = [
            _Seat(filler, tier)
            for filler in fillers
            if filler.mention not in taken
            and clause.mentions[filler.mention].label in labels
            and _may_reach(trigger.label, slot, tier, filler.reach, clause.mentions[filler.mention].label)
        ]
        if seats:
            return seats
    return []


_LOOSE = frozenset({"verb", "near"})
_PLACED_LABELS = frozenset({RelationLabel.DEPLOY, RelationLabel.ASSAULT, RelationLabel.SUPPLY})


_STATES = frozenset({RelationLabel.MEMBER_OF, RelationLabel.PART_OF})


def _may_reach(label: RelationLabel, slot: str, tier: str, reach: str, thing: EntityLabel) -> bool:
    """Whether the label bears so loose a path: a member of "X's structures" is no member of X."""
    if reach == "maker":
        return slot == "object" and label in _ANSWERS
    if slot in _ACTOR_SLOTS:
        return reach != "place" and not (reach == "of" and tier == "context")
    if reach == "place":
        return label in _PLACED_LABELS
    if reach in {"modifier", "of", "between"}:
        return label not in _STATES and not (label in _ENTIRE and thing is EntityLabel.ORG)
    return True


_ANSWERS = frozenset({RelationLabel.OPPOSE, RelationLabel.SUPPORT, RelationLabel.AGREE})
"""What answers somebody's offer answers its maker."""
_MAKING = frozenset({RelationLabel.DEVELOPS, RelationLabel.ACQUIRES})
"""Who creates "X's gap" creates no X, though who orders "X tanks" orders the X."""
_ENTIRE = _MAKING | {RelationLabel.LEADS}
"""Of a body only all of it: who leads "the Assembly's delegation" does not lead the Assembly."""
_ACTOR_SLOTS = frozenset({"agent", "doer", "bearer", "subject", "context", "for", "owner", "into"})


def _may_borrow(actor: _Seat, tails: Sequence[_Seat]) -> bool:
    """Whether the noun may take its actor from the clause around: who condemns an attack is no attacker.

    An act of will needs the clause's very subject, and a target of its own.
    """
    if actor.tier != _BORROWED:
        return True
    return actor.filler.reach == "direct" and any(seat.reach == "own-direct" for seat in tails)


def _proposal(trigger: Trigger, token: Token, head: _Seat, tail: _Seat, rule: str) -> Proposal:
    return Proposal(
        head.filler.mention,
        trigger.label,
        tail.filler.mention,
        rule,
        _span_of(trigger, token),
        trigger.lemma,
        trigger.plover,
        head.reach,
        tail.reach,
        head.filler.through or tail.filler.through,
    )


def _span_of(trigger: Trigger, token: Token) -> Span:
    words = words_of(trigger, token)
    return Span(words[0].idx, words[-1].idx + len(words[-1]))
