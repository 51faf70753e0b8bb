"""``dragoman extract``: papers in, claims out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import AnyLanguage, Knowledge, MinConfidence, OwnModels, Password, SpacyModel
from pipeline.errors import IngestError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch import Options, Paper, PaperResult, RunSummary

__all__ = ["extract", "report_run"]

_NUMBERS = 70
"""Characters that the table's numbers take."""
_TABLE_ROWS = 60
"""Longer runs are summed up in one row."""


class EngineName(StrEnum):
    """Where the workers are."""

    LOCAL = "local"
    RAY = "ray"


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
    format_: Annotated[
        OutputFormat, typer.Option("--format", help="Format of the claims.")
    ] = OutputFormat.JSONL,
    workers: Annotated[int, typer.Option("--workers", "-w", min=0, help="Processes; 0: one per core.")] = 0,
    timeout: Annotated[float, typer.Option(min=0.1, help="Most seconds for one paper.")] = 600.0,
    memory: Annotated[int, typer.Option(min=200, help="Most megabytes for one worker.")] = 3000,
    engine: Annotated[
        EngineName, typer.Option(help="Processes of this machine, or a Ray cluster (dragoman[ray]).")
    ] = EngineName.LOCAL,
    retry: Annotated[bool, typer.Option("--retry", help="Try papers again that failed before.")] = False,
    any_language: AnyLanguage = False,
    password: Password = None,
    spacy_model: SpacyModel = None,
    models: OwnModels = None,
    knowledge: Knowledge = None,
    min_confidence: MinConfidence = 0.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no table.")] = False,
) -> None:
    """Read papers and write their claims. Interrupted, the same command goes on where it stopped.

    Examples:
    dragoman extract paper.pdf -o outputs

    dragoman extract papers/ 'more/*.md' --workers 8 --timeout 120

    cat paper.md | dragoman extract - -o -
    """
    from rich.console import Console

    from pipeline.batch import Engine, Options, find_papers, name_run
    from pipeline.store import path_of

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
        as_csv=format_ is OutputFormat.CSV,
        retry_failed=retry,
        any_language=any_language,
        engine=Engine(engine),
    )
    with _spooled_stdin(paths) as inputs:
        papers = find_papers(inputs)
        if not papers:
            raise IngestError(
                "no paper found", where=", ".join(paths), advice="name PDF, markdown, HTML or text files"
            )
        folder = None if output == "-" else path_of(output) / (run or name_run(inputs))
        summary = report_run(papers, folder, options, talk)
    if summary.failed:
        raise typer.Exit(1)


def report_run(papers: Sequence[Paper], folder: Path | None, options: Options, talk: Console) -> RunSummary:
    """Do a run (to stdout where there is no folder) and tell of it on ``talk``.

    Ends the program with exit code 130 on Ctrl-C.
    """
    from pipeline.batch import extract_papers, stream_claims

    shown: list[PaperResult] = []
    try:
        with _progress(talk, len(papers)) as advance:

            def on_done(result: PaperResult) -> None:
                advance(result)
                if len(shown) <= _TABLE_ROWS:
                    shown.append(result)
                if result.failure:
                    _print_failure(result, talk)

            if folder:
                summary = extract_papers(papers, folder, options, on_done=on_done)
            else:
                summary = stream_claims(papers, options, _stdout_writer(options), on_done=on_done)
    except KeyboardInterrupt:
        talk.print("stopped; the same command goes on where this one ended", style="yellow")
        raise typer.Exit(130) from None
    _print_table(shown if len(papers) <= _TABLE_ROWS else (), summary, talk)
    if folder:
        talk.print(f"claims in {folder}", soft_wrap=True)
    return summary


@contextmanager
def _spooled_stdin(paths: Sequence[str]) -> Iterator[list[str]]:
    """The inputs with ``-`` replaced by a file that holds what stdin gave."""
    if "-" not in paths:
        yield list(paths)
        return
    with TemporaryDirectory(prefix="dragoman-") as folder:
        spool = Path(folder) / "stdin"
        spool.write_bytes(sys.stdin.buffer.read())
        yield [str(spool) if path == "-" else path for path in paths]


def _stdout_writer(options: Options) -> Callable[[Iterator[bytes]], None]:
    import orjson

    from pipeline.batch.ledger import is_wanted
    from pipeline.export.flat import write_csv
    from pipeline.store import claim_of_line

    if options.as_csv:
        write_csv([], sys.stdout)

    def write(lines: Iterator[bytes]) -> None:
        wanted = (line for line in lines if is_wanted(orjson.loads(line), options.min_confidence))
        if options.as_csv:
            write_csv(map(claim_of_line, wanted), sys.stdout, header=False)
        else:
            sys.stdout.buffer.writelines(wanted)
            sys.stdout.buffer.flush()

    return write


@contextmanager
def _progress(talk: Console, total: int) -> Iterator[Callable[[PaperResult], None]]:
    """A bar on a terminal, a plain line for each paper where there is none."""
    from time import monotonic

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    if not talk.is_terminal or talk.quiet:
        yield lambda result: talk.print(_plain_line(result), soft_wrap=True, markup=False, highlight=False)
        return
    columns = (
        TextColumn("papers"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TextColumn("{task.fields[speed]:.1f} pages/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=talk) as bar:
        task = bar.add_task("papers", total=total, failed=0, speed=0.0)
        started = monotonic()
        pages = failed = 0

        def advance(result: PaperResult) -> None:
            nonlocal pages, failed
            pages += 0 if result.reused else result.pages
            failed += result.failure is not None
            bar.update(task, advance=1, failed=failed, speed=pages / max(monotonic() - started, 1e-9))

        yield advance


def _plain_line(result: PaperResult) -> str:
    if result.failure:
        return f"failed  {result.source}"
    if result.reused:
        return f"known   {result.source}: {result.sentences} sentences"
    return f"done    {result.source}: {result.sentences} sentences, {result.seconds:.1f} s"


def _print_failure(result: PaperResult, talk: Console) -> None:
    failure = result.failure
    assert failure
    advice = f" ({failure.advice})" if failure.advice else ""
    line = f"dragoman: {failure.file}: {failure.error}{advice}"
    talk.print(line, style="red", soft_wrap=True, markup=False, highlight=False)


def _print_table(results: Sequence[PaperResult], summary: RunSummary, talk: Console) -> None:
    from rich.markup import escape
    from rich.table import Table

    from pipeline.schema import ClaimType

    kinds = [kind.value for kind in ClaimType if kind is not ClaimType.NONE]
    table = Table(title="What was found", pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("paper", overflow="ellipsis", no_wrap=True, max_width=max(talk.width - _NUMBERS, 12))
    for name in ("pages", "sentences", *kinds, "stances", "seconds"):
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    for result in sorted(results, key=lambda result: result.source):
        label = escape(result.title or result.source)
        table.add_row(label, *_numbers(result, kinds), style="red" if result.failure else None)
    if len(results) != 1:
        known = f", {summary.reused} known" if summary.reused else ""
        failed = f", {summary.failed} failed" if summary.failed else ""
        label = f"all {summary.papers}{known}{failed}"
        table.add_row(label, *_numbers(summary, kinds), style="bold")
    talk.print(table)


def _numbers(counts: PaperResult | RunSummary, kinds: Sequence[str]) -> list[str]:
    claims = [counts.claims.get(kind, 0) for kind in kinds]
    numbers = [counts.pages, counts.sentences, *claims, counts.stances]
    return [*map(str, numbers), f"{counts.seconds:.1f}"]
