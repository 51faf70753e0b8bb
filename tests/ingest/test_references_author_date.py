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
    Note,
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


IN_NOTES = [
    ("On the poverty of old quays see {}", "Lee, J. A., & Moe, B. (2020). Quays of the north. Fram."),
    ("See also {}", "Šimić, Ž., & van der Lee, C. (2019). Docks today. Harbour Review, 3(1), 4–9."),
    (
        "{} The plan joins grants with loans on mild terms; it was raised.",
        "Port Office (2019, May 3). Quay Plan.",
    ),
    ("{} The group spoke for nobody but had been asked.", "Group of Nine (2019). Sailing on."),
    (
        "For other views see the chapters in {}",
        "Lee, A., & Moe, B. (Eds.) (2018). Does the U.S. Navy pay? Fram.",
    ),
    ("{}; see Ek, D. (2017). Docks. Fram.", "Lee, A. (2020). Quays. Fram."),
]


@pytest.mark.parametrize(("note", "entry"), IN_NOTES, ids=[entry[:12] for _, entry in IN_NOTES])
def test_entries_in_notes(note: str, entry: str) -> None:
    """Lead-ins before an entry and commentary behind it are no part of the work."""
    text = note.format(entry)
    work = parse_note(text)[0]
    assert work.span.of(text) == entry.rstrip(".")
    assert work.issued
    assert not work.short
    assert not any("see" in name.family + name.literal for name in (*work.authors, *work.editors))


def test_parts_of_an_entry_in_a_note() -> None:
    """Place before the publisher; a description of the work is no publisher; abbreviations in a title."""
    placed, described, asked = (
        parse_note(text)[0]
        for text in (
            "Lee, A. (2020). Quays. Oslo: Fram.",
            "Group of Nine (2019). Sailing on. Report of the Working Group on Quays. Port Office.",
            "Moe, B. (2018). Does the U.S. Navy pay? Fram.",
        )
    )
    assert (placed.place, placed.publisher) == ("Oslo", "Fram")
    assert (described.title, described.publisher) == ("Sailing on", "Port Office")
    assert (asked.title, asked.publisher) == ("Does the U.S. Navy pay?", "Fram")


def test_a_speech_is_one_whoever_published_it() -> None:
    """A title that begins as a speech, with its day."""
    (work,) = parse_note("Lee, A. (2020, May 3). Speech at the Port Forum. Port Office.")
    assert (work.type, work.publisher) == (WorkType.SPEECH, "Port Office")


CALLS_IN_NOTES = [
    ("See Lee et al. (2020), cited above in note 1, and Group of Nine (2019).", [(0, 0), (1, 0)]),
    ("Lee and Moe (2020, p. 5); Group of Nine (2019).", [(0, 0), (1, 0)]),
    ("Lee and Moe (2018).", [None]),
    ("Lee and Moe (2020) show that ports pay.", []),
]


@pytest.mark.parametrize(("text", "firsts"), CALLS_IN_NOTES)
def test_names_and_year_in_a_note(text: str, firsts: list[tuple[int, int] | None]) -> None:
    """Names and year mean the one work of theirs of that year; commentary is no citation."""
    notes = [
        Note("1", "Lee, J. A., & Moe, B. (2020). Quays of the north. Fram."),
        Note("2", "Group of Nine (2019). Sailing on. Fram."),
        Note("3", text),
    ]
    works = read_references(notes)[2].works
    assert [work.first for work in works] == firsts
    assert all(work.short for work in works)


def test_a_note_may_cite_the_list_behind_it() -> None:
    """Entries of a reference list come after the notes that cite them."""
    first, *_ = read_references([Note("1", "See Fox (2018)."), Note("", LIST[0]), Note("", LIST[2])])
    assert [work.first for work in first.works] == [(2, 0)]


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
