"""A citation cut into its pieces: text, date, volume, issue, pages, imprint, link ...

The marks are those of the Chicago Manual of Style (17th ed., ch. 14), the IAI style sheet
("Vol. 30, No. 1 (2008), p. 169-181"), the Bluebook ("at 21–28", "¶ 79") and APA ("12(3), 45–67").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from pipeline.ingest.references.dates import date_pattern, parse_date
from pipeline.ingest.references.names import is_person
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import find_publisher, is_place, term_pattern
from pipeline.schema.span import Span

__all__ = ["Kind", "Piece", "cut_pieces"]


class Kind(StrEnum):
    """What a piece of a citation is."""

    TEXT = "text"
    LINK = "link"
    DATE = "date"
    UNDATED = "undated"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGE = "page"
    PART = "part"
    """A place inside the work that is no page: chapter, article, paragraph."""
    IMPRINT = "imprint"
    GENRE = "genre"
    EDITORS = "editors"
    """The mark "(eds)" after names."""
    EDITED = "edited"
    """Of "ed. Ann Lee": names of editors after the title."""
    TRANSLATED = "translated"
    EDITION = "edition"
    NUMBER = "number"
    """The number of a report or of a paper in a series."""
    ACCESS = "access"
    SHORT = "short"
    """Of "cit.", "supra note 12"."""
    PAREN = "paren"
    """A bracket that is none of these."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its place in the note, what it is, and its value (EDTF, pages, number, names)."""

    kind: Kind
    span: Span
    text: str
    value: str = ""
    issue: str = ""
    issued: str = ""
    place: str = ""
    publisher: str = ""
    bracketed: bool = False


RANGE = r"[A-Z]?\d+[a-z]?(?:\s?[-–—‐]+\s?[A-Z]?\d+[a-z]?)?"
ROMAN = r"[ivxlc]+(?:\s?[-–—]\s?[ivxlc]+)?"
MARKED_PAGE = re.compile(
    r"(?:at|pp?\.|pp?(?=\s?\d)|pages?|S\.|s\.|págs?\.?)\s?"
    rf"(?P<value>(?:{RANGE}|{ROMAN})(?:\s?(?:ff?\.?|et seq\.?))?)",
)
BARE_PAGE = re.compile(rf"(?P<value>{RANGE}(?:\s?(?:ff?\.?|n\. ?\d+))?(?: and passim)?|passim|footnote)")
VOLUME = re.compile(
    r"(?:vol(?:ume|\.)?|Bd\.|tome|t\.)\s?(?P<value>\d+|[IVXLC]+)(?:[,.]?\s*(?:no|n|issue|Nr)\.?\s?(?P<issue>[\w/–-]+))?",
    re.IGNORECASE,
)
ISSUE = re.compile(
    r"(?:nos?\.|n\.|nr\.|n°|nº|issue|num\.|№)\s?(?P<value>[\w|/–-]*\d[\w|/–-]*)", re.IGNORECASE
)
PART = re.compile(
    r"(?:bk|chap|chs?|chapters?|arts?|articles?|paras?|paragraphs?|secs?|sections?|pt|part|fn|footnote|n)(?:\.\s?|\s)[\dIVXivx][\w().,–-]*(?:\s?[-–]\s?\d+)?|[§¶]+\s?\d.*",
    re.IGNORECASE,
)
EDITION = re.compile(
    r"(?:\d+(?:st|nd|rd|th|d)|rev\.|revised|new|updated)\s+(?:rev\. )?ed(?:n|ition)?\.?", re.IGNORECASE
)
NUMBER = re.compile(
    r"(?:[A-Z][\w()&’'-]*\s+){0,7}(?:no\.|No\.|n\.|nr\.|Nr\.)\s?[\w|/-]*\d[\w|/-]*|"
    r"(?:[A-Z][\w()&’'-]*\s+){0,7}(?=[A-Z\d/-]*\d{2})[A-Z]{1,5}[-/ ]?\d[\d/-]*[A-Z]*|"
    r"[A-Z]{2,4}/[A-Z\d/.()-]+\d[\w/.()-]*",
)
IMPRINT = re.compile(r"(?P<place>[^:]{2,60}):\s*(?P<publisher>[^:]+)")
EDITORS = re.compile(rf"(?:{term_pattern('editors')})\.?")
EDITED = re.compile(rf"(?:{term_pattern('edited_by')})\s+(?P<value>[A-ZÀ-Þ].+)")
TRANSLATED = re.compile(rf"(?:{term_pattern('translated_by')})\s+(?P<value>[A-ZÀ-Þ].+)")
ACCESS = re.compile(rf"(?:{term_pattern('access')})(?::|\s+on|\s|$).*", re.IGNORECASE)
ACCESS_BEFORE_LINK = re.compile(rf"(?:{term_pattern('access')}):?", re.IGNORECASE)
UNDATED = re.compile(rf"(?:{term_pattern('undated')})", re.IGNORECASE)
GENRE = re.compile(rf"(?P<value>{term_pattern('genre')})(?:,.*)?", re.IGNORECASE)
SHORT = re.compile(
    rf"(?:{term_pattern('cit')})|(?:{term_pattern('supra')})\s?\d+.*",
    re.IGNORECASE,
)
LIST_AND = re.compile(r"^(?:and|&)\s+")
CUT = re.compile(r"[,;]|(?<=\)):(?=\s?\d)|(?<=\d):(?=\s\d)|\.(?=\s*$)")


