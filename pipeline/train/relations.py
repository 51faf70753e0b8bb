"""Gold -> the relation classifier: a logistic regression over the annotator's own candidates and features.

Every candidate of the annotated papers is an example; it is right where the gold holds the same relation
between the same two mentions (gold relations that no candidate reaches count in every score). The card
records three designs, each measured on papers left out of training: rules alone, classifier alone, both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from spacy.language import Language

from pipeline.annotate.coreference import resolve_coreferences
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.parsing import body_sentences, parse_document
from pipeline.annotate.relation_candidates import find_candidates
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_features import chains_of, features_of
from pipeline.corpus.papers import CORPUS, read_gold_document, read_split
from pipeline.errors import CorpusError
from pipeline.evaluate.items import Counts
from pipeline.schema import Relation, RelationLabel
from pipeline.train.artefacts import write_artefact

__all__ = ["Example", "counts_on", "cross_validate", "fit_relations", "read_examples"]

Key = tuple[str, int, int, RelationLabel, int]
"""A relation in its sentence: paper, start of the sentence, head, label, tail."""

_LATER = ("x", "y")
"""How the ids of sentences begin that were annotated after the rules were written."""
_C = 0.05
"""Inverse strength of the regularisation; chosen among 0.03, 0.05, 0.1, 0.3 and 1 on papers left out."""
_SEED = 0
_TRIED = (
    "paths from the trigger word to both mentions as features (of proposals and of open candidates)",
    "guessed sides: every mention that could fill the empty side of a half-filled frame, with its nearness "
    "and grammatical role (2,376 candidates, 180 right; no F1 gained, twice the time)",
    "sparser features (seen 3 or 8 times), C from 0.03 to 1",
    "further examples, papers of the dev split left out in turn: re3d (the train split's three papers, 181 "
    "right of 3,713 candidates) and PLOVER's gold records (178 with both actors in the text, 1,150 "
    "candidates; AGREE, CONSULT, SUPPORT, COOPERATE, AID, ASSAULT as named, ACCUSE, REJECT, PROTEST as "
    "oppose, THREATEN, SANCTION, COERCE as coerce): F1 0.653 without, 0.653 with either",
    "the known owner of a firm or institution as a sign of part_of (2 of 69 right)",
    "a judge of all pairs of mentions for what no rule proposes (types, path, its words and their trigger "
    "labels; papers left out in turn): 26 more on the unread sentences, 4 right (F1 0.562 -> 0.525); with "
    "token states of all-MiniLM-L6-v2 25 and 6 (0.551), with the base model's token vectors 29 and 4 "
    "(0.516). Only on re3d, for which no rule was written, it gains: 0.435 -> 0.470, 0.523 and 0.475",
)
_THRESHOLDS = tuple(step / 100 for step in range(20, 65, 5))


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: its features with and without what the rules say, and whether the gold has it."""

    key: Key
    features: tuple[str, ...]
    bare: tuple[str, ...]
    proposed: bool
    right: bool
    unread: bool = False
    """Whether its sentence was never read by those who wrote the rules (``splits/unread.txt``)."""


def fit_relations(nlp: Language, folder: Path, *, corpus: Path = CORPUS, shared: Path | None = None) -> None:
    """Fit on the papers of the dev split and write ``model.skops`` and ``card.json`` to ``folder``."""
    papers = read_split("dev", corpus)
    examples, gold = read_examples(papers, nlp, corpus=corpus, shared=shared)
    threshold, scores = _measure(examples, gold)
    judged = [example for example in examples if example.proposed]
    model = _fit([example.features for example in judged], [example.right for example in judged])
    regression = model.named_steps["logisticregression"]
    shift, humbled = _humble(judged, threshold)
    saved = {
        "features": model.named_steps["dictvectorizer"].get_feature_names_out().tolist(),
        "weights": regression.coef_[0],
        "bias": float(regression.intercept_[0]) + shift,
        "threshold": float(_moved(threshold, shift)),
    }
    write_artefact(folder, saved, _card(papers, examples, gold, threshold, {**scores, **humbled}))


def read_examples(
    papers: Sequence[str], nlp: Language, *, corpus: Path = CORPUS, shared: Path | None = None
) -> tuple[list[Example], set[Key]]:
    """All candidates of the papers, and the keys of all gold relations, those without a candidate too."""
    knowledge = load_knowledge(())
    examples: list[Example] = []
    gold: set[Key] = set()
    for paper in papers:
        found, keys = _examples_of(paper, nlp, knowledge, corpus, shared)
        examples += found
        gold |= keys
    return examples, gold


