"""The notes of the corpus: their texts from a paper's truth, and the gold of the works they cite."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.corpus.papers import CORPUS, read_paper_text
from pipeline.errors import CorpusError

__all__ = ["annotated_papers", "notes_gold_path", "read_note_texts"]


def annotated_papers(folder: Path = CORPUS) -> tuple[str, ...]:
    """All papers whose notes have gold, sorted."""
    return tuple(sorted(path.stem for path in (folder / "gold" / "notes").glob("*.jsonl")))


def notes_gold_path(paper_id: str, folder: Path = CORPUS) -> Path:
    """Where the gold of a paper's notes lies."""
    return folder / "gold" / "notes" / f"{paper_id}.jsonl"


def read_note_texts(paper_id: str, *, folder: Path = CORPUS, shared: Path | None = None) -> dict[str, str]:
    """The text of every footnote of a paper by its mark, as ``truth.json`` has it.

    Raises ``CorpusError`` where the paper or its truth is not here.
    """
    text = read_paper_text(paper_id, folder=folder, shared=shared)
    given = (shared or folder.resolve().parent.parent / "shared") / "paper" / f"{paper_id}.truth.json"
    paths = (folder / "papers" / paper_id / "truth.json", given)
    truth = next((path for path in paths if path.is_file()), None)
    if truth is None:
        raise CorpusError(
            f"no truth.json of {paper_id!r}", where=str(paths[0]), advice="see corpus/README.md"
        )
    blocks = json.loads(truth.read_text(encoding="utf-8"))["blocks"]
    return {
        str(block["number"]): text[block["start"] : block["end"]]
        for block in blocks
        if block["kind"] == "footnote"
    }
