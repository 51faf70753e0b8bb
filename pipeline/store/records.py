"""Lines of ``claims.jsonl`` and ``annotations.jsonl`` -> claim records."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import orjson

from pipeline.errors import StoreError
from pipeline.schema.claim import Claim

__all__ = ["claim_of_line", "read_claims"]


def read_claims(path: Path) -> Iterator[Claim]:
    """The records of a JSONL file, one after the other. Raises ``StoreError`` with the line number."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield claim_of_line(line)
            except (orjson.JSONDecodeError, KeyError, TypeError, StopIteration) as error:
                raise StoreError(
                    f"not a claim record: {error}",
                    where=f"{path}, line {number}",
                    advice="extract the papers again",
                ) from error


def claim_of_line(line: bytes) -> Claim:
    """One record from its line; keys that this version does not know are passed over."""
    claim: Claim = _build(Claim, orjson.loads(line))
    return claim


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _build(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _build(hint, value[name]) for name, hint in hints.items() if name in value})
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build(_member_of(kind, value), value)
    if origin is list:
        return [_build(get_args(kind)[0], item) for item in value]
    return tuple(value) if origin is tuple else value


def _member_of(union: Any, value: Any) -> Any:
    """The member of a union that a value is of: among records, the one whose ``kind`` it states."""
    members = [member for member in get_args(union) if member is not type(None)]
    records = [member for member in members if is_dataclass(member) and isinstance(member, type)]
    if isinstance(value, dict) and len(records) > 1:
        return next(member for member in records if value["kind"] in get_args(_hints(member)["kind"]))
    return members[0]
