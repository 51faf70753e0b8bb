"""Cited works compared with gold: segmentation, type, short forms, and every field.

Gold is stand-off: one JSON object a line, one line for each note, works and text fields as
``[start, end]`` in the note's own text, dates as EDTF::

    {"doc", "note", "length", "works": [{"span", "type", "title", "authors": [{"family", "given"} or
     {"literal"}], "et_al", "editors", "container_title", "publisher", "place", "volume", "issue", "page",
     "locator", "issued", "url", "doi", "language", "genre", "short", "first": [note, work]}]}

Fields are compared exactly (white space, quotation marks and dashes made alike) and within an edit
distance of a tenth of the gold's length.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import CorpusError
from pipeline.evaluate.items import Counts
from pipeline.schema.document import Name, Note, Work, WorkType
from pipeline.schema.span import Span

__all__ = ["FIELDS", "ReferenceScores", "read_gold_notes", "score_references"]

NEAR = 0.1
TEXT_FIELDS = ("title", "container_title", "publisher", "place", "volume", "issue", "page", "locator")
FIELDS: Mapping[str, Callable[[Work], str]] = {
    "author": lambda work: "; ".join(map(_whole_name, work.authors)),
    "author split": lambda work: "; ".join(map(_split_name, work.authors)),
    "editor": lambda work: "; ".join(map(_whole_name, work.editors)),
    "title": lambda work: work.title,
    "container": lambda work: work.container_title,
    "publisher": lambda work: work.publisher,
    "place": lambda work: work.place,
    "volume": lambda work: work.volume,
    "issue": lambda work: work.issue,
    "page": lambda work: work.page,
    "locator": lambda work: work.locator,
    "issued": lambda work: work.issued,
    "url": lambda work: work.url,
    "doi": lambda work: work.doi,
    "language": lambda work: work.language,
    "genre": lambda work: work.genre,
}


NONE = Counts()


@dataclass(frozen=True, slots=True)
class ReferenceScores:
    """Counts of what is right, missed and spurious; scores of several papers add up."""

    segmentation: Counts = NONE
    type: Counts = NONE
    short_forms: Counts = NONE
    exact: Mapping[str, Counts] = field(default_factory=dict)
    near: Mapping[str, Counts] = field(default_factory=dict)
    mistakes: tuple[str, ...] = ()
    """One line each: note, field, gold and predicted value."""

    def __add__(self, other: ReferenceScores) -> ReferenceScores:
        return ReferenceScores(
            self.segmentation + other.segmentation,
            self.type + other.type,
            self.short_forms + other.short_forms,
            {name: self.exact.get(name, Counts()) + other.exact.get(name, Counts()) for name in FIELDS},
            {name: self.near.get(name, Counts()) + other.near.get(name, Counts()) for name in FIELDS},
            self.mistakes + other.mistakes,
        )

    def rows(self) -> Iterator[tuple[str, Counts, Counts]]:
        """(name, exact, near) of every measure, for a table; the first three have no near."""
        yield "segmentation", self.segmentation, self.segmentation
        yield "type", self.type, self.type
        yield "short forms resolved", self.short_forms, self.short_forms
        for name in FIELDS:
            yield name, self.exact.get(name, Counts()), self.near.get(name, Counts())


def score_references(gold: Sequence[Note], predicted: Sequence[Note]) -> ReferenceScores:
    """Compare the works of the same notes, in the same order.

    Works are paired by their stretch of the note: the same stretch (marks at its ends aside) counts for
    segmentation; type and fields are compared where two stretches share at least half of their words,
    and a gold work without such a partner has missed all its fields. Fields of short forms are not
    compared: they are those of the work they mean.
    """
    total = ReferenceScores()
    for mine, theirs in zip(gold, predicted, strict=True):
        total = total + _score_note(mine, theirs)
    return total


def _score_note(gold: Note, predicted: Note) -> ReferenceScores:
    pairs = list(_pair(gold.works, predicted.works))
    right = sum(
        one is not None and other is not None and _trim(one.span, gold.text) == _trim(other.span, gold.text)
        for one, other in pairs
    )
    total = ReferenceScores(
        Counts(right, len(gold.works) - right, len(predicted.works) - right),
        mistakes=tuple(
            f"note {gold.label}: segmentation: {_words(one, gold)!r} / {_words(other, gold)!r}"
            for one, other in pairs
            if one is None or other is None or _trim(one.span, gold.text) != _trim(other.span, gold.text)
        ),
    )
    for one, other in pairs:
        total = total + _score_pair(one, other, gold)
    return total


def _words(work: Work | None, note: Note) -> str:
    return work.span.of(note.text) if work else ""


def _score_pair(gold: Work | None, predicted: Work | None, note: Note) -> ReferenceScores:
    if (gold is not None and gold.short) or (gold is None and predicted is not None and predicted.short):
        return _score_short(gold, predicted, note)
    same = gold is not None and predicted is not None and gold.type == predicted.type
    kind = Counts(int(same), int(gold is not None and not same), 0)
    mistakes = (
        [] if same or gold is None else [f"type: {gold.type} / {predicted.type if predicted else None}"]
    )
    exact, near = {}, {}
    for name, value_of in FIELDS.items():
        mine = _alike(value_of(gold)) if gold else ""
        theirs = _alike(value_of(predicted)) if predicted else ""
        exact[name] = _count(mine, theirs, equal=mine == theirs)
        near[name] = _count(mine, theirs, equal=_is_near(mine, theirs))
        if mine != theirs:
            mistakes.append(f"{name}: {mine!r} / {theirs!r}")
    lines = tuple(f"note {note.label}: {mistake}" for mistake in mistakes)
    return ReferenceScores(type=kind, exact=exact, near=near, mistakes=lines)


def _score_short(gold: Work | None, predicted: Work | None, note: Note) -> ReferenceScores:
    mine = gold.first if gold else None
    theirs = predicted.first if predicted else None
    counts = _count(str(mine or ""), str(theirs or ""), equal=mine == theirs)
    lines = () if mine == theirs else (f"note {note.label}: short form: {mine} / {theirs}",)
    return ReferenceScores(short_forms=counts, mistakes=lines)


def _count(gold: str, predicted: str, *, equal: bool) -> Counts:
    right = int(bool(gold) and equal)
    return Counts(right, int(bool(gold)) - right, int(bool(predicted)) - right)


def _pair(gold: Sequence[Work], predicted: Sequence[Work]) -> Iterator[tuple[Work | None, Work | None]]:
    """Each work of either side once, with its partner if it has one."""
    free = list(predicted)
    for work in gold:
        best = max(free, key=lambda other: _share(work.span, other.span), default=None)
        if best is None or _share(work.span, best.span) < 0.5:
            yield work, None
        else:
            free.remove(best)
            yield work, best
    for work in free:
        yield None, work


def _share(one: Span, other: Span) -> float:
    common = one.intersection(other)
    return len(common) / min(len(one), len(other)) if common else 0.0


def _trim(span: Span, text: str) -> tuple[int, int]:
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _alike(value: str) -> str:
    """One space, straight quotes, hyphens for dashes: how a value is compared."""
    value = re.sub(r"[“”„«»]", '"', re.sub(r"[‘’]", "'", value))
    return re.sub(r"\s+", " ", re.sub(r"\s?[‐‑–—]\s?", "-", value)).strip(" .,\"'")


def _is_near(gold: str, predicted: str) -> bool:
    limit = int(NEAR * len(gold))
    return gold == predicted or (bool(predicted) and edit_distance(gold, predicted, limit) <= limit)


def edit_distance(one: str, other: str, limit: int) -> int:
    """Levenshtein distance of two strings, or ``limit + 1`` as soon as it must be more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        previous, row = row, [at]
        for column, character in enumerate(other, start=1):
            row.append(min(previous[column] + 1, row[-1] + 1, previous[column - 1] + (letter != character)))
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _whole_name(name: Name) -> str:
    return name.literal or f"{name.given} {name.family}".strip()


