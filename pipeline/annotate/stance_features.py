"""What tells a stance that stands from one that only looks so: named numbers for each candidate.

Candidates of one holder, label and thing lend each other their rules: what several rules see is likelier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.annotate.speakers import kind_of_words
from pipeline.annotate.stance_candidates import Candidate, same_holder
from pipeline.annotate.stance_verdicts import side_of
from pipeline.schema import ClaimType, Holder, Mention, StanceLabel

__all__ = ["stance_features"]

_FAMILIES = (
    "leaning", "advice", "wish", "judgement", "aside", "phrase", "opinion", "relation", "effect",
    "remark", "experiencer", "viewer", "goal", "due", "manner", "instead",
)  # fmt: skip
"""First words of rules; those of attitude words begin with a part of speech."""
_TAILS = ("deed", "ending", "bare", "whole", "listed", "purpose", "from")
_MANY = 20
_TRUST = 3.0
"""How large what the rules believe by themselves is written, so that the judge is shy of unlearning it."""

Features = dict[str, float]


def stance_features(
    found: Sequence[Candidate], mentions: Sequence[Mention], holder: Holder, claim_type: ClaimType
) -> list[Features]:
    """For each candidate of a sentence what is known of it; a name that is missing stands for nought."""
    groups: dict[object, list[Candidate]] = defaultdict(list)
    for candidate in found:
        groups[_key(candidate)].append(candidate)
    rows = []
    for candidate in found:
        row = dict.fromkeys(_names(candidate, groups[_key(candidate)], mentions, holder, claim_type), 1.0)
        row.update(_numbers(candidate, groups[_key(candidate)], found))
        rows.append(row)
    return rows


def _key(candidate: Candidate) -> object:
    return candidate.holder.span, candidate.holder.text, candidate.label, candidate.head.i


def _family(candidate: Candidate) -> str:
    first = candidate.rule.split("-")[0]
    return first if first in _FAMILIES else "attitude"


def _rule(candidate: Candidate) -> str:
    return "-".join(part for part in candidate.rule.split("-") if part not in _TAILS)


def _names(
    candidate: Candidate,
    group: Sequence[Candidate],
    mentions: Sequence[Mention],
    holder: Holder,
    claim_type: ClaimType,
) -> Iterator[str]:
    """Everything that is so or not."""
    for other in group:
        yield f"rule {_rule(other)}"
        yield f"family {_family(other)}"
        yield f"type {claim_type} {_family(other)}"
    yield from (tail for tail in _TAILS if tail in candidate.rule.split("-"))
    yield f"type {claim_type}"
    if candidate.label is StanceLabel.AGAINST:
        yield "against"
    kind = kind_of_words(candidate.holder, mentions)
    yield f"holder {kind}"
    yield f"holder {kind} {_family(candidate)}"
    if same_holder(candidate.holder, holder):
        yield "holder of the claim"
    if holder.quoted:
        yield "quoted"
    yield f"target {_kind_of_target(candidate, mentions)}"
    side = side_of(candidate.head) if candidate.head.pos_ in {"NOUN", "PROPN", "ADJ"} else None
    if side is not None:
        yield f"target {side} {candidate.label}"


def _numbers(candidate: Candidate, group: Sequence[Candidate], found: Sequence[Candidate]) -> Features:
    near = [o for o in found if o.span.overlaps(candidate.span) and same_holder(o.holder, candidate.holder)]
    agreeing = sum(o is not candidate and o.label is candidate.label for o in near)
    others = [o for o in found if _family(o) == "attitude"]
    same = any(same_holder(o.holder, candidate.holder) for o in others)
    return {
        "sure": 0.0 if candidate.doubtful else _TRUST,
        "sure of one": _TRUST if any(not other.doubtful for other in group) else 0.0,
        "rules": min(len({_rule(other) for other in group}), 4) / 2,
        "agreeing": min(agreeing, 4) / 2,
        "sure rivals": float(
            any(not o.doubtful and not candidate.doubtful for o in near if o is not candidate)
        ),
        "rivals": float(any(o.label is not candidate.label for o in near)),
        "found": min(len(found), _MANY) / 10,
        "first": float(candidate is found[0]),
        "attitude of holder": float(same and _family(candidate) != "attitude"),
        f"attitude of holder {_family(candidate)}": float(same and _family(candidate) != "attitude"),
        "attitude of others": float(any(not same_holder(o.holder, candidate.holder) for o in others)),
    }


def _kind_of_target(candidate: Candidate, mentions: Sequence[Mention]) -> str:
    mention = next((m for m in mentions if m.span == candidate.span), None)
    if mention is not None:
        if mention.label.is_value:
            return "value"
        return "actor" if mention.label.is_actor else "name"
    if candidate.head.pos_ == "PRON":
        return "pronoun"
    return "deed" if candidate.head.pos_ in {"VERB", "AUX"} else "noun"
