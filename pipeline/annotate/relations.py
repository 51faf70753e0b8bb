"""Who does what with whom: the relations between the mentions of one sentence.

Rules propose (``relation_rules``); what several rules read alike becomes one relation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_proposals import Proposal
from pipeline.annotate.relation_rules import propose
from pipeline.schema import Coreference, Mention, Relation, RelationLabel

__all__ = ["RelationModel", "find_relations"]


@dataclass(frozen=True, slots=True)
class RelationModel:
    """The trained classifier over proposals and pairs."""


def find_relations(
    sentence: Span,
    mentions: Sequence[Mention],
    coreferences: Sequence[Coreference] = (),
    model: RelationModel | None = None,  # noqa: ARG001 - the rules stand alone so far
) -> list[Relation]:
    """The relations between ``mentions`` (those of this sentence, values included), by head and tail."""
    if len(mentions) < 2:
        return []
    clause = Clause.build(sentence, mentions, coreferences)
    return sorted(_merge(propose(clause)), key=lambda r: (r.head, r.tail, r.label))


def _merge(proposals: Iterable[Proposal]) -> list[Relation]:
    """One relation for each pair and label: the first rule that read it gives trigger and name."""
    first: dict[tuple[int, RelationLabel, int], Proposal] = {}
    for proposal in proposals:
        head, tail = proposal.head, proposal.tail
        if proposal.label.is_symmetric and head > tail:
            head, tail = tail, head
        first.setdefault((head, proposal.label, tail), proposal)
    return [_relation(key, proposal) for key, proposal in first.items()]


def _relation(key: tuple[int, RelationLabel, int], proposal: Proposal) -> Relation:
    return Relation(
        *key,
        trigger=proposal.trigger,
        by=f"rule:{proposal.rule}",
        through=proposal.through,
        plover=proposal.plover,
    )
