"""The document as a whole: acronyms, surnames, and names that come back.

A name defined with an acronym ("Joint Operations Command (COVI)") gives the acronym its kind; a full
name of a person gives it to the surname alone; any name that was surely read once is read so wherever
it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from pipeline.annotate.knowledge_base import Knowledge, Word, fold
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.name_patterns import NameCandidate
from pipeline.schema import EntityLabel, Span

__all__ = ["Definition", "add_recurring", "find_definitions", "surname_of"]

_ACRONYM = re.compile(
    r"(?<=[(\[])(?:or\s|the\s)?([A-Z][A-Za-z0-9&.-]{0,9}[A-Z0-9]s?|[A-Z]{2,10}s?)(?=[)\],;])"
)


@dataclass(frozen=True, slots=True)
class NameParticle:
    """A row of ``name_particles.csv``: a small word inside a surname ("von der Leyen")."""

    word: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym in brackets and the words before it that it stands for."""

    acronym: str
    where: Span
    name: NameCandidate | None


def add_recurring(
    doc: Doc, words: Sequence[Word], names: list[NameCandidate], knowledge: Knowledge
) -> list[NameCandidate]:
    """``names`` made consistent over the document, with those added that come back unseen."""
    text = doc.text
    definitions = list(find_definitions(text, names))
    common = {d.acronym for d in definitions if d.name is None and not knowledge.senses_of(d.acronym)}
    names = [name for name in names if name.span.of(text) not in common]
    labels = _sure_labels(text, names, definitions, knowledge)
    names = [_relabelled(name, labels, text) for name in names]
    taken = {place for name in names for place in range(name.span.start, name.span.end)}
    names += [
        name
        for name in _recurring(text, words, labels)
        if taken.isdisjoint(range(name.span.start, name.span.end))
    ]
    return sorted(names)


def find_definitions(text: str, names: Sequence[NameCandidate]) -> Iterator[Definition]:
    """Acronyms in brackets; ``name`` is the mention right before, ``None`` where common words stand there."""
    by_end = {name.span.end: name for name in names}
    for match in _ACRONYM.finditer(text):
        before = text[max(match.start() - 200, 0) : match.start() - 1].rstrip()
        end = max(match.start() - 200, 0) + len(before) - (1 if before.endswith(("”", '"', "’")) else 0)
        name = by_end.get(end)
        where = Span(match.start(1), match.end(1))
        if name is not None:
            yield Definition(match[1], where, name)
        elif _spells_out(before, match[1]):
            yield Definition(match[1], where, None)


def _spells_out(before: str, acronym: str) -> bool:
    """Whether lower-case words right before a bracket begin with the acronym's letters."""
    letters = [char.lower() for char in acronym if char.isupper()]
    words = re.findall(r"[A-Za-z]+", before[-120:])[-len(letters) - 2 :]
    if len(words) < 2 or words[-1][0].isupper():
        return False
    return words[-1][0] == letters[-1] or words[-1][0].lower() in letters


def surname_of(name: str) -> str:
    """The part of a full name that stands alone for it: "Di Paola", "Erdoğan"; empty for one word."""
    parts = name.split()
    if len(parts) < 2:
        return ""
    at = len(parts) - 1
    if parts[at].rstrip(".") in {"Jr", "Sr", "II", "III", "IV"} and at > 1:
        at -= 1
    start = at
    while start > 1 and parts[start - 1].lower() in _particles():
        start -= 1
    return " ".join(parts[start : at + 1])


def _sure_labels(
    text: str, names: Sequence[NameCandidate], definitions: Sequence[Definition], knowledge: Knowledge
) -> dict[str, EntityLabel]:
    """What each name is by the surest and most frequent reading in the document."""
    votes: dict[str, Counter[EntityLabel]] = {}
    for name in names:
        words = name.span.of(text)
        sure = 1 if name.by.startswith("base:") else 5
        votes.setdefault(words, Counter())[name.label] += sure
        if name.label is EntityLabel.PERSON and (surname := surname_of(words)):
            known = knowledge.senses_of(surname)
            if not known or all(sense.label is EntityLabel.PERSON for sense in known):
                votes.setdefault(surname, Counter())[EntityLabel.PERSON] += 4
    for definition in definitions:
        if definition.name is not None:
            votes.setdefault(definition.acronym, Counter())[definition.name.label] += 10
    return {words: _winner(counts) for words, counts in votes.items() if len(words) > 1}


def _winner(counts: Counter[EntityLabel]) -> EntityLabel:
    return max(sorted(counts), key=lambda label: counts[label])


def _relabelled(name: NameCandidate, labels: dict[str, EntityLabel], text: str) -> NameCandidate:
    label = labels.get(name.span.of(text), name.label)
    if label is name.label or not name.by.startswith("base:"):
        return name
    return NameCandidate(name.span, label, f"{name.by}+recurrence")


def _recurring(text: str, words: Sequence[Word], labels: dict[str, EntityLabel]) -> Iterator[NameCandidate]:
    """Further places where a name of the document stands, word for word."""
    by_first: dict[str, list[str]] = {}
    for name in labels:
        first = re.match(r"[^\W\d_]+|\d+|\S", name)
        if first and name[0].isupper():
            by_first.setdefault(fold(first[0]), []).append(name)
    for forms in by_first.values():
        forms.sort(key=len, reverse=True)
    for word in words:
        for name in by_first.get(word.key, ()):
            end = word.start + len(name)
            if (
                text.startswith(name, word.start)
                and not text[end : end + 1].isalnum()
                and not text[word.start - 1 : word.start].isalnum()
            ):
                yield NameCandidate(Span(word.start, end), labels[name], "rule:recurrence")
                break


@cache
def _particles() -> frozenset[str]:
    return frozenset(row.word for row in read_table("name_particles", NameParticle))
