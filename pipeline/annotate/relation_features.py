"""What speaks for and against a candidate, as named features. One function for training and predicting.

Features are strings (present or not); numbers are put into few bins. Names of actors are never features,
so that what is learned from one paper holds for the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.annotate.relation_candidates import Candidate
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_triggers import Trigger
from pipeline.annotate.syntax import is_passive

__all__ = ["Chain", "Frame", "features_of", "frame_of"]

Chain = Sequence[tuple[int, str]]
"""A token's way up the tree: index and dependency label of the token and of all above it."""

_LONG = 5
"""Dependency paths longer than this are named by their length alone."""
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What the features of all candidates of a sentence share: the ways up from mentions and triggers."""

    clause: Clause
    mentions: Sequence[Chain]
    triggers: dict[int, Chain]
    """Token index of a trigger -> its way up."""


def frame_of(clause: Clause) -> Frame:
    """The ways up the tree from each mention and each trigger of the sentence."""
    return Frame(
        clause,
        [_climb(clause.root_of(number)) for number in range(len(clause.mentions))],
        {token.i: _climb(token) for _, token in clause.triggers},
    )


def _climb(token: Token) -> Chain:
    chain = [(token.i, _step(token))]
    while token.head.i != token.i:
        token = token.head
        chain.append((token.i, _step(token)))
    return chain


def _step(token: Token) -> str:
    return f"{token.dep_}:{token.lower_}" if token.dep_ in _PREPOSITIONS else token.dep_


def features_of(candidate: Candidate, frame: Frame) -> list[str]:
    """The names of all features that the candidate has."""
    found = [*_from_mentions(candidate, frame.clause), *_from_path(candidate, frame)]
    if candidate.proposals:
        found.extend(_from_proposals(candidate))
    if candidate.triggers:
        found.extend(_from_triggers(candidate, frame))
    if candidate.rivals:
        found.extend(_from_rivals(candidate))
    if not candidate.proposals:
        found.extend(_from_guesses(candidate, frame))
    return found


def _from_guesses(candidate: Candidate, frame: Frame) -> Iterator[str]:
    """For what no rule proposes: the trigger words of which one side is filled by this mention."""
    yield f"guesses={min(len(candidate.guesses), 3)}"
    for guess in candidate.guesses:
        other = guess.head if guess.open_side == "head" else guess.tail
        chain = frame.mentions[other]
        before = chain[0][0] < frame.clause.root_of(guess.head + guess.tail - other).i
        base = f"{guess.open_side},{guess.kind}"
        yield f"guess={base}"
        yield f"guess={base},{guess.reach}"
        yield f"guess={base},{candidate.label}"
        yield f"guess-options={base},{min(guess.options, 5)},{min(guess.nearness, 3)}"
        yield f"guess-options={guess.open_side},{min(guess.options, 5)},{min(guess.nearness, 3)},{before}"
        yield f"guess-role={base},{chain[0][1]}"
        yield f"guess-role={guess.open_side},{candidate.label},{chain[0][1]}"
        yield f"guess-depth={base},{min(len(chain), 6)}"
        yield f"guess-word={candidate.label},{guess.lemma}"


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
    yield f"rivals={_state(candidate)},{min(len(labels), 2)}"
    if candidate.label in labels:
        yield f"reversed={_state(candidate)}"
    for label in labels:
        yield f"rival={candidate.label},{label}"


def _from_mentions(candidate: Candidate, clause: Clause) -> Iterator[str]:
    head, tail = clause.mentions[candidate.head], clause.mentions[candidate.tail]
    state = _state(candidate)
    between = abs(candidate.head - candidate.tail) - 1
    yield f"label={candidate.label},{state}"
    yield f"types={candidate.label},{head.label},{tail.label}"
    yield f"order={candidate.label},{candidate.head < candidate.tail},{state}"
    yield f"between={state},{min(between, 4)}"
    yield f"mentions={state},{min(len(clause.mentions), 9) // 3}"


def _state(candidate: Candidate) -> str:
    if candidate.proposals:
        return "proposed"
    return "guessed" if candidate.guesses else "open"


def _from_path(candidate: Candidate, frame: Frame) -> Iterator[str]:
    path, length = _path(frame.mentions[candidate.head], frame.mentions[candidate.tail])
    yield f"length={_state(candidate)},{min(length, 9)}"
    if path:
        yield f"path={path}"
        yield f"path={candidate.label},{path}"


def _path(start: Chain, end: Chain) -> tuple[str, int]:
    """The steps from one token up and down to another ("" where far), and how many there are."""
    below = {index: step for step, (index, _) in enumerate(end)}
    up = next((step for step, (index, _) in enumerate(start) if index in below), None)
    if up is None:
        return "", 9
    down = below[start[up][0]]
    if up + down > _LONG:
        return "", up + down
    rising = [f"^{label}" for _, label in start[:up]]
    return "/".join([*rising, *(label for _, label in reversed(end[:down]))]), up + down


def _from_triggers(candidate: Candidate, frame: Frame) -> Iterator[str]:
    """The word of this label that stands nearest to both in the tree, and the ways from it to them."""
    chains = frame.mentions[candidate.head], frame.mentions[candidate.tail]
    best = min(
        candidate.triggers,
        key=lambda found: (*_distance(frame.triggers[found[1].i], chains), found[1].i, found[0].lemma),
    )
    trigger, token = best
    state = _state(candidate)
    (head, near), (tail, far) = (_path(frame.triggers[token.i], chain) for chain in chains)
    kind = "passive" if trigger.kind == "verb" and is_passive(token) else trigger.kind
    yield f"steps={state},{min(near, 6)},{min(far, 6)}"
    yield f"to-head={state},{kind},{head}"
    yield f"to-tail={state},{kind},{tail}"
    yield f"to-head={state},{candidate.label},{head}"
    yield f"to-tail={state},{candidate.label},{tail}"
    if near + far <= _LONG + 1:
        yield f"to-both={state},{kind},{head}|{tail}"
        yield f"to-both={candidate.label},{head}|{tail}"
    yield f"open-word={state},{candidate.label},{trigger.lemma}"
    yield from _from_order(candidate, trigger, token, chains)


def _distance(trigger: Chain, chains: tuple[Chain, Chain]) -> tuple[int, int]:
    at = trigger[0][0]
    steps = sum(_path(trigger, chain)[1] for chain in chains)
    return steps, sum(abs(at - chain[0][0]) for chain in chains)


def _from_order(
    candidate: Candidate, trigger: Trigger, token: Token, chains: tuple[Chain, Chain]
) -> Iterator[str]:
    first, last = sorted((chains[0][0][0], chains[1][0][0]))
    distance = abs(token.i - first) + abs(token.i - last)
    place = "between" if first < token.i < last else "before" if token.i < first else "after"
    state = _state(candidate)
    yield f"near={state},{trigger.kind},{place}"
    yield f"near={candidate.label},{place}"
    yield f"spread={state},{min(distance // 4, 6)},{place}"
