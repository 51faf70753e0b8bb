"""Constructions that state a relation without a trigger word: possessives, titles, names, prefixes.

Most are read from the words between two neighbouring mentions, which survives the parser's errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

from pipeline.annotate.relation_agents import owners_of
from pipeline.annotate.relation_clause import Clause, Filler
from pipeline.annotate.relation_entailments import is_treaty
from pipeline.annotate.relation_proposals import Proposal, bare_proposal
from pipeline.annotate.relation_triggers import titles
from pipeline.annotate.syntax import prepositional_objects_of, surface_subjects_of
from pipeline.schema import EntityLabel, RelationLabel

__all__ = ["COMPANION", "PATTERNS"]

COMPANION = "cooperate-companion"
"""Gives way to a trigger: who signs with another signs, and is no mere companion."""

_POSSESSIVE = {
    EntityLabel.ORG: RelationLabel.PART_OF,
    EntityLabel.GPE: RelationLabel.PART_OF,
    EntityLabel.LOC: RelationLabel.PART_OF,
    EntityLabel.FAC: RelationLabel.PART_OF,
    EntityLabel.PRODUCT: RelationLabel.DEVELOPS,
    EntityLabel.LAW: RelationLabel.DEVELOPS,
    EntityLabel.PROGRAMME: RelationLabel.PART_OF,
    EntityLabel.MISSION: RelationLabel.LEADS,
    EntityLabel.EVENT: RelationLabel.PARTICIPATES_IN,
    EntityLabel.PERSON: RelationLabel.LEADS,
}


_KINDRED = frozenset({EntityLabel.PRODUCT, EntityLabel.PROGRAMME})
_OWNED = re.compile(
    r"(\s(government|administration|cabinet|coalition|executive))?(['’]s|['’])\s"
    r"((own|new|national|state|flagship|leading|largest|naval|military|security|defence)\s)?"
    r"((operation|mission|programme|program|project|plan|strategy|initiative|company|firm|giant|party|port|"
    r"city|region|province|island)\s)?[“\"'‘«]?"
)


def _propose_from_possessives(clause: Clause) -> Iterator[Proposal]:
    """As in "Italy's Leonardo", "the EU's operation Aspides": the kind of thing tells the relation."""
    for owner, owned, between in clause.neighbours:
        thing = clause.mentions[owned].label
        label = _POSSESSIVE.get(thing)
        if label is None or _OWNED.fullmatch(between) is None or _names_another(clause, owned):
            continue
        if thing is EntityLabel.LAW and is_treaty(clause, owned):
            continue
        if thing is EntityLabel.PERSON:
            yield bare_proposal(clause, owned, label, owner, "leads-possessive")
        elif label is not RelationLabel.PART_OF:
            yield bare_proposal(clause, owner, label, owned, f"{label}-possessive")
        elif clause.mentions[owner].label is EntityLabel.PERSON:
            yield bare_proposal(clause, owner, RelationLabel.LEADS, owned, "leads-possessive")
        else:
            yield bare_proposal(clause, owned, label, owner, "part_of-possessive")


def _propose_from_pronouns(clause: Clause) -> Iterator[Proposal]:
    """As in "the Commission, in its REPowerEU plan": the plan is its owner's."""
    for number, mention in enumerate(clause.mentions):
        if mention.label not in {EntityLabel.PROGRAMME, EntityLabel.ORG}:
            continue
        root = clause.root_of(number)
        nouns = [root, root.head] if root.dep_ == "compound" else [root]
        for token in (child for noun in nouns for child in noun.children if child.dep_ == "poss"):
            for filler in clause.fillers(token) if token.pos_ == "PRON" else ():
                yield from _owned_through(clause, filler, number)


def _owned_through(clause: Clause, owner: Filler, owned: int) -> Iterator[Proposal]:
    is_person = clause.mentions[owner.mention].label is EntityLabel.PERSON
    if clause.mentions[owned].label is EntityLabel.PROGRAMME:
        label = RelationLabel.DEVELOPS
    elif is_person:
        label = RelationLabel.LEADS
    else:
        return
    found = bare_proposal(clause, owner.mention, label, owned, f"{label}-pronoun")
    yield replace(found, through=owner.through)


