"""Markup: annotations as annotation tools know them, spans with labels and arcs between them.

One record per sentence; offsets count code points of the sentence's own text. Besides the entity labels
there are spans of the roles that a scheme of spans and arcs needs:

    HOLDER, CUE          whose view the sentence is, and the words that say so
    FAVOUR, AGAINST      the target of a stance; an arc ``held_by`` leads to its STANCE_HOLDER
    TRIGGER              the words of relations, which its note names by their places

A span's note holds what is not a span: the link or value of an entity, the holders of a stance that are
not words of the sentence ("author", "name: ..."; none at all means the author).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.errors import ExportError
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

__all__ = ["ARC_LABELS", "SPAN_LABELS", "MarkedArc", "MarkedSpan", "Markup", "build_markup", "read_markup"]

HOLDER, CUE, STANCE_HOLDER, TRIGGER, HELD_BY = "HOLDER", "CUE", "STANCE_HOLDER", "TRIGGER", "held_by"
_STANCES = {label.value.upper(): label for label in StanceLabel}

SPAN_LABELS = (*(str(label) for label in EntityLabel), HOLDER, CUE, *_STANCES, STANCE_HOLDER, TRIGGER)
ARC_LABELS = (*(str(label) for label in RelationLabel), HELD_BY)


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Characters ``start`` to ``end`` of the sentence with a label and a note."""

    id: str
    start: int
    end: int
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkedArc:
    """A labelled arc between two spans, by their ids."""

    head: str
    label: str
    tail: str


@dataclass(frozen=True, slots=True)
class Markup:
    """One sentence: where it stands, its labels, spans and arcs."""

    document: str
    id: str
    start: int
    text: str
    type: str
    hedged: bool = False
    negated: bool = False
    holder_name: str = ""
    spans: tuple[MarkedSpan, ...] = ()
    arcs: tuple[MarkedArc, ...] = ()


