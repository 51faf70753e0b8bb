"""What speaks for and against a candidate, as named features. One function for training and predicting.

Features are strings (present or not); numbers are put into few bins. Names of actors are never features,
so that what is learned from one paper holds for the next. Those of candidates that no rule proposes have
names of their own: what makes such a pair probable says nothing about a proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.annotate.relation_candidates import Candidate
from pipeline.annotate.relation_clause import Clause

__all__ = ["Chain", "chains_of", "features_of"]

Chain = Sequence[tuple[int, str]]
"""A mention's way up the tree: token index and dependency label of its root and of all above it."""

_LONG = 4
"""Dependency paths longer than this are named by their length alone."""


def chains_of(clause: Clause) -> list[Chain]:
    """The way up the tree from each mention of the sentence."""
    return [_climb(clause.root_of(number)) for number in range(len(clause.mentions))]


def _climb(token: Token) -> Chain:
    chain = [(token.i, token.dep_)]
    while token.head.i != token.i:
        token = token.head
        chain.append((token.i, token.dep_))
    return chain


def features_of(candidate: Candidate, clause: Clause, chains: Sequence[Chain]) -> list[str]:
    """The names of all features that the candidate has; ``chains`` are those of its clause."""
    head, tail = chains[candidate.head], chains[candidate.tail]
    found = [*_from_mentions(candidate, clause), *_from_path(candidate, head, tail)]
    if candidate.rivals:
        found.extend(_from_rivals(candidate))
    if candidate.proposals:
        found.extend(_from_proposals(candidate))
        return found
    found.extend(_from_triggers(candidate, head, tail))
    return [f"open {name}" for name in found]


def _from_proposals(candidate: Candidate) -> Iterator[str]:
    yield f"proposals={min(len(candidate.proposals), 2)}"
    for proposal in candidate.proposals:
        kind = proposal.rule.partition("-")[2]
        yield f"rule={proposal.rule}"
        yield f"kind={kind}"
        yield f"head={kind},{proposal.head_reach}"
        yield f"tail={kind},{proposal.tail_reach}"
        yield f"head={proposal.label},{proposal.head_reach}"
        yield f"tail={proposal.label},{proposal.tail_reach}"
        yield f"word={proposal.label},{proposal.lemma}"


def _from_rivals(candidate: Candidate) -> Iterator[str]:
    labels = sorted({proposal.label for proposal in candidate.rivals})
    yield f"rivals={min(len(labels), 2)}"
    if candidate.label in labels:
        yield "reversed"
    for label in labels:
        yield f"rival={candidate.label},{label}"


def _from_mentions(candidate: Candidate, clause: Clause) -> Iterator[str]:
    head, tail = clause.mentions[candidate.head], clause.mentions[candidate.tail]
    between = abs(candidate.head - candidate.tail) - 1
    yield f"label={candidate.label}"
    yield f"types={candidate.label},{head.label},{tail.label}"
    yield f"order={candidate.label},{candidate.head < candidate.tail}"
    yield f"between={min(between, 4)}"
    yield f"mentions={min(len(clause.mentions), 9) // 3}"


def _from_path(candidate: Candidate, head: Chain, tail: Chain) -> Iterator[str]:
    below = {index: step for step, (index, _) in enumerate(tail)}
    up = next((step for step, (index, _) in enumerate(head) if index in below), None)
    if up is None:
        yield "length=none"
        return
    down = below[head[up][0]]
    yield f"length={min(up + down, 9)}"
    if up + down <= _LONG:
        rising = [f"^{label}" for _, label in head[:up]]
        path = "/".join([*rising, *(label for _, label in reversed(tail[:down]))])
        yield f"path={path}"
        yield f"path={candidate.label},{path}"


def _from_triggers(candidate: Candidate, head: Chain, tail: Chain) -> Iterator[str]:
    """For candidates that no rule proposes: the word of this label that stands nearest to both."""
    first, last = sorted((head[0][0], tail[0][0]))
    distance, lemma, kind, at = min(
        (abs(token.i - first) + abs(token.i - last), trigger.lemma, trigger.kind, token.i)
        for trigger, token in candidate.triggers
    )
    place = "between" if first < at < last else "before" if at < first else "after"
    yield f"near={kind},{place}"
    yield f"near={candidate.label},{place}"
    yield f"spread={min(distance // 4, 6)},{place}"
    yield f"open-word={candidate.label},{lemma}"
    governs = [any(index == at for index, _ in chain) for chain in (head, tail)]
    yield f"governs={governs[0]},{governs[1]}"
