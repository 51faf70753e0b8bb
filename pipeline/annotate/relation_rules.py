"""Rules that propose relations: one for the lexicon's triggers, and one for each construction without one.

A rule yields proposals; it never decides. Every proposal names its rule and the words that triggered it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations, product

from spacy.tokens import Token

from pipeline.annotate.relation_clause import Clause, Filler
from pipeline.annotate.relation_slots import owners_of, tiers_of
from pipeline.annotate.relation_triggers import (
    Trigger,
    TriggerKind,
    fits_types,
    head_labels,
    tail_labels,
    triggers_at,
    triggers_in,
    words_of,
)
from pipeline.annotate.syntax import logical_objects_of, prepositional_objects_of
from pipeline.schema import EntityLabel, RelationLabel, Span

__all__ = ["RULES", "Proposal", "propose"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relation that a rule reads from the sentence, with how its two sides were reached."""

    head: int
    label: RelationLabel
    tail: int
    rule: str
    trigger: Span
    lemma: str = ""
    plover: str = ""
    head_reach: str = "direct"
    tail_reach: str = "direct"
    through: Span | None = None


def propose(clause: Clause) -> list[Proposal]:
    """All proposals of all rules that fit the guidelines' types, in rule order."""
    found = [proposal for rule in RULES for proposal in rule(clause)]
    return [proposal for proposal in found if _is_possible(clause, proposal)]


def _is_possible(clause: Clause, proposal: Proposal) -> bool:
    head, tail = clause.mentions[proposal.head], clause.mentions[proposal.tail]
    if proposal.head == proposal.tail or (head.entity and head.entity == tail.entity):
        return False
    return fits_types(head.label, proposal.label, tail.label)


def _propose_from_triggers(clause: Clause) -> Iterator[Proposal]:
    for trigger, token in triggers_in(clause.words):
        if token.i not in clause.mention_at:
            yield from _propose_from_trigger(clause, trigger, token)


def _propose_from_trigger(clause: Clause, trigger: Trigger, token: Token) -> Iterator[Proposal]:
    if _hands_over_an_act(trigger, token):
        return
    tails = _fill(clause, trigger, trigger.tail, token, _tails_of(trigger))
    taken = {seat.filler.mention for seat in tails}
    heads = _fill(clause, trigger, trigger.head, token, head_labels(trigger.label), taken)
    rule = f"{trigger.label}-{trigger.kind}"
    both_ways = trigger.mutual and trigger.kind is TriggerKind.NOUN and not trigger.label.is_symmetric
    for head, tail in product(heads, tails):
        yield _proposal(trigger, token, head, tail, rule)
        if both_ways:
            yield _proposal(trigger, token, tail, head, rule)
    if trigger.mutual and len(heads) > 1 and not tails:
        for first, second in permutations(heads, 2):
            if _are_peers(clause, first, second) and (
                first.filler.mention < second.filler.mention or not trigger.label.is_symmetric
            ):
                yield _proposal(trigger, token, first, second, f"{rule}-mutual")


def _are_peers(clause: Clause, first: _Seat, second: _Seat) -> bool:
    """Whether two fillers of one slot stand side by side, and not as in "X's Northern partners"."""
    one, other = clause.root_of(first.filler.mention), clause.root_of(second.filler.mention)
    return one.head != other.head or "poss" not in {one.dep_, other.dep_} or one.dep_ == other.dep_


def _hands_over_an_act(trigger: Trigger, token: Token) -> bool:
    """Whether the verb only carries an event noun ("gives support to X"), which is a trigger itself."""
    if "dative" not in trigger.tail:
        return False
    things = logical_objects_of(token)
    return any(row.kind is TriggerKind.NOUN for thing in things for row in triggers_at(thing))


@dataclass(frozen=True, slots=True)
class _Seat:
    """A mention in a slot, with the tier of the slot in which it was found."""

    filler: Filler
    tier: str

    @property
    def reach(self) -> str:
        """How it was reached, for the features: "own-direct", "context-modifier"."""
        return f"{self.tier}-{self.filler.reach}"


def _tails_of(trigger: Trigger) -> frozenset[EntityLabel]:
    own = frozenset(EntityLabel(label) for label in trigger.tails)
    return own or tail_labels(trigger.label)


_HOSTILE = frozenset({RelationLabel.OPPOSE, RelationLabel.COERCE, RelationLabel.ASSAULT})


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
    for tier, words in tiers_of(slot, token):
        if tier == "context" and not _may_borrow(trigger):
            break
        fillers = [filler for word in words for filler in clause.fillers(word)]
        seats = [
            _Seat(filler, tier)
            for filler in fillers
            if filler.mention not in taken
            and clause.mentions[filler.mention].label in labels
            and _may_reach(trigger.label, slot, tier, filler.reach)
        ]
        if seats:
            return seats
    return []


