"""Notes of chapters, captions at tables, turned pages, heads that echo the title."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ingest.pages.furniture import remove_furniture
from pipeline.ingest.pages.notes import RawNote, take_footnotes
from pipeline.ingest.pages.paragraphs import Passage
from pipeline.ingest.pages.printed import Font, Line, PrintedPage, Stroke, StrokeKind
from pipeline.ingest.pages.sections import drop_sections
from pipeline.ingest.pages.sheet import Sheet, TypeStyle
from pipeline.ingest.pages.tables import remove_tables
from pipeline.ingest.pages.turning import set_upright
from pipeline.schema import AsideKind, BlockKind
from tests.ingest.pdf_builders import PLAIN, line, word

STYLE = TypeStyle(10.0, PLAIN, 12.0)


def test_notes_of_a_second_chapter_begin_again_at_one() -> None:
    """A foot that begins with "1." and goes on with "2." holds notes, though others came before."""
    sheets = []
    for number in (1, 2):
        lines = [line("The port has grown and so has all its trade", 50, 100, page=number)]
        lines += [
            line(f"{n}. Report {number}{n} of the harbour office.", 50, 700 + 12 * n, size=8, page=number)
            for n in (1, 2)
        ]
        sheets.append(Sheet(number, 600, 800, lines, [], []))
    notes = take_footnotes(sheets, STYLE)
    assert [(note.label, note.page) for note in notes] == [("1", 1), ("2", 1), ("1", 2), ("2", 2)]


def test_a_publisher_on_itself_under_the_text_is_no_part_of_the_last_note() -> None:
    """Small print on the last page, though its second line begins in lower case; a note's rest is one."""
    first = [
        line("The port has grown and so has all its trade", 50, 100),
        line("1. Report of the harbour office.", 50, 700, size=8),
    ]

    def read(*small: str) -> tuple[int, list[str]]:
        last = [line("Trade has grown.", 50, 100, page=2)]
        last += [line(text, 50, 600 + 10 * n, size=8, page=2) for n, text in enumerate(small)]
        sheets = [Sheet(1, 600, 800, list(first), [], []), Sheet(2, 600, 800, last, [], [])]
        (note,) = take_footnotes(sheets, STYLE)
        return len(note.lines), [aside.reason for aside in sheets[1].asides]

    assert read("The Quay is an independent", "think tank, founded in 1990.") == (
        1,
        ["publisher's description"],
    )
    assert read("and of the council,", "page nine.") == (3, [])


def test_a_heading_over_notes_of_an_early_chapter_is_no_heading_of_the_text() -> None:
    """A heading "Notes" with another right under it was the heading of notes that were taken out."""
    texts = ["The port has grown.", "Notes", "The second winter", "Ships lay at the quay.", "Trade fell."]
    passages = [
        Passage(BlockKind.HEADING if n in {1, 2} else BlockKind.PARAGRAPH, [line(text, 50, 100 + 20 * n)])
        for n, text in enumerate(texts)
    ]
    kept, _ = drop_sections(passages, [], STYLE)
    assert [passage.text for passage in kept] == [text for text in texts if text != "Notes"]


def test_the_numbered_line_at_a_table_is_its_caption() -> None:
    """Whatever type it is set in; a sentence that begins with the table's number is not."""
    cells = [
        Line(1, [part], part.x0, part.top, part.x1, part.bottom, part.baseline, 10.0, PLAIN)
        for n in range(3)
        for part in (word("Ships", 55, 112 + 20 * n), word("Ports", 155, 112 + 20 * n))
    ]
    strokes = [Stroke(StrokeKind.RULE, 50, y, 250, y) for y in (100, 120, 140, 160)]
    strokes += [Stroke(StrokeKind.BAR, x, 100, x, 160) for x in (50, 150, 250)]
    texts = [line("Table 1: Ships and ports", 80, 175), line("Table 1 shows the ships.", 50, 95)]
    sheet = Sheet(1, 600, 800, [*cells, *texts], [], strokes)
    remove_tables(sheet, STYLE)
    assert [aside.text for aside in sheet.asides if aside.kind is AsideKind.CAPTION] == [texts[0].text]
    assert sheet.lines == [texts[1]]


def test_rules_of_a_turned_page_are_bars() -> None:
    """What is drawn along the lines of a sideways page runs across them when it is set upright."""
    page = PrintedPage(1, 600, 800, [word("sideways"), word("text")])
    for part in page.words:
        part.angle = 90
    page.strokes = [Stroke(StrokeKind.RULE, 100, 50, 300, 50)]
    set_upright(page)
    assert [(s.kind, round(s.height)) for s in page.strokes] == [(StrokeKind.BAR, 200)]


def test_a_line_that_stands_in_the_first_pages_text_is_no_running_head() -> None:
    """Only what is set large there, or above the title, comes back as a running head."""
    first = [line("Ports of the north", 50, 100, size=20), line("the northern ports", 50, 140)]
    foot = line("the northern ports", 50, 780, page=2)
    head = line("Ports of the North", 50, 40, page=2)
    sheets = [
        Sheet(1, 600, 800, first, [], []),
        Sheet(2, 600, 800, [head, line("Trade has grown.", 50, 300, page=2), foot], [], []),
    ]
    remove_furniture(sheets)
    assert head not in sheets[1].lines
    assert foot in sheets[1].lines


