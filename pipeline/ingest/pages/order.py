"""Reading order from geometry: lines -> chains -> an order in which a person reads them.

A chain is a run of lines stacked one under another with no other choice. Chains are ordered by Breuel's
two rules (High performance document layout analysis, 2003): above comes first where two share a
column; left comes first unless something wide stands between the two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.ingest.pages.printed import Line

__all__ = ["order_lines"]

_LOOSE = 1.6
"""White between two lines larger than this part of their letter size ends a chain."""
_TOO_MANY = 250
"""So many separate scraps are no text (a map, a chart); their order is from the top down."""
_TALL = 4
"""A chain of so many lines shows where its column begins and ends."""


@dataclass(slots=True)
class _Chain:
    lines: list[Line]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def order_lines(lines: list[Line]) -> list[Line]:
    """The lines of one page in reading order.

    A box is read as a whole, where it stands; a side head before the line beside which it begins.
    """
    boxes: dict[int, list[Line]] = defaultdict(list)
    flow: list[Line] = []
    heads: list[Line] = []
    for line in lines:
        if line.box:
            boxes[line.box].append(line)
        else:
            (heads if line.side else flow).append(line)
    chains = _make_chains(flow) + [_as_box(inside) for inside in boxes.values()]
    ordered = [line for chain in _order_chains(chains) for line in chain.lines]
    for run in _stack(heads):
        at = next((i for i, line in enumerate(ordered) if _begins_beside(line, run)), len(ordered))
        ordered[at:at] = run
    return ordered


def _as_box(lines: list[Line]) -> _Chain:
    chain = _as_chain(sorted(lines, key=lambda line: line.top))
    chain.lines = [line for inner in _order_chains(_make_chains(lines)) for line in inner.lines]
    return chain


def _stack(heads: list[Line]) -> list[list[Line]]:
    """Side heads, each of one or more lines, from the last on the page to the first."""
    runs: list[list[Line]] = []
    for line in sorted(heads, key=lambda line: line.top):
        if runs and line.baseline - runs[-1][-1].baseline < 1.8 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs[::-1]


def _begins_beside(line: Line, run: list[Line]) -> bool:
    return not line.side and line.x0 > run[0].x1 - 2 and line.baseline >= run[0].baseline - 0.6 * line.size


def _make_chains(lines: list[Line]) -> list[_Chain]:
    lines = sorted(lines, key=lambda line: (line.top, line.x0))
    below = [_directly_below(i, lines) for i in range(len(lines))]
    above: dict[int, list[int]] = {}
    for i, found in enumerate(below):
        for j in found:
            above.setdefault(j, []).append(i)
    taken: set[int] = set()
    chains: list[_Chain] = []
    for i in range(len(lines)):
        if i in taken:
            continue
        run = [i]
        while len(below[run[-1]]) == 1:
            j = below[run[-1]][0]
            if len(above[j]) != 1 or not _close(lines[run[-1]], lines[j]):
                break
            run.append(j)
        taken.update(run)
        chain = _as_chain([lines[k] for k in run])
        _narrow_columns(chain)
        chains.append(chain)
    return chains


def _directly_below(i: int, lines: list[Line]) -> list[int]:
    """The next lines under line ``i`` that share its column: usually one, two where columns begin."""
    line = lines[i]
    found: list[int] = []
    limit = float("inf")
    for j in range(i + 1, len(lines)):
        other = lines[j]
        if other.top > limit:
            break
        if other.baseline - line.baseline < 0.3 * line.size or _overlap(line, other) <= 0:
            continue
        if not found:
            limit = other.top + 0.5 * other.size
        found.append(j)
    return found


def _overlap(a: Line | _Chain, b: Line | _Chain) -> float:
    return min(a.x1, b.x1) - max(a.x0, b.x0)


def _close(upper: Line, lower: Line) -> bool:
    size = max(upper.size, lower.size)
    if abs(upper.size - lower.size) > 1.2 and lower.top - upper.bottom > 0.4 * size:
        return False
    return lower.top - upper.bottom < _LOOSE * size and abs(upper.left - lower.left) < 3 * size


def _as_chain(lines: list[Line]) -> _Chain:
    return _Chain(
        lines,
        min(line.x0 for line in lines),
        lines[0].top,
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )


def _narrow_columns(chain: _Chain) -> None:
    """Take the edges of a tall chain as its column's: a page-wide running head says nothing of them."""
    if len(chain.lines) >= _TALL and chain.x1 - chain.x0 > 12 * chain.lines[0].size:
        for line in chain.lines:
            line.left, line.right = max(line.left, chain.x0), min(line.right, chain.x1)


