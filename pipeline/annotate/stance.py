"""Stance: for and against, after SemEval-2016 Task 6, with holder and target in the words of the text.

Candidates come from attitude words, from what value and policy claims say of their subject, and from
relations that carry attitude. A classifier judges them; without one, every rule is believed as written.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.artefacts import load_artefact, wrong_version
from pipeline.annotate.evaluative import Place, cue_at
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.speakers import Speakers
from pipeline.annotate.stance_advice import advice_candidates
from pipeline.annotate.stance_attitudes import attitude_candidates
from pipeline.annotate.stance_backing import backing_candidates
from pipeline.annotate.stance_candidates import Candidate, Scene, same_holder
from pipeline.annotate.stance_clefts import cleft_candidates
from pipeline.annotate.stance_experiencers import experiencer_candidates, goal_candidates
from pipeline.annotate.stance_features import stance_features
from pipeline.annotate.stance_judgements import judgement_candidates, opinion_candidates
from pipeline.annotate.stance_remarks import remark_candidates
from pipeline.annotate.stance_targets import named_targets
from pipeline.schema import (
    ClaimType,
    Coreference,
    Holder,
    Mention,
    Relation,
    RelationLabel,
    Stance,
    StanceLabel,
)

__all__ = ["StanceModel", "find_stances", "load_stance", "stance_candidates"]


@dataclass(frozen=True, slots=True)
class StanceModel:
    """A fitted judge of candidates: logistic regression over named features."""

    weights: dict[str, float]
    bias: float
    threshold: float
    """Least probability of a stance that is reported."""

    def share(self, row: Mapping[str, float]) -> float:
        """The probability that a candidate stands."""
        known = self.weights
        return 1 / (
            1 + math.exp(-(sum(value * known.get(name, 0.0) for name, value in row.items()) + self.bias))
        )


_LABELS = {
    RelationLabel.SUPPORT: StanceLabel.FAVOUR,
    RelationLabel.OPPOSE: StanceLabel.AGAINST,
}
"""Relations that are stances as a rule. Aid and coercion are deeds; what is meant by them is not told."""


def find_stances(
    sentence: Tokens,
    mentions: Sequence[Mention],
    holder: Holder,
    claim_type: ClaimType,
    relations: Sequence[Relation] = (),
    model: StanceModel | None = None,
    coreferences: Sequence[Coreference] = (),
) -> list[Stance]:
    """The stances that one sentence expresses, in order of their targets."""
    found = stance_candidates(sentence, mentions, holder, claim_type, relations, coreferences)
    if not found:
        return []
    if model is None:
        sure = [candidate for candidate in found if not candidate.doubtful]
        return [_stance_of(candidate, mentions, None) for candidate in _distinct(sure)]
    shares = [model.share(row) for row in stance_features(found, mentions, holder, claim_type)]
    judged = sorted(zip(shares, found, strict=True), key=lambda pair: -pair[0])
    probabilities = {id(candidate): share for share, candidate in judged}
    standing = [candidate for share, candidate in judged if share >= model.threshold]
    return [_stance_of(c, mentions, round(probabilities[id(c)], 4)) for c in _distinct(standing)]


def stance_candidates(
    sentence: Tokens,
    mentions: Sequence[Mention],
    holder: Holder,
    claim_type: ClaimType,
    relations: Sequence[Relation] = (),
    coreferences: Sequence[Coreference] = (),
) -> list[Candidate]:
    """All candidates of one sentence: the same for training and predicting."""
    scene = Scene(sentence, _speakers_of(sentence, mentions, coreferences), holder, tuple(sentence))
    found = list(attitude_candidates(scene))
    found.extend(opinion_candidates(scene))
    found.extend(advice_candidates(scene, claim_type))
    found.extend(judgement_candidates(scene, claim_type))
    told = {candidate.cue.i for candidate in found}
    for candidate in _from_relations(scene, mentions, relations):
        found.append(replace(candidate, doubtful=candidate.doubtful or candidate.cue.i in told))
    found.extend(remark_candidates(scene))
    found.extend(experiencer_candidates(scene))
    found.extend(goal_candidates(scene))
    found.extend(backing_candidates(scene))
    found.extend(cleft_candidates(scene))
    values = {mention.span for mention in mentions if mention.label.is_value}
    named = named_targets(iter(found), scene)
    return [candidate for candidate in named if candidate.span not in values]


def _speakers_of(
    sentence: Tokens, mentions: Sequence[Mention], coreferences: Sequence[Coreference]
) -> Speakers:
    by_token: dict[int, Mention] = {}
    at = 0
    for token in sentence:
        while at < len(mentions) and mentions[at].span.end <= token.idx:
            at += 1
        if at < len(mentions) and mentions[at].span.start < token.idx + len(token):
            by_token[token.i] = mentions[at]
    return Speakers(by_token, {c.span.start: c for c in coreferences}, frozenset({"paper", "author"}))


def _from_relations(
    scene: Scene, mentions: Sequence[Mention], relations: Sequence[Relation]
) -> Iterator[Candidate]:
    for relation in relations:
        label = _LABELS.get(relation.label)
        if label is None or relation.trigger is None or _is_mutual(relation, relations):
            continue
        head, tail = mentions[relation.head], mentions[relation.tail]
        tokens = scene.sentence.doc.char_span(tail.span.start, tail.span.end, alignment_mode="expand")
        cue = scene.sentence.doc.char_span(
            relation.trigger.start, relation.trigger.end, alignment_mode="expand"
        )
        if tokens is not None and cue is not None and not _is_advised(cue.root):
            holder = Holder(
                text=head.span.of(whole_text(scene.sentence.doc)), span=head.span, entity=head.entity
            )
            yield Candidate(holder, label, tokens.root, tail.span, cue.root, f"relation-{relation.label}")


def _is_advised(verb: Token) -> bool:
    """Whether a modal says that it should be done: the author's wish, not the doer's."""
    return any(c.dep_ == "aux" and cue_at("recommendation_cues", c, Place.MODAL) for c in verb.lefts)


def _is_mutual(relation: Relation, relations: Sequence[Relation]) -> bool:
    """Whether the two are said to be at odds with each other: a dispute, a rivalry, nobody's attitude."""
    return relation.label is RelationLabel.OPPOSE and any(
        (other.head, other.tail, other.label) == (relation.tail, relation.head, relation.label)
        for other in relations
    )


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each holder and stretch of text; of two that overlap the first one generated."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(_same_pair(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.span, c.holder.span or c.span, c.label))


def _same_pair(first: Candidate, second: Candidate) -> bool:
    return first.span.overlaps(second.span) and same_holder(first.holder, second.holder)


def _stance_of(candidate: Candidate, mentions: Sequence[Mention], probability: float | None) -> Stance:
    entity = next((m.entity for m in mentions if m.span == candidate.span), None)
    return Stance(
        holder=candidate.holder,
        label=candidate.label,
        target=candidate.span,
        entity=entity,
        evidence=candidate.evidence,
        probability=probability,
        by=f"rule:{candidate.rule}",
    )


def load_stance(folder: Path) -> StanceModel:
    """The judge saved in ``folder``. Raises ``ModelError`` if it is missing or of another version."""
    saved = load_artefact(folder)
    try:
        weights = dict(zip(saved["features"], saved["weights"].tolist(), strict=True))
        return StanceModel(weights, saved["bias"], saved["threshold"])
    except KeyError as error:
        raise wrong_version(folder) from error
