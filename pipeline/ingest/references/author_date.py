"""Author-date style (APA 7, Harvard): entries of a reference list, and the calls that lead to them.

An entry is ``Lee, A., & Moe, B. (2020). Title. Journal, 12(3), 45–67.``; a call is "(Lee & Moe, 2020)"
or "Lee and Moe (2020)" in the text. Entries become notes without a mark, calls like those of notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.references.cutting import cut_pieces
from pipeline.ingest.references.dates import parse_date
from pipeline.ingest.references.names import read_people
from pipeline.ingest.references.parts import Parts, read_tail
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.works import build_work
from pipeline.schema.document import AsideKind, Call, Document, Note, Work
from pipeline.schema.span import Span

__all__ = ["link_author_dates", "read_entry"]

ENTRY = re.compile(
    r"^\s*(?P<authors>(?:[^()“\"]*?[\s.][A-ZÀ-Þ]\.|[^()“\",]{2,80}?|[^()“\"]*?et al\.))"
    r"\s*(?P<eds>\(Eds?\.\))?\.?\s*"
    r"\((?P<date>(?:1[89]|20)\d\d[a-z]?(?:, [^()]+)?|n\.d\.)\)\.\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
TITLE_END = re.compile(r"(?<=[\w)])[.?!](?=\s+\S|$)")
IN_BOOK = re.compile(
    r"^In\s+(?P<editors>[^()]+?)\s*\(Eds?\.\),\s*(?P<title>[^(.]+?)\s*"
    r"(?:\((?:[^()]*?,\s*)?pp?\.\s*(?P<pages>[\d–-]+)\))?\.\s*"
)
EDITION = re.compile(r"\s*\([^()]*(?:ed|edn|Ed)\.?\)$")
DATE_IN_LIST = re.compile(r"^(?P<year>\d{4})[a-z]?(?:, (?P<day>.+))?$")
YEAR = r"(?P<year>(?:1[89]|20)\d\d[a-z]?)"
NAME = r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:van|von|de|der|di|del)\s[A-ZÀ-Þ][\w’'-]+)?"
BRACKET_CALL = re.compile(rf"(?P<name>{NAME})[^();]*?,?\s{YEAR}(?=[,:;)\s])")
BRACKET = re.compile(r"\((?:[^()]*\D)?(?:1[89]|20)\d\d[a-z]?[^()]*\)")
NARRATIVE = re.compile(
    rf"(?P<name>{NAME})(?:(?:,? (?:and|&) {NAME})|,? et al\.|['’]s)?\s\({YEAR}(?:, [^()]*)?\)"
)


def read_entry(note: Shielded) -> Work | None:
    """The work of an entry in author-date form; ``None`` where the text is in another form."""
    match = ENTRY.match(note.text)
    if match is None:
        return None
    people = replace(read_people(match["authors"]), editors=match["eds"] is not None)
    start, rest = match.start("authors"), match.start("rest")
    ends = [end.end() for end in TITLE_END.finditer(note.cover, rest)]
    title_end = ends[0] if ends else len(note.text.rstrip())
    title = EDITION.sub("", note.text[rest:title_end].rstrip(".").strip())
    parts = Parts(start, title_end, title=title, people=people, issued=_issued(match["date"]), evidence=2)
    return build_work(_read_rest(note, parts, title_end))


def _issued(date: str) -> str:
    match = DATE_IN_LIST.match(date)
    if match is None:
        return ""
    whole = parse_date(f"{match['day']}, {match['year']}") or parse_date(f"{match['day']} {match['year']}")
    return (whole if match["day"] else None) or match["year"]


def _read_rest(note: Shielded, parts: Parts, start: int) -> Parts:
    """What follows the title: the book it stands in, the journal, or the publisher."""
    while start < len(note.text) and note.text[start].isspace():
        start += 1
    book = IN_BOOK.match(note.text[start:])
    if book:
        editors = read_people(book["editors"].replace(" & ", " and ")).names
        pages = (book["pages"],) if book["pages"] else ()
        parts = replace(
            parts, quoted=True, editors=editors, container=book["title"], pages=pages, points=pages
        )
        start += book.end()
    if start >= len(note.text.rstrip()):
        return parts
    pieces = list(cut_pieces(note, Span(start, len(note.text.rstrip()))))
    texts = [piece for piece in pieces if piece.kind is Kind.TEXT]
    parts = _read_texts(parts, texts, pieces)
    return read_tail(parts, [piece for piece in pieces if piece.kind is not Kind.TEXT], note)


def _read_texts(parts: Parts, texts: Sequence[Piece], pieces: Sequence[Piece]) -> Parts:
    """The first text is the journal where a volume or pages follow, else the publisher."""
    if not texts:
        return parts
    name = texts[0].text.rstrip(".").strip()
    end = max(parts.end, texts[0].span.end)
    serial = any(piece.kind in {Kind.VOLUME, Kind.ISSUE, Kind.PAGE} for piece in pieces)
    if serial and not parts.container:
        return replace(parts, quoted=True, container=name, end=end)
    return replace(parts, publisher=name, end=end)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the list: its place among the notes, its first name and the year as it stands."""

    note: int
    name: str
    year: str


def link_author_dates(document: Document) -> Document:
    """The document with the entries of its reference list as notes, and calls where the text cites them.

    A call is set only where exactly one entry has the name and year; documents without such a list come
    back as they are.
    """
    listed = [aside.text for aside in document.asides if aside.kind is AsideKind.REFERENCE_LIST]
    matches = [(text, match) for text in listed if (match := ENTRY.match(text))]
    if not matches:
        return document
    first = len(document.notes)
    notes = tuple(Note("", text, endnote=True) for text, _ in matches)
    entries = [_entry(first + at, match) for at, (_, match) in enumerate(matches)]
    calls = sorted(
        (*document.calls, *_find_calls(document.text, entries)), key=lambda call: (call.at, call.note)
    )
    return replace(document, notes=(*document.notes, *notes), calls=tuple(calls))


def _entry(note: int, match: re.Match[str]) -> _Entry:
    people = read_people(match["authors"]).names
    name = (people[0].family or people[0].literal) if people else match["authors"]
    return _Entry(note, name.casefold(), match["date"].split(",")[0])


def _find_calls(text: str, entries: Sequence[_Entry]) -> Iterator[Call]:
    found: set[tuple[int, int]] = set()
    for bracket in BRACKET.finditer(text):
        for cited in BRACKET_CALL.finditer(bracket.group()):
            found |= {(bracket.end(), note) for note in _entries_of(cited, entries)}
    for cited in NARRATIVE.finditer(text):
        found |= {(cited.end(), note) for note in _entries_of(cited, entries)}
    yield from (Call(at, note) for at, note in sorted(found))


def _entries_of(cited: re.Match[str], entries: Sequence[_Entry]) -> list[int]:
    """The one entry with this name and year, or none."""
    name = cited["name"].casefold()
    same = [
        entry.note
        for entry in entries
        if entry.year == cited["year"] and entry.name.split()[0:1] == name.split()[0:1]
    ]
    return same if len(same) == 1 else []
