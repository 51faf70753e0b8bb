"""Scores of cited works against gold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import CorpusError
from pipeline.evaluate.items import Counts
from pipeline.evaluate.references import edit_distance, read_gold_notes, score_references
from pipeline.schema.document import Name, Note, Work, WorkType
from pipeline.schema.span import Span

TEXT = "See Ann Lee, Harbour Law (Oslo: Fram, 2019), 3."
WORK = Work(Span(4, 46), WorkType.BOOK, title="Harbour Law", authors=(Name("Lee", "Ann"),), issued="2019")
GOLD = Note("1", TEXT, works=(WORK,))


def test_the_same_scores_full() -> None:
    """Gold against itself, the full stop at the end of a stretch aside."""
    scores = score_references([GOLD], [replace(GOLD, works=(replace(WORK, span=Span(4, 47)),))])
    assert scores.segmentation == scores.type == Counts(1, 0, 0)
    assert scores.exact["title"] == scores.near["author"] == Counts(1, 0, 0)
    assert scores.mistakes == ()


def test_a_near_title_counts_as_near_only() -> None:
    """One letter of eleven is more than a tenth less one: still within the distance."""
    scores = score_references([GOLD], [replace(GOLD, works=(replace(WORK, title="Harbor Law"),))])
    assert scores.exact["title"] == Counts(0, 1, 1)
    assert scores.near["title"] == Counts(1, 0, 0)


def test_a_missed_work_misses_its_fields() -> None:
    """Every gold field counts, found or not."""
    scores = score_references([GOLD], [replace(GOLD, works=())])
    assert scores.segmentation == scores.exact["issued"] == Counts(0, 1, 0)
    assert scores.exact["url"] == Counts(0, 0, 0)


def test_short_forms_are_compared_by_what_they_mean() -> None:
    """Right, wrong and unresolved."""
    short = replace(WORK, short=True, first=(0, 0))
    gold = Note("2", TEXT, works=(short,))
    for first, counts in (((0, 0), Counts(1, 0, 0)), ((0, 1), Counts(0, 1, 1)), (None, Counts(0, 1, 0))):
        scores = score_references([gold], [replace(gold, works=(replace(short, first=first),))])
        assert scores.short_forms == counts
        assert scores.exact["title"] == Counts()


def test_scores_add_up() -> None:
    """Two papers."""
    scores = score_references([GOLD], [GOLD])
    assert (scores + scores).exact["title"] == Counts(2, 0, 0)


def test_edit_distance() -> None:
    """Levenshtein, cut off above the limit."""
    assert edit_distance("quay", "quays", 2) == 1
    assert edit_distance("quay", "dock", 2) == 3


def test_gold_is_read_from_offsets(tmp_path: Path) -> None:
    """Values come from the note's text; another text is refused."""
    record = {
        "doc": "x",
        "note": "1",
        "length": len(TEXT),
        "works": [
            {
                "span": [4, 46],
                "type": "book",
                "title": [13, 24],
                "authors": [{"family": [8, 11], "given": [4, 7]}],
            }
        ],
    }
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(record) + "\n")
    (note,) = read_gold_notes(path, {"1": TEXT})
    assert (note.works[0].title, note.works[0].authors) == ("Harbour Law", (Name("Lee", "Ann"),))
    with pytest.raises(CorpusError):
        read_gold_notes(path, {"1": TEXT[:-1]})
