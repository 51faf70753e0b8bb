"""Fit the judge of stance candidates on gold, and measure it on papers that it has not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from pipeline.annotate.attribution import find_holders
from pipeline.annotate.claim_types import read_claim_rows
from pipeline.annotate.relations import find_relations
from pipeline.annotate.stance import StanceModel, find_stances, stance_candidates
from pipeline.annotate.stance_candidates import Candidate
from pipeline.annotate.stance_features import stance_features
from pipeline.evaluate.items import Counts
from pipeline.schema import ClaimType, Holder, Relation, Sentence, Stance
from pipeline.train.artefacts import write_artefact
from pipeline.train.material import Material
from pipeline.train.scores import Score

__all__ = ["counts_on", "f1_on", "fit_stance", "score_stance", "write_stance"]

_STRENGTH = 0.03
"""``C`` of the regression: 0.01 to 0.1 are within 0.01 F1 of one another on unseen papers."""
_THRESHOLD = 0.28
"""Where F1 is highest, by cross-validation over papers: 0.25 to 0.35 are within 0.002 of one another."""
_PAPERS = 2
"""A feature that fewer papers have is left out: it would only tell papers apart."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the annotators before it say of one sentence: what the judge will meet, errors and all."""

    holder: Holder
    type: ClaimType
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    """The candidates of one paper: their features, and whether each stands in the gold."""

    rows: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


def fit_stance(materials: Sequence[Material]) -> StanceModel:
    """The judge over the candidates of all papers; the same papers give the same judge."""
    return _fit([_candidates_of(material) for material in materials])


def _fit(papers: Sequence[_Paper]) -> StanceModel:
    least = min(_PAPERS, len(papers))
    counts = Counter(name for paper in papers for name in {name for row in paper.rows for name in row})
    features = sorted(name for name, count in counts.items() if count >= least)
    column = {name: at for at, name in enumerate(features)}
    rows = [row for paper in papers for row in paper.rows]
    matrix = np.zeros((len(rows), len(features)))
    for at, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                matrix[at, column[name]] = value
    labels = [right for paper in papers for right in paper.right]
    judge = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(matrix, labels)
    weights = dict(zip(features, judge.coef_[0].tolist(), strict=True))
    return StanceModel(weights, float(judge.intercept_[0]), _THRESHOLD)


@cache  # every model that leaves another paper out needs the same candidates
def _candidates_of(material: Material) -> _Paper:
    rows: list[Mapping[str, float]] = []
    right: list[bool] = []
    for reading, tokens, gold in zip(_read(material), material.sentences, material.gold, strict=True):
        found = stance_candidates(tokens, gold.mentions, reading.holder, reading.type, reading.relations)
        rows.extend(stance_features(found, gold.mentions, reading.holder, reading.type))
        right.extend(any(_is_right(candidate, stance) for stance in gold.stances) for candidate in found)
    return _Paper(tuple(rows), tuple(right))


def _read(material: Material) -> list[_Reading]:
    holders = find_holders(material.doc, material.sentences, material.mentions)
    types = read_claim_rows(material.sentences, holders).types
    return [
        _Reading(holder, type_, tuple(find_relations(tokens, gold.mentions, (), None)))
        for holder, type_, tokens, gold in zip(holders, types, material.sentences, material.gold, strict=True)
    ]


def _is_right(found: Candidate | Stance, gold: Stance) -> bool:
    """Same holder, same label, overlapping target."""
    target = found.span if isinstance(found, Candidate) else found.target
    return found.label is gold.label and target.overlaps(gold.target) and _same(found.holder, gold.holder)


def _same(found: Holder, gold: Holder) -> bool:
    if found.is_author or gold.is_author:
        return found.is_author == gold.is_author
    if found.span is not None and gold.span is not None:
        return found.span.overlaps(gold.span)
    return found.entity == gold.entity or found.text == gold.text


def score_stance(materials: Sequence[Material]) -> list[Score]:
    """F1 of stances with gold mentions, by the rules and by the judge, each paper judged from the others."""
    counts = np.zeros((2, 3))
    papers = [_candidates_of(material) for material in materials]
    for at, held_out in enumerate(materials):
        judge = _fit([*papers[:at], *papers[at + 1 :]])
        for row, model in enumerate((None, judge)):
            counts[row] += _count(held_out, model)
    before, after = (2 * right / (found + gold) for right, found, gold in counts)
    return [Score("stance F1 (holder, label, overlapping target)", before, after)]


def f1_on(held_out: Material, materials: Sequence[Material]) -> float:
    """F1 of stances on one paper of a judge fitted on the others."""
    counts = counts_on(held_out, materials)
    return 1.0 if counts == Counts() else counts.f1 or 0.0


