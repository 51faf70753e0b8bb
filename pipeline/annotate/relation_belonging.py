"""Constructions that say without a trigger word what a thing belongs to, or what group a state is of.

As in "the US Central Command", "the Bank, Kenya's monetary authority", "the Nairobi-based Institute".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_proposals import Proposal, bare_proposal
from pipeline.annotate.relation_triggers import TriggerKind, triggers_at
from pipeline.schema import EntityLabel, RelationLabel

__all__ = ["BELONGING"]

_OWNERS = frozenset({EntityLabel.GPE, EntityLabel.NORP, EntityLabel.ORG})
_STATES = frozenset({EntityLabel.GPE, EntityLabel.NORP})
_OWNED = frozenset({EntityLabel.ORG, EntityLabel.PROGRAMME})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})


def _propose_from_compounds(clause: Clause) -> Iterator[Proposal]:
    """As in "the US Central Command", "the Brazilian Growth Programme", "French shipbuilder X"."""
    for first, second, between in clause.neighbours:
        owner, owned = clause.mentions[first].label, clause.mentions[second].label
        if between == " " and owner in _OWNERS and owned in _OWNED:
            is_nested = clause.root_of(first).head == clause.root_of(second)  # "State Department Bureau of X"
            fits = owner in _STATES or owned is EntityLabel.PROGRAMME or is_nested
        else:
            fits = owner in _STATES and owned is EntityLabel.ORG and _is_kind(clause, first, second)
        if fits and not _only_qualifies(clause, second):
            yield _belonging(clause, first, second)


_DRAWN_UP = re.compile(r"\b(Strategy|Doctrine|Plan|Agenda|Vision|Initiative|Compass|Concept)$")


def _belonging(clause: Clause, owner: int, owned: int) -> Proposal:
    """A plan or strategy that bears an owner's name was drawn up by the owner."""
    span, offset = clause.mentions[owned].span, clause.words.start_char
    is_plan = clause.mentions[owned].label is EntityLabel.PROGRAMME
    if is_plan and _DRAWN_UP.search(clause.text[span.start - offset : span.end - offset]):
        return bare_proposal(clause, owner, RelationLabel.DEVELOPS, owned, "develops-compound")
    return bare_proposal(clause, owned, RelationLabel.PART_OF, owner, "part_of-compound")


def _is_kind(clause: Clause, first: int, second: int) -> bool:
    """Whether what stands between says what the second is: "shipbuilder", "online retailer"."""
    offset = clause.mentions[first].span.end, clause.mentions[second].span.start
    words = [t for t in clause.tokens if offset[0] <= t.idx < offset[1]]
    if not words or words[-1].tag_ != "NN" or any(t.pos_ not in {"NOUN", "ADJ"} for t in words):
        return False
    noun, root = words[-1], clause.root_of(second)
    one_phrase = noun.head.i == root.i or root.head.i == noun.i
    return len(words) < 4 and one_phrase and not triggers_at(noun)


def _only_qualifies(clause: Clause, mention: int) -> bool:
    """Whether the name only tells of another noun: the EU in "Turkish EU bid"."""
    root = clause.root_of(mention)
    is_body = clause.mentions[mention].label is EntityLabel.ORG
    return is_body and root.dep_ in _MODIFIERS and root.head.pos_ == "NOUN" and root.head.i > root.i


_BASED = re.compile(r"[-‑–](based|headquartered) ((?!and|in|with|of|for)[\w-]+ ){0,4}[“\"'‘]?")


def _propose_from_seats(clause: Clause) -> Iterator[Proposal]:
    """As in "the Nairobi-based Institute for Security Studies"."""
    for first, second, between in clause.neighbours:
        if clause.mentions[second].label is EntityLabel.ORG and _BASED.fullmatch(between):
            yield bare_proposal(clause, second, RelationLabel.PART_OF, first, "part_of-seat")


