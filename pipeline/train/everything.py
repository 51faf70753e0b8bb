"""The story of training: gold and data in, every artefact of ``models/`` out, with its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language

from pipeline.analysis import Models
from pipeline.annotate.base_model import load_base_model
from pipeline.annotate.claim_types import load_claim_types
from pipeline.annotate.confidence import CONFIDENCE_FEATURES, ConfidenceModel
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.relations import load_relation_model
from pipeline.annotate.stance import load_stance
from pipeline.corpus import read_split
from pipeline.errors import CorpusError
from pipeline.train.claim_types import accuracy_on, write_claim_types
from pipeline.train.confidence import write_confidence
from pipeline.train.material import Material, halves_of, read_extra, read_material, read_typed
from pipeline.train.relations import fit_relations
from pipeline.train.scores import Score
from pipeline.train.stance import f1_on, write_stance

__all__ = ["score_gain", "train_everything"]

Report = Callable[[str], None]


def train_everything(
    folder: Path,
    *,
    extra: Sequence[Path] = (),
    shared: Path | None = None,
    report: Report = lambda line: None,
) -> list[Score]:
    """Fit every classifier and write it with its card below ``folder``; the same gold gives the same bytes.

    In: ``extra`` names a user's own gold files, each with its text beside it (``my-gold.jsonl``,
    ``my-gold.txt``); ``shared`` the folder with texts that the project may not hold. Out: the scores on
    unseen papers, each reported as soon as it is there. Raises ``CorpusError`` if there is no gold at all.
    """
    nlp, knowledge = load_base_model()[0], load_knowledge(())
    materials = _read(nlp, extra, shared)
    typed = _read_typed(nlp, knowledge, shared)
    fit_relations(nlp, folder / "relations", shared=shared)
    steps: tuple[Callable[[], list[Score]], ...] = (
        lambda: write_claim_types(materials, folder / "claim_types", typed),
        lambda: write_stance(materials, folder / "stance"),
        lambda: write_confidence(materials, _fitted(nlp, knowledge, folder), folder / "confidence", typed),
    )
    scores: list[Score] = []
    for step in steps:
        for score in step():
            report(f"{score.name}: {score.before:.3f} -> {score.after:.3f}")
            scores.append(score)
    return scores


def _fitted(nlp: Language, knowledge: Knowledge, folder: Path) -> Models:
    """What has just been fitted, with a confidence that knows nothing yet: no earlier models are needed."""
    return Models(
        nlp=nlp,
        knowledge=knowledge,
        relations=load_relation_model(folder / "relations"),
        claim_types=load_claim_types(folder / "claim_types"),
        stance=load_stance(folder / "stance"),
        confidence=ConfidenceModel(np.zeros(len(CONFIDENCE_FEATURES)), 0.0),
        hashes=(),
    )


def _read(nlp: Language, extra: Sequence[Path], shared: Path | None) -> list[Material]:
    materials = read_material(read_split("dev"), nlp, shared=shared)
    materials.extend(read_extra(path, nlp) for path in extra)
    if not materials:
        raise CorpusError("there is no gold to train on", advice="run in a checkout, or give --extra")
    return materials


def _read_typed(nlp: Language, knowledge: Knowledge, shared: Path | None) -> list[Material]:
    """Gold that claim types alone are fitted on: for stances another genre, statements, does harm."""
    return [
        *read_typed(nlp, knowledge, shared=shared),
        *read_material(read_split("train"), nlp, shared=shared),
    ]


def score_gain(models: Models, extra: Sequence[Path], *, shared: Path | None = None) -> list[Score]:
    """What a user's gold brings on itself, by cross-validation: without it, and with its other parts.

    A single extra paper is cut in two halves that judge each other.
    """
    corpus = _read(models.nlp, (), shared)
    typed = _read_typed(models.nlp, models.knowledge, shared)
    own = [read_extra(path, models.nlp) for path in extra]
    parts = own if len(own) > 1 else [half for one in own for half in halves_of(one)]
    scores = []
    for part in parts:
        rest = [other for other in parts if other is not part]
        for name, measure, known in (
            ("claim type accuracy", accuracy_on, [*corpus, *typed]),
            ("stance F1", f1_on, corpus),
        ):
            scores.append(
                Score(f"{name} on {part.name}", measure(part, known), measure(part, [*known, *rest]))
            )
    return scores
