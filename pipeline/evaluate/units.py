"""Gold and prediction, brought together sentence by sentence.

The prediction's sentences need not be the gold's: categories come from the predicted sentence that
shares most characters with the gold one; mentions, relations and stances go where their words stand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.schema import Annotations, Mention, Relation, Sentence, Span, Stance

__all__ = ["Linked", "Unit", "pair_sentences"]


@dataclass(frozen=True, slots=True)
class Linked:
    """A relation with its two mentions in hand."""

    head: Mention
    tail: Mention
    relation: Relation


@dataclass(frozen=True, slots=True)
class Unit:
    """One gold sentence and all that was predicted for it; ``gold`` is ``None`` for a sentence too many."""

    document: str
    id: str
    span: Span
    gold: Sentence | None
    predicted: Sentence | None
    gold_relations: tuple[Linked, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Linked, ...]
    stances: tuple[Stance, ...]


def pair_sentences(gold: Annotations, predicted: Annotations, *, complete: bool) -> list[Unit]:
    """One unit per gold sentence, in text order.

    With ``complete`` gold covers the whole body, and predicted sentences that touch none of it are units
    without gold; otherwise they are left alone.
    """
    places = _Places([sentence.span for sentence in gold.sentences])
    mentions: dict[int, list[Mention]] = defaultdict(list)
    relations: dict[int, list[Linked]] = defaultdict(list)
    stances: dict[int, list[Stance]] = defaultdict(list)
    for sentence in predicted.sentences:
        for mention in sentence.mentions:
            mentions[places.of(mention.span)].append(mention)
        for linked in _linked(sentence):
            relations[places.of(linked.head.span)].append(linked)
        for stance in sentence.stances:
            stances[places.of(stance.target)].append(stance)
    best = _Places([sentence.span for sentence in predicted.sentences])
    units = []
    for at, sentence in enumerate(gold.sentences):
        found = best.of(sentence.span)
        units.append(
            Unit(
                document=gold.document,
                id=sentence.id or f"@{sentence.span.start}",
                span=sentence.span,
                gold=sentence,
                predicted=predicted.sentences[found] if found >= 0 else None,
                gold_relations=_linked(sentence),
                mentions=tuple(mentions[at]),
                relations=tuple(relations[at]),
                stances=tuple(stances[at]),
            )
        )
    return units + (_surplus(gold.document, places, predicted.sentences) if complete else [])


def _surplus(document: str, places: _Places, sentences: Iterable[Sentence]) -> list[Unit]:
    return [
        Unit(
            document=document,
            id=f"+{sentence.span.start}",
            span=sentence.span,
            gold=None,
            predicted=sentence,
            gold_relations=(),
            mentions=sentence.mentions,
            relations=_linked(sentence),
            stances=sentence.stances,
        )
        for sentence in sentences
        if places.of(sentence.span) < 0
    ]


def _linked(sentence: Sentence) -> tuple[Linked, ...]:
    return tuple(
        Linked(sentence.mentions[relation.head], sentence.mentions[relation.tail], relation)
        for relation in sentence.relations
    )


class _Places:
    """Sorted spans that do not overlap, asked which of them a span belongs to."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.starts = [span.start for span in spans]
        self.ends = [span.end for span in spans]

    def of(self, span: Span) -> int:
        """Index of the span that shares most characters with ``span``; -1 where none does."""
        near = range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))
        return max(near, key=lambda at: (len(self.spans[at].intersection(span) or ()), -at), default=-1)
