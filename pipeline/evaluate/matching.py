"""Which prediction answers which gold item: one to one, as many as possible, best fits first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from pipeline.schema import Holder

__all__ = ["match_items", "same_holder"]

Gold = TypeVar("Gold")
Predicted = TypeVar("Predicted")

_NOT_LETTERS = re.compile(r"[\W_]+")


def match_items(
    gold: Sequence[Gold],
    predicted: Sequence[Predicted],
    fit: Callable[[Gold, Predicted], float],
) -> dict[int, int]:
    """Gold index -> predicted index, a largest one-to-one matching among pairs with ``fit`` above zero.

    Augmenting paths (Kuhn 1955); of equally large matchings, better fits are tried first. In time of the
    product of both lengths: meant for the few items of one sentence.
    """
    choices = [_choices([fit(one, other) for other in predicted]) for one in gold]
    owner: dict[int, int] = {}

    def place(gold_at: int, tried: set[int]) -> bool:
        for at in choices[gold_at]:
            if at in tried:
                continue
            tried.add(at)
            if at not in owner or place(owner[at], tried):
                owner[at] = gold_at
                return True
        return False

    for gold_at in sorted(range(len(gold)), key=lambda at: len(choices[at])):
        place(gold_at, set())
    return {gold_at: at for at, gold_at in sorted(owner.items(), key=lambda pair: pair[1])}


def _choices(fits: list[float]) -> list[int]:
    """Indices of the fits above zero, best first."""
    return sorted((at for at, fit in enumerate(fits) if fit > 0), key=lambda at: (-fits[at], at))


def same_holder(one: Holder, other: Holder) -> bool:
    """Whether two holders are the same: both the author, or overlapping words, or one entity or name."""
    if one.is_author or other.is_author:
        return one.is_author and other.is_author
    if one.span and other.span and one.span.overlaps(other.span):
        return True
    return bool(_names(one) & _names(other))


def _names(holder: Holder) -> set[str]:
    named = {_slug(holder.text or "")} if holder.span is None else set()
    return (named | ({holder.entity} if holder.entity else set())) - {""}


def _slug(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _NOT_LETTERS.sub("-", plain.casefold()).strip("-")
