"""Rules that propose relations: trigger words with their frames, and constructions without a trigger.

A rule yields proposals; it never decides. Every proposal names its rule and the words that triggered it.
"""

from __future__ import annotations

from pipeline.annotate.relation_belonging import BELONGING
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_entailments import ENTAILMENTS
from pipeline.annotate.relation_frames import propose_from_triggers
from pipeline.annotate.relation_locations import LOCATIONS
from pipeline.annotate.relation_occasions import OCCASIONS
from pipeline.annotate.relation_patterns import COMPANION, PATTERNS
from pipeline.annotate.relation_peers import echo_for_peers
from pipeline.annotate.relation_proposals import Proposal
from pipeline.annotate.relation_receivers import propose_from_receivers
from pipeline.annotate.relation_sides import SIDES
from pipeline.annotate.relation_trade import TRADE
from pipeline.annotate.relation_triggers import fits_types
from pipeline.annotate.relation_victims import propose_from_victims

__all__ = ["propose"]


def propose(clause: Clause) -> list[Proposal]:
    """All proposals of all rules that fit the guidelines' types, in rule order."""
    rules = (
        propose_from_triggers,
        *PATTERNS,
        *LOCATIONS,
        *ENTAILMENTS,
        *BELONGING,
        *OCCASIONS,
        *TRADE,
        *SIDES,
        propose_from_victims,
        propose_from_receivers,
    )
    found = [proposal for rule in rules for proposal in rule(clause)]
    found.extend(echo_for_peers(clause, tuple(found)))
    found = [proposal for proposal in found if _is_possible(clause, proposal)]
    triggered = {frozenset((p.head, p.tail)) for p in found if p.lemma}
    return [p for p in found if p.rule != COMPANION or frozenset((p.head, p.tail)) not in triggered]


def _is_possible(clause: Clause, proposal: Proposal) -> bool:
    head, tail = clause.mentions[proposal.head], clause.mentions[proposal.tail]
    if proposal.head == proposal.tail or (head.entity and head.entity == tail.entity):
        return False
    return fits_types(head.label, proposal.label, tail.label)
