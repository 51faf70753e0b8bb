"""Runs of capitalised words: where names can be, before anything is known of what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from pipeline.annotate.calendar_readers import CalendarWord
from pipeline.annotate.lexicon import read_table

__all__ = [
    "PersonTitle",
    "PlainCapital",
    "Run",
    "find_runs",
    "is_capital",
    "is_plain",
    "is_plain_phrase",
    "title_tokens",
]


@dataclass(frozen=True, slots=True)
class PersonTitle:
    """A row of ``person_titles.csv``: words that stand before a person's name and are no part of it."""

    words: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class PlainCapital:
    """A row of ``plain_capitals.csv``: a word that papers write with capitals though it names nothing."""

    words: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``start`` to ``end`` (exclusive) of a ``Doc``: capitalised words side by side.

    ``titled`` says that a person's title stands right before it.
    """

    start: int
    end: int
    titled: bool = False


def find_runs(doc: Doc, titles: frozenset[int]) -> Iterator[Run]:
    """Longest runs of capitalised words in the body, broken by titles, marks and possessives."""
    seen = _seen_in_capitals(doc)
    start: int | None = None
    for token in doc:
        inside = token.i not in titles and _belongs(token, start is not None, seen)
        if inside and start is not None and not _joined(doc[token.i - 1], token):
            yield from _trimmed(doc, start, token.i, titles)
            start = token.i
        elif inside and start is None:
            start = token.i
        elif not inside and start is not None:
            yield from _trimmed(doc, start, token.i, titles)
            start = None
    if start is not None:
        yield from _trimmed(doc, start, len(doc), titles)


def is_capital(token: Token) -> bool:
    """Whether a word begins with a capital (or is one of few with it inside, "iPhone")."""
    text = token.text
    return text[0].isupper() or (len(text) > 2 and text[0].isalpha() and text[1].isupper())


@cache
def _calendar_names() -> frozenset[str]:
    """Months and days of the week: capitalised, but no names."""
    rows = read_table("calendar_words", CalendarWord)
    return frozenset(row.word for row in rows if row.kind in {"month", "weekday"})


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(row.words for row in read_table("plain_capitals", PlainCapital))


def is_plain_phrase(words: str) -> bool:
    """Whether exactly these words are known to name nothing ("Internet Protocol")."""
    return words in _plain_words()


def is_plain(words: str) -> bool:
    """Whether these capitalised words name nothing by themselves ("Member States", "AI", "Annex IV")."""
    if words in _plain_words() or all(map(_NUMBERED_PART.fullmatch, words.split(" and "))):
        return True
    if " and " in words and all(half in _plain_words() for half in words.split(" and ")):
        return True
    parts = [part for part in words.replace("-", " ").split() if part not in {"and", "&"}]
    return all(word in _plain_words() or word[0].isdigit() or (len(word) == 1 < len(parts)) for word in parts)


_NUMBERED_PART = re.compile(
    r"(?:Annex|Appendix|Chapter|Recital|Section|Part|Articles?|Title|Table|Figure|Volume|Box|Pillar|Phase|Stage|Step"
    r"|Tier|Level|Line|Track|Option|Scenario|Goal|Objective|Recommendation|Paragraph|Exhibit)s?"
    r" (?:[IVXLC]+|\d+[A-Za-z]?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|[A-F])"
)


def title_tokens(doc: Doc) -> frozenset[int]:
    """Indices of tokens that are (part of) a person's title, capitalised or not."""
    by_first = _titles_by_first_word()
    found: set[int] = set()
    for token in doc:
        for words in by_first.get(token.text, ()):
            stretch = [t.text for t in doc[token.i : token.i + len(words)]]
            if stretch == list(words) and not (_is_of_body(token, words) or _opens_body(token, words)):
                found.update(range(token.i, _end_of_office(doc, token.i + len(words))))
                break
    return frozenset(found)


def _is_of_body(token: Token, words: tuple[str, ...]) -> bool:
    """Whether a title is what a body is of: "Court of Justice", "House of Representatives"."""
    if words[0] not in _IN_BODIES or token.i < 2 or token.nbor(-1).lower_ != "of":
        return False
    return is_capital(token.nbor(-2)) and not (token.i + 1 < len(token.doc) and is_capital(token.nbor()))


