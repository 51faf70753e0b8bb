"""``dragoman evaluate``: how right it is, on papers whose right answers are known."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import Knowledge, OwnModels, SpacyModel
from pipeline.corpus import Rendering

__all__ = ["evaluate"]


def evaluate(
    papers: Annotated[
        list[str] | None,
        typer.Argument(help="Papers of the corpus; default: the dev split.", show_default=False),
    ] = None,
    gold: Annotated[Path | None, typer.Option(help="Gold of your own for the one paper named.")] = None,
    predicted: Annotated[
        Path | None, typer.Option(help="Score this file of annotations instead of running the pipeline.")
    ] = None,
    annotators: Annotated[
        tuple[Path, Path] | None,
        typer.Option(help="Compare two annotators: two files, or two folders.", show_default=False),
    ] = None,
    source: Annotated[Rendering, typer.Option(help="What the pipeline reads.")] = Rendering.TEXT,
    file: Annotated[
        Path | None, typer.Option(help="Read this file, any rendering of the one paper named.")
    ] = None,
    json_: Annotated[Path | None, typer.Option("--json", help="Write all scores and items here.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with plots and mistakes here.")] = None,
    document: Annotated[
        Path | None, typer.Option(help="Write the accuracy document (all splits) here, and nothing else.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="A --json file of an earlier run to compare with.")
    ] = None,
    labels: Annotated[bool, typer.Option(help="A table for each label too.")] = False,
    rules: Annotated[bool, typer.Option(help="Precision of each rule and model too.")] = False,
    learning_curve: Annotated[
        Path | None, typer.Option(help="CSV with layer, sentences, score to plot on the page.")
    ] = None,
    spacy_model: SpacyModel = None,
    models: OwnModels = None,
    knowledge: Knowledge = None,
    corpus: Annotated[Path | None, typer.Option(help="Another corpus folder.")] = None,
    shared: Annotated[
        Path | None, typer.Option(help="Folder with texts that are not in the project.")
    ] = None,
) -> None:
    """Score the pipeline, a file of annotations, or two annotators, layer by layer.

    Examples:
    dragoman evaluate

    dragoman evaluate gas-southern-routes --source pdf --html report.html

    dragoman evaluate --annotators A.jsonl B.jsonl
    """
    from pipeline import accuracy
    from pipeline.evaluate.report import (
        changes_as_text,
        compare_items,
        read_report_items,
        report_as_json,
        report_as_page,
        report_as_text,
        rules_as_text,
    )

    earlier = read_report_items(against) if against else None
    request = accuracy.Request(
        papers=tuple(papers or ()),
        rendering=source,
        gold=gold,
        predicted=predicted,
        file=file,
        annotators=annotators,
        learning_curve=learning_curve,
        spacy_model=spacy_model,
        models=models,
        knowledge=tuple(knowledge or ()),
        corpus=corpus or accuracy.CORPUS,
        shared=shared,
        date=f"{datetime.now(UTC):%Y-%m-%d}",
    )
    if document:
        _write(document, accuracy.write_accuracy(request))
        return
    report = accuracy.evaluate(request)
    changes = compare_items(earlier, report.items) if earlier is not None else None
    tables = report_as_text(report, labels=labels) + ("\n" + rules_as_text(report) if rules else "")
    typer.echo(tables + ("\n" + changes_as_text(changes) if changes else ""), nl=False)
    if json_:
        _write(json_, report_as_json(report))
    if html:
        _write(html, report_as_page(report, changes))


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
