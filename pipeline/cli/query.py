"""``dragoman query``: answers from the claim database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["query"]


class AnswerFormat(StrEnum):
    """How answers are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def query(
    text: Annotated[
        str, typer.Argument(help='Words that the claim holds; "several" for a phrase.', show_default=False)
    ] = "",
    holder: Annotated[str, typer.Option(help="Who says it: an entity or its words, or 'author'.")] = "",
    target: Annotated[str, typer.Option(help="Toward what a stance is taken.")] = "",
    stance: Annotated[str, typer.Option(help="favour or against.")] = "",
    type_: Annotated[str, typer.Option("--type", help="fact, value, policy or forecast.")] = "",
    since: Annotated[str, typer.Option(help="Papers from this year, month or day on.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
    format_: Annotated[AnswerFormat, typer.Option("--format", help="How to print.")] = AnswerFormat.TABLE,
    database: Annotated[Path, typer.Option(help="The claim database.")] = Path("outputs/claims.sqlite"),
) -> None:
    """Search the claims of all runs by words, holder, stance, type and date.

    Example: dragoman query "air defence" --holder italy --target nato --stance against --since 2024
    """
    from pipeline.store.database import ClaimDatabase, Question

    _check_choice(type_, ("fact", "value", "policy", "forecast"), "--type")
    _check_choice(stance, ("favour", "against"), "--stance")
    _check_date(since)
    question = Question(text, holder, target, stance, type_, since, limit)
    answers = ClaimDatabase(database).ask(question)
    {AnswerFormat.TABLE: _print_table, AnswerFormat.JSONL: _print_lines, AnswerFormat.CSV: _print_csv}[
        format_
    ](answers)


def _check_choice(value: str, allowed: tuple[str, ...], option: str) -> None:
    if value and value not in allowed:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(allowed)}", param_hint=option)


def _check_date(value: str) -> None:
    import re

    if value and not re.fullmatch(r"(?:19|20)\d\d(?:-\d\d){0,2}", value):
        raise typer.BadParameter(
            f"{value!r} is no date like 2024, 2024-03 or 2024-03-05", param_hint="--since"
        )


def _print_lines(answers: Iterator[dict[str, Any]]) -> None:
    import orjson

    for answer in answers:
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))


def _print_csv(answers: Iterator[dict[str, Any]]) -> None:
    import orjson

    from pipeline.export.flat import write_csv
    from pipeline.store import claim_of_line

    write_csv((claim_of_line(orjson.dumps(answer)) for answer in answers), sys.stdout)


def _print_table(answers: Iterator[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(show_lines=True)
    for name in ("claim", "type", "holder", "stances", "paper"):
        table.add_column(name, overflow="fold", ratio={"claim": 6, "stances": 2, "paper": 2}.get(name, 1))
    for answer in answers:
        stances = "; ".join(f"{s['label']} {s['target']['text']}" for s in answer["stances"])
        paper = answer["document"]
        pages = ", ".join(map(str, answer["location"]["pages"]))
        where = f"{paper['title'] or paper['source']} {paper['date'] or ''}{f', p. {pages}' if pages else ''}"
        holder = answer["holder"].get("text") or "author"
        row = (answer["text"], answer["type"]["label"], holder, stances, where)
        table.add_row(*map(escape, row))
    Console().print(table if table.row_count else "no claim answers that")
