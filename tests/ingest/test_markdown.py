"""Markdown as people hand it over: torn sentences, notes between paragraphs, several dialects of notes."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from pipeline.ingest.markdown import read_markdown
from pipeline.schema import AsideKind, BlockKind, Document, Emphasis, Span

LONG = "The ministry kept the plan under review while its partners argued about the price of the ships."


def blocks(text: str) -> list[tuple[str, int | None, str]]:
    """Kind, level and words of each block."""
    document = read_markdown(text, source="a.md")
    return [(block.kind.value, block.level, block.span.of(document.text)) for block in document.blocks]


def called(document: Document) -> list[tuple[str, str]]:
    """The word before each call, and the text of its note."""
    return [(document.text[: c.at].split()[-1], document.notes[c.note].text) for c in document.calls]


def test_title_author_abstract_and_sections() -> None:
    """Title author abstract and sections."""
    head = "# Ports and Power\n\nBY ADA EXAMPLE\n\nThis paper asks who owns ports."
    text = f"{head} {LONG}\n\n## The sea\n\n{LONG}"
    assert blocks(text) == [
        ("title", 0, "Ports and Power"),
        ("author", None, "BY ADA EXAMPLE"),
        ("abstract", None, f"This paper asks who owns ports. {LONG}"),
        ("heading", 1, "The sea"),
        ("paragraph", None, LONG),
    ]
    metadata = read_markdown(text, source="a.md").metadata
    assert (metadata.title, metadata.authors) == ("Ports and Power", ("Ada Example",))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The council met in Ghent and, after a long night,", "agreed on a fund."),
        ("Building on this framework, Decree 12 of", "31 October 2024 changed the rules for ports again."),
        (
            "The harbours of the north gained much from the new line to",
            "Norway, which opened in 2019 for goods.",
        ),
        ("The minister said that he wanted", "“to explore other ways” of paying for it."),
    ],
)
def test_sentences_torn_by_a_page_break_are_mended(first: str, second: str) -> None:
    """Sentences torn by a page break are mended."""
    document = read_markdown(f"## One\n\n{LONG}\n\n{first}\n\n\n\n{second}", source="a.md")
    assert f"{first} {second}" in document.text


def test_torn_around_notes_and_an_authors_note() -> None:
    """Torn around notes and an authors note."""
    text = (
        f"## One\n\n{LONG}<sup>1</sup> The council leaned toward\n\n<sup>1</sup> First note.\n\n"
        "**Ada Example** is Head of Research at the Harbour Institute.\n\n\n\naligning with its neighbours.\n"
    )
    document = read_markdown(text, source="a.md")
    assert "leaned toward aligning with its neighbours." in document.text
    assert [aside.reason for aside in document.asides] == ["author's note"]


def test_a_fragment_that_may_continue_note_or_paragraph_goes_to_the_note() -> None:
    """A fragment that may continue note or paragraph goes to the note."""
    text = (
        f"## One\n\n{LONG}<sup>1</sup>\n\n<sup>1</sup> The talks turned on the wider effects of\n\n\n\n"
        "The alliance worked with its partners\n\nthe crisis in the region.\n\nand pursued its own aims.\n"
    )
    document = read_markdown(text, source="a.md")
    assert document.notes[0].text == "The talks turned on the wider effects of the crisis in the region."
    assert "with its partners and pursued its own aims." in document.text


@pytest.mark.parametrize(
    "note",
    [
        "<sup>1</sup> A. Writer, *Ports*, 2020.",
        "<sup>1</sup>. A. Writer, *Ports*, 2020.",
        "1 A. Writer, *Ports*, 2020.",
        "[1] A. Writer, *Ports*, 2020.",
        "## Notes\n\n1. A. Writer, *Ports*, 2020.",
        "| 1. | A. Writer, Ports, 2020.",
    ],
)
def test_ways_to_write_a_note(note: str) -> None:
    """Ways to write a note."""
    document = read_markdown(f"## One\n\nTrade fell.<sup>1</sup> {LONG}\n\n{note}\n", source="a.md")
    assert called(document) == [("fell.", "A. Writer, Ports, 2020.")]
    assert document.text == f"One\n\nTrade fell. {LONG}"


@pytest.mark.parametrize(
    ("call", "definition"),
    [
        ("[^1]", "[^1]: A. Writer, Ports."),
        ("[^long-name]", "[^long-name]: A. Writer, Ports."),
        ("^[A. Writer, Ports.]", ""),
        ("[1](#fn1)", '<p id="fn1">1. A. Writer, Ports.</p>'),
        ("¹", "<sup>1</sup> A. Writer, Ports."),
    ],
)
def test_ways_to_write_a_call(call: str, definition: str) -> None:
    """Ways to write a call."""
    document = read_markdown(f"## One\n\nTrade fell.{call} {LONG}\n\n{definition}\n", source="a.md")
    assert called(document) == [("fell.", "A. Writer, Ports.")]
    assert document.text == f"One\n\nTrade fell. {LONG}"


@pytest.mark.parametrize(
    "sentence",
    [
        "The port covers 12 km2 of land.",
        "The 2nd fleet sailed.",
        "The court [2023] ruled so.",
        "The treaty says “[t]rade is free”.",
    ],
)
def test_what_is_no_call_stays_in_the_text(sentence: str) -> None:
    """What is no call stays in the text."""
    written = sentence.replace("km2", "km<sup>2</sup>").replace("2nd", "2<sup>nd</sup>")
    document = read_markdown(f"{written}\n", source="a.md")
    assert document.text == sentence
    assert not document.calls


def test_a_paragraph_that_starts_with_a_year_is_no_list() -> None:
    """A paragraph that starts with a year is no list."""
    assert blocks(f"## One\n\n{LONG} It ended in\n\n1990. {LONG}")[-1][2].endswith(
        f"It ended in 1990. {LONG}"
    )


def test_numbers_set_heading_levels_where_the_marks_disagree() -> None:
    """Numbers set heading levels where the marks disagree."""
    marked = ("# T", "## 1. One", "## 1.1 Deep", "### 2. Two", "#### 3. Three")
    text = "\n\n".join(f"{heading}\n\n{LONG}" for heading in marked)
    headings = [(level, text) for kind, level, text in blocks(text) if kind == "heading"]
    assert headings == [(1, "1. One"), (2, "1.1 Deep"), (1, "2. Two"), (1, "3. Three")]


def test_sections_are_paths_of_headings() -> None:
    """Sections are paths of headings."""
    document = read_markdown(f"# T\n\n## A\n\n### B\n\n{LONG}\n\n## C\n\n{LONG}", source="a.md")
    paragraphs = [block.section for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert paragraphs == [("A", "B"), ("C",)]


def test_emphasis_is_kept_as_spans() -> None:
    """Emphasis is kept as spans."""
    document = read_markdown("They *never* said **so much**.", source="a.md")
    assert document.text == "They never said so much."
    assert document.emphases == (
        Emphasis(Span(5, 10), italic=True),
        Emphasis(Span(16, 23), bold=True),
    )


def test_tables_become_asides_with_rows() -> None:
    """Tables become asides with rows."""
    document = read_markdown(f"{LONG}\n\n| Port | Ships |\n|---|---|\n| Ghent | 12 |\n", source="a.md")
    (table,) = document.asides
    assert (table.kind, table.rows) == (AsideKind.TABLE, (("Port", "Ships"), ("Ghent", "12")))
    assert "Ghent" not in document.text


def test_front_matter_gives_metadata() -> None:
    """Front matter gives metadata."""
    head = "title: Ports\nauthor: [Ada Example, Bo Sample]\ndate: 2024-03-05\npublisher: Harbour Institute"
    metadata = read_markdown(f"---\n{head}\n---\n\n{LONG}", source="a.md").metadata
    assert metadata.title == "Ports"
    assert metadata.authors == ("Ada Example", "Bo Sample")
    assert (metadata.date, metadata.publisher) == ("2024-03-05", "Harbour Institute")


def test_broken_front_matter_does_no_harm() -> None:
    """Broken front matter does no harm."""
    assert read_markdown(f"---\ntitle: [\n---\n\n{LONG}", source="a.md").text == LONG


def test_lists_quotes_and_indented_text_are_body() -> None:
    """Lists quotes and indented text are body."""
    text = f"{LONG}\n\n- First point.\n- Second point.\n\n> They said it all.\n\n    Indented prose.\n"
    assert [kind for kind, _, _ in blocks(text)] == [
        "paragraph",
        "list_item",
        "list_item",
        "quote",
        "paragraph",
    ]


def test_fenced_divs() -> None:
    """Boxes are body with a heading of their own; tables and pull quotes are asides."""
    text = (
        f"{LONG}\n\n::: box\n\n### In brief\n\nA box says so.\n\n:::\n\n"
        f"::: {{.pull-quote}}\n\nShips matter.\n\n:::\n\n{LONG}"
    )
    kinds = [kind for kind, _, _ in blocks(text)]
    assert kinds == ["paragraph", "heading", "box", "paragraph"]
    assert "Ships matter." not in read_markdown(text, source="a.md").text


def test_a_name_with_a_raised_number_is_no_call() -> None:
    """Neither if it comes twice, nor if the paper's calls are links."""
    text = f"The IRIS² network.¹ {LONG} Then IRIS² grew.²\n\n[1] First note.\n\n[2] Second note."
    document = read_markdown(text, source="a.md")
    assert called(document) == [("network.", "First note."), ("grew.", "Second note.")]
    assert document.text.count("IRIS²") == 2
    linked = read_markdown(f"IRIS² grew.[^2] {LONG}\n\n[^2]: A note.", source="a.md")
    assert linked.text.startswith("IRIS² grew. The")


