"""Lines -> passages: paragraphs that go on beside headings, headings in small type."""

from __future__ import annotations

import pytest

from pipeline.ingest.pages.front import read_front
from pipeline.ingest.pages.interruptions import take_interruptions
from pipeline.ingest.pages.paragraphs import Passage, gather_passages
from pipeline.ingest.pages.printed import Font, Line, Stroke, StrokeKind
from pipeline.ingest.pages.regions import remove_captions
from pipeline.ingest.pages.sections import drop_sections
from pipeline.ingest.pages.sheet import Sheet, TypeStyle
from pipeline.schema import AsideKind, BlockKind
from tests.ingest.pdf_builders import BOLD, PLAIN, line

STYLE = TypeStyle(10.0, PLAIN, 12.0)


def test_a_sentence_goes_on_below_a_heading_at_the_side() -> None:
    """A label right of the first lines, read between them and the rest, cuts no sentence in two."""
    lines = [
        line("The strait is narrow and every ship that", 50, 112),
        line("SUMMARY", 400, 90, size=14, font=BOLD),
        line("sails through it is seen from the shore.", 50, 124),
    ]
    head, paragraph = gather_passages(lines, STYLE)
    assert (head.kind, head.text) == (BlockKind.HEADING, "SUMMARY")
    assert (
        paragraph.text == "The strait is narrow and every ship that sails through it is seen from the shore."
    )


def test_a_heading_between_two_paragraphs_stays_there() -> None:
    """A heading below the line before it parts two paragraphs, even where no stop ends the first."""
    lines = [
        line("The strait is narrow and every ship that", 50, 100),
        line("Ports", 50, 120, size=14, font=BOLD),
        line("sails through it is seen from the shore.", 50, 140),
    ]
    assert [passage.text[:5] for passage in gather_passages(lines, STYLE)] == ["The s", "Ports", "sails"]


def small_text(words: int) -> list[Line]:
    """Rows of small print, ten words each."""
    return [
        line("The port has grown and so has all its trade", 50, 112 + 11 * n, size=9)
        for n in range(words // 10)
    ]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Trade through the port", 30, BlockKind.HEADING),
        ("Trade through the port.", 30, BlockKind.PARAGRAPH),
        ("Trade through the port", 10, BlockKind.PARAGRAPH),
        ("Table 2. Trade through the port", 30, BlockKind.PARAGRAPH),
    ],
)
def test_bold_lines_over_small_text(text: str, words: int, kind: BlockKind) -> None:
    """A bold line heads a longer paragraph of its own small size; a caption or a sentence does not."""
    body = TypeStyle(11.0, PLAIN, 13.0)
    passages = gather_passages([line(text, 50, 100, size=9, font=BOLD), *small_text(words)], body)
    assert passages[0].kind is kind


def test_report_number_and_date_on_the_first_page() -> None:
    """Number and date between title and summary are not read; the summary is the abstract."""
    summary = "The strait is narrow and ships that sail through it are seen from the shore."
    passages = [
        Passage(BlockKind.HEADING, [line("The Narrow Strait", 50, 60, size=20, font=BOLD)]),
        Passage(BlockKind.HEADING, [line("SUMMARY", 400, 60, size=14, font=BOLD)]),
        Passage(BlockKind.HEADING, [line("XR10234", 400, 80, size=14)]),
        Passage(BlockKind.BOX, [line("May 3, 2024", 400, 95)]),
        Passage(BlockKind.PARAGRAPH, [line(summary, 50, 100 + 12 * n, right=600) for n in range(3)]),
    ]
    front = read_front(passages, STYLE, {})
    assert [(p.text, why) for p, why in front.dropped] == [
        ("XR10234", "report number"),
        ("May 3, 2024", "date line"),
    ]
    assert passages[-1].kind is BlockKind.ABSTRACT


def test_notes_under_a_figure_go_out_with_its_source() -> None:
    """Source and notes in small print under a picture are one caption, even where they are wider than it."""
    small = Font("Sans")
    rows = [
        line("The text of the page", 50, 80, size=11),
        line("Source: drawn by the", 50, 212, size=9, font=small),
        line("institute after port records of many years", 50, 223, size=9, font=small),
        line("Notes: ships above the usual size", 50, 236, size=9, font=small),
        line("Text goes on here", 50, 262, size=11),
    ]
    picture = Stroke(StrokeKind.PICTURE, 80, 100, 180, 200)
    sheet = Sheet(1, 600, 800, rows, [], [picture])
    remove_captions(sheet, TypeStyle(11.0, PLAIN, 13.0))
    assert [kept.text[:4] for kept in sheet.lines] == ["The ", "Text"]
    assert [aside.kind for aside in sheet.asides] == [AsideKind.CAPTION]


