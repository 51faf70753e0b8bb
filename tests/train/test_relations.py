"""Fitting the relation classifier: leaving papers out, and the same bytes twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.schema import RelationLabel
from pipeline.train.relations import Example, cross_validate


def example(paper: str, feature: str, right: bool) -> Example:
    """One candidate with one feature."""
    return Example((paper, 0, 0, RelationLabel.SUPPORT, 1), (feature,), (), True, right)


def test_a_paper_is_rated_by_the_others() -> None:
    """What only the left-out paper says cannot help it."""
    others = [example("a", "good", True), example("a", "bad", False)] * 20
    own = [example("b", "good", False), example("b", "bad", True)]
    rated = cross_validate([*others, *own], lambda e: e.features)
    assert rated[-2] > 0.5 > rated[-1]


@pytest.mark.parametrize("name", ["model.skops", "card.json"])
def test_the_artefact_is_committed(name: str) -> None:
    """The files that the program loads are there."""
    assert (Path(__file__).resolve().parents[2] / "models" / "relations" / name).is_file()
