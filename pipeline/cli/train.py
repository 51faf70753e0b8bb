"""``dragoman train``: fit every classifier again, or adapt them to gold of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["train"]


def train(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the models.")] = Path("models"),
    extra: Annotated[
        list[Path] | None,
        typer.Option(help="Gold of your own, its text beside it as .txt; may be given more than once."),
    ] = None,
    shared: Annotated[Path | None, typer.Option(help="Folder with texts the project may not hold.")] = None,
    learning_curve: Annotated[
        Path | None,
        typer.Option(
            help="Write here too how scores grow with gold, for `dragoman evaluate --learning-curve`."
        ),
    ] = None,
) -> None:
    """Train on the development gold, print scores on unseen papers, and write models with their cards.

    Example: dragoman train --extra my-gold.jsonl -o my-models
    """
    from pipeline.analysis import load_models
    from pipeline.train.everything import score_gain, train_everything
    from pipeline.train.learning_curve import write_learning_curve

    own = extra or []
    train_everything(output, extra=own, shared=shared, report=typer.echo)
    if learning_curve:
        typer.echo("fitted on more and more papers, judged on one left out:")
        write_learning_curve(learning_curve, load_models().nlp, extra=own, shared=shared, report=typer.echo)
    if own:
        typer.echo("what your gold brings (without it -> with it):")
        for score in score_gain(load_models(), own, shared=shared):
            typer.echo(f"{score.name}: {score.before:.3f} -> {score.after:.3f}")