_EXPLAINED = re.compile(r"(,| [–—-]|—|–) ?((an?|the|one of( the)?|another|itself an?) )?")
_NAMED_THINGS = frozenset({EntityLabel.ORG, EntityLabel.FAC, EntityLabel.PROGRAMME})


def _propose_from_explanations(clause: Clause) -> Iterator[Proposal]:
    """As in "the Central Bank, Kenya's monetary authority, ...", "Hanwha, a Korean arms maker"."""
    for first, second, between in clause.neighbours:
        thing, owner = clause.mentions[first].label, clause.mentions[second].label
        if thing not in _NAMED_THINGS or owner not in _OWNERS or not _EXPLAINED.fullmatch(between):
            continue
        if _names_kind(clause.root_of(second), explained=between.strip(" ,–—-") or "the"):
            yield bare_proposal(clause, first, RelationLabel.PART_OF, second, "part_of-explanation")


_TRADES = frozenset(
    {RelationLabel.DEVELOPS, RelationLabel.SUPPLY, RelationLabel.ACQUIRES, RelationLabel.DEPLOY}
    | {RelationLabel.PART_OF}
)
"""What a firm is by its trade: "a Chinese drone maker", "a Danish carrier"."""


def _names_kind(owner: Token, explained: str) -> bool:
    """Whether the owner's noun says what a thing is, and not what it does or whose foe it is."""
    noun = owner.head
    owns = owner.dep_ == "poss" or (explained != "the" and owner.dep_ in {"amod", "compound", "nmod"})
    if not owns or noun.pos_ not in {"NOUN", "PROPN"} or noun.i < owner.i:
        return False
    fits = noun.dep_ in {"appos", "pobj"} or (noun.dep_ == "conj" and noun.head.i < owner.i)
    neutral = _TRADES if owner.dep_ != "poss" else frozenset()
    rows = (row for row in triggers_at(noun) if row.kind is not TriggerKind.VERB)
    return fits and all(row.label in neutral for row in rows)


_STATE_BODY = re.compile(
    r" (army|military|navy|air force|armed forces|government|state|police|intelligence|ministry|security)\b"
)


def _propose_from_units(clause: Clause) -> Iterator[Proposal]:
    """As in "Unit 5 of the Chilean army"."""
    for unit, state, between in clause.neighbours:
        labels = clause.mentions[unit].label, clause.mentions[state].label
        after = clause.text[clause.mentions[state].span.end - clause.words.start_char :]
        fits = labels[0] is EntityLabel.ORG and labels[1] in _STATES and between in {" of the ", " of "}
        if fits and _STATE_BODY.match(after):
            yield bare_proposal(clause, unit, RelationLabel.PART_OF, state, "part_of-unit")


_ITS_BODY = re.compile(
    r"['’]s ([a-z-]+ ){0,3}(body|institution|organ|agency|committee|company|firm|bank|ministry|regulator|arm"
    r"|wing|branch|party|authority|unit|service|office|council|court|operator|airline)(,|—| –| -|:) ?(the )?"
)


def _propose_from_bodies(clause: Clause) -> Iterator[Proposal]:
    """As in "the Party's highest organ, the Politburo"."""
    for owner, body, between in clause.neighbours:
        labels = clause.mentions[owner].label, clause.mentions[body].label
        if labels[0] in _OWNERS and labels[1] is EntityLabel.ORG and _ITS_BODY.fullmatch(between):
            yield bare_proposal(clause, body, RelationLabel.PART_OF, owner, "part_of-body")


_DOCTRINE = re.compile(
    r"(['’]s?)? ([\w-]+ ){0,2}(doctrine|concept) (of|for) "
    r"(the |[a-z]+ing )?[“\"'‘]?"
)


def _propose_from_doctrines(clause: Clause) -> Iterator[Proposal]:
    """As in "India's doctrine of Cold Start"."""
    for first, second, between in clause.neighbours:
        fits = clause.mentions[first].label in _OWNERS and _DOCTRINE.fullmatch(between)
        if fits and clause.mentions[second].label is EntityLabel.PROGRAMME:
            yield bare_proposal(clause, second, RelationLabel.PART_OF, first, "part_of-doctrine")