_PLACED_LABELS = frozenset({RelationLabel.DEPLOY, RelationLabel.ASSAULT})


_STATES = frozenset({RelationLabel.MEMBER_OF, RelationLabel.PART_OF})


def _may_reach(label: RelationLabel, slot: str, tier: str, reach: str) -> bool:
    """Whether the label bears so loose a path: a member of "X's structures" is no member of X."""
    if reach == "place":
        return label in _PLACED_LABELS and tier != "context"
    if reach == "of" and tier == "context":
        return False
    return not (label in _STATES and reach in {"modifier", "of"} and slot not in _ACTOR_SLOTS)


_ACTOR_SLOTS = frozenset({"agent", "doer", "bearer", "subject", "context", "for", "owner"})


def _may_borrow(trigger: Trigger) -> bool:
    """Whether the noun may take its actor from the clause around: who condemns an attack is no attacker."""
    return trigger.mutual or trigger.label not in _HOSTILE


def _proposal(trigger: Trigger, token: Token, head: _Seat, tail: _Seat, rule: str) -> Proposal:
    words = words_of(trigger, token)
    return Proposal(
        head.filler.mention,
        trigger.label,
        tail.filler.mention,
        rule,
        Span(words[0].idx, words[-1].idx + len(words[-1])),
        trigger.lemma,
        trigger.plover,
        head.reach,
        tail.reach,
        head.filler.through or tail.filler.through,
    )


_POSSESSIVE = {
    EntityLabel.ORG: RelationLabel.PART_OF,
    EntityLabel.GPE: RelationLabel.PART_OF,
    EntityLabel.LOC: RelationLabel.PART_OF,
    EntityLabel.FAC: RelationLabel.PART_OF,
    EntityLabel.PRODUCT: RelationLabel.DEVELOPS,
    EntityLabel.PROGRAMME: RelationLabel.DEVELOPS,
    EntityLabel.MISSION: RelationLabel.LEADS,
    EntityLabel.EVENT: RelationLabel.PARTICIPATES_IN,
    EntityLabel.PERSON: RelationLabel.LEADS,
}


def _propose_from_possessives(clause: Clause) -> Iterator[Proposal]:
    """As in "Italy's Leonardo", "the EU's operation Aspides": the kind of thing tells the relation."""
    for number, mention in enumerate(clause.mentions):
        for owner in _possessors_of_mention(clause, number):
            label = _POSSESSIVE.get(mention.label)
            if label is None:
                continue
            owned_by_person = clause.mentions[owner].label is EntityLabel.PERSON
            if label is RelationLabel.PART_OF and owned_by_person:
                yield _bare(clause, owner, RelationLabel.LEADS, number, "leads-possessive")
            elif label is RelationLabel.PART_OF:
                yield _bare(clause, number, label, owner, "part_of-possessive")
            elif mention.label is EntityLabel.PERSON:
                yield _bare(clause, number, label, owner, "leads-possessive")
            else:
                yield _bare(clause, owner, label, number, f"{label}-possessive")


_OWNED = re.compile(
    r"(\s(government|administration|cabinet|coalition|executive))?(['’]s|['’])\s((own|new|national|state|flagship|leading|largest|naval|military|security|defence)\s)?"
    r"((operation|mission|programme|program|project|plan|strategy|initiative|company|firm|giant|party|port|"
    r"city|region|province|island)\s)?[“\"'‘«]?"
)


def _possessors_of_mention(clause: Clause, number: int) -> list[int]:
    """Mentions that own this one by "'s", through at most a common noun ("X's operation Y")."""
    if not number or clause.root_of(number).dep_ in {"compound", "amod", "poss", "nmod"}:
        return []
    return [number - 1] if _OWNED.fullmatch(clause.text_between(number - 1, number)) else []


def _bare(clause: Clause, head: int, label: RelationLabel, tail: int, rule: str) -> Proposal:
    first, second = sorted((clause.mentions[head].span, clause.mentions[tail].span))
    trigger = Span(first.end, second.start) if first.end < second.start else first
    return Proposal(head, label, tail, rule, trigger)


_LOCATED = re.compile(r"[”\"'’»]?,?\s(in|near|off|on|at|of|inside|within)\s(the\s)?[“\"'‘]?")
_SPECIFIC = re.compile(
    r"\s?[,–—(-]*\s?(particularly|especially|notably|including|such as|e\.g\.|chiefly|mainly)"
    r"\s(in\s|on\s)?(the\s)?"
)
_PLACED = frozenset({EntityLabel.FAC, EntityLabel.GPE, EntityLabel.LOC, EntityLabel.ORG, EntityLabel.MISSION})
_PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})


