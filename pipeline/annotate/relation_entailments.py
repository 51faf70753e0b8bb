"""Constructions that entail a relation: offices, lists in brackets, treaties named with their parties.

Like the other constructions they are read from the words around the mentions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

from spacy.tokens import Token

from pipeline.annotate.knowledge_base import KnownName
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_places import holds_towns, is_state, state_of_city
from pipeline.annotate.relation_proposals import Proposal, bare_proposal
from pipeline.annotate.relation_triggers import titles
from pipeline.annotate.syntax import logical_subjects_of, prepositional_objects_of
from pipeline.schema import ACTOR_LABELS, EntityLabel, RelationLabel

__all__ = ["ENTAILMENTS", "is_treaty"]

_STATES = frozenset({EntityLabel.GPE, EntityLabel.NORP})
_WHOLES = frozenset({EntityLabel.LOC, EntityLabel.ORG})
_RULE_AFTER = re.compile(r"(['’]s?)?\s(government|administration|cabinet|presidency|regime)\b", re.IGNORECASE)
_RULE_BEFORE = re.compile(
    r"\b(government|administration|cabinet|presidency) (of|under) $|\bunder $", re.IGNORECASE
)


@cache
def _states_led() -> dict[str, str]:
    """Who leads, or led, which state."""
    return {row.entity: row.of for row in read_table("leaders", KnownName) if row.of}


_UNDER_ANOTHER = frozenset({"vice", "deputy"})


def _propose_from_offices(clause: Clause) -> Iterator[Proposal]:
    """As in "President X said that Norway ...", "the X administration ... Norway": X leads the state.

    That X holds an office stands in the sentence; that it is Norway's is known.
    """
    offset = clause.words.start_char
    for number, mention in enumerate(clause.mentions):
        state = _states_led().get(mention.entity or "")
        if mention.label is not EntityLabel.PERSON or state is None:
            continue
        before = clause.text[: mention.span.start - offset]
        words = before.lower().split()[-2:]
        if (
            (titles().isdisjoint(words) or words[0] in _UNDER_ANOTHER)
            and not _RULE_AFTER.match(clause.text[mention.span.end - offset :])
            and not _RULE_BEFORE.search(before)
        ):
            continue
        found = [n for n, m in enumerate(clause.mentions) if m.entity == state and m.label in _STATES]
        for led in sorted(found, key=lambda n: abs(n - number))[:1]:
            yield bare_proposal(clause, number, RelationLabel.LEADS, led, "leads-office")


def _propose_from_brackets(clause: Clause) -> Iterator[Proposal]:
    """As in "the Baltics (Estonia, Latvia)", "the Quad (India, Japan, ...)": parts and members."""
    for whole, mention in enumerate(clause.mentions):
        members = _listed_after(clause, whole) if mention.label in _WHOLES else []
        if len(members) < 2:  # a single one in brackets only renames what stands before
            continue
        for member in members:
            if mention.label is EntityLabel.LOC and clause.mentions[member].label is not EntityLabel.LOC:
                yield bare_proposal(clause, member, RelationLabel.PART_OF, whole, "part_of-brackets")
            elif mention.label is EntityLabel.ORG and clause.mentions[members[0]].label is EntityLabel.GPE:
                yield bare_proposal(clause, member, RelationLabel.MEMBER_OF, whole, "member_of-brackets")


_OF_ITS_MEMBERS = re.compile(
    r"['’]?s? (\w+ )?"
    r"(countries|states|nations|members|allies|capitals|economies|republics|founders|governments)"
    r"(,| –|—| \(| such as| including| like|, notably|, including|, such as|, among them) ?(the )?"
)


def _listed_after(clause: Clause, whole: int) -> list[int]:
    """The list in brackets after a name, or after its members: "the X states, A, B and C"."""
    for first, second, between in clause.neighbours:
        if first == whole and _OF_ITS_MEMBERS.fullmatch(between):
            return clause.run_from(second)
    return clause.bracketed(whole)


_BETWEEN = re.compile(r"\s((of|in) (\w+ )?\d{4} )?(between|involving|among) (the )?")
_WITH = re.compile(r"[”\"'’»]?\s((of|in) (\w+ )?\d{4} )?(with|between) (the )?")


def _propose_from_parties(clause: Clause) -> Iterator[Proposal]:
    """As in "the Gulf War between X and Y", "the Visiting Forces Agreement with Z"."""
    for first, after, _ in clause.neighbours:
        thing = clause.mentions[first].label
        is_dated = clause.mentions[after].label is EntityLabel.DATE and after + 1 < len(clause.mentions)
        second = after + is_dated
        between = clause.text_between(first, second)
        if thing is EntityLabel.EVENT and _BETWEEN.fullmatch(between):
            label = RelationLabel.PARTICIPATES_IN
        elif thing is EntityLabel.LAW and _WITH.fullmatch(between):
            label = RelationLabel.AGREE
        else:
            continue
        for filler in clause.fillers(clause.root_of(second)):
            if filler.mention > first and clause.mentions[filler.mention].label in ACTOR_LABELS:
                yield bare_proposal(clause, filler.mention, label, first, f"{label}-parties")


@cache
def _names_of_states() -> dict[str, tuple[str, ...]]:
    return {row.entity: (row.name, *row.aliases, *row.adjectives) for row in read_table("states", KnownName)}


def _propose_from_named_parties(clause: Clause) -> Iterator[Proposal]:
    """As in "the U.S.-Japan Security Treaty": each state whose name the treaty bears is party to it."""
    for number, mention in enumerate(clause.mentions):
        if mention.label is not EntityLabel.LAW or number in clause.full_name_of:
            continue
        name = _text_of(clause, number)
        parties: set[str] = set()
        for state, other in enumerate(clause.mentions):
            names = _names_of_states().get(other.entity or "", ())
            if other.label in _STATES and other.entity not in parties and _bears(name, names):
                parties.add(str(other.entity))
                yield bare_proposal(clause, state, RelationLabel.AGREE, number, "agree-named")


def _text_of(clause: Clause, number: int) -> str:
    span, offset = clause.mentions[number].span, clause.words.start_char
    return clause.text[span.start - offset : span.end - offset]


_TREATY = re.compile(r"\b(agreement|treaty|pact|accord|convention|protocol|deal|alliance)\b", re.IGNORECASE)


def is_treaty(clause: Clause, law: int) -> bool:
    """Whether the law is an agreement of several, by its name."""
    return _TREATY.search(_text_of(clause, law)) is not None


def _bears(treaty: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names stands in the treaty's beside another, as in "U.S.-Japan Treaty"."""
    if _TREATY.search(treaty) is None:
        return False
    words = [re.escape(name) for name in names]
    return any(re.search(rf"(^|[\s–-]){w}[–-]|[–-]{w}([\s–-]|$)", treaty) for w in words)