def test_items_without_full_stops_stay_apart() -> None:
    """Items without full stops stay apart."""
    text = f"{LONG}\n\n- build more ships for the coast guard\n- train more crews for the new ships"
    assert len(blocks(text)) == 3


@pytest.mark.parametrize(
    "text", ["", "***", "[^1]", "<sup>", "**", "|", "# ", "<div", "- \n  - \n", "[](#a)"]
)
def test_scraps_of_markup_give_a_document(text: str) -> None:
    """Scraps of markup give a document."""
    read_markdown(text, source="a.md")


def test_a_long_paragraph_costs_linear_time() -> None:
    """A long paragraph costs linear time."""
    text = "word *word* <sup>1</sup> " * 20_000
    assert len(read_markdown(text, source="a.md").text) > 100_000


def test_the_known_paper_gives_its_reading_text(shared: Path) -> None:
    """The known paper gives its reading text."""
    paper = shared / "paper"
    document = read_markdown((paper / "iai-2602.md").read_text(encoding="utf-8"), source="iai-2602.md")
    text = (paper / "iai-2602.txt").read_text(encoding="utf-8")
    truth = orjson.loads((paper / "iai-2602.truth.json").read_bytes())
    body = [block for block in truth["blocks"] if block["kind"] != "footnote"]
    notes = {
        str(b["number"]): text[b["start"] : b["end"]] for b in truth["blocks"] if b["kind"] == "footnote"
    }
    assert document.text == text[: body[-1]["end"]]
    assert [(b.kind, b.level, b.span.start, b.span.end) for b in document.blocks] == [
        (b["kind"], b.get("level"), b["start"], b["end"]) for b in body
    ]
    assert {(c.at, document.notes[c.note].label) for c in document.calls} == {
        (c["at"], str(c["number"])) for c in truth["calls"]
    }
    assert {note.label: note.text for note in document.notes} == notes


