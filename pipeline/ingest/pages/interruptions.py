"""Small lines at a page's edge that stand within a sentence: a foot that comes once, on the first page.

Furniture is known by its coming back. What comes once is known here: the sentence before it breaks off,
and goes on in small letters on the next page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.ingest.pages.paragraphs import Passage
from pipeline.ingest.pages.printed import Line
from pipeline.ingest.pages.sheet import TypeStyle
from pipeline.schema import BlockKind

__all__ = ["take_interruptions"]

_MARGIN = 0.16
"""Feet and heads stand in this part of the page."""
_MOST = 8
"""So many passages may stand between the halves of a sentence."""
_MOST_LETTERS = 120
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,3}$")
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})


def take_interruptions(
    passages: Sequence[Passage], heights: Mapping[int, float], style: TypeStyle
) -> tuple[list[Passage], list[Passage]]:
    """The passages with sentences joined over furniture that comes once, and that furniture."""
    kept: list[Passage] = []
    taken: list[Passage] = []
    for passage in passages:
        between = _between(kept, passage, heights, style)
        if between:
            taken += kept[-between:]
            del kept[-between:]
            kept[-1].lines += passage.lines
        else:
            kept.append(passage)
    return kept, taken


def _between(kept: list[Passage], lower: Passage, heights: Mapping[int, float], style: TypeStyle) -> int:
    """How many passages before ``lower`` interrupt its sentence; 0 for none."""
    if lower.kind is not BlockKind.PARAGRAPH or not lower.lines[0].words[0].text[:1].islower():
        return 0
    for count in range(1, min(_MOST, len(kept) - 1) + 1):
        if not _is_at_edge(kept[-count], heights, style):
            return 0
        if _breaks_off(kept[-count - 1], lower):
            return count
    return 0


def _breaks_off(upper: Passage, lower: Passage) -> bool:
    last, line = upper.lines[-1], lower.lines[0]
    return (
        upper.kind in _RUNNING
        and line.page == last.page + 1
        and abs(line.size - last.size) < 0.6
        and not _ENDS.search(last.text)
    )


def _is_at_edge(passage: Passage, heights: Mapping[int, float], style: TypeStyle) -> bool:
    letters = sum(line.letters for line in passage.lines)
    return letters < _MOST_LETTERS and all(_is_foreign(line, heights, style) for line in passage.lines)


def _is_foreign(line: Line, heights: Mapping[int, float], style: TypeStyle) -> bool:
    """Whether a line stands at the top or bottom of its page, set otherwise than the text."""
    height = heights[line.page]
    at_edge = line.top > (1 - _MARGIN) * height or line.bottom < _MARGIN * height
    return at_edge and (line.font != style.font or abs(line.size - style.size) > 0.3)
