"""Mentions: every proper name, and every expression of time and amount, in the body of a document.

Names come from three sources: known names, forms of names, and the base model's own reading. The first
two win over the third, the longer over the shorter. Then the document is read as a whole: acronyms
follow the names that define them, surnames the full names, and a name keeps the label it has elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from pipeline.annotate.base_names import find_base_names
from pipeline.annotate.capitals import find_runs, title_tokens
from pipeline.annotate.knowledge_base import Knowledge, split_words
from pipeline.annotate.known_names import find_known
from pipeline.annotate.name_patterns import NameCandidate, find_patterned
from pipeline.annotate.recurrence import add_recurring
from pipeline.annotate.values import find_values
from pipeline.schema import EntityLabel, Mention, Span

__all__ = ["find_mentions"]


def find_mentions(
    doc: Doc, knowledge: Knowledge, recogniser: object | None = None, written: str = ""
) -> list[Mention]:
    """Names and values in the body of ``doc``: sorted by place, not overlapping, without links.

    ``recogniser`` is a trained model that may be absent; ``written`` is the paper's date in EDTF or "".
    """
    titles = title_tokens(doc)
    runs = list(find_runs(doc, titles))
    words = split_words(doc.text)
    del recogniser
    strong = [*find_known(doc, words, knowledge), *find_patterned(doc, runs, knowledge)]
    names = _longest(strong)
    names = _add_free(names, find_base_names(doc, titles, names))
    names = add_recurring(doc, words, names, knowledge)
    return _in_body(doc, _merge(names, find_values(doc, written)))


def _longest(candidates: Iterable[NameCandidate]) -> list[NameCandidate]:
    """The longest of overlapping candidates; of equals the first."""
    taken = bytearray()
    kept: list[NameCandidate] = []
    ranked = sorted(enumerate(candidates), key=lambda item: (-len(item[1].span), item[0]))
    for _, candidate in ranked:
        if len(taken) < candidate.span.end:
            taken.extend(bytes(candidate.span.end - len(taken)))
        if not any(taken[candidate.span.start : candidate.span.end]):
            taken[candidate.span.start : candidate.span.end] = b"\1" * len(candidate.span)
            kept.append(candidate)
    return sorted(kept)


def _add_free(names: list[NameCandidate], more: Iterable[NameCandidate]) -> list[NameCandidate]:
    """``names`` and those of ``more`` that overlap none of them."""
    taken = {place for name in names for place in range(name.span.start, name.span.end)}
    free = [name for name in more if taken.isdisjoint(range(name.span.start, name.span.end))]
    return sorted([*names, *_longest(free)])


def _merge(names: Sequence[NameCandidate], values: Sequence[Mention]) -> list[Mention]:
    """Names and values; a sum of money wins over a name inside it ("US dollars"), else the name wins."""
    money = {p for v in values if v.label is EntityLabel.MONEY for p in range(v.span.start, v.span.end)}
    kept = [name for name in names if name.span.start not in money]
    taken = {place for name in kept for place in range(name.span.start, name.span.end)}
    mentions = [Mention(name.span, name.label, by=name.by) for name in kept]
    mentions += [v for v in values if taken.isdisjoint(range(v.span.start, v.span.end))]
    return sorted(mentions, key=lambda mention: mention.span)


def _in_body(doc: Doc, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions inside body blocks (all of them where the document has no blocks)."""
    blocks = [Span(start, end) for start, end in doc.user_data.get("body", [(0, len(doc.text) or 1)])]
    kept: list[Mention] = []
    at = 0
    for mention in mentions:
        while at < len(blocks) and blocks[at].end <= mention.span.start:
            at += 1
        if at < len(blocks) and mention.span in blocks[at]:
            kept.append(mention)
    return kept
