"""One stretch of a note -> a work, or nothing if it cites none."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ingest.references.cutting import cut_pieces
from pipeline.ingest.references.institutions import is_institution, is_titled_first
from pipeline.ingest.references.laws import date_of_law, read_law
from pipeline.ingest.references.names import read_people
from pipeline.ingest.references.openings import SHORT_START, is_prose, is_titled
from pipeline.ingest.references.parts import Parts
from pipeline.ingest.references.pieces import Kind
from pipeline.ingest.references.segmentation import Stretch
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.short_forms import CALL
from pipeline.ingest.references.styles import read_plain, read_quoted, title_quote
from pipeline.ingest.references.works import build_work
from pipeline.schema.document import Work, WorkType
from pipeline.schema.span import Span

__all__ = ["read_citation"]

LONGEST_TITLE = 40
PROSE_EVIDENCE = 3
"""Marks that outweigh a title that reads like prose (treaties have such)."""


def read_citation(note: Shielded, stretch: Stretch) -> Work | None:
    """The work cited in ``stretch``; ``None`` where it holds commentary only."""
    span = stretch.span
    if SHORT_START.match(span.of(note.text)):
        return _read_ibid(note, span)
    law = read_law(note, span, named=stretch.named)
    if law is not None:
        return build_work(*law)
    quote = title_quote(note, span)
    if quote is not None:
        parts = _mark_short(read_quoted(note, span, quote))
        return build_work(parts) if _is_quoted_work(parts) else None
    parts = _mark_short(read_plain(note, span))
    if _is_plain_work(parts, sure=stretch.sure):
        return build_work(parts)
    return _read_call(note, span)


def _read_call(note: Shielded, span: Span) -> Work | None:
    """A stretch that is no more than names and year: "Lee and Moe (2020, p. 5)"."""
    call = CALL.fullmatch(span.of(note.text))
    people = read_people(call["names"]).names if call else ()
    if call is None or not all(name.family or is_institution(name.literal) for name in people):
        return None
    end = call.end("at") if call["at"] else call.end("year")
    span = Span(span.start, span.start + call.string.index(")", end) + 1)
    return Work(
        span, WorkType.DOCUMENT, authors=people, issued=call["year"], locator=call["at"] or "", short=True
    )


def _read_ibid(note: Shielded, stretch: Span) -> Work:
    mark = SHORT_START.match(note.text, stretch.start)
    end = mark.end() if mark else stretch.end
    locators = []
    for piece in cut_pieces(note, Span(end, stretch.end)) if end < stretch.end else ():
        if piece.kind is Kind.PAGE:
            locators.append(piece.value)
        elif piece.kind is Kind.PART:
            locators.append(piece.text.rstrip("."))
        else:
            break
        end = piece.span.end
    return Work(Span(stretch.start, end), WorkType.DOCUMENT, locator=", ".join(locators), short=True)


def _mark_short(parts: Parts) -> Parts:
    """Family names and a title, or names and pages, with nothing else: a short form."""
    if parts.people.names and not parts.title and parts.pages:
        return replace(parts, short=True)
    full = parts.issued or parts.url or parts.doi or parts.publisher or parts.container or parts.volume
    return replace(parts, short=parts.short or (parts.people.families_only and not full))


def _is_quoted_work(parts: Parts) -> bool:
    named = bool(parts.people.names) and (parts.container or parts.short or is_titled(parts.title))
    return bool(parts.evidence or named)


def _is_plain_work(parts: Parts, *, sure: bool) -> bool:
    """Evidence enough: a link or imprint, or two weaker marks, or names with one; a bare short title."""
    if parts.short and not parts.title:
        return bool(parts.people.names)
    if not parts.title or (is_prose(parts.title) and parts.evidence < PROSE_EVIDENCE):
        return bool(parts.url or parts.doi) and len(parts.title.split()) < LONGEST_TITLE
    if parts.short:
        return parts.evidence > 0 or _is_short_title(parts.title)
    if parts.people.names:
        return parts.evidence > 0 or bool(date_of_law(parts.title)) or (sure and is_titled(parts.title))
    return bool(parts.url or parts.doi) or parts.evidence + int(sure) > 1 or _is_dated_title(parts)


def _is_dated_title(parts: Parts) -> bool:
    """A treaty or report that is its own head: "Memorandum on Quays, Oslo, 15 June 2022"."""
    return (
        parts.evidence > 0
        and bool(parts.issued)
        and (is_titled(parts.title) or is_titled_first(parts.title))
        and len(parts.title.split()) > 2
    )


def _is_short_title(title: str) -> bool:
    words = [word for word in title.split() if len(word) > 3]
    return len(title.split()) <= 20 and 2 * sum(word[0].isupper() for word in words) >= len(words)
