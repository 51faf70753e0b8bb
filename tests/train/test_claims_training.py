"""Training of the claims layer: the same gold gives the same model; a user brings gold with its text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from pipeline.errors import CorpusError
from pipeline.train.claim_types import accuracy_on, fit_claim_types
from pipeline.train.material import Material, halves_of, read_extra
from pipeline.train.stance import f1_on, fit_stance

TEXT = (
    "Norway joined the pact in 2011. The pact is dangerous. Oslo should leave the pact. "
    "Oslo opposes the pact.\n\n"
    "Rome joined the pact in 2012. The plan is a success. Rome should support the plan. Rome backs the plan."
)
TYPES = ("fact", "value", "policy", "fact") * 2
LABELS = ("", "against", "against", "against", "", "favour", "favour", "")


def _write_gold(folder: Path) -> Path:
    (folder / "mine.txt").write_text(TEXT, encoding="utf-8")
    lines, at = [], 0
    for number, words in enumerate(TEXT.replace("\n\n", " ").split(". ")):
        sentence = words.rstrip(".") + "."
        start = TEXT.index(sentence, at)
        at = start + len(sentence)
        noun = next((n for n in ("pact", "plan") if n in sentence), "")
        target = start + sentence.index(noun)
        names = [name for name in ("Norway", "Oslo", "Rome") if sentence.startswith(name)]
        holder = {"span": [start, start + 4]} if number % 4 == 3 else "author"
        stances = [[holder, LABELS[number], [target, target + 4]]] if LABELS[number] else []
        lines.append(
            {
                "doc": "mine", "id": f"s{number}", "start": start, "end": at, "type": TYPES[number],
                "hedged": False, "negated": False, "holder": "author", "cue": None,
                "entities": [[start, start + len(name), "GPE", name.lower()] for name in names],
                "relations": [], "stances": stances,
            }
        )  # fmt: skip
    path = folder / "mine.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def material(tmp_path: Path, nlp: Language) -> Material:
    """A user's paper of eight sentences."""
    return read_extra(_write_gold(tmp_path), nlp)


def test_gold_of_a_user(material: Material) -> None:
    """Every gold sentence has its tokens, and halves share them out."""
    assert [tokens.text for tokens in material.sentences][:2] == [
        "Norway joined the pact in 2011.",
        "The pact is dangerous.",
    ]
    assert [len(half.gold) for half in halves_of(material)] == [4, 4]


def test_gold_without_text_is_reported(tmp_path: Path, nlp: Language) -> None:
    """The error says where the text should be."""
    path = _write_gold(tmp_path)
    path.with_suffix(".txt").unlink()
    with pytest.raises(CorpusError, match="has no text"):
        read_extra(path, nlp)


def test_same_gold_same_models(material: Material) -> None:
    """Seeded: two fits are equal."""
    one, two = fit_claim_types([material]), fit_claim_types([material])
    assert np.array_equal(one.record, two.record)
    assert fit_stance([material]) == fit_stance([material])


def test_scores_on_a_paper_from_another(material: Material) -> None:
    """Each half judged from the other: numbers between nought and one."""
    first, second = halves_of(material)
    assert 0.5 <= accuracy_on(first, [second]) <= 1
    assert 0 <= f1_on(first, [second]) <= 1
