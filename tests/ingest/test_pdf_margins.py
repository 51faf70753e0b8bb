"""What hangs beside or under the text: bullets, side heads, captions among the notes."""

from __future__ import annotations

import tracemalloc

import pytest

from pipeline.ingest.pages.lines import gather_lines
from pipeline.ingest.pages.margins import mark_side_heads
from pipeline.ingest.pages.notes import take_footnotes
from pipeline.ingest.pages.order import order_lines
from pipeline.ingest.pages.printed import PrintedPage, Stroke, StrokeKind
from pipeline.ingest.pages.sheet import TypeStyle, lay_out, split_at_usual_gutters
from pipeline.ingest.pdf import read_pdf
from tests.ingest.pdf_builders import BOLD, PLAIN, word, words, write_pdf

STYLE = TypeStyle(10.0, PLAIN, 12.0)


def beside_heads(number: int = 1) -> PrintedPage:
    """Text with two bullets that hang out of it, beside a head in the margin."""
    page = PrintedPage(number, 600, 800)
    for n in range(16):
        page.words += words(f"line {n} of the text says more than the margin does", 216, 100 + 12 * n)
    page.words += [word("•", 200, 172), word("•", 200, 220)]
    page.words += words("A head of its own", 36, 100, font=BOLD)
    return page


def test_bullets_that_hang_out_stay_with_their_text() -> None:
    """Between a margin and the text stands a gutter, between bullets and their text none."""
    sheets = [lay_out(beside_heads(number)) for number in (1, 2, 3)]
    split_at_usual_gutters(sheets)
    texts = [line.text for line in sheets[0].lines]
    assert sum(text.startswith("• line") for text in texts) == 2
    assert "A head of its own" in texts


def test_bullets_in_the_second_column() -> None:
    """A list in a column does not take a strip of its own from the column."""
    page = PrintedPage(1, 700, 800)
    for n in range(12):
        page.words += words(f"left line {n} says more words", 50, 100 + 12 * n)
        inset = 330 if n > 3 else 316
        page.words += words(f"right line {n} says more words", inset, 100 + 12 * n)
    page.words += [word("•", 317, 148), word("•", 317, 196)]
    lines, _ = gather_lines(page)
    texts = [line.text for line in order_lines(lines)]
    assert texts[12:17] == [
        *(f"right line {n} says more words" for n in range(4)), "• right line 4 says more words",
    ]  # fmt: skip


@pytest.mark.parametrize(("size", "side"), [(14.0, True), (8.0, False)])
def test_a_margin_full_of_heads_is_one(size: float, side: bool) -> None:
    """Large heads may fill their margin as far as the text reaches; small labels of a chart make none."""
    page = PrintedPage(1, 600, 800)
    for n in range(4):
        page.words += words(f"line {n} of the text says more than the margin does", 216, 100 + 16 * n)
        page.words += words("A long head", 36, 100 + 16 * n, size=size, font=BOLD)
    sheet = lay_out(page)
    mark_side_heads(sheet, STYLE)
    assert any(line.side for line in sheet.lines) is side


def test_a_caption_among_the_notes_is_no_part_of_them() -> None:
    """What begins like a figure's caption ends the note above it."""
    page = PrintedPage(1, 600, 800)
    for n in range(6):
        page.words += words(f"line {n} of the text says a good deal more", 50, 100 + 12 * n)
    page.words += [word("1", 50, 497, size=5.0), *words("A note that ends with no stop", 54, 500, size=8)]
    page.words += words("Figure 3: What the drawing shows", 50, 520, size=8)
    page.strokes = [Stroke(StrokeKind.RULE, 50, 488, 150, 488.5)]
    sheet = lay_out(page)
    (note,) = take_footnotes([sheet], STYLE)
    assert [line.text for line in note.lines] == ["A note that ends with no stop"]


def test_memory_a_page() -> None:
    """Pages are let go once read: a page costs its words, some hundred bytes each, and no more."""
    content = "".join(
        f"BT /F 10 Tf 72 {700 - 12 * n} Td (line {n} of this page has six) Tj ET " for n in range(30)
    )

    def peak(pages: int) -> int:
        source = write_pdf(content, pages=pages)
        tracemalloc.start()
        read_pdf(source, source="x")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2)
    few, many = peak(10), peak(60)
    assert (many - few) / 50 < 180 * 1000
