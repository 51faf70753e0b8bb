"""The same name in different roles: city, government, person, firm, ship, treaty, summit."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.links import link_mentions

ROLES = [
    ("Ankara opposed the plan from the start.", "Ankara", "GPE", "turkey"),
    ("The delegation met in Ankara for two hours.", "Ankara", "GPE", "ankara"),
    ("She flew to Ankara on Monday.", "Ankara", "GPE", "ankara"),
    ("Ties between Rome and Ankara have warmed.", "Ankara", "GPE", "turkey"),
    ("The Ankara Agreement was signed in 1963.", "Ankara Agreement", "LAW", "ankara-agreement"),
    ("Officials in Ankara believe that the deal will hold.", "Ankara", "GPE", "turkey"),
    ("Rome has asked for more time.", "Rome", "GPE", "italy"),
    ("The talks held in Rome ended late.", "Rome", "GPE", "rome"),
    ("The Treaty of Rome created a common market.", "Treaty of Rome", "LAW", "treaty-of-rome"),
    ("The Rome Statute set up the court.", "Rome Statute", "LAW", "rome-statute"),
    ("Leonardo signed a contract with the navy.", "Leonardo", "ORG", "leonardo"),
    ("Italy's Leonardo will build the radar.", "Leonardo", "ORG", "leonardo"),
    ("The film stars Leonardo DiCaprio as a spy.", "Leonardo DiCaprio", "PERSON", "leonardo-dicaprio"),
    ("President Abraham Lincoln freed the slaves.", "Abraham Lincoln", "PERSON", "abraham-lincoln"),
    (
        "The carrier USS Abraham Lincoln left the port.",
        "USS Abraham Lincoln",
        "PRODUCT",
        "uss-abraham-lincoln",
    ),
    ("President Lincoln spoke at the cemetery.", "Lincoln", "PERSON", "abraham-lincoln"),
    ("The Maastricht Treaty changed the Community.", "Maastricht Treaty", "LAW", "maastricht-treaty"),
    ("Ministers gathered in Maastricht that winter.", "Maastricht", "GPE", "maastricht"),
    ("Minsk has let the trains through.", "Minsk", "GPE", "belarus"),
    ("The Minsk agreements were never carried out.", "Minsk agreements", "LAW", "minsk-agreements"),
    ("Envoys returned to Minsk in February.", "Minsk", "GPE", "minsk"),
    ("Paris wants a larger fleet.", "Paris", "GPE", "france"),
    ("The Paris Agreement binds both states.", "Paris Agreement", "LAW", "paris-agreement"),
    ("The museum in Paris reopened.", "Paris", "GPE", "paris"),
    ("Georgia applied for membership in March 2022.", "Georgia", "GPE", "georgia"),
    ("The singer Georgia Velmora cancelled the tour.", "Georgia Velmora", "PERSON", "georgia-velmora"),
    ("Jordan closed its airspace.", "Jordan", "GPE", "jordan"),
    ("The party is led by Jordan Bardella.", "Jordan Bardella", "PERSON", "jordan-bardella"),
    ("Water from the Jordan River is scarce.", "Jordan River", "LOC", "jordan-river"),
    ("Chad expelled the French troops.", "Chad", "GPE", "chad"),
    ("Fishing on Lake Chad has declined.", "Lake Chad", "LOC", "lake-chad-basin"),
    ("Prime Minister Theresa May resigned.", "Theresa May", "PERSON", "theresa-may"),
    ("Prime Minister May lost the vote.", "May", "PERSON", "theresa-may"),
    ("The summit took place in May 2019.", "May 2019", "DATE", None),
    ("Turkey bought the missiles.", "Turkey", "GPE", "turkey"),
    ("The Ankara Summit of 2026 ended.", "Ankara Summit", "EVENT", "ankara-summit"),
    ("The frigate TCG Ankara left the port.", "TCG Ankara", "PRODUCT", "tcg-ankara"),
    ("Ankara Textiles filed for bankruptcy.", "Ankara Textiles", "ORG", "ankara-textiles"),
    ("The Rome Summit ended.", "Rome Summit", "EVENT", "rome-summit"),
    ("The frigate ITS Roma left the port.", "ITS Roma", "PRODUCT", "its-roma"),
    ("Leonardo da Vinci painted it.", "Leonardo da Vinci", "PERSON", "leonardo-da-vinci"),
    ("The mayor of Lincoln, Nebraska, resigned.", "Lincoln", "GPE", "lincoln"),
    ("They met at the Lincoln Memorial.", "Lincoln Memorial", "FAC", "lincoln-memorial"),
    ("HMS Lincoln was lost at sea.", "HMS Lincoln", "PRODUCT", "hms-lincoln"),
    ("The Maastricht Summit of 1991 ended.", "Maastricht Summit", "EVENT", "maastricht-summit"),
    ("Maastricht University opened a branch.", "Maastricht University", "ORG", "maastricht-university"),
    ("The Minsk Group met again.", "Minsk Group", "ORG", "minsk-group"),
    ("Minsk Tractor Works laid off staff.", "Minsk Tractor Works", "ORG", "minsk-tractor-works"),
    ("The Minsk Summit ended.", "Minsk Summit", "EVENT", "minsk-summit"),
    ("The Paris Summit ended.", "Paris Summit", "EVENT", "paris-summit"),
    ("The Paris Club wrote off the debt.", "Paris Club", "ORG", "paris-club"),
    ("Ms Paris Velmora spoke.", "Paris Velmora", "PERSON", "paris-velmora"),
    ("USS Georgia surfaced near Crete.", "USS Georgia", "PRODUCT", "uss-georgia"),
    ("The Georgia Summit ended.", "Georgia Summit", "EVENT", "georgia-summit"),
    ("The player Michael Jordan retired.", "Michael Jordan", "PERSON", "michael-jordan"),
    ("The Jordan Valley is dry.", "Jordan Valley", "LOC", "jordan-valley"),
    ("Chad Velmora resigned as minister.", "Chad Velmora", "PERSON", "chad-velmora"),
    ("The Chad Summit ended.", "Chad Summit", "EVENT", "chad-summit"),
    ("The Turkey Summit ended.", "Turkey Summit", "EVENT", "turkey-summit"),
    ("President Ford signed the bill.", "Ford", "PERSON", "gerald-ford"),
    ("Moscow denied the report.", "Moscow", "GPE", "russia"),
    ("The Soviet leader and Soviet envoys left. Moscow denied the report.", "Moscow", "GPE", "soviet-union"),
    ("The Washington Treaty binds all members.", "Washington Treaty", "LAW", "north-atlantic-treaty"),
    ("Washington cut the aid.", "Washington", "GPE", "united-states"),
    ("The protesters marched to Washington in June.", "Washington", "GPE", "washington-dc"),
    ("The Kremlin denied the report.", "Kremlin", "ORG", "russia"),
    ("The White House welcomed the vote.", "White House", "ORG", "white-house"),
    ("He was received at the White House on Friday.", "White House", "FAC", "white-house"),
    ("Brussels wants a common budget.", "Brussels", "GPE", "european-union"),
]


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(("sentence", "words", "label", "entity"), ROLES)
def test_role(sentence: str, words: str, label: str, entity: str | None, nlp: Language) -> None:
    """The name has the label and the link that its sentence gives it."""
    doc = nlp(sentence)
    mentions = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
    found = [(m.span.of(sentence), m.label.value, m.entity) for m in mentions]
    assert (words, label, entity) in found


@pytest.mark.xfail(
    strict=True, reason="no rule tells the American Georgia from the state by the states beside it"
)
def test_american_georgia(nlp: Language) -> None:
    """Beside other American states, Georgia is one."""
    doc = nlp("Voters in Alabama, Georgia and Florida agreed.")
    mentions = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
    assert "georgia" not in {m.entity for m in mentions}
