"""Which works stand behind a sentence: its note calls, what they cover, and what kind of source they cite.

A call vouches for what stands before it: at the end of a sentence for the whole, inside it for the
clause that ends there (Chicago 14.26: "at the end of a sentence or of a clause").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.knowledge.tables import read_table
from pipeline.schema import Call, Citation, Document, Note, Span, Work, WorkType

__all__ = ["CitedWork", "SourceKind", "classify_source", "collect_works", "find_citations"]

CLAUSE_HEADS = frozenset({"ROOT", "advcl", "relcl", "ccomp", "acl", "parataxis", "csubj"})
VERBS = frozenset({"VERB", "AUX"})
QUOTE_BEFORE = re.compile(
    r"[“\"«](?P<words>[^“”\"«»]+)[”\"»][,.;:!?]*$|[“\"«](?P<inner>[^“”\"«»]+[,.!?])[”\"»]$"
)
HOST = " host"
SHORTEST_QUOTE = 4
"""Words: shorter quotations are terms, not somebody's words."""


class SourceKind(StrEnum):
    """Who publishes a source."""

    OFFICIAL = "official"
    PRESS = "press"
    THINK_TANK = "think tank"
    ACADEMIC = "academic"
    LEGAL = "legal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work of the paper's notes, merged over all its citations; ``notes`` are indices, in order."""

    work: Work
    kind: SourceKind
    notes: tuple[int, ...]

    @property
    def times(self) -> int:
        """How often it is cited, short forms included."""
        return len(self.notes)


@dataclass(frozen=True, slots=True)
class Sign:
    """A word in a body's name, or a part of a host's name, that tells the kind of source."""

    kind: str
    sign: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A publishing body or periodical of known kind."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    example: str = ""


def find_citations(document: Document, sentence: Tokens) -> tuple[Citation, ...]:
    """The note calls of ``sentence`` (a span of the document's ``Doc``), each with the words it covers."""
    span = Span(sentence.start_char, sentence.end_char)
    return tuple(_cite(document, sentence, call) for call in document.calls_in(span))


def _cite(document: Document, sentence: Tokens, call: Call) -> Citation:
    clause = _clause_before(sentence, call.at)
    return Citation(call.at, call.note, clause, _quote_before(document.text, sentence.start_char, call.at))


def _clause_before(sentence: Tokens, at: int) -> Span:
    """The clause that ends at the character ``at``; the whole sentence where it ends there."""
    whole = Span(sentence.start_char, sentence.end_char)
    before = [token for token in sentence if token.idx + len(token) <= at and not token.is_punct]
    after = [token for token in sentence if token.idx >= at and not token.is_punct and not token.is_space]
    if not before or not after:
        return whole
    head = _clause_head(before[-1])
    first = min((token for token in head.subtree if not token.is_punct), key=lambda token: token.i)
    start = first.idx if first.idx < at else before[-1].idx
    end = before[-1].idx + len(before[-1])
    return Span(max(start, sentence.start_char), end)


def _clause_head(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in: a subordinate or coordinate one, or the root."""
    while token.dep_ not in CLAUSE_HEADS and not (token.dep_ == "conj" and token.head.pos_ in VERBS):
        token = token.head
    return token


def _quote_before(text: str, start: int, at: int) -> Span | None:
    """The quotation that closes right before ``at``, if it is longer than a term."""
    match = QUOTE_BEFORE.search(text[start:at].rstrip())
    if match is None:
        return None
    name = "words" if match["words"] is not None else "inner"
    if len(match[name].split()) < SHORTEST_QUOTE:
        return None
    return Span(start + match.start(name), start + match.end(name))


def collect_works(notes: Sequence[Note]) -> tuple[CitedWork, ...]:
    """Every work of ``notes`` once, in order of first citation, with the notes that cite it.

    Short forms count for the work they mean; unresolved ones are left out. A work that is cited in full
    twice (same DOI or link, or same title and year) is one.
    """
    found: dict[tuple[str, ...], tuple[Work, list[int]]] = {}
    for index, note in enumerate(notes):
        for work in note.works:
            if work.short and work.first is None:
                continue
            found.setdefault(_identity(work), (work, []))[1].append(index)
    return tuple(CitedWork(work, classify_source(work), tuple(indices)) for work, indices in found.values())


def _identity(work: Work) -> tuple[str, ...]:
    if work.doi:
        return ("doi", work.doi.casefold())
    title = " ".join(re.findall(r"\w+", work.title.casefold()))
    return (title, work.issued[:4], work.url) if title else ("url", work.url)


def classify_source(work: Work) -> SourceKind:
    """Who stands behind ``work``: by its type, then by names that are known, then by signs in them."""
    if work.type in {WorkType.LEGISLATION, WorkType.LEGAL_CASE}:
        return SourceKind.LEGAL
    if work.type in {WorkType.ARTICLE_NEWSPAPER, WorkType.POST_WEBLOG}:
        return SourceKind.PRESS
    names = [work.container_title, work.publisher, *(name.literal for name in work.authors if name.literal)]
    known = next((kind for name in names if name and (kind := _known_kind(name))), None)
    by_type = _by_type(work)
    return known or by_type or _by_signs([*names], work.url) or SourceKind.OTHER


def _by_type(work: Work) -> SourceKind | None:
    if work.type in {WorkType.ARTICLE_JOURNAL, WorkType.THESIS, WorkType.PAPER_CONFERENCE}:
        return SourceKind.ACADEMIC
    personal = any(name.family for name in (*work.authors, *work.editors))
    return SourceKind.ACADEMIC if work.type in {WorkType.BOOK, WorkType.CHAPTER} and personal else None


@cache
def _known() -> dict[str, SourceKind]:
    kinds = {
        "newspaper": SourceKind.PRESS, "journal": SourceKind.ACADEMIC, "series": SourceKind.THINK_TANK,
        "yearbook": SourceKind.ACADEMIC, "book": SourceKind.ACADEMIC, "gazette": SourceKind.LEGAL,
    }  # fmt: skip
    rows = (*read_table("periodicals", KnownName), *read_table("publishers", KnownName))
    return {
        name.strip(" .,").casefold(): kinds.get(row.kind) or SourceKind(row.kind)
        for row in rows
        for name in (row.name, *row.aliases)
    }


def _known_kind(name: str) -> SourceKind | None:
    return _known().get(re.sub(r"\s+(?:19|20)\d\d$", "", name).strip(" .,").casefold())


def _by_signs(names: Iterable[str], url: str) -> SourceKind | None:
    """By words of the names ("Ministry", "University"), then by the host of the link (".gov", ".edu")."""
    text = " / ".join(name for name in names if name)
    host = urlsplit(url).netloc if "//" in url else url.partition("/")[0]
    for row in sorted(read_table("source_signs", Sign), key=lambda row: (_is_host(row), -len(row.sign))):
        if row.sign in f".{host}" if _is_host(row) else _has_word(text, row.sign):
            return SourceKind(row.kind.removesuffix(HOST))
    return None


def _is_host(row: Sign) -> bool:
    return row.kind.endswith(HOST)


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
