"""One stretch of a note -> a work, or nothing if it cites none."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.references.parts import Parts
from pipeline.ingest.references.pieces import Kind, cut_pieces
from pipeline.ingest.references.segmentation import SHORT_START
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.styles import read_plain, read_quoted, title_quote
from pipeline.ingest.references.terms import term_pattern
from pipeline.ingest.references.works import build_work
from pipeline.schema.document import Work, WorkType
from pipeline.schema.span import Span

__all__ = ["read_citation"]

VERB = re.compile(rf"(?<!\w)(?:{term_pattern('verb')})")
CAPITAL_SHARE = 0.5


def read_citation(note: Shielded, stretch: Span) -> Work | None:
    """The work cited in ``stretch``; ``None`` where it holds commentary only."""
    if SHORT_START.match(stretch.of(note.text)):
        return _read_ibid(note, stretch)
    quote = title_quote(note, stretch)
    if quote is not None:
        parts = read_quoted(note, stretch, quote)
        return build_work(_mark_short(parts)) if _is_quoted_work(parts) else None
    parts = _mark_short(read_plain(note, stretch))
    return build_work(parts) if _is_plain_work(parts) else None


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
    """Family names and a title, with nothing else but pages: a short form."""
    full = parts.issued or parts.url or parts.doi or parts.publisher or parts.container or parts.volume
    return replace(parts, short=parts.short or (parts.people.families_only and not full))


def _is_quoted_work(parts: Parts) -> bool:
    return bool(parts.evidence or (parts.people.names and (parts.container or parts.short)))


def _is_plain_work(parts: Parts) -> bool:
    """Evidence enough: a link or imprint, or two weaker marks, or names with one; a bare short title."""
    if not parts.title or VERB.search(_lower_part(parts.title)):
        return bool(parts.url or parts.doi) and parts.evidence > 0 and len(parts.title.split()) < 40
    if parts.url or parts.doi or parts.short:
        return not parts.short or parts.evidence > 0 or _is_title_like(parts.title)
    if parts.people.names:
        return parts.evidence > 0
    return parts.evidence > 1


def _lower_part(title: str) -> str:
    """Titles in capitals may hold verbs; running prose has them in small letters, and mostly such."""
    words = title.split()
    capitals = sum(word[0].isupper() for word in words)
    return "" if capitals > CAPITAL_SHARE * len(words) else title


def _is_title_like(title: str) -> bool:
    words = [word for word in title.split() if len(word) > 3]
    return len(title.split()) <= 20 and sum(word[0].isupper() for word in words) >= CAPITAL_SHARE * len(words)
