"""Note calls -> the notes they call: by mark, and by page where a mark comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.ingest.pages.compose import CallMark
from pipeline.ingest.pages.notes import RawNote
from pipeline.schema import Call

__all__ = ["link_calls"]


def link_calls(
    marks: Sequence[CallMark], notes: Sequence[RawNote]
) -> tuple[tuple[Call, ...], list[CallMark]]:
    """One Call for each mark that has its note; and the marks that have none.

    Where several notes bear the mark (a count that starts anew), the note at the foot of the same page
    is meant, else the first one after the call that is not yet called. Notes that stand on later pages
    than their calls are endnotes: ``RawNote.endnote`` is set.
    """
    by_label: dict[str, list[int]] = defaultdict(list)
    for i, note in enumerate(notes):
        by_label[note.label].append(i)
    taken: set[int] = set()
    calls: list[Call] = []
    alone: list[CallMark] = []
    later: set[int] = set()
    for mark in marks:
        chosen = _choose(mark, by_label[mark.label], notes, taken)
        if chosen is None:
            alone.append(mark)
            continue
        taken.add(chosen)
        calls.append(Call(mark.at, chosen))
        if notes[chosen].page > mark.page:
            later.add(chosen)
    if len(later) * 2 > len(calls):
        for i in later:
            notes[i].endnote = True
    return tuple(calls), alone


def _choose(mark: CallMark, candidates: list[int], notes: Sequence[RawNote], taken: set[int]) -> int | None:
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    same_page = [i for i in candidates if notes[i].page == mark.page]
    if same_page:
        return next((i for i in same_page if i not in taken), same_page[0])
    later = [i for i in candidates if i not in taken and notes[i].page >= mark.page]
    return later[0] if later else None
