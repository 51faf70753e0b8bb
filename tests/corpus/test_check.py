"""Each break of the scheme is found, and named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.corpus import CORPUS, accept_corpus, check_corpus, check_gold, parse_gold, read_split
from tests.corpus.test_gold import FIRST, SECOND, TEXT

LINKS = {"norway", "hansen", "peru"}


def _problems(**changes: object) -> list[str]:
    gold = parse_gold([json.dumps({**FIRST, **changes}), json.dumps(SECOND)], TEXT)
    return [finding.problem for finding in check_gold(gold, TEXT, LINKS)]


def test_gold_that_keeps_to_the_scheme() -> None:
    """Nothing is found."""
    assert _problems() == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"entities": [[0, 4, "GPE", "atlantis"], [38, 44, "PERSON", "hansen"]]}, "'atlantis' is neither in"),
        ({"entities": [[0, 4, "GPE", ""], [38, 44, "PERSON", "hansen"]]}, "GPE 'Oslo' has no link"),
        ({"entities": [[0, 4, "GPE", "Norway"], [38, 44, "PERSON", "hansen"]]}, "'Norway' is no link"),
        ({"entities": [[0, 5, "GPE", "norway"], [38, 44, "PERSON", "hansen"]]}, "white space around it"),
        ({"entities": [[0, 4, "GPE", "norway"], [2, 6, "PERSON", "hansen"]]}, "overlap"),
        ({"entities": [[38, 44, "PERSON", "hansen"], [0, 4, "GPE", "norway"]]}, "out of order"),
        ({"entities": [[0, 4, "GPE", "norway"], [46, 50, "GPE", "peru"]]}, "outside the sentence"),
        ({"entities": [[0, 4, "MONEY", "3 euros"], [38, 44, "PERSON", "hansen"]]}, "has the value '3 euros'"),
        ({"entities": [[0, 4, "DATE", "spring"], [38, 44, "PERSON", "hansen"]]}, "has the value 'spring'"),
        ({"relations": [[0, "leads", 0, None]]}, "leads leads from entity 0 to itself"),
        ({"relations": [[1, "leads", 0, None], [1, "leads", 0, [29, 37]]]}, "is given 2 times"),
        ({"stances": [["author", "favour", [40, 50]]]}, "target at 40 is outside"),
        ({"cue": [44, 50]}, "cue at 44 is outside"),
        ({"id": "p001s02"}, "id is given 2 times"),
    ],
)
def test_breaks_of_the_scheme(changes: dict[str, object], problem: str) -> None:
    """One change, one problem."""
    assert any(problem in found for found in _problems(**changes))


def _corpus(folder: Path) -> Path:
    (folder / "papers" / "tiny").mkdir(parents=True)
    (folder / "gold").mkdir()
    (folder / "splits").mkdir()
    (folder / "papers" / "tiny" / "paper.txt").write_text(TEXT, encoding="utf-8")
    lines = (json.dumps(FIRST), json.dumps(SECOND))
    (folder / "gold" / "tiny.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "splits" / "dev.txt").write_text("# remark\ntiny\n", encoding="utf-8")
    return folder


def test_texts_that_changed_are_seen(tmp_path: Path) -> None:
    """Gold without a checksum, with it, and after the text changed."""
    folder = _corpus(tmp_path / "corpus")
    assert [f.place for f in check_corpus(folder, shared=tmp_path)] == ["manifest"]
    accept_corpus(folder, shared=tmp_path, known_links={"norway"})
    assert check_corpus(folder, shared=tmp_path, known_links={"norway"}) == []
    (folder / "papers" / "tiny" / "paper.txt").write_text(TEXT.replace("plan", "plot"), encoding="utf-8")
    assert ["checksum differs" in f.problem for f in check_corpus(folder, shared=tmp_path)] == [True]


def test_papers_belong_to_one_split(tmp_path: Path) -> None:
    """None, or two, is a problem; a name without gold a note."""
    folder = _corpus(tmp_path / "corpus")
    accept_corpus(folder, shared=tmp_path)
    (folder / "splits" / "test.txt").write_text("tiny\nghost\n", encoding="utf-8")
    found = {(f.paper, f.problem, f.fatal) for f in check_corpus(folder, shared=tmp_path)}
    assert found == {("tiny", "is in 2 splits", True), ("ghost", "has no gold yet", False)}


def test_our_corpus_keeps_to_its_scheme() -> None:
    """Every gold file of the project, as far as its text is here; links are checked by the command."""
    assert [finding for finding in check_corpus(CORPUS) if finding.fatal] == []


def test_splits_are_apart() -> None:
    """No paper is both looked at and tested on."""
    assert not set(read_split("dev")) & set(read_split("test"))
