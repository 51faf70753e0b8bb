"""Spans: half-open, never empty."""

import pytest

from pipeline.schema import Span, covering


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4)])
def test_refuses_what_is_no_span(start: int, end: int) -> None:
    """Empty, reversed and negative stretches are errors."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [((0, 3), (2, 5), (2, 3)), ((0, 3), (3, 5), None), ((0, 9), (2, 5), (2, 5)), ((4, 5), (0, 4), None)],
)
def test_intersection(one: tuple[int, int], other: tuple[int, int], overlap: tuple[int, int] | None) -> None:
    """Neighbours share nothing; the order of the two does not matter."""
    a, b = Span(*one), Span(*other)
    expected = None if overlap is None else Span(*overlap)
    assert a.intersection(b) == b.intersection(a) == expected
    assert a.overlaps(b) == (expected is not None)


def test_contains_positions_and_spans() -> None:
    """The end is not inside; a span lies in itself."""
    span = Span(2, 5)
    assert 2 in span
    assert 5 not in span
    assert Span(2, 5) in span
    assert Span(2, 6) not in span


def test_covering() -> None:
    """The shortest span over all; nothing over nothing."""
    assert covering([Span(4, 6), Span(1, 2)]) == Span(1, 6)
    assert covering([]) is None


def test_words_of_a_span() -> None:
    """A span and a text give the words."""
    assert Span(4, 8).of("Oslo drew back") == " dre"
    assert Span(5, 9).of("Oslo drew back") == "drew"
    assert Span(5, 9).shifted(3) == Span(8, 12)
