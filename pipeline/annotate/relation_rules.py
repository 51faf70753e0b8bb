"""Rules that propose relations: one for the lexicon's triggers, and one for each construction without one.

A rule yields proposals; it never decides. Every proposal names its rule and the words that triggered it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations, product

from spacy.tokens import Token

from pipeline.annotate.relation_slots import Clause, Filler, fill_slot
from pipeline.annotate.relation_triggers import Trigger, fits_types, triggers_in, words_of
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
        if token.i in clause.mention_at:
            continue
        heads = _fill(clause, trigger.head, token)
        tails = [f for f in _fill(clause, trigger.tail, token) if _fits(clause, trigger, f)]
        if heads and tails:
            yield from _pair(trigger, token, heads, tails)
        if trigger.mutual and len(heads) > 1:
            yield from _pair_up(trigger, token, heads)


def _fits(clause: Clause, trigger: Trigger, filler: Filler) -> bool:
    return trigger.takes(clause.mentions[filler.mention].label)


def _fill(clause: Clause, slots: tuple[str, ...], token: Token) -> list[Filler]:
    found: dict[int, Filler] = {}
    for slot in slots:
        for word in fill_slot(slot, token):
            for filler in clause.fillers(word):
                found.setdefault(filler.mention, filler)
    return sorted(found.values(), key=lambda f: f.mention)


def _pair(trigger: Trigger, token: Token, heads: list[Filler], tails: list[Filler]) -> Iterator[Proposal]:
    for head, tail in product(heads, tails):
        yield _proposal(trigger, token, head, tail, f"{trigger.label}-{trigger.kind}")


def _pair_up(trigger: Trigger, token: Token, members: list[Filler]) -> Iterator[Proposal]:
    """Members of one slot that stand in the relation to each other ("X and Y signed an agreement")."""
    for first, second in permutations(members, 2):
        if first.mention < second.mention or not trigger.label.is_symmetric:
            yield _proposal(trigger, token, first, second, f"{trigger.label}-{trigger.kind}-mutual")


def _proposal(trigger: Trigger, token: Token, head: Filler, tail: Filler, rule: str) -> Proposal:
    words = words_of(trigger, token)
    return Proposal(
        head.mention,
        trigger.label,
        tail.mention,
        rule,
        Span(words[0].idx, words[-1].idx + len(words[-1])),
        trigger.lemma,
        trigger.plover,
        head.reach,
        tail.reach,
        head.through or tail.through,
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
    """As in "Italy's Leonardo", "the EU's operation Aspides": what kind of thing is owned tells the relation."""
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


def _possessors_of_mention(clause: Clause, number: int) -> list[int]:
    """Mentions that own this one by "'s", through at most a common noun ("X's operation Y")."""
    span = clause.mentions[number].span
    if not number:
        return []
    before = clause.mentions[number - 1]
    between = _between(clause, before.span, span)
    if re.fullmatch(r"(['’]s|['’])\s[“\"'‘«]?((\w|-)+\s){0,2}[“\"'‘«]?", between):
        return [number - 1]
    return []


def _between(clause: Clause, first: Span, second: Span) -> str:
    offset = clause.words.start_char
    return clause.words.text[first.end - offset : second.start - offset]


def _bare(clause: Clause, head: int, label: RelationLabel, tail: int, rule: str) -> Proposal:
    first, second = sorted((clause.mentions[head].span, clause.mentions[tail].span))
    trigger = Span(first.end, second.start) if first.end < second.start else first
    return Proposal(head, label, tail, rule, trigger)


_LOCATED = re.compile(r",?\s(in|near|off|on|at|of|inside|within)\s(the\s)?[“\"'‘]?")
_SPECIFIC = re.compile(
    r"\s?[,–—(-]*\s?(particularly|especially|notably|including|such as|like|e\.g\.|chiefly|mainly)"
    r"\s(in\s|on\s)?(the\s)?"
)
_PLACED = frozenset({EntityLabel.FAC, EntityLabel.GPE, EntityLabel.LOC, EntityLabel.ORG, EntityLabel.MISSION})
_PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})


def _propose_from_places(clause: Clause) -> Iterator[Proposal]:
    """As in "the Dolmabahçe Palace in Istanbul", "the southern flank of NATO"."""
    for first in range(len(clause.mentions) - 1):
        a, b = clause.mentions[first], clause.mentions[first + 1]
        link = _LOCATED.fullmatch(_between(clause, a.span, b.span))
        if link is None or a.label not in _PLACED:
            continue
        if link[1] == "of" and (b.label in _PLACES or b.label in {EntityLabel.ORG, EntityLabel.NORP}):
            yield _bare(clause, first, RelationLabel.PART_OF, first + 1, "part_of-of")
        elif b.label in _PLACES:
            yield _bare(clause, first, RelationLabel.PART_OF, first + 1, "part_of-located")


def _propose_from_specifics(clause: Clause) -> Iterator[Proposal]:
    """As in "the Balkans, particularly in Bosnia and Kosovo": each of the narrower places lies in the wider."""
    for first in range(len(clause.mentions) - 1):
        a, b = clause.mentions[first], clause.mentions[first + 1]
        if _SPECIFIC.fullmatch(_between(clause, a.span, b.span)) is None:
            continue
        token = next(t for t in clause.words if t.idx + len(t) >= b.span.end)
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
        fillers = [
            f for slot in ("owner", "of") for word in fill_slot(slot, token) for f in clause.fillers(word)
        ]
        people = [f for f in fillers if clause.mentions[f.mention].label is EntityLabel.PERSON]
        for person, state in product(people, fillers):
            yield _bare(clause, person.mention, RelationLabel.LEADS, state.mention, "leads-government")


RULES: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_triggers,
    _propose_from_possessives,
    _propose_from_places,
    _propose_from_specifics,
    _propose_from_governments,
)
