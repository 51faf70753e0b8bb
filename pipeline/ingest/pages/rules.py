"""Horizontal rules as the eye sees them: pieces that touch are one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.ingest.pages.printed import Stroke, StrokeKind

__all__ = ["Rule", "join_rules"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line, its touching pieces joined; points, origin top left."""

    x0: float
    x1: float
    y: float

    @property
    def width(self) -> float:
        """Its length in points."""
        return self.x1 - self.x0


def join_rules(strokes: Iterable[Stroke]) -> list[Rule]:
    """The rules among these strokes, from the top down."""
    pieces = sorted(
        ((s.top + s.bottom) / 2, s.x0, s.x1) for s in strokes if s.kind is StrokeKind.RULE and s.width > 10
    )
    rules: list[Rule] = []
    for y, x0, x1 in pieces:
        last = rules[-1] if rules else None
        if last is not None and abs(last.y - y) < 1.5 and x0 - last.x1 < 6 and last.x0 - x1 < 6:
            rules[-1] = Rule(min(last.x0, x0), max(last.x1, x1), last.y)
        else:
            rules.append(Rule(x0, x1, y))
    return rules
