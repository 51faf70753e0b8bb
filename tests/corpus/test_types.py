"""Gold for claim types alone: rows that stand off to a paper's text, and what can be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.corpus import CORPUS, hash_of_text, read_split, read_types, typed_paper_ids
from pipeline.corpus.types import problems_of_types
from pipeline.errors import CorpusError
from pipeline.schema import ClaimType, Sentence, Span

TEXT = "Oslo joined the pact. It may fail."
HEADER = "start,end,type,hedged,negated,reported\n"


def _folder(root: Path, rows: str, text: str = TEXT) -> Path:
    types = root / "gold" / "types"
    types.mkdir(parents=True)
    (types / "ours.csv").write_text(HEADER + rows, encoding="utf-8")
    (types / "texts.csv").write_text(f"paper,text\nours,{hash_of_text(text)}\n", encoding="utf-8")
    return root


def test_rows_are_read(tmp_path: Path) -> None:
    """Span, type and flags, in order."""
    folder = _folder(tmp_path, "0,21,fact,0,0,0\n22,34,forecast,1,0,0\n")
    assert typed_paper_ids(folder) == ("ours",)
    one, other = read_types("ours", folder)
    assert (one.span, one.type, one.hedged) == (Span(0, 21), ClaimType.FACT, False)
    assert (other.type, other.hedged, other.negated, other.reported) == (
        ClaimType.FORECAST,
        True,
        False,
        False,
    )
    assert list(problems_of_types("ours", TEXT, (), folder)) == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("0,22,fact,0,0,0\n", "is not a sentence of the text"),
        ("0,99,fact,0,0,0\n", "is not a sentence of the text"),
        ("22,34,fact,0,0,0\n0,21,fact,0,0,0\n", "out of order"),
        ("22,34,fact,0,0,0\n", "in the full gold too"),
    ],
)
def test_problems_are_named(tmp_path: Path, rows: str, problem: str) -> None:
    """One break, one problem."""
    gold = (Sentence(Span(22, 34), ClaimType.FACT),)
    found = problems_of_types("ours", TEXT, gold, _folder(tmp_path, rows))
    assert any(problem in words for _, words in found)


def test_another_text_is_named(tmp_path: Path) -> None:
    """Rows stand off to the text that they were made on."""
    folder = _folder(tmp_path, "0,21,fact,0,0,0\n", text="Another text.")
    assert any("checksum" in words for _, words in problems_of_types("ours", TEXT, (), folder))


def test_an_unknown_type_is_reported(tmp_path: Path) -> None:
    """With the file."""
    with pytest.raises(CorpusError, match="not gold for claim types"):
        read_types("ours", _folder(tmp_path, "0,21,opinion,0,0,0\n"))


def test_no_paper_that_is_held_back_has_types() -> None:
    """What is fitted on must not be measured on."""
    assert not set(typed_paper_ids(CORPUS)) & set(read_split("test"))
