"""Reference lists in author-date form, and the calls in the text that lead to their entries."""

from __future__ import annotations

import pytest

from pipeline.ingest.references import link_author_dates, parse_note, read_references
from pipeline.schema.document import (
    Aside,
    AsideKind,
    Block,
    BlockKind,
    Document,
    Name,
    WorkType,
)
from pipeline.schema.span import Span

ENTRIES = [
    (
        "Lee, J. A., & Moe, B. (2020). Quays of the north: A view. Journal of Harbours, 12(3), 45–67. "
        "https://doi.org/10.1000/xyz1",
        {
            "type": WorkType.ARTICLE_JOURNAL,
            "authors": (Name("Lee", "J. A."), Name("Moe", "B.")),
            "title": "Quays of the north: A view",
            "container_title": "Journal of Harbours",
            "volume": "12",
            "issue": "3",
            "page": "45–67",
            "issued": "2020",
            "doi": "10.1000/xyz1",
        },
    ),
    (
        "Port Office. (2019, May 3). Report on the quays. https://port.example/a.pdf",
        {"type": WorkType.REPORT, "authors": (Name(literal="Port Office"),), "issued": "2019-05-03"},
    ),
    (
        "Fox, C. (2018). Harbour law (2nd ed.). Oslo University Press.",
        {"type": WorkType.BOOK, "title": "Harbour law", "publisher": "Oslo University Press"},
    ),
    (
        "Ek, D. (2017b). Docks. In A. Moe & B. Lie (Eds.), The book of ports (pp. 3–19). Fram.",
        {
            "type": WorkType.CHAPTER,
            "editors": (Name("Moe", "A."), Name("Lie", "B.")),
            "container_title": "The book of ports",
            "page": "3–19",
            "publisher": "Fram",
            "issued": "2017",
        },
    ),
    (
        "Lee, A. (2020) 'Quays of the north', Journal of Harbours, 12(3), pp. 45-67.",
        {
            "type": WorkType.ARTICLE_JOURNAL,
            "authors": (Name("Lee", "A."),),
            "issued": "2020",
            "page": "45-67",
        },
    ),
]


@pytest.mark.parametrize(("entry", "fields"), ENTRIES, ids=[entry[:20] for entry, _ in ENTRIES])
def test_entries(entry: str, fields: dict[str, object]) -> None:
    """An entry of the list is one work with these fields."""
    (work,) = parse_note(entry)
    assert {name: getattr(work, name) for name in fields} == fields


def document(text: str, *entries: str) -> Document:
    """A document of one paragraph with a reference list."""
    asides = tuple(Aside(AsideKind.REFERENCE_LIST, entry) for entry in entries)
    return Document("x", "x.md", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), asides=asides)


LIST = [entry for entry, _ in ENTRIES[:4]]


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("The quays are old (Lee & Moe, 2020)^.", [0]),
        ("Ports pay (Fox 2018, 12; see also Ek, 2017b)^.", [2, 3]),
        ("Lee and Moe (2020)^ doubt that ports pay.", [0]),
        ("Ports pay (Fox, 2019).", []),
        ("The quays (built in 2018) are old.", []),
    ],
)
def test_calls(text: str, calls: list[int]) -> None:
    """A call stands behind its bracket ("^") and leads to the entry with its name and year."""
    at = text.find("^")
    linked = link_author_dates(document(text.replace("^", ""), *LIST))
    assert [(call.at, call.note) for call in linked.calls] == [(at, note) for note in calls]
    assert len(linked.notes) == len(LIST)
    assert all(note.works for note in read_references(linked.notes))


def test_two_entries_with_one_name_and_year_get_no_call() -> None:
    """One candidate or none."""
    entries = ["Lee, A. (2020). Quays. Fram.", "Lee, B. (2020). Docks. Fram."]
    assert link_author_dates(document("Ports pay (Lee, 2020).", *entries)).calls == ()


def test_a_document_without_a_list_stays_as_it_is() -> None:
    """Nothing to link."""
    plain = document("Ports pay (Lee, 2020).")
    assert link_author_dates(plain) is plain
