"""Mentions: every proper name, and every expression of time and amount, in the body of a document.

Names come from known names, from forms of names and from the base model's own reading. The first two win
over the third, the longer over the shorter. Then the document is read as a whole: acronyms follow the
names that define them, surnames the full names, and a name keeps the label it has elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from pipeline.annotate.base_names import find_base_names, find_wholes
from pipeline.annotate.capitals import find_runs, title_tokens
from pipeline.annotate.cue_names import find_cued
from pipeline.annotate.designations import find_designations, join_articles
from pipeline.annotate.head_names import find_headed
from pipeline.annotate.knowledge_base import Knowledge, split_words
from pipeline.annotate.known_names import find_known
from pipeline.annotate.name_candidates import NameCandidate, add_free, longest, with_arabic_articles
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.recurrence import add_recurring
from pipeline.annotate.ship_names import find_ships
from pipeline.annotate.values import find_values
from pipeline.schema import EntityLabel, Mention, Span

__all__ = ["find_mentions"]


def find_mentions(doc: Doc, knowledge: Knowledge, written: str = "") -> list[Mention]:
    """Names and values in the body of ``doc``: sorted by place, not overlapping, without links.

    ``written`` is the paper's date in EDTF, against which relative dates resolve, or "".
    """
    text = whole_text(doc)
    names = _find_names(doc, text, knowledge)
    return _in_body(doc, _merge(names, find_values(doc, written)))


def _find_names(doc: Doc, text: str, knowledge: Knowledge) -> list[NameCandidate]:
    titles = title_tokens(doc)
    runs = list(find_runs(doc, titles))
    words = split_words(text)
    formed = [
        *find_designations(text),
        *find_ships(doc, runs, knowledge),
        *find_known(doc, words, knowledge, titles),
        *find_headed(doc, runs, knowledge),
    ]
    formed += [*find_cued(doc, runs, knowledge), *find_wholes(doc, runs, titles, knowledge)]
    sure = longest([*formed, *join_articles(text, formed)])
    names = add_free(sure, find_base_names(doc, titles, sure, knowledge))
    names = add_recurring(text, words, names, knowledge)
    return longest([*names, *join_articles(text, names), *with_arabic_articles(text, names)])


def _merge(names: Sequence[NameCandidate], values: Sequence[Mention]) -> list[Mention]:
    """Names and values: a sum or a date wins over a name inside it ("US dollars"), else the name wins.

    A measure wins over an unsure name only ("40 MW").
    """
    wider = [v for v in values if v.label in {EntityLabel.MONEY, EntityLabel.DATE}]
    inside = {p: v.span for v in wider for p in range(v.span.start, v.span.end)}
    counts = {p for v in values if v.label is EntityLabel.QUANTITY for p in range(v.span.start, v.span.end)}
    kept = [name for name in names if not _is_inside(name, inside.get(name.span.start))]
    kept = [name for name in kept if not (name.is_weak and name.span.start in counts)]
    taken = {place for name in kept for place in range(name.span.start, name.span.end)}
    mentions = [Mention(name.span, name.label, by=name.by) for name in kept]
    mentions += [v for v in values if taken.isdisjoint(range(v.span.start, v.span.end))]
    return sorted(mentions, key=lambda mention: mention.span)


def _is_inside(name: NameCandidate, other: Span | None) -> bool:
    """Whether a value holds the name; the very same words are a name only for a sure reason."""
    return other is not None and name.span in other and (name.span != other or name.is_weak)


def _in_body(doc: Doc, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions inside body blocks (all of them where the document has no blocks)."""
    blocks = [Span(start, end) for start, end in doc.user_data.get("body", [(0, len(whole_text(doc)) or 1)])]
    kept: list[Mention] = []
    at = 0
    for mention in mentions:
        while at < len(blocks) and blocks[at].end <= mention.span.start:
            at += 1
        if at < len(blocks) and mention.span in blocks[at]:
            kept.append(mention)
    return kept
