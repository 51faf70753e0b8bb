"""Rules that propose relations: trigger words with their frames, and constructions without a trigger.

A rule yields proposals; it never decides. Every proposal names its rule and the words that triggered it.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_entailments import ENTAILMENTS
from pipeline.annotate.relation_frames import Reading, guess_from_readings, propose_from_readings, read_frames
from pipeline.annotate.relation_patterns import COMPANION, PATTERNS
from pipeline.annotate.relation_proposals import Guess, Proposal
from pipeline.annotate.relation_triggers import fits_types

__all__ = ["guess", "propose"]


def propose(clause: Clause, readings: Iterable[Reading] | None = None) -> list[Proposal]:
    """All proposals of all rules that fit the guidelines' types, in rule order."""
    readings = read_frames(clause) if readings is None else readings
    found = list(propose_from_readings(clause, readings))
    found += [proposal for rule in (*PATTERNS, *ENTAILMENTS) for proposal in rule(clause)]
    found = [proposal for proposal in found if _is_possible(clause, proposal)]
    triggered = {frozenset((p.head, p.tail)) for p in found if p.lemma}
    return [p for p in found if p.rule != COMPANION or frozenset((p.head, p.tail)) not in triggered]


def guess(clause: Clause, readings: Iterable[Reading]) -> list[Guess]:
    """All guesses that fit the guidelines' types."""
    return [found for found in guess_from_readings(clause, readings) if _is_possible(clause, found)]


def _is_possible(clause: Clause, proposal: Proposal | Guess) -> bool:
    head, tail = clause.mentions[proposal.head], clause.mentions[proposal.tail]
    if proposal.head == proposal.tail or (head.entity and head.entity == tail.entity):
        return False
    return fits_types(head.label, proposal.label, tail.label)
