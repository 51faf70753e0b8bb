"""Names and values as papers of the whole field have them: units, weapons, programmes, works, laws, sums."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from pipeline.annotate.cue_names import is_pinyin_name
from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.links import link_mentions

MEANT = [
    ("The book Fields of Iron appeared late.", "Fields of Iron", "WORK_OF_ART", "fields-of-iron"),
    (
        "In The Logic of Ports (2009), Ada Hollis explains the trade.",
        "Logic of Ports",
        "WORK_OF_ART",
        "logic-of-ports",
    ),
    (
        "A strategy called “Layered Harbour Denial” guides the fleet.",
        "Layered Harbour Denial",
        "PROGRAMME",
        "layered-harbour-denial",
    ),
    ("The doctrine known as Active Shield is old.", "Active Shield", "PROGRAMME", "active-shield"),
    (
        "The Next Harbour Dominance (NHD) program was paused.",
        "Next Harbour Dominance",
        "PROGRAMME",
        "next-harbour-dominance",
    ),
    ("The Denver Herald reported the sale.", "Denver Herald", "WORK_OF_ART", "denver-herald"),
    (
        "The International Journal of Port Law retracted it.",
        "International Journal of Port Law",
        "WORK_OF_ART",
        "international-journal-of-port-law",
    ),
    ("In Hunan Province, factories closed.", "Hunan Province", "GPE", "hunan"),
    ("Task Force 59 tests drones there.", "Task Force 59", "ORG", "task-force-59"),
    ("The 4th Department collects signals.", "4th Department", "ORG", "4th-department"),
    (
        "The Velmora Strike Missile failed twice.",
        "Velmora Strike Missile",
        "PRODUCT",
        "velmora-strike-missile",
    ),
    ("The AN/TPY-4 radar was sold to Norway.", "AN/TPY-4", "PRODUCT", "an-tpy-4"),
    ("They upgraded the Type 12 missile.", "Type 12", "PRODUCT", "type-12"),
    ("Brazil's Karsel-class frigates are late.", "Karsel-class", "PRODUCT", "karsel-class"),
    ("The Ohio-class submarines are old.", "Ohio-class", "PRODUCT", "ohio-class"),
    (
        "Naval Air Station Velmora will host the squadron.",
        "Naval Air Station Velmora",
        "FAC",
        "naval-air-station-velmora",
    ),
    (
        "He sponsored the Ships for Harbours Act in May.",
        "Ships for Harbours Act",
        "LAW",
        "ships-for-harbours-act",
    ),
    (
        "The Ministry of Mines and Energy issued permits.",
        "Ministry of Mines and Energy",
        "ORG",
        "ministry-of-mines-and-energy",
    ),
    ("It was a relic of the US Cold War stance.", "Cold War", "EVENT", "cold-war"),
    ("Farmers fear the Cartel de Velmora.", "Cartel de Velmora", "ORG", "cartel-de-velmora"),
    (
        "The Standing Committee of the National People's Congress passed it.",
        "National People's Congress",
        "ORG",
        "national-peoples-congress",
    ),
    ("Zhao Ruiming and others disagree.", "Zhao Ruiming", "PERSON", "zhao-ruiming"),
]

WORTH = [
    ("Demand peaked around 1970.", "1970", "DATE", "1970~"),
    ("The change runs from 2025 through 2030.", "2025 through 2030", "DATE", "2025/2030"),
    ("Use fell from 63 tons in 1980 to 59 tons later.", "59 tons", "QUANTITY", "59"),
    ("Output fell by 3 percentage points.", "3 percentage points", "PERCENT", "3%"),
    ("The reactor produces 1,100 MW.", "1,100 MW", "QUANTITY", "1100"),
    ("The bank spent GHS 40 million.", "GHS 40 million", "MONEY", "GHS 40000000"),
]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(("sentence", "words", "label", "entity"), MEANT)
def test_meaning(sentence: str, words: str, label: str, entity: str, nlp: Language) -> None:
    """The whole name is marked, with its kind and its identifier."""
    doc = nlp(sentence)
    linked = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
    assert (words, label, entity) in [(m.span.of(sentence), m.label.value, m.entity) for m in linked]


@pytest.mark.parametrize(("sentence", "words", "label", "value"), WORTH)
def test_value(sentence: str, words: str, label: str, value: str, nlp: Language) -> None:
    """The whole amount or time is marked, with its normal form."""
    found = find_mentions(nlp(sentence), _knowledge())
    assert (words, label, value) in [(m.span.of(sentence), m.label.value, m.value) for m in found]


@pytest.mark.parametrize("sentence", ["As figure 4 shows, output fell.", "Unmanned Aerial Vehicles crashed."])
def test_nothing_there(sentence: str, nlp: Language) -> None:
    """Numbers of figures and kinds of weapons are neither counts nor names."""
    assert find_mentions(nlp(sentence), _knowledge()) == []


def test_acronym_by_initials(nlp: Language) -> None:
    """An acronym that is nowhere defined means the one name with its initials."""
    text = "A strategy called “Layered Harbour Denial” guides the fleet. The LHD strategy is new."
    doc = nlp(text)
    linked = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
    assert [m.entity for m in linked if m.span.of(text) == "LHD"] == ["layered-harbour-denial"]


@pytest.mark.parametrize(
    ("words", "is_name"),
    [("Dai Qinglong", True), ("Long March", False), ("Li Strategy", False), ("Wu", False)],
)
def test_pinyin(words: str, is_name: bool) -> None:
    """Two syllables of Pinyin after a Chinese family name make a person."""
    assert is_pinyin_name(words) is is_name
