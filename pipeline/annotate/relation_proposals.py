"""A relation that a rule reads from a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.relation_clause import Clause
from pipeline.schema import RelationLabel, Span

__all__ = ["Proposal", "bare_proposal"]


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


def bare_proposal(clause: Clause, head: int, label: RelationLabel, tail: int, rule: str) -> Proposal:
    """A proposal without a trigger word: the words between the two mentions stand for it."""
    first, second = sorted((clause.mentions[head].span, clause.mentions[tail].span))
    trigger = Span(first.end, second.start) if first.end < second.start else first
    return Proposal(head, label, tail, rule, trigger)
