"""Documents: from a span to its lines on paper, and to the notes called in it."""

from dataclasses import replace

from pipeline.schema import Box, Call, Note, Places, Span
from tests.builders import a_document, span_of


def test_one_box_for_each_printed_line() -> None:
    """A span over two lines has two boxes; each is the hull of its words."""
    places = Places()
    places.add(0, 4, 0, Box(1, 50.0, 100.0, 70.0, 110.0))
    places.add(5, 9, 0, Box(1, 75.0, 99.0, 95.0, 110.0))
    places.add(10, 14, 1, Box(2, 50.0, 40.0, 72.0, 50.0))
    assert places.boxes_of(Span(0, 14)) == (
        Box(1, 50.0, 99.0, 95.0, 110.0),
        Box(2, 50.0, 40.0, 72.0, 50.0),
    )
    assert places.boxes_of(Span(5, 9)) == (Box(1, 75.0, 99.0, 95.0, 110.0),)
    assert places.boxes_of(Span(4, 5)) == ()


def test_pages_of_a_span() -> None:
    """Pages are counted from one and not repeated."""
    document = a_document("Oslo drew back.", "Bergen did not.")
    assert document.pages_of(span_of(document.text, "Bergen")) == (1,)


def test_calls_inside_a_sentence_and_right_after_it() -> None:
    """A call after the full stop belongs to the sentence before it, not to the next."""
    document = a_document("Oslo drew back. Bergen did not.")
    calls = (Call(4, 0), Call(15, 1), Call(31, 2))
    document = replace(document, notes=tuple(Note(str(n), "See above.") for n in (1, 2, 3)), calls=calls)
    assert document.calls_in(Span(0, 15)) == calls[:2]
    assert document.calls_in(Span(16, 31)) == calls[2:]


def test_headings_are_no_body() -> None:
    """Only paragraphs and their like carry annotation."""
    document = a_document("Oslo drew back.", heading="1. The north")
    assert [block.span.of(document.text) for block in document.body_blocks()] == ["Oslo drew back."]