_BEFORE = re.compile(r"(?:['’]s?)?\s((?:[A-Z]?[a-z-]+\s){1,5})[“\"'‘]?")
_AFTER = re.compile(r",\s((?:[A-Za-z-]+\s){1,5})(?:of|at)\s(?:the\s)?")
_ENTRUSTED = frozenset({EntityLabel.GPE, EntityLabel.NORP, EntityLabel.ORG})


def _propose_from_titles(clause: Clause) -> Iterator[Proposal]:
    """As in "Italian Prime Minister X", "X, Secretary of State at the Y", "X, of the Y"."""
    for first, second, between in clause.neighbours:
        labels = clause.mentions[first].label, clause.mentions[second].label
        before, after = _BEFORE.fullmatch(between), _AFTER.fullmatch(between)
        if labels[1] is EntityLabel.PERSON and labels[0] in _ENTRUSTED and before and _has_title(before[1]):
            yield bare_proposal(clause, second, RelationLabel.LEADS, first, "leads-title")
        elif labels[0] is EntityLabel.PERSON and labels[1] in _ENTRUSTED and after and _has_title(after[1]):
            yield bare_proposal(clause, first, RelationLabel.LEADS, second, "leads-title")
        elif labels == (EntityLabel.PERSON, EntityLabel.ORG) and between in _FROM_BODY:
            yield bare_proposal(clause, first, RelationLabel.MEMBER_OF, second, "member_of-person")


_FROM_BODY = frozenset({" of ", " of the ", ", of ", ", of the "})


def _has_title(words: str) -> bool:
    return not titles().isdisjoint(words.lower().split())


_KINDS = frozenset(
    {
        "network",
        "system",
        "missile",
        "fighter",
        "jet",
        "satellite",
        "constellation",
        "drone",
        "tank",
        "aircraft",
    }
    | {"initiative", "project", "plan", "programme", "program", "strategy", "rocket", "frigate", "helicopter"}
)


def _names_another(clause: Clause, mention: int) -> bool:
    """Whether the name only qualifies a noun, not of its kind: the EU in "Turkey's EU bid"."""
    root = clause.root_of(mention)
    if root.dep_ not in {"compound", "amod", "poss", "nmod"}:
        return False
    return clause.mentions[mention].label not in _KINDRED or root.head.lemma_.lower() not in _KINDS


_OTHERS = re.compile(r",? and (?:some |many |several |most )?other (?:European |Western )?")
_MEMBERS = re.compile(r"\s(member|ally|allies)")


def _propose_from_others(clause: Clause) -> Iterator[Proposal]:
    """As in "X, Y and other NATO members"."""
    for first, second, between in clause.neighbours:
        after = clause.text[clause.mentions[second].span.end - clause.words.start_char :]
        if _OTHERS.fullmatch(between) and _MEMBERS.match(after):
            for member in clause.lists.get(first, (first,)):
                yield bare_proposal(clause, member, RelationLabel.MEMBER_OF, second, "member_of-others")


_ATTITUDE_BEFORE = re.compile(r"(?<!\bless)(?<!\bmore)(?<!\bnot)(?:^|[\s“\"'‘(])(pro|anti)-$", re.IGNORECASE)
_ATTITUDE_AFTER = re.compile(
    r"\s(?:is|are|was|were|has been|have been|became|remains?|remained)\s(?:\w+\s){0,2}(pro|anti)-",
    re.IGNORECASE,
)
_DESCRIBED_SIDE = re.compile(r"\s([a-z][\w-]*\s){0,3}[“\"'‘]?")


def _propose_from_prefixes(clause: Clause) -> Iterator[Proposal]:
    """As in "the pro-Russian militia Wagner", "Orban is openly anti-Ukrainian"."""
    offset = clause.words.start_char
    for first, second, between in clause.neighbours:
        before = _ATTITUDE_BEFORE.search(clause.text[: clause.mentions[first].span.start - offset])
        if before and _DESCRIBED_SIDE.fullmatch(between):
            yield _attitude(clause, second, before[1], first)
        elif said := _ATTITUDE_AFTER.fullmatch(between):
            yield _attitude(clause, first, said[1], second)


def _attitude(clause: Clause, holder: int, prefix: str, target: int) -> Proposal:
    label = RelationLabel.SUPPORT if prefix.lower() == "pro" else RelationLabel.OPPOSE
    return bare_proposal(clause, holder, label, target, f"{label}-prefix")


