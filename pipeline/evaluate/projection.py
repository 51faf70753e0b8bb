"""Gold made on one rendering of a paper, carried over to another; what is lost is kept in sight.

A mark whose words are not in the other text, whole and in one piece, is moved behind its end: it is then
missed in every layer, and counts against ingestion. All spans of a projection are places in ``text``,
the other text with the gold's own text behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.evaluate.align import Alignment, align_texts
from pipeline.evaluate.items import Item, Layer
from pipeline.schema import Annotations, Sentence, Span

__all__ = ["Projection", "project_annotations"]


@dataclass(frozen=True, slots=True)
class Projection:
    """Gold in the places of another text, and for each of its spans whether it was found there."""

    annotations: Annotations
    text: str
    items: tuple[Item, ...]
    """One of layer ``INGESTION`` for each distinct span of the gold; not right: lost."""


def project_annotations(gold: Annotations, text: str, other_text: str) -> Projection:
    """Carry ``gold`` over from ``text`` to ``other_text``."""
    projector = _Projector(align_texts(text, other_text))
    sentences = sorted((projector.sentence(s) for s in gold.sentences), key=lambda s: s.span)
    items = (projector.items(gold.document, sentence) for sentence in gold.sentences)
    return Projection(
        annotations=replace(gold, sentences=tuple(_without_overlap(sentences))),
        text=other_text + text,
        items=tuple(item for group in items for item in group),
    )


class _Projector:
    """Moves spans of one text to another."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment

    def mark(self, span: Span) -> Span:
        """The span over there, or behind the end."""
        return self.alignment.project(span) or span.shifted(len(self.alignment.target))

    def maybe(self, span: Span | None) -> Span | None:
        """The same for a span that need not be there."""
        return self.mark(span) if span else None

    def sentence(self, sentence: Sentence) -> Sentence:
        """A sentence with all its marks; one that is lost takes its marks along."""
        place = self.alignment.project_loosely(sentence.span)
        holder = sentence.holder
        return replace(
            sentence,
            span=place or sentence.span.shifted(len(self.alignment.target)),
            holder=replace(holder, span=self.maybe(holder.span), cue=self.maybe(holder.cue)),
            mentions=tuple(replace(m, span=self.mark(m.span)) for m in sentence.mentions),
            relations=tuple(replace(r, trigger=self.maybe(r.trigger)) for r in sentence.relations),
            stances=tuple(
                replace(
                    stance,
                    holder=replace(stance.holder, span=self.maybe(stance.holder.span)),
                    target=self.mark(stance.target),
                )
                for stance in sentence.stances
            ),
        )

    def items(self, document: str, sentence: Sentence) -> Iterator[Item]:
        """Whether the sentence, its mentions and its targets are in the other text."""
        marks = [(sentence.span, "sentence", self.alignment.project_loosely(sentence.span))]
        marks += [(m.span, str(m.label), self.alignment.project(m.span)) for m in sentence.mentions]
        marks += [(s.target, "target", self.alignment.project(s.target)) for s in sentence.stances]
        for span, kind, place in marks:
            shown = place or span.shifted(len(self.alignment.target))
            yield Item(
                layer=Layer.INGESTION,
                document=document,
                sentence=sentence.id,
                spans=(shown,),
                gold=kind,
                predicted=kind if place else None,
                right=place is not None,
            )


def _without_overlap(sentences: list[Sentence]) -> Iterator[Sentence]:
    """Sentences that were cut apart and mixed may reach into each other: each ends where the next begins."""
    for sentence, after in zip(sentences, [*sentences[1:], None], strict=True):
        if after is None or sentence.span.end <= after.span.start:
            yield sentence
        elif sentence.span.start < after.span.start:
            yield replace(sentence, span=Span(sentence.span.start, after.span.start))
