"""The fields of one citation while it is read, and its tail: date, volume, pages, imprint, link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.ingest.references.names import People, read_people
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.shield import Shielded
from pipeline.schema.document import Name

__all__ = ["IN", "Parts", "drop_prose", "read_tail"]

IN = re.compile(r"^(?:in|In|dans|nel|IN)\s+(?=\S)")
LOCATED = {Kind.PAGE, Kind.LINK}
NUMBER_IN_BRACKET = re.compile(r"(?:No|no|n|Nr)\.\s?(?P<issue>[\d|/-]+)")

YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Parts:
    """The fields of one citation while it is read; ``end`` is where the last of them stops."""

    start: int
    end: int
    title: str = ""
    quoted: bool = False
    people: People = field(default_factory=People)
    editors: tuple[Name, ...] = ()
    container: str = ""
    website: bool = False
    publisher: str = ""
    place: str = ""
    volume: str = ""
    issue: str = ""
    pages: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    """Pages, chapters, articles that this citation points to, as they stand."""
    issued: str = ""
    url: str = ""
    doi: str = ""
    genre: str = ""
    number: bool = False
    short: bool = False
    evidence: int = 0
    """How many pieces can only stand in a citation."""


def drop_prose(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces up to the first text after pages or a link: what follows is commentary."""
    located = False
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.TEXT and (located or _is_prose(piece.text)):
            return list(pieces[:at])
        located = located or piece.kind in LOCATED
    return list(pieces)


def _is_prose(text: str) -> bool:
    """Mostly lower-case words, as no container or publisher is written."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) > 3 and not IN.match(text) and small > 0.6 * len(words)


def read_tail(parts: Parts, pieces: Sequence[Piece], note: Shielded) -> Parts:
    """Everything after title and container."""
    for piece in pieces:
        parts = _read_piece(parts, piece, note)
    return parts


def _read_piece(parts: Parts, piece: Piece, note: Shielded) -> Parts:  # noqa: PLR0911, PLR0912 - one case per kind
    end = max(parts.end, piece.span.end)
    sure = replace(parts, end=end, evidence=parts.evidence + 1)
    match piece.kind:
        case Kind.LINK:
            link = next(link for link in note.links if link.span in piece.span)
            return replace(sure, url=parts.url or link.url, doi=parts.doi or link.doi)
        case Kind.DATE:
            finer = len(piece.value) > len(parts.issued) and not (parts.publisher and parts.issued)
            return replace(sure, issued=piece.value if finer else parts.issued)
        case Kind.VOLUME:
            return replace(sure, volume=parts.volume or piece.value, issue=parts.issue or piece.issue)
        case Kind.ISSUE:
            return replace(sure, issue=parts.issue or piece.value)
        case Kind.PAGE:
            return replace(sure, pages=(*parts.pages, piece.value), points=(*parts.points, piece.value))
        case Kind.IMPRINT:
            if parts.publisher:
                return sure
            issued = piece.issued or parts.issued
            return replace(
                sure, place=piece.place, publisher=piece.publisher, issued=issued, evidence=sure.evidence + 1
            )
        case Kind.EDITED:
            return replace(sure, editors=parts.editors or read_people(piece.value).names)
        case Kind.GENRE:
            website = parts.website or piece.value == "website"
            genre = parts.genre or ("" if piece.value == "website" else piece.value)
            return replace(sure, website=website, genre=genre, issued=parts.issued or piece.issued)
        case Kind.NUMBER:
            return replace(sure, number=True, issued=parts.issued or piece.issued)
        case Kind.EDITION:
            return replace(sure, issued=parts.issued or piece.issued)
        case Kind.SHORT:
            return replace(sure, short=True)
        case Kind.PART:
            return replace(sure, points=(*parts.points, piece.text.rstrip(".")))
        case Kind.REPORTER if not parts.container:
            return replace(
                sure, volume=piece.value, issue=piece.issue, container=piece.publisher, pages=(piece.page,)
            )
        case Kind.BY:
            people = parts.people if parts.people.names else read_people(piece.value)
            return replace(sure, people=people)
        case Kind.UNDATED | Kind.ACCESS | Kind.REPORTER:
            return sure
        case Kind.PAREN if inner := NUMBER_IN_BRACKET.search(piece.text):
            year = YEAR.search(inner["issue"])
            issued = parts.issued or (year.group() if year else "")
            return replace(sure, issue=parts.issue or inner["issue"], issued=issued)
    return parts
