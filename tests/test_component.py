"""``nlp.add_pipe("dragoman")``: claims for spaCy users."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from pipeline.annotate.base_model import load_base_model
from pipeline.errors import ModelError


@pytest.fixture(scope="module")
def pipe() -> Language:
    """The base model with the component, found through spaCy's entry points."""
    nlp = load_base_model()[0]
    nlp.add_pipe("dragoman", config={"date": "2024-06"})
    return nlp


def test_claims_of_a_text(pipe: Language) -> None:
    """Offsets count in the Doc's own text; the user's parse is used."""
    doc = pipe("Minister Hansen said that Norway should leave the scheme. Oslo opposes Sweden.")
    first, second = doc._.claims
    assert first.text == doc.text[slice(*first.span)]
    assert (first.type.label, first.holder.text) == ("policy", "Minister Hansen")
    assert [(r.label, second.mentions[r.tail].text) for r in second.relations] == [("oppose", "Sweden")]


def test_an_empty_text_has_no_claims(pipe: Language) -> None:
    """White space is no claim."""
    assert pipe("  \n ")._.claims == ()


def test_a_pipeline_without_a_parser_is_told(pipe: Language) -> None:
    """The error says what to do."""
    blank = spacy.blank("en")
    blank.add_pipe("dragoman")
    with pytest.raises(ModelError, match="after a dependency parser"):
        blank("Oslo opposes Sweden.")