def counts_on(held_out: Material, materials: Sequence[Material]) -> Counts:
    """Stances right, missed and spurious on one paper of a judge fitted on the others."""
    right, found, gold = _count(held_out, fit_stance(materials))
    return Counts(right, gold - right, found - right)


def _count(material: Material, model: StanceModel | None) -> tuple[int, int, int]:
    """Right ones, found ones and gold ones."""
    right = total = 0
    for reading, tokens, gold in zip(_read(material), material.sentences, material.gold, strict=True):
        found = find_stances(tokens, gold.mentions, reading.holder, reading.type, reading.relations, model)
        total += len(found)
        right += _matches(found, gold)
    return right, total, sum(len(gold.stances) for gold in material.gold)


def _matches(found: Sequence[Stance], gold: Sentence) -> int:
    free = list(gold.stances)
    for stance in found:
        match = next((other for other in free if _is_right(stance, other)), None)
        if match is not None:
            free.remove(match)
    return len(gold.stances) - len(free)


def write_stance(materials: Sequence[Material], folder: Path) -> list[Score]:
    """Fit, measure and save to ``folder``; returns the scores on unseen papers."""
    scores = score_stance(materials)
    judge = fit_stance(materials)
    saved = {
        "features": list(judge.weights),
        "weights": np.array(list(judge.weights.values())),
        "bias": judge.bias,
        "threshold": _THRESHOLD,
    }
    write_artefact(folder, saved, _card(materials, scores))
    return scores


def _card(materials: Sequence[Material], scores: Sequence[Score]) -> dict[str, Any]:
    return {
        "name": "stance",
        "what": "which candidates of stance stand: logistic regression over rule, type, holder and target",
        "data": {m.name: sum(len(sentence.stances) for sentence in m.gold) for m in materials},
        "settings": {"C": _STRENGTH, "threshold": _THRESHOLD, "papers": _PAPERS},
        "scores_on_unseen_papers": {s.name: {"rules": s.before, "model": s.after} for s in scores},
        "tried": {
            "extremely randomised trees": "F1 -0.02, much slower",
            "mean of trees and regression": "no gain",
            "lemma of cue and of target as features": "F1 -0.005",
            "tag, place and depth of cue and target as features": "F1 -0.01",
            "weight 2 for real papers": "no gain overall, +0.005 on real papers",
            "best author's candidate of a value or policy claim in any case": "F1 +0.003, within noise",
            "nouns that judge, owners and places of judged nouns as targets": "3 to 6 right of 100: left out",
            "purposes of policy sentences and objects of helping verbs": "6 to 7 right of 100: left out",
            "government statements (the train split) beside the papers": "F1 -0.006",
            "plain deeds (launch, adopt, establish) as leaning words": "0 to 1 right of 10: left out",
            "strength and side of the cue, main clause or not, article and length of the target": "F1 -0.003",
            "share of value and policy claims in the paper": "no gain, worse calibrated",
            "how often a word's side is right in NewsMTSC (7,758 sentences) as a feature": "F1 +0.001",
            "families of their own for laws, partisans and feelings": "F1 +0.002, within noise",
            "316 further sentences of five real papers to learn from": "F1 -0.02 to +0.004",
            "vectors of all-MiniLM-L6-v2 of cue, target, holder and sentence": "F1 -0.003 to -0.04",
            "how often a cue's word is right in other papers, shrunk": "F1 0.000",
            "rule with type, side, holder and target in pairs; boosted trees": "F1 -0.003; -0.01",
            "C of 0.01, 0.06, 0.1, 0.3": "F1 0, 0, -0.007, -0.016",
            "'step toward X', 'essential to X' as favour of X": "1 of 35 right: left out",
            "importance, danger, value and the like 'of X' in any sentence": "8 of 51 right: left out",
            "what somebody says in a clause below ('X told Y that Z should')": "3 of 16 right: left out",
            "Y of 'condemned X for Y'": "0 of 2 right: left out",
            "owner of any subject as holder ('Rome's policy seeks')": "4 of 50 right: for nouns alone",
            "the gold's types, not the rules', to learn from": "F1 0.000; to judge by: +0.013",
            "threshold 0.2": "F1 -0.008; on sentences nobody read +0.03 (17 of 87 found, not 14)",
            "Platt's scaling of odds on real papers left out": "slope 1.04, shift -0.05; on unseen papers "
            "calibration error 0.10 to 0.09, F1 -0.003: papers differ too much from one another to gain",
        },
        "licence": "MIT",
        "rebuild": "dragoman train",
    }
