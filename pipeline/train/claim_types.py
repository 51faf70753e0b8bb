"""Fit the classifier of claim types on gold, and measure it on papers that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import accuracy_score, f1_score

from pipeline.annotate.attribution import find_holders
from pipeline.annotate.claim_rules import ANSWERS, RULE_NAMES
from pipeline.annotate.claim_types import ClaimRows, ClaimTypeModel, read_claim_rows
from pipeline.evaluate.items import Counts
from pipeline.train.artefacts import write_artefact
from pipeline.train.material import Material
from pipeline.train.scores import Score

__all__ = ["accuracy_on", "counts_on", "fit_claim_types", "score_claim_types", "write_claim_types"]

_SEED = 20250
_WEIGHT = 0.4
"""How much the rule's record counts against the trees: by leaving papers out, 0.2 to 0.6 differ by 0.007."""
_TREES = 80
_BELIEF = 4.0
"""Sentences that a rule is held to have seen and got right before any gold."""
_DOUBT = 0.25
"""The same for each other type."""


def fit_claim_types(materials: Sequence[Material]) -> ClaimTypeModel:
    """Trees and rule records from the rows of all papers; the same papers give the same model."""
    rows = [_rows(material) for material in materials]
    labels = np.array([sentence.type.value for material in materials for sentence in material.gold])
    trees = ExtraTreesClassifier(_TREES, min_samples_leaf=2, random_state=_SEED)
    trees.fit(np.vstack([own.matrix() for own in rows]), labels)
    return ClaimTypeModel(trees, _record(rows, labels, list(trees.classes_)), _WEIGHT)


def _record(rows: Sequence[ClaimRows], labels: NDArray[np.str_], classes: list[str]) -> NDArray[np.float64]:
    """How often each rule's sentences had each type, with a little belief in the rule before any count."""
    counts = np.full((len(RULE_NAMES), len(classes)), _DOUBT)
    for row, name in enumerate(RULE_NAMES):
        answer = ANSWERS[name].value
        if answer in classes:
            counts[row, classes.index(answer)] = _BELIEF
    used = [rule for own in rows for rule in own.rules]
    for rule, label in zip(used, labels, strict=True):
        counts[RULE_NAMES.index(rule), classes.index(str(label))] += 1
    shares: NDArray[np.float64] = counts / counts.sum(axis=1, keepdims=True)
    return shares


def _rows(material: Material) -> ClaimRows:
    """With the holders that the annotator finds, errors and all: what the classifier will meet."""
    holders = find_holders(material.doc, material.sentences, material.mentions)
    return read_claim_rows(material.sentences, holders)


def score_claim_types(materials: Sequence[Material]) -> list[Score]:
    """Accuracy and macro-F1 of rules and of the classifier, each paper judged by a model of the others."""
    gold: list[str] = []
    by_rule: list[str] = []
    by_model: list[str] = []
    for held_out in materials:
        rows = _rows(held_out)
        model = fit_claim_types([material for material in materials if material is not held_out])
        gold.extend(sentence.type.value for sentence in held_out.gold)
        by_rule.extend(type_.value for type_ in rows.types)
        by_model.extend(model.types[int(row.argmax())].value for row in model.shares(rows))
    return [
        Score("claim type accuracy", accuracy_score(gold, by_rule), accuracy_score(gold, by_model)),
        Score(
            "claim type macro-F1",
            f1_score(gold, by_rule, average="macro"),
            f1_score(gold, by_model, average="macro"),
        ),
    ]


def accuracy_on(held_out: Material, materials: Sequence[Material]) -> float:
    """Accuracy on one paper of a classifier fitted on the others."""
    return counts_on(held_out, materials).f1 or 0.0


def counts_on(held_out: Material, materials: Sequence[Material]) -> Counts:
    """Types right and wrong on one paper of a classifier fitted on the others; its F1 is the accuracy."""
    rows = _rows(held_out)
    model = fit_claim_types(materials)
    found = [model.types[int(row.argmax())] for row in model.shares(rows)]
    right = sum(sentence.type is type_ for sentence, type_ in zip(held_out.gold, found, strict=True))
    return Counts(right, len(found) - right, len(found) - right)


def write_claim_types(materials: Sequence[Material], folder: Path) -> list[Score]:
    """Fit, measure and save to ``folder``; returns the scores on unseen papers."""
    scores = score_claim_types(materials)
    model = fit_claim_types(materials)
    saved = {"trees": model.trees, "record": model.record, "weight": model.weight}
    write_artefact(folder, saved, _card(materials, scores))
    return scores


def _card(materials: Sequence[Material], scores: Sequence[Score]) -> dict[str, Any]:
    return {
        "name": "claim_types",
        "what": "fact, value, policy, forecast or none for a sentence, from grammar, lexicons and rules",
        "data": {material.name: len(material.gold) for material in materials},
        "settings": {"seed": _SEED, "trees": _TREES, "min_samples_leaf": 2, "weight": _WEIGHT},
        "scores_on_unseen_papers": {s.name: {"rules": s.before, "model": s.after} for s in scores},
        "tried": {
            "sentence encoder beside the features": "no gain (accuracy -0.006)",
            "probabilities of a model of CDCP's types as features": "no gain (0.000)",
            "probability of sentiment after NewsMTSC as feature": "no gain (0.000)",
            "logistic regression": "accuracy -0.03",
        },
        "licence": "MIT",
        "rebuild": "dragoman train",
    }