def _order_chains(chains: list[_Chain]) -> list[_Chain]:
    if len(chains) > _TOO_MANY:
        return sorted(chains, key=lambda chain: (round(chain.top), chain.x0))
    upper, lower = _split_bands(chains)
    if lower:
        return _order_chains(upper) + _order_chains(lower)
    before = {i: _predecessors(i, chains) for i in range(len(chains))}
    ordered: list[_Chain] = []
    left = list(range(len(chains)))
    while left:
        waiting = set(left)
        ready = [i for i in left if not before[i] & waiting]
        pick = min(ready or left, key=lambda i: (chains[i].top, chains[i].x0))
        if ready:
            pick = _go_on(ordered, ready, chains, pick)
        left.remove(pick)
        ordered.append(chains[pick])
    return ordered


def _split_bands(chains: list[_Chain]) -> tuple[list[_Chain], list[_Chain]]:
    """What stands above and below a white band where the page changes its columns; no change: all above.

    Both parts must have columns of their own, and none that goes through.
    """
    ordered = sorted(chains, key=lambda chain: chain.top)
    reach = 0.0
    for i in range(1, len(ordered)):
        reach = max(reach, ordered[i - 1].bottom)
        if ordered[i].top < reach + 1:
            continue
        above, below = _inner_edges(ordered[:i]), _inner_edges(ordered[i:])
        if above and below and not any(abs(a - b) < 8 for a in above for b in below):
            return ordered[:i], ordered[i:]
    return ordered, []


def _inner_edges(chains: list[_Chain]) -> list[float]:
    """Left edges of the columns after the first."""
    columns = [chain for chain in chains if len(chain.lines) >= 2]
    least = min((chain.x1 for chain in columns), default=0.0)
    return [chain.x0 for chain in columns if chain.x0 > least]


def _go_on(ordered: list[_Chain], ready: list[int], chains: list[_Chain], pick: int) -> int:
    """Stay in the column just read where it goes on."""
    if not ordered:
        return pick
    last = ordered[-1]
    under = [i for i in ready if chains[i].top >= last.bottom - 2 and _overlap(chains[i], last) > 0]
    return min(under, key=lambda i: chains[i].top, default=pick)


def _predecessors(i: int, chains: list[_Chain]) -> set[int]:
    return {j for j in range(len(chains)) if j != i and _comes_first(chains[j], chains[i], chains)}


def _is_title_over(a: _Chain, b: _Chain, chains: list[_Chain]) -> bool:
    """Whether ``a`` stands above ``b`` in the middle of the page, in line with no column below it."""
    if a.bottom > b.top:
        return False
    left, right = min(c.x0 for c in chains), max(c.x1 for c in chains)
    if abs((a.x0 + a.x1) - (left + right)) > 20 or a.x1 - a.x0 > 0.9 * (right - left):
        return False
    size = a.lines[0].size
    return not any(
        c.top >= a.bottom - 1 and _overlap(a, c) > 0 and abs(c.x0 - a.x0) < 3 and c.lines[0].size > size - 1
        for c in chains
    )


def _comes_first(a: _Chain, b: _Chain, chains: list[_Chain]) -> bool:
    if _overlap(a, b) > 1:
        return a.middle < b.middle
    if _is_title_over(a, b, chains):
        return True
    if a.x0 >= b.x0 or _is_title_over(b, a, chains):
        return False
    if a.bottom < b.top or b.bottom < a.top:
        low, high = min(a.bottom, b.bottom), max(a.top, b.top)
        return not any(
            c is not a
            and c is not b
            and low - 1 <= c.middle <= high + 1
            and _overlap(c, a) > 1
            and _overlap(c, b) > 1
            for c in chains
        )
    return True
