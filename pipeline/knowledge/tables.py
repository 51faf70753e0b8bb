"""Rows of the CSV tables in this folder: data, read once, as typed records.

Every table is a CSV file with a header; every row carries an example (column ``example``) that a test
makes fire. Columns are fields of a frozen dataclass; a cell may hold several values divided by ``|``
where the field is a tuple.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import MISSING, fields
from functools import cache
from importlib import resources
from typing import Any, TypeVar, get_type_hints

from pipeline.errors import KnowledgeError

__all__ = ["parse_rows", "read_table"]

Row = TypeVar("Row")


@cache
def read_table(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """All rows of ``pipeline/knowledge/<name>.csv`` as records of ``row_type``, in file order.

    Raises ``KnowledgeError`` for an unknown column or a row that does not fit.
    """
    source = resources.files("pipeline.knowledge").joinpath(f"{name}.csv")
    return parse_rows(source.read_text(encoding="utf-8").splitlines(), row_type, where=f"{name}.csv")


def parse_rows(lines: Iterable[str], row_type: type[Row], *, where: str) -> tuple[Row, ...]:
    """Records from CSV lines; ``where`` names the file in errors.

    Columns that ``row_type`` does not have are an error, missing ones take the field's default. Raises
    ``KnowledgeError`` with the line number.
    """
    reader = csv.DictReader(lines)
    types = get_type_hints(row_type)
    names = {field.name for field in fields(row_type)}  # type: ignore[arg-type]
    unknown = set(reader.fieldnames or ()) - names
    if unknown:
        raise KnowledgeError(
            f"unknown column {', '.join(sorted(unknown))}",
            where=where,
            advice=f"columns are {', '.join(sorted(names))}",
        )
    return tuple(_parse_row(row, row_type, types, f"{where}, line {reader.line_num}") for row in reader)


def _parse_row(row: dict[str, Any], row_type: type[Row], types: dict[str, Any], where: str) -> Row:
    if None in row:
        raise KnowledgeError("more cells than columns", where=where, advice="quote cells that hold a comma")
    needed = [
        field.name
        for field in fields(row_type)  # type: ignore[arg-type]
        if field.init and field.default is MISSING and field.default_factory is MISSING
    ]
    if empty := [name for name in needed if not row.get(name)]:
        raise KnowledgeError(f"nothing in column {', '.join(empty)}", where=where, advice="fill it in")
    try:
        return row_type(**{key: _parse_cell(cell, types[key]) for key, cell in row.items() if cell})
    except (TypeError, ValueError) as error:
        raise KnowledgeError(str(error), where=where, advice="compare with the rows around it") from error


def _parse_cell(cell: str, kind: Any) -> Any:
    if str(kind).startswith("tuple"):
        return tuple(part.strip() for part in cell.split("|"))
    if kind is bool:
        return cell.strip().lower() in {"1", "true", "yes"}
    if kind in (int, float):
        return kind(cell)
    return kind(cell.strip()) if isinstance(kind, type) else cell.strip()
