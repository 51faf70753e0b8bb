"""``dragoman watch``: takes new papers as they come."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import AnyLanguage, Knowledge, MinConfidence, OwnModels, Password, SpacyModel

if TYPE_CHECKING:
    from pipeline.batch import Paper

__all__ = ["watch"]


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder to watch.", exists=True, file_okay=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")] = Path("outputs"),
    run: Annotated[str | None, typer.Option(help="Name of the run's folder; default: the folder's.")] = None,
    interval: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 5.0,
    workers: Annotated[int, typer.Option("--workers", "-w", min=0, help="Processes; 0: one per core.")] = 0,
    timeout: Annotated[float, typer.Option(min=0.1, help="Most seconds for one paper.")] = 600.0,
    memory: Annotated[int, typer.Option(min=200, help="Most megabytes for one worker.")] = 3000,
    rounds: Annotated[
        int | None, typer.Option(min=1, help="Stop after so many runs; default: never.")
    ] = None,
    any_language: AnyLanguage = False,
    password: Password = None,
    spacy_model: SpacyModel = None,
    models: OwnModels = None,
    knowledge: Knowledge = None,
    min_confidence: MinConfidence = 0.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no table.")] = False,
) -> None:
    """Extract what is in a folder, then every paper that is added or changed, until Ctrl-C.

    Example: dragoman watch inbox/ -o outputs --interval 30
    """
    from rich.console import Console

    from pipeline.batch import Options, name_run
    from pipeline.cli.extract import report_run

    talk = Console(stderr=True, quiet=quiet)
    options = Options(
        workers=workers,
        timeout=timeout,
        memory=memory,
        spacy_model=spacy_model,
        models=models,
        knowledge=tuple(knowledge or ()),
        password=password,
        min_confidence=min_confidence,
        any_language=any_language,
    )
    target = output / (run or name_run([str(folder)]))
    try:
        for number, papers in enumerate(_snapshots(folder, interval), 1):
            report_run(papers, target, options, talk)
            if number == rounds:
                return
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _snapshots(folder: Path, interval: float) -> Iterator[list[Paper]]:
    """The folder's papers each time that they have changed and then stood still for one interval.

    Looks by itself instead of asking the system for events: that also works on network drives.
    """
    from pipeline.batch import find_papers

    last: dict[Paper, tuple[int, int]] = {}
    seen: dict[Paper, tuple[int, int]] | None = None
    while True:
        papers = find_papers([str(folder)])
        now = {paper: state for paper in papers if (state := _state_of(paper.path))}
        if now and now != last and now == seen:
            last = now
            yield list(now)
        seen = now
        time.sleep(interval)


def _state_of(path: str) -> tuple[int, int] | None:
    try:
        stat = Path(path).stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
