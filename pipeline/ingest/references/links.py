"""URLs and DOIs in a note, joined where a line break left a space in them.

DOI: the pattern that Crossref recommends for modern DOIs (its blog, "DOIs and matching regular
expressions", 2015). URL: RFC 3986 characters; the rules of joining rest on how readers of PDFs break
long links: after a hyphen or stroke, or before a stroke, point or hyphen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.schema.span import Span

__all__ = ["Link", "find_links"]

URL_START = re.compile(
    r"https?\s?:\s?/\s?/\s?|(?<![\w.@/])www\s?\.\s?|"
    r"(?<![\w.@/-])(?=(?:[a-z0-9-]+\.)+(?:com|org|net|gov|mil|edu|int|eu|it|fr|de|uk|es|nl|be|pl|ch|tr|ru)/\w)",
)
DOI = re.compile(r"(?:(?<!\w)doi\s?:?\s*)?(?<![\w./])10\.\d{4,9}/[^\s\"“”<>]+", re.IGNORECASE)
DOI_HOST = re.compile(r"^https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
RUN = re.compile(r"(?:(?!\((?:here(?:in)?after|last|accessed))[^\s<>\"“”«»])*")
NEXT = re.compile(r"\s([^\s<>\"“”«»]+)")
GOES_ON = re.compile(r"^[/._\-?&=#%~]\w")
DEEP = re.compile(r"^(?!and/or\b)[\w%~-]+(?:[/.][\w%~.-]+)*/[\w%~.-]*(?:\d|\.\w{2,4}\b|/)")
WORDLIKE = re.compile(r"^(?=[a-z0-9%])[\w%~.-]*[\d/._=-][\w%~./=&?-]*")
AFTER_POINT = re.compile(r"(?:html?|pdf|aspx?|php|jsp|docx?|com|org|net|gov|int|edu|eu|mfa)\b(?![’'])")
TRAILING = ".,;:'’\"”>]"


@dataclass(frozen=True, slots=True)
class Link:
    """A URL or DOI: where it stands (with its "DOI" mark) and its value without spaces."""

    span: Span
    url: str = ""
    doi: str = ""


def find_links(text: str) -> tuple[Link, ...]:
    """All URLs and DOIs of ``text``, in order, not overlapping."""
    links = list(_urls(text))
    taken = [link.span for link in links]
    for match in DOI.finditer(text):
        end = match.end() - _trailing(match.group())
        span = Span(match.start(), end)
        if not any(span.overlaps(other) for other in taken):
            doi = text[text.index("10.", match.start()) : end]
            links.append(Link(span, doi=doi))
    return tuple(sorted(links, key=lambda link: link.span))


def _urls(text: str) -> list[Link]:
    links: list[Link] = []
    position = 0
    while match := URL_START.search(text, position):
        end = _url_end(text, match)
        value = re.sub(r"[\s\u00ad\ufffe]+", "", text[match.start() : end])
        position = max(end, match.end() + 1)
        if end > match.end():
            doi = DOI_HOST.sub("", value) if DOI_HOST.match(value) else ""
            links.append(Link(Span(match.start(), end), url="" if doi else value, doi=doi))
    return links


def _url_end(text: str, start: re.Match[str]) -> int:
    end = _run_end(text, start.end())
    while (following := NEXT.match(text, end)) and _joins(text[start.start() : end], following[1]):
        end = following.end()
    return end - _trailing(text[start.start() : end])


def _run_end(text: str, position: int) -> int:
    match = RUN.match(text, position)
    return match.end() if match else position


def _joins(run: str, token: str) -> bool:
    """Whether ``token``, after a space, is the rest of the URL ``run``."""
    if run[-1] in ",;)":
        return False
    if GOES_ON.match(token):
        return not run.endswith(".")
    if run[-1] in "-_/=&?%":
        return bool(WORDLIKE.match(token))
    if run.endswith("."):
        return bool(AFTER_POINT.match(token)) or run.endswith("www.")
    if "doi.org/" in run:
        return bool(re.fullmatch(r"\d+[.,;]?", token))
    return bool(DEEP.match(token))


def _trailing(run: str) -> int:
    """How many characters at the end of ``run`` are punctuation of the sentence."""
    kept = run
    while kept and (kept[-1] in TRAILING or (kept[-1] == ")" and kept.count(")") > kept.count("("))):
        kept = kept[:-1]
    return len(run) - len(kept)
