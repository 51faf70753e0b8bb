"""pdfium and pdfplumber read the same words at the same places; hidden words are known as such."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

from pipeline.ingest.pages.pdfium import open_pdf
from pipeline.ingest.pages.plumber import PlumberFile, find_grids
from pipeline.ingest.pages.printed import PrintedPage, Stroke, StrokeKind, Word
from pipeline.ingest.pages.visibility import mark_hidden
from tests.ingest.pdf_builders import word, write_pdf

PDFS = Path(__file__).parents[1] / "pdfs"
OWN = sorted(path.stem for path in PDFS.glob("*.pdf"))
Token = tuple[str, float, float, float, float]


@pytest.mark.parametrize("name", OWN)
def test_both_readers_agree(name: str) -> None:
    """Every upright word: the same letters, its box within the overhang of a letter."""
    path = PDFS / f"{name}.pdf"
    with open_pdf(path, source=name) as pdf, PlumberFile(path, None) as plumber:
        for number in range(1, len(pdf) + 1):
            fast, slow = tokens(pdf.read_page(number).words), tokens(plumber.read_words(number), touching=1.2)
            assert [token[0] for token in fast] == [token[0] for token in slow]
            for ours, theirs in zip(fast, slow, strict=True):
                if ours[0] == "km2":
                    continue  # the two say differently how wide a figure is that the font itself sets high
                assert ours[1:] == pytest.approx(theirs[1:], abs=2.0), ours[0]


def tokens(words: list[Word], touching: float | None = None) -> list[Token]:
    """Words between white space, by place: the runs of one style that touch are put together.

    pdfium's words say themselves whether they are ``glued``; pdfplumber's are if nearer than ``touching``.
    """
    joined: list[list[Word]] = []
    for part in words:
        if part.angle:
            continue
        last = joined[-1][-1] if joined else None
        joins = part.glued if touching is None else last is not None and abs(part.x0 - last.x1) < touching
        if last is not None and joins and abs(part.baseline - last.baseline) < last.size * 0.7:
            joined[-1].append(part)
        else:
            joined.append([part])
    found = [
        (
            "".join(filter(str.isalnum, "".join(part.text for part in run))),
            run[0].x0,
            max(run, key=lambda part: part.size).top,
            run[-1].x1,
            max(run, key=lambda part: part.size).bottom,
        )
        for run in joined
    ]
    return sorted((t for t in found if t[0]), key=lambda t: (round(t[2] / 3), round(t[1])))


LINES = " ".join(f"{x} 600 m {x} 700 l S" for x in (72, 200, 330)) + " ".join(
    f" 72 {y} m 330 {y} l S" for y in (600, 640, 670, 700)
)
RECTANGLES = "".join(f"{x} {y} 100 30 re S " for x in (72, 172, 272) for y in (600, 630, 660))
ONE_PATH = "".join(f"{x} {y} 100 30 re " for x in (72, 172) for y in (600, 630)) + "S"
IN_PIECES = "".join(
    f"{x} {y} 0.8 {height} re f "
    for x in (72, 172, 272)
    for y, height in ((600, 30), (630, 6.4), (636.4, 23.6))
) + "".join(f"{x} {y} 99.2 0.8 re f " for x in (72.8, 172.8) for y in (600, 630, 660))
SCALED = (
    "q 2 0 0 2 10 20 cm 30 250 m 30 300 l 80 250 m 80 300 l "
    "30 250 m 80 250 l 30 275 m 80 275 l 30 300 m 80 300 l S Q"
)


@pytest.mark.parametrize("content", [LINES, RECTANGLES, ONE_PATH, IN_PIECES, SCALED])
def test_grids_are_those_that_pdfplumber_finds(content: str) -> None:
    """The cells of drawn grids, from pdfium's strokes, beside pdfplumber's own reading of the page."""
    source = write_pdf(content)
    with open_pdf(source, source="x") as pdf:
        grids = find_grids(pdf.read_page(1).strokes)
    with pdfplumber.open(io.BytesIO(source)) as slow:
        tables = slow.pages[0].find_tables()
    assert len(grids) == len(tables) == 1
    for ours, theirs in zip(grids[0].rows, tables[0].rows, strict=True):
        for mine, other in zip(ours, theirs.cells, strict=True):
            assert mine == pytest.approx(other, abs=1.0)


@pytest.mark.parametrize(
    ("content", "visible", "hidden"),
    [
        ("BT /F 12 Tf 72 700 Td (Plain) Tj ET", ["Plain"], {}),
        ("BT /F 12 Tf 3 Tr 72 700 Td (Ghost) Tj ET", [], {"Ghost": "drawn invisibly"}),
        ("q 0 0 50 50 re W n BT /F 12 Tf 72 700 Td (Ghost) Tj ET Q", [], {"Ghost": "clipped away"}),
        ("BT /F 12 Tf 1 1 1 rg 72 700 Td (Snow) Tj ET", [], {"Snow": "in the paper's colour"}),
        ("0 0 0.5 rg 60 690 200 40 re f BT /F 12 Tf 1 1 1 rg 72 700 Td (Title) Tj ET", ["Title"], {}),
        ("BT /F 12 Tf 72 2000 Td (Away) Tj ET", [], {"Away": "off the page"}),
        ("BT /F 0.5 Tf 72 700 Td (Dust) Tj ET", [], {"Dust": "too small to read"}),
    ],
)
def test_hidden_words(content: str, visible: list[str], hidden: dict[str, str]) -> None:
    """Invisible, white on white, off the page or tiny is hidden; white on a dark ground is not."""
    with open_pdf(write_pdf(content), source="x") as pdf:
        words = pdf.read_page(1).words
    assert [w.text for w in words if not w.hidden] == visible
    assert {w.text: w.hidden for w in words if w.hidden} == hidden


def test_text_layer_of_a_scan_is_kept() -> None:
    """Invisible words over a page-wide picture are what a scanner's software recognised."""
    page = PrintedPage(1, 600, 800, [word("Recognised", hidden="drawn invisibly")])
    page.strokes = [Stroke(StrokeKind.PICTURE, 0, 0, 600, 800)]
    mark_hidden(page)
    assert page.words[0].hidden == ""
    assert "earlier recognition" in page.warnings[0]


def test_sideways_page_is_turned_upright() -> None:
    """A page whose text runs downwards is read as if it were turned."""
    lines = "".join(
        f"BT /F 12 Tf 0 -1 1 0 {500 - 20 * n} 700 Tm (line {n} of a page that lies on its side) Tj ET "
        for n in range(3)
    )
    with open_pdf(write_pdf(lines), source="x") as pdf:
        page = pdf.read_page(1)
    assert page.turned in {90, 270}
    tops = {w.text: w.top for w in page.words}
    assert tops["0"] < tops["1"] < tops["2"]
    assert page.width > page.height


def test_a_call_inside_a_word_is_a_word_of_its_own() -> None:
    """A word, a raised figure, and a comma in the type of the word are three runs."""
    content = "BT /F 12 Tf 72 700 Td (the policy) Tj /F 7 Tf 4 Ts (1) Tj /F 12 Tf 0 Ts (, and more) Tj ET"
    with open_pdf(write_pdf(content), source="x") as pdf:
        found = [w.text for w in pdf.read_page(1).words]
    assert found == ["the", "policy", "1", ",", "and", "more"]
