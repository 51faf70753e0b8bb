"""Prodigy: JSON lines of tasks as its ``rel.manual`` recipe takes and gives them.

Prodigy's relations hang on tokens: words and signs here, cut so that every span begins and ends with one.
Sentence labels are in ``accept``, as in its choice interface; Prodigy keeps further keys of spans (our
notes: links and values) but does not show them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from pipeline.errors import ExportError
from pipeline.export.markup.records import MarkedArc, MarkedSpan, Markup

__all__ = ["LOSSES", "cut_tokens", "read_prodigy", "write_prodigy"]

LOSSES = "links and values are carried along but not shown by Prodigy"
_WORD = re.compile(r"\w+|[^\w\s]")


def cut_tokens(markup: Markup) -> list[tuple[int, int]]:
    """Words and signs of the sentence, cut at the borders of its spans too."""
    borders = {at for span in markup.spans for at in (span.start, span.end)}
    tokens = []
    for match in _WORD.finditer(markup.text):
        cuts = sorted(
            {match.start(), match.end(), *(at for at in borders if match.start() < at < match.end())}
        )
        tokens += list(pairwise(cuts))
    return tokens


def write_prodigy(markups: Iterable[Markup]) -> str:
    """One task a line."""
    return "".join(json.dumps(_task(markup), ensure_ascii=False) + "\n" for markup in markups)


def _task(markup: Markup) -> dict[str, Any]:
    tokens = cut_tokens(markup)
    starts = {start: at for at, (start, _) in enumerate(tokens)}
    ends = {end: at for at, (_, end) in enumerate(tokens)}
    spans = {
        span.id: {
            "start": span.start,
            "end": span.end,
            "token_start": starts[span.start],
            "token_end": ends[span.end],
            "label": span.label,
        }
        for span in markup.spans
    }
    flags = [name for name, value in (("hedged", markup.hedged), ("negated", markup.negated)) if value]
    return {
        "text": markup.text,
        "tokens": [
            {
                "text": markup.text[start:end],
                "start": start,
                "end": end,
                "id": at,
                "ws": markup.text[end : end + 1].isspace(),
            }
            for at, (start, end) in enumerate(tokens)
        ],
        "spans": [{**spans[span.id], "note": span.note} for span in markup.spans],
        "relations": [
            {
                "head": spans[arc.head]["token_end"],
                "child": spans[arc.tail]["token_end"],
                "head_span": spans[arc.head],
                "child_span": spans[arc.tail],
                "label": arc.label,
            }
            for arc in markup.arcs
        ],
        "accept": [markup.type, *flags],
        "answer": "accept",
        "meta": {
            "document": markup.document,
            "sentence": markup.id,
            "start": markup.start,
            "holder": markup.holder_name,
        },
    }


def read_prodigy(content: str) -> list[Markup]:
    """Tasks as ``db-out`` gives them; rejected and ignored ones are left out. Raises ``ExportError``."""
    markups = []
    for number, line in enumerate(content.rstrip().split("\n"), start=1):
        try:
            task = json.loads(line)
            if task.get("answer", "accept") == "accept":
                markups.append(_read_task(task))
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
            raise ExportError(
                f"not a Prodigy task of ours: {error!r}", where=f"line {number}", advice="use prodigy db-out"
            ) from error
    return markups


def _read_task(task: dict[str, Any]) -> Markup:
    meta, labels = task["meta"], task["accept"]
    spans = tuple(
        MarkedSpan(f"T{at}", span["start"], span["end"], span["label"], span.get("note", ""))
        for at, span in enumerate(task["spans"], start=1)
    )
    ids = {(span.start, span.end, span.label): span.id for span in spans}

    def id_of(end: dict[str, Any]) -> str:
        return ids[end["start"], end["end"], end["label"]]

    return Markup(
        document=meta["document"],
        id=meta["sentence"],
        start=int(meta["start"]),
        text=task["text"],
        type=next(label for label in labels if label not in ("hedged", "negated")),
        hedged="hedged" in labels,
        negated="negated" in labels,
        holder_name=meta.get("holder", ""),
        spans=spans,
        arcs=tuple(
            MarkedArc(id_of(arc["head_span"]), arc["label"], id_of(arc["child_span"]))
            for arc in task.get("relations", ())
        ),
    )
