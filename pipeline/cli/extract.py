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

from pipeline.errors import IngestError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch import PaperResult
    from pipeline.schema.claim import Claim

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
    format_: Annotated[
        OutputFormat, typer.Option("--format", help="Format of the claims.")
    ] = OutputFormat.JSONL,
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
    with _spooled_stdin(paths) as inputs:
        papers = find_papers(inputs)
        if not papers:
            raise IngestError(
                "no paper found", where=", ".join(paths), advice="name PDF, markdown, HTML or text files"
            )
        models = load_models(spacy_model, knowledge=knowledge or ())
        write = _stdout_writer(format_) if output == "-" else None
        folder = None if output == "-" else Path(output) / (run or name_run(inputs))
        with _progress(talk, len(papers)) as advance:
            results = extract_papers(
                papers,
                models,
                folder,
                password=password,
                min_confidence=min_confidence,
                as_csv=format_ is OutputFormat.CSV,
                on_claims=write,
                on_done=advance,
            )
    _print_failures(results, talk)
    _print_table(results, talk)
    if folder:
        talk.print(f"claims in {folder}")
    if any(result.failure for result in results):
        raise typer.Exit(1)


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


def _stdout_writer(format_: OutputFormat) -> Callable[[list[Claim]], None]:
    from pipeline.export.flat import write_csv
    from pipeline.export.jsonl import claim_line

    is_first = True

    def write(claims: list[Claim]) -> None:
        nonlocal is_first
        if format_ is OutputFormat.CSV:
            write_csv(claims, sys.stdout, header=is_first)
        else:
            sys.stdout.buffer.write(b"".join(map(claim_line, claims)))
            sys.stdout.buffer.flush()
        is_first = False

    return write


@contextmanager
def _progress(talk: Console, total: int) -> Iterator[Callable[[PaperResult], None]]:
    """A bar on a terminal, a plain line for each paper where there is none."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    if not talk.is_terminal:
        yield lambda result: talk.print(_plain_line(result), soft_wrap=True)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pages]:.1f} pages/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=talk) as bar:
        task = bar.add_task("papers", total=total, pages=0.0)
        done = {"pages": 0, "seconds": 0.0}

        def advance(result: PaperResult) -> None:
            done["pages"] += result.pages
            done["seconds"] += result.seconds
            bar.update(task, advance=1, pages=done["pages"] / max(done["seconds"], 1e-9))

        yield advance


def _plain_line(result: PaperResult) -> str:
    if result.failure:
        return f"failed  {result.source}: {result.failure.error}"
    return f"done    {result.source}: {result.sentences} sentences, {result.seconds:.1f} s"


def _print_failures(results: Sequence[PaperResult], talk: Console) -> None:
    for failure in (result.failure for result in results if result.failure):
        advice = f" ({failure.advice})" if failure.advice else ""
        talk.print(f"dragoman: {failure.file}: {failure.error}{advice}", style="red", soft_wrap=True)


def _print_table(results: Sequence[PaperResult], talk: Console) -> None:
    from rich.table import Table

    from pipeline.schema import ClaimType

    kinds = [kind.value for kind in ClaimType if kind is not ClaimType.NONE]
    table = Table(title="What was found", show_footer=len(results) > 1)
    table.add_column("paper", overflow="fold", footer="all")
    for name in ("pages", "sentences", *kinds, "stances", "seconds"):
        table.add_column(name, justify="right")
    rows = [_numbers(result, kinds) for result in results]
    for result, row in zip(results, rows, strict=True):
        label = result.title or result.source
        table.add_row(label, *(_show(number) for number in row), style="red" if result.failure else None)
    for column, numbers in zip(table.columns[1:], zip(*rows, strict=True), strict=True):
        column.footer = _show(sum(numbers))
    talk.print(table)


def _numbers(result: PaperResult, kinds: Sequence[str]) -> list[float]:
    claims = [result.claims.get(kind, 0) for kind in kinds]
    return [result.pages, result.sentences, *claims, result.stances, result.seconds]


def _show(number: float) -> str:
    return f"{number:.1f}" if isinstance(number, float) else str(number)
