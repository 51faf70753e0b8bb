"""Every row of the tables of citing fires on its own example."""

from __future__ import annotations

import re

import pytest

from pipeline.ingest.references import parse_note
from pipeline.ingest.references.institutions import is_institution
from pipeline.ingest.references.names import FamilyFirst, split_person
from pipeline.ingest.references.openings import LEAD_IN, OPENER, SHORT_START
from pipeline.ingest.references.terms import Publisher, Term, Word, WorkWord, term_pattern, work_words
from pipeline.knowledge.tables import read_table

TERMS = read_table("citation_terms", Term)
WITH_WORK = {
    "lead_in",
    "cit",
    "supra",
    "undated",
    "editors",
    "edited_by",
    "translated_by",
    "et_al",
    "access",
    "genre",
}


@pytest.mark.parametrize("row", TERMS, ids=lambda row: f"{row.kind}-{row.term}")
def test_term_stands_in_its_example(row: Term) -> None:
    """The pattern of the kind finds the term in the example."""
    found = re.findall(rf"(?<!\w)(?:{term_pattern(row.kind)})", row.example, re.IGNORECASE)
    assert row.term.casefold() in [hit.casefold() for hit in found] or any(
        row.term.casefold() in hit.casefold()
        for hit in found  # a longer term of the same kind
    )


@pytest.mark.parametrize("row", [row for row in TERMS if row.kind in WITH_WORK], ids=lambda row: row.term)
def test_example_cites_a_work(row: Term) -> None:
    """Marks that only stand in citations: their example is one, and the mark is in no field."""
    works = parse_note(row.example)
    assert len(works) == 1
    assert all(row.term not in (name.family, name.given) for name in works[0].authors)
    if row.kind == "lead_in":
        assert LEAD_IN.match(row.example)
        assert works[0].span.of(row.example).startswith("Ann Lee")


@pytest.mark.parametrize(
    "row", [row for row in TERMS if row.kind in {"ibid", "opener"}], ids=lambda row: row.term
)
def test_openings(row: Term) -> None:
    """Ibid. opens a short form; words that open commentary open no citation."""
    works = parse_note(row.example)
    if row.kind == "ibid":
        assert SHORT_START.match(row.example)
        assert [work.short for work in works] == [True]
    else:
        assert OPENER.match(row.example)
        assert works == ()


@pytest.mark.parametrize("row", read_table("institution_words", Word), ids=lambda row: row.word)
def test_institutions(row: Word) -> None:
    """A name with the word is a body."""
    assert is_institution(row.example.split(",")[0])


@pytest.mark.parametrize("row", read_table("publishers", Publisher), ids=lambda row: row.name)
def test_publishers(row: Publisher) -> None:
    """A publishing body as author is one literal name."""
    (work,) = parse_note(row.example)
    assert " ".join(name.literal or name.family for name in work.authors).startswith(
        row.name.split(",")[0].split(" and ")[0]
    )


@pytest.mark.parametrize("row", read_table("periodicals", Publisher), ids=lambda row: row.name)
def test_periodicals(row: Publisher) -> None:
    """A periodical is found as container."""
    (work,) = parse_note(row.example)
    assert work.container_title == row.name.removesuffix(".")


@pytest.mark.parametrize("row", read_table("publication_places", Word), ids=lambda row: row.name)
def test_places(row: Word) -> None:
    """A city before the publisher is the place."""
    (work,) = parse_note(row.example)
    assert (work.place, work.publisher) == (row.name, "Fram")


@pytest.mark.parametrize("row", read_table("work_words", WorkWord), ids=lambda row: row.word)
def test_work_words(row: WorkWord) -> None:
    """The word is found in its title and tells its type."""
    found = [other for pattern, other in work_words() if pattern.search(row.example)]
    assert (row.type, row.genre) in [(other.type, other.genre) for other in found]


@pytest.mark.parametrize("row", read_table("family_names_first", FamilyFirst), ids=lambda row: row.family)
def test_family_names_first(row: FamilyFirst) -> None:
    """The family name stands first."""
    assert split_person(row.example).family == row.family
