"""What tells a stance that stands from one that only looks so: one row of numbers per candidate."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.annotate.clauses import main_head
from pipeline.annotate.evaluative import evaluation_of
from pipeline.annotate.stance_candidates import Candidate
from pipeline.schema import ClaimType, EntityLabel, Holder, Mention, StanceLabel

__all__ = ["STANCE_FEATURES", "stance_features"]

_RULES = (
    "verb-object", "verb-infinitive", "verb-clause", "verb-preposition", "noun-preposition",
    "noun-infinitive", "noun-raised", "adjective-preposition", "adjective-infinitive", "advice-deed",
    "advice-done", "advice-need", "advice-needs", "advice-noun", "advice-ending", "judgement-predicate",
    "judgement-object", "judgement-verb", "judgement-any", "aside-predicate", "phrase-adjective",
    "phrase-noun", "opinion", "relation-support", "relation-oppose",
)  # fmt: skip
STANCE_FEATURES = (
    *_RULES,
    *(f"type-{type_}" for type_ in ClaimType),
    *(f"target-{label}" for label in ("actor", "name", "value", "pronoun", "noun", "verb")),
    "deed", "ending", "bare", "against", "holder-author", "holder-claims", "holder-pronoun",
    "holder-name", "main-cue", "cue-far", "target-long", "cue-past", "cue-passive", "cue-participle",
    "below", "quoted", "rivals", "agreeing", "subject-target", "object-target", "main-target",
    "holder-thing", "others", "target-deictic", "target-possessed", "target-judged", "cue-strong",
    "cue-noun", "cue-verb", "cue-adjective", "early", "short", "long", "listed", "first",
)  # fmt: skip


def stance_features(
    candidate: Candidate,
    others: Sequence[Candidate],
    mentions: Sequence[Mention],
    holder: Holder,
    claim_type: ClaimType,
) -> list[float]:
    """One number per name in ``STANCE_FEATURES``; ``others`` are all candidates of the sentence."""
    found = dict.fromkeys(STANCE_FEATURES, 0.0)
    rule = next(
        (name for name in sorted(_RULES, key=len, reverse=True) if candidate.rule.startswith(name)), None
    )
    if rule is not None:
        found[rule] = 1.0
    found[f"type-{claim_type}"] = 1.0
    found[f"target-{_kind_of_target(candidate, mentions)}"] = 1.0
    cue = candidate.cue
    determiners = {c.lower_ for c in candidate.head.children if c.dep_ == "det"}
    truths = {
        "deed": "deed" in candidate.rule,
        "ending": "ending" in candidate.rule,
        "bare": "bare" in candidate.rule,
        "against": candidate.label is StanceLabel.AGAINST,
        "holder-author": candidate.holder.is_author,
        "holder-claims": not holder.is_author and candidate.holder.span == holder.span,
        "holder-pronoun": (candidate.holder.text or "").lower()
        in {"it", "its", "they", "their", "he", "she"},
        "holder-name": candidate.holder.entity is not None,
        "main-cue": cue == main_head(cue.sent) or cue.head == main_head(cue.sent),
        "cue-far": abs(cue.i - candidate.head.i) > _FAR,
        "target-long": len(candidate.span) > _LONG,
        "cue-past": cue.tag_ in {"VBD", "VBN"},
        "cue-passive": any(c.dep_ in {"auxpass", "nsubjpass"} for c in cue.children),
        "cue-participle": cue.dep_ in {"advcl", "acl", "amod"},
        "below": any(a.dep_ in {"relcl", "advcl", "acl"} for a in (cue, *cue.ancestors)),
        "quoted": holder.quoted,
        "subject-target": candidate.head.dep_ in {"nsubj", "nsubjpass", "csubj"},
        "object-target": candidate.head.dep_ in {"dobj", "attr"},
        "main-target": candidate.head.head == main_head(cue.sent),
        "target-deictic": bool(determiners & {"this", "these", "such", "that", "those"}),
        "target-possessed": any(c.dep_ == "poss" for c in candidate.head.children),
        "target-judged": evaluation_of(candidate.head) is not None,
        "cue-strong": (row := evaluation_of(cue)) is not None and row.strength == "strong",
        "cue-noun": cue.pos_ == "NOUN",
        "cue-verb": cue.pos_ == "VERB",
        "cue-adjective": cue.pos_ == "ADJ",
        "early": candidate.head.i - cue.sent.start < _EARLY,
        "short": len(cue.sent) < _SHORT,
        "long": len(cue.sent) > _TOO_LONG,
        "listed": candidate.head.dep_ == "conj",
        "first": candidate is others[0],
        "holder-thing": not candidate.holder.is_author and candidate.holder.entity is None,
    }
    found.update({name: float(value) for name, value in truths.items()})
    found["rivals"] = float(
        sum(o.label is not candidate.label and o.span.overlaps(candidate.span) for o in others)
    )
    found["agreeing"] = float(sum(_agrees(o, candidate) for o in others if o is not candidate))
    found["others"] = min(len(others), 6) / 3
    return list(found.values())


_FAR = 8
_LONG = 60
_EARLY = 6
_SHORT = 12
_TOO_LONG = 35


def _agrees(other: Candidate, candidate: Candidate) -> bool:
    same = other.label is candidate.label and other.holder.span == candidate.holder.span
    return same and other.span.overlaps(candidate.span)


def _kind_of_target(candidate: Candidate, mentions: Sequence[Mention]) -> str:
    mention = next((m for m in mentions if m.span == candidate.span), None)
    if mention is not None:
        if mention.label in {EntityLabel.GPE, EntityLabel.ORG, EntityLabel.PERSON, EntityLabel.NORP}:
            return "actor"
        return "value" if mention.label.is_value else "name"
    if candidate.head.pos_ == "PRON":
        return "pronoun"
    return "verb" if candidate.head.pos_ in {"VERB", "AUX"} else "noun"
