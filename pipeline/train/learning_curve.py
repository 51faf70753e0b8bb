"""What more gold would bring: each trained layer fitted on more and more papers, judged on one left out.

For every paper that is left out the others are put in a seeded order and taken one by one, so that each
larger set holds the smaller; the counts of all left-out papers are added up at each size. What is
measured is what the training command prints: claim types by rules and regression, stances and relations
among gold mentions.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language

from pipeline.corpus import read_split
from pipeline.errors import CorpusError
from pipeline.evaluate.items import Counts
from pipeline.evaluate.report.records import LearningPoint
from pipeline.train import claim_types, relations, stance
from pipeline.train.material import Material, read_extra, read_material

__all__ = ["find_learning_points", "write_learning_curve"]

_SEED = 20250

Measure = Callable[[str, Sequence[str]], Counts]
"""Counts on the first paper of a model that was fitted on the others named."""


def write_learning_curve(
    path: Path,
    nlp: Language,
    *,
    extra: Sequence[Path] = (),
    shared: Path | None = None,
    report: Callable[[str], None] = lambda line: None,
) -> list[LearningPoint]:
    """The curves of all trained layers, written to ``path`` as rows ``layer,sentences,score``.

    In: as ``train_everything``; gold of one's own counts for claim types and stances. Raises
    ``CorpusError`` where fewer than two papers are at hand.
    """
    materials = read_material(read_split("dev"), nlp, shared=shared)
    corpus = [material.name for material in materials]
    materials.extend(read_extra(own, nlp) for own in extra)
    if len(materials) < 2 or not corpus:
        raise CorpusError("a learning curve needs two papers or more", advice="give --extra or --shared")
    sizes = {material.name: len(material.gold) for material in materials}
    own_sizes = {name: sizes[name] for name in corpus}
    points: list[LearningPoint] = []
    for layer, papers, measure in (
        ("claim type (accuracy)", sizes, _on_materials(materials, claim_types.counts_on)),
        ("relation (F1, gold mentions)", own_sizes, _on_relations(corpus, nlp, shared)),
        ("stance (F1, gold mentions)", sizes, _on_materials(materials, stance.counts_on)),
    ):
        for point in find_learning_points(layer, papers, measure):
            report(f"{point.layer}: {point.sentences} sentences, {point.score:.3f}")
            points.append(point)
    _write(points, path)
    return points


def find_learning_points(layer: str, papers: Mapping[str, int], measure: Measure) -> Iterator[LearningPoint]:
    """A point for one paper, two papers, up to all but the one left out; ``papers``: sentences of each.

    ``sentences`` of a point is the mean over the papers left out, for papers differ in length.
    """
    orders = {left_out: _order(papers, left_out) for left_out in papers}
    for size in range(1, len(papers)):
        total = sum((measure(name, order[:size]) for name, order in orders.items()), Counts())
        fitted_on = [sum(papers[name] for name in order[:size]) for order in orders.values()]
        yield LearningPoint(layer, round(sum(fitted_on) / len(fitted_on)), round(total.f1 or 0.0, 4))


def _order(papers: Mapping[str, int], left_out: str) -> list[str]:
    """The other papers in an order that only their names and the seed decide."""
    names = sorted(papers)
    others = [name for name in names if name != left_out]
    shuffled = np.random.default_rng([_SEED, names.index(left_out)]).permutation(len(others))
    return [others[at] for at in shuffled]


def _on_materials(
    materials: Sequence[Material], counts_on: Callable[[Material, Sequence[Material]], Counts]
) -> Measure:
    by_name = {material.name: material for material in materials}
    return lambda left_out, names: counts_on(by_name[left_out], [by_name[name] for name in names])


def _on_relations(corpus: Sequence[str], nlp: Language, shared: Path | None) -> Measure:
    examples, gold = relations.read_examples(corpus, nlp, shared=shared)
    return lambda left_out, names: relations.counts_on(left_out, names, examples, gold)


def _write(points: Sequence[LearningPoint], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("layer", "sentences", "score"))
        writer.writerows((point.layer, point.sentences, f"{point.score:.4f}") for point in points)
