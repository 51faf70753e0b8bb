"""Names side by side: the words between two mentions, short names in brackets, and lists with commas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.schema import Mention

__all__ = ["LINKS", "full_names", "lists_of", "neighbours_of", "words_between"]

_OTHERS = re.compile(r",? and (the )?(others?|other)\b")
_COMMA = frozenset({", ", ", the "})
_LAST = frozenset({" and ", ", and ", " or ", ", or ", " and the ", ", and the "})
LINKS = _COMMA | _LAST
"""What stands between the members of a list."""
_OPENING = frozenset({" (", " [", "'s (", "’s ("})
_CLOSING = re.compile(r"^(['’]s)?[)\]]")


def words_between(text: str, offset: int, mentions: Sequence[Mention], first: int, second: int) -> str:
    """The characters between two mentions of a sentence that starts at ``offset``."""
    return text[mentions[first].span.end - offset : mentions[second].span.start - offset]


def full_names(text: str, offset: int, mentions: Sequence[Mention]) -> dict[int, int]:
    """For each short or foreign name in brackets the full name before it."""
    full: dict[int, int] = {}
    for short in range(1, len(mentions)):
        if mentions[short].label is not mentions[short - 1].label:
            continue
        between = words_between(text, offset, mentions, short - 1, short)
        after = text[mentions[short].span.end - offset :]
        opened = between in _OPENING and after.startswith((")", "]", "'s)", "’s)", " – ", " - "))
        continued = between in {" – ", " - "} and after.startswith(")")  # "(Foreign Name – FN)"
        if opened or continued:
            full[short] = full.get(short - 1, short - 1)
    return full


def neighbours_of(
    text: str, offset: int, mentions: Sequence[Mention], full: dict[int, int]
) -> list[tuple[int, int, str]]:
    """Each mention, the next one and the words between, short names in brackets left out."""
    names = [n for n in range(len(mentions)) if n not in full]
    last = {name: short for short, name in full.items()}  # the last short name of each
    return [
        (
            first,
            second,
            _after_short_name(
                words_between(text, offset, mentions, last.get(first, first), second), first in last
            ),
        )
        for first, second in pairwise(names)
    ]


def _after_short_name(between: str, has_short: bool) -> str:
    """The words after a name, without the bracket that closes its short name: "'s (DOE's) X" -> "'s X"."""
    return _CLOSING.sub(lambda m: m[1] or "", between, count=1) if has_short else between


def lists_of(
    text: str, offset: int, mentions: Sequence[Mention], neighbours: Sequence[tuple[int, int, str]]
) -> list[list[int]]:
    """Runs of mentions of one label with commas between and "and" before, or after, the last."""
    runs: list[list[int]] = [[]]
    closed: list[list[int]] = []
    for first, second, between in neighbours:
        alike = mentions[first].label is mentions[second].label
        run = runs[-1] or [first]
        if alike and between in _COMMA:
            runs[-1] = [*run, second]
            continue
        if alike and between in _LAST and len(run) > 1:
            closed.append([*run, second])
        runs.append([])
    if runs[-1]:
        runs.append([])
    done = {run[0] for run in closed}
    open_runs = [run for run in runs if run and run[0] not in done]
    return closed + [run for run in open_runs if _OTHERS.match(text[mentions[run[-1]].span.end - offset :])]
