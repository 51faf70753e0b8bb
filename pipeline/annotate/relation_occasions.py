"""Constructions that say who takes part or has a share: meetings, ships, bills, named plans, joint acts.

As in "at the Lima Summit, X ...", "the Danish frigate X", "in the 110th Congress, the X Act would ...".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_parties import parties_of, propose_between
from pipeline.annotate.relation_proposals import Proposal, bare_proposal
from pipeline.annotate.relation_triggers import Trigger, TriggerKind, read_triggers, titles
from pipeline.annotate.syntax import (
    logical_subjects_of,
    prepositional_objects_of,
    surface_subjects_of,
)
from pipeline.schema import ACTOR_LABELS, EntityLabel, RelationLabel

__all__ = ["OCCASIONS"]

_STATES = frozenset({EntityLabel.GPE, EntityLabel.NORP})

_MEETING = re.compile(
    r"\b(Summit|Conference|Congress|Forum|Dialogue|Council|Assembly|Meeting|Talks|Session|COP ?\d+)\b"
)


def _propose_from_meetings(clause: Clause) -> Iterator[Proposal]:
    """As in "at the Lima Summit, X announced ...", "the Lima Summit, where X met Y"."""
    for number, mention in enumerate(clause.mentions):
        if mention.label is EntityLabel.EVENT and _MEETING.search(_text_of(clause, number)):
            for actor in parties_of(clause, _attendants_of(clause.root_of(number))):
                yield bare_proposal(
                    clause, actor.mention, RelationLabel.PARTICIPATES_IN, number, "participates_in-meeting"
                )


def _attendants_of(event: Token) -> list[Token]:
    verbs = [c for c in event.children if c.dep_ == "relcl" and any(w.lower_ == "where" for w in c.lefts)]
    preposition = event.head
    if preposition.lower_ == "of" and preposition.head.lemma_ in {"margin", "sideline"}:
        preposition = preposition.head.head
    elif preposition.lower_ not in {"at", "during"}:
        return [subject for verb in verbs for subject in surface_subjects_of(verb)]
    if event.dep_ == "pobj" and preposition.head.pos_ in {"VERB", "AUX"}:
        verbs.append(preposition.head)
    return [subject for verb in verbs for subject in surface_subjects_of(verb)]


_HULL = (
    r"(?:submarine|destroyer|cruiser|carrier|vessel|ship|corvette|frigate|cutter|gunboat|warship|battleship|"
    r"tanker|freighter|icebreaker|minesweeper)"
)
_ONE_HULL = re.compile(rf"\s(?:[a-z-]+\s){{0,3}}{_HULL}\s[“\"'‘«]?", re.IGNORECASE)
_HULLS = re.compile(rf"\s(?:[a-z-]+\s){{0,3}}{_HULL}s(?:,| –|—| \()?\s?(?:the\s)?[“\"'‘«]?", re.IGNORECASE)
_ONE = re.compile(r"\b(an?|one|another|two|three)\s$", re.IGNORECASE)


def _propose_from_ships(clause: Clause) -> Iterator[Proposal]:
    """As in "the Danish frigate X", "two Danish frigates, the X and the Y", "an American U-2"."""
    offset = clause.words.start_char
    for owner, craft, between in clause.neighbours:
        labels = clause.mentions[owner].label, clause.mentions[craft].label
        if labels[0] not in _STATES or labels[1] is not EntityLabel.PRODUCT:
            continue
        before = clause.text[: clause.mentions[owner].span.start - offset]
        is_one = between == " " and _ONE.search(before)
        if is_one or _ONE_HULL.fullmatch(between):
            yield bare_proposal(clause, owner, RelationLabel.ACQUIRES, craft, "acquires-ship")
        elif _HULLS.fullmatch(between):
            for hull in clause.run_from(craft):
                yield bare_proposal(clause, owner, RelationLabel.ACQUIRES, hull, "acquires-ship")


_CHAMBER = re.compile(r"\b(Congress|Parliament|Senate|House|Bundestag|Duma|Knesset|Diet|Assembly|Commons)$")
_BILLS = re.compile(
    r"\b(legislation|bills?|resolutions?|measures?) ([a-z]+ )?(in|before) (the )?$", re.IGNORECASE
)
_EXAMPLE = re.compile(r"(\((e\.g\.|i\.e\.)?,? ?|including |such as |, )(the )?$")
_OPENING = re.compile(r"(^|, )[Ii]n (the )?$")


def _propose_from_bills(clause: Clause) -> Iterator[Proposal]:
    """As in "in the 110th Congress, the X Act would ...", "bills in the Senate (e.g., the X Act)"."""
    for chamber, mention in enumerate(clause.mentions):
        if mention.label is EntityLabel.ORG and _CHAMBER.search(_text_of(clause, chamber)):
            for law in _bills_in(clause, chamber):
                yield bare_proposal(clause, chamber, RelationLabel.DEVELOPS, law, "develops-bill")


def _bills_in(clause: Clause, chamber: int) -> list[int]:
    before = _before(clause, chamber)
    laws = [n for n, m in enumerate(clause.mentions) if m.label is EntityLabel.LAW and n > chamber]
    if _BILLS.search(before):
        openers = [law for law in laws if _EXAMPLE.search(_before(clause, law))]
        return list(dict.fromkeys(law for first in openers for law in clause.run_from(first)))
    opens = _OPENING.search(before) and laws[:1] == [chamber + 1]
    return laws[:1] if opens and clause.text_between(chamber, laws[0]) in {", ", ", the "} else []


_CALLING = frozenset({"call", "name", "dub", "term", "label", "title", "entitle"})


def _propose_from_callings(clause: Clause) -> Iterator[Proposal]:
    """As in "X's new doctrine is called Y": Y is part of X."""
    for number, mention in enumerate(clause.mentions):
        root = clause.root_of(number)
        verb = root.head
        if mention.label is EntityLabel.PROGRAMME and root.dep_ == "oprd" and verb.lemma_ in _CALLING:
            for actor in parties_of(clause, [c for c in verb.children if c.dep_ == "nsubjpass"]):
                yield bare_proposal(clause, number, RelationLabel.PART_OF, actor.mention, "part_of-called")


_OFFICE = re.compile(r"\b([A-Za-z]+) (?:of|at) (?:the )?$")
_AFTER_OFFICE = frozenset({" ", ", "})


def _propose_from_office_holders(clause: Clause) -> Iterator[Proposal]:
    """As in "the chairman of the X Council, Y, ...", "premier and chairman of the X Council Y"."""
    for body, person, between in clause.neighbours:
        labels = clause.mentions[body].label, clause.mentions[person].label
        office = _OFFICE.search(_before(clause, body))
        if labels[0] not in ACTOR_LABELS or labels[1] is not EntityLabel.PERSON or office is None:
            continue
        if between in _AFTER_OFFICE and office[1].lower() in titles():
            yield bare_proposal(clause, person, RelationLabel.LEADS, body, "leads-title")


_JOINT = frozenset({RelationLabel.ASSAULT, RelationLabel.DEPLOY})
_HYPHENS = frozenset({"-", "–", "‑", "/"})


def _propose_from_pairs(clause: Clause) -> Iterator[Proposal]:
    """As in "the X-Y talks", "the X-Y war", "X-Y strikes on Z" (the two act together), whatever the parse."""
    for first, second, between in clause.neighbours:
        labels = {clause.mentions[first].label, clause.mentions[second].label}
        row = _act_after(clause, second) if between in _HYPHENS and labels <= ACTOR_LABELS else None
        if row is None:
            continue
        if row.label in _JOINT and not row.mutual:
            yield bare_proposal(clause, first, RelationLabel.COOPERATE, second, "cooperate-joint")
        elif row.mutual and row.label is not RelationLabel.ASSAULT:  # in "the X-Y war" one attacks
            yield bare_proposal(clause, first, row.label, second, f"{row.label}-pair")
            if not row.label.is_symmetric:
                yield bare_proposal(clause, second, row.label, first, f"{row.label}-pair")


def _act_after(clause: Clause, pair: int) -> Trigger | None:
    """The first event noun within three words; the parser's tags are not asked."""
    end = clause.mentions[pair].span.end
    for token in [t for t in clause.tokens if t.idx >= end][:3]:
        rows = read_triggers().get(token.lemma_.lower(), ())
        nouns = [row for row in rows if row.kind is TriggerKind.NOUN and len(row.words) == 1]
        if nouns:
            return next((row for row in nouns if row.mutual), nouns[0])
        if token.is_punct or token.pos_ in {"ADP", "AUX", "CCONJ", "DET", "PROPN"}:
            return None
    return None


