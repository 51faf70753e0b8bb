"""Intervals hold the score, are the same every time, and draw documents where there are several."""

from __future__ import annotations

from dataclasses import replace

from pipeline.evaluate import Layer, Scores, score_annotations
from pipeline.evaluate.bootstrap import bootstrap_intervals
from tests.evaluate.builders import tiny_gold, with_sentence

GOLD = tiny_gold()


def test_perfect_scores_have_no_width() -> None:
    """All right in every resample."""
    f1 = bootstrap_intervals(score_annotations(GOLD, GOLD))[Layer.ENTITY].f1
    assert f1 is not None
    assert (f1.low, f1.high) == (1.0, 1.0)


def test_an_interval_holds_its_score_and_is_reproducible() -> None:
    """Four sentences, the marks of one lost."""
    scores = score_annotations(GOLD, with_sentence(GOLD, 1, mentions=(), relations=()))
    found = bootstrap_intervals(scores)
    recall = found[Layer.ENTITY].recall
    assert recall is not None
    assert recall.low < 0.5 < recall.high
    assert bootstrap_intervals(scores) == found


def test_documents_are_drawn_where_there_are_several() -> None:
    """A paper all right and one all wrong: what the next paper is like, nobody knows."""
    good = score_annotations(GOLD, GOLD)
    nothing = tuple(replace(s, mentions=(), relations=(), stances=()) for s in GOLD.sentences)
    bad = score_annotations(replace(GOLD, document="bad"), replace(GOLD, sentences=nothing))
    recall = bootstrap_intervals(good + bad)[Layer.ENTITY].recall
    assert recall is not None
    assert (recall.low, recall.high) == (0.0, 1.0)


def test_sentences_are_drawn_within_documents() -> None:
    """Two papers that are alike: the interval has the width that their sentences give."""
    half = with_sentence(GOLD, 1, mentions=(), relations=())
    both = score_annotations(GOLD, half) + score_annotations(replace(GOLD, document="other"), half)
    recall = bootstrap_intervals(both)[Layer.ENTITY].recall
    assert recall is not None
    assert 0 < recall.low < 0.4
    assert recall.high > 0.6
    assert bootstrap_intervals(Scores()) == {}
