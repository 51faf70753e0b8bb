"""A stretch of text that may be a name, and how overlapping ones are chosen between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.schema import EntityLabel, Span

__all__ = ["NameCandidate", "add_free", "candidate_of", "longest"]


@dataclass(frozen=True, slots=True, order=True)
class NameCandidate:
    """A stretch that may be a name of this kind; ``by`` is the evidence."""

    span: Span
    label: EntityLabel
    by: str

    @property
    def is_weak(self) -> bool:
        """Whether only the base model speaks for it."""
        return self.by.startswith("base:")


def candidate_of(doc: Doc, start: int, end: int, label: EntityLabel, by: str) -> NameCandidate:
    """The candidate over the tokens ``start`` to ``end`` (exclusive)."""
    stretch = doc[start:end]
    return NameCandidate(Span(stretch.start_char, stretch.end_char), label, by)


def longest(candidates: Iterable[NameCandidate]) -> list[NameCandidate]:
    """The longest of overlapping candidates; of equals the first. In text order."""
    taken: set[int] = set()
    kept: list[NameCandidate] = []
    ranked = sorted(enumerate(candidates), key=lambda item: (-len(item[1].span), item[0]))
    for _, candidate in ranked:
        places = range(candidate.span.start, candidate.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(candidate)
    return sorted(kept)


def add_free(names: Iterable[NameCandidate], more: Iterable[NameCandidate]) -> list[NameCandidate]:
    """``names`` and the longest of ``more`` that overlap none of them, in text order."""
    held = list(names)
    taken = {place for name in held for place in range(name.span.start, name.span.end)}
    free = [name for name in more if taken.isdisjoint(range(name.span.start, name.span.end))]
    return sorted([*held, *longest(free)])
