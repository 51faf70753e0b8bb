"""Reports as JSON: for other programs, and to hold a later run against."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.evaluate.items import Layer
from pipeline.evaluate.report.records import Report, ReportItem

__all__ = ["SCHEMA_VERSION", "read_report_items", "report_as_json"]

SCHEMA_VERSION = "1.0"


def report_as_json(report: Report) -> str:
    """The whole report; equal reports are equal bytes. Numbers have six digits."""
    plain = {"schema_version": SCHEMA_VERSION, **asdict(report)}
    return json.dumps(_rounded(plain), ensure_ascii=False, indent=1) + "\n"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {str(key): _rounded(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(member) for member in value]
    return value


def read_report_items(path: Path) -> tuple[ReportItem, ...]:
    """The items of an earlier report. Raises ``StoreError`` for a file that is none."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["items"]
        return tuple(
            ReportItem(
                **{
                    **row,
                    "layer": Layer(row["layer"]),
                    "words": tuple(row["words"]),
                    "marks": tuple(tuple(mark) for mark in row["marks"]),
                }
            )
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "not a report of an earlier evaluation",
            where=str(path),
            advice="give a file that dragoman evaluate --json wrote",
        ) from error
