"""Which stretches of a note must not be cut: quotations, brackets, links, dates with a comma.

The shield is a copy of the note, of the same length, in which the punctuation inside such stretches
is blotted out; all cutting is done on it, all reading on the note itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.references.dates import us_date_pattern
from pipeline.ingest.references.links import Link, find_links
from pipeline.schema.span import Span

__all__ = ["Shielded", "shield"]

BLOT = "\x00"
CUTTING = re.compile(r"[,.;:|()\[\]?!]")
QUOTES = re.compile(
    r"“(?:[^“”]|“[^“”]*”)*”|„[^“”„]*[“”]|«[^«»]*»|"
    r"(?<![\w\"])\"(?=[^\s\"])[^\"]*\"(?!\w)|"
    r"(?<![\w‘])‘(?=\S)(?:[^‘’]|’(?=\w)|‘[^‘’]*’)+’(?!\w)"
)
SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(]))'(?=[A-Z0-9À-Ý])(?:[^']|'(?=\w))+'(?=[,.;)\s]|$)")
OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(;]))[“„\"](?=\S)[^“”\"]*?(?=, |\. |;|$)")
BRACKETS = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\[\]]*\]")
STATES = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY"
MORE_STATES = "NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC UK ON QC BC"
EU_NUMBER = re.compile(r"\b(?:COM|JOIN|SWD|SEC)\s?\(\d{4}\)")
CITY_AND_STATE = re.compile(
    rf"\b[A-Z]\w+(?: [A-Z]\w+)*, (?:D\.C\.|(?:{'|'.join(f'{STATES} {MORE_STATES}'.split())})\b)(?=[:,.;)/]|$)"
)


@dataclass(frozen=True, slots=True)
class Shielded:
    """A note with its links and quotations, and the copy ``cover`` on which it may be cut."""

    text: str
    cover: str
    links: tuple[Link, ...] = ()
    quotes: tuple[Span, ...] = ()


def shield(text: str) -> Shielded:
    """Find what must not be cut in ``text``; all offsets stay the same."""
    links = find_links(text)
    cover = text
    for link in links:
        cover = _blot(cover, link.span)
    quotes = tuple(_quotes(cover))
    for quote in quotes:
        cover = _blot(cover, quote)
        if text[quote.end - 2] == ";" and quote.end < len(text):
            cover = f"{cover[: quote.end]};{cover[quote.end + 1 :]}"  # "Quays;” and" divides like "Quays”;"
    for pattern in (us_date_pattern(), CITY_AND_STATE, EU_NUMBER):
        for match in pattern.finditer(cover):
            cover = _blot(cover, Span(*match.span()))
    for match in BRACKETS.finditer(cover):
        if len(match.group()) > 2:
            cover = _blot(cover, Span(match.start() + 1, match.end() - 1))
    return Shielded(text, cover, links, quotes)


def _quotes(cover: str) -> list[Span]:
    """Quotations, outermost only; one that is never closed ends at the next comma."""
    found = [Span(*match.span()) for match in QUOTES.finditer(cover)]
    for pattern in (SINGLE, OPEN):
        if not found:
            found = [Span(*match.span()) for match in pattern.finditer(cover) if match.group()]
    return found


def _blot(cover: str, span: Span) -> str:
    inside = CUTTING.sub(BLOT, span.of(cover))
    return cover[: span.start] + inside + cover[span.end :]
