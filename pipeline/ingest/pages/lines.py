"""Words of a page -> printed lines, split where columns part. Geometry only; stream order plays no part.

Words on one baseline make a row. The white strips that run down between columns (gutters) are found as
left edges that line up over several rows with nothing printed just left of them; rows are then cut at
the gutters that pass through them. After Breuel's whitespace covers (DAS 2002), reduced to strips that
start at an aligned edge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.ingest.pages.clean import is_common_word
from pipeline.ingest.pages.printed import Font, Line, PrintedPage, Word

__all__ = ["Gutter", "gather_lines"]

_SAME_ROW = 0.2
"""Baselines that differ by less than this part of the letter size are one row."""
_WORD_GAP = 0.8
"""White wider than this part of the letter size may be more than the space of a justified line."""
_WIDE_GAP = 3.0
"""White wider than this parts two lines even without a gutter (head and page number, table cells)."""
_NO_GAP = 0.06
"""Less white than this part of the letter size before a comma or the like is none."""
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "ère", "e"})
_ONE_LETTER_WORDS = frozenset({"A", "I", "O", "À", "E", "Y", "Ó", "È"})
_STRIP = 6
"""A gutter is at least this wide, in points."""
_ALIGNED = 2.0
"""Left edges no further apart than this line up, in points."""
_TEXT_LINES = 6
"""Beside so many aligned lines even a single word in the margin stands in a column of its own."""
_NARROW = 2.5
"""A column whose lines are narrower than this many letter sizes holds bullets or numbers: no column."""

_BY_BASELINE = attrgetter("baseline", "x0")
_BY_LEFT = attrgetter("x0")


@dataclass(frozen=True, slots=True)
class Gutter:
    """White between two columns."""

    x0: float
    x1: float
    top: float
    bottom: float

    def parts(self, y: float) -> bool:
        """Whether it runs at height ``y``."""
        return self.top <= y <= self.bottom


@dataclass(slots=True)
class _Piece:
    """A stretch of a row without wide white inside."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    letters: int


def gather_lines(page: PrintedPage) -> tuple[list[Line], list[Gutter]]:
    """The upright, visible words of a page as lines (by row, then left to right), and its gutters."""
    words = [word for word in page.words if word.angle == 0 and not word.hidden and word.text]
    if not words:
        return [], []
    body, caps = _part_drop_caps(words)
    rows = _attach_raised(_make_rows(body))
    gutters = _find_gutters(rows, page)
    lines = [_make_line(page.number, words) for row in rows for words in _cut_row(row, gutters)]
    _set_columns(lines, gutters)
    lines += [_make_line(page.number, [cap]) for cap in _place_drop_caps(lines, caps)]
    return lines, gutters


