"""Laws by number, section, article, fiscal year and bracket; bills by their Congress; reports and units."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.law_links import ordinal, slug_of_law
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.links import StateCode, link_mentions

NAMES = [
    ("It cited Section 9 of the Harbour Act of 1962.", "Section 9 of the Harbour Act of 1962", "LAW"),
    ("Section 9 turns to harbours.", "Section 9", None),
    ("It cited USMCA Article 34.7 in May.", "USMCA Article 34.7", "LAW"),
    ("Norway cited 22 U.S.C. § 2751 at once.", "22 U.S.C. § 2751", "LAW"),
    ("Members backed H.R. 3803 and S. 2860 alike.", "S. 2860", "LAW"),
    ("He signed Executive Order (E.O.) 14999 at noon.", "Executive Order (E.O.) 14999", "LAW"),
    (
        "He signed Executive Order 14999, “Opening the Northern Harbours,” at noon.",
        "Opening the Northern Harbours",
        "LAW",
    ),
    ("The FY31 Harbour Authorization Act passed.", "FY31 Harbour Authorization Act", "LAW"),
    ("The 88th Congress met.", "88th Congress", "ORG"),
    ("The 12th Northern Mountain division moved.", "12th Northern Mountain division", "ORG"),
    ("The 7 Coastal Brigade combat team moved.", "7 Coastal Brigade combat team", "ORG"),
    ("China adopted the 15th Five-Year Plan.", "15th Five-Year Plan", "PROGRAMME"),
    ("See CRS Report R48999, The Northern Harbours: Issues, by Ann Lee.", "CRS Report R48999", "WORK_OF_ART"),
    (
        "See CRS Report R48999, The Northern Harbours: Issues, by Ann Lee.",
        "The Northern Harbours: Issues",
        "WORK_OF_ART",
    ),
    ("The tanker MT Velmora Star sailed.", "MT Velmora Star", "PRODUCT"),
    (
        "In an article titled “Harbours and Their Masters” she said so.",
        "Harbours and Their Masters",
        "WORK_OF_ART",
    ),
    ("In a report “on the harbours of the north” she said so.", "on the harbours of the north", None),
    ("Computer Harbour Teams (CHTs) exist in all states.", "CHTs", None),
    ("State A attacks State B.", "State A", None),
    ("The US National Security Strategy is new.", "National Security Strategy", "PROGRAMME"),
]
LINKS = [
    (
        "They cited Article 33(1) GDPR.",
        "Article 33(1) GDPR",
        "article-33-1-general-data-protection-regulation",
    ),
    (
        "The UN Security Council met and Resolution 2249 passed.",
        "Resolution 2249",
        "united-nations-security-council-resolution-2249",
    ),
    ("They cited Article 267 TFEU.", "Article 267 TFEU", "article-267-tfeu"),
    (
        "The FY22 President's Budget Request grew.",
        "FY22 President's Budget Request",
        "presidents-budget-request-for-fiscal-year-2022",
    ),
    (
        "It cited Section 9 of the Harbour Act of 1962.",
        "Section 9 of the Harbour Act of 1962",
        "section-9-harbour-act-of-1962",
    ),
    (
        "The Deep Harbour Act (DHA; P.L. 96-283) holds. P.L. 96-283 is old.",
        "P.L. 96-283",
        "deep-harbour-act",
    ),
    ("The Deep Harbour Act (DHA; P.L. 96-283) holds.", "DHA", "deep-harbour-act"),
    ("The 2031-2033 Harbour Law (Law 207/2030) holds.", "2031-2033 Harbour Law", "law-207-2030"),
    ("He signed Executive Order (E.O.) 14999.", "Executive Order (E.O.) 14999", "executive-order-14999"),
    ("He signed E.O. 14999.", "E.O. 14999", "executive-order-14999"),
    ("Members backed H.R. 664 in the 112th Congress.", "H.R. 664", "h-r-664-112th-congress"),
    ("Members backed H.R. 664.", "H.R. 664", "h-r-664"),
    ("The 112 Congress met.", "112 Congress", "united-states-congress"),
    (
        "The FY21 National Defense Authorization Act passed.",
        "FY21 National Defense Authorization Act",
        "national-defense-authorization-act-for-fiscal-year-2021",
    ),
    (
        "It is in the National Defense Authorization Act for Fiscal Year 2024.",
        "National Defense Authorization Act for Fiscal Year 2024",
        "national-defense-authorization-act-for-fiscal-year-2024",
    ),
    ("It cited UNSCR 1701.", "UNSCR 1701", "united-nations-security-council-resolution-1701"),
    ("China adopted the 15th Five-Year Plan.", "15th Five-Year Plan", "15th-five-year-plan-china"),
    ("China adopted the 15 FYP.", "15 FYP", "15th-five-year-plan-china"),
    ("The 2 Northern Brigade moved.", "2 Northern Brigade", "2nd-northern-brigade"),
    ("The Republic of Nauru agreed.", "Republic of Nauru", "nauru"),
    (
        "See CRS Report R48999, The Northern Harbours: Issues, by Ann Lee.",
        "The Northern Harbours: Issues",
        "crs-report-r48999",
    ),
]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(("sentence", "words", "label"), NAMES)
def test_name(sentence: str, words: str, label: str | None, nlp: Language) -> None:
    """The name is marked whole; ``None``: it is no name."""
    found = {m.span.of(sentence): m.label.value for m in find_mentions(nlp(sentence), _knowledge())}
    assert found.get(words) == label


@pytest.mark.parametrize(("sentence", "words", "entity"), LINKS)
def test_link(sentence: str, words: str, entity: str, nlp: Language) -> None:
    """The name leads to its thing."""
    doc = nlp(sentence)
    mentions = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
    assert {m.span.of(sentence): m.entity for m in mentions}.get(words) == entity


@pytest.mark.parametrize(
    ("number", "form"), [(1, "1st"), (12, "12th"), (22, "22nd"), (103, "103rd"), (111, "111th")]
)
def test_ordinal(number: int, form: str) -> None:
    """The letters after a number."""
    assert ordinal(number) == form


def test_slug_of_unknown_law() -> None:
    """A law without a number has its words."""
    assert slug_of_law("Harbour Act") == "harbour-act"


def test_state_code_examples(nlp: Language) -> None:
    """A postal code after a town is its American state."""
    rows = read_table("state_codes", StateCode)
    docs = nlp.pipe(row.example for row in rows)
    found = [link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge()) for doc in docs]
    assert not [
        row.code
        for row, mentions in zip(rows, found, strict=True)
        if row.entity not in {mention.entity for mention in mentions}
    ]


def test_family_name_first(nlp: Language) -> None:
    """A Chinese family name alone is the person of that name in the document, not another known one."""
    doc = nlp("General Zhang Velmo wrote a book. Later Zhang wrote another.")
    mentions = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
    assert [m.entity for m in mentions] == ["zhang-velmo", "zhang-velmo"]
