"""Candidates: which pairs of mentions may stand in which relation. One generator for training and predicting.

A label is a candidate for a pair where the guidelines allow it between two such mentions, and where
something speaks for it: a rule proposes it, or a word that names it stands in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from spacy.tokens import Token

from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_proposals import Proposal
from pipeline.annotate.relation_rules import propose
from pipeline.annotate.relation_triggers import Trigger, fits_types
from pipeline.schema import RelationLabel

__all__ = ["Candidate", "find_candidates", "find_proposed"]

Key = tuple[int, RelationLabel, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible relation, with all that speaks for it. Symmetric labels have the earlier mention as head."""

    head: int
    label: RelationLabel
    tail: int
    proposals: tuple[Proposal, ...] = ()
    triggers: tuple[tuple[Trigger, Token], ...] = ()
    rivals: tuple[Proposal, ...] = ()
    """Proposals of another relation, or of the other direction, for the same two mentions."""


def find_candidates(clause: Clause) -> list[Candidate]:
    """All candidates of a sentence, by head, tail and label."""
    return _candidates(clause, is_open=True)


def find_proposed(clause: Clause) -> list[Candidate]:
    """The candidates that a rule proposes: of the others too few are right for any model to find them."""
    return _candidates(clause, is_open=False)


def _candidates(clause: Clause, *, is_open: bool) -> list[Candidate]:
    proposals = _by_key(propose(clause))
    if not proposals and not is_open:
        return []
    triggers: dict[RelationLabel, list[tuple[Trigger, Token]]] = {}
    for trigger, token in clause.triggers:
        triggers.setdefault(trigger.label, []).append((trigger, token))
    keys = dict.fromkeys([*proposals, *(_possible_keys(clause, triggers) if is_open else ())])
    rivals: dict[frozenset[int], list[Proposal]] = {}
    for (head, _, tail), found in proposals.items():
        rivals.setdefault(frozenset((head, tail)), []).extend(found)
    return [
        Candidate(
            head,
            label,
            tail,
            tuple(proposals.get((head, label, tail), ())),
            tuple(triggers.get(label, ())),
            tuple(p for p in rivals.get(frozenset((head, tail)), ()) if _key_of(p) != (head, label, tail)),
        )
        for head, label, tail in sorted(keys, key=lambda key: (key[0], key[2], key[1]))
    ]


def _by_key(proposals: Iterable[Proposal]) -> dict[Key, list[Proposal]]:
    found: dict[Key, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(_key_of(proposal), []).append(proposal)
    return found


def _key_of(proposal: Proposal) -> Key:
    head, tail = proposal.head, proposal.tail
    if proposal.label.is_symmetric and head > tail:
        head, tail = tail, head
    return head, proposal.label, tail


def _possible_keys(clause: Clause, labels: Iterable[RelationLabel]) -> Iterator[Key]:
    names = [n for n in range(len(clause.mentions)) if n not in clause.full_name_of]
    pairs = [(head, tail) for head, tail in permutations(names, 2) if not _are_one(clause, head, tail)]
    for label in labels:
        for head, tail in pairs:
            in_order = head < tail or not label.is_symmetric
            if in_order and _fit(clause, head, label, tail):
                yield head, label, tail


def _fit(clause: Clause, head: int, label: RelationLabel, tail: int) -> bool:
    """Whether the types allow it; of a symmetric label in either order ("the X Treaty with Y")."""
    first, second = clause.mentions[head].label, clause.mentions[tail].label
    return fits_types(first, label, second) or (label.is_symmetric and fits_types(second, label, first))


def _are_one(clause: Clause, first: int, second: int) -> bool:
    entity = clause.mentions[first].entity
    return entity is not None and entity == clause.mentions[second].entity
