"""The first page: dates and names in their many spellings."""

from __future__ import annotations

import pytest

from pipeline.ingest.front_matter import find_date, metadata_of_fields
from pipeline.ingest.markdown import read_markdown

LONG = (
    "The ministry kept the plan under review while its partners argued about the price of the ships "
    "and about who should pay for them."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 March 2024", "2024-03-05"),
        ("Updated March 5, 2024", "2024-03-05"),
        ("PRIORITIESApril 16, 2026", ""),
        ("PrioritiesApril 16, 2026", "2026-04-16"),
        ("May 2024", "2024-05"),
        ("the dismay 2024 brought", ""),
        ("2024-03-05T10:00:00Z", "2024-03-05"),
        ("Winter 11-17-2021", "2021-11-17"),
        ("2024", "2024"),
        ("Sept. 2023", ""),
        ("no date", ""),
    ],
)
def test_dates(text: str, expected: str) -> None:
    """Dates."""
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ada Example", ("Ada Example",)),
        ("Ada Example and Bo van der Sample", ("Ada Example", "Bo van der Sample")),
        ("ADA EXAMPLE, BO SAMPLE", ("Ada Example", "Bo Sample")),
        ("Çağla Örnek & José María Muestra", ("Çağla Örnek", "José María Muestra")),
        ("Policy Paper Number Twelve", ()),
        ("COVID-19 Origins", ()),
    ],
)
def test_authors(line: str, authors: tuple[str, ...]) -> None:
    """Authors."""
    assert read_markdown(f"# Ports\n\n{line}\n\n{LONG}", source="a.md").metadata.authors == authors


def test_fields_of_many_spellings() -> None:
    """Fields of many spellings."""
    metadata = metadata_of_fields({"Title": "Ports", "authors": [{"name": "Ada Example"}], "lang": "en-GB"})
    assert (metadata.title, metadata.authors, metadata.language) == ("Ports", ("Ada Example",), "en")


def test_lines_of_the_first_page_are_kept_apart() -> None:
    """Lines of the first page are kept apart."""
    document = read_markdown(f"# Ports\n\nVolume 3, March 2024\n\n{LONG}", source="a.md")
    assert document.metadata.date == "2024-03"
    assert [(aside.text, aside.reason) for aside in document.asides] == [
        ("Volume 3, March 2024", "front matter")
    ]
