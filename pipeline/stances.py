"""The paper-level view: for each holder and target the balance over a paper, and the claims behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.schema.claim import AuthorHolder, Claim, ClaimStance

__all__ = ["AUTHOR_NAME", "StanceBalance", "weigh_stances"]

AUTHOR_NAME = "author"


_PRONOUNS = frozenset({
    "he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs", "itself",
    "himself", "herself", "themselves", "one", "ones", "both", "all", "some", "others", "another", "each",
    "who", "which", "what", "whom",
})  # fmt: skip
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_SHOWN = 7
"""Characters of a claim's id that tell pronouns apart."""


@dataclass(frozen=True, slots=True)
class StanceBalance:
    """How one holder stands to one target over a paper.

    ``holder`` and ``target`` are links where they were resolved, else the words, lower-cased and without
    article; those that mean another thing each time ("it", "this plan") are followed by their claim's id.
    ``balance`` is the sum of probabilities for minus the sum against (a stance without one counts as 1);
    ``claims`` are the ids of the claims that make it up, in text order.
    """

    holder: str
    target: str
    favour: int
    against: int
    balance: float
    claims: tuple[str, ...]


def weigh_stances(claims: Iterable[Claim], *, least: float = 0.0) -> list[StanceBalance]:
    """One balance per holder and target, the most spoken of first, then by name.

    ``least``: stances less probable than this are left out.
    """
    found: dict[tuple[str, str], list[tuple[ClaimStance, str]]] = defaultdict(list)
    for claim in claims:
        for stance in claim.stances:
            if stance.probability is None or stance.probability >= least:
                found[_holder_of(stance, claim.id), _target_of(stance, claim.id)].append((stance, claim.id))
    balances = [_weigh(holder, target, own) for (holder, target), own in found.items()]
    return sorted(balances, key=lambda b: (-(b.favour + b.against), b.holder, b.target))


def _weigh(holder: str, target: str, stances: list[tuple[ClaimStance, str]]) -> StanceBalance:
    favour = [stance for stance, _ in stances if stance.label == "favour"]
    against = [stance for stance, _ in stances if stance.label == "against"]
    return StanceBalance(
        holder=holder,
        target=target,
        favour=len(favour),
        against=len(against),
        balance=round(_mass(favour) - _mass(against), 4),
        claims=tuple(dict.fromkeys(claim for _, claim in stances)),
    )


def _mass(stances: list[ClaimStance]) -> float:
    return sum(1.0 if stance.probability is None else stance.probability for stance in stances)


def _holder_of(stance: ClaimStance, claim: str) -> str:
    if isinstance(stance.holder, AuthorHolder):
        return AUTHOR_NAME
    return stance.holder.entity or _plain(stance.holder.text, claim)


def _target_of(stance: ClaimStance, claim: str) -> str:
    return stance.target.entity or _plain(stance.target.text, claim)


def _plain(words: str, claim: str) -> str:
    lowered = " ".join(words.lower().split())
    if lowered in _PRONOUNS or lowered.partition(" ")[0] in _POINTING:
        return f"{lowered} ({claim.removeprefix('c-')[:_SHOWN]})"
    return lowered.removeprefix("the ").removeprefix("a ").removeprefix("an ")
