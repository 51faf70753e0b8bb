"""``dragoman evaluate`` from end to end, on a corpus of two sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.accuracy import Request, evaluate
from pipeline.cli.app import app
from pipeline.corpus import Rendering
from pipeline.errors import CorpusError
from pipeline.evaluate import Layer
from pipeline.evaluate.report import Report
from tests.corpus.test_check import _corpus
from tests.corpus.test_gold import FIRST, LINES, SECOND, TEXT


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One paper with gold, in text and in markdown."""
    folder = _corpus(tmp_path / "corpus")
    (folder / "papers" / "tiny" / "paper.md").write_text(TEXT, encoding="utf-8")
    return folder


def _score(report: Report, layer: Layer) -> float | None:
    return next(row.score for row in report.rows if row.layer is layer)


def _file(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_pipeline_is_scored_beside_its_baseline(corpus: Path) -> None:
    """The paper is read, analysed and compared; the baseline stands beside."""
    (corpus / "agreement.csv").write_text("layer,score\ntype,0.5\n", encoding="utf-8")
    report = evaluate(Request(corpus=corpus, shared=corpus, date="2026-01-01"))
    row = next(row for row in report.rows if row.layer is Layer.TYPE)
    assert (row.counts.gold, row.baseline, row.annotators) == (2, 1.0, 0.5)
    assert report.papers == ("tiny",)
    assert _score(report, Layer.CANDIDATE) is not None
    given = next(row for row in report.rows if row.layer is Layer.RELATION_GIVEN_GOLD)
    assert given.counts.gold == 2


def test_gold_is_projected_onto_another_rendering(corpus: Path) -> None:
    """Markdown gives the same text: nothing of the gold is lost."""
    report = evaluate(Request(rendering=Rendering.MARKDOWN, corpus=corpus, shared=corpus))
    assert _score(report, Layer.INGESTION) == 1.0


def test_a_file_of_annotations_is_scored(corpus: Path) -> None:
    """What a team corrected in its tool is compared with gold."""
    wrong = _file(corpus / "corrected.jsonl", {**FIRST, "type": "value"}, SECOND)
    report = evaluate(Request(predicted=wrong, corpus=corpus, shared=corpus))
    assert (_score(report, Layer.TYPE), _score(report, Layer.ENTITY)) == (0.5, 1.0)


def test_two_annotators_are_compared_over_folders(corpus: Path) -> None:
    """Files of one name are pairs; kappa stands in the report."""
    for name, rows in (("a", (FIRST, SECOND)), ("b", (FIRST, {**SECOND, "type": "value"}))):
        (corpus / name).mkdir()
        _file(corpus / name / "tiny.jsonl", *rows)
    report = evaluate(Request(annotators=(corpus / "a", corpus / "b"), corpus=corpus, shared=corpus))
    row = next(row for row in report.rows if row.layer is Layer.TYPE)
    assert (row.score, row.kappa) == (0.5, 0.0)


def _bad_requests(corpus: Path) -> Iterator[tuple[Request, str]]:
    gold = corpus / "gold" / "tiny.jsonl"
    (corpus / "empty").mkdir()
    (corpus / "ghosts").mkdir()
    yield Request(papers=("nowhere",)), "not here"
    yield Request(papers=("tiny", "other"), gold=gold), "for one paper"
    yield Request(annotators=(gold, corpus / "nothing.jsonl")), "no such gold file"
    yield Request(annotators=(corpus / "empty", corpus / "ghosts")), "no file of empty"
    yield Request(predicted=corpus / "papers" / "tiny" / "paper.txt"), "not a gold file"


@pytest.mark.parametrize("number", range(5))
def test_bad_requests_are_explained(number: int, corpus: Path) -> None:
    """Missing papers and files that do not fit."""
    request, complaint = list(_bad_requests(corpus))[number]
    with pytest.raises(CorpusError, match=complaint):
        evaluate(
            Request(
                papers=request.papers,
                gold=request.gold,
                predicted=request.predicted,
                annotators=request.annotators,
                corpus=corpus,
                shared=corpus,
            )
        )


def test_the_command_writes_what_it_is_asked_for(corpus: Path, tmp_path: Path) -> None:
    """Table to the terminal, JSON and page to files, and the second run against the first."""
    pytest.importorskip("matplotlib")
    _file(tmp_path / "mine.jsonl", {**FIRST, "type": "value"}, SECOND)
    arguments = ["evaluate", "--corpus", str(corpus), "--shared", str(corpus), "--rules", "--labels"]
    before, page = tmp_path / "out" / "before.json", tmp_path / "out" / "page.html"
    predicted = ["--predicted", str(tmp_path / "mine.jsonl")]
    first = CliRunner().invoke(app, [*arguments, *predicted, "--json", str(before)], catch_exceptions=False)
    assert "entity span+label" in first.output
    (tmp_path / "mine.jsonl").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    options = ["--against", str(before), "--html", str(page)]
    second = CliRunner().invoke(app, [*arguments, *predicted, *options], catch_exceptions=False)
    assert "2 gained, 0 lost" in second.output
    assert "+ type, tiny p001s01: sentence: gold fact, predicted fact" in second.output
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_default_papers_without_text_are_left_out_and_named(corpus: Path) -> None:
    """A paper of the dev split whose text is elsewhere stops nobody; one that is asked for must be here."""
    split = corpus / "splits" / "dev.txt"
    split.write_text(split.read_text(encoding="utf-8") + "elsewhere\n", encoding="utf-8")
    report = evaluate(Request(corpus=corpus, shared=corpus))
    assert report.papers == ("tiny",)
    assert report.source.endswith("is not here: elsewhere")
    with pytest.raises(CorpusError, match="elsewhere"):
        evaluate(Request(papers=("elsewhere",), corpus=corpus, shared=corpus))
