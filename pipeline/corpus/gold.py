"""Gold on disk: one JSON object a line, one line for each body sentence, stand-off to a paper's text.

    {"doc", "id", "start", "end", "type", "hedged", "negated", "holder", "cue",
     "entities", "relations", "stances"}

Offsets are half-open and count code points of the reading text. ``entities`` are
``[start, end, label, link or value]``; ``relations`` ``[head, label, tail, [start, end] of the trigger or
null]``; ``stances`` ``[holder, label, [start, end] of the target]``; a holder is ``"author"``,
``{"span": [start, end]}`` or ``{"name": "..."}`` where the name stands in another sentence.

The format keeps what people annotate. Probabilities, rules, scopes, propositions and coreferences of a
prediction are not in it: a prediction written as gold and read again has lost them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import CorpusError
from pipeline.schema import (
    AUTHOR,
    Annotations,
    ClaimType,
    EntityLabel,
    Flag,
    Holder,
    Mention,
    Relation,
    RelationLabel,
    Sentence,
    Span,
    Stance,
    StanceLabel,
)

__all__ = ["gold_lines", "name_of_gold", "parse_gold", "read_gold", "write_gold"]


def read_gold(path: Path, text: str) -> Annotations:
    """The gold in ``path``, with the words of its holders taken from the paper's ``text``.

    Raises ``CorpusError`` with file and line for a record that does not fit the format or the text.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise CorpusError("no such gold file", where=str(path), advice="see corpus/gold/") from error
    return parse_gold(lines, text, where=path.name)


def name_of_gold(path: Path) -> str:
    """The id of the paper that a gold file is about. Raises ``CorpusError`` where it does not say."""
    try:
        with path.open(encoding="utf-8") as file:
            return str(json.loads(file.readline())["doc"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError("not a gold file", where=str(path), advice="see pipeline/corpus/gold.py") from error


def parse_gold(lines: Iterable[str], text: str, *, where: str = "gold") -> Annotations:
    """Gold from its lines; ``where`` names their source in errors (``CorpusError``)."""
    sentences: list[Sentence] = []
    document = ""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            document = document or row["doc"]
            sentences.append(_parse_sentence(row, text))
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise CorpusError(
                f"not a gold record: {error!r}",
                where=f"{where}, line {number}",
                advice="see pipeline/corpus/gold.py",
            ) from error
    return Annotations(document, tuple(sorted(sentences, key=lambda sentence: sentence.span)))


def _parse_sentence(row: dict[str, Any], text: str) -> Sentence:
    span = Span(row["start"], row["end"])
    if span.end > len(text):
        raise ValueError(f"sentence {row['id']} ends at {span.end}, after the text's {len(text)} characters")
    mentions = tuple(_parse_mention(entity) for entity in row["entities"])
    holder = _parse_holder(row["holder"], text, mentions)
    if not holder.is_author and row["cue"]:
        holder = replace(holder, cue=Span(*row["cue"]))
    return Sentence(
        span=span,
        type=ClaimType(row["type"]),
        hedged=Flag(bool(row["hedged"])),
        negated=Flag(bool(row["negated"])),
        holder=holder,
        mentions=mentions,
        relations=tuple(_parse_relation(relation, len(mentions)) for relation in row["relations"]),
        stances=tuple(_parse_stance(stance, text, mentions) for stance in row["stances"]),
        id=row["id"],
    )


def _parse_mention(entity: list[Any]) -> Mention:
    start, end, name, meaning = entity
    label = EntityLabel(name)
    if label.is_value:
        return Mention(Span(start, end), label, value=meaning or None)
    return Mention(Span(start, end), label, entity=meaning or None)


def _parse_relation(relation: list[Any], mentions: int) -> Relation:
    head, label, tail, trigger = relation
    if not (0 <= head < mentions and 0 <= tail < mentions):
        raise ValueError(f"relation between entities {head} and {tail} of {mentions}")
    return Relation(head, RelationLabel(label), tail, Span(*trigger) if trigger else None)


def _parse_stance(stance: list[Any], text: str, mentions: tuple[Mention, ...]) -> Stance:
    holder, label, target = stance
    span = Span(*target)
    entity = next((mention.entity for mention in mentions if mention.span == span), None)
    return Stance(_parse_holder(holder, text, mentions), StanceLabel(label), span, entity)


def _parse_holder(holder: str | dict[str, Any], text: str, mentions: tuple[Mention, ...]) -> Holder:
    if holder == "author":
        return AUTHOR
    if not isinstance(holder, dict):
        raise ValueError(f"unknown holder {holder!r}")
    if "name" in holder:
        return Holder(text=holder["name"])
    span = Span(*holder["span"])
    return Holder(text=span.of(text), span=span, entity=_entity_of(span, mentions))


def _entity_of(span: Span, mentions: tuple[Mention, ...]) -> str | None:
    """The link of a holder: of the mention that it is, or of the one person that it names."""
    exact = next((mention.entity for mention in mentions if mention.span == span), None)
    people = [m.entity for m in mentions if m.label is EntityLabel.PERSON and m.span in span]
    return exact or (people[0] if len(people) == 1 else None)


def write_gold(annotations: Annotations, path: Path) -> None:
    """Write ``annotations`` in the gold format; equal annotations are equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line + "\n" for line in gold_lines(annotations)), encoding="utf-8")


def gold_lines(annotations: Annotations) -> Iterator[str]:
    """The lines of a gold file, in text order; sentences without an id get ``s0001``, ``s0002``, ..."""
    for number, sentence in enumerate(annotations.sentences, start=1):
        row = {
            "doc": annotations.document,
            "id": sentence.id or f"s{number:04}",
            "start": sentence.span.start,
            "end": sentence.span.end,
            "type": str(sentence.type),
            "hedged": sentence.hedged.value,
            "negated": sentence.negated.value,
            "holder": _plain_holder(sentence.holder),
            "cue": _plain(sentence.holder.cue),
            "entities": [
                [*_pair(m.span), str(m.label), (m.value if m.label.is_value else m.entity) or ""]
                for m in sentence.mentions
            ],
            "relations": [[r.head, str(r.label), r.tail, _plain(r.trigger)] for r in sentence.relations],
            "stances": [[_plain_holder(s.holder), str(s.label), _plain(s.target)] for s in sentence.stances],
        }
        yield json.dumps(row, ensure_ascii=False)


def _plain_holder(holder: Holder) -> str | dict[str, Any]:
    if holder.is_author:
        return "author"
    return {"span": _plain(holder.span)} if holder.span else {"name": holder.text}


def _plain(span: Span | None) -> list[int] | None:
    return _pair(span) if span else None


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
