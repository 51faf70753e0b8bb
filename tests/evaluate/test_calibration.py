"""Reliability, calibration error and the threshold for 90 % precision, by hand."""

from __future__ import annotations

import pytest

from pipeline.evaluate.calibration import calibrate, threshold_at


def test_a_reliability_curve_by_hand() -> None:
    """Two at 0.9 of which one is right, two at 0.3 of which none is."""
    found = calibrate([(0.9, True), (0.9, False), (0.3, False), (0.3, False)])
    assert [(b.low, b.size, b.probability, b.right) for b in found.bins] == [
        (0.3, 2, 0.3, 0.0),
        (0.9, 2, 0.9, 0.5),
    ]
    assert found.error == pytest.approx((2 * 0.3 + 2 * 0.4) / 4)
    assert (found.threshold, found.kept) == (None, None)


def test_certainty_belongs_to_the_last_bin() -> None:
    """1.0 is no eleventh bin."""
    (only,) = calibrate([(1.0, True)]).bins
    assert (only.low, only.high) == (0.9, 1.0)


@pytest.mark.parametrize(
    ("pairs", "threshold"),
    [
        ([(0.9, True), (0.8, True), (0.2, False)], 0.8),
        ([(0.9, False), (0.8, True)], None),
        # a wrong one on top is outweighed by what comes after
        ([(0.99, False)] + [(0.9, True)] * 9, 0.9),
        # equal probabilities stand or fall together
        ([(0.9, True), (0.5, True), (0.5, False)], 0.9),
    ],
)
def test_threshold_for_nine_in_ten(pairs: list[tuple[float, bool]], threshold: float | None) -> None:
    """The lowest probability above which nine in ten are right."""
    assert threshold_at(pairs, 0.9) == threshold


def test_reliability_agrees_with_scikit_learn() -> None:
    """The same curve as ``calibration_curve``."""
    library = pytest.importorskip("sklearn.calibration")
    pairs = [(at / 97, at % 7 < 4) for at in range(97)]
    right, probability = library.calibration_curve([r for _, r in pairs], [p for p, _ in pairs], n_bins=10)
    bins = calibrate(pairs).bins
    assert [b.right for b in bins] == pytest.approx(list(right))
    assert [b.probability for b in bins] == pytest.approx(list(probability))
