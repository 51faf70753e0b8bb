"""doccano: JSON lines of a sequence labelling project with relations ("JSONL(relation)").

doccano shows spans and arcs. Links, values and sentence labels travel along as columns of their own, which
doccano keeps but does not show: they cannot be corrected there, and a span that is new or was moved comes
back without link or value. The project must allow overlapping spans and count code points (grapheme mode
off).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipeline.errors import ExportError
from pipeline.export.markup.records import MarkedArc, MarkedSpan, Markup

__all__ = ["LOSSES", "read_doccano", "write_doccano"]

LOSSES = "links, values, types and flags are carried along but cannot be seen or changed in doccano"


def write_doccano(markups: Iterable[Markup]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(_line(markup), ensure_ascii=False) + "\n" for markup in markups)


def _line(markup: Markup) -> dict[str, Any]:
    numbers = {span.id: at for at, span in enumerate(markup.spans, start=1)}
    return {
        "text": markup.text,
        "entities": [
            {"id": numbers[s.id], "label": s.label, "start_offset": s.start, "end_offset": s.end}
            for s in markup.spans
        ],
        "relations": [
            {"id": at, "from_id": numbers[arc.head], "to_id": numbers[arc.tail], "type": arc.label}
            for at, arc in enumerate(markup.arcs, start=1)
        ],
        "document": markup.document,
        "sentence": markup.id,
        "start": markup.start,
        "type": markup.type,
        "hedged": markup.hedged,
        "negated": markup.negated,
        "holder": markup.holder_name,
        "notes": {_key(s.start, s.end, s.label): s.note for s in markup.spans if s.note},
    }


def _key(start: int, end: int, label: str) -> str:
    return f"{start}:{end} {label}"


def read_doccano(content: str) -> list[Markup]:
    """Lines as doccano exports them. Raises ``ExportError`` with the line's number."""
    markups = []
    for number, line in enumerate(content.rstrip().split("\n"), start=1):
        try:
            markups.append(_read_line(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ExportError(
                f"not a doccano export: {error!r}",
                where=f"line {number}",
                advice="export as JSONL(relation) a project that was made from our file",
            ) from error
    return markups


def _read_line(row: dict[str, Any]) -> Markup:
    meta = {**row, **row.get("meta", {})}
    notes = meta["notes"]
    return Markup(
        document=meta["document"],
        id=meta["sentence"],
        start=int(meta["start"]),
        text=row["text"],
        type=meta["type"],
        hedged=meta["hedged"],
        negated=meta["negated"],
        holder_name=meta["holder"],
        spans=tuple(
            MarkedSpan(
                f"T{e['id']}",
                e["start_offset"],
                e["end_offset"],
                e["label"],
                notes.get(_key(e["start_offset"], e["end_offset"], e["label"]), ""),
            )
            for e in row["entities"]
        ),
        arcs=tuple(MarkedArc(f"T{r['from_id']}", r["type"], f"T{r['to_id']}") for r in row["relations"]),
    )
