"""Claim types: fact, value, policy, forecast or none for every sentence, by rules or by a trained classifier.

The classifier weighs a logistic regression over the features of each sentence against how often its rule
is right, and sharpens the result so that its probabilities are calibrated. Without a model the rules answer
alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span as Tokens

from pipeline.annotate.artefacts import load_artefact, wrong_version
from pipeline.annotate.claim_features import FEATURE_NAMES, claim_features
from pipeline.annotate.claim_rules import RULE_NAMES, find_type_rule
from pipeline.schema import ClaimType, Holder

__all__ = ["ClaimRows", "ClaimTypeModel", "classify_claims", "load_claim_types", "read_claim_rows"]


@dataclass(frozen=True, slots=True)
class ClaimTypeModel:
    """Weights over the features, and the record of each rule: the types that its sentences really had."""

    labels: tuple[str, ...]
    """The types, in the order of the columns."""
    weights: NDArray[np.float64]
    """Of a logistic regression: one row per type, one column per feature."""
    bias: NDArray[np.float64]
    centre: NDArray[np.float64]
    scale: NDArray[np.float64]
    """What is taken from each feature, and what it is divided by."""
    record: NDArray[np.float64]
    """One row of probabilities per name in ``RULE_NAMES``, in the order of ``labels``."""
    weight: float
    """How much the record counts; the regression counts for the rest."""
    sharpness: float
    """The power to which probabilities are raised, so that they are neither too shy nor too bold."""

    @property
    def types(self) -> list[ClaimType]:
        """The types, in the order of the columns."""
        return [ClaimType(label) for label in self.labels]

    def shares(self, rows: ClaimRows) -> NDArray[np.float64]:
        """Probabilities: one row per sentence, one column per type."""
        by_rule = self.record[[RULE_NAMES.index(rule) for rule in rows.rules]]
        judged = _softmax((rows.matrix() - self.centre) / self.scale @ self.weights.T + self.bias)
        mixed = (self.weight * by_rule + (1 - self.weight) * judged) ** self.sharpness
        shares: NDArray[np.float64] = mixed / mixed.sum(axis=1, keepdims=True)
        return shares


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """One document's sentences as the classifier sees them: the same for training and predicting."""

    features: NDArray[np.float64]
    types: tuple[ClaimType, ...]
    """What the rules say."""
    rules: tuple[str, ...]
    """Which rule says so."""

    def matrix(self) -> NDArray[np.float64]:
        """The rule's name as zeros and a one (``len(RULE_NAMES)`` columns), then the features."""
        by_rule = np.array([[rule == name for name in RULE_NAMES] for rule in self.rules], dtype=np.float64)
        return np.hstack([by_rule, self.features])


def read_claim_rows(sentences: Sequence[Tokens], holders: Sequence[Holder]) -> ClaimRows:
    """The rows of a document's sentences, in order; each knows whether the one before is a road map."""
    features: list[list[float]] = []
    answers: list[tuple[ClaimType, str]] = []
    for sentence, holder in zip(sentences, holders, strict=True):
        after_none = bool(answers) and answers[-1][0] is ClaimType.NONE
        row = claim_features(sentence, holder, after_none=after_none)
        features.append(row)
        answers.append(find_type_rule(dict(zip(FEATURE_NAMES, row, strict=True))))
    return ClaimRows(
        features=np.array(features, dtype=np.float64).reshape(len(features), len(FEATURE_NAMES)),
        types=tuple(type_ for type_, _ in answers),
        rules=tuple(rule for _, rule in answers),
    )


def classify_claims(
    sentences: Sequence[Tokens], holders: Sequence[Holder], model: ClaimTypeModel | None
) -> list[tuple[ClaimType, float | None, str]]:
    """Type, probability and what says so, for each sentence; without a model no probabilities."""
    rows = read_claim_rows(sentences, holders)
    if model is None or not sentences:
        return [(type_, None, f"rule:{rule}") for type_, rule in zip(rows.types, rows.rules, strict=True)]
    return [
        (model.types[int(row.argmax())], round(float(row.max()), 4), "model:claim_types")
        for row in model.shares(rows)
    ]


def load_claim_types(folder: Path) -> ClaimTypeModel:
    """The classifier saved in ``folder``. Raises ``ModelError`` if it is missing or of another version."""
    saved = load_artefact(folder)
    try:
        return ClaimTypeModel(labels=tuple(saved.pop("labels")), **saved)
    except (KeyError, TypeError) as error:
        raise wrong_version(folder) from error