def _examples_of(
    paper: str, nlp: Language, knowledge: Knowledge, corpus: Path, shared: Path | None
) -> tuple[list[Example], set[Key]]:
    document, annotations = read_gold_document(paper, folder=corpus, shared=shared)
    doc = parse_document(document, nlp)
    spans = {sentence.start_char: sentence for sentence in body_sentences(doc)}
    mentions = sorted((m for s in annotations.sentences for m in s.mentions), key=lambda m: m.span)
    coreferences = resolve_coreferences(doc, mentions, knowledge)
    unread = paper in _unread_papers(corpus)
    examples: list[Example] = []
    gold: set[Key] = set()
    for sentence in annotations.sentences:
        keys = {_key_of(paper, sentence.span.start, relation) for relation in sentence.relations}
        gold |= keys
        words = spans.get(sentence.span.start)
        if words is not None and len(sentence.mentions) > 1:
            clause = Clause.build(words, sentence.mentions, coreferences)
            own = _examples_in(clause, paper, sentence.span.start, keys)
            if unread and (sentence.id or "").startswith(_LATER):
                own = [replace(example, unread=True) for example in own]
            examples += own
    return examples, gold


def _unread_papers(corpus: Path) -> tuple[str, ...]:
    try:
        return read_split("unread", corpus)
    except CorpusError:  # a corpus of the user's own
        return ()


def _examples_in(clause: Clause, paper: str, start: int, gold: set[Key]) -> list[Example]:
    chains = chains_of(clause)
    examples = []
    for candidate in find_candidates(clause):
        key = (paper, start, candidate.head, candidate.label, candidate.tail)
        unseen = replace(candidate, proposals=(), rivals=())
        examples.append(
            Example(
                key,
                tuple(features_of(candidate, clause, chains)),
                tuple(features_of(unseen, clause, chains)) if candidate.triggers else (),
                bool(candidate.proposals),
                key in gold,
            )
        )
    return examples


def _key_of(paper: str, start: int, relation: Relation) -> Key:
    head, tail = relation.head, relation.tail
    if relation.label.is_symmetric and head > tail:
        head, tail = tail, head
    return paper, start, head, relation.label, tail


def cross_validate(
    examples: Sequence[Example], features: Callable[[Example], tuple[str, ...]]
) -> NDArray[np.float64]:
    """The probability of each example from a model fitted on the other papers."""
    papers = np.array([example.key[0] for example in examples])
    probabilities = np.zeros(len(examples))
    for paper in sorted(set(papers)):
        inside = [e for e, p in zip(examples, papers, strict=True) if p != paper]
        outside = [features(e) for e, p in zip(examples, papers, strict=True) if p == paper]
        model = _fit([features(e) for e in inside], [e.right for e in inside])
        probabilities[papers == paper] = model.predict_proba(_rows(outside))[:, 1]
    return probabilities


