"""Fit the confidence of whole records: each paper analysed with models of the others, end to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from pipeline.analysis import Models, analyse_parsed
from pipeline.annotate.confidence import CONFIDENCE_FEATURES, confidence_features
from pipeline.evaluate.calibration import calibrate
from pipeline.evaluate.items import Layer
from pipeline.evaluate.layers import items_of_unit
from pipeline.evaluate.units import pair_sentences
from pipeline.schema import Annotations
from pipeline.train.artefacts import write_artefact
from pipeline.train.claim_types import fit_claim_types
from pipeline.train.material import Material, without
from pipeline.train.scores import Score
from pipeline.train.stance import fit_stance

__all__ = ["write_confidence"]

_STRENGTH = 0.1


def write_confidence(
    materials: Sequence[Material], models: Models, folder: Path, typed: Sequence[Material] = ()
) -> list[Score]:
    """Fit, measure and save to ``folder``; ``models`` gives everything but claim types and stances.

    ``typed`` has gold for claim types alone, for the classifiers of types that judge each paper.
    """
    rows, right, papers = _judged_records(materials, models, typed)
    unseen = _judge_unseen(rows, right, papers)
    scores = [
        Score("whole claims right", float(right.mean()), float(right.mean())),
        Score(
            "Brier score of the confidence (before: the mean for all)",
            float(((right - right.mean()) ** 2).mean()),
            float(((right - unseen) ** 2).mean()),
        ),
        Score("calibration error of the confidence", _error(unseen, right), _error(unseen, right)),
    ]
    judge = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(rows, right)
    write_artefact(
        folder,
        {"weights": judge.coef_[0], "bias": float(judge.intercept_[0])},
        _card(materials, scores, len(right)),
    )
    return scores


def _judged_records(
    materials: Sequence[Material], models: Models, typed: Sequence[Material]
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.str_]]:
    """Features of every claim record, whether it is right as a whole, and its paper."""
    rows: list[list[float]] = []
    right: list[bool] = []
    papers: list[str] = []
    for held_out in materials:
        others = without(held_out, materials)
        types = fit_claim_types([*others, *without(held_out, typed)])
        fitted = replace(models, claim_types=types, stance=fit_stance(others))
        predicted = analyse_parsed(held_out.doc, held_out.document, fitted)
        for unit in pair_sentences(Annotations(held_out.name, held_out.gold), predicted, complete=False):
            whole = [item for item in items_of_unit(unit) if item.layer is Layer.CLAIM]
            if whole and unit.predicted is not None:
                rows.append(confidence_features(unit.predicted))
                right.append(whole[0].right)
                papers.append(held_out.name)
    matrix = np.array(rows, dtype=np.float64).reshape(len(rows), len(CONFIDENCE_FEATURES))
    return matrix, np.array(right), np.array(papers)


def _judge_unseen(
    rows: NDArray[np.float64], right: NDArray[np.bool_], papers: NDArray[np.str_]
) -> NDArray[np.float64]:
    """The confidence of each record from a model of the other papers."""
    found = np.zeros(len(right))
    for paper in np.unique(papers):
        others = papers != paper
        judge = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(rows[others], right[others])
        found[~others] = judge.predict_proba(rows[~others])[:, 1]
    return found


def _error(found: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    return calibrate(zip(found.tolist(), right.tolist(), strict=True)).error


def _card(materials: Sequence[Material], scores: Sequence[Score], records: int) -> dict[str, Any]:
    return {
        "name": "confidence",
        "what": "probability that a claim record is right as a whole: logistic regression over its parts",
        "data": {"papers": [material.name for material in materials], "records": records},
        "settings": {"C": _STRENGTH},
        "scores_on_unseen_papers": {s.name: {"without": s.before, "with": s.after} for s in scores},
        "licence": "MIT",
        "rebuild": "dragoman train",
    }
