"""Claim types: fact, value, policy, forecast or none for every sentence, by rules or by a trained classifier.

The classifier (extremely randomised trees; Geurts et al. 2006) sees the features and the rule's answer
of each sentence, and the sentence encoder's vector of its claim. Without a model the rules answer alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span as Tokens

from pipeline.annotate.artefacts import load_artefact
from pipeline.annotate.claim_features import FEATURE_NAMES, claim_features, claim_text
from pipeline.annotate.claim_rules import RULE_NAMES, find_type_rule
from pipeline.annotate.encoder import Encoder
from pipeline.schema import ClaimType, Holder

__all__ = ["ClaimRows", "ClaimTypeModel", "classify_claims", "load_claim_types", "read_claim_rows"]


@dataclass(frozen=True, slots=True)
class ClaimTypeModel:
    """A fitted classifier with the encoder that its rows were made with."""

    classifier: Any
    encoder: Encoder


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """One document's sentences as the classifier sees them: the same for training and predicting."""

    features: NDArray[np.float64]
    types: tuple[ClaimType, ...]
    """What the rules say."""
    rules: tuple[str, ...]
    """Which rule says so."""
    texts: tuple[str, ...]
    """The words of the claim itself."""

    def matrix(self, encoder: Encoder) -> NDArray[np.float64]:
        """Features, the rule's name as zeros and a one, and the encoder's vector, side by side."""
        by_rule = np.array([[rule == name for name in RULE_NAMES] for rule in self.rules], dtype=np.float64)
        return np.hstack([self.features, by_rule, encoder.encode(self.texts)])


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
        texts=tuple(claim_text(*pair) for pair in zip(sentences, holders, strict=True)),
    )


def classify_claims(
    sentences: Sequence[Tokens], holders: Sequence[Holder], model: ClaimTypeModel | None
) -> list[tuple[ClaimType, float | None, str]]:
    """Type, probability and what says so, for each sentence; without a model no probabilities."""
    rows = read_claim_rows(sentences, holders)
    if model is None or not sentences:
        return [(type_, None, f"rule:{rule}") for type_, rule in zip(rows.types, rows.rules, strict=True)]
    shares = model.classifier.predict_proba(rows.matrix(model.encoder))
    labels = [ClaimType(label) for label in model.classifier.classes_]
    return [(labels[int(row.argmax())], round(float(row.max()), 4), "model:claim_types") for row in shares]


def load_claim_types(folder: Path, encoder: Encoder) -> ClaimTypeModel:
    """The classifier saved in ``folder``. Raises ``ModelError`` if it is missing or holds unknown types."""
    return ClaimTypeModel(load_artefact(folder), encoder)
