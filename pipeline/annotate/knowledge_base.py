"""What is known of the field: states, organisations, people, treaties, weapons, places and their names.

Rows of ``pipeline/knowledge/`` and of the user's own files become one trie over words. Matching reads
the text once, word by word, and is blind to accents, to the kind of quote and to hyphens inside a name
("S-400", "S400" and "S 400" are one name), but not to case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.annotate.lexicon import parse_rows, read_table
from pipeline.errors import KnowledgeError
from pipeline.schema import EntityLabel, Span

__all__ = [
    "KNOWLEDGE_TABLES",
    "Knowledge",
    "KnownMatch",
    "KnownName",
    "Word",
    "fold",
    "load_knowledge",
    "read_own_rows",
    "slug_of",
    "split_words",
]

KNOWLEDGE_TABLES = (
    "states",
    "regions_of_states",
    "cities",
    "places",
    "facilities",
    "peoples",
    "leaders",
    "organisations",
    "institutions",
    "parties",
    "armed_groups",
    "firms",
    "think_tanks",
    "media",
    "laws",
    "programmes",
    "missions",
    "products",
    "events",
    "works",
)
"""The tables of ``pipeline/knowledge/`` that hold named things, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """One named thing: a row of a knowledge table.

    ``entity`` is its slug, ``name`` its usual English name, ``aliases`` its other names, ``adjectives``
    its demonyms (found as NORP). ``short`` are names that count only in a document that also uses a full
    one ("Alliance"). ``seats`` are names of places that stand for it when they act ("Ankara", "Kremlin").
    ``of`` is the slug of what it belongs to, ``office`` what a person was, from ``since`` to ``until``
    (EDTF, empty for now). An ``ambiguous`` name has another common meaning and needs a second sign.
    """

    entity: str
    label: EntityLabel
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    iso: str = ""
    of: str = ""
    office: str = ""
    since: str = ""
    until: str = ""
    ambiguous: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters, or of digits, or one mark: its place in the text and its folded form."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a name: what it names, as what, and how sure the name alone makes it."""

    known: KnownName
    label: EntityLabel
    short: bool = False
    seat: bool = False
    joined: bool = False
    """The name is a combining form, before a hyphen only ("Sino-")."""
    article: bool = False
    """The name stands after "The", which is no part of the span ("The Economist")."""


@dataclass(frozen=True, slots=True)
class KnownMatch:
    """A known name that stands in the text, with all its readings."""

    span: Span
    senses: tuple[Sense, ...]


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    senses: list[Sense] = field(default_factory=list)


class Knowledge:
    """All known names, ready to be looked up by identifier, by name, or in a text."""

    def __init__(self, rows: Iterable[KnownName]) -> None:
        self._root = _Node()
        self._by_surname: dict[str, list[KnownName]] = {}
        self.by_entity: dict[str, KnownName] = {}
        for row in rows:
            self._add(row)

    def find(self, words: Sequence[Word]) -> Iterator[KnownMatch]:
        """The longest known name at each word, left to right; names may overlap."""
        for at in range(len(words)):
            match = self._longest_at(words, at)
            if match:
                yield match

    def senses_of(self, name: str) -> tuple[Sense, ...]:
        """All readings of a name that stands alone; empty for an unknown name."""
        bare = name if name.startswith(_WITH_ARTICLE) else name.removeprefix("The ")
        words = split_words(bare.rstrip("-"))
        match = self._longest_at(words, 0) if words else None
        return match.senses if match and match.span.end == words[-1].end else ()

    def people_by_surname(self, surname: str) -> list[KnownName]:
        """All known people of this surname, with or without an Arabic article ("al-Abadi")."""
        bare = _ARTICLE.sub("", surname)
        return self._by_surname.get(" ".join(word.key for word in split_words(bare)), [])

    def person_by_surname(self, surname: str) -> KnownName | None:
        """The one known person of this surname, or the one head of a state or government, or the one now."""
        people = self.people_by_surname(surname)
        leaders = [person for person in people if person.office.startswith(_HEADS)]
        chosen = people if len(people) == 1 else leaders
        if len(chosen) > 1:
            chosen = [person for person in leaders if person.since and not person.until]
        return chosen[0] if len(chosen) == 1 else None

    def head_by_surname(self, surname: str) -> KnownName | None:
        """The one head of a state or government of this surname."""
        known = self.person_by_surname(surname)
        return known if known is not None and known.office.startswith(_HEADS) else None

    def has_surname(self, surname: str) -> bool:
        """Whether any known person is called so."""
        return " ".join(word.key for word in split_words(surname)) in self._by_surname

    def _longest_at(self, words: Sequence[Word], at: int) -> KnownMatch | None:
        node = self._root
        best: tuple[int, list[Sense]] | None = None
        index = at
        while index < len(words):
            word = words[index]
            if word.key == "-" and index > at:
                index += 1
                continue
            child = node.children.get(word.key)
            if child is None:
                break
            node = child
            if node.senses and _ends_word(words, index):
                best = word.end, node.senses
            index += 1
        return KnownMatch(Span(words[at].start, best[0]), tuple(best[1])) if best else None

    def _add(self, row: KnownName) -> None:
        self.by_entity.setdefault(row.entity, row)
        for surname in _surnames(row) if row.label is EntityLabel.PERSON else ():
            self._by_surname.setdefault(surname, []).append(row)
        for name in (row.name, *row.aliases):
            bare = name if name.startswith(_WITH_ARTICLE) else name.removeprefix("The ")
            self._insert(bare, Sense(row, row.label, article=bare != name))
        for name in row.adjectives:
            self._insert(name, Sense(row, EntityLabel.NORP, joined=name.endswith("-")))
        for name in row.short:
            self._insert(name, Sense(row, row.label, short=True))
        for name in row.seats:
            self._insert(name, Sense(row, EntityLabel.GPE, seat=True))

    def _insert(self, name: str, sense: Sense) -> None:
        node = self._root
        for word in split_words(name):
            if word.key != "-":
                node = node.children.setdefault(word.key, _Node())
        if sense not in node.senses:
            node.senses.append(sense)


