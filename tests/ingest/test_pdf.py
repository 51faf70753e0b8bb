"""PDFs to documents, end to end: our own small papers, one oddity each; the known paper where it is there."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.ingest.pages.ledger import account
from pipeline.ingest.pages.pdfium import open_pdf
from pipeline.ingest.pdf import read_pdf
from pipeline.schema import AsideKind, BlockKind, Document, Span

PDFS = Path(__file__).parents[1] / "pdfs"
OWN = sorted(path.stem for path in PDFS.glob("*.pdf"))


def read(name: str) -> Document:
    """One of our own test papers."""
    return read_pdf(PDFS / f"{name}.pdf", source=f"{name}.pdf")


def texts(document: Document, kind: BlockKind) -> list[str]:
    """The blocks of one kind."""
    return [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind is kind]


@pytest.mark.parametrize("name", OWN)
def test_ledger_accounts_for_every_letter(name: str) -> None:
    """What is printed is in the text, in a note or in an aside; nothing is there that is not printed."""
    with open_pdf(PDFS / f"{name}.pdf", source=name) as pdf:
        pages = [pdf.read_page(number) for number in range(1, len(pdf) + 1)]
    ledger = account(pages, read(name))
    assert ledger.printed > 300
    assert not ledger.lost
    assert not ledger.added


@pytest.mark.parametrize("name", OWN)
def test_same_file_gives_the_same_document(name: str) -> None:
    """Two readings agree in everything, places included."""
    assert read(name) == read(name)


@pytest.mark.parametrize("name", OWN)
def test_every_word_stands_at_its_place(name: str) -> None:
    """The letters that pdfium finds inside a word's box are the letters of the word."""
    document = read(name)
    with open_pdf(PDFS / f"{name}.pdf", source=name) as pdf:
        for row in range(0, len(document.places), 7):
            box = document.places.box_of_row(row)
            word = document.text[document.places.starts[row] : document.places.ends[row]]
            found = pdf.text_in(box.page, box.x0 - 0.5, box.top - 1, box.x1 + 0.5, box.bottom + 1)
            assert letters(word) in letters(found), (word, found)


