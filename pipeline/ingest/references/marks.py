"""What a piece of a citation is, by its marks.

The marks are those of the Chicago Manual of Style (17th ed., ch. 14), the IAI style sheet
("Vol. 30, No. 1 (2008), p. 169-181"), the Bluebook ("at 21–28", "¶ 79"), OSCOLA and APA ("12(3), 45–67").
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.references.dates import date_pattern, parse_date
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import is_place, term_pattern
from pipeline.schema.span import Span

__all__ = ["classify_piece"]

RANGE = r"[A-Z]?\d+[a-z]?(?:\s?[-–—‐]+\s?[A-Z]?\d+[a-z]?)?"
REPORTER = re.compile(
    r"(?P<value>\d{1,4})(?:\((?P<issue>\d+)\))?\s+(?P<name>[A-ZÀ-Þ][\w.&’' -]*[\w.])\s+"
    r"(?P<page>\d{1,5}(?:[-–]\d+)?)"
    r"(?:, \d+(?:[-–]\d+)?)?"
)
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
    r"(?:bk|chap|chs?|chapters?|arts?|articles?|paras?|paragraphs?|secs?|sections?|pt|fn|footnote|n|item|annex|recital)(?:\.\s?|\s|(?=\d))[\dIVXivx][\w().,–-]*(?:\s?[-–]\s?\d+)?|[§¶]+\s?\d.*|"
    r"(?:part|pt\.|annex|appendix|section|volume)\s(?:[A-Z]|[IVX]+|\d+)\b",
    re.IGNORECASE,
)
EDITION = re.compile(
    r"(?:\d+(?:st|nd|rd|th|d)|rev\.|revised|new|updated)\s+(?:rev\. )?ed(?:n|ition)?\.?", re.IGNORECASE
)
COM = r"(?:COM|JOIN|SWD|SEC|C)\s?\(\d{4}\)\s?\d+(?:/\d+)?(?:\s?final)?"
NUMBER = re.compile(
    rf"{COM}|CRS (?:Report|In Focus|Insight|Legal Sidebar) [A-Z]+\d+|"
    r"(?:[A-Z]\w+\s+){0,4}(?:Report|Paper|Study|Brief|Note)\s\d+/\d+|"
    r"(?:[A-Z][\w()&’'-]*\s+){0,7}(?:no\.|No\.|n\.|nr\.|Nr\.)\s?[\w|/-]*\d[\w|/-]*|"
    r"(?:[A-Z][\w()&’'-]*\s+){0,7}(?=[A-Z\d/-]*\d{2})[A-Z]{1,5}[-/ ]?\d[\d/-]*[A-Z]*|"
    r"[A-Z]{1,4}/[A-Z\d/.()-]+\d[\w/.()-]*",
)
IMPRINT = re.compile(r"(?P<place>[^:]{2,60}):\s*(?P<publisher>[^:]+)")
PUBLISHER = re.compile(r"[A-ZÀ-Þ][\w.&’'-]*(?:\s+(?:[A-ZÀ-Þ][\w.&’'-]*|of|and|for|&|de|di|per))*")
COURT = re.compile(r"\b(?:Ct|Cir|Court|Ch|App|Tribunal|Trib)\b\.?|H\.R\.")
YEAR_ONLY = re.compile(r"\d{4}")
EDITORS = re.compile(rf"(?:{term_pattern('editors')})\.?")
EDITED = re.compile(rf"(?:{term_pattern('edited_by')})\s+(?P<value>[A-ZÀ-Þ].+)")
BY = re.compile(r"(?:coordinated )?by\s+(?P<value>[A-ZÀ-Þ].+)")
TRANSLATED = re.compile(rf"(?:{term_pattern('translated_by')})\s+(?P<value>[A-ZÀ-Þ].+)")
ACCESS = re.compile(rf"(?:{term_pattern('access')})(?::|\s+on|\s|$).*", re.IGNORECASE)
ACCESS_BEFORE_LINK = re.compile(rf"(?:{term_pattern('access')}):?", re.IGNORECASE)
UNDATED = re.compile(rf"(?:{term_pattern('undated')})", re.IGNORECASE)
OPEN_GENRE = re.compile(rf"(?P<value>{term_pattern('genre')})", re.IGNORECASE)
GENRE = re.compile(rf"(?P<value>{term_pattern('genre')})(?:,.*)?", re.IGNORECASE)
SHORT = re.compile(
    rf"(?:{term_pattern('cit')})|(?:{term_pattern('supra')})\s?\d+.*",
    re.IGNORECASE,
)


def classify_piece(note: Shielded, span: Span) -> Piece:
    """The piece at ``span``, which holds no cut, with its kind and value."""
    text = span.of(note.text)
    for link in note.links:
        if link.span == span or (link.span in span and len(span) - len(link.span) < 3):
            return Piece(Kind.LINK, span, text, value=link.url)
    if text.startswith("(") and text.endswith(")"):
        return replace(_bracket(span, text, text[1:-1].strip()), bracketed=True)
    return _open(span, text, text.rstrip("."))


def _bracket(span: Span, text: str, inner: str) -> Piece:
    """A piece in round brackets; ``inner`` is what they hold."""
    return (
        _dated_bracket(span, text, inner)
        or _marked_bracket(span, text, inner)
        or Piece(Kind.PAREN, span, text)
    )


def _dated_bracket(span: Span, text: str, inner: str) -> Piece | None:
    if (date := parse_date(inner)) is not None:
        return Piece(Kind.DATE, span, text, value=date)
    first, *others = re.split(r",? (?:and|&) ", inner)
    if others and (date := parse_date(first)) is not None and parse_date(others[-1]) is not None:
        return Piece(Kind.DATE, span, text, value=date)
    return None


def _marked_bracket(span: Span, text: str, inner: str) -> Piece | None:
    if NUMBER.fullmatch(inner) and not re.search(r"\s", inner):
        return Piece(Kind.NUMBER, span, text)
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
    return _imprint(span, text, inner)


def _imprint(span: Span, text: str, inner: str) -> Piece | None:
    """The imprint in "(Oslo: Fram, 2019)", "(Oslo, 2019)", "(Fram, 2019)", "(2nd ed. 2019)"."""
    body, date = _cut_last_date(inner)
    if not date and UNDATED.search(inner):
        body = UNDATED.sub("", inner).strip(" ,")
    imprint = IMPRINT.fullmatch(body)
    if imprint and _is_place_like(imprint["place"]):
        place, publisher = imprint["place"].strip(), imprint["publisher"].strip(" ,")
        return Piece(Kind.IMPRINT, span, text, issued=date, place=place, publisher=publisher)
    return _dated(span, text, body, date) if date else None


def _dated(span: Span, text: str, body: str, date: str) -> Piece | None:
    """A bracket with a date at its end, by what stands before the date."""
    bare = body.strip(" ,:")
    edition, _, press = bare.rpartition(", ")
    if EDITION.fullmatch(bare):
        return Piece(Kind.EDITION, span, text, issued=date)
    if EDITION.fullmatch(edition) and PUBLISHER.fullmatch(press):
        return Piece(Kind.IMPRINT, span, text, issued=date, publisher=press)
    if is_place(bare) or (body.rstrip().endswith(":") and _is_place_like(bare)):
        return Piece(Kind.IMPRINT, span, text, issued=date, place=bare)
    if bare[:1].islower() or COURT.search(bare):
        return Piece(Kind.DATE, span, text, value=date)
    if YEAR_ONLY.fullmatch(date) and PUBLISHER.fullmatch(bare):
        return Piece(Kind.IMPRINT, span, text, issued=date, publisher=bare)
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
        (Kind.BY, BY),
        (Kind.GENRE, OPEN_GENRE),
        (Kind.REPORTER, REPORTER),
        (Kind.NUMBER, NUMBER),
    ):
        match = pattern.fullmatch(text) or pattern.fullmatch(bare) or pattern.fullmatch(f"{bare}.")
        if match:
            return _of_match(kind, span, text, match)
    if ACCESS.fullmatch(bare) and date_pattern().search(bare):
        return Piece(Kind.ACCESS, span, text)
    return Piece(Kind.TEXT, span, text)


def _of_match(kind: Kind, span: Span, text: str, match: re.Match[str]) -> Piece:
    groups = {name: value or "" for name, value in match.groupdict().items()}
    year = re.search(r"/((?:19|20)\d\d)$", text) if kind is Kind.NUMBER else None
    return Piece(
        kind,
        span,
        text,
        value=groups.get("value", "").lower() if kind is Kind.GENRE else groups.get("value", ""),
        issue=groups.get("issue", ""),
        issued=year[1] if year else "",
        publisher=groups.get("name", ""),
        page=groups.get("page", ""),
    )
