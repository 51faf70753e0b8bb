"""Confidence: the calibrated probability that a claim record is right as a whole.

Right as a whole means type, holder, all relations and all stances (their targets overlapping). A logistic
regression over what the parts say of themselves, fitted on papers whose parts were judged by models of
other papers, so that it has met their errors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.annotate.artefacts import load_artefact, wrong_version
from pipeline.schema import ClaimType, Sentence

__all__ = [
    "CONFIDENCE_FEATURES",
    "ConfidenceModel",
    "confidence_features",
    "load_confidence",
    "record_confidence",
]

CONFIDENCE_FEATURES = (
    *(f"type-{type_}" for type_ in ClaimType),
    "type-odds", "actor-holder", "surface-holder", "quoted", "hedged", "negated", "length", "mentions",
    "actors", "relations", "weakest-relation", "no-relation", "stances", "weakest-stance",
    "no-stance", "crowded",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """Weights over ``CONFIDENCE_FEATURES``."""

    weights: NDArray[np.float64]
    bias: float


def record_confidence(sentence: Sentence, model: ConfidenceModel) -> float:
    """The probability that everything said of the sentence is right, rounded to four places."""
    score = float(np.dot(model.weights, confidence_features(sentence))) + model.bias
    return round(1 / (1 + math.exp(-score)), 4)


def confidence_features(sentence: Sentence) -> list[float]:
    """One number per name in ``CONFIDENCE_FEATURES``."""
    actors = sum(mention.label.is_actor for mention in sentence.mentions)
    relations = [relation.probability or _UNKNOWN for relation in sentence.relations]
    stances = [stance.probability or _UNKNOWN for stance in sentence.stances]
    return [
        *(float(sentence.type is type_) for type_ in ClaimType),
        _odds(sentence.type_probability or _UNKNOWN),
        float(not sentence.holder.is_author),
        float("surface" in sentence.holder.by or "quotation" in sentence.holder.by),
        float(sentence.holder.quoted),
        float(sentence.hedged.value),
        float(sentence.negated.value),
        len(sentence.span) / 200,
        min(len(sentence.mentions), 10) / 5,
        min(actors, 8) / 4,
        min(len(relations), 6) / 3,
        _odds(min(relations, default=0.5)),
        float(not relations),
        min(len(stances), 4) / 2,
        _odds(min(stances, default=0.5)),
        float(not stances),
        float(actors > _FEW and not relations),
    ]


_UNKNOWN = 0.7
"""The probability of a part that a rule gives without one."""
_FEW = 2


def _odds(probability: float) -> float:
    held = min(max(probability, 0.02), 0.98)
    return math.log(held / (1 - held))


def load_confidence(folder: Path) -> ConfidenceModel:
    """The model saved in ``folder``. Raises ``ModelError`` if it is missing or of another version."""
    saved = load_artefact(folder)
    try:
        return ConfidenceModel(saved["weights"], saved["bias"])
    except KeyError as error:
        raise wrong_version(folder) from error