def test_a_table_begins_at_the_rule_under_its_caption() -> None:
    """Rules over the page's head and foot, as wide as the table's own, are not of the table."""
    rows = [
        line(f"{text} {n}", x, 215 + 30 * n, right=250)
        for n in range(9)
        for x, text in ((55, "Ships"), (155, "Ports"), (255, "Trade"))
    ]
    prose = [line("The port has grown and so has all its trade", 50, 60 + 12 * n) for n in range(9)]
    below = [line("The ships lie at the quay of the old port", 50, 520 + 12 * n) for n in range(9)]
    caption = line("Table 1. Ships and ports", 50, 192)
    strokes = [Stroke(StrokeKind.RULE, 50, y, 350, y) for y in (45, 200, 222, 470, 700)]
    sheet = Sheet(1, 600, 800, [*prose, caption, *rows, *below], [], strokes)
    remove_tables(sheet, STYLE)
    (table,) = [aside for aside in sheet.asides if aside.kind is AsideKind.TABLE]
    assert len(table.rows) == 9
    assert sheet.lines == [*prose, *below]


def test_a_numbered_item_in_small_type_is_no_label() -> None:
    """Few words of another typeface may be a figure's; a number before them says that they are a list's."""
    small = [line("Build the harbour; and", 60, 112 + 12 * n, size=8, font=Font("Sans")) for n in range(2)]
    passages = [Passage(BlockKind.LIST_ITEM, [small[0]], mark=word("2.")), Passage(BlockKind.BOX, [small[1]])]
    kept, dropped = drop_sections(passages, [], STYLE)
    assert kept == passages[:1]
    assert [reason for _, _, reason in dropped] == ["a label"]


ITALIC = Font("Serif-Italic", italic=True)
SAID = "The port office sets the dues of every ship that calls there."


def pulled(text: str, *, size: float, others: tuple[str, ...]) -> bool:
    """Whether slanted words of this size are taken for a pull quote beside other paragraphs."""
    passages = [Passage(BlockKind.PARAGRAPH, [line(other, 50, 50)]) for other in others]
    passages.insert(1, Passage(BlockKind.PARAGRAPH, [line(text, 50, 100, size=size, font=ITALIC)]))
    _, dropped = drop_sections(passages, [], STYLE)
    return [passage.text for passage, kind, _ in dropped if kind is AsideKind.PULL_QUOTE] == [text]


def test_pull_quote_in_large_or_small_print() -> None:
    """Slanted words that one passage says too, whatever their size."""
    assert pulled(SAID, size=14, others=("Ports grow.", f"So it is. {SAID} It has done so."))
    assert pulled(SAID, size=10, others=("Ports grow.", f"So it is. {SAID} It has done so."))


def test_set_phrases_make_no_pull_quote() -> None:
    """A slanted example in the words of other examples is text: none of them says all of it."""
    others = ("The port office sets the dues of barges.", "Dues of every ship that calls there are low.")
    assert not pulled(SAID, size=10, others=others)


def test_back_matter_beside_an_imprint() -> None:
    """A publisher's mission is no section of the paper where orders and the like follow; else it is one."""

    def read(*heads: str) -> list[str]:
        lead = [f"Ship {n} lies there." for n in range(4)]
        texts = [*lead, *(t for h in heads for t in (h, "All of it."))]
        passages = [
            Passage(
                BlockKind.HEADING if text in heads else BlockKind.PARAGRAPH, [line(text, 50, 100 + 20 * n)], 1
            )
            for n, text in enumerate(texts)
        ]
        return [p.text for p in drop_sections(passages, [], STYLE)[0] if p.kind is BlockKind.HEADING]

    assert read("Trade", "HBR’s Mission", "How to order copies") == ["Trade"]
    assert read("Trade", "HBR’s Mission", "The next decade") == ["Trade", "HBR’s Mission", "The next decade"]


def test_notes_of_an_early_chapter_set_as_a_list() -> None:
    """Their numbers, taken off as those of list items, are the notes' marks."""
    texts = [
        "The port has grown.",
        "Notes",
        "1. Port office.",
        "2. Council.",
        "Trade",
        "It fell.",
        "It rose.",
    ]
    kinds = {"Notes": BlockKind.HEADING, "Trade": BlockKind.HEADING}
    passages = []
    for n, text in enumerate(texts):
        found = Passage(kinds.get(text, BlockKind.PARAGRAPH), [line(text, 50, 100 + 20 * n)], 1)
        if text[0].isdigit():
            found.mark, found.kind = found.lines[0].words[0], BlockKind.LIST_ITEM
            found.lines[0] = replace(found.lines[0], words=found.lines[0].words[1:])
        passages.append(found)
    notes: list[RawNote] = []
    kept, _ = drop_sections(passages, notes, STYLE)
    assert [passage.text for passage in kept] == ["The port has grown.", "Trade", "It fell.", "It rose."]
    assert [(note.label, note.lines[0].text) for note in notes] == [("1", "Port office."), ("2", "Council.")]


def test_the_author_s_name_over_the_note_on_the_author_is_no_text() -> None:
    """Name and note at the end leave together."""
    for end in (
        ["Ada Example", "Dr. Ada Example is a fellow of the port."],
        ["Ada Example Dr. Ada Example is a fellow of the port."],
    ):
        texts = ["Ada Example", "The port has grown.", *end]
        passages = [
            Passage(BlockKind.PARAGRAPH, [line(text, 50, 100 + 20 * n)]) for n, text in enumerate(texts)
        ]
        passages[0].kind = BlockKind.AUTHOR
        kept, _ = drop_sections(passages, [], STYLE)
        assert [passage.text for passage in kept] == texts[:2]
