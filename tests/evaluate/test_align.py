"""Gold spans find their words in another rendering of the text, or are listed as lost."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate import Layer, score_annotations
from pipeline.evaluate.align import align_texts
from pipeline.evaluate.projection import project_annotations
from pipeline.schema import Span
from tests.evaluate.builders import TEXT, tiny_gold

GOLD = tiny_gold()


def _place(source: str, words: str, target: str) -> str | None:
    at = source.index(words)
    span = align_texts(source, target).project(Span(at, at + len(words)))
    return span.of(target) if span else None


SOURCE = (
    "The minister of a small state spoke of co-operation in defence. Few believed that the U.S. would pay "
    "3.5% of it. Recep Tayyip Erdoğan, however, did not wait for an answer from the other capital."
)


@pytest.mark.parametrize(
    ("change", "words", "found"),
    [
        (("co-operation", "co-\noperation"), "co-operation", "co-\noperation"),
        (("co-operation", "cooperation"), "co-operation in", "cooperation in"),
        (("Erdoğan", "Erdog\u0306an"), "Erdoğan", "Erdog\u0306an"),
        (("defence", "de\u00adfence"), "defence", "de\u00adfence"),
        (("state spoke", "state12 spoke"), "small state spoke", "small state12 spoke"),
        (("U.S. would", "U.S. would"), "U.S.", "U.S."),
        (("pay 3.5%", "pay\n3.5%"), "3.5%", "3.5%"),
        (("Few ", "RUNNING HEAD OF A LONG PAPER 7\n\nFew "), "Few believed", "Few believed"),
        (("Recep Tayyip Erdoğan", "Recep Tayyip Gül"), "Recep Tayyip Erdoğan", None),
        (
            ("Tayyip ", "Tayyip and a whole other line from a neighbouring column "),
            "Recep Tayyip Erdoğan",
            None,
        ),
    ],
)
def test_words_find_their_place(change: tuple[str, str], words: str, found: str | None) -> None:
    """Hyphens, marks, calls and heads do not matter; changed or torn words are lost."""
    assert _place(SOURCE, words, SOURCE.replace(*change)) == found


def test_a_paragraph_that_moved_is_found() -> None:
    """Order does not matter for long stretches."""
    first, second = (
        "Some words on the navy of Peru and its ships. ",
        "Others on the army of Chile and its tanks. ",
    )
    assert _place(first + second, "navy of Peru", second + first) == "navy of Peru"


def test_offsets_beyond_the_basic_plane() -> None:
    """Offsets count code points on both sides."""
    source = "\U0001f6a2 Oslo sent ships. \U0001f6a2\U0001f6a2 Lima sent none of its own ships."
    assert _place(source, "Lima", source.replace("\U0001f6a2", "")) == "Lima"


def test_gold_on_another_rendering_scores_all_right() -> None:
    """The same annotation, made on both, is the same."""
    other = TEXT.replace("Minister", "Mini-\nster").replace("World Bank", "World\nBank")
    projection = project_annotations(GOLD, TEXT, other)
    scores = score_annotations(projection.annotations, projection.annotations)
    assert all(item.right for item in projection.items)
    assert [m.span.of(other) for m in projection.annotations.sentences[1].mentions][3] == "World\nBank"
    assert not [item for item in scores.items if not item.right]


def test_what_the_extraction_lost_is_listed_and_missed() -> None:
    """A page without one name: its mention, its relation and its stance are missed, and shown as lost."""
    other = TEXT.replace("Andean Pact", "-- ----")
    projection = project_annotations(GOLD, TEXT, other)
    lost = [(item.gold, item.spans[0].of(projection.text)) for item in projection.items if not item.right]
    assert lost == [("ORG", "Andean Pact"), ("target", "Andean Pact")]
    seen = project_annotations(GOLD, TEXT, other).annotations
    found = tuple(m for m in seen.sentences[2].mentions if m.span.end <= len(other))
    third = replace(seen.sentences[2], mentions=found, relations=(), stances=())
    predicted = replace(seen, sentences=(*seen.sentences[:2], third, *seen.sentences[3:]))
    scores = score_annotations(seen, predicted)
    assert [scores.counts(layer).missed for layer in (Layer.ENTITY, Layer.RELATION, Layer.STANCE)] == [
        1,
        1,
        1,
    ]


def test_twenty_thousand_words_take_less_than_two_seconds(shared: object) -> None:
    """The known paper against its markdown."""
    folder = shared / "paper"  # type: ignore[operator]
    text = (folder / "iai-2602.txt").read_text(encoding="utf-8")
    start = time.perf_counter()
    align_texts(text, (folder / "iai-2602.md").read_text(encoding="utf-8"))
    assert time.perf_counter() - start < 2


@given(st.lists(st.sampled_from(["", "", "", "\n", "-\n", " ", "\u00ad", "\n\n"]), min_size=40, max_size=190))
def test_breaks_between_letters_never_matter(breaks: list[str]) -> None:
    """Lines, pages and hyphens may fall anywhere: every name is found, and has its own letters."""
    fill = [*breaks, *[""] * (len(SOURCE) - len(breaks))]
    other = "".join(letter + mark for letter, mark in zip(SOURCE, fill, strict=True))
    alignment = align_texts(SOURCE, other)
    for words in ("minister", "small state", "Few", "Recep Tayyip Erdoğan"):
        at = SOURCE.index(words)
        found = alignment.project(Span(at, at + len(words)))
        assert found is not None
        assert "".join(filter(str.isalpha, found.of(other))) == words.replace(" ", "")
