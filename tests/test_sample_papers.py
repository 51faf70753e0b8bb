"""The sample papers: what is committed is what their sources give, and truth.json tells the truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.typeset import BadPaper, build_pdf, build_reading_text, read_paper
from pipeline.corpus import read_split

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PAPERS = sorted(CORPUS.glob("papers/*/paper.md"))
NAMES = [path.parent.name for path in PAPERS]

SMALL = """---
columns: 2
---
# Ferries and Ports

By Ada Brandt

Ports matter.

## 1. Ferries

Oslo *should* build two.[^1] It will.

- First, pay.
- Then build.

::: box

### A box

Boxed words.

:::

::: pull-quote

Build two.

:::

::: table

Table 1. Ferries

| Year | Ferries |
|---|---|
| 2020 | 2 |

Source: the ports.

:::

[^1]: Brandt, *Ferries*, 2020.
"""


@pytest.mark.parametrize("path", PAPERS, ids=NAMES)
def test_committed_files_are_what_the_source_gives(path: Path) -> None:
    """PDF (byte for byte), reading text and truth are up to date."""
    paper = read_paper(path.read_text(encoding="utf-8"))
    reading = build_reading_text(paper)
    assert path.with_name("paper.txt").read_text(encoding="utf-8") == reading.text + "\n"
    truth = json.loads(path.with_name("truth.json").read_text(encoding="utf-8"))
    assert truth == {"blocks": reading.blocks, "calls": reading.calls}
    assert build_pdf(paper) == path.with_name("paper.pdf").read_bytes()


def test_reading_text_leaves_out_tables_captions_and_pull_quotes() -> None:
    """Blocks stand in order, one blank line apart; notes follow the body."""
    reading = build_reading_text(read_paper(SMALL))
    assert reading.text.split("\n\n") == [
        "Ferries and Ports",
        "By Ada Brandt",
        "Ports matter.",
        "1. Ferries",
        "Oslo should build two. It will.",
        "First, pay.",
        "Then build.",
        "A box",
        "Boxed words.",
        "Brandt, Ferries, 2020.",
    ]
    kinds = "title author abstract heading paragraph list_item list_item heading box footnote"
    assert [block["kind"] for block in reading.blocks] == kinds.split()


def test_calls_point_right_behind_the_words_they_follow() -> None:
    """A call's offset is where the mark stood, the mark itself being gone."""
    reading = build_reading_text(read_paper(SMALL))
    assert [reading.text[: call["at"]].endswith("build two.") for call in reading.calls] == [True]


def test_typesetting_twice_gives_the_same_bytes() -> None:
    """No clock, no random id in the PDF."""
    paper = read_paper(SMALL)
    assert build_pdf(paper) == build_pdf(paper)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("[^1]: Brandt", "[^2]: Brandt"), "must both count"),
        (("::: box", "::: frame"), "unknown fence"),
        (("columns: 2", "colums: 2"), "unknown key"),
        (("# Ferries and Ports\n\n", ""), "a paper opens with"),
    ],
)
def test_bad_sources_are_refused(change: tuple[str, str], message: str) -> None:
    """The message says what is wrong."""
    with pytest.raises(BadPaper, match=message):
        read_paper(SMALL.replace(*change))


def test_every_sample_paper_is_in_one_split() -> None:
    """The other papers of the splits are those whose texts are not ours to ship."""
    dev, test = (set(read_split(name)) for name in ("dev", "test"))
    assert dev.isdisjoint(test)
    assert dev | test >= set(NAMES)
    assert not any((CORPUS / "papers" / name).exists() for name in (dev | test) - set(NAMES))