@pytest.mark.parametrize(("size", "dropped"), [(9.0, True), (11.0, False)])
def test_notes_of_a_table(size: float, dropped: bool) -> None:
    """A paragraph that begins with "Notes:" belongs to a figure or table where it is set small."""
    passage = Passage(BlockKind.PARAGRAPH, [line("Notes: ships above the usual size.", 50, 100, size=size)])
    kept, gone = drop_sections([passage], [], TypeStyle(11.0, PLAIN, 13.0))
    assert bool(gone) is dropped
    assert bool(kept) is not dropped


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("Dr. Ada Example is a fellow of the Harbour Institute.", True),
        ("Ada Example had a long career in the Navy.", True),
        ("Bo Sample is the minister who signed the treaty.", False),
        ("Ada Example would not agree.", False),
    ],
)
def test_last_paragraph_that_presents_an_author(text: str, dropped: bool) -> None:
    """Who the author is, said at the end in a sentence, is no part of the text."""
    author = Passage(BlockKind.AUTHOR, [line("Ada Example", 50, 80)])
    last = Passage(BlockKind.PARAGRAPH, [line(text, 50, 100)])
    kept, gone = drop_sections([author, last], [], STYLE)
    assert [why for _, _, why in gone] == (["author's note"] if dropped else [])
    assert len(kept) == (1 if dropped else 2)


def test_bold_lines_that_only_begin_a_paragraph_are_no_heading() -> None:
    """A first sentence in bold over two lines, its last words and the rest of the paragraph in the third."""
    third = line("all the northern ports. They are", 50, 124)
    for part in third.words[:4]:
        part.font = BOLD
    lines = [
        line("The navy has now begun to lay mines off the", 50, 100, font=BOLD, right=275),
        line("coast, and its ships are at sea to guard the", 50, 112, font=BOLD, right=275),
        third,
        line("small and were built for coal, long ago.", 50, 136),
    ]
    (paragraph,) = gather_passages(lines, STYLE)
    assert paragraph.kind is BlockKind.PARAGRAPH


def test_a_heading_over_a_paragraph_that_begins_in_bold_stays_one() -> None:
    """A short bold line over a run-in title is a heading."""
    second = line("Build ports. They are small and", 50, 112)
    for part in second.words[:2]:
        part.font = BOLD
    lines = [line("What to do", 50, 100, font=BOLD), second, line("were built for coal, long ago.", 50, 124)]
    assert next(passage.kind for passage in gather_passages(lines, STYLE)) is BlockKind.HEADING


def edge_case(upper: str, lower: str, font: Font, top: float = 750) -> tuple[int, int]:
    """How many passages are kept and taken of a sentence over two pages with a line at the foot between."""
    passages = [
        Passage(BlockKind.LIST_ITEM, [line(upper, 50, 700)]),
        Passage(BlockKind.PARAGRAPH, [line("Harbour Institute, Brief 7", 200, top, size=9, font=font)]),
        Passage(BlockKind.PARAGRAPH, [line(lower, 50, 100, page=2)]),
    ]
    kept, taken = take_interruptions(passages, {1: 792, 2: 792}, STYLE)
    return len(kept), len(taken)


@pytest.mark.parametrize(
    ("upper", "lower", "top", "found"),
    [
        ("The ministers reportedly", "agreed on the port.", 750, (1, 1)),
        ("The ministers did not agree.", "agreed on the port.", 750, (3, 0)),
        ("The ministers reportedly", "Agreed on the port.", 750, (3, 0)),
        ("The ministers reportedly", "agreed on the port.", 400, (3, 0)),
    ],
)
def test_a_foot_that_comes_once_is_known_by_the_sentence_it_cuts(
    upper: str, lower: str, top: float, found: tuple[int, int]
) -> None:
    """Small lines at the page's edge between the halves of a sentence are furniture."""
    assert edge_case(upper, lower, Font("Sans"), top) == found


def test_paragraphs_numbered_beyond_a_hundred() -> None:
    """A long report counts its paragraphs; a bracketed telephone code counts nothing."""
    passages = gather_passages(
        [
            line("138. The harbour office sets the dues each year.", 50, 100),
            line("139. It hears the shipping lines before it does.", 50, 124),
            line("(202) is the code of the capital of that state.", 50, 148),
        ],
        STYLE,
    )
    assert [p.mark.text if p.mark else "" for p in passages] == ["138.", "139.", ""]
    assert passages[0].text == "The harbour office sets the dues each year."


def test_a_bold_sentence_that_ends_in_an_acronym_is_a_paragraph() -> None:
    """A heading may end in an initialism, a sentence of two lines ends in its full stop."""
    texts = ["The harbour office has the first say in", "all that is built on the quays of the EEZ."]
    bold = [line(text, 50, 100 + 12 * n, font=BOLD) for n, text in enumerate(texts)]
    assert [p.kind for p in gather_passages(bold, STYLE)] == [BlockKind.PARAGRAPH]
