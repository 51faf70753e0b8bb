"""Long papers: their words are kept folded, and what is kept of a page is small."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from pipeline.ingest import pdf as pdf_module
from pipeline.ingest.pages.printed import FoldedWords, fold_lines, join_words
from pipeline.ingest.pdf import read_pdf
from tests.ingest.pdf_builders import BOLD, line, word

PAPERS = sorted((Path(__file__).parents[1] / "pdfs").glob("*.pdf"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
def test_folding_changes_nothing(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper reads the same whether its words are folded or not."""
    plain = read_pdf(paper, source="x.pdf")
    monkeypatch.setattr(pdf_module, "_UNFOLDED_PAGES", 0)
    assert repr(read_pdf(paper, source="x.pdf")) == repr(plain)


def test_folded_words_are_the_words() -> None:
    """By index, by slice, one after another."""
    words = [word("Harbours"), word("need", 95, font=BOLD), word("2", 115, 97, size=6, glued=True)]
    folded = FoldedWords(words, {})
    assert [repr(w) for w in folded] == [repr(w) for w in words]
    assert repr(folded[-1]) == repr(words[-1])
    assert repr(folded[1:]) == repr(words[1:])
    assert join_words(folded) == "Harbours need2"
    with pytest.raises(IndexError):
        folded[3]


def test_folded_line_says_the_same() -> None:
    """Text and number of letters of a line."""
    folded = line("A harbour needs a lamp")
    fold_lines([folded])
    assert (folded.text, folded.letters) == ("A harbour needs a lamp", 18)


def test_folded_lines_take_less_room() -> None:
    """A page of lines takes less than two thirds of what it takes unfolded."""

    def room(*, fold: bool) -> int:
        tracemalloc.start()
        lines = [line("A harbour needs a lamp for each ship at sea", 50, 14 * row) for row in range(50)]
        if fold:
            fold_lines(lines)
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return held

    assert room(fold=True) < 0.67 * room(fold=False)
