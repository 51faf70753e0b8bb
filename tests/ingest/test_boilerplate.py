"""What is not the paper: every row of knowledge fires on its example, and prose stays."""

from __future__ import annotations

import pytest

from pipeline.ingest.boilerplate import (
    AuthorRole,
    BoilerplateRow,
    boilerplate_reason,
    closing_reason,
    is_authors_note,
    is_caption,
)
from pipeline.ingest.passages import Passage, PassageKind, ProseBuilder
from pipeline.knowledge.tables import read_table


@pytest.mark.parametrize("row", read_table("boilerplate", BoilerplateRow), ids=lambda row: row.example[:30])
def test_boilerplate_rows(row: BoilerplateRow) -> None:
    """Boilerplate rows."""
    if row.where == "closing":
        assert closing_reason(row.example) == row.reason
    else:
        assert boilerplate_reason(row.example, heading=row.where == "heading") == row.reason


def presents(name: str, rest: str, *, bold: bool = True) -> bool:
    """Whether a paragraph that starts with a name presents an author."""
    builder = ProseBuilder()
    builder.add(name, bold=bold)
    builder.add(rest)
    return is_authors_note(Passage(PassageKind.PARAGRAPH, builder.build()))


@pytest.mark.parametrize("row", read_table("author_roles", AuthorRole), ids=lambda row: row.role)
def test_author_roles(row: AuthorRole) -> None:
    """Author roles."""
    assert presents("Ada Example", row.example.removeprefix("Ada Example"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Trade is an important part of a think about the tank.",
        "The Commission is an institution that seeks consensus.",
        "The views expressed in the Senate were hostile.",
        "Turkey is head of the line.",
        "Latest figures show a rise in exports of ships.",
    ],
)
def test_prose_is_not_boilerplate(sentence: str) -> None:
    """Prose is not boilerplate."""
    assert boilerplate_reason(sentence) == ""


def test_people_in_the_paper_are_not_its_authors() -> None:
    """People in the paper are not its authors."""
    assert not presents("Ada Example", " is the director of the agency that decides.", bold=False)
    assert not presents("Strategic autonomy", " is a slogan of the last director.")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Figure 1. Ships by port", True),
        ("Source: Harbour Institute", True),
        ("Table 3 shows the rise of trade.", True),
        ("Figures show a rise.", False),
        ("Sources in the ministry deny it.", False),
    ],
)
def test_captions(line: str, expected: bool) -> None:
    """Captions."""
    assert is_caption(line) is expected
