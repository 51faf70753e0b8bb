"""The two shapes of a citation, by whether its title stands in quotation marks.

With marks, what contains the work follows (articles, chapters, web pages; IAI, Chicago and OSCOLA
alike). Without, the title ends where imprint, date, pages or link begin (books, reports; the italics
of print are gone in plain text), and IAI puts place and publisher between commas before the date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.references.containers import clean, read_container, unquoted
from pipeline.ingest.references.cutting import cut_pieces
from pipeline.ingest.references.imprints import cut_imprint, cut_issuer, cut_issuers
from pipeline.ingest.references.institutions import is_institution
from pipeline.ingest.references.laws import date_of_law
from pipeline.ingest.references.names import (
    People,
    read_leading_names,
    read_people,
)
from pipeline.ingest.references.openings import is_titled
from pipeline.ingest.references.parts import IN, Parts, drop_prose, read_tail
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import is_place, term_pattern
from pipeline.schema.span import Span

__all__ = ["read_plain", "read_quoted", "title_quote"]

WEBSITE = re.compile(
    r"^(?P<container>(?P<author>[A-Z].*?)(?:['’]s)? (?:official )?website)\s*:\s*(?P<title>.+)$", re.DOTALL
)
TITLE_ENDS = {
    Kind.LINK, Kind.PAGE, Kind.PART, Kind.ACCESS, Kind.UNDATED, Kind.SHORT, Kind.IMPRINT, Kind.EDITED,
    Kind.VOLUME, Kind.ISSUE, Kind.EDITION, Kind.GENRE, Kind.REPORTER, Kind.TRANSLATED,
    Kind.BY,
}  # fmt: skip


YEAR_BEHIND = re.compile(r"\s*\((?P<year>(?:1[89]|20)\d\d)[a-z]?\)[,.:]?$")
LONGEST_HEAD = 30
"""Words in a list of authors before a title in quotation marks."""
ROLE = re.compile(rf"(?<!\w)(?:{term_pattern('role')})")
PARTICIPLE = re.compile(r"(?:[a-z]+ed|[a-z]+ing|which|who|as)\b")


def title_quote(note: Shielded, span: Span) -> Span | None:
    """The quotation that is the title of the citation at ``span``: the first, after names or nothing."""
    for quote in note.quotes:
        if quote in span:
            head = note.text[span.start : quote.start].rstrip()
            if not head or head[-1] in ",.:;)]" or len(head.split()) <= 4:
                return quote
            return None
    return None


def read_quoted(note: Shielded, span: Span, quote: Span) -> Parts:
    """A citation whose title stands at ``quote``."""
    head, issued = _cut_year(note.text[span.start : quote.start].strip(" ,:;"))
    people = read_people(head) if len(head.split()) <= LONGEST_HEAD else People()
    pieces = list(cut_pieces(note, Span(quote.end, span.end))) if quote.end < span.end else []
    parts = Parts(
        span.start, quote.end, title=unquoted(quote.of(note.text)), quoted=True, people=people, issued=issued
    )
    pieces = drop_prose(pieces)
    if pieces and pieces[0].kind is Kind.BY:
        parts = replace(parts, people=read_people(pieces.pop(0).value))
    parts, pieces = read_container(note, parts, pieces)
    return read_tail(parts, pieces, note)


def _cut_year(head: str) -> tuple[str, str]:
    """Names and the year behind them, as Harvard style has it: "Lee, A. (2020) 'Title'"."""
    match = YEAR_BEHIND.search(head)
    return (head[: match.start()], match["year"]) if match else (head, "")


def read_plain(note: Shielded, span: Span) -> Parts:
    """A citation whose title stands without quotation marks."""
    pieces = list(cut_pieces(note, span))
    if not pieces:
        return Parts(span.start, span.end)
    parts = Parts(span.start, span.end)
    site = WEBSITE.match(pieces[0].text) if pieces[0].kind is Kind.TEXT else None
    if site:
        parts = replace(parts, people=read_people(site["author"]), container=site["container"])
        start = pieces[0].span.start + site.start("title")
        pieces[0] = replace(pieces[0], span=Span(start, pieces[0].span.end), text=site["title"])
    elif pieces[0].kind is Kind.NUMBER and len(pieces) > 1:
        parts, pieces = replace(parts, number=True, evidence=1), pieces[1:]
    elif _is_name_and_page(pieces):
        people, _ = read_leading_names([pieces[0].text])
        return read_tail(replace(parts, people=people, end=pieces[0].span.end), pieces[1:], note)
    else:
        people, pieces = _cut_people(pieces)
        parts = replace(parts, people=people)
    end = _title_end(pieces)
    parts = _read_title(note, parts, pieces[:end], pieces[end:])
    return read_tail(parts, drop_prose(pieces[end:]), note)


def _is_name_and_page(pieces: list[Piece]) -> bool:
    """Names and pages alone: "Lee and Moe, p. 336"."""
    pointed = len(pieces) > 1 and all(piece.kind in {Kind.PAGE, Kind.PART} for piece in pieces[1:])
    names, _ = read_leading_names([pieces[0].text]) if pointed else (People(), 0)
    return pointed and any(name.family for name in names.names)


def _cut_people(pieces: list[Piece]) -> tuple[People, list[Piece]]:
    """The names before the title, and the pieces after them."""
    if len(pieces) > 2 and pieces[1].kind is Kind.NUMBER and pieces[0].kind is Kind.TEXT:
        pieces = [pieces[0], replace(pieces[1], kind=Kind.TEXT), *pieces[2:]]
    mark = next((at for at, piece in enumerate(pieces) if piece.kind is not Kind.TEXT), len(pieces))
    if 0 < mark < len(pieces) and pieces[mark].kind is Kind.EDITORS:
        people = read_people(", ".join(piece.text for piece in pieces[:mark]))
        return replace(people, editors=True), pieces[mark + 1 :]
    texts = [piece.text for piece in pieces[:mark]]
    people, used = read_leading_names(texts, spare=1)
    if used == 1 and mark == 2 and is_place(texts[1]):
        return People(), pieces  # nothing but a place would be left for the title
    return people, pieces[used + (_roles(texts, used) if _are_persons(people) else 0) :]


def _are_persons(people: People) -> bool:
    return bool(people.names) and all(name.given for name in people.names)


def _roles(texts: list[str], used: int) -> int:
    """How many pieces after a person's name say the office held: "Ann Lee, Minister of Ports, Speech ..."."""
    held = used
    while held + 1 < len(texts) and ROLE.search(texts[held]) and ":" not in texts[held]:
        held += 1
    if held > used and held + 1 < len(texts) and is_institution(texts[held]):
        held += 1
    return held - used