def _opens_body(token: Token, words: tuple[str, ...]) -> bool:
    """Whether "General" opens the name of a body: "General Assembly", "General Staff"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return words == ("General",) and after is not None and after.text in _GENERAL_BODIES


_GENERAL_BODIES = frozenset(
    {"Assembly", "Court", "Staff", "Council", "Secretariat", "Conference", "Electric", "Motors"}
)
_IN_BODIES = frozenset({"Justice", "Justices", "Representatives", "Ministers", "Governors", "Judges"})
_OFFICES = frozenset({"Minister", "Secretary", "Ministers"})


def _end_of_office(doc: Doc, end: int) -> int:
    """After "Minister": also "of Economy and Finance", "for Foreign Affairs"."""
    if doc[end - 1].text not in _OFFICES or end + 1 >= len(doc):
        return end
    if doc[end].lower_ not in {"of", "for"}:
        return end
    at = end + 1
    if doc[at].lower_ == "the":
        at += 1
    last = end
    while at < len(doc) and (is_capital(doc[at]) or (doc[at].lower_ in {"and", ",", "&"} and last > end)):
        if is_capital(doc[at]):
            if doc[at].ent_type_ == "PERSON":
                break
            last = at + 1
        at += 1
    return last


@cache
def _titles_by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in read_table("person_titles", PersonTitle):
        words = tuple(row.words.replace("-", " - ").split())
        table.setdefault(words[0], []).append(words)
        if words[-1].endswith("."):
            table.setdefault(words[0].rstrip("."), []).append((*words[:-1], words[-1][:-1], "."))
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in table.items()}


def _seen_in_capitals(doc: Doc) -> frozenset[str]:
    """Words that the document writes with a capital inside a sentence: names even at its start."""
    return frozenset(
        token.text
        for token in doc
        if token.text[0].isupper() and not token.is_sent_start and token.i and not doc[token.i - 1].is_punct
    )


_CLOSED = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ", "ADV"})


_FISCAL_YEAR = re.compile(r"F?FY\d|CY\d")


def _belongs(token: Token, open_run: bool, seen: frozenset[str]) -> bool:
    if token.text in {"-", "–", "‑", "&"}:
        return open_run and token.i + 1 < len(token.doc) and _is_linked(token)
    if not is_capital(token) or token.text in {"I", "The"} or _FISCAL_YEAR.match(token.text):
        return False
    if token.pos_ in {"PRON", "DET", "AUX"} and not token.text.isupper():
        return False
    if token.text in _calendar_names() and token.ent_type_ != "PERSON":
        return False
    return not _starts_sentence(token) or _is_name_at_start(token, seen)


def _is_linked(token: Token) -> bool:
    """A hyphen between two capitals without spaces, or an ampersand."""
    after = token.nbor()
    if token.text == "&":
        return is_capital(after)
    return not token.whitespace_ and not token.nbor(-1).whitespace_ and is_capital(after)


def _starts_sentence(token: Token) -> bool:
    before = token.doc[token.i - 1] if token.i else None
    return bool(token.is_sent_start) or before is None or before.text in {"“", '"', "‘", ":", "•", "("}


def _is_name_at_start(token: Token, seen: frozenset[str]) -> bool:
    if token.text.isupper() and len(token.text) > 1:
        return True
    if token.pos_ in _CLOSED:
        return False
    if token.pos_ == "PROPN" or token.ent_type_ in _NAMES:
        return True
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.text in seen or (after is not None and is_capital(after) and token.pos_ in {"ADJ", "NOUN"})


_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})


def _joined(before: Token, token: Token) -> bool:
    """Whether two neighbours may be one name: only a space or a hyphen between them."""
    return not (before.is_space or token.is_space) and before.text not in {",", ";"}


def _trimmed(doc: Doc, start: int, end: int, titles: frozenset[int]) -> Iterator[Run]:
    while end > start and doc[end - 1].text in {"-", "–", "‑", "&"}:
        end -= 1
    if end > start:
        yield Run(start, end, titled=(start - 1) in titles)
