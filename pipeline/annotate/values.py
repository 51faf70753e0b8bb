"""Values: dates, money, percentages and quantities, as mentions with their normal forms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc

from pipeline.annotate.amounts import find_money, find_percentages, find_quantities
from pipeline.annotate.dates import find_dates
from pipeline.annotate.parsing import whole_text
from pipeline.schema import EntityLabel, Mention

__all__ = ["find_values"]

_IS_EXACT = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
"""A month or a day: what a date without a year may belong to, paragraphs later."""
_ORDER = {
    label: rank
    for rank, label in enumerate(
        (EntityLabel.PERCENT, EntityLabel.MONEY, EntityLabel.DATE, EntityLabel.QUANTITY)
    )
}


def find_values(doc: Doc, written: str = "") -> list[Mention]:
    """The dates and amounts in the body of ``doc``, in text order, not overlapping.

    ``written`` is the paper's date in EDTF, or empty. A value that cannot be worked out is empty.
    """
    found: list[Mention] = []
    text = whole_text(doc)
    currency = named = ""
    for start, end in doc.user_data.get("body", [(0, len(text))]):
        found += find_percentages(text, start, end)
        money = list(find_money(text, start, end, currency))
        currency = next((m.value[:3] for m in reversed(money) if m.value), currency)
        found += money
        dates = list(find_dates(text, start, end, written, named))
        ends = (mention.value.rpartition("/")[2] for mention in reversed(dates) if mention.value)
        named = next((end for end in ends if _IS_EXACT.fullmatch(end)), named)
        found += dates
        found += find_quantities(doc, text, start, end)
    return _without_overlaps(found)


def _without_overlaps(found: Iterable[Mention]) -> list[Mention]:
    """The surest kind first: a percentage is no count, a year is no count."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda m: (_ORDER[m.label], m.span)):
        places = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.span)
