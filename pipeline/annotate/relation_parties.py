"""Who stands on the two sides of a relation that a construction states, and the proposals between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from spacy.tokens import Token

from pipeline.annotate.relation_clause import Clause, Filler
from pipeline.annotate.relation_proposals import Proposal, bare_proposal
from pipeline.schema import ACTOR_LABELS, EntityLabel, RelationLabel

__all__ = ["parties_of", "propose_between"]


def parties_of(
    clause: Clause, tokens: Iterable[Token], labels: frozenset[EntityLabel] = ACTOR_LABELS
) -> list[Filler]:
    """The mentions with these labels that the tokens stand for, each once; no mere places of theirs."""
    found: dict[int, Filler] = {}
    for filler in (filler for token in tokens for filler in clause.fillers(token)):
        if filler.reach != "place" and clause.mentions[filler.mention].label in labels:
            found.setdefault(filler.mention, filler)
    return list(found.values())


def propose_between(
    clause: Clause, heads: Iterable[Filler], label: RelationLabel, tails: Iterable[Filler], rule: str
) -> Iterator[Proposal]:
    """The relation from every head to every tail but itself; no trigger word."""
    for head, tail in product(heads, tails):
        if head.mention != tail.mention:
            yield bare_proposal(clause, head.mention, label, tail.mention, rule)
