"""Label Studio: a list of tasks, a task per sentence, with a labelling configuration to go with it.

It holds everything: entities with their link or value (a text per region), relations, sentence labels.
Offsets count code points, as Label Studio's own do since version 1.4; regions of older versions, which
counted UTF-16 units, are recognised by their ``text`` and put right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipeline.errors import ExportError
from pipeline.export.markup.records import ARC_LABELS, SPAN_LABELS, MarkedArc, MarkedSpan, Markup
from pipeline.schema import ClaimType

__all__ = ["LOSSES", "labelling_config", "read_labelstudio", "write_labelstudio"]

LOSSES = ""
_TARGET = {"from_name": "label", "to_name": "text"}


def write_labelstudio(markups: Iterable[Markup]) -> str:
    """Tasks with one annotation each, as a JSON array."""
    return json.dumps([_task(markup) for markup in markups], ensure_ascii=False, indent=1) + "\n"


def _task(markup: Markup) -> dict[str, Any]:
    results: list[dict[str, Any]] = []
    for span in markup.spans:
        place = {"start": span.start, "end": span.end, "text": markup.text[span.start : span.end]}
        results.append(
            {"id": span.id, "type": "labels", **_TARGET, "value": {**place, "labels": [span.label]}}
        )
        if span.note:
            value = {**place, "text": [span.note]}
            results.append(
                {"id": span.id, "type": "textarea", "from_name": "note", "to_name": "text", "value": value}
            )
    results += [
        {
            "type": "relation",
            "from_id": arc.head,
            "to_id": arc.tail,
            "direction": "right",
            "labels": [arc.label],
        }
        for arc in markup.arcs
    ]
    results.append(_choice("type", [markup.type]))
    flags = [name for name, value in (("hedged", markup.hedged), ("negated", markup.negated)) if value]
    results += [_choice("flags", flags)] if flags else []
    if markup.holder_name:
        named = {"text": [markup.holder_name]}
        results.append({"type": "textarea", "from_name": "holder", "to_name": "text", "value": named})
    data = {"text": markup.text, "document": markup.document, "sentence": markup.id, "start": markup.start}
    return {"data": data, "annotations": [{"result": results}]}


def _choice(name: str, choices: list[str]) -> dict[str, Any]:
    return {"type": "choices", "from_name": name, "to_name": "text", "value": {"choices": choices}}


def read_labelstudio(content: str) -> list[Markup]:
    """Tasks exported as JSON; the last annotation of each counts. Raises ``ExportError``."""
    try:
        return [_read_task(task) for task in json.loads(content)]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ExportError(
            f"not a Label Studio export: {error!r}", advice="export the project as JSON (not JSON-MIN)"
        ) from error


def _read_task(task: dict[str, Any]) -> Markup:
    data, results = task["data"], task["annotations"][-1]["result"]
    text = data["text"]
    notes = {r["id"]: " ".join(r["value"]["text"]) for r in results if r.get("from_name") == "note"}
    named: list[str] = next((r["value"]["text"] for r in results if r.get("from_name") == "holder"), [])
    choices = {r["from_name"]: r["value"]["choices"] for r in results if r["type"] == "choices"}
    return Markup(
        document=data["document"],
        id=data["sentence"],
        start=int(data["start"]),
        text=text,
        type=choices["type"][0],
        hedged="hedged" in choices.get("flags", ()),
        negated="negated" in choices.get("flags", ()),
        holder_name=" ".join(named),
        spans=tuple(
            MarkedSpan(r["id"], *_place(r["value"], text), r["value"]["labels"][0], notes.get(r["id"], ""))
            for r in results
            if r["type"] == "labels"
        ),
        arcs=tuple(
            MarkedArc(r["from_id"], r["labels"][0], r["to_id"]) for r in results if r["type"] == "relation"
        ),
    )


def _place(value: dict[str, Any], text: str) -> tuple[int, int]:
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if words is None or text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le")
    if units[2 * start : 2 * end].decode("utf-16-le", "ignore") == words:
        return len(units[: 2 * start].decode("utf-16-le")), len(units[: 2 * end].decode("utf-16-le"))
    raise ValueError(f"{words!r} does not stand at {start}:{end}")


def labelling_config() -> str:
    """The project's labelling configuration, to be pasted into its settings."""
    labels = "\n".join(f'    <Label value="{label}"/>' for label in SPAN_LABELS)
    arcs = "\n".join(f'    <Relation value="{label}"/>' for label in ARC_LABELS)
    types = "\n".join(f'    <Choice value="{type_}"/>' for type_ in ClaimType)
    return f"""<View>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <Relations>
{arcs}
  </Relations>
  <TextArea name="note" toName="text" perRegion="true" maxSubmissions="1" placeholder="link or value"/>
  <Choices name="type" toName="text" choice="single" required="true">
{types}
  </Choices>
  <Choices name="flags" toName="text" choice="multiple">
    <Choice value="hedged"/>
    <Choice value="negated"/>
  </Choices>
  <TextArea name="holder" toName="text" maxSubmissions="1" placeholder="holder named in another sentence"/>
</View>
"""
