"""Learning curves: which papers are fitted on, what is added up, and what is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy

from pipeline.errors import CorpusError
from pipeline.evaluate.items import Counts
from pipeline.evaluate.report.records import LearningPoint
from pipeline.schema import RelationLabel
from pipeline.train import learning_curve
from pipeline.train.learning_curve import find_learning_points
from pipeline.train.relations import Example, counts_on

PAPERS = {"a": 10, "b": 20, "c": 30, "d": 40}


class Recorder:
    """A measure that remembers its calls; one item is right for every paper fitted on, of four."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, left_out: str, names: Sequence[str]) -> Counts:
        """The counts of one fold."""
        self.calls.append((left_out, tuple(names)))
        return Counts(len(names), 4 - len(names), 4 - len(names))


def test_points_add_up_the_papers_left_out() -> None:
    """One, two and three of the other papers; sentences are means: (90 + 80 + 70 + 60) / 4 = 75."""
    points = list(find_learning_points("type", PAPERS, Recorder()))
    assert [point.score for point in points] == [0.25, 0.5, 0.75]
    assert points[-1] == LearningPoint("type", 75, 0.75)
    assert [point.sentences for point in points] == sorted(point.sentences for point in points)


def test_a_paper_never_judges_itself_and_sets_grow() -> None:
    """The left-out paper is not fitted on; each larger set holds the smaller one."""
    recorder = Recorder()
    list(find_learning_points("type", PAPERS, recorder))
    assert all(left_out not in names for left_out, names in recorder.calls)
    for paper in PAPERS:
        sets = [names for left_out, names in recorder.calls if left_out == paper]
        assert [len(names) for names in sets] == [1, 2, 3]
        assert sets[2][:2] == sets[1]
        assert sets[1][:1] == sets[0]


def test_the_order_of_papers_does_not_matter() -> None:
    """Only names and the seed decide which paper comes first."""
    one, other = Recorder(), Recorder()
    list(find_learning_points("type", PAPERS, one))
    list(find_learning_points("type", dict(reversed(PAPERS.items())), other))
    assert sorted(one.calls) == sorted(other.calls)


def relation(paper: str, at: int, feature: str, right: bool) -> Example:
    """A candidate in a sentence of its own."""
    return Example((paper, at, 0, RelationLabel.SUPPORT, 1), (feature,), (), True, right)


def relations_of(paper: str) -> list[Example]:
    """Two hundred good candidates, two hundred bad ones."""
    return [relation(paper, at, "good" if at < 200 else "bad", at < 200) for at in range(400)]


@pytest.mark.parametrize("fitted_on", [["a"], ["a", "b"]])
def test_relations_that_no_candidate_reaches_are_missed(fitted_on: list[str]) -> None:
    """Two hundred are found, one that was never proposed counts as missed."""
    examples = [one for paper in ("a", "b", "c") for one in relations_of(paper)]
    gold = {one.key for one in examples if one.right} | {("c", 999, 0, RelationLabel.OPPOSE, 1)}
    assert counts_on("c", fitted_on, examples, gold) == Counts(200, 1, 0)


def test_nothing_to_learn_from_finds_nothing() -> None:
    """Papers whose candidates are all wrong teach no difference."""
    examples = [relation("a", 0, "good", False), relation("b", 0, "good", True)]
    assert counts_on("b", ["a"], examples, {examples[1].key}) == Counts(0, 1, 0)


def test_the_table_is_what_evaluate_reads(tmp_path: Path) -> None:
    """Columns layer, sentences, score."""
    learning_curve._write([LearningPoint("type", 75, 0.75)], tmp_path / "curve.csv")
    assert (tmp_path / "curve.csv").read_text() == "layer,sentences,score\ntype,75,0.7500\n"


def test_one_paper_has_no_curve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left to fit on."""
    monkeypatch.setattr(learning_curve, "read_split", lambda name: ())
    with pytest.raises(CorpusError, match="two papers"):
        learning_curve.write_learning_curve(tmp_path / "curve.csv", spacy.blank("en"))
    assert not (tmp_path / "curve.csv").exists()
