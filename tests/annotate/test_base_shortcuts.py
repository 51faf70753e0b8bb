"""The fast components say what spaCy's own say, of everything."""

from __future__ import annotations

import pytest
from spacy.attrs import ENT_IOB, ENT_TYPE, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.base_model import load_pinned_model
from pipeline.annotate.base_shortcuts import take_shortcuts

TEXTS = (
    "On 3 May 2024 Norway and Poland signed a 12 million euro contract in Oslo, said Anna Lindqvist.",
    "There's no doubt that it ain't over: let's see what they're gonna do, y'all, about that.",
    "",
    "The NATO summit, which the US had not wanted, gets 40 per cent more of those funds; c'mon!",
    "Ministers\nhave  said that they do not, and that these have been what the Bank of Japan got.",
)
ATTRIBUTES = [TAG, POS, MORPH, LEMMA, ENT_IOB, ENT_TYPE]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The base model as it is packed."""
    return load_pinned_model()


@pytest.fixture(scope="module")
def fast() -> Language:
    """The base model with our shortcuts."""
    nlp = load_pinned_model()
    take_shortcuts(nlp)
    return nlp


def marks_of(doc: Doc) -> list[list[int]]:
    """All that the two components may set."""
    marks: list[list[int]] = doc.to_array(ATTRIBUTES).tolist()
    return marks


def test_same_marks_in_batches(plain: Language, fast: Language) -> None:
    """Also for texts without a word, and when the memory is warm."""
    expected = [marks_of(doc) for doc in plain.pipe(TEXTS)]
    for size in (1, 2, 64):
        assert [marks_of(doc) for doc in fast.pipe(TEXTS, batch_size=size)] == expected


@pytest.mark.parametrize("text", TEXTS)
def test_same_marks_alone(plain: Language, fast: Language, text: str) -> None:
    """One document by itself."""
    assert marks_of(fast(text)) == marks_of(plain(text))


def test_a_full_memory_is_emptied(plain: Language, fast: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same marks as before."""
    monkeypatch.setattr("pipeline.annotate.base_shortcuts._MOST_SIGNS", 5)
    assert [marks_of(doc) for doc in fast.pipe(TEXTS)] == [marks_of(doc) for doc in plain.pipe(TEXTS)]