_SUM = re.compile(r"\s\((about |some |around |nearly |over )?")


def _propose_from_sums(clause: Clause) -> Iterator[Proposal]:
    """As in "the largest investors are Spain ($4 billion), Canada ($3 billion)", where money is given."""
    if not any(trigger.label is RelationLabel.FUNDS for trigger, _ in clause.triggers):
        return
    for first, second, between in clause.neighbours:
        money = clause.mentions[second].label is EntityLabel.MONEY
        if money and clause.mentions[first].label in ACTOR_LABELS and _SUM.fullmatch(between):
            yield bare_proposal(clause, first, RelationLabel.FUNDS, second, "funds-sum")
    for verb in (token for token in clause.tokens if token.lemma_ == "account" and token.pos_ == "VERB"):
        yield from _accounting(clause, verb)


def _accounting(clause: Clause, verb: Token) -> Iterator[Proposal]:
    """As in "X is the largest investor, accounting for $3 billion"."""
    givers = [f.mention for subject in logical_subjects_of(verb) for f in clause.fillers(subject)]
    amounts = [clause.mention_at.get(t.i) for t in prepositional_objects_of(verb, {"for"})]
    for giver, amount in product(givers, amounts):
        if amount is not None and clause.mentions[giver].label in ACTOR_LABELS:
            yield bare_proposal(clause, giver, RelationLabel.FUNDS, amount, "funds-sum")


_OTHER_LEADERS = re.compile(r",? and (?:the )?(?:some |many |several )?other (?:senior |top )?")
_LEADERS = re.compile(r"\s(leaders|officials|ministers|commanders|generals)")


def _propose_from_peers(clause: Clause) -> Iterator[Proposal]:
    """As in "X and other Norwegian leaders"."""
    for first, second, between in clause.neighbours:
        after = clause.text[clause.mentions[second].span.end - clause.words.start_char :]
        is_person = clause.mentions[first].label is EntityLabel.PERSON
        if is_person and _OTHER_LEADERS.fullmatch(between) and _LEADERS.match(after):
            yield bare_proposal(clause, first, RelationLabel.LEADS, second, "leads-peers")


_TOWNS = frozenset({EntityLabel.FAC, EntityLabel.GPE, EntityLabel.LOC})


def _propose_from_addresses(clause: Clause) -> Iterator[Proposal]:
    """As in "the port of Hamburg, Germany, ...": a place that is no state, and the state that it lies in."""
    for first, second, between in clause.neighbours:
        town, state = clause.mentions[first], clause.mentions[second]
        if between != ", " or town.label not in _TOWNS or is_state(town.entity):
            continue
        known = state_of_city(town.entity) == state.entity is not None
        is_address = (known or not _is_listed(clause, first)) and _holds_towns(clause, second)
        if is_address and _closes_address(clause, first, second):
            yield bare_proposal(clause, first, RelationLabel.PART_OF, second, "part_of-address")


def _closes_address(clause: Clause, place: int, state: int) -> bool:
    """Whether the state ends the phrase: it must after a sea or a continent ("in the X, Italy acts")."""
    if clause.root_of(state).dep_ in {"nsubj", "nsubjpass"}:
        return False
    after = clause.text[clause.mentions[state].span.end - clause.words.start_char :][:1]
    return clause.mentions[place].label is not EntityLabel.LOC or after in {",", ".", ";", ")", ":", "”", ""}


def _is_listed(clause: Clause, first: int) -> bool:
    """Whether the two stand in a longer list of places."""
    return first in clause.lists or (first > 0 and clause.text_between(first - 1, first) == ", ")


def _holds_towns(clause: Clause, place: int) -> bool:
    return holds_towns(clause.mentions[place].entity, _text_of(clause, place))


ENTAILMENTS: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_addresses,
    _propose_from_offices,
    _propose_from_brackets,
    _propose_from_parties,
    _propose_from_named_parties,
    _propose_from_sums,
    _propose_from_peers,
)
