"""Who does what with whom: the relations between the mentions of one sentence.

Rules propose, and a classifier says how probable each candidate is; those above its threshold are kept.
Without the classifier every proposal is kept, without a probability.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Span as Words

from pipeline.annotate.artefacts import load_artefact, wrong_version
from pipeline.annotate.relation_candidates import Candidate, find_proposed
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_features import chains_of, features_of
from pipeline.schema import Coreference, Mention, Relation

__all__ = ["RelationModel", "find_relations", "load_relation_model"]


@dataclass(frozen=True, slots=True)
class RelationModel:
    """A logistic regression over named features, and the probability from which a candidate is kept."""

    weights: dict[str, float]
    intercept: float
    threshold: float

    def probability_of(self, features: Sequence[str]) -> float:
        """How probable it is that a candidate with these features is right."""
        score = self.intercept + sum(self.weights.get(name, 0.0) for name in features)
        return 1 / (1 + math.exp(-score))


def load_relation_model(folder: Path) -> RelationModel:
    """Read the classifier and its threshold from ``models/relations``.

    Raises ``ModelError`` if it is missing or of another version.
    """
    saved = load_artefact(folder)
    try:
        weights = dict(zip(saved["features"], saved["weights"].tolist(), strict=True))
        return RelationModel(weights, saved["bias"], saved["threshold"])
    except KeyError as error:
        raise wrong_version(folder) from error


def find_relations(
    sentence: Words,
    mentions: Sequence[Mention],
    coreferences: Sequence[Coreference] = (),
    model: RelationModel | None = None,
) -> list[Relation]:
    """The relations between ``mentions`` (those of this sentence, values included), by head and tail."""
    if len(mentions) < 2:
        return []
    clause = Clause.build(sentence, mentions, coreferences)
    candidates = find_proposed(clause)
    if model is None:
        return [_relation(candidate, None) for candidate in candidates]
    return _keep_probable(candidates, clause, model)


def _keep_probable(candidates: Sequence[Candidate], clause: Clause, model: RelationModel) -> list[Relation]:
    chains = chains_of(clause)
    rated = [(c, model.probability_of(features_of(c, clause, chains))) for c in candidates]
    return [_relation(c, round(p, 4)) for c, p in rated if p >= model.threshold]


def _relation(candidate: Candidate, probability: float | None) -> Relation:
    first = candidate.proposals[0]
    return Relation(
        candidate.head,
        candidate.label,
        candidate.tail,
        trigger=first.trigger,
        probability=probability,
        by=f"rule:{first.rule}",
        through=first.through,
        plover=first.plover,
    )
