"""The ``dragoman`` program: its commands, and how their errors end."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import corpus
from pipeline.cli.evaluate import evaluate
from pipeline.cli.extract import extract
from pipeline.cli.inspect import inspect
from pipeline.cli.query import query
from pipeline.cli.read import schema, text
from pipeline.cli.score_notes import score_notes
from pipeline.cli.show import show
from pipeline.cli.sources import sources
from pipeline.cli.stances import stances
from pipeline.cli.train import train
from pipeline.cli.watch import watch
from pipeline.errors import DragomanError

__all__ = ["app", "main"]

app = typer.Typer(
    name="dragoman",
    help="Read policy papers and report who claims what, about whom, how firmly and on which source.",
    epilog="Example: dragoman extract papers/ -o outputs",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)

for _command in (extract, watch, query, show, sources, stances, inspect, text):
    app.command(no_args_is_help=True)(_command)
app.command()(evaluate)  # these do their work without arguments
app.command()(schema)
app.command()(score_notes)
app.command()(train)
app.add_typer(corpus.app, name="corpus")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Read policy papers and report who claims what, about whom, how firmly and on which source."""


def main() -> None:
    """Run the program; an error that Dragoman raised on purpose is one line on stderr and exit code 1."""
    try:
        app()
    except DragomanError as error:
        print(f"dragoman: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing left to say
        sys.exit(1)
