"""Confidence: a probability for the whole record, lower where its parts doubt themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.annotate.confidence import (
    CONFIDENCE_FEATURES,
    ConfidenceModel,
    confidence_features,
    record_confidence,
)
from pipeline.schema import AUTHOR, ClaimType, Sentence, Span, Stance, StanceLabel

RECORD = Sentence(Span(0, 100), ClaimType.FACT, type_probability=0.9)


def _weighing(name: str) -> ConfidenceModel:
    weights = np.zeros(len(CONFIDENCE_FEATURES))
    weights[CONFIDENCE_FEATURES.index(name)] = 1.0
    return ConfidenceModel(weights, 0.0)


def test_one_number_per_name() -> None:
    """The row is as long as the names say."""
    assert len(confidence_features(RECORD)) == len(CONFIDENCE_FEATURES)


def test_a_surer_type_is_a_surer_record() -> None:
    """With weight on the type's odds alone."""
    model = _weighing("type-odds")
    assert record_confidence(RECORD, model) > record_confidence(replace(RECORD, type_probability=0.6), model)


def test_the_weakest_stance_counts() -> None:
    """Two stances are as sure as the less sure of them."""
    model = _weighing("weakest-stance")
    sure = Stance(AUTHOR, StanceLabel.FAVOUR, Span(0, 5), probability=0.9)
    unsure = Stance(AUTHOR, StanceLabel.FAVOUR, Span(6, 9), probability=0.4)
    one, two = replace(RECORD, stances=(sure,)), replace(RECORD, stances=(sure, unsure))
    assert record_confidence(two, model) < record_confidence(one, model)
    assert 0 <= record_confidence(two, model) <= 1