def _make_rows(words: list[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    start = 0.0
    least = 0.0
    for word in sorted(words, key=_BY_BASELINE):
        rise = word.baseline - start
        if rise < _SAME_ROW * least and (rise < _SAME_ROW * word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
            start, least = word.baseline, word.size
    for row in rows:
        row.sort(key=_BY_LEFT)
    return rows


def _attach_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Move note calls, ordinals' endings and indices into the row of the letters they stand beside."""
    kept: list[list[Word]] = []
    sizes = [max(word.size for word in row) for row in rows]
    for i, row in enumerate(rows):
        if not row or not _has_larger_near(i, rows, sizes):
            continue
        stay: list[Word] = []
        for word in row:
            host = _find_host(word, i, rows, sizes)
            if host is None:
                stay.append(word)
            else:
                host.append(word)
        rows[i][:] = stay
    for row in rows:
        if row:
            row.sort(key=_BY_LEFT)
            kept.append(row)
    return kept


def _has_larger_near(i: int, rows: list[list[Word]], sizes: list[float]) -> bool:
    """Whether a row within a line's height holds larger letters than the smallest of this row."""
    least = min((word.size for word in rows[i]), default=0.0)
    for step in (1, -1):
        k = i + step
        while 0 <= k < len(rows):
            if rows[k]:
                if abs(rows[k][0].baseline - rows[i][0].baseline) > sizes[k]:
                    break
                if sizes[k] >= 1.15 * least:
                    return True
            k += step
    return False


def _find_host(word: Word, i: int, rows: list[list[Word]], sizes: list[float]) -> list[Word] | None:
    """The row of larger letters right beside ``word`` that it is raised from, or sunk below."""
    for step in (1, -1):
        k = i + step
        while 0 <= k < len(rows):
            if rows[k]:
                rise = rows[k][0].baseline - word.baseline
                if abs(rise) > 0.75 * sizes[k] and abs(rise) > word.size:
                    break
                low, high = (0, 0.75) if step == 1 else (-0.45, 0)
                if low <= rise / sizes[k] <= high and any(_stands_beside(word, big) for big in rows[k]):
                    return rows[k]
            k += step
    return None


def _stands_beside(word: Word, big: Word) -> bool:
    if big.size < 1.15 * word.size or big.size > 3 * word.size:
        return False
    reach = 0.45 * big.size
    return -reach / 2 < word.x0 - big.x1 < reach or -reach / 2 < big.x0 - word.x1 < reach


def _pieces(row: list[Word]) -> Iterator[_Piece]:
    """Stretches without wide white between the words."""
    run = [row[0]]
    x1, size = row[0].x1, row[0].size
    for word in row[1:]:
        wider = word.size if word.size > size else size
        if word.x0 - x1 < _WORD_GAP * wider:
            run.append(word)
            x1, size = (word.x1 if word.x1 > x1 else x1), wider
            continue
        yield _as_piece(run, x1, size)
        run, x1, size = [word], word.x1, word.size
    yield _as_piece(run, x1, size)


def _as_piece(run: list[Word], x1: float, size: float) -> _Piece:
    top, bottom = min([word.top for word in run]), max([word.bottom for word in run])
    return _Piece(run[0].x0, x1, top, bottom, size, _count_letters("".join([word.text for word in run])))


def _count_letters(text: str) -> int:
    return len(text) if text.isalpha() else sum(map(str.isalpha, text))


def _find_gutters(rows: list[list[Word]], page: PrintedPage) -> list[Gutter]:
    pieces = [piece for row in rows for piece in _pieces(row)]
    ink = _ink(pieces, page)
    edges = _aligned_edges(pieces)
    strong = [gutter for x in edges for gutter in _gutters_at(x, pieces, ink, lines=3)]
    weak = [
        gutter
        for x in {round(gutter.x1, 1) for gutter in strong}
        for gutter in _gutters_at(x, pieces, ink, lines=1)
    ]
    return _without_doubles(strong + weak)


def _ink(pieces: list[_Piece], page: PrintedPage) -> NDArray[np.bool_]:
    """The page at one point a cell: true where something is printed."""
    ink = np.zeros((int(min(page.height, 5000)) + 2, int(min(page.width, 5000)) + 2), dtype=bool)
    for piece in pieces:
        # Letters do not fill their line box: leave the upper quarter out, so that neighbours part.
        top = int(piece.top + 0.2 * piece.size)
        ink[max(top, 0) : max(int(piece.bottom), 0), max(int(piece.x0), 0) : max(int(piece.x1 + 0.99), 0)] = (
            True
        )
    return ink


def _aligned_edges(pieces: list[_Piece]) -> list[float]:
    """Left edges that at least three pieces share, the page's leftmost apart."""
    edges: list[float] = []
    group: list[float] = []
    for x in sorted(piece.x0 for piece in pieces):
        if group and x - group[0] > _ALIGNED:
            if len(group) >= 3:
                edges.append(group[0])
            group = []
        group.append(x)
    if len(group) >= 3:
        edges.append(group[0])
    return edges[:80]


def _gutters_at(x: float, pieces: list[_Piece], ink: NDArray[np.bool_], *, lines: int) -> Iterator[Gutter]:
    left, right = int(x) - _STRIP, int(x - 0.5)
    if left < 0 or right <= left or right > ink.shape[1]:
        return
    starts = [piece for piece in pieces if abs(piece.x0 - x) <= _ALIGNED + 0.5]
    if len(starts) < lines:
        return
    free = np.asarray(~ink[:, left:right].any(axis=1), dtype=np.bool_)
    for top, bottom in _runs(free):
        inside = [p for p in pieces if top <= (p.top + p.bottom) / 2 <= bottom]
        beside = [p for p in inside if p.x0 >= x - _ALIGNED - 0.5]
        before = [p for p in inside if p.x1 <= left + 1]
        hung = [p for p in before if _is_bullet(p) and p.x0 > x - 4 * p.size]
        before = [p for p in before if p not in hung] if hung else before
        begun = sum(1 for p in inside if abs(p.x0 - x) <= _ALIGNED + 0.5)
        if not before or begun < lines or not _is_column(beside):
            continue
        reach = max(p.x1 for p in before)
        nearest = [p for p in before if p.x1 > reach - 12 * p.size]
        side_heads = begun >= _TEXT_LINES and all(p.letters >= 3 for p in nearest)
        if not side_heads and (len(before) < lines or not _is_column(nearest)):
            continue
        span_top = max(min(p.top for p in before), min(p.top for p in beside))
        span_bottom = min(max(p.bottom for p in before), max(p.bottom for p in beside))
        if span_bottom > span_top:
            level = [p.x1 for p in before if span_top - 1 <= (p.top + p.bottom) / 2 <= span_bottom + 1]
            edge = min((p.x0 for p in hung), default=x)  # a list's bullets stand in its column
            yield Gutter(max(level, default=edge - _STRIP), edge, float(top), float(bottom))


def _is_bullet(piece: _Piece) -> bool:
    return piece.letters <= 1 and piece.x1 - piece.x0 < _NARROW * piece.size


def _is_column(pieces: list[_Piece]) -> bool:
    """Whether most of these are text, not bullets or numbers."""
    return bool(pieces) and median(p.x1 - p.x0 for p in pieces) >= _NARROW * median(p.size for p in pieces)


def _runs(free: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    padded = np.concatenate(([False], free, [False]))
    changes = np.flatnonzero(padded[1:] != padded[:-1])
    for top, bottom in zip(changes[::2], changes[1::2], strict=True):
        if bottom - top >= 8:
            yield int(top), int(bottom)


def _without_doubles(gutters: list[Gutter]) -> list[Gutter]:
    kept: list[Gutter] = []
    for gutter in sorted(gutters, key=lambda g: (-(g.bottom - g.top), g.x0, g.x1)):
        if not any(
            min(g.x1, gutter.x1) - max(g.x0, gutter.x0) > 0
            and g.top <= gutter.top
            and g.bottom >= gutter.bottom
            for g in kept
        ):
            kept.append(gutter)
    return kept


def _cut_row(row: list[Word], gutters: list[Gutter]) -> Iterator[list[Word]]:
    y = sum([(word.top + word.bottom) / 2 for word in row]) / len(row)
    edges = [gutter.x1 for gutter in gutters if gutter.parts(y)]
    start = 0
    last = row[0]
    for i, word in enumerate(row):
        white = word.x0 - last.x1
        if (
            i
            and white > -_ALIGNED
            and (
                white > _WIDE_GAP * (word.size if word.size > last.size else last.size)
                or (edges and _is_parted(last.x1, word.x0, edges))
            )
        ):
            yield row[start:i]
            start = i
        last = word
    yield row[start:]


def _is_parted(x1: float, x0: float, edges: list[float]) -> bool:
    """Whether a column begins between two words."""
    return any(x1 <= x - 1 and x0 >= x - _ALIGNED - 1 for x in edges)


def _is_ordinal(number: Word, word: Word) -> bool:
    """Whether a word is the raised ending of a number: 119 and a small, high "th"."""
    raised = word.size < 0.85 * number.size and word.baseline < number.baseline
    return raised and number.text[-1:].isdigit() and word.text.rstrip(",.;:)") in _ORDINALS


def _make_line(page: int, words: list[Word]) -> Line:
    last = words[0]
    for word in words[1:]:
        if word.x0 - last.x1 < _NO_GAP * word.size and (
            word.text[0] in ",.;:!?)]”’" or _is_ordinal(last, word)
        ):
            word.glued = True
        last = word
    size, font, color = _main_style(words)
    main = [word for word in words if word.size == size] or words
    return Line(
        page,
        words,
        min([word.x0 for word in words]),
        min([word.top for word in main]),
        max([word.x1 for word in words]),
        max([word.bottom for word in main]),
        main[0].baseline,
        size,
        font,
        color,
    )


def _main_style(words: list[Word]) -> tuple[float, Font, int]:
    first = words[0]
    look = first.size, first.font, first.color
    if all((word.size, word.font, word.color) == look for word in words):
        return look
    letters: Counter[tuple[float, Font, int]] = Counter()
    for word in words:
        letters[word.size, word.font, word.color] += len(word.text)
    (size, _, _), _ = max(letters.items(), key=lambda item: (item[1], item[0][0]))
    fonts: Counter[Font] = Counter()
    colors: Counter[int] = Counter()
    for (_, font, color), count in letters.items():
        fonts[font] += count
        colors[color] += count
    return size, fonts.most_common(1)[0][0], colors.most_common(1)[0][0]


def _set_columns(lines: list[Line], gutters: list[Gutter]) -> None:
    """Give each line its column's edges: the nearest gutters, else the edge of what is printed."""
    if not lines:
        return
    least, most = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for line in lines:
        y = (line.top + line.bottom) / 2
        line.left = max(
            (g.x1 for g in gutters if g.parts(y) and g.x1 <= line.x0 + _ALIGNED + 1), default=least
        )
        line.right = min((g.x0 for g in gutters if g.parts(y) and g.x0 >= line.x1 - 1), default=most)


def _part_drop_caps(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """Large initials that stand beside the first lines of a paragraph, apart from the other words."""
    usual = median(word.size for word in words)
    caps = [
        word
        for word in words
        if word.size > 1.9 * usual
        and len(word.text) <= 2 and word.text[-1:].isalpha() and word.text.isupper()
        and sum(1 for w in words if _is_beside_cap(w, word)) >= 3
    ]  # fmt: skip
    return [word for word in words if word not in caps] if caps else words, caps


def _is_beside_cap(word: Word, cap: Word) -> bool:
    middle = (word.top + word.bottom) / 2
    near = -1 < word.x0 - cap.x1 < 12 * word.size
    return near and word.size < 0.6 * cap.size and cap.top < middle < cap.baseline + 0.2 * word.size


def _is_own_word(cap: str, rest: str) -> bool:
    """Whether an initial is a word by itself ("I would", "A ship"), not the first letter of one ("In")."""
    word = rest.strip(".,;:!?\"'’”)")
    return cap in _ONE_LETTER_WORDS and is_common_word(word) and not is_common_word(cap + word)


def _place_drop_caps(lines: list[Line], caps: list[Word]) -> list[Word]:
    """Put each initial before the first line beside it; those that have none come back."""
    alone: list[Word] = []
    for cap in caps:
        beside = [
            line
            for line in lines
            if line.words
            and -2 < line.x0 - cap.x1 < cap.size
            and cap.top < line.baseline
            and line.top < cap.bottom - 1
        ]
        if beside:
            first = min(beside, key=lambda line: line.top)
            first.words[0].glued = not _is_own_word(cap.text, first.words[0].text)
            first.words = [cap, *first.words]
            for line in beside:
                line.x0 = min(line.x0, cap.x0)
        else:
            alone.append(cap)
    return alone
