"""Kappa and alpha: by hand, and against the libraries that measure the same."""

from __future__ import annotations

import random

import pytest

from pipeline.evaluate import Layer, score_annotations
from pipeline.evaluate.agreement import cohens_kappa, krippendorffs_alpha, label_pairs
from pipeline.schema import Annotations, ClaimType, Holder, Sentence, Span
from tests.evaluate.builders import tiny_gold, with_sentence


def test_kappa_by_hand() -> None:
    """20 both yes, 15 both no, 5 and 10 apart, of 50: observed 0.7, expected 0.5."""
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_alpha_by_hand() -> None:
    """Both 1 once, both 0 five times, apart four times: 1 - 19 * 4 / (14 * 6) (Krippendorff 2011)."""
    units = [("1", "1")] + [("0", "0")] * 5 + [("0", "1")] * 4
    assert krippendorffs_alpha(units) == pytest.approx(1 - 19 * 4 / (14 * 6))


@pytest.mark.parametrize(
    ("pairs", "kappa", "alpha"),
    [
        ([], None, None),
        ([("a", "a")], 1.0, 1.0),
        ([("a", None), (None, "b")], None, None),
        ([("a", "a"), ("b", "b"), ("a", None)], 1.0, 1.0),
        ([("a", "b"), ("b", "a")], -1.0, -0.5),
    ],
)
def test_edges(pairs: list[tuple[str | None, str | None]], kappa: float | None, alpha: float | None) -> None:
    """Nothing to compare, one label only, gaps, and disagreement throughout."""
    assert cohens_kappa(pairs) == pytest.approx(kappa)
    assert krippendorffs_alpha(pairs) == pytest.approx(alpha)


@pytest.mark.parametrize("seed", range(5))
def test_kappa_agrees_with_scikit_learn(seed: int) -> None:
    """The same number on random labels."""
    metrics = pytest.importorskip("sklearn.metrics")
    draw = random.Random(seed)
    pairs = [(draw.choice("abcd"), draw.choice("abcd")) for _ in range(60)]
    assert cohens_kappa(pairs) == pytest.approx(metrics.cohen_kappa_score(*zip(*pairs, strict=True)))


@pytest.mark.parametrize("seed", range(5))
def test_alpha_agrees_with_the_krippendorff_library(seed: int) -> None:
    """The same number on random labels with gaps, from three annotators."""
    library = pytest.importorskip("krippendorff")
    draw = random.Random(seed)
    units = [tuple(draw.choice(["a", "b", "c", None]) for _ in range(3)) for _ in range(40)]
    numbers = {"a": 1.0, "b": 2.0, "c": 3.0, None: float("nan")}
    rows = [[numbers[unit[annotator]] for unit in units] for annotator in range(3)]
    expected = library.alpha(reliability_data=rows, level_of_measurement="nominal")
    assert krippendorffs_alpha(units) == pytest.approx(expected)


def test_holders_with_overlapping_words_are_one_label() -> None:
    """Hansen and Minister Hansen agree, although their words differ."""
    gold = tiny_gold()
    other = with_sentence(gold, 0, holder=Holder(text="Hansen", span=Span(38, 44)))
    pairs = label_pairs(score_annotations(gold, other), Layer.HOLDER)
    assert all(one == another for one, another in pairs)


@pytest.mark.parametrize("seed", range(5))
def test_classes_score_as_in_scikit_learn(seed: int) -> None:
    """Precision, recall and F1 of each type, and macro F1 over the types that gold has."""
    metrics = pytest.importorskip("sklearn.metrics")
    draw = random.Random(seed)
    gold, found = ([draw.choice(list(ClaimType)) for _ in range(30)] for _ in range(2))
    places = [Span(10 * at, 10 * at + 9) for at in range(30)]

    def annotate(types: list[ClaimType]) -> Annotations:
        sentences = (Sentence(p, t, id=str(p.start)) for p, t in zip(places, types, strict=True))
        return Annotations("x", tuple(sentences))

    scores = score_annotations(annotate(gold), annotate(found))
    labels = sorted({str(type_) for type_ in gold})
    theirs = metrics.precision_recall_fscore_support(
        [str(t) for t in gold], [str(t) for t in found], labels=labels, zero_division=0
    )
    ours = [scores.by_label(Layer.TYPE)[label] for label in labels]
    assert [counts.precision or 0.0 for counts in ours] == pytest.approx(list(theirs[0]))
    assert [counts.recall for counts in ours] == pytest.approx(list(theirs[1]))
    assert scores.macro_f1(Layer.TYPE) == pytest.approx(theirs[2].mean())
