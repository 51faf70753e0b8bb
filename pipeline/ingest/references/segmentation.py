"""Where in a note works are cited, and where the author only comments.

A note is cut at semicolons and upright strokes (not inside quotations, brackets or links), each part
into sentences. A citation begins after a lead-in ("see also"), at a numbered law or case, after a
topic ("on quays, Ann Lee, ..."), or where a sentence begins like one; it runs until the next begins or
commentary sets in. Its reader finds where exactly it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.ingest.references.laws import find_laws
from pipeline.ingest.references.openings import Opening, find_openings, has_anchor
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import term_pattern
from pipeline.schema.span import Span

__all__ = ["PART", "Stretch", "cut_sentences", "find_stretches", "is_abbreviation"]

PART = re.compile(r"(?:[^;|]|(?<=\S)\||\|(?=\S))+")
SENTENCE_END = re.compile(r"[.?!\x00][\"”’»)\x00]*(?=\s+[A-Z0-9À-Þ“„«\"'‘(])")
JOINT = re.compile(
    r"(?:(?<=cit\.)|(?<=cit\.,)|(?<=\)),?)\s+and\s+(?=[A-Z“])|"
    r"(?<=\d),?\s+and\s+(?=[A-Z][^,;.()]{1,60}\s\((?:1[89]|20)\d\d)"
)
CARRY_ON = re.compile(rf"(?:{term_pattern('access')}|doi\b)", re.IGNORECASE)
AUTHOR_DATE = re.compile(
    r"^(?:[^()“\"]*[\s.][A-Z]\.|[^(),“\"]{3,60}|[^()“\"]*et al\.,?)"
    r"\s\((?:1[89]|20)\d\d[a-z]?(?:, [^()]*)?\)\.?$"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a note that begins like a citation; ``sure`` if a lead-in or number says so."""

    span: Span
    sure: bool = False
    named: bool = False
    """A law that commentary names: only its number and date are its title."""


def find_stretches(note: Shielded) -> Iterator[Stretch]:
    """Stretches of the note that begin like a citation, each to where the next or commentary begins."""
    for part in PART.finditer(note.cover):
        for stretch in _stretches(note, Span(*part.span())):
            for span in _trimmed(note.text, stretch.span.start, stretch.span.end):
                yield Stretch(span, stretch.sure, stretch.named)


def _stretches(note: Shielded, part: Span) -> Iterator[Stretch]:
    """Citations of one part: a sentence that begins one, and those after it that carry it on."""
    open_: Stretch | None = None
    for sentence in cut_sentences(note, part):
        openings = find_openings(note, sentence)
        if open_ is not None and _goes_on(note, open_, sentence, openings):
            open_ = Stretch(Span(open_.span.start, sentence.end), open_.sure, open_.named)
            continue
        if open_ is not None:
            yield open_
        ends = [*(opening.start for opening in openings), sentence.end][1:]
        found = [
            Stretch(Span(one.start, end), one.sure, one.named)
            for one, end in zip(openings, ends, strict=True)
        ]
        yield from found[:-1]
        open_ = found[-1] if found else None
    if open_ is not None:
        yield open_


def _goes_on(note: Shielded, open_: Stretch, sentence: Span, openings: tuple[Opening, ...]) -> bool:
    """Whether ``sentence`` belongs to the citation before it: that one lacks its end, or a link follows."""
    if any(link.span.start == sentence.start for link in note.links):
        return True
    if CARRY_ON.match(sentence.of(note.text)):
        return True
    return not _is_complete(note, open_.span) and not any(opening.sure for opening in openings)


def _is_complete(note: Shielded, span: Span) -> bool:
    """Whether the citation at ``span`` has its date, pages or link: not only a year behind the names."""
    if any(law.start == span.start for law in find_laws(note.cover, span)):
        return True
    return has_anchor(note, span) and not AUTHOR_DATE.search(span.of(note.text))


def cut_sentences(note: Shielded, part: Span) -> Iterator[Span]:
    """The sentences of ``part``; cut too where "and" joins two short forms."""
    start = part.start
    ends = [
        match.end()
        for match in SENTENCE_END.finditer(note.cover, part.start, part.end)
        if _ends(note, match, part)
    ]
    ends += [match.start() for match in JOINT.finditer(note.cover, part.start, part.end)]
    for end in [*sorted(ends), part.end]:
        yield from _trimmed(note.text, start, end)
        start = end


def _ends(note: Shielded, match: re.Match[str], part: Span) -> bool:
    if note.cover[match.start()] == "\x00":
        closing = any(quote.end == match.end() for quote in note.quotes)
        return closing and note.text[match.start()] in ".?!"
    return match.group()[0] != "." or not is_abbreviation(note, match.start(), part.start)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=^)|(?<=[\s(]))(?:{term_pattern('abbreviation')}|(?:[^\W\d_]\.)+)$")


def is_abbreviation(note: Shielded, point: int, start: int) -> bool:
    """Whether the point at ``point`` belongs to an abbreviation or initial (looking back to ``start``)."""
    before = note.text[max(start, point - 12) : point + 1]
    if before.endswith(("Ibid.", "ibid.", "cit.")):
        return False
    return bool(_abbreviation().search(before))
