"""Laws, treaties and cases: what lawyers cite by number or parties rather than by author and title.

The forms are those of the EU's Interinstitutional Style Guide (acts, COM documents, ECLI), the
Bluebook (rules 10, 12, 21: cases, statutes, treaties) and OSCOLA (cases, "(n 1)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.ingest.references.cutting import cut_pieces
from pipeline.ingest.references.dates import date_pattern, parse_date
from pipeline.ingest.references.parts import Parts, read_tail
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import term_pattern
from pipeline.schema.document import WorkType
from pipeline.schema.span import Span

__all__ = ["date_of_law", "find_laws", "read_law"]

EU_BODY = r"(?:(?:Commission|Council|European Parliament|Political and Security Committee)\s+)?"
EU_ACT = (
    EU_BODY + r"(?:(?:Delegated|Implementing|Framework)\s+)?"
    r"(?:Regulation|Directive|Decision|Joint Action|Common Position|Recommendation)\s+"
    r"(?:\((?:EU|EC|EEC|CFSP|Euratom|EU, Euratom)\)\s+)?(?:No\.?\s*)?\d{1,4}/\d+(?:/\w+)?"
)
NATIONAL_ACT = (
    r"(?:(?:Legislative|Presidential|Executive|Emergency|Organic|Federal)\s+)?"
    r"(?:Decree-Law|Law|Act|Decree|Order|Public Law|Pub\. L\.)\s+(?:No\.?|no\.|n\.|Nr\.)\s?\d[\d/.-]*"
)
DATED_ACT = rf"(?:Act|Law|Decree)\s+of\s+(?:{date_pattern().pattern})"
BILL = (
    r"(?:H\.R\.|S\.B\.|H\.B\.|A\.B\.|P\.L\.|E\.O\.|Exec\. Order No\.|S\.J\. ?Res\.|H\.J\. ?Res\.)\s?\d[\d-]*"
)
US_CODE = r"\d+\s+(?:U\.S\.C\.|C\.F\.R\.|Fed\. Reg\.|Stat\.)\s+(?:§+\s?)?\d[\w.–-]*"
UN_ACT = (
    r"(?:U\.?N\.?\s+)?(?:Security Council|General Assembly|S\.C\.|G\.A\.|UNSC|UNGA|Human Rights Council)\s+"
    r"(?:Resolution|Res\.)\s+\d[\w/()]*(?:\s\((?:19|20)\d\d\))?"
)
CASE_NUMBER = r"(?:[Jj]oined )?[Cc]ases?\s+[CTF][-‑–]\d+/\d\d(?:\s?P)?"
PARTY = r"[A-Z][\w.&’'-]*(?:\s+(?:[A-Z][\w.&’'-]*|of|the|and|Others|de|v/)){0,8}"
CASE = rf"(?:{CASE_NUMBER},?\s*)?{PARTY}\s+(?:\([^()]*\sv\.?\s[^()]*\)|v\.?\s+{PARTY})|{CASE_NUMBER}"
ARBITRATION = rf"{PARTY}\s+\([^()]*\sv[.\x00]?\s[^()]*\)"
LAW = re.compile(rf"(?<![\w/-])(?:{EU_ACT}|{NATIONAL_ACT}|{UN_ACT}|{DATED_ACT}|{BILL}|{US_CODE})")
JUDGEMENT = re.compile(rf"(?<![\w/-])(?:{ARBITRATION}|{CASE})")
OF_DATE = re.compile(
    rf"\s+(?:of\s+the\s+[A-Z][\w\s]*?\s)?(?:of|del|du|vom)\s+(?P<date>{date_pattern().pattern})",
    re.IGNORECASE,
)
DATE_IN_NAME = re.compile(rf"\b(?:of|del|du|vom)\s+(?P<date>{date_pattern().pattern})", re.IGNORECASE)
STOP = re.compile(
    r",\s+(?=(?:converted|as amended|amended|which|published|adopted)\b)|"
    rf",?\s+(?=\((?:n|fn|note)\s\d)|,\s+(?=(?:{term_pattern('cit')})|(?:{term_pattern('supra')})\s?\d)|"
    r",?\s+(?=(?:arts?\.?|articles?|§|para|recital|Annex|Title)\s?[\dIVX])|"
    r",\s+in\s+(?=[A-Z])|,\s+(?=\d+ [A-Z])|"
    r"\s+\((?=hereafter|hereinafter|“)|[”\"]",
)
DANGLING = re.compile(r"(?:,?\s+(?:and|or|amending|repealing|the))+$")
PROSE = re.compile(rf"\s+(?:{term_pattern('verb')})")
CASE_STOP = re.compile(r",\s|\s\((?!.*\sv[.\x00]?\s)|\s+\[\d")
REPORTER_YEAR = re.compile(r"ECLI:[A-Z]+:[A-Z]+:(?P<ecli>\d{4}):\w+|(?P<reporter>(?:19|20)\d\d)\s+[A-Z]")


def find_laws(cover: str, span: Span) -> Iterator[Span]:
    """Where laws and cases cited by number or parties stand in ``span``, in order."""
    matches = (*LAW.finditer(cover, span.start, span.end), *JUDGEMENT.finditer(cover, span.start, span.end))
    yield from sorted(Span(*match.span()) for match in matches)


def read_law(note: Shielded, span: Span, *, named: bool = False) -> tuple[Parts, WorkType] | None:
    """The law or case that ``span`` begins with; ``None`` where it begins with neither.

    ``named``: commentary names it in passing, its title is no more than number and date.
    """
    law = LAW.match(note.cover, span.start, span.end)
    if law:
        return _read_act(note, span, law.end(), named=named), WorkType.LEGISLATION
    case = JUDGEMENT.match(note.cover, span.start, span.end)
    return (_read_case(note, span), WorkType.LEGAL_CASE) if case else None


def _read_act(note: Shielded, span: Span, number_end: int, *, named: bool) -> Parts:
    """Title as far as it goes: number, "of" body and date, subject; then locators, link, marks."""
    end = span.end
    links = [link.span.start for link in note.links if link.span in span]
    for position in (*links, *(match.start() for match in STOP.finditer(note.text, number_end, span.end))):
        end = min(end, position)
    prose = named or PROSE.search(note.text, number_end, end) is not None
    if prose:
        dated = OF_DATE.match(note.text, number_end, end)
        end = dated.end() if dated else number_end
    title = DANGLING.sub("", note.text[span.start : end].rstrip(" ,.;("))
    return _tail_of(note, span, title, dated=date_of_law(title), prose=prose)


def date_of_law(title: str) -> str:
    """EDTF of the date in a law's own name: "Act of 3 May 2016 on quays"; "" if it has none."""
    match = DATE_IN_NAME.search(title)
    return (parse_date(match["date"]) or "") if match else ""


