"""Who is said to do as another does: "X, like Y, opposes Z" says that Y opposes Z, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_proposals import Proposal
from pipeline.schema import ACTOR_LABELS

__all__ = ["echo_for_peers"]

_AS_DOES = re.compile(
    r"(?:,|—|–| –| —)? ?(?:much |just )?(like|as well as|along with|together with) (?:the )?"
)
_CLOSED = (",", "—", "–", " –", " —")


def echo_for_peers(clause: Clause, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """For each proposal of what an actor does the same of those who do it with, or like, the actor."""
    peers = dict(_peers(clause))
    if not peers:
        return
    for proposal in proposals:
        if proposal.lemma and proposal.tail not in peers.get(proposal.head, ()):
            for peer in peers.get(proposal.head, ()):
                yield replace(proposal, head=peer, head_reach="peer")


def _peers(clause: Clause) -> Iterator[tuple[int, list[int]]]:
    for first, second, between in clause.neighbours:
        link = _AS_DOES.fullmatch(between)
        if link is None or not {clause.mentions[first].label, clause.mentions[second].label} <= ACTOR_LABELS:
            continue
        found = [f.mention for f in clause.fillers(clause.root_of(second)) if f.mention >= second]
        if found and (link[1] != "like" or _is_enclosed(clause, between, found[-1])):
            yield first, found


def _is_enclosed(clause: Clause, between: str, last: int) -> bool:
    """Whether "like Y" stands between commas or dashes; else it compares only: "acts like Y"."""
    after = clause.text[clause.mentions[last].span.end - clause.words.start_char :]
    return between.startswith(_CLOSED) and (after.startswith(_CLOSED) or after.startswith(" and other"))
