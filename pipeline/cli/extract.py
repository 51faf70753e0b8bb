"""``dragoman extract``: papers in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch import PaperResult

__all__ = ["extract"]


class OutputFormat(StrEnum):
    """What the claims are written as."""

    JSONL = "jsonl"
    CSV = "csv"


def extract(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders or globs; - reads stdin.", show_default=False)
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="Folder for the results; - writes claims to stdout.")
    ] = "outputs",
    run: Annotated[str | None, typer.Option(help="Name of the run's folder; default: the input's.")] = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="Format of the claims.")] = OutputFormat.JSONL,
    password: Annotated[str | None, typer.Option(help="Password of encrypted PDFs.")] = None,
    spacy_model: Annotated[str | None, typer.Option(help="Another spaCy pipeline to build on.")] = None,
    knowledge: Annotated[list[Path] | None, typer.Option(help="CSV rows of your own; repeatable.")] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out claims that are less likely right.")
    ] = 0.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no table.")] = False,
) -> None:
    """Read papers and write their claims.

    Examples:

    dragoman extract paper.pdf -o outputs

    dragoman extract papers/ 'more/*.md' --format csv

    cat paper.md | dragoman extract - -o -
    """
    from rich.console import Console

    from pipeline.analysis import load_models
    from pipeline.batch import extract_papers, find_papers, name_run

    talk = Console(stderr=True, quiet=quiet)
    papers = find_papers(paths)
    if not papers:
        talk.print("dragoman: no PDF, markdown, HTML or text file in " + ", ".join(paths))
        raise typer.Exit(1)
    models = load_models(spacy_model, knowledge=knowledge or ())
    folder = Path(output) / (run or name_run(paths))
    with _progress(talk, len(papers)) as advance:
        results = extract_papers(
            papers, folder, models, password=password, min_confidence=min_confidence, on_done=advance
        )
    _print_table(results, talk)
    talk.print(f"claims in {folder}")
    if any(result.failure for result in results):
        raise typer.Exit(1)
