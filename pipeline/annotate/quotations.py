"""Quotations: stretches between quotation marks, over sentences and paragraphs.

Curly, angled and low marks know their side; a straight mark opens after white space and closes before
it. A quotation that its paragraph does not close runs on where the next paragraph opens with the same
mark (the printers' convention) or closes before it opens anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.annotate.parsing import whole_text
from pipeline.schema import Span

__all__ = ["Quotation", "find_quotations"]

_MARK = re.compile(r"[“”„«»\"]|(?<!\w)[‘‚](?=\w)|(?<=[\w.,!?…])’(?!\w)|(?<!\w)'(?=\w)|(?<=[\w.,!?…])'(?!\w)")
_FAMILIES = {"“": "curly", "”": "curly", "„": "curly", "«": "angled", "»": "angled", '"': "straight"}
_OPENERS = frozenset("“„«‘‚")
_CLOSERS = frozenset("”»’")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between a pair of marks, marks included; ``level`` 1 is a quotation inside another."""

    span: Span
    level: int = 0

    def holds(self, span: Span) -> bool:
        """Whether the span lies inside, a full stop after the closing mark apart."""
        return self.span.start <= span.start and span.end <= self.span.end + 1


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    family: str
    opens: bool
    closes: bool


def find_quotations(doc: Doc) -> list[Quotation]:
    """All quotations of the body, in text order; unclosed ones that nothing continues are left out."""
    text = whole_text(doc)
    found: list[Quotation] = []
    pending: list[_Mark] = []
    for start, end in doc.user_data["body"]:
        marks = list(_marks_of(text, start, end))
        pending = _carry_on(pending, marks, start)
        pending = _pair_marks(pending, marks, found)
        pending = [mark for mark in pending if mark.family in {"curly", "straight", "angled"}][:1]
    return sorted(found, key=lambda quotation: quotation.span)


def _marks_of(text: str, start: int, end: int) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, start, end):
        char = match[0]
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        family = _FAMILIES.get(char, "single")
        if char in _OPENERS:
            yield _Mark(match.start(), family, opens=True, closes=char == "“" and before.isalnum())
        elif char in _CLOSERS:
            yield _Mark(match.start(), family, opens=False, closes=True)
        else:
            opens = not before.isalnum() and not after.isspace() and (before.isspace() or before in "([—–-/")
            yield _Mark(match.start(), family, opens=opens, closes=not opens)


def _carry_on(pending: list[_Mark], marks: list[_Mark], start: int) -> list[_Mark]:
    """The open quotation, if this paragraph goes on with it; the mark that repeats it is dropped."""
    if not pending:
        return []
    family = pending[0].family
    own = [mark for mark in marks if mark.family == family]
    if own and own[0].at == start and own[0].opens:
        marks.remove(own[0])
        return pending
    return pending if own and own[0].closes else []


def _pair_marks(pending: list[_Mark], marks: list[_Mark], found: list[Quotation]) -> list[_Mark]:
    stack = list(pending)
    for mark in marks:
        same = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].family == mark.family), None)
        if same is not None and mark.closes:
            found.append(Quotation(Span(stack[same].at, mark.at + 1), level=same))
            del stack[same:]
        elif mark.opens and (same is None or mark.family != "straight"):
            stack.append(mark)
    return stack
