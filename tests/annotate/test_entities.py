"""Which words are a name, and of what kind."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from spacy.language import Language

from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.parsing import parse_document
from tests.builders import a_document

SPANS = [
    ("The Ministry of Defence replied.", "Ministry of Defence", "ORG"),
    ("The Italian Air Force ordered it.", "Italian Air Force", "ORG"),
    ("Norway's Ministry of Economy and Finance replied.", "Ministry of Economy and Finance", "ORG"),
    ("The External Trade and Customs Agency replied.", "External Trade and Customs Agency", "ORG"),
    ("It met the Turkish firm Velmora.", "Turkish", "NORP"),
    ("It met the Turkish firm Velmora.", "Velmora", "ORG"),
    ("The Italy-Turkey partnership has grown.", "Italy", "GPE"),
    ("The Italy-Turkey partnership has grown.", "Turkey", "GPE"),
    ("Several EDF-funded projects ended.", "EDF", "PROGRAMME"),
    ("A UN-recognised government ruled.", "UN", "ORG"),
    ("In post-Cold War Europe, budgets fell.", "Cold War", "EVENT"),
    ("Minister Anna Velmora spoke.", "Anna Velmora", "PERSON"),
    ("Norwegian Prime Minister Anna Velmora spoke.", "Norwegian", "NORP"),
    ("Norwegian Prime Minister Anna Velmora spoke.", "Anna Velmora", "PERSON"),
    ("Anna Velmora, the minister of trade, spoke.", "Anna Velmora", "PERSON"),
    ("It applied Law 145 of 2016 at once.", "Law 145 of 2016", "LAW"),
    ("It applied Law 145/2016 at once.", "Law 145/2016", "LAW"),
    ("It passed Resolution 1701 in August.", "Resolution 1701", "LAW"),
    ("The Treaty of Velmora was signed.", "Treaty of Velmora", "LAW"),
    ("It joined Operation Northern Star.", "Operation Northern Star", "MISSION"),
    ("It joined the operation “Northern Star” in May.", "Northern Star", "MISSION"),
    ("The “Silver Dome” project began.", "Silver Dome", "PROGRAMME"),
    ("The Velmora Fund grew.", "Velmora Fund", "PROGRAMME"),
    ("It bought Leopard 2 tanks.", "Leopard 2", "PRODUCT"),
    ("It bought F-16s and S-400s.", "F-16s", "PRODUCT"),
    ("It built four Velmora-class ships.", "Velmora-class", "PRODUCT"),
    ("The Velmora Summit ended.", "Velmora Summit", "EVENT"),
    ("The Velmora Palace was full.", "Velmora Palace", "FAC"),
    (
        "The White Paper on National Security was published.",
        "White Paper on National Security",
        "WORK_OF_ART",
    ),
    ("The 1st Warsaw Armoured Brigade moved.", "1st Warsaw Armoured Brigade", "ORG"),
    ("The Trump administration changed course.", "Trump", "PERSON"),
    ("It lies in sub-Saharan Africa.", "sub-Saharan Africa", "LOC"),
    ("The Northern Trade Partnership Agency (NTPA) closed.", "NTPA", "ORG"),
]
NO_NAMES = [
    "The Government replied.",
    "Unmanned aerial systems (UASs) are cheap, and UASs are many.",
    "Euro-Atlantic ties and transatlantic trade matter.",
    "Western support has grown.",
    "The Prime Minister spoke to the President.",
    "AI and GDP matter, as Table 1 shows.",
]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


def _mentions(nlp: Language, *paragraphs: str, heading: str = "") -> list[tuple[str, str]]:
    document = a_document(*paragraphs, heading=heading)
    doc = parse_document(document, nlp)
    return [(m.span.of(document.text), m.label.value) for m in find_mentions(doc, _knowledge())]


@pytest.mark.parametrize(("sentence", "words", "label"), SPANS)
def test_name(sentence: str, words: str, label: str, nlp: Language) -> None:
    """The name is marked as a whole, without article, title or possessive."""
    assert (words, label) in _mentions(nlp, sentence)


@pytest.mark.parametrize("sentence", NO_NAMES)
def test_no_name(sentence: str, nlp: Language) -> None:
    """Common nouns, titles, acronyms of common words and compounds that the scheme leaves out."""
    assert _mentions(nlp, sentence) == []


def test_surname_follows_full_name(nlp: Language) -> None:
    """A surname alone is a person once its full name stands in the document."""
    found = _mentions(nlp, "Minister Anna Zubrowska spoke.", "For Zubrowska, the matter is closed.")
    assert ("Zubrowska", "PERSON") in found


def test_acronym_follows_definition(nlp: Language) -> None:
    """An acronym has the kind of the name that defines it, wherever it stands."""
    found = _mentions(nlp, "The Velmora Relief Fund (VRF) was founded.", "Critics of VRF are few.")
    assert found.count(("VRF", "PROGRAMME")) == 2


def test_name_in_another_language(nlp: Language) -> None:
    """A second name in brackets is a mention of the same kind."""
    found = _mentions(nlp, "The Northern Guard Council (Consiglio della Guardia) met.")
    assert ("Consiglio della Guardia", "ORG") in found


def test_short_name(nlp: Language) -> None:
    """A head noun alone stands for the name that it belongs to."""
    found = _mentions(nlp, "The Velmora Memorandum was signed.", "Critics say the Memorandum is empty.")
    assert ("Memorandum", "LAW") in found


def test_short_name_of_a_known_thing(nlp: Language) -> None:
    """The word "Alliance" is one only where the document names NATO."""
    assert ("Alliance", "ORG") in _mentions(nlp, "NATO met.", "Norway told the Alliance so.")
    assert ("Alliance", "ORG") not in _mentions(nlp, "Norway told the Alliance so.")


def test_nothing_outside_the_body(nlp: Language) -> None:
    """Headings carry no mentions."""
    assert _mentions(nlp, "Norway met Sweden.", heading="Denmark and Finland") == [
        ("Norway", "GPE"),
        ("Sweden", "GPE"),
    ]


def test_mentions_are_sorted_and_apart(nlp: Language) -> None:
    """Mentions come in text order and do not overlap."""
    text = "On 5 March 2025, Italy and the UN spent €3bn on 18 ships under Law 145 of 2016."
    doc = nlp(text)
    spans = [m.span for m in find_mentions(doc, _knowledge(), "2026-03")]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_empty_text(nlp: Language) -> None:
    """An empty document has no mentions."""
    assert find_mentions(nlp(""), _knowledge()) == []
