"""``dragoman text`` and ``dragoman schema``: what spans count in, and what a record looks like."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["schema", "text"]


def text(
    paper: Annotated[Path, typer.Argument(help="A PDF, markdown, HTML or text file.", show_default=False)],
    password: Annotated[str | None, typer.Option(help="Password of an encrypted PDF.")] = None,
) -> None:
    """Print a paper's reading text: what the spans of its claims count in.

    Example: dragoman text paper.pdf > paper.txt
    """
    from pipeline.ingest.read import read_document

    typer.echo(read_document(paper, password=password).text, nl=False)


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of a claim record.

    Example: dragoman schema > claim.schema.json
    """
    import orjson

    from pipeline.export.json_schema import claim_schema

    typer.echo(orjson.dumps(claim_schema(), option=orjson.OPT_INDENT_2).decode())
