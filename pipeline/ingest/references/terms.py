"""The words of citing: lead-ins, marks of editors and short forms, institutions, countries, places.

Everything here is a row of a table in ``pipeline/knowledge/``; names of countries are those of the
Unicode CLDR (through Babel).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from babel import Locale

from pipeline.knowledge.tables import read_table

__all__ = [
    "Publisher",
    "Term",
    "WorkWord",
    "find_periodical",
    "find_publisher",
    "is_country",
    "is_place",
    "term_pattern",
    "terms_of",
    "work_words",
]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or mark of citing, with a note that uses it."""

    kind: str
    term: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that names of institutions hold, or a place of publication."""

    word: str = ""
    name: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class WorkWord:
    """A word in a title that tells the type of the work."""

    word: str
    type: str
    genre: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publishing body or a periodical, and what kind it is."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    example: str = ""


@cache
def term_pattern(kind: str) -> str:
    """A regular expression (no group) for all terms of ``kind``, longest first."""
    return alternatives(terms_of(kind))


@cache
def terms_of(kind: str) -> frozenset[str]:
    """All terms of ``kind``."""
    return frozenset(row.term for row in read_table("citation_terms", Term) if row.kind == kind)


def alternatives(words: Collection[str]) -> str:
    """One of ``words``, longest first, whole words only; either kind of apostrophe."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    escaped = [re.sub("['’]", "['’]", re.escape(word)) for word in ordered]
    return rf"(?:{'|'.join(escaped)})(?!\w)"


@cache
def institution_pattern() -> re.Pattern[str]:
    """Words by which an institution's name is known ("Ministry", "Council", "University")."""
    words = {row.word for row in read_table("institution_words", Word)}
    return re.compile(rf"(?<!\w){alternatives(words)}")


@cache
def work_words() -> tuple[tuple[re.Pattern[str], WorkWord], ...]:
    """Words that tell the type of a work, longest first, each as a pattern."""
    rows = sorted(read_table("work_words", WorkWord), key=lambda row: (-len(row.word), row.word))
    return tuple((re.compile(rf"(?<!\w){alternatives({row.word})}s?(?!\w)"), row) for row in rows)


@cache
def _countries() -> frozenset[str]:
    """English names of states and the big unions of them."""
    names = {str(name) for name in Locale("en").territories.values()}
    return frozenset(names | {"Turkey", "USA", "US", "UK", "EU", "European Union", "Russian Federation"})


def is_country(text: str) -> bool:
    """Whether ``text`` is the English name of a state or territory."""
    return text in _countries()


@cache
def _places() -> frozenset[str]:
    return frozenset(row.name for row in read_table("publication_places", Word))


def is_place(text: str) -> bool:
    """Whether ``text`` is a city where books appear, or several joined by a stroke or "and"."""
    parts = re.split(r"\s*/\s*|\s+(?:and|e|et|und|&)\s+|\s*;\s*|\s*[-–]\s*", text.strip())
    return all(part in _places() for part in parts) or text.strip() in _places()


@cache
def _named(table: str) -> dict[str, Publisher]:
    rows = read_table(table, Publisher)
    return {_bare(name): row for row in reversed(rows) for name in (row.name, *row.aliases)}


def find_publisher(name: str) -> Publisher | None:
    """The row of a publishing body, by its name or alias (case apart)."""
    return _named("publishers").get(_bare(name))


def find_periodical(name: str) -> Publisher | None:
    """The row of a periodical or series, by its name or alias; a year or edition after it is ignored."""
    return _named("periodicals").get(_bare(name)) or _named("periodicals").get(
        re.sub(r"[\s,]+(?:19|20)\d\d(?:[-–/]\d+)?$", "", _bare(name))
    )


def _bare(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" .,").casefold()
