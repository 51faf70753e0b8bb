"""Pronouns and definite nouns: one clear antecedent, or none."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from pipeline.annotate.coreference import resolve_coreferences
from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.links import link_mentions
from pipeline.annotate.parsing import parse_document
from tests.builders import a_document

CLEAR = [
    ("Italy has raised its budget.", "its", {"italy"}),
    ("Italy agreed. It also raised the budget.", "It", {"italy"}),
    ("Giorgia Meloni spoke in Rome. She left early.", "She", {"giorgia-meloni"}),
    ("Giorgia Meloni defended her government.", "her", {"giorgia-meloni"}),
    ("Italy and Turkey have deepened their ties.", "their", {"italy", "turkey"}),
    ("Italy met Turkey, and the two countries agreed.", "the two countries", {"italy", "turkey"}),
    ("Italy met Turkey. Both states agreed.", "Both states", {"italy", "turkey"}),
    ("Italy has raised the budget. The country also hired.", "The country", {"italy"}),
    ("The Italian navy left, and Italy praised its crews.", "its", {"italy"}),
    ("Leonardo grew fast, and the company hired.", "the company", {"leonardo"}),
    ("NATO met in May, and the alliance agreed.", "the alliance", {"nato"}),
]
UNCLEAR = [
    "It is important that Italy agrees.",
    "It seems that Italy agrees.",
    "Kyiv refused to renew it.",
    "The company hired.",
    "Italy met Turkey and Greece, and the country agreed.",
    "Italy targeted India for its purchases.",
    "Italy threatened Greece with the loss of its ports.",
    "Italy framed Greece's moves within the context of its rights.",
    "Emmanuel Macron gave Olaf Scholz a chance to use his powers.",
    "Italy met Turkey. The State Duma protested, and both sides knew why.",
    "Carlo Velmora led the party Northern Union.",
    "Giorgia Meloni met Ursula von der Leyen, and the budget pleased her.",
]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


def _resolved(nlp: Language, text: str) -> dict[str, set[str]]:
    doc = parse_document(a_document(text), nlp)
    mentions = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
    return {c.span.of(text): set(c.entities) for c in resolve_coreferences(doc, mentions, _knowledge())}


@pytest.mark.parametrize(("text", "words", "entities"), CLEAR)
def test_clear(text: str, words: str, entities: set[str], nlp: Language) -> None:
    """A clear antecedent is found."""
    assert _resolved(nlp, text).get(words) == entities


@pytest.mark.parametrize("text", UNCLEAR)
def test_unclear(text: str, nlp: Language) -> None:
    """An empty "it", an object, an antecedent that is absent or one of several: nothing."""
    assert _resolved(nlp, text) == {}


def test_not_over_paragraphs(nlp: Language) -> None:
    """A pronoun does not reach into another paragraph."""
    assert _resolved(nlp, "Italy agreed.\n\nIt also hired.") == {}


def test_the_paper_s_pair(nlp: Language) -> None:
    """Where a document is about two states, "the two countries" are they, though others stand nearer."""
    text = "Italy met Turkey. " * 3 + "Greece watched. The two countries agreed."
    assert _resolved(nlp, text)["The two countries"] == {"italy", "turkey"}
