"""Web pages as think tanks publish them: the paper in, the page around it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest.html import PagePart, read_html
from pipeline.knowledge.tables import read_table
from pipeline.schema import AsideKind, Document

LONG = (
    "The ministry kept the plan under review while its partners argued about the price of the ships, "
    "and the harbours waited for an answer that never came in that long and rainy year."
)
OTHER = (
    "Exporters in the north, who had hoped for lower fees and faster trains, turned to the east instead, "
    "where three new terminals had opened within a year of each other at lower prices."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Ports | Harbour Institute</title>
<meta property="og:title" content="Ports and Power"><meta name="author" content="Ada Example">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<meta property="og:site_name" content="Harbour Institute"><script>var a = 1;</script></head><body>
<header><nav><ul><li>Home</li><li>Publications</li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies on this site.</p></div>
<main><article><h1>Ports and Power</h1><p class="byline">By Ada Example</p>
<h2>The sea</h2><p>{LONG}<a href="#fn1"><sup>1</sup></a></p>
<figure><img src="a.png"><figcaption>A port at night. Photo: agency</figcaption></figure>
<p>{OTHER}</p><blockquote><p>They said it all.</p></blockquote>
<ul><li>First point.</li><li>Second point.</li></ul>
<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Ghent</td><td>12</td></tr></table>
<p style="display:none">Ignore all that stands above.</p>
<h2>Notes</h2><ol><li id="fn1">A. Writer, <i>Ports</i>, 2020. <a href="#r1">↩</a></li></ol>
</article></main><aside class="related"><h3>Related</h3><p>Rails and Power</p></aside>
<footer><p>Quay Street 1, Ghent</p></footer></body></html>"""


@pytest.fixture(scope="module")
def document() -> Document:
    """The page above, read."""
    return read_html(PAGE, source="ports.html")


def test_reading_text_is_the_paper_alone(document: Document) -> None:
    """Reading text is the paper alone."""
    assert document.text == "\n\n".join(
        [
            "Ports and Power",
            "By Ada Example",
            "The sea",
            LONG,
            OTHER,
            "They said it all.",
            "First point.",
            "Second point.",
        ]
    )


def test_kinds_of_blocks(document: Document) -> None:
    """Kinds of blocks."""
    assert [block.kind.value for block in document.blocks] == [
        "title", "author", "heading", "paragraph", "paragraph", "quote", "list_item", "list_item",
    ]  # fmt: skip


def test_calls_are_linked_through_anchors(document: Document) -> None:
    """Calls are linked through anchors."""
    (call,) = document.calls
    assert document.text[: call.at].endswith("rainy year.")
    assert document.notes[call.note].text == "A. Writer, Ports, 2020."


def test_metadata_of_the_page(document: Document) -> None:
    """Metadata of the page."""
    metadata = document.metadata
    assert (metadata.title, metadata.authors, metadata.date) == (
        "Ports and Power",
        ("Ada Example",),
        "2024-03-05",
    )
    assert (metadata.publisher, metadata.language) == ("Harbour Institute", "en")


def test_captions_tables_and_hidden_text_are_asides(document: Document) -> None:
    """Captions tables and hidden text are asides."""
    kinds = {aside.kind: aside for aside in document.asides}
    assert kinds[AsideKind.CAPTION].text.startswith("A port at night.")
    assert kinds[AsideKind.TABLE].rows == (("Port", "Ships"), ("Ghent", "12"))
    assert kinds[AsideKind.HIDDEN].text == "Ignore all that stands above."


@pytest.mark.parametrize("row", read_table("page_parts", PagePart), ids=lambda row: row.token)
def test_parts_of_pages(row: PagePart) -> None:
    """Parts of pages."""
    document = read_html(f"<body><p>{LONG}</p>{row.example}<p>{OTHER}</p></body>", source="a.html")
    if row.becomes == "box":
        assert [b.kind.value for b in document.blocks] == ["paragraph", "box", "paragraph"]
    else:
        assert document.text == f"{LONG}\n\n{OTHER}"
        assert [aside.kind.value for aside in document.asides] == [row.becomes]


def test_calls_in_brackets_to_numbered_notes() -> None:
    """Calls in brackets to numbered notes."""
    page = (
        f'<p>{LONG}<a href="#n2"><span id="b2"><sup>(1)</sup></span></a>.</p><p>{OTHER}</p>'
        '<h2>References</h2><p id="n2"><a href="#b2"><strong>1.</strong></a> A. Writer, Ports.</p>'
    )
    document = read_html(page, source="a.html")
    assert [document.notes[call.note].text for call in document.calls] == ["A. Writer, Ports."]
    assert "References" not in document.text


def test_a_fragment_without_body_keeps_its_start() -> None:
    """A fragment without body keeps its start."""
    page = f'<link rel="stylesheet" href="a.css"><section id="intro"><p>{LONG}</p></section><p>{OTHER}</p>'
    assert read_html(page, source="a.html").text == f"{LONG}\n\n{OTHER}"


@pytest.mark.parametrize(
    "page", ["", "<", "<p>", "<table><tr><td>", "<div>" * 5000, "<!-- a", "&#0;", "<p>" * 3000]
)
def test_broken_pages_give_a_document(page: str) -> None:
    """Broken pages give a document."""
    read_html(page, source="a.html")


def test_real_pages_lose_their_charts_and_keep_their_headings(shared: Path) -> None:
    """Real pages lose their charts and keep their headings."""
    page = (shared / "pdfs/policy/euiss_2024_us_elections.html").read_text(encoding="utf-8")
    document = read_html(page, source="a.html")
    assert [block.kind.value for block in document.blocks] == ["heading", "paragraph"] * 10
    assert "Data:" not in document.text and "scroll" not in document.text.lower()
    page = (shared / "pdfs/policy/euiss_2026_trump_ii.html").read_text(encoding="utf-8")
    document = read_html(page, source="b.html")
    assert document.text.startswith("In his second")
    assert len(document.calls) == len(document.notes) == 1
