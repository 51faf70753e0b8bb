"""Claims as flat rows, for spreadsheets: one row per claim and relation or stance.

The claim's columns are repeated on each of its rows; a claim with neither has one row of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from pipeline.schema.claim import ActorHolder, Claim, ClaimHolder, ClaimRelation, ClaimStance

__all__ = ["COLUMNS", "flat_rows", "write_csv"]

COLUMNS = (
    "id", "document", "source", "title", "date", "page", "section", "start", "end", "text",
    "type", "type_probability", "hedged", "negated", "holder", "holder_entity", "notes", "confidence",
    "row", "head", "head_entity", "label", "tail", "tail_entity", "plover", "probability", "by",
)  # fmt: skip
"""``row`` is "relation", "stance" or "claim"; a stance's holder and target stand under head and tail."""


def write_csv(claims: Iterable[Claim], out: TextIO, *, header: bool = True) -> None:
    """Write the flat rows of ``claims`` as RFC 4180 CSV (open files with ``newline=""``)."""
    writer = csv.DictWriter(out, COLUMNS)
    if header:
        writer.writeheader()
    for claim in claims:
        writer.writerows(flat_rows(claim))


def flat_rows(claim: Claim) -> Iterator[dict[str, Any]]:
    """The rows of one claim, each with every column."""
    shared = _claim_columns(claim)
    details = [_relation_columns(claim, relation) for relation in claim.relations]
    details += [_stance_columns(stance) for stance in claim.stances]
    for detail in details or [{"row": "claim"}]:
        yield dict.fromkeys(COLUMNS, "") | shared | detail


def _claim_columns(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "document": claim.document.id,
        "source": claim.document.source,
        "title": claim.document.title,
        "date": claim.document.date,
        "page": " ".join(str(page) for page in claim.location.pages),
        "section": " > ".join(claim.location.section),
        "start": claim.span[0],
        "end": claim.span[1],
        "text": claim.text,
        "type": claim.type.label,
        "type_probability": claim.type.probability,
        "hedged": claim.hedged.value,
        "negated": claim.negated.value,
        "holder": _holder_text(claim.holder),
        "holder_entity": _holder_entity(claim.holder),
        "notes": " ".join(str(source.note) for source in claim.sources),
        "confidence": claim.confidence,
    }


def _relation_columns(claim: Claim, relation: ClaimRelation) -> dict[str, Any]:
    head, tail = claim.mentions[relation.head], claim.mentions[relation.tail]
    return {
        "row": "relation",
        "head": head.text,
        "head_entity": head.entity,
        "label": relation.label,
        "tail": tail.text,
        "tail_entity": tail.entity or tail.value,
        "plover": relation.plover,
        "probability": relation.probability,
        "by": relation.by,
    }


def _stance_columns(stance: ClaimStance) -> dict[str, Any]:
    return {
        "row": "stance",
        "head": _holder_text(stance.holder),
        "head_entity": _holder_entity(stance.holder),
        "label": stance.label,
        "tail": stance.target.text,
        "tail_entity": stance.target.entity,
        "probability": stance.probability,
        "by": stance.by,
    }


def _holder_text(holder: ClaimHolder) -> str:
    return holder.text if isinstance(holder, ActorHolder) else "author"


def _holder_entity(holder: ClaimHolder) -> str | None:
    return holder.entity if isinstance(holder, ActorHolder) else None
