"""The document as a whole: second names, surnames, short names, and names that come back.

A name defined with an acronym gives the acronym its kind; a full name of a person gives it to the surname
alone; "the Memorandum" is the memorandum named before; any name that was surely read once is read so
wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from pipeline.annotate.definitions import Definition, find_definitions
from pipeline.annotate.head_nouns import head_nouns
from pipeline.annotate.knowledge_base import Knowledge, Word, fold
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.name_candidates import NameCandidate, add_free
from pipeline.schema import EntityLabel, Span

__all__ = [
    "FamilyName",
    "NameParticle",
    "add_recurring",
    "family_names",
    "head_of",
    "surname_of",
    "surnames_of",
]


@dataclass(frozen=True, slots=True)
class NameParticle:
    """A row of ``name_particles.csv``: a small word inside a surname ("von der Leyen")."""

    word: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class FamilyName:
    """A row of ``family_names_first.csv``: a Chinese or Korean family name, which opens a full name."""

    family: str
    language: str
    example: str = ""


def add_recurring(
    text: str, words: Sequence[Word], names: Sequence[NameCandidate], knowledge: Knowledge
) -> list[NameCandidate]:
    """``names`` made consistent over ``text``, with those added that come back unseen."""
    definitions = [d for d in find_definitions(text, names) if not _is_elsewhere(d, knowledge)]
    common = {d.other for d in definitions if d.name is None and not knowledge.senses_of(d.other)}
    kept = _with_definitions(names, definitions)
    lower = frozenset(re.findall(r"(?<![\w./-])[a-z]{3,}(?![\w/-])", text))
    kept = [name for name in kept if not _is_common(name, name.span.of(text), common, lower)]
    labels = {
        words: label
        for words, label in _sure_labels(text, kept, definitions, knowledge).items()
        if words.isupper() or words.lower() not in lower
    }
    defined = {d.other: d.name.label for d in reversed(definitions) if d.name is not None}
    kept = [_relabelled(name, labels, defined, text) for name in kept]
    found = list(_recurring(text, words, labels))
    kept = add_free(_without_parts(kept, found), found)
    return add_free(kept, _short_names(text, kept))


def _is_elsewhere(definition: Definition, knowledge: Knowledge) -> bool:
    """Whether a bracket does not name the thing again but says where it is: "Harbour Oil (Norway)"."""
    if definition.name is None or definition.name.label is EntityLabel.GPE:
        return False
    senses = knowledge.senses_of(definition.other)
    return bool(senses) and all(sense.label is EntityLabel.GPE for sense in senses)


def _is_common(name: NameCandidate, words: str, common: set[str], lower: frozenset[str]) -> bool:
    """Whether the document itself shows that these are common words ("UAS", "Coercion")."""
    return words in common or (name.is_weak and words.lower() in lower)


def _without_parts(names: Sequence[NameCandidate], found: Sequence[NameCandidate]) -> list[NameCandidate]:
    """The names without those of the base model that are a mere part of a name found again."""
    shortest_first = sorted(found, key=lambda name: len(name.span))
    whole = {p: name.span for name in shortest_first for p in range(name.span.start, name.span.end)}
    people = {name.span.start for name in found if name.label is EntityLabel.PERSON}
    return [
        name
        for name in names
        if not name.is_weak
        or not (
            ((span := whole.get(name.span.start)) and len(span) > len(name.span))
            or (name.label is not EntityLabel.PERSON and name.span.start in people)
        )
    ]


def _with_definitions(
    names: Sequence[NameCandidate], definitions: Sequence[Definition]
) -> list[NameCandidate]:
    """The names, and both sides of each definition in place of what overlaps them."""
    sides = [
        NameCandidate(definition.where, definition.name.label, "rule:definition")
        for definition in definitions
        if definition.name is not None
    ]
    sides += [d.name for d in definitions if d.name is not None and d.name.by == "rule:spelled-out"]
    return add_free(sorted(set(sides)), names)


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


def surnames_of(name: str) -> tuple[str, ...]:
    """What may stand alone for a full name: its last part, or its first if that is a Chinese family name."""
    parts = name.split()
    last = surname_of(name)
    first = parts[0] if 2 <= len(parts) <= 3 and parts[0] in family_names() else ""
    return tuple(dict.fromkeys(word for word in (last, first) if word))


def head_of(name: str) -> str:
    """The head noun that stands alone for a name ("Memorandum", "Agency"); empty if it has none."""
    parts = name.split()
    if len(parts) < 2:
        return ""
    links = [at for at, part in enumerate(parts) if at and part in _NAME_LINKS]
    inner = parts[links[0] - 1 : links[0]] if links else []
    for word in (parts[0], *inner, parts[-1]):
        head = head_nouns().get(word)
        if (
            word != "Administration"
            and head is not None
            and (word == parts[-1] or head.place != "last")
            and (head.label in _STAND_ALONE or word in _LONE_PLACES)
        ):
            return word
    return ""


_NAME_LINKS = frozenset({"of", "for", "on", "against", "between"})
_STAND_ALONE = frozenset({EntityLabel.LAW, EntityLabel.ORG, EntityLabel.PROGRAMME, EntityLabel.MISSION})
_LONE_PLACES = frozenset({"Strait", "Straits", "Peninsula", "Canal"})


def _sure_labels(
    text: str, names: Sequence[NameCandidate], definitions: Sequence[Definition], knowledge: Knowledge
) -> dict[str, EntityLabel]:
    """What each name is by the surest and most frequent reading in the document."""
    votes: dict[str, Counter[EntityLabel]] = {}
    for name in names:
        words = name.span.of(text)
        votes.setdefault(words, Counter())[name.label] += 1 if name.is_weak else 5
        for surname in surnames_of(words) if name.label is EntityLabel.PERSON else ():
            known = knowledge.senses_of(surname)
            if not known or all(sense.label is EntityLabel.PERSON for sense in known):
                votes.setdefault(surname, Counter())[EntityLabel.PERSON] += 4
    for definition in definitions:
        if definition.name is not None:
            votes.setdefault(definition.other, Counter())[definition.name.label] += 10
    return {
        words: _winner(counts)
        for words, counts in votes.items()
        if len(words) > 1
        and words not in head_nouns()
        and (words.isupper() or words.lower() not in STOP_WORDS)
    }


def _winner(counts: Counter[EntityLabel]) -> EntityLabel:
    return max(sorted(counts), key=lambda label: counts[label])


def _relabelled(
    name: NameCandidate, labels: dict[str, EntityLabel], defined: dict[str, EntityLabel], text: str
) -> NameCandidate:
    words = name.span.of(text)
    label = defined.get(words) or (labels.get(words) if name.is_weak else None) or name.label
    return name if label is name.label else NameCandidate(name.span, label, f"{name.by}+recurrence")


def _recurring(text: str, words: Sequence[Word], labels: dict[str, EntityLabel]) -> Iterator[NameCandidate]:
    """Further places where a name of the document stands, word for word."""
    by_first: dict[str, list[str]] = {}
    for name in labels:
        first = re.match(r"[^\W\d_]+|\d+|\S", name)
        if first and any(char.isupper() for char in name):
            by_first.setdefault(fold(first[0]), []).append(name)
    for forms in by_first.values():
        forms.sort(key=len, reverse=True)
    for word in words:
        for name in by_first.get(word.key, ()):
            end = word.start + len(name)
            around = text[max(word.start - 1, 0) : word.start] + text[end : end + 1]
            if text.endswith("Euro-", 0, word.start) or any(char.isalnum() for char in around):
                continue
            if text.startswith(name, word.start):
                yield NameCandidate(Span(word.start, end), labels[name], "rule:recurrence")
                break


def _short_names(text: str, names: Sequence[NameCandidate]) -> Iterator[NameCandidate]:
    """Places where the head noun of a name stands alone for it: "the Memorandum", "a Commission report".

    Without "the" only where the document has one name with that head.
    """
    heads: dict[str, EntityLabel] = {}
    wholes: dict[str, set[str]] = {}
    for name in names:
        words = name.span.of(text)
        head = head_of(words) if not name.is_weak else ""
        if head and head_nouns()[head].label is name.label:
            heads.setdefault(head, name.label)
            wholes.setdefault(head, set()).add(words)
    if not heads:
        return
    one = "|".join(re.escape(head) for head in sorted(heads, key=lambda head: (-len(head), head)))
    for match in re.finditer(rf"\b([Tt]he|[a-z]\w*)\s({one})\b{_ALONE_AFTER}", text):
        head = match[2]
        if match[1].lower() == "the" or _are_one(wholes[head]):
            yield NameCandidate(Span(*match.span(2)), heads[head], "rule:short-name")


def _are_one(names: set[str]) -> bool:
    """Whether all names end like the shortest of them: "Harbour Commission", "Oslo Harbour Commission"."""
    shortest = min(sorted(names), key=len)
    return all(name.endswith(shortest) for name in names)


_ALONE_AFTER = r"(?![-\s](?!Chair|Director|President|Member|Secretary)[A-Z])(?!\sof\s[A-Z])"


@cache
def _particles() -> frozenset[str]:
    return frozenset(row.word for row in read_table("name_particles", NameParticle))


@cache
def family_names() -> frozenset[str]:
    """The rows of ``family_names_first.csv``."""
    return frozenset(row.family for row in read_table("family_names_first", FamilyName))
