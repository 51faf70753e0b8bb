"""The report: its table, its JSON, its page, and what changed since an earlier run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.evaluate import Layer, score_annotations
from pipeline.evaluate.report import (
    LearningPoint,
    Report,
    build_report,
    changes_as_text,
    compare_items,
    read_report_items,
    report_as_json,
    report_as_page,
    report_as_text,
    rules_as_text,
)
from pipeline.schema import Annotations, ClaimType, EntityLabel, Mention, Span
from tests.evaluate.builders import TEXT, tiny_gold, with_sentence

GOLD = tiny_gold()


def _worse() -> Annotations:
    """A wrong type with a probability, a lost name and an invented one, by rules."""
    predicted = with_sentence(GOLD, 2, type=ClaimType.FORECAST, type_probability=0.8, type_by="rule:should")
    odd = Mention(Span(147, 152), EntityLabel.PERSON, entity="might", by="model:ner")
    return with_sentence(predicted, 3, mentions=(odd,))


def _report(predicted: Annotations) -> Report:
    return build_report(
        score_annotations(GOLD, predicted),
        {"tiny": TEXT},
        title="Tiny & small",
        version="0.1.0",
        date="2026-01-01",
        source="text",
        baseline=score_annotations(GOLD, replace(GOLD, sentences=())),
        annotators={"type": 0.9},
        learning=[LearningPoint("type", 100, 0.6), LearningPoint("type", 200, 0.7)],
    )


def _row(report: Report, layer: Layer) -> tuple[float | None, float | None, float | None]:
    row = next(row for row in report.rows if row.layer is layer)
    return row.score, row.baseline, row.reached


def test_rows_stand_beside_baseline_and_annotators() -> None:
    """Three of four types are right; two annotators agree on 0.9."""
    report = _report(_worse())
    assert _row(report, Layer.TYPE) == (0.75, 0.0, 0.75 / 0.9)
    assert _row(report, Layer.ENTITY) == (0.9, 0.0, None)


def test_the_table_shows_every_layer_once() -> None:
    """A line per layer, with counts and the interval."""
    text = report_as_text(_report(_worse()), labels=True)
    assert re.search(r"\| entity span\+label +\| +10 \| +10 \| 0\.900 \[", text)
    assert re.search(r"\| GPE +\| +5 \| +4 \| +1\.000 \| +0\.800 \|", text)
    assert "Cohen's kappa" in text


def test_rules_with_most_mistakes_come_first() -> None:
    """A family and each of its rules have their precision."""
    lines = rules_as_text(_report(_worse())).splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert ["rule:should", "type", "0", "1", "0.000"] in cells
    assert ["model", "entity span+label", "0", "1", "0.000"] in cells


def test_json_comes_back(tmp_path: Path) -> None:
    """The same bytes each time, and the items can be read again."""
    report = _report(_worse())
    path = tmp_path / "report.json"
    path.write_text(report_as_json(report), encoding="utf-8")
    assert report_as_json(_report(_worse())) == path.read_text(encoding="utf-8")
    assert read_report_items(path) == report.items
    assert json.loads(path.read_text(encoding="utf-8"))["rows"][0]["layer"] == "entity span+label"


def test_gains_and_losses_item_by_item() -> None:
    """From worse to perfect: three items gained; back: the same three lost."""
    worse, perfect = _report(_worse()).items, _report(GOLD).items
    better = compare_items(worse, perfect)
    assert not better.losses
    assert sorted((item.layer, item.words) for item in better.gains if item.layer is not Layer.LINK) == [
        (Layer.ENTITY, ("Might",)),
        (Layer.ENTITY, ("Quito",)),
        (Layer.TYPE, ()),
        (Layer.CLAIM, ()),
    ]
    back = compare_items(perfect, worse)
    assert len(back.losses) == len(better.gains)
    assert not back.gains
    assert "- type, tiny p1s3: sentence: gold policy, predicted forecast (rule:should)" in changes_as_text(
        back
    )


def test_gold_that_changed_between_runs_is_not_compared() -> None:
    """A sentence more in the second run is neither gain nor loss."""
    part = build_report(
        score_annotations(replace(GOLD, sentences=GOLD.sentences[:3]), GOLD), {"tiny": TEXT}
    ).items
    changes = compare_items(part, _report(_worse()).items)
    assert changes.changed_gold > 0
    assert not changes.gains
    assert {item.sentence for item in changes.losses} == {"p1s3"}


def test_two_papers_have_nothing_to_compare() -> None:
    """Neither what is right in the one nor what is spurious in the other is gain or loss."""
    other = build_report(score_annotations(replace(GOLD, document="other"), _worse()), {"other": TEXT}).items
    changes = compare_items(other, _report(GOLD).items)
    assert (changes.gains, changes.losses) == ((), ())


def test_the_page_stands_alone() -> None:
    """Plots inside, nothing from elsewhere, no script; text is escaped."""
    pytest.importorskip("matplotlib")
    report = _report(_worse())
    page = report_as_page(report, compare_items(_report(GOLD).items, report.items))
    assert page.count("<svg") == len(re.findall("<figure", page)) > 8
    assert "Tiny &amp; small" in page
    assert not re.search(r"<script|<link|src=|@import|url\((?!#)", page)
    assert not re.search(r'href="(?!#)', page)
    assert "<mark>Might</mark> Quito not welcome it?" in page
    assert report_as_page(report) == report_as_page(report)


@pytest.mark.parametrize("content", ["", "{}", '{"items": [{"layer": "type"}]}', '{"items": 3}'])
def test_another_file_is_no_earlier_report(tmp_path: Path, content: str) -> None:
    """The error says what to give."""
    path = tmp_path / "odd.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="--json"):
        read_report_items(path)
