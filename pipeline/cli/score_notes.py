"""``dragoman score-notes``: how well the works that notes cite are read."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.evaluate.references import ReferenceScores

__all__ = ["Part", "score_notes"]


class Part(StrEnum):
    """Which notes are scored: those of even number are kept for testing."""

    ALL = "all"
    ODD = "odd"
    EVEN = "even"


def score_notes(
    papers: Annotated[list[str] | None, typer.Argument(help="Ids of papers; none: all with gold.")] = None,
    part: Annotated[Part, typer.Option(help="Score odd or even notes only.")] = Part.ALL,
    mistakes: Annotated[bool, typer.Option("--mistakes", help="List them, gold and prediction.")] = False,
    corpus: Annotated[Path | None, typer.Option(help="The corpus folder.")] = None,
    shared: Annotated[Path | None, typer.Option(help="Where the texts of others' papers lie.")] = None,
) -> None:
    """Score segmentation, type, short forms and every field of the works that notes cite.

    Example: dragoman score-notes iai-2602 --part even
    """
    from rich.console import Console
    from rich.table import Table

    from pipeline.corpus.notes import annotated_papers
    from pipeline.corpus.papers import CORPUS
    from pipeline.evaluate.references import ReferenceScores

    folder = corpus or CORPUS
    total = ReferenceScores()
    for paper in papers or annotated_papers(folder):
        total = total + _score_paper(paper, part, folder, shared)
    console = Console(highlight=False)
    table = Table("measure", "F1 exact", "F1 near", "right", "missed", "spurious")
    for name, exact, near in total.rows():
        if exact.gold or exact.spurious:
            scores = [f"{counts.f1 or 0:.3f}" for counts in (exact, near)]
            table.add_row(name, *scores, str(exact.right), str(exact.missed), str(exact.spurious))
    console.print(table)
    for line in total.mistakes if mistakes else ():
        console.print(line, markup=False, soft_wrap=True)


def _score_paper(paper: str, part: Part, folder: Path, shared: Path | None) -> ReferenceScores:
    from pipeline.corpus.notes import notes_gold_path, read_note_texts
    from pipeline.evaluate.references import read_gold_notes, score_references
    from pipeline.ingest.references import read_references

    texts = read_note_texts(paper, folder=folder, shared=shared)
    gold = read_gold_notes(notes_gold_path(paper, folder), texts)
    predicted = read_references([replace(note, works=()) for note in gold])
    chosen = [at for at, note in enumerate(gold) if _is_in(note.label, part)]
    return score_references([gold[at] for at in chosen], [predicted[at] for at in chosen])


def _is_in(label: str, part: Part) -> bool:
    return part is Part.ALL or (int(label) % 2 == 0) == (part is Part.EVEN)
