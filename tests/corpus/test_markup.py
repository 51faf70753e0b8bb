"""Real papers' gold stands off to the plain words of their marked-up pages."""

import json
from pathlib import Path

import pytest

from pipeline.corpus import read_gold_document, read_paper_text
from pipeline.corpus.markup import plain_words
from tests.corpus.test_gold import FIRST, SECOND, TEXT


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("## Plans\nOslo acts.", "## Plans\n\nOslo acts.\n"),
        ("Oslo\n  *acts*.<sup>12</sup> Lima _waits_.", "Oslo acts. Lima waits.\n"),
        ("See [the plan](https://example.org/a) of snake_case.", "See the plan of snake_case.\n"),
        (
            "<p>Oslo&nbsp;acts.</p><script>x()</script><p>Lima <b>waits</b>.</p>",
            "Oslo acts.\n\nLima waits.\n",
        ),
        ("<!-- a\nremark -->Oslo co\u00adoperates.", "Oslo cooperates.\n"),
    ],
)
def test_markup_goes_and_words_stay(markup: str, words: str) -> None:
    """Tags, calls, addresses and emphasis are no words."""
    assert plain_words(markup) == words


def test_a_marked_up_paper_has_the_annotated_extracts_as_its_body(tmp_path: Path) -> None:
    """Paragraphs without gold and lead-ins are no body; a gap between gold sentences divides blocks."""
    folder = tmp_path / "shared" / "pdfs" / "policy"
    folder.mkdir(parents=True)
    oslo, lima = TEXT.split(" Lima")
    page = f"# Title\n\nNot annotated.\n\nRun-in head. {oslo} Left out. Lima{lima}\n"
    (folder / "tiny.md").write_text(page, encoding="utf-8")
    corpus = tmp_path / "corpus"
    text = read_paper_text("tiny", folder=corpus, shared=tmp_path / "shared")
    first, second = text.index("Oslo"), text.index("Lima")
    rows = [_moved(FIRST, first), _moved(SECOND, second - 46)]
    gold = corpus / "gold" / "tiny.jsonl"
    gold.parent.mkdir(parents=True)
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    document, annotations = read_gold_document("tiny", folder=corpus, shared=tmp_path / "shared")
    assert [block.span.of(document.text) for block in document.body_blocks()] == [oslo, f"Lima{lima}"]
    assert len(annotations.sentences) == 2


def _moved(row: dict[str, object], by: int) -> dict[str, object]:
    """A gold line without what is not needed here, at another place."""
    start, end = int(str(row["start"])), int(str(row["end"]))
    bare = {"holder": "author", "cue": None, "entities": [], "relations": [], "stances": []}
    return {**row, **bare, "start": start + by, "end": end + by}
