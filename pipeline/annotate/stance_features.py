"""What tells a stance that stands from one that only looks so: named numbers for each candidate.

Candidates of one holder, label and thing lend each other their rules: what several rules see is likelier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.annotate.clauses import main_head
from pipeline.annotate.evaluative import evaluation_of
from pipeline.annotate.speakers import kind_of_words
from pipeline.annotate.stance_candidates import Candidate, same_holder
from pipeline.annotate.stance_verdicts import side_of
from pipeline.schema import ClaimType, Holder, Mention, StanceLabel

__all__ = ["stance_features"]

_FAMILIES = (
    "leaning", "advice", "wish", "judgement", "aside", "phrase", "opinion", "relation", "effect",
    "remark", "experiencer", "viewer", "goal",
)  # fmt: skip
"""First words of rules; those of attitude words begin with a part of speech."""
_TAILS = ("deed", "ending", "bare", "whole", "listed", "purpose", "from")
_LONG = 100
_FAR = 20
_MANY = 20
_EARLY = 6
_SHORT = 8

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
    yield from _of_cue(candidate.cue, _family(candidate))
    yield from _of_target(candidate)


def _of_cue(cue: Token, family: str) -> Iterator[str]:
    main = main_head(cue.sent)
    if cue == main:
        yield "cue main"
    if cue.head == main:
        yield "cue below main"
    yield f"cue {cue.tag_}"
    yield f"cue {cue.pos_}"
    verb = cue if cue.pos_ in {"VERB", "AUX"} else cue.head
    for child in verb.children:
        if child.dep_ == "aux" and child.tag_ == "MD":
            yield f"modal {child.lower_}"
        elif child.dep_ == "neg":
            yield "denied"
    above = [cue, *cue.ancestors]
    yield from (
        f"in {dep}" for dep in ("relcl", "acl", "advcl", "ccomp") if any(a.dep_ == dep for a in above)
    )
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for a in above for c in a.children):
        yield "if"
    row = evaluation_of(cue)
    yield f"cue {row.strength if row else 'plain'} {family}"


def _of_target(candidate: Candidate) -> Iterator[str]:
    head = candidate.head
    yield f"target {head.dep_}"
    side = side_of(head) if head.pos_ in {"NOUN", "PROPN", "ADJ"} else None
    if side is not None:
        yield f"target {side} {candidate.label}"
    determiners = {child.lower_ for child in head.children if child.dep_ == "det"}
    if determiners & {"this", "these", "such", "that", "those"}:
        yield "target deictic"
    yield from (f"target {word}" for word in ("the", "a", "any", "all", "some") if word in determiners)
    if any(child.dep_ == "poss" for child in head.children):
        yield "target possessed"
    if head.tag_ in {"NNS", "NNPS"}:
        yield "target plural"
    if len(candidate.span) < _SHORT:
        yield "target short"
    if head.i > candidate.cue.i:
        yield "target after cue"
    if head.i - head.sent.start < _EARLY:
        yield "target early"


def _numbers(candidate: Candidate, group: Sequence[Candidate], found: Sequence[Candidate]) -> Features:
    near = [o for o in found if o.span.overlaps(candidate.span) and same_holder(o.holder, candidate.holder)]
    agreeing = sum(o is not candidate and o.label is candidate.label for o in near)
    others = [o for o in found if _family(o) == "attitude"]
    same = any(same_holder(o.holder, candidate.holder) for o in others)
    return {
        "rules": min(len({_rule(other) for other in group}), 4) / 2,
        "cue depth": min(_depth(candidate.cue), 4) / 2,
        "target depth": min(_depth(candidate.head), 5) / 2,
        "length": min(len(candidate.span), _LONG) / 50,
        "distance": min(abs(candidate.cue.i - candidate.head.i), _FAR) / 10,
        "sentence": min(len(candidate.cue.sent), 60) / 30,
        "agreeing": min(agreeing, 4) / 2,
        "rivals": float(any(o.label is not candidate.label for o in near)),
        "found": min(len(found), _MANY) / 10,
        "first": float(candidate is found[0]),
        "attitude of holder": float(same and _family(candidate) != "attitude"),
        "attitude of others": float(any(not same_holder(o.holder, candidate.holder) for o in others)),
    }


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _kind_of_target(candidate: Candidate, mentions: Sequence[Mention]) -> str:
    mention = next((m for m in mentions if m.span == candidate.span), None)
    if mention is not None:
        if mention.label.is_value:
            return "value"
        return "actor" if mention.label.is_actor else "name"
    if candidate.head.pos_ == "PRON":
        return "pronoun"
    return "deed" if candidate.head.pos_ in {"VERB", "AUX"} else "noun"