def cut_pieces(note: Shielded, span: Span) -> tuple[Piece, ...]:
    """All pieces of the citation at ``span``, in order."""
    pieces = [_classify(note, part) for part in _parts(note, span)]
    return tuple(_mend_issue(_mend_editors(pieces)))


def _parts(note: Shielded, span: Span) -> Iterator[Span]:
    """Stretches between commas, brackets and links, without the white space around them."""
    cuts = {span.start, span.end}
    for match in CUT.finditer(note.cover, span.start, span.end):
        cuts |= {match.start(), match.end()}
    for at in range(span.start, span.end):
        if note.cover[at] == "(" and at > span.start:
            cuts.add(at)
        elif note.cover[at] == ")":
            cuts.add(at + 1)
    for link in note.links:
        if link.span in span:
            cuts |= {link.span.start, link.span.end}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        text = note.text[start:end]
        left, right = len(text) - len(text.lstrip(" \n.,;:")), len(text.rstrip(" \n,;:"))
        if left < right and text[left:right] not in {".", ")", "and"}:
            yield Span(start + left, start + right)


def _classify(note: Shielded, span: Span) -> Piece:
    text = span.of(note.text)
    for link in note.links:
        if link.span == span or (link.span in span and len(span) - len(link.span) < 3):
            return Piece(Kind.LINK, span, text, value=link.url)
    if text.startswith("(") and text.endswith(")"):
        return replace(_bracket(span, text, text[1:-1].strip()), bracketed=True)
    return _open(span, text, text.rstrip("."))


def _bracket(span: Span, text: str, inner: str) -> Piece:
    if (date := parse_date(inner)) is not None:
        return Piece(Kind.DATE, span, text, value=date)
    if re.fullmatch(r"\d{1,3}(?:[-–/]\d{1,3})?", inner):
        return Piece(Kind.ISSUE, span, text, value=inner)
    for kind, pattern in (
        (Kind.EDITORS, EDITORS),
        (Kind.ACCESS, ACCESS),
        (Kind.SHORT, SHORT),
        (Kind.UNDATED, UNDATED),
    ):
        if pattern.fullmatch(inner):
            return Piece(kind, span, text)
    if match := GENRE.fullmatch(inner):
        dates = [parse_date(found.group()) for found in date_pattern().finditer(inner)]
        return Piece(Kind.GENRE, span, text, value=match["value"].lower(), issued=(dates or [""])[-1] or "")
    return _imprint(span, text, inner) or Piece(Kind.PAREN, span, text)


