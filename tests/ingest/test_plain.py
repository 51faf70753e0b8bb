"""Plain text: wrapped lines, divided words, bare headings, notes in brackets."""

from __future__ import annotations

import pytest

from pipeline.ingest.plain import read_plain
from pipeline.schema import BlockKind

LONG = "The ministry kept the plan under review while its partners argued about the price of the ships."


def blocks(text: str) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    document = read_plain(text, source="a.txt")
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan was\nkept under\nreview.", "The plan was kept under review."),
        ("The minis-\ntry kept it.", "The ministry kept it."),
        ("A Franco-\nItalian plan came.", "A Franco-Italian plan came."),
        ("The co-operation of the co-\noperation council.", "The co-operation of the co-operation council."),
        ("The ﬁrst\u00a0of\u00adfer.", "The first offer."),
    ],
)
def test_lines_become_one_text(text: str, expected: str) -> None:
    """Lines become one text."""
    assert read_plain(f"{LONG}\n\n{text}", source="a.txt").text == f"{LONG}\n\n{expected}"


def test_bare_headings_and_a_title() -> None:
    """Bare headings and a title."""
    text = f"Ports and Power\n\nThe Sea\n\n{LONG}\n\nThe Land\n--------\n\n{LONG}"
    assert blocks(text) == [
        ("title", "Ports and Power"),
        ("heading", "The Sea"),
        ("paragraph", LONG),
        ("heading", "The Land"),
        ("paragraph", LONG),
    ]


def test_lines_without_blanks_between_are_paragraphs_when_long() -> None:
    """Lines without blanks between are paragraphs when long."""
    assert [kind for kind, _ in blocks(f"{LONG} {LONG}\n{LONG} {LONG}\n")] == ["paragraph", "paragraph"]


def test_notes_in_brackets() -> None:
    """Notes in brackets."""
    document = read_plain(f"{LONG} Trade fell.[1] It rose.\n\n[1] A. Writer, Ports.\n", source="a.txt")
    assert document.text.endswith("Trade fell. It rose.")
    assert [document.notes[call.note].text for call in document.calls] == ["A. Writer, Ports."]


def test_bullets_are_list_items() -> None:
    """Bullets are list items."""
    assert [kind for kind, _ in blocks(f"{LONG}\n\n• one thing\n• another\n  thing\n")] == [
        "paragraph",
        "list_item",
        "list_item",
    ]


def test_first_sentence_with_a_date_is_no_title() -> None:
    """A date does not make a line of the front matter of a sentence that ends in a full stop."""
    document = read_plain("Some 300 troops left the base from March to June 2022.\n", source="note.txt")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH]
    assert not document.metadata.title
