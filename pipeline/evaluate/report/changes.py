"""Two runs on the same gold, item by item: what was gained, what was lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluate.items import Layer
from pipeline.evaluate.report.building import DETAILED
from pipeline.evaluate.report.records import ReportItem

__all__ = ["Changes", "compare_items"]

Key = tuple[str, str, str, tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """Items that are right now and were not (or were spurious and are gone), and the other way round.

    ``changed_gold`` counts gold items that only one of the two runs was scored with.
    """

    gains: tuple[ReportItem, ...]
    losses: tuple[ReportItem, ...]
    changed_gold: int


def compare_items(before: Iterable[ReportItem], after: Iterable[ReportItem]) -> Changes:
    """Gains and losses in the detailed layers and the whole claims.

    A gold item is known by paper, sentence, words and label; a spurious one by paper, sentence, words and
    the label predicted.
    """
    before, after = tuple(before), tuple(after)
    unscored = _sentences(before) ^ _sentences(after)
    old, new = _sorted_out(before, unscored), _sorted_out(after, unscored)
    gains: list[ReportItem] = []
    losses: list[ReportItem] = []
    changed = sum(len(old.gold.get(key) or new.gold[key]) for key in old.gold.keys() ^ new.gold.keys())
    for key in sorted(old.gold.keys() & new.gold.keys()):
        was, now = old.gold[key], new.gold[key]
        difference = sum(item.right for item in now) - sum(item.right for item in was)
        gains += [item for item in now if item.right][: max(difference, 0)]
        losses += [item for item in now if not item.right][: max(-difference, 0)]
    for key in sorted(old.spurious.keys() | new.spurious.keys()):
        was, now = old.spurious.get(key, []), new.spurious.get(key, [])
        gains += was[len(now) :]
        losses += now[len(was) :]
    return Changes(tuple(gains), tuple(losses), changed)


@dataclass(frozen=True, slots=True)
class _Sorted:
    gold: dict[Key, list[ReportItem]]
    spurious: dict[Key, list[ReportItem]]


def _sentences(items: Iterable[ReportItem]) -> set[tuple[str, str]]:
    """The gold sentences of a run."""
    return {(i.document, i.sentence) for i in items if i.layer is Layer.TYPE and i.gold is not None}


def _sorted_out(items: Iterable[ReportItem], unscored: set[tuple[str, str]]) -> _Sorted:
    found = _Sorted({}, {})
    for item in items:
        if item.layer not in (*DETAILED, Layer.CLAIM):
            continue
        if item.gold is not None:
            found.gold.setdefault(_key(item, item.gold, item.gold_value), []).append(item)
        elif (item.document, item.sentence) not in unscored:
            key = _key(item, item.predicted or "", item.predicted_value)
            found.spurious.setdefault(key, []).append(item)
    return found


def _key(item: ReportItem, label: str, value: str) -> Key:
    return (item.layer, item.document, item.sentence, item.words, label, value)
