"""Constructions that say where a thing lies: "the Palace in Lima", "Turkish Thrace", "Spain, notably Madrid".

Read from the words between two neighbouring mentions, which survives the parser's errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_places import is_state
from pipeline.annotate.relation_proposals import Proposal, bare_proposal
from pipeline.schema import EntityLabel, RelationLabel

__all__ = ["LOCATIONS"]

_LOCATED = re.compile(
    r"(\s(field|base|port|system|airport|shipyard|plant|terminal|region|province|facility"
    r"|district|site|mission|operation))?"
    r"[”\"'’»]?,?\s(in|near|off|on|at|of|inside|within|under|directly under)\s"
    r"(the\s|northern\s|southern\s|eastern\s|western\s)*[“\"'‘]?"
)
_SPECIFIC = re.compile(
    r"\s?[,–—(-]*\s?(particularly |especially |notably |including |such as |e\.g\.,? |chiefly |mainly |"
    r"above all |(?<=\()(?=in |on |at ))(in\s|on\s|at\s)?(the\s)?"
)
_PLACED = frozenset({EntityLabel.FAC, EntityLabel.GPE, EntityLabel.LOC, EntityLabel.ORG, EntityLabel.MISSION})
_PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})


def _propose_from_places(clause: Clause) -> Iterator[Proposal]:
    """As in "the Topkapi Palace in Istanbul", "the southern flank of NATO"."""
    for first, second, between in clause.neighbours:
        a, b = clause.mentions[first], clause.mentions[second]
        link = _LOCATED.fullmatch(between)
        if link and link[3] == "of" and a.label is EntityLabel.PRODUCT and b.label is EntityLabel.ORG:
            yield bare_proposal(clause, second, RelationLabel.DEVELOPS, first, "develops-of")
        if link is None or a.label not in _PLACED or not _hangs_on(clause, second, first):
            continue
        if b.label is EntityLabel.NORP:
            yield from _place_after_adjective(clause, first, second)
        elif link[3] == "of":
            yield from _parts_and_members(clause, first, second)
        elif link[3] == "on" and a.label is EntityLabel.ORG:
            continue  # "sanctions by X on Y"
        elif link[3].endswith("under") and not a.label is b.label is EntityLabel.ORG:
            continue  # "troops of X under Y"
        elif b.label in _PLACES or a.label is b.label is EntityLabel.ORG:
            yield bare_proposal(clause, first, RelationLabel.PART_OF, second, "part_of-located")


_KIND_OF_PLACE = re.compile(
    r" ((\w+ ){0,2}(state|province|region|city|town|port|village|island|district|capital|oblast) of (the )?)?"
)


def _place_after_adjective(clause: Clause, first: int, adjective: int) -> Iterator[Proposal]:
    """As in "the port in Turkish Thrace"."""
    place = adjective + 1
    if place < len(clause.mentions) and _KIND_OF_PLACE.fullmatch(clause.text_between(adjective, place)):
        yield bare_proposal(clause, first, RelationLabel.PART_OF, place, "part_of-located")


def _parts_and_members(clause: Clause, whole: int, first: int) -> Iterator[Proposal]:
    """As in "the General Staff of Spain"; of several states ("the Quad of X, Y and Z") they are members."""
    members = [filler.mention for filler in clause.fillers(clause.root_of(first)) if filler.mention >= first]
    states = [m for m in members if clause.mentions[m].label is EntityLabel.GPE]
    if clause.mentions[whole].label is EntityLabel.ORG and len(states) > 1:
        for state in states:
            yield bare_proposal(clause, state, RelationLabel.MEMBER_OF, whole, "member_of-of")
    elif clause.mentions[first].label in _PLACES | {EntityLabel.ORG}:
        yield bare_proposal(clause, whole, RelationLabel.PART_OF, first, "part_of-of")


def _hangs_on(clause: Clause, lower: int, upper: int) -> bool:
    """Whether the parser attaches one mention's phrase to the other; taken for granted but for states."""
    if clause.mentions[upper].label not in {EntityLabel.GPE, EntityLabel.LOC}:
        return True
    preposition = clause.root_of(lower).head
    after = clause.text[clause.mentions[lower].span.end - clause.words.start_char :][:1]
    enclosed = clause.text_between(upper, lower).startswith(", in ") and after in {",", "."}
    governor, root = preposition.head, clause.root_of(upper)
    names = root.dep_ in {"compound", "amod", "nmod"} and root.head == governor  # "the X field in Y"
    return enclosed or names or clause.mention_at.get(governor.i) == upper


_DESCRIBED = re.compile(
    r"\s(([a-z-]+\s){0,3}(firm|company|field|port|base|island|region|city|association)s?,?\s)?"
)


_JOINING = frozenset({"membership", "accession", "bid", "candidacy", "entry", "aspiration", "ambassador"})
"""As in "Turkish EU membership": no part, not yet."""


def _propose_from_adjectives(clause: Clause) -> Iterator[Proposal]:
    """As in "Turkish Thrace", "the Polish Jelcz trucks", "the Cypriot field Cronos"."""
    for first, second, between in clause.neighbours:
        a, b = clause.mentions[first], clause.mentions[second]
        described = a.label is EntityLabel.NORP and _DESCRIBED.fullmatch(between)
        joins = clause.root_of(second).head.lemma_.lower() in _JOINING
        if described and b.label in _PLACES | {EntityLabel.ORG} and not joins:
            yield bare_proposal(clause, second, RelationLabel.PART_OF, first, "part_of-adjective")


_WITHIN = re.compile(r"^(Within|Inside|Under|In) (the )?$")


def _propose_from_openings(clause: Clause) -> Iterator[Proposal]:
    """As in "Within the ministry, the General Staff and the Air Command run ..."."""
    if not clause.mentions or clause.mentions[0].label is not EntityLabel.ORG:
        return
    opening = clause.text[: clause.mentions[0].span.start - clause.words.start_char]
    if _WITHIN.match(opening) is None:
        return
    for subject in (t for t in clause.words.root.children if t.dep_ in {"nsubj", "nsubjpass"}):
        for filler in clause.fillers(subject):
            if clause.mentions[filler.mention].label is EntityLabel.ORG and filler.mention:
                yield bare_proposal(clause, filler.mention, RelationLabel.PART_OF, 0, "part_of-opening")


def _propose_from_specifics(clause: Clause) -> Iterator[Proposal]:
    """As in "the Sahel, notably in Mali and Niger": the narrower places lie in the wider."""
    for first, second, between in clause.neighbours:
        whole, part = clause.mentions[first], clause.mentions[second]
        is_town = part.label is not EntityLabel.LOC and not is_state(part.entity)
        is_state_of = whole.label is EntityLabel.GPE and is_state(whole.entity) and is_town
        if _SPECIFIC.fullmatch(between) is None or not (whole.label is EntityLabel.LOC or is_state_of):
            continue
        for filler in clause.fillers(clause.root_of(second)):
            if filler.mention > first and clause.mentions[filler.mention].label in _PLACED:
                yield bare_proposal(clause, filler.mention, RelationLabel.PART_OF, first, "part_of-specific")


LOCATIONS: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_places,
    _propose_from_specifics,
    _propose_from_openings,
    _propose_from_adjectives,
)