@dataclass(slots=True)
class _Marks:
    """Spans under construction: one per place and label, numbered in order of coming."""

    start: int
    spans: dict[tuple[Span, str], str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    arcs: list[MarkedArc] = field(default_factory=list)

    def mark(self, span: Span, label: str, note: str = "") -> str:
        id_ = self.spans.setdefault((span, label), f"T{len(self.spans) + 1}")
        notes = self.notes.setdefault(id_, [])
        if note and note not in notes:
            notes.append(note)
        return id_

    def finished(self) -> tuple[MarkedSpan, ...]:
        return tuple(
            MarkedSpan(id_, span.start - self.start, span.end - self.start, label, "; ".join(self.notes[id_]))
            for (span, label), id_ in self.spans.items()
        )


def build_markup(annotations: Annotations, text: str) -> list[Markup]:
    """Each sentence of ``annotations`` as markup; ``text`` is the document's reading text."""
    return [_build(sentence, annotations.document, text) for sentence in annotations.sentences]


def _build(sentence: Sentence, document: str, text: str) -> Markup:
    marks = _Marks(sentence.span.start)
    ids = [
        marks.mark(m.span, str(m.label), (m.value if m.label.is_value else m.entity) or "")
        for m in sentence.mentions
    ]
    for relation in sentence.relations:
        marks.arcs.append(MarkedArc(ids[relation.head], str(relation.label), ids[relation.tail]))
        if relation.trigger:
            head, tail = sentence.mentions[relation.head].span, sentence.mentions[relation.tail].span
            marks.mark(
                relation.trigger, TRIGGER, _name_relation(head, relation.label, tail, sentence.span.start)
            )
    holder = sentence.holder
    if holder.span:
        marks.mark(holder.span, HOLDER)
    if holder.cue:
        marks.mark(holder.cue, CUE)
    for stance in sentence.stances:
        _mark_stance(stance, marks)
    return Markup(
        document=document,
        id=sentence.id,
        start=sentence.span.start,
        text=sentence.span.of(text),
        type=str(sentence.type),
        hedged=sentence.hedged.value,
        negated=sentence.negated.value,
        holder_name=holder.text or "" if holder.span is None else "",
        spans=marks.finished(),
        arcs=tuple(dict.fromkeys(marks.arcs)),
    )


def _mark_stance(stance: Stance, marks: _Marks) -> None:
    label = stance.label.value.upper()
    if stance.holder.span:
        target = marks.mark(stance.target, label)
        marks.arcs.append(MarkedArc(target, HELD_BY, marks.mark(stance.holder.span, STANCE_HOLDER)))
    else:
        note = "author" if stance.holder.is_author else f"name: {stance.holder.text}"
        marks.mark(stance.target, label, note)


def _name_relation(head: Span, label: RelationLabel, tail: Span, start: int) -> str:
    return f"{head.start - start}:{head.end - start} {label} {tail.start - start}:{tail.end - start}"


def read_markup(markups: Iterable[Markup]) -> Annotations:
    """Markup, corrected by people or not, as annotations. Raises ``ExportError`` for what fits no label."""
    sentences = []
    document = ""
    for markup in markups:
        document = document or markup.document
        try:
            sentences.append(_read(markup))
        except (ValueError, KeyError) as error:
            raise ExportError(
                f"markup outside the scheme: {error}",
                where=f"{markup.document} {markup.id}",
                advice="labels are those of corpus/GUIDELINES.md",
            ) from error
    return Annotations(document, tuple(sorted(sentences, key=lambda sentence: sentence.span)))


def _read(markup: Markup) -> Sentence:
    labels = {str(label) for label in EntityLabel}
    places = {span.id: Span(span.start, span.end).shifted(markup.start) for span in markup.spans}
    _check(markup, places)
    entities = sorted((s for s in markup.spans if s.label in labels), key=lambda s: (s.start, s.end))
    numbers = {span.id: at for at, span in enumerate(entities)}
    mentions = tuple(_mention(span, places[span.id]) for span in entities)
    return Sentence(
        span=Span(markup.start, markup.start + len(markup.text)),
        type=ClaimType(markup.type),
        hedged=Flag(markup.hedged),
        negated=Flag(markup.negated),
        holder=_read_holder(markup, places),
        mentions=mentions,
        relations=_read_relations(markup, numbers, places),
        stances=tuple(_read_stances(markup, places, mentions)),
        id=markup.id,
    )


def _check(markup: Markup, places: dict[str, Span]) -> None:
    unknown = {span.label for span in markup.spans} - set(SPAN_LABELS)
    unknown |= {arc.label for arc in markup.arcs} - set(ARC_LABELS)
    if unknown:
        raise ValueError(f"unknown label {', '.join(sorted(unknown))}")
    for span in markup.spans:
        if places[span.id].end > markup.start + len(markup.text):
            raise ValueError(f"{span.label} at {span.start}:{span.end} ends after the sentence")


def _mention(span: MarkedSpan, place: Span) -> Mention:
    label = EntityLabel(span.label)
    if label.is_value:
        return Mention(place, label, value=span.note or None)
    return Mention(place, label, entity=span.note or None)


def _read_holder(markup: Markup, places: dict[str, Span]) -> Holder:
    cue = next((places[span.id] for span in markup.spans if span.label == CUE), None)
    found = next((places[span.id] for span in markup.spans if span.label == HOLDER), None)
    if found:
        return Holder(text=_words(found, markup), span=found, entity=_link(found, markup, places), cue=cue)
    return Holder(text=markup.holder_name, cue=cue) if markup.holder_name else AUTHOR


def _words(span: Span, markup: Markup) -> str:
    return markup.text[span.start - markup.start : span.end - markup.start]


def _link(span: Span, markup: Markup, places: dict[str, Span]) -> str | None:
    """The link of a holder: of the mention that it is, or of the one person that it names."""
    names = [s for s in markup.spans if s.label in set(EntityLabel) and not EntityLabel(s.label).is_value]
    exact = [s.note for s in names if places[s.id] == span]
    people = [s.note for s in names if s.label == EntityLabel.PERSON and places[s.id] in span]
    found = exact[:1] or (people if len(people) == 1 else [])
    return (found[0] or None) if found else None


def _read_relations(markup: Markup, numbers: dict[str, int], places: dict[str, Span]) -> tuple[Relation, ...]:
    triggers = {
        name: places[span.id]
        for span in markup.spans
        if span.label == TRIGGER
        for name in span.note.split("; ")
    }
    relations = []
    for arc in markup.arcs:
        if arc.label == HELD_BY:
            continue
        if arc.head not in numbers or arc.tail not in numbers:
            raise ValueError(f"{arc.label} does not lead from an entity to an entity")
        label = RelationLabel(arc.label)
        name = _name_relation(places[arc.head], label, places[arc.tail], markup.start)
        relations.append(Relation(numbers[arc.head], label, numbers[arc.tail], triggers.get(name)))
    return tuple(sorted(relations, key=lambda r: (r.head, r.tail, r.label)))


def _read_stances(markup: Markup, places: dict[str, Span], mentions: Sequence[Mention]) -> list[Stance]:
    stances = []
    for span in markup.spans:
        if span.label not in _STANCES:
            continue
        target = places[span.id]
        entity = next((m.entity for m in mentions if m.span == target), None)
        holders = [places[arc.tail] for arc in markup.arcs if arc.label == HELD_BY and arc.head == span.id]
        found = [
            Holder(text=_words(place, markup), span=place, entity=_link(place, markup, places))
            for place in holders
        ]
        notes = [note for note in span.note.split("; ") if note]
        found += [
            AUTHOR if note == "author" else Holder(text=note.removeprefix("name:").strip()) for note in notes
        ]
        stances += [Stance(holder, _STANCES[span.label], target, entity) for holder in found or [AUTHOR]]
    return sorted(
        stances, key=lambda s: (s.target, s.label, s.holder.span or Span(0, 1), s.holder.text or "")
    )
