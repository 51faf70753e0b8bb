"""Author-date style (APA 7, Harvard): entries of a reference list, and the calls that lead to them.

An entry is ``Lee, A., & Moe, B. (2020). Title. Journal, 12(3), 45–67.``; a call is "(Lee & Moe, 2020)"
or "Lee and Moe (2020)" in the text. Entries become notes without a mark, calls like those of notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nameparser.config import CONSTANTS

from pipeline.ingest.references.cutting import cut_pieces
from pipeline.ingest.references.dates import parse_date
from pipeline.ingest.references.institutions import is_titled_first
from pipeline.ingest.references.names import read_people
from pipeline.ingest.references.openings import LEAD_IN, is_prose, is_titled
from pipeline.ingest.references.parts import IN, Parts, read_tail
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.segmentation import PART, cut_sentences, is_abbreviation
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import terms_of
from pipeline.ingest.references.works import build_work
from pipeline.schema.document import AsideKind, Call, Document, Note, Work
from pipeline.schema.span import Span

__all__ = ["link_author_dates", "read_entries"]

SMALL = terms_of("small_word")
UPPER = f"[{''.join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper())}]"
FAMILY = (
    rf"(?:(?:van|von|de|der|den|di|del|della|da|la|le|bin|al)\s|al-)*{UPPER}[\w’'‑-]+(?:\s{UPPER}[\w’'‑-]+)?"
)
PERSON = rf"{FAMILY},\s{UPPER}\.(?:[\s-]*{UPPER}\.)*"
PERSONS = re.compile(
    rf"(?<!\w){PERSON}(?:,\s{PERSON})*(?:,?\s(?:&|and|…|\.\.\.)\s{PERSON})?(?:,?\set al\.)?"
    r"\s*(?:\(Eds?\.\)\.?\s*)?(?=\((?:(?:1[89]|20)\d\d|n\.d\.))"
)
ENTRY = re.compile(
    rf"\s*(?P<authors>(?:[^()“\"]*?[\s.]{UPPER}\.|[^()“\",]{{2,80}}?|[^()“\"]*?et al\.))"
    r"\s*(?P<eds>\(Eds?\.\))?\.?\s*"
    r"\((?P<date>(?:1[89]|20)\d\d[a-z]?(?:, [^()]+)?|n\.d\.)\)\.\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
PLACE = re.compile(r"(?P<place>[^:]{2,40}):\s+(?P<publisher>[^:]+)$")
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


def read_entries(note: Shielded) -> tuple[Work, ...]:
    """The works of a note in author-date form, one a part between semicolons; () where there are none."""
    works = (_read_entry(note, Span(*part.span())) for part in PART.finditer(note.cover))
    return tuple(work for work in works if work is not None)


def _read_entry(note: Shielded, part: Span) -> Work | None:
    match = _match_entry(note, part)
    if match is None:
        return None
    people = replace(read_people(match["authors"]), editors=match["eds"] is not None)
    start, rest = match.start("authors"), match.start("rest")
    title_end = _title_end(note, Span(rest, part.end))
    title = EDITION.sub("", note.text[rest:title_end].rstrip(".").strip())
    end = title_end - int(note.text[title_end - 1] == ".")
    parts = Parts(start, end, title=title, people=people, issued=_issued(match["date"]), evidence=2)
    return build_work(_read_rest(note, parts, Span(title_end, part.end)))


def _match_entry(note: Shielded, part: Span) -> re.Match[str] | None:
    """The entry in ``part``: from its start, after a lead-in, or where a list of persons begins."""
    leads = [lead.end() for lead in LEAD_IN.finditer(note.cover, part.start, part.end)]
    lists = [persons.start() for persons in PERSONS.finditer(note.text, part.start, part.end)]
    for start in sorted({part.start, *leads, *lists}):
        match = ENTRY.match(note.text, start, part.end)
        if match and not _has_prose(match["authors"]):
            return match
    return None


def _has_prose(authors: str) -> bool:
    """Whether words of a sentence stand before the names: "On quays see Lee, A." or "See Lee, A."."""
    words = [word.strip(",.;:()") for word in authors.split()]
    small = any(word[:1].islower() and word not in SMALL | CONSTANTS.prefixes for word in words)
    return small or LEAD_IN.match(authors.lstrip()) is not None


def _title_end(note: Shielded, span: Span) -> int:
    """Where the title ends: at the first full stop, mark of question or exclamation that ends a sentence."""
    for end in TITLE_END.finditer(note.cover, span.start, span.end):
        if not is_abbreviation(note, end.start(), span.start):
            return end.end()
    return span.start + len(span.of(note.text).rstrip())


def _issued(date: str) -> str:
    match = DATE_IN_LIST.match(date)
    if match is None:
        return ""
    whole = parse_date(f"{match['day']}, {match['year']}") or parse_date(f"{match['day']} {match['year']}")
    return (whole if match["day"] else None) or match["year"]


def _read_rest(note: Shielded, parts: Parts, rest: Span) -> Parts:
    """What follows the title: the book it stands in, the journal, or the publisher."""
    start = rest.end - len(rest.of(note.text).lstrip()) if rest.start < rest.end else rest.end
    book = IN_BOOK.match(note.text[start : rest.end])
    if book:
        editors = read_people(book["editors"].replace(" & ", " and ")).names
        pages = (book["pages"],) if book["pages"] else ()
        parts = replace(
            parts, quoted=True, editors=editors, container=book["title"], pages=pages, points=pages
        )
        start += book.end()
        parts = replace(parts, end=start - 1)
    pieces = [
        piece for sentence in _source_sentences(note, start, rest.end) for piece in cut_pieces(note, sentence)
    ]
    parts = _read_texts(parts, [piece for piece in pieces if _names_source(piece)], pieces)
    return read_tail(parts, [piece for piece in pieces if piece.kind is not Kind.TEXT], note)


def _source_sentences(note: Shielded, start: int, end: int) -> Iterator[Span]:
    """The sentences after a title that belong to its entry: up to the first that is commentary."""
    for sentence in cut_sentences(note, Span(start, end)) if start < end else ():
        text = sentence.of(note.text)
        linked = any(link.span in sentence for link in note.links)
        if is_prose(text) or not (linked or IN.match(text) or _is_name(text)):
            return
        yield sentence


def _is_name(text: str) -> bool:
    """Whether ``text`` may name a journal or publisher: capitals on its longer words."""
    return is_titled(text) or (text[0].isupper() and all(len(word) <= 3 for word in text.split()))


def _names_source(piece: Piece) -> bool:
    """A text that is no description of the work ("Report of the Working Group on Quays")."""
    return piece.kind is Kind.TEXT and not is_titled_first(piece.text)


def _read_texts(parts: Parts, texts: Sequence[Piece], pieces: Sequence[Piece]) -> Parts:
    """The first text is the journal where a volume or pages follow, else the publisher."""
    if not texts:
        return parts
    name = texts[0].text.rstrip(".").strip()
    end = max(parts.end, texts[0].span.end)
    serial = any(piece.kind in {Kind.VOLUME, Kind.ISSUE, Kind.PAGE} for piece in pieces)
    if serial and not parts.container:
        return replace(parts, quoted=True, container=name, end=end)
    imprint = PLACE.match(name)
    if imprint:
        return replace(parts, place=imprint["place"], publisher=imprint["publisher"], end=end)
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