def _split_name(name: Name) -> str:
    return name.literal or f"{name.family}, {name.given}"


def read_gold_notes(path: Path, texts: Mapping[str, str]) -> tuple[Note, ...]:
    """The gold notes of one paper, with the values that its offsets point to in ``texts`` (label -> text).

    Raises ``CorpusError`` where a note is not there, has another length, or a record does not fit.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CorpusError("no such gold", where=str(path), advice="see corpus/gold/notes/") from error
    records = [json.loads(line) for line in lines if line.strip()]
    order = {record["note"]: at for at, record in enumerate(records)}
    return tuple(_gold_note(record, texts, order, path.name) for record in records)


def _gold_note(
    record: dict[str, Any], texts: Mapping[str, str], order: Mapping[str, int], where: str
) -> Note:
    label = record["note"]
    text = texts.get(label)
    if text is None or len(text) != record["length"]:
        raise CorpusError(
            f"note {label} is not the annotated one", where=where, advice="its text has changed"
        )
    try:
        return Note(label, text, works=tuple(_gold_work(work, text, order) for work in record["works"]))
    except (KeyError, ValueError) as error:
        raise CorpusError(
            f"note {label}: {error}", where=where, advice="compare with the notes around"
        ) from error


def _gold_work(record: dict[str, Any], text: str, order: Mapping[str, int]) -> Work:
    def words(pair: list[int] | None) -> str:
        return text[pair[0] : pair[1]] if pair else ""

    first = record.get("first")
    return Work(
        span=Span(*record["span"]),
        type=WorkType(record["type"]),
        **{name: words(record.get(name)) for name in TEXT_FIELDS},
        authors=_gold_names(record.get("authors", ()), text),
        et_al=bool(record.get("et_al")),
        editors=_gold_names(record.get("editors", ()), text),
        issued=record.get("issued", ""),
        url=re.sub(r"\s", "", words(record.get("url"))),
        doi=re.sub(r"\s", "", words(record.get("doi"))),
        language=record.get("language", ""),
        genre=record.get("genre", ""),
        first=(order[str(first[0])], first[1]) if first else None,
        short=bool(record.get("short")),
    )


def _gold_names(records: Iterable[dict[str, list[int]]], text: str) -> tuple[Name, ...]:
    return tuple(
        Name(**{part: text[span[0] : span[1]] for part, span in record.items()}) for record in records
    )
