"""Sentences of the field with every mention marked: no more and no fewer are found."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from pipeline.annotate.cue_names import VietnameseFamily
from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.lexicon import read_table
from tests.annotate.marked import read_marked

SENTENCES = [
    "The [Reserve Bank of India|ORG] and the [Securities and Exchange Board of India|ORG] tightened rules.",
    "The [Department of Harbours|ORG] [Bureau of Mines and Security|ORG] published the rule.",
    "It met the [House Subcommittee on Cyber, Harbour Technologies, and Information Systems|ORG] twice.",
    "The state has no [Continuity of the Harbour Plan|PROGRAMME] yet.",
    "They extended the [Northern Ocean Mining Studies Project|PROGRAMME] twice.",
    "The [Supreme Court of Justice|ORG] annulled the vote.",
    "[Hurricane Velmora|EVENT] hit [Puerto Rico|GPE].",
    "The ship left the [Clarence-Karsel Zone|LOC] at dawn.",
    "Three [US|GPE] destroyers, the [Mason|PRODUCT], [Karsel|PRODUCT], and [Velmora|PRODUCT], fired.",
    "The carrier [Liaoning|PRODUCT] turned south.",
    "The submarines [Australia|GPE] wants are late.",
    "The [Oslo|GPE]-[Lima|GPE] missile trade grew.",
    "Advanced vehicle technologies cost more.",
    "Pillar Two and Section Six failed.",
    "The report of [Nguyen Van Hoa|PERSON] was short.",
    "[Ada Zubrow|PERSON], the head of the team, left.",
    "The cable showed that the [HarbComm|ORG] had met.",
    "Senators [Maggie Hassan|PERSON] and [Carl Velmora|PERSON] wrote it.",
    "During the talks on the [1994 Agreement|LAW], it left.",
    "They cited [Article 58(2)(c), (d) and (f) GDPR|LAW] twice.",
    "Chapter I holds; [Chapter VII GDPR|LAW] does not.",
    "The [Consolidated Harbour Act for FY21|LAW] passed, with more for [FY22|DATE] and [FY24–26|DATE].",
    "The [FY22 President’s Budget Request|WORK_OF_ART] cut it.",
    "The [Office of the Surgeon General|ORG] and the [Executive Office of the President|ORG] disagree.",
    "The [Broad Harbour Equity, Access, and Deployment Program|PROGRAMME] is slow.",
    "[Guidelines 05/2021|WORK_OF_ART] and [Senate Report 117-39|WORK_OF_ART] explain it.",
    "[Article 47 of the Charter|LAW] and [National Security Memorandum 8|LAW] protect it.",
    "The [Harbour Authorization Act for Fiscal Year 2023|LAW] passed.",
    "The [European Union Training Mission in Mali|MISSION] ended.",
    "The [World Harbour Report 2021|WORK_OF_ART] warned of it.",
    "Crews fired [Fadi 1|PRODUCT] rockets and [Velmora-110|PRODUCT] missiles.",
    "The [Karsel Ridge|LOC] and the [Velmora Trench|LOC] hold nodules.",
    "[Harbour College London|ORG] ran the survey.",
    "The [International Harbour Regulations|LAW] hold.",
    "The [European Harbour Data Space|PROGRAMME] starts in [Q3 2024|DATE] and ends in [end-2026|DATE].",
    "It ships [2.1 billion cubic feet per day|QUANTITY] and a [500-megawatt|QUANTITY] plant.",
    "Title 50 authorities differ.",
    "The [CSC|ORG] Commissioners met the Harbour Legal Attachés.",
    "The panel must report Cyber Incidents to the Board of Directors and Supervisory Authorities.",
    "Artificial Intelligence and Machine Learning will change Food Security and Public Health.",
    "The [Harbour Safety Act 2023|LAW] and [Bill C-27|LAW] hold, as does the"
    " [Consolidated Appropriations Act, 2021|LAW].",
    "[Erdoğan|PERSON] met [Aliyev|PERSON], and [Ursula von der Leyen|PERSON] came.",
    "Fighting went on in [eastern Ukraine|LOC], [Northern Iraq|LOC] and [Helmand province|GPE].",
    "[Western Australia|GPE] and [Northern Ireland|GPE] are calm.",
    "[South and Central Asia|LOC] trade more.",
    "Foreign Minister [Ibrahim al-Velmari|PERSON] left, but [al-Velmari|PERSON] returned.",
    "The talks of [November 16-17|DATE] and [3 to 5 June|DATE] failed.",
    "The [Velmora Communique|LAW] followed the [Harbour Interfaith Conference|EVENT].",
    "The [Security Council|ORG] and the [General Assembly|ORG] met.",
    "It lists [Harbour Oil|ORG] ([Norway|GPE]) and [BP|ORG] ([U.K.|GPE]).",
]
VALUES = [
    ("The evening of Thursday, October 25, was calm.", "Thursday, October 25", ""),
    ("It met in March 1999. On Saturday, April 3, it fell.", "Saturday, April 3", "1999-04-03"),
    ("It fell on April 3, 1999. The following day it rose.", "following day", "1999-04-04"),
    ("It fell on April 3, 1999. That same day it rose.", "That same day", "1999-04-03"),
    ("It fell in 2014. In the same year it rose.", "same year", "2014"),
    ("Funds for fiscal years 2019 through 2021 were cut.", "fiscal years 2019 through 2021", "2019/2021"),
    ("The 2021 fiscal year was lean.", "2021 fiscal year", "2021"),
    ("It grew over the past year.", "past year", "2025/2026"),
    ("It began in May 2019 and ended during the winter.", "winter", "2019-24"),
]
NO_DATES = ["It fell many years later.", "In the spring offensive they lost.", "The fall in prices hurt."]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize("marked", SENTENCES)
def test_mentions(marked: str, nlp: Language) -> None:
    """Exactly the marked mentions are found, each with its label."""
    sentence = read_marked(marked)
    found = find_mentions(nlp(sentence.text), _knowledge())
    assert [(m.span.of(sentence.text), m.label.value) for m in found] == [
        (m.span.of(sentence.text), m.label.value) for m in sentence.mentions
    ]


@pytest.mark.parametrize(("text", "words", "value"), VALUES)
def test_relative_dates(text: str, words: str, value: str, nlp: Language) -> None:
    """Dates that count from others have their words and, where it is certain, their value."""
    found = find_mentions(nlp(text), _knowledge(), "2026-03")
    assert (words, value) in [(m.span.of(text), m.value) for m in found]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str, nlp: Language) -> None:
    """Vague and figurative times are no dates."""
    assert find_mentions(nlp(text), _knowledge()) == []


def test_vietnamese_families(nlp: Language) -> None:
    """Each family name opens a person's name of three words."""
    rows = read_table("vietnamese_families", VietnameseFamily)
    docs = nlp.pipe(row.example for row in rows)
    found = [[m.span.of(doc.text) for m in find_mentions(doc, _knowledge())] for doc in docs]
    assert found == [[f"{row.family} Van Minh"] for row in rows]
