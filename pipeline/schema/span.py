"""Span: a half-open stretch of a document's reading text, and the small algebra of such stretches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Span", "covering"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of ``Document.text``; never empty.

    Offsets count Unicode code points, as Python strings do. Spans sort by start, then end.

    Raises ``ValueError`` for a negative start or an end that is not after it.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span | int) -> bool:
        """Whether a position, or the whole of another span, lies inside this one."""
        if isinstance(other, int):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def intersection(self, other: Span) -> Span | None:
        """The characters in both, or ``None``."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def shifted(self, by: int) -> Span:
        """The same stretch in a text that has ``by`` more characters before it."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The words: ``text[start:end]``."""
        return text[self.start : self.end]


def covering(spans: Iterable[Span]) -> Span | None:
    """The shortest span that holds all ``spans``, or ``None`` if there are none."""
    members = list(spans)
    if not members:
        return None
    return Span(min(s.start for s in members), max(s.end for s in members))