_UNDER = re.compile(r"(^|[,;:] |, and )[Uu]nder ((President|Prime Minister|Chancellor|General) )?$")


def _propose_from_reigns(clause: Clause) -> Iterator[Proposal]:
    """As in "Under X, Norway has doubled its defence budget"."""
    for number, mention in enumerate(clause.mentions):
        before = clause.text[: mention.span.start - clause.words.start_char]
        after = clause.text[mention.span.end - clause.words.start_char :]
        if mention.label is not EntityLabel.PERSON or not _UNDER.search(before) or not after.startswith(", "):
            continue
        verb = clause.root_of(number).head.head
        for subject in surface_subjects_of(verb):
            for led in (f.mention for f in clause.fillers(subject) if f.reach == "direct"):
                yield bare_proposal(clause, number, RelationLabel.LEADS, led, "leads-under")


_NAMED = {
    EntityLabel.MISSION: (RelationLabel.LEADS, r"operation|mission"),
    EntityLabel.PROGRAMME: (
        RelationLabel.DEVELOPS,
        r"plan|programme|program|strategy|initiative|fund|project|doctrine",
    ),
    EntityLabel.PRODUCT: (
        RelationLabel.DEVELOPS,
        r"fighter|drone|missile|tank|helicopter|jet|system",
    ),
}


def _propose_from_names(clause: Clause) -> Iterator[Proposal]:
    """As in "the EU naval operation “Aspides”": whose operation, plan or product it is."""
    for first, second, between in clause.neighbours:
        label, nouns = _NAMED.get(clause.mentions[second].label, (None, ""))
        if label and re.fullmatch(
            rf"\s((?!with|in|of|for|the|and)[\w-]+\s){{0,4}}({nouns})s?\s[“\"'‘«]?", between
        ):
            yield bare_proposal(clause, first, label, second, f"{label}-named")


_TOGETHER = re.compile(
    r"['’]?s?,?\s((together|along|jointly|in cooperation|in partnership)\s)?(with|alongside)\s(the\s)?"
)


def _propose_from_companions(clause: Clause) -> Iterator[Proposal]:
    """As in "the EU, together with the United States, ..."; each of those who come along cooperates."""
    for first, second, between in clause.neighbours:
        link = _TOGETHER.fullmatch(between)
        if link is None:
            continue
        preposition = clause.root_of(second).head
        if link[1] or link[3] == "alongside" or clause.mention_at.get(preposition.head.i) == first:
            for filler in clause.fillers(clause.root_of(second)):
                if filler.mention != first:
                    yield bare_proposal(clause, first, RelationLabel.COOPERATE, filler.mention, COMPANION)


_PAID = re.compile(r"\s([a-z]+\s){0,2}from\s(the\s)?")


def _propose_from_payments(clause: Clause) -> Iterator[Proposal]:
    """As in "some €550 million from the European Space Agency"."""
    for first, second, between in clause.neighbours:
        if clause.mentions[first].label is EntityLabel.MONEY and _PAID.fullmatch(between):
            yield bare_proposal(clause, second, RelationLabel.FUNDS, first, "funds-from")


_GOVERNMENT = frozenset(
    {"government", "administration", "cabinet", "coalition", "executive", "regime", "presidency", "team"}
)


def _propose_from_governments(clause: Clause) -> Iterator[Proposal]:
    """As in "the Draghi government of Italy", "Gaddafi's Libyan regime": the person leads the state."""
    for token in clause.tokens:
        if token.lemma_.lower() not in _GOVERNMENT:
            continue
        words = owners_of(token) + prepositional_objects_of(token, {"of"})
        fillers = [filler for word in words for filler in clause.fillers(word)]
        people = [f for f in fillers if clause.mentions[f.mention].label is EntityLabel.PERSON]
        for person, state in product(people, fillers):
            yield bare_proposal(
                clause, person.mention, RelationLabel.LEADS, state.mention, "leads-government"
            )


PATTERNS: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_possessives,
    _propose_from_pronouns,
    _propose_from_titles,
    _propose_from_prefixes,
    _propose_from_others,
    _propose_from_reigns,
    _propose_from_names,
    _propose_from_companions,
    _propose_from_payments,
    _propose_from_governments,
)