def _imprint(span: Span, text: str, inner: str) -> Piece | None:
    """The imprint in "(Oslo: Fram, 2019)", "(Oslo, 2019)", "(Fram, 2019)", "(2nd ed. 2019)"."""
    body, date = _cut_last_date(inner)
    if not date and UNDATED.search(inner):
        body, date = UNDATED.sub("", inner).strip(" ,"), ""
    if (match := IMPRINT.fullmatch(body)) and _is_place_like(match["place"]):
        return Piece(
            Kind.IMPRINT,
            span,
            text,
            issued=date,
            place=match["place"].strip(),
            publisher=match["publisher"].strip(" ,"),
        )
    if date and EDITION.fullmatch(body.strip(" ,")):
        return Piece(Kind.EDITION, span, text, issued=date)
    if date and is_place(body.strip(" ,")):
        return Piece(Kind.IMPRINT, span, text, issued=date, place=body.strip(" ,"))
    if date and (find_publisher(body) or re.search(r"\bPress\b|\bUniversity\b|\bVerlag\b", body)):
        return Piece(Kind.IMPRINT, span, text, issued=date, publisher=body.strip(" ,"))
    return None


def _is_place_like(text: str) -> bool:
    return is_place(text.strip()) or (text[:1].isupper() and len(text.split()) <= 6)


def _cut_last_date(inner: str) -> tuple[str, str]:
    """What stands before the dates at the end of ``inner``, and the last of them: "1982, 2005" is of 2005."""
    body, last = inner, ""
    while ends := [match for match in date_pattern().finditer(body) if match.end() == len(body)]:
        last = last or parse_date(ends[0].group()) or ""
        body = body[: ends[0].start()].rstrip(" ,")
    return body, last


def _open(span: Span, text: str, bare: str) -> Piece:
    """A piece outside brackets."""
    if (date := parse_date(bare)) is not None:
        return Piece(Kind.DATE, span, text, value=date)
    for kind, pattern in (
        (Kind.UNDATED, UNDATED),
        (Kind.SHORT, SHORT),
        (Kind.EDITORS, EDITORS),
        (Kind.VOLUME, VOLUME),
        (Kind.ISSUE, ISSUE),
        (Kind.PAGE, MARKED_PAGE),
        (Kind.PAGE, BARE_PAGE),
        (Kind.PART, PART),
        (Kind.EDITION, EDITION),
        (Kind.ACCESS, ACCESS_BEFORE_LINK),
        (Kind.EDITED, EDITED),
        (Kind.TRANSLATED, TRANSLATED),
        (Kind.NUMBER, NUMBER),
    ):
        match = pattern.fullmatch(text) or pattern.fullmatch(bare) or pattern.fullmatch(f"{bare}.")
        if match:
            groups = match.groupdict()
            return Piece(kind, span, text, value=groups.get("value") or "", issue=groups.get("issue") or "")
    if ACCESS.fullmatch(bare) and date_pattern().search(bare):
        return Piece(Kind.ACCESS, span, text)
    return Piece(Kind.TEXT, span, text)


def _mend_editors(pieces: list[Piece]) -> list[Piece]:
    """Join the names of a list that was cut: "ed. Ann Lee, Bo Moe, and Cy Fox"."""
    mended: list[Piece] = []
    rest = list(pieces)
    while rest:
        piece = rest.pop(0)
        if piece.kind in (Kind.EDITED, Kind.TRANSLATED) and (more := _listed_persons(rest)):
            rest = rest[len(more) :]
            span = Span(piece.span.start, more[-1].span.end)
            piece = replace(piece, span=span, value=", ".join([piece.value, *(other.text for other in more)]))
        mended.append(piece)
    return mended


def _listed_persons(pieces: list[Piece]) -> list[Piece]:
    """The pieces that go on a list of persons, up to the one with its "and"; none without it."""
    for at, piece in enumerate(pieces):
        bare = LIST_AND.sub("", piece.text)
        if piece.kind is not Kind.TEXT or not is_person(bare.split(" and ")[0]):
            return []
        if bare != piece.text or " and " in bare:
            return pieces[: at + 1]
    return []


def _mend_issue(pieces: list[Piece]) -> Iterator[Piece]:
    """APA's "12(3)": a bare number right before a number in brackets is the volume."""
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            piece.kind is Kind.PAGE
            and piece.text.isdigit()
            and following is not None
            and following.bracketed
            and following.kind in (Kind.ISSUE, Kind.DATE)
        ):
            yield replace(piece, kind=Kind.VOLUME, value=piece.text)
        else:
            yield piece