def letters(text: str) -> str:
    """Letters and figures only, ligatures apart."""
    return "".join(re.findall(r"\w", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")))


def test_two_columns_with_notes_and_heads() -> None:
    """Columns in order, words mended, notes out and linked, heads out, headings with their level."""
    document = read("columns")
    assert texts(document, BlockKind.TITLE) == ["Harbours of the Grey Coast"]
    assert texts(document, BlockKind.AUTHOR) == ["BY ADA EXAMPLE"]
    assert texts(document, BlockKind.ABSTRACT)[0].startswith("This paper asks how")
    years = [int(year) for year in re.findall(r"In the year (\d{4})", document.text)]
    assert years == list(range(1901, 1909))
    assert [int(n) for n in re.findall(r"Minister number (\d+)", document.text)] == list(range(17, 24))
    for word in ("well-known", "long-term", "co-operation", "disproportionate", "representatives"):
        assert document.text.count(word) >= 7, word
    assert "Grey Coast Papers" not in document.text
    headings = [(b.level, document.text[b.span.start : b.span.end]) for b in document.blocks if b.level]
    assert headings == [(1, "1. The councils"), (2, "1.1 The dredger"), (1, "2. The ministry")]
    assert [document.notes[call.note].label for call in document.calls] == [str(n) for n in range(1, 17)]
    assert document.notes[3].text.endswith("The harbour master said so himself.")
    dredger = next(
        b for b in document.blocks if "dredger was offered" in document.text[b.span.start : b.span.end]
    )
    assert dredger.section == ("1. The councils", "1.1 The dredger")
    assert document.metadata.authors == ("Ada Example",)


def test_columns_that_change_on_a_page() -> None:
    """Three columns first, then the heading over two columns."""
    document = read("three_columns")
    barges = [int(n) for n in re.findall(r"carries number (\d+)", document.text)]
    keepers = [int(n) for n in re.findall(r"keeper (\d+)", document.text)]
    assert barges == list(range(1, 8))
    assert keepers == list(range(21, 25))
    assert (
        document.text.index("number 7")
        < document.text.index("The weir in two")
        < document.text.index("keeper 21")
    )
    assert texts(document, BlockKind.TITLE) == ["Three rivers and a weir"]


def test_side_heads_head_the_text_beside_them() -> None:
    """Heads in the margin come before their paragraph; text set sideways is kept out."""
    document = read("margins")
    assert texts(document, BlockKind.HEADING) == ["Scope", "Who keeps the lamp", "Penalties"]
    keeper = next(b for b in document.blocks if "must own a dog" in document.text[b.span.start : b.span.end])
    assert keeper.section == ("Who keeps the lamp",)
    sideways = [aside.text for aside in document.asides if aside.reason == "set sideways"]
    assert sideways == ["archive copy 12.3456 of 1 May"]


def test_notes_that_begin_anew() -> None:
    """A count that starts again, a star, and raised figures that are no calls."""
    document = read("notes")
    called = [(document.notes[c.note].text, document.text[c.at - 6 : c.at]) for c in document.calls]
    starred, *numbered = called
    assert starred == ("The author keeps bees.", " Probe")
    assert [text for text, _ in numbered] == [f"Spring, leaf {n}." for n in (1, 2, 3)] + [
        f"Autumn, leaf {n}." for n in (1, 2, 3, 4)
    ]
    assert document.text.count("20 km2, as the 3rd survey") == 7


def test_endnotes_called_in_brackets() -> None:
    """Calls in square brackets go to the notes at the end, which are marked as endnotes."""
    document = read("endnotes")
    assert [document.notes[call.note].label for call in document.calls] == list("123456")
    assert all(note.endnote for note in document.notes)
    assert "[1]" not in document.text
    assert document.text.count("paid in apples. He kept") == 6


def test_table_quote_and_initial() -> None:
    """The table becomes rows, the quotation that repeats the text is kept out, the initial joins its word."""
    document = read("oddities")
    asides = {aside.kind: aside for aside in document.asides}
    assert asides[AsideKind.TABLE].rows[1] == ("Boats", "twelve", "three")
    assert asides[AsideKind.CAPTION].text == "Table 1. What was left"
    assert asides[AsideKind.PULL_QUOTE].text.startswith("The mayor said")
    assert "Once the harbour had a clock" in document.text
    assert "the priest said that they had been sold" in document.text


@pytest.mark.parametrize("name", ["iai-2602.pdf", "iai-2602-interleaved.pdf"])
def test_links_every_call_of_the_known_paper(shared: Path, name: str) -> None:
    """Each of the 82 calls is found once and linked to the note of its number."""
    truth = json.loads((shared / "paper" / "iai-2602.truth.json").read_text(encoding="utf-8"))
    document = read_pdf(shared / "paper" / name, source=name)
    labels = [document.notes[call.note].label for call in document.calls]
    assert labels == [str(call["number"]) for call in truth["calls"]]


def test_boxes_of_a_span_are_its_lines() -> None:
    """One box a printed line, on the page where the words stand."""
    document = read("columns")
    start = document.text.index("The fishermen of bay 1")
    boxes = document.boxes_of(Span(start, start + 150))
    assert len(boxes) in {3, 4}
    assert {box.page for box in boxes} == {1}
    assert all(8 < box.bottom - box.top < 14 for box in boxes)


def test_threads_read_the_same() -> None:
    """Readers in several threads wait for one another: pdfium, and the room for its answers, serve one."""
    paper = Path(__file__).parents[2] / "corpus" / "papers" / "gas-southern-routes" / "paper.pdf"
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda path: read_pdf(path, source="paper.pdf"), [paper] * 6))
    assert len({document.text for document in found}) == 1