def _title_end(pieces: Sequence[Piece]) -> int:
    """Index of the first piece after title, place and publisher: no text that belongs to them follows."""
    for at, piece in enumerate(pieces[1:], start=1):
        if piece.kind in TITLE_ENDS:
            return at
        if piece.kind in {Kind.DATE, Kind.NUMBER} and not _text_then_tail(pieces, at + 1):
            return at
    return len(pieces)


def _text_then_tail(pieces: Sequence[Piece], at: int) -> bool:
    """Whether further text and a further date (or imprint) follow: then what came before is title."""
    rest = pieces[at:]
    if not rest:
        return False
    if rest[0].kind is not Kind.TEXT:
        return rest[0].kind is Kind.DATE and not rest[0].bracketed and pieces[at - 1].kind is Kind.DATE
    return any(piece.kind in {Kind.DATE, Kind.IMPRINT} for piece in rest)


def _without_prose(texts: list[Piece]) -> list[Piece]:
    """The pieces of a title without commentary after it ("..., published every year by the port")."""
    for at, piece in enumerate(texts[1:], start=1):
        small = piece.kind is Kind.TEXT and piece.text[0].islower() and len(piece.text.split()) > 3
        named = is_titled(texts[0].text) or date_of_law(texts[0].text)
        if small and named and PARTICIPLE.match(piece.text):
            return texts[:at]
    return texts


def _read_title(note: Shielded, parts: Parts, lead: Sequence[Piece], rest: Sequence[Piece]) -> Parts:
    """Title, and place and publisher where the style has them after it ("Title, Oslo, Fram, 2019")."""
    if not lead:
        return replace(parts, end=parts.start + 1)
    texts = _without_prose(list(lead))
    ends = texts[-1].span.end
    dated = bool(rest) and rest[0].kind is Kind.DATE and not rest[0].bracketed
    place, publisher = "", ""
    imprint = next((piece for piece in rest if piece.kind is Kind.IMPRINT), None)
    if rest and rest[0].kind is Kind.NUMBER and len(texts) > 1:
        texts = cut_issuer(texts)
    if imprint is None and rest and rest[0].kind is Kind.DATE and rest[0].bracketed:
        texts, publisher = cut_issuers(texts)
    if imprint is None and dated:
        persons = _are_persons(parts.people)
        texts, place, publisher = cut_imprint(texts, rest[0].value, persons=persons)
    texts, container = _cut_container(texts)
    title = note.text[texts[0].span.start : texts[-1].span.end]
    return replace(
        parts,
        title=clean(title),
        place=place,
        publisher=publisher,
        end=ends,
        container=parts.container or container,
        evidence=parts.evidence + (2 if place and publisher else 0),
    )


def _cut_container(texts: list[Piece]) -> tuple[list[Piece], str]:
    """A last piece "in Official Journal" is what contains the work."""
    last = texts[-1].text
    if len(texts) > 1 and IN.match(last) and is_titled(IN.sub("", last)):
        return texts[:-1], clean(IN.sub("", last))
    return texts, ""