def test_renderings_of_other_papers_link_most_calls(shared: Path) -> None:
    """Renderings of other papers link most calls."""
    for path in sorted((shared / "pdfs" / "policy").glob("parameters_*.md")):
        document = read_markdown(path.read_text(encoding="utf-8"), source=path.name)
        assert len(document.calls) >= 0.95 * len(document.notes), path.name
        assert not any("Table of Contents" in block.span.of(document.text) for block in document.blocks)


def test_sources_under_a_table_of_whatever_length() -> None:
    """They and the notes after them are captions; a note in running text is not."""
    sources = (
        "Sources: " + "; ".join(f"Ada Example, The Ports of the North, volume {n}" for n in range(20)) + "."
    )
    text = f"""Harbours are many in the north.

| port | ships |
| --- | --- |
| Velmora | 12 |

{sources}

**Notes:** {"Ships are counted once a year. " * 20}

Ships come in spring.

Note: a sentence that warns the reader of the text stays in it.
"""
    document = read_markdown(text, source="x.md")
    kept = [document.text[b.span.start : b.span.end] for b in document.blocks]
    assert not any(piece.startswith(("Sources:", "Notes:")) for piece in kept)
    assert kept[-1].startswith("Note:")
    captions = [aside.text[:6] for aside in document.asides if aside.kind is AsideKind.CAPTION]
    assert captions == ["Source", "Notes:"]