def _propose_from_hearings(clause: Clause) -> Iterator[Proposal]:
    """As in "at a hearing of the X Committee, Y testified ...", "Y said in a hearing held by X"."""
    for hearing in clause.tokens:
        if hearing.lemma_.lower() != "hearing" or hearing.dep_ != "pobj":
            continue
        holders = prepositional_objects_of(hearing, {"of", "by", "before", "in"})
        holders += [t for c in hearing.children if c.dep_ == "acl" for t in logical_subjects_of(c)]
        speakers = surface_subjects_of(hearing.head.head)
        bodies = parties_of(clause, holders, frozenset({EntityLabel.ORG}))
        people = parties_of(clause, speakers, frozenset({EntityLabel.PERSON}))
        yield from propose_between(clause, bodies, RelationLabel.CONSULT, people, "consult-hearing")


_BACKED = re.compile(
    r"[-‑–](backed|supported|aligned|funded|financed|sponsored|led|run|owned|controlled|armed|trained|made|built)"
    r" ((?!in|on|of|by|and|with|for|to|are|is|has|have|was|were)[a-z]+ ){0,2}[“\"'‘«]?"
)
_BACKING = {
    "backed": RelationLabel.SUPPORT,
    "supported": RelationLabel.SUPPORT,
    "aligned": RelationLabel.SUPPORT,
    "funded": RelationLabel.FUNDS,
    "financed": RelationLabel.FUNDS,
    "sponsored": RelationLabel.SUPPORT,
    "led": RelationLabel.LEADS,
    "run": RelationLabel.LEADS,
    "owned": RelationLabel.ACQUIRES,
    "controlled": RelationLabel.ACQUIRES,
    "armed": RelationLabel.AID,
    "trained": RelationLabel.AID,
    "made": RelationLabel.DEVELOPS,
    "built": RelationLabel.DEVELOPS,
}


def _propose_from_backers(clause: Clause) -> Iterator[Proposal]:
    """As in "the Iran-backed group X", however the parser hangs the participle."""
    for backer, backed, between in clause.neighbours:
        link = _BACKED.fullmatch(between)
        if link and clause.mentions[backer].label in ACTOR_LABELS:
            label = _BACKING[link[1]]
            yield bare_proposal(clause, backer, label, backed, f"{label}-hyphen")


def _before(clause: Clause, number: int) -> str:
    return clause.text[: clause.mentions[number].span.start - clause.words.start_char]


def _text_of(clause: Clause, number: int) -> str:
    span, offset = clause.mentions[number].span, clause.words.start_char
    return clause.text[span.start - offset : span.end - offset]


OCCASIONS: tuple[Callable[[Clause], Iterator[Proposal]], ...] = (
    _propose_from_meetings,
    _propose_from_hearings,
    _propose_from_ships,
    _propose_from_bills,
    _propose_from_callings,
    _propose_from_office_holders,
    _propose_from_pairs,
    _propose_from_backers,
)