def counts_on(paper: str, fitted_on: Sequence[str], examples: Sequence[Example], gold: set[Key]) -> Counts:
    """Relations right, missed and spurious on ``paper`` of a model fitted on the papers ``fitted_on``.

    The threshold too is chosen on those papers alone; a single one cannot judge itself and gets the
    middle of the thresholds tried.
    """
    proposed = [example for example in examples if example.proposed]
    inside = [example for example in proposed if example.key[0] in fitted_on]
    outside = [example for example in proposed if example.key[0] == paper]
    wanted = {key for key in gold if key[0] == paper}
    if not outside or len({example.right for example in inside}) < 2:
        return Counts(0, len(wanted), 0)
    threshold = _THRESHOLDS[len(_THRESHOLDS) // 2]
    if len(fitted_on) > 1:
        own = {key for key in gold if key[0] in fitted_on}
        threshold = _best_threshold(inside, cross_validate(inside, lambda example: example.features), own)
    model = _fit([example.features for example in inside], [example.right for example in inside])
    rated = model.predict_proba(_rows([example.features for example in outside]))[:, 1]
    kept = {example.key for example, p in zip(outside, rated, strict=True) if p >= threshold}
    right = len(wanted & kept)
    return Counts(right, len(wanted) - right, len(kept) - right)


def _fit(features: Sequence[Sequence[str]], right: Sequence[bool]) -> Pipeline:
    model = make_pipeline(DictVectorizer(), LogisticRegression(C=_C, max_iter=5000, random_state=_SEED))
    model.fit(_rows(features), right)
    return model


def _rows(features: Sequence[Sequence[str]]) -> list[dict[str, int]]:
    return [dict.fromkeys(names, 1) for names in features]


def _measure(examples: Sequence[Example], gold: set[Key]) -> tuple[float, dict[str, Any]]:
    """The best threshold and the scores of the three designs on papers left out, real papers apart too."""
    proposed = [example for example in examples if example.proposed]
    both = cross_validate(proposed, lambda example: example.features)
    alone = cross_validate(examples, lambda example: example.bare)
    open_too = cross_validate(examples, lambda example: example.features)
    threshold = _best_threshold(proposed, both, gold)
    designs = {
        "rules alone": [e.key for e in proposed],
        "classifier alone": _above(examples, alone, _best_threshold(examples, alone, gold)),
        "both": _above(proposed, both, threshold),
        "both, with what no rule proposes": _above(
            examples, open_too, _best_threshold(examples, open_too, gold)
        ),
    }
    return threshold, {
        **{name: _score(found, gold) for name, found in designs.items()},
        "on extracts of published papers": {
            name: _score(*(list(filter(_is_extract, keys)) for keys in (found, gold)))
            for name, found in designs.items()
        },
        "candidate recall, pairs": _candidate_recall(examples, gold),
        "calibration error": _calibration_error(proposed, both, threshold),
    }


def _humble(judged: Sequence[Example], threshold: float) -> tuple[float, dict[str, Any]]:
    """What to add to the odds so that they hold for papers nobody has read, and what that changes.

    A model fitted on sentences whose rules were written by readers of these very sentences believes the
    rules too much. Sentences that no such reader has seen say by how much: their mean probability is moved
    to the share that is right (maximum likelihood of a logistic shift). What is kept stays the same.
    """
    unread = [example for example in judged if example.unread]
    inside = [example for example in judged if not example.unread]
    if not unread or len({example.right for example in inside}) < 2:
        return 0.0, {}
    model = _fit([example.features for example in inside], [example.right for example in inside])
    found = model.predict_proba(_rows([example.features for example in unread]))[:, 1]
    kept = found >= threshold
    right = np.array([example.right for example in unread])[kept]
    if not 0 < right.mean() < 1:
        return 0.0, {}
    shift = float(brentq(lambda by: float(_moved(found[kept], by).mean() - right.mean()), -5.0, 5.0))
    return shift, {
        "odds on unread sentences": {
            "kept": int(kept.sum()),
            "right": round(float(right.mean()), 3),
            "mean probability": round(float(found[kept].mean()), 3),
            "shift": round(shift, 3),
        }
    }


def _moved(probability: Any, shift: float) -> Any:
    """A probability, or an array of them, with ``shift`` added to its log odds."""
    return 1 / (1 + np.exp(-(np.log(probability / (1 - probability)) + shift)))


def _is_extract(key: Key) -> bool:
    """Whether the relation is from an extract of a published paper: their ids hold an underscore."""
    return "_" in key[0]


def _best_threshold(examples: Sequence[Example], found: NDArray[np.float64], gold: set[Key]) -> float:
    return max(_THRESHOLDS, key=lambda t: (_score_above(examples, found, t, gold)["f1"], t))


def _score_above(
    examples: Sequence[Example], found: NDArray[np.float64], threshold: float, gold: set[Key]
) -> dict[str, float]:
    return _score(_above(examples, found, threshold), gold)


def _above(examples: Sequence[Example], found: NDArray[np.float64], threshold: float) -> list[Key]:
    return [e.key for e, p in zip(examples, found, strict=True) if p >= threshold]


def _score(found: Sequence[Key], gold: Collection[Key]) -> dict[str, float]:
    right = len(set(gold).intersection(found))
    precision, recall = right / max(len(found), 1), right / max(len(gold), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def _candidate_recall(examples: Sequence[Example], gold: set[Key]) -> float:
    pairs = {(*e.key[:2], frozenset((e.key[2], e.key[4]))) for e in examples}
    reached = sum((*key[:2], frozenset((key[2], key[4]))) in pairs for key in gold)
    return round(reached / max(len(gold), 1), 3)


def _calibration_error(examples: Sequence[Example], found: NDArray[np.float64], threshold: float) -> float:
    """Expected calibration error of the relations that are kept, in five equally filled bins."""
    kept = sorted((float(p), e.right) for e, p in zip(examples, found, strict=True) if p >= threshold)
    bins = [part for part in np.array_split(np.array(kept, dtype=float).reshape(-1, 2), 5) if len(part)]
    gaps = [abs(part[:, 0].mean() - part[:, 1].mean()) * len(part) for part in bins]
    return round(float(sum(gaps)) / max(len(kept), 1), 3)


def _card(
    papers: Sequence[str],
    examples: Sequence[Example],
    gold: set[Key],
    threshold: float,
    scores: dict[str, Any],
) -> dict[str, Any]:
    return {
        "name": "relations",
        "task": "which candidate relations between two mentions of a sentence are right",
        "model": "logistic regression (scikit-learn) over named features; no names of actors",
        "settings": {"C": _C, "seed": _SEED},
        "threshold": threshold,
        "data": {
            "papers": list(papers),
            "relations": len(gold),
            "candidates": len(examples),
            "annotators": "language models working as annotators, not human experts of the field",
        },
        "scores": scores,
        "tried without gain": _TRIED,
        "how measured": "on gold mentions; each paper by a model fitted on the others. The rules' lexicon "
        "was written while reading these papers, so that their scores are optimistic for unseen ones.",
        "licence": "MIT",
        "rebuild": "pipeline.train.relations.fit_relations(nlp, Path('models/relations'))",
    }
