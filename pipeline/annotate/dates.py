"""Expressions of time and their normal form in EDTF (ISO 8601-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.annotate.calendar_forms import ANY_DATE
from pipeline.annotate.calendar_readers import READERS, Landmarks
from pipeline.schema import EntityLabel, Mention, Span

__all__ = ["find_dates"]

_COUNTED_FROM = re.compile(r"\d{4}(?:-\d\d){0,2}")

_RELATIVE = frozenset({"LATER", "ENDOFYEAR", "NEIGHBOUR", "PASTYEAR"})
"""Forms that are counted from another date, and from which none is counted."""


def last_named(named: str, form: str, value: str) -> str:
    """The date that later ones count from: this one, or its end, where it is plain; else the one before."""
    last = value.rpartition("/")[2]
    return last if form not in _RELATIVE and _COUNTED_FROM.fullmatch(last) else named


def find_dates(text: str, start: int, end: int, written: str, named: str = "") -> Iterator[Mention]:
    """The dates in ``text[start:end]`` (a paragraph), left to right, not overlapping.

    ``written`` is the paper's own date in EDTF, or empty; with it "last year" has a value. A day or month
    without its year has that of the date named last; ``named`` is the last one before ``start``, in EDTF.
    """
    for match in ANY_DATE.finditer(text, start, end):
        form = match.lastgroup
        if form is None:
            continue
        value = READERS[form](match, Landmarks(written, named))
        if value is None:
            continue
        named = last_named(named, form, value)
        span = Span(match.start(form), match.end(form))
        yield Mention(span, EntityLabel.DATE, value=value, by=f"rule:date-{form.lower()}")
