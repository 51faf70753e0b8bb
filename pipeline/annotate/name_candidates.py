"""A stretch of text that may be a name, and how overlapping ones are chosen between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.schema import EntityLabel, Span

__all__ = ["NameCandidate", "add_free", "candidate_of", "longest", "with_arabic_articles"]


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


_ARABIC_ARTICLE = re.compile(r"(?<![\w-])(?:[AaEe]l|[Aa][dnrstz]|[Aa]sh|[Uu][ld])[-‑]$")


def with_arabic_articles(text: str, names: Iterable[NameCandidate]) -> Iterator[NameCandidate]:
    """Names before which an Arabic article stands: "al-Hilla", and the whole of "Ibrahim al-Velmari"."""
    held = list(names)
    ends = {name.span.end: name for name in held if name.label is EntityLabel.PERSON}
    for name in held:
        start = name.span.start
        article = _ARABIC_ARTICLE.search(text, max(start - 6, 0), start)
        if article is None or name.label is EntityLabel.NORP:
            continue
        given = ends.get(article.start() - 1)
        label = EntityLabel.PERSON if given is not None else name.label
        first = given.span.start if given is not None else article.start()
        yield NameCandidate(Span(first, name.span.end), label, f"{name.by}+article")


def add_free(names: Iterable[NameCandidate], more: Iterable[NameCandidate]) -> list[NameCandidate]:
    """``names`` and the longest of ``more`` that overlap none of them, in text order."""
    held = list(names)
    taken = {place for name in held for place in range(name.span.start, name.span.end)}
    free = [name for name in more if taken.isdisjoint(range(name.span.start, name.span.end))]
    return sorted([*held, *longest(free)])
