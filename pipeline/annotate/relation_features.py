"""What speaks for and against a candidate, as named features. One function for training and predicting.

Features are strings (present or not); numbers are put into few bins. Names of actors are never features,
so that what is learned from one paper holds for the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_candidates import Candidate
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.syntax import path_between

__all__ = ["features_of"]

_LONG = 4
"""Dependency paths longer than this are named by their length alone."""


def features_of(candidate: Candidate, clause: Clause) -> list[str]:
    """The names of all features that the candidate has."""
    return [
        *_from_proposals(candidate),
        *_from_rivals(candidate),
        *_from_mentions(candidate, clause),
        *_from_triggers(candidate, clause),
    ]


def _from_proposals(candidate: Candidate) -> Iterator[str]:
    yield f"proposals={min(len(candidate.proposals), 2)}"
    for proposal in candidate.proposals:
        yield f"rule={proposal.rule}"
        kind = proposal.rule.partition("-")[2]
        yield f"kind={kind}"
        yield f"head={kind},{proposal.head_reach}"
        yield f"tail={kind},{proposal.tail_reach}"
        yield f"head={proposal.label},{proposal.head_reach}"
        yield f"tail={proposal.label},{proposal.tail_reach}"
        yield f"word={proposal.label},{proposal.lemma}"


def _from_rivals(candidate: Candidate) -> Iterator[str]:
    proposed = "proposed" if candidate.proposals else "open"
    labels = {p.label for p in candidate.rivals}
    yield f"rivals={proposed},{min(len(labels), 2)}"
    if candidate.label in labels:
        yield f"reversed={proposed}"
    for label in sorted(labels):
        yield f"rival={candidate.label},{label}"


def _from_mentions(candidate: Candidate, clause: Clause) -> Iterator[str]:
    head, tail = clause.mentions[candidate.head], clause.mentions[candidate.tail]
    proposed = "proposed" if candidate.proposals else "open"
    yield f"label={candidate.label},{proposed}"
    yield f"types={candidate.label},{head.label},{tail.label}"
    yield f"order={candidate.label},{candidate.head < candidate.tail},{proposed}"
    between = abs(candidate.head - candidate.tail) - 1
    yield f"between={proposed},{min(between, 4)}"
    yield f"mentions={proposed},{min(len(clause.mentions), 9) // 3}"
    path = path_between(clause.root_of(candidate.head), clause.root_of(candidate.tail))
    length = 99 if path is None else len(path)
    yield f"length={proposed},{min(length, 9)}"
    if path is not None and length <= _LONG:
        yield f"path={'/'.join(path)}"
        yield f"path={candidate.label},{'/'.join(path)}"


def _from_triggers(candidate: Candidate, clause: Clause) -> Iterator[str]:
    """For candidates that no rule proposes: the word of this label that stands nearest to both."""
    if candidate.proposals or not candidate.triggers:
        return
    head, tail = clause.root_of(candidate.head), clause.root_of(candidate.tail)
    first, last = sorted((head.i, tail.i))

    def distance(token: Token) -> int:
        return abs(token.i - head.i) + abs(token.i - tail.i)

    trigger, token = min(candidate.triggers, key=lambda pair: distance(pair[1]))
    place = "between" if first < token.i < last else "before" if token.i < first else "after"
    spread = min(distance(token) // 4, 6)
    yield f"near={trigger.kind},{place}"
    yield f"near={candidate.label},{place}"
    yield f"spread={spread},{place}"
    yield f"open-word={candidate.label},{trigger.lemma}"
    ancestors = {head, *head.ancestors}, {tail, *tail.ancestors}
    yield f"governs={token in ancestors[0]},{token in ancestors[1]}"