def _propose_from_places(clause: Clause) -> Iterator[Proposal]:
    """As in "the Dolmabahçe Palace in Istanbul", "the southern flank of NATO"."""
    for first in range(len(clause.mentions) - 1):
        a, b = clause.mentions[first], clause.mentions[first + 1]
        link = _LOCATED.fullmatch(clause.text_between(first, first + 1))
        if link is None or a.label not in _PLACED or not _hangs_on(clause, first + 1, first):
            continue
        if link[1] == "of" and (b.label in _PLACES or b.label in {EntityLabel.ORG, EntityLabel.NORP}):
            yield _bare(clause, first, RelationLabel.PART_OF, first + 1, "part_of-of")
        elif b.label in _PLACES or (a.label is b.label is EntityLabel.ORG and link[1] != "of"):
            yield _bare(clause, first, RelationLabel.PART_OF, first + 1, "part_of-located")


def _hangs_on(clause: Clause, lower: int, upper: int) -> bool:
    """Whether the parser attaches one mention's phrase to the other; taken for granted but for states."""
    if clause.mentions[upper].label not in {EntityLabel.GPE, EntityLabel.LOC}:
        return True
    preposition = clause.root_of(lower).head
    return clause.mention_at.get(preposition.head.i) == upper


_WITHIN = re.compile(r"^(Within|Inside|Under|In) (the )?$")


def _propose_from_openings(clause: Clause) -> Iterator[Proposal]:
    """As in "Within the ministry, the General Staff and the Air Command run ..."."""
    if not clause.mentions or clause.mentions[0].label is not EntityLabel.ORG:
        return
    opening = clause.words.text[: clause.mentions[0].span.start - clause.words.start_char]
    if _WITHIN.match(opening) is None:
        return
    for subject in (t for t in clause.words.root.children if t.dep_ in {"nsubj", "nsubjpass"}):
        for filler in clause.fillers(subject):
            if clause.mentions[filler.mention].label is EntityLabel.ORG and filler.mention:
                yield _bare(clause, filler.mention, RelationLabel.PART_OF, 0, "part_of-opening")


_NAMED = {
    EntityLabel.MISSION: (RelationLabel.LEADS, r"operation|mission"),
    EntityLabel.PROGRAMME: (
        RelationLabel.DEVELOPS,
        r"plan|programme|program|strategy|initiative|fund|project|doctrine",
    ),
    EntityLabel.PRODUCT: (
        RelationLabel.DEVELOPS,
        r"fighter|drone|missile|tank|frigate|helicopter|jet|system",
    ),
}


def _propose_from_names(clause: Clause) -> Iterator[Proposal]:
    """As in "the EU naval operation “Aspides”": whose operation, plan or product it is."""
    for number, mention in enumerate(clause.mentions[1:], start=1):
        label, nouns = _NAMED.get(mention.label, (None, ""))
        between = clause.text_between(number - 1, number)
        if label and re.fullmatch(rf"\s([\w-]+\s){{0,4}}({nouns})s?\s[“\"'‘«]?", between):
            yield _bare(clause, number - 1, label, number, f"{label}-named")


def _propose_from_specifics(clause: Clause) -> Iterator[Proposal]:
    """As in "the Balkans, particularly in Bosnia and Kosovo": the narrower places lie in the wider."""
    for first in range(len(clause.mentions) - 1):
        if _SPECIFIC.fullmatch(clause.text_between(first, first + 1)) is None:
            continue
        token = clause.root_of(first + 1)
        for filler in clause.fillers(token):
            if filler.mention > first and clause.mentions[filler.mention].label in _PLACES | {
                EntityLabel.ORG
            }:
                yield _bare(clause, filler.mention, RelationLabel.PART_OF, first, "part_of-specific")


_GOVERNMENT = frozenset(
    {"government", "administration", "cabinet", "coalition", "executive", "regime", "presidency", "team"}
)


def _propose_from_governments(clause: Clause) -> Iterator[Proposal]:
    """As in "the Draghi government of Italy", "Gaddafi's Libyan regime": the person leads the state."""
    for token in clause.words:
        if token.lemma_.lower() not in _GOVERNMENT:
            continue
        words = owners_of(token) + prepositional_objects_of(token, {"of"})
        fillers = [filler for word in words for filler in clause.fillers(word)]
        people = [f for f in fillers if clause.mentions[f.mention].label is EntityLabel.PERSON]
        for person, state in product(people, fillers):
            yield _bare(clause, person.mention, RelationLabel.LEADS, state.mention, "leads-government")


RULES: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_triggers,
    _propose_from_possessives,
    _propose_from_places,
    _propose_from_specifics,
    _propose_from_openings,
    _propose_from_names,
    _propose_from_governments,
)
