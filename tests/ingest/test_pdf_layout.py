"""Lines, columns, order and furniture from hand-made words: geometry without a PDF."""

from __future__ import annotations

import random

import pytest

from pipeline.ingest.pages.furniture import remove_furniture
from pipeline.ingest.pages.headings import is_head_line, numbered_depth
from pipeline.ingest.pages.lines import gather_lines
from pipeline.ingest.pages.notes import RawNote, read_label
from pipeline.ingest.pages.order import order_lines
from pipeline.ingest.pages.printed import Line, PrintedPage
from pipeline.ingest.pages.sheet import Sheet, TypeStyle, lay_out
from pipeline.schema import AsideKind
from tests.ingest.pdf_builders import BOLD, PLAIN, line, word, words

STYLE = TypeStyle(10.0, PLAIN, 12.0)
LEFT, RIGHT = 50.0, 310.0


def two_columns(rows: int = 8) -> PrintedPage:
    """A title over two columns of numbered lines."""
    page = PrintedPage(1, 600, 800, words("The title of it all", 200, 60, size=18))
    for n in range(rows):
        page.words += words(f"left line number {n} says more words here", LEFT, 100 + 12 * n)
        page.words += words(f"right line number {n} says more words too", RIGHT, 100 + 12 * n)
    return page


@pytest.mark.parametrize(
    ("ending", "gap", "expected"), [("th", 0.1, True), ("th", 2.5, False), ("tonnes", 0.1, False)]
)
def test_a_raised_ordinal_joins_its_number(ending: str, gap: float, expected: bool) -> None:
    """A small, high "th" right after a number belongs to it, whatever run of the file it stands in."""
    page = PrintedPage(1, 600, 800, words("In the 119", LEFT, 100))
    page.words.append(word(ending, page.words[-1].x1 + gap, 96, size=6.0))
    gathered, _ = gather_lines(page)
    assert gathered[0].words[-1].glued is expected


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stream_order_plays_no_part(seed: int) -> None:
    """Whatever order the words come in, the left column is read before the right one, under the title."""
    page = two_columns()
    random.Random(seed).shuffle(page.words)
    lines, gutters = gather_lines(page)
    text = [ordered.text for ordered in order_lines(lines)]
    assert text[0] == "The title of it all"
    assert [t[:18] for t in text[1:9]] == [f"left line number {n}"[:18] for n in range(8)]
    assert [t[:19] for t in text[9:]] == [f"right line number {n}"[:19] for n in range(8)]
    assert len(gutters) == 1


def test_bullets_make_no_column() -> None:
    """Text that hangs from bullets is one column."""
    page = PrintedPage(1, 600, 800)
    for n in range(6):
        page.words += [
            word("•", LEFT, 100 + 12 * n),
            *words("an item of the list that is long", 65, 100 + 12 * n),
        ]
    lines, gutters = gather_lines(page)
    assert not gutters
    assert [ln.words[0].text for ln in lines] == ["•"] * 6


def test_a_raised_figure_joins_its_line() -> None:
    """A small figure above the line stands in the line, glued to its word."""
    page = PrintedPage(1, 600, 800, words("the council agreed", 50, 100))
    page.words.append(word("12", page.words[-1].x1, 96, size=6.0, glued=True))
    lines, _ = gather_lines(page)
    assert [ln.text for ln in lines] == ["the council agreed12"]


@pytest.mark.parametrize(
    ("text", "before", "label", "rest"),
    [
        ("12 Text of the note", ["11"], "12", "Text of the note"),
        ("12. Text of the note", ["11"], "12", "Text of the note"),
        ("* Text of the note", [], "*", "Text of the note"),
        ("1 Text", [], "1", "Text"),
        ("40 Years later", ["11"], "", "40 Years later"),
        ("Text goes on", ["11"], "", "Text goes on"),
    ],
)
def test_note_labels(text: str, before: list[str], label: str, rest: str) -> None:
    """A bare number begins a note only if it is the next one."""
    notes = [RawNote(mark, 1) for mark in before]
    found, left = read_label(line(text, size=8.0), notes)
    assert found == label
    assert " ".join(w.text for w in left) == rest


def test_alternating_heads_and_numbers_are_furniture() -> None:
    """Heads that change from left to right pages, and numbers, are taken out; the text stays."""
    sheets = [sheet_of(number) for number in range(1, 9)]
    remove_furniture(sheets)
    assert [ln.text for sheet in sheets for ln in sheet.lines] == [f"what page {n} says" for n in range(1, 9)]
    kinds = {aside.kind for sheet in sheets for aside in sheet.asides}
    assert kinds == {AsideKind.RUNNING_HEAD, AsideKind.PAGE_NUMBER}


def test_what_stands_between_head_and_page_number_is_no_text() -> None:
    """A stamp that only one page has, in a type of its own, in the row of its foot."""
    sheets = [sheet_of(number) for number in range(1, 9)]
    for sheet in sheets:
        sheet.lines.append(line("Harbour Office", 60, 770, size=8, page=sheet.number))
    sheets[7].lines.append(line("Version 3", 200, 770, size=9, font=BOLD, page=8))
    remove_furniture(sheets)
    assert [ln.text for ln in sheets[7].lines] == ["what page 8 says"]
    assert "Version 3" in [aside.text for aside in sheets[7].asides]


def sheet_of(number: int) -> Sheet:
    """A page with a head, one line of text and its number."""
    head = "The Journal of Harbours" if number % 2 else "Ada Example"
    page = PrintedPage(number, 600, 800, words(head, 60, 40, size=8))
    page.words += words(f"what page {number} says", 50, 300)
    page.words += words(str(number), 300, 770, size=8)
    return lay_out(page)


@pytest.mark.parametrize(
    ("given", "is_head"),
    [
        (line("A larger line", size=13.0), True),
        (line("A bold line", font=BOLD), True),
        (line("A plain line"), False),
        (line("INTRODUCTION", x0=150.0), True),
        (line("1999", font=BOLD), True),
        (line("12.", font=BOLD), False),
        (line("THE UNITED NATIONS AND NATO, NATO AND THE", right=260.0), False),
    ],
)
def test_heading_lines(given: Line, is_head: bool) -> None:
    """Larger, bold, or in capitals and alone."""
    assert is_head_line(given, STYLE) is is_head


@pytest.mark.parametrize(
    ("text", "depth"), [("2. Italy", 1), ("2.1 Law", 2), ("3.2.1 Rope", 3), ("Rope", None)]
)
def test_numbered_depth(text: str, depth: int | None) -> None:
    """How deep a heading's number goes."""
    assert numbered_depth(text) == depth


@pytest.mark.parametrize(
    ("cap", "rest", "text"),
    [
        ("I", "would like to thank", "I would like to thank"),
        ("I", "n this paper we look", "In this paper we look"),
        ("A", "ship was seen near", "A ship was seen near"),
        ("A", "nother ship was seen", "Another ship was seen"),
        ("T", "he port has grown", "The port has grown"),
    ],
)
def test_drop_caps(cap: str, rest: str, text: str) -> None:
    """An initial belongs to the word after it, unless both are words of their own."""
    page = PrintedPage(1, 600, 800, [word(cap, 50, 136, size=40)])
    for n, row in enumerate((rest, "the port and its trade", "with the north is old")):
        page.words += words(row, 75, 112 + 12 * n)
    page.words += words("and of all the ships of the line", 50, 148)
    assert gather_lines(page)[0][0].text == text
