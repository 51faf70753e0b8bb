"""What a name means: identifiers over aliases, acronyms, surnames, institutions and metonyms."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.links import link_mentions
from pipeline.annotate.parsing import parse_document
from pipeline.schema import Mention
from tests.builders import a_document

LINKS = [
    ("The EU and NATO agreed.", "EU", "european-union"),
    ("Türkiye agreed.", "Türkiye", "turkey"),
    ("The Turkish navy sailed.", "Turkish", "turkey"),
    ("Kurdish groups agreed.", "Kurdish", "kurds"),
    ("European funds were cut.", "European", "european-union"),
    ("European countries agreed.", "European", "europe"),
    ("Erdogan agreed, and so did President Erdoğan.", "Erdoğan", "recep-tayyip-erdogan"),
    ("Italy's Ministry of Defence agreed.", "Ministry of Defence", "ministry-of-defence-italy"),
    ("The Italian Ministry of Health agreed.", "Italian Ministry of Health", "ministry-of-health-italy"),
    ("Italy sent its Army and the Navy.", "Navy", "italian-navy"),
    ("The Italian Constitution forbids it.", "Italian Constitution", "constitution-of-italy"),
    ("The Italian Constitution forbids it (Art. 11).", "Art. 11", "article-11-constitution-of-italy"),
    ("Law 145 of 2016 holds.", "Law 145 of 2016", "law-145-2016"),
    ("Law 145/2016 holds.", "Law 145/2016", "law-145-2016"),
    ("The Convention of Montreux holds.", "Convention of Montreux", "montreux-convention"),
    ("It joined the operation “Northern Star” in May.", "Northern Star", "operation-northern-star"),
    ("The Velmora Council (VC) met. The VC voted.", "VC", "velmora-council"),
    ("The Velmora Pact was signed. The Pact holds.", "Pact", "velmora-pact"),
    ("The Velmora Institute for Peace met. The Institute voted.", "Institute", "velmora-institute-for-peace"),
    ("Fighting went on in eastern Ukraine.", "eastern Ukraine", "eastern-ukraine"),
]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


def _linked(nlp: Language, *paragraphs: str) -> dict[str, Mention]:
    document = a_document(*paragraphs)
    doc = parse_document(document, nlp)
    mentions = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
    return {m.span.of(document.text): m for m in mentions}


@pytest.mark.parametrize(("sentence", "words", "entity"), LINKS)
def test_link(sentence: str, words: str, entity: str, nlp: Language) -> None:
    """The name leads to its thing."""
    assert _linked(nlp, sentence)[words].entity == entity


def test_state_has_iso_code_and_name(nlp: Language) -> None:
    """A state, and whatever stands for it, carries its code and usual name."""
    found = _linked(nlp, "Ankara and the Italian navy agreed.")
    assert (found["Ankara"].iso, found["Ankara"].name, found["Ankara"].metonym) == ("TUR", "Turkey", True)
    assert (found["Italian"].iso, found["Italian"].metonym) == ("ITA", False)


def test_surname_of_the_only_person(nlp: Language) -> None:
    """A surname alone has the identifier of the full name, however it is spelled elsewhere."""
    found = _linked(nlp, "Minister Anna Zubrowska spoke.", "Minister Zubrowska left.")
    assert found["Zubrowska"].entity == "anna-zubrowska"


def test_surname_of_two_people(nlp: Language) -> None:
    """With two people of one surname, neither is chosen."""
    found = _linked(nlp, "Minister Anna Velmora met Minister Carlo Velmora. Minister Velmora left.")
    assert found["Velmora"].entity == "velmora"


def test_surname_of_a_known_head(nlp: Language) -> None:
    """A surname met before any full name is the president's, although a brother is named later."""
    found = _linked(nlp, "Kennedy waited.", "Robert Kennedy went to the embassy.")
    assert (found["Kennedy"].entity, found["Robert Kennedy"].entity) == ("john-f-kennedy", "robert-f-kennedy")


def test_head_of_the_time(nlp: Language) -> None:
    """Of two presidents of one surname the one in whose years the paper moves."""
    late = "In 2003 and again in 2005 and 2006, Bush went to Iraq."
    early = "In 1990 and again in 1991 and 1992, Bush went to Iraq."
    found = [_linked(nlp, text)["Bush"].entity for text in (late, early)]
    assert found == ["george-w-bush", "george-h-w-bush"]


def test_head_noun_of_the_main_body(nlp: Language) -> None:
    """The Commission is the one that the paper is about, not the one it just named."""
    text = (
        "The Harbour Commission met. " * 4 + "The Federal Communications Commission met. The Commission left."
    )
    assert _linked(nlp, text)["Commission"].entity == "harbour-commission"


def test_organ_of_a_defined_body(nlp: Language) -> None:
    """An acronym that the document defines is spelled out in the names of its organs."""
    found = _linked(nlp, "The Velmora Seabed Authority (VSA) met.", "The VSA Council voted.")
    assert found["VSA Council"].entity == "velmora-seabed-authority-council"


def test_values_have_no_link(nlp: Language) -> None:
    """Dates and amounts carry no identifier."""
    assert _linked(nlp, "Italy spent €3bn in 2025.")["2025"].entity is None