def _read_case(note: Shielded, span: Span) -> Parts:
    """Parties are the title; number, court, reporter and date follow."""
    number = re.match(rf"{CASE_NUMBER},?\s*", note.text[span.start : span.end])
    start = span.start + (number.end() if number else 0)
    stop = CASE_STOP.search(note.cover, start, span.end)
    title = note.text[start : stop.start() if stop else span.end].rstrip(" ,.;")
    year = REPORTER_YEAR.search(note.text, start, span.end)
    parts = _tail_of(note, Span(start, span.end), title, dated="", prose=False)
    issued = parts.issued or ((year["ecli"] or year["reporter"]) if year else "")
    end = max(parts.end, year.end() if year and year["ecli"] else 0)
    return replace(parts, start=span.start, issued=issued, end=end)


def _tail_of(note: Shielded, span: Span, title: str, *, dated: str, prose: bool) -> Parts:
    end = span.start + len(title)
    parts = Parts(span.start, end, title=re.sub(r"\s+", " ", title), issued=dated, evidence=2)
    commentary = PROSE.search(note.text, end, span.end)
    tail_end = commentary.start() if commentary else span.end
    if end >= tail_end or prose:
        return parts
    read = read_tail(parts, cut_pieces(note, Span(end, tail_end)), note)
    return replace(read, issued=dated or read.issued)
