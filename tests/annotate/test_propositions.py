"""Propositions: subject, predicate and object of the main claim, as they stand."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate.propositions import find_proposition
from tests.annotate.claim_texts import read_paper


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Oslo rejected the plan.", ("Oslo", "rejected", "the plan")),
        ("Oslo has not rejected the plan.", ("Oslo", "has not rejected", "the plan")),
        ("Oslo sought to join the alliance.", ("Oslo", "sought to join", "the alliance")),
        ("The plan is a burden.", ("The plan", "is", "a burden")),
        ("The plan was rejected by Oslo.", ("The plan", "was rejected", "Oslo")),
        ("Hansen said that Oslo rejected the plan.", ("Oslo", "rejected", "the plan")),
        ("Although Rome agreed, Oslo rejected the plan.", ("Oslo", "rejected", "the plan")),
        ("Oslo depends on imports.", ("Oslo", "depends", "imports")),
        ("A note on method.", ("A note on method", None, None)),
    ],
)
def test_proposition(nlp: Language, sentence: str, expected: tuple[str | None, ...]) -> None:
    """Who does what to whom, in the claim that the holder puts forward."""
    paper = read_paper(nlp, sentence)
    found = find_proposition(paper.sentences[0], paper.holders[0])
    assert (paper.words(found.subject), paper.words(found.predicate), paper.words(found.object)) == expected
