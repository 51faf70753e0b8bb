"""Intervals hold the score, are the same every time, and draw documents where there are several."""

from __future__ import annotations

from dataclasses import replace

from pipeline.evaluate import Layer, score_annotations
from pipeline.evaluate.bootstrap import bootstrap_intervals, resampled_units
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
    """Sentences of one paper are not independent."""
    one = score_annotations(GOLD, GOLD)
    two = score_annotations(replace(GOLD, document="other"), GOLD)
    assert len(resampled_units(one)) == 4
    assert resampled_units(one + two) == ["tiny", "other"]
    worst = score_annotations(
        replace(GOLD, document="bad"), with_sentence(GOLD, 1, mentions=(), relations=())
    )
    recall = bootstrap_intervals(one + worst)[Layer.ENTITY].recall
    assert recall is not None
    assert (recall.low, recall.high) == (0.5, 1.0)
