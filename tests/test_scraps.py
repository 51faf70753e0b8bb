"""Scraps of sentences, as broken layouts give them: every annotator takes them without failing."""

from __future__ import annotations

import random
import re
from pathlib import Path

from pipeline.analysis import Models, analyse
from pipeline.schema import Block, BlockKind, Document, Span

PAPERS = Path(__file__).parents[1] / "corpus" / "papers"
_SEED = 7


def _scraps() -> list[str]:
    """Openings, ends and middles of the sample papers' sentences, cut anywhere between two words."""
    text = (PAPERS / "gas-southern-routes" / "paper.txt").read_text(encoding="utf-8")
    sentences = [s for s in re.split(r"(?<=[.?!])\s+", text) if len(s.split()) > 6]
    chance = random.Random(_SEED)
    scraps = [
        "In 2011,",
        ",",
        "“",
        "As",
        "of the",
        "No",
        "The Union’s",
        "1.",
        "—",
        "said that",
        "to",
        "It is",
    ]
    for sentence in sentences:
        words = sentence.split()
        first, last = sorted(chance.sample(range(len(words) + 1), 2))
        scraps += [" ".join(words[:last]), " ".join(words[first:]), " ".join(words[first:last])]
    return scraps + [f"{part}," for part in scraps]


def test_every_annotator_takes_scraps(models: Models) -> None:
    """Each is a paragraph of its own; what is found does not matter."""
    text, blocks = "", []
    for scrap in _scraps():
        blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(scrap))))
        text += f"{scrap}\n\n"
    document = Document("scraps", "scraps", text, tuple(blocks))
    assert len(analyse(document, models).sentences) >= len(blocks)