def _surnames(row: KnownName) -> tuple[str, ...]:
    """The words that stand alone for a person, by all spellings of the name."""
    found = (_surname(name, row.of) for name in (row.name, *row.aliases))
    return tuple(dict.fromkeys(surname for surname in found if surname))


def _surname(name: str, of: str) -> str:
    """The word that stands alone for a person: the first of a Chinese or Korean name, else the last."""
    words = [word.key for word in split_words(name)]
    at = [index for index, word in enumerate(words) if word not in {"Jr", "."} and word != "-"]
    if len(at) < 2:
        return ""
    return words[at[0]] if of in _FAMILY_FIRST else words[at[-1]]


_HEADS = (
    "President of",
    "Prime Minister of",
    "Chancellor of",
    "Leader of",
    "King of",
    "Supreme Leader of",
    "Vice President of",
)
_FAMILY_FIRST = frozenset({"china", "taiwan", "north-korea", "south-korea", "singapore", "cambodia"})


_ARTICLE = re.compile(r"^(?:[AaEe]l|[Aa][dnrst])[-‑ ]")
_WITH_ARTICLE = "The Hague"
"""The name that keeps its article."""


def load_knowledge(extra_files: Sequence[Path] = ()) -> Knowledge:
    """Our tables and the user's CSV files (same columns); the user's rows are read first and so win.

    Raises ``KnowledgeError`` for a file that is absent or a row that does not fit.
    """
    own = read_own_rows(extra_files)
    return Knowledge([*own, *(row for table in KNOWLEDGE_TABLES for row in read_table(table, KnownName))])


def read_own_rows(files: Iterable[Path]) -> list[KnownName]:
    """The rows of the user's CSV files, in their order. Raises ``KnowledgeError`` as ``load_knowledge``."""
    return [row for path in files for row in _read_file(path)]


def _read_file(path: Path) -> tuple[KnownName, ...]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8 text"
        raise KnowledgeError(
            f"cannot be read: {what}", where=str(path), advice="give a CSV file in UTF-8"
        ) from error
    return parse_rows(lines, KnownName, where=path.name)


_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_JOINERS = dict.fromkeys("‐‑‒–—-", "-") | dict.fromkeys("’‘ʼ`´", "'")
_LETTERS = str.maketrans("ıłŁøØđĐßæÆœŒðÐþÞ", "ilLoOdDsaAoOdDtT")


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]`` with offsets into ``text``."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(match.start(), match.end(), fold(match[0])) for match in found]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without accents and with plain quotes and hyphens; its case is kept."""
    if word.isascii():
        return word
    plain = _JOINERS.get(word) or unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def slug_of(name: str) -> str:
    """The identifier of a thing with this usual English name ("Giorgia Meloni" -> "giorgia-meloni")."""
    plain = fold(name.replace("’", "'").replace("&", " and ")).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").replace(".", "")).strip("-")


def _ends_word(words: Sequence[Word], index: int) -> bool:
    """Whether a name may end here: the next letter is not part of the same word ("S-400B"; "F-16s" is)."""
    if index + 1 == len(words):
        return True
    word, after = words[index], words[index + 1]
    return after.start > word.end or after.key == "s" or not (after.key.isalnum() and word.key.isalnum())
