"""The claim record's JSON Schema (draft 2020-12), generated from the types.

pydantic reads the frozen dataclasses of ``pipeline.schema.claim`` as they are; nothing is written twice.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from pipeline.schema.claim import Claim

__all__ = ["claim_schema", "parse_claim"]

_CLAIM = TypeAdapter(Claim)


class _Draft202012(GenerateJsonSchema):
    schema_dialect = "https://json-schema.org/draft/2020-12/schema"


def claim_schema() -> dict[str, Any]:
    """The JSON Schema of one line of ``claims.jsonl`` and ``annotations.jsonl``."""
    schema = _CLAIM.json_schema(mode="serialization", schema_generator=_Draft202012)
    return {"$schema": _Draft202012.schema_dialect, **schema, "title": "Dragoman claim record"}


def parse_claim(line: str | bytes) -> Claim:
    """One line of ``claims.jsonl`` as a record. Raises pydantic's ``ValidationError``."""
    return _CLAIM.validate_json(line)