_KINDS = (
    r"(?:state|province|region|city|town|port|district|island|village|prefecture|territory|oblast|county|"
    r"governorate|capital|field|terminal|base|refinery|canton|municipality|republic)"
)
_PLURAL_KINDS = re.compile(
    r" (?:[a-z]+ )?(?:states|provinces|regions|cities|towns|ports|districts|islands|oblasts|counties|"
    r"governorates|fields|terminals|bases|cantons|municipalities|territories)\b"
)
_TERRITORY = re.compile(
    rf"(['’]s?)? ([a-z]+ )?({_KINDS}|cities|territories|counties|refineries|{_KINDS}s) (of|at|in) (the )?"
)
_FRONTED = re.compile(rf", (the |its )?([a-z]+ )?({_KINDS}s|cities|territories|counties) of (the )?")
_TOWNS = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})


def _propose_from_territories(clause: Clause) -> Iterator[Proposal]:
    """As in "the Nigerian states of Sokoto and Kano", "Kenya's port of Mombasa", "in Kenya, the port of"."""
    for whole, first, between in clause.neighbours:
        if clause.mentions[whole].label not in _STATES or clause.mentions[first].label not in _TOWNS:
            continue
        owns = _TERRITORY.fullmatch(between) and (clause.mentions[whole].label, between[:1]) in _OWNING
        opens = _FRONTED.fullmatch(between) and clause.text.startswith("In ") and whole == 0
        if owns or opens:
            for part in clause.run_from(first):
                if clause.mentions[part].label in _TOWNS and part != whole:
                    yield bare_proposal(clause, part, RelationLabel.PART_OF, whole, "part_of-territory")


_OWNING = frozenset({(EntityLabel.NORP, " "), (EntityLabel.GPE, "'"), (EntityLabel.GPE, "’")})


def _propose_from_listed_parts(clause: Clause) -> Iterator[Proposal]:
    """As in "Kenya's Kwale and Kilifi counties": all of them are Kenya's."""
    for whole, first, between in clause.neighbours:
        run = clause.run_from(first)
        after = clause.text[clause.mentions[run[-1]].span.end - clause.words.start_char :]
        labels = clause.mentions[whole].label, between
        if len(run) < 2 or labels not in _OWNING_LISTS or _PLURAL_KINDS.match(after) is None:
            continue
        for part in run:
            if clause.mentions[part].label in _TOWNS:
                yield bare_proposal(clause, part, RelationLabel.PART_OF, whole, "part_of-listed")


_OWNING_LISTS = frozenset({(EntityLabel.NORP, " "), (EntityLabel.GPE, "'s "), (EntityLabel.GPE, "’s ")})


_CIRCLE = re.compile(
    r"(['’]s?)? ([a-z]+ )?(states|countries|members|nations|capitals)( of|,? such as|,? like|,? including)? "
    r"(the )?"
)


def _propose_from_circles(clause: Clause) -> Iterator[Proposal]:
    """As in "the ASEAN states of Laos and Cambodia", "EU countries such as Austria"."""
    for first, second, between in clause.neighbours:
        if clause.mentions[first].label is not EntityLabel.ORG or not _CIRCLE.fullmatch(between):
            continue
        for filler in clause.fillers(clause.root_of(second)):
            if filler.mention > first and clause.mentions[filler.mention].label is EntityLabel.GPE:
                yield bare_proposal(
                    clause, filler.mention, RelationLabel.MEMBER_OF, first, "member_of-circle"
                )


BELONGING: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_compounds,
    _propose_from_seats,
    _propose_from_explanations,
    _propose_from_bodies,
    _propose_from_units,
    _propose_from_doctrines,
    _propose_from_territories,
    _propose_from_listed_parts,
    _propose_from_circles,
)
