"""Quotations: every kind of mark, over sentences and paragraphs, with what only looks like a mark."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate.quotations import find_quotations
from tests.annotate.claim_texts import read_paper


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["He called it “a bad deal” twice."], ["“a bad deal”"]),
        (['He called it "a bad deal" twice.'], ['"a bad deal"']),
        (["He called it «a bad deal» twice."], ["«a bad deal»"]),
        (["He called it „a bad deal“ twice."], ["„a bad deal“"]),
        (["He called it ‘a bad deal’ twice."], ["‘a bad deal’"]),
        (["Norway’s deal and the allies’ deal differ."], []),
        (["“The deal [...] is bad. It must go.” He left."], ["“The deal [...] is bad. It must go.”"]),
        (["“One. Two.", "“Three. Four.” He left."], ["“One. Two.\n\n“Three. Four.”"]),
        (["“One. Two.", "Three. Four”. He left."], ["“One. Two.\n\nThree. Four”"]),
        (["“One is never closed. Two.", "Nothing here."], []),
        (["She said: “He told me ‘no’ at once.”"], ["“He told me ‘no’ at once.”", "‘no’"]),
        (['A 5" pipe and a 6" pipe.'], []),
    ],
)
def test_quotations(nlp: Language, paragraphs: list[str], expected: list[str]) -> None:
    """The stretch between a pair of marks, marks included."""
    paper = read_paper(nlp, *paragraphs)
    assert [paper.words(quotation.span) for quotation in find_quotations(paper.doc)] == expected
