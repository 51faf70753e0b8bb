"""Where in a note works are cited, and where the author only comments.

A note is cut at semicolons and upright strokes (not inside quotations, brackets or links), each part
into sentences. A citation begins after a lead-in ("see also") or where a sentence begins like one:
with a title in quotation marks, a name, or a capitalised head before a comma. It runs until the next
one begins; its reader finds where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nameparser.config import CONSTANTS

from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import term_pattern, terms_of
from pipeline.schema.span import Span

__all__ = ["SHORT_START", "find_stretches"]

PART = re.compile(r"(?:[^;|]|(?<=\S)\||\|(?=\S))+")
SENTENCE_END = re.compile(
    r"[.?!\x00][\"”’»)\x00]*(?=\s+[A-Z0-9À-Þ“„«\"'‘(])|[.?!][\"”’»)]*(?=\s+[A-Z0-9À-Þ“„«\"'‘(])"
)
AND = re.compile(r"\s*(?:(?:and|or|but|also|as well as|while|e|et|und)\s+)?(?:also\s+)?", re.IGNORECASE)
LEAD_IN = re.compile(rf"(?:(?<=^)|(?<=[\s(]))(?:{term_pattern('lead_in')}),?\s*:?\s*", re.IGNORECASE)
SHORT_START = re.compile(rf"(?:{term_pattern('ibid')})(?=[\s,.;]|$)", re.IGNORECASE)
OPENER = re.compile(rf"(?:{term_pattern('opener')})(?!\w)")
SMALL = terms_of("small_word")
OPENING_WORDS = terms_of("opening_word")
FULL_HEAD = 16
"""Words in the longest head: names of bodies can be long."""
FOLLOWING = re.compile(
    rf"{term_pattern('editors')}|{term_pattern('cit')}|{term_pattern('supra')}|{term_pattern('et_al')}|"
    r"(?:art|no|vol|pp?)\.|memorandum\b",
    re.IGNORECASE,
)
CARRY_ON = re.compile(rf"(?:{term_pattern('access')}|doi\b)", re.IGNORECASE)
AUTHOR_DATE = re.compile(r"^[^()]*\((?:1[89]|20)\d\d[a-z]?(?:, [^()]*)?\)\.?$")


def find_stretches(note: Shielded) -> Iterator[Span]:
    """Stretches of the note that begin like a citation, each to where the next or commentary begins."""
    for part in PART.finditer(note.cover):
        for stretch in _stretches(note, Span(*part.span())):
            yield from _trimmed(note.text, stretch.start, stretch.end)


def _stretches(note: Shielded, part: Span) -> Iterator[Span]:
    """Citations of one part: a sentence that begins one, and those after it that carry it on."""
    start = end = -1
    for sentence in _sentences(note, part):
        begin, sure = _start_in(note, sentence)
        anchored = start >= 0 and _is_complete(note, Span(start, end))
        if start >= 0 and _carries_on(note, sentence):
            end = sentence.end
        elif begin is not None and (start < 0 or anchored or sure):
            if start >= 0:
                yield Span(start, end)
            start, end = begin, sentence.end
        elif start >= 0 and not anchored:
            end = sentence.end
        elif start >= 0:
            yield Span(start, end)
            start = end = -1
    if start >= 0:
        yield Span(start, end)


def _carries_on(note: Shielded, sentence: Span) -> bool:
    """A link, or "Accessed ...", after the full stop of a citation."""
    if any(link.span.start == sentence.start for link in note.links):
        return True
    return bool(CARRY_ON.match(sentence.of(note.text)))


def _is_complete(note: Shielded, span: Span) -> bool:
    """Whether the citation at ``span`` has its date, pages or link: not only a year behind the names."""
    return _has_anchor(note, span) and not AUTHOR_DATE.search(span.of(note.text))


def _sentences(note: Shielded, part: Span) -> Iterator[Span]:
    start = part.start
    for match in SENTENCE_END.finditer(note.cover, part.start, part.end):
        if match.group()[0] in ".\x00" and _is_abbreviation(note, match.start(), start):
            continue
        if note.cover[match.start()] == "\x00" and not _closes(note, match):
            continue
        yield from _trimmed(note.text, start, match.end())
        start = match.end()
    yield from _trimmed(note.text, start, part.end)


def _closes(note: Shielded, match: re.Match[str]) -> bool:
    """Whether a quotation ends here, its last point inside the marks."""
    return any(quote.end == match.end() for quote in note.quotes) and note.text[match.start()] in ".?!"


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


def _is_abbreviation(note: Shielded, point: int, start: int) -> bool:
    before = note.text[max(start, point - 12) : point + 1]
    if before.endswith(("Ibid.", "ibid.", "cit.")):
        return False
    return bool(_abbreviation().search(before))


def _start_in(note: Shielded, sentence: Span) -> tuple[int | None, bool]:
    """Where in ``sentence`` a citation begins, and whether a lead-in or quotation mark makes it sure."""
    first = AND.match(note.cover, sentence.start, sentence.end)
    start = first.end() if first else sentence.start
    leads = list(LEAD_IN.finditer(note.cover, sentence.start, sentence.end))
    leading = bool(leads) and leads[0].start() in (sentence.start, start)
    if not leading and start < sentence.end and begins_citation(note, Span(start, sentence.end)):
        return start, start > sentence.start or _is_quote(note, start)
    for lead in leads:
        if lead.end() < sentence.end and begins_citation(note, Span(lead.end(), sentence.end)):
            return lead.end(), True
    return _after_colon(note, sentence)


def _after_colon(note: Shielded, sentence: Span) -> tuple[int | None, bool]:
    """A citation after a comma of commentary: "and for a critique, Ann Lee, ...", only if quoted."""
    for quote in note.quotes:
        if (
            quote in sentence
            and note.text[: quote.start].rstrip().endswith(":")
            and _has_anchor(note, sentence)
        ):
            return quote.start, False
    return None, False


def _is_quote(note: Shielded, at: int) -> bool:
    return any(quote.start == at for quote in note.quotes)


def begins_citation(note: Shielded, rest: Span) -> bool:
    """Whether ``rest`` begins as a citation does."""
    text = rest.of(note.text)
    if SHORT_START.match(text):
        return True
    for quote in note.quotes:
        if quote.start == rest.start:
            after = note.text[quote.end : rest.end].lstrip()
            return bool(re.match(r"[,.(]|in\s|$", after)) or note.text[quote.end - 2] in ",."
    if any(link.span.start == rest.start for link in note.links):
        return True
    if OPENER.match(text):
        return False
    return _has_head(rest.of(note.cover), text)


def _has_head(cover: str, text: str) -> bool:
    """A capitalised head, then a comma and a capital, a quotation, a digit or a bracket."""
    match = re.match(r"(?P<head>[^,]+?)(?:,\s*(?P<next>\S)|\s*\((?=\S)|$|\.$)", cover)
    if not match:
        return False
    head = text[: match.end("head")]
    if " website:" in head or "website:" in head:
        return True
    words = re.findall(r"[^\s“”\"()]+", head)
    if not words or len(words) > FULL_HEAD or (words[0].strip(",.:") in OPENING_WORDS and not _titled(words)):
        return False
    if not (words[0][0].isupper() or words[0][0] == "["):
        return False
    if any(not _fits_head(word) for word in words):
        return False
    following = match["next"] or ""
    return (
        not following
        or following.isupper()
        or following.isdigit()
        or following in "“„«\"‘'([¶§"
        or _follows(text, match)
    )


def _titled(words: list[str]) -> bool:
    """Whether like "The White House", "The Economist" an article stands before a short capitalised name."""
    return words[0] in {"The", "A"} and len(words) <= 5 and all(word[0].isupper() for word in words)


def _fits_head(word: str) -> bool:
    bare = word.strip(",.:;'’()")
    return not bare or not bare[0].islower() or bare in SMALL or bare in CONSTANTS.prefixes


def _follows(text: str, match: re.Match[str]) -> bool:
    """Marks in small letters that follow names: "eds.", "cit.", "supra note", "no. 4", "trans."."""
    return bool(FOLLOWING.match(text, match.start("next")))


def _has_anchor(note: Shielded, span: Span) -> bool:
    """Whether a link, a year or a page mark stands in ``span``."""
    if any(link.span.overlaps(span) for link in note.links):
        return True
    cover = span.of(note.cover)
    return bool(
        re.search(
            r"(?:,\s|\()[^,()]{0,30}(?:1[5-9]|20)\d\d[a-z]?\)?|\b(?:pp?|no|vol|nos)\.\s?\d|\bcit\.|\bn\.d\.|supra|[\x00:]?\s(?:1[5-9]|20)\d\d\)",
            cover,
            re.IGNORECASE,
        )
        or re.search(r",\s\d{1,4}(?:[-–]\d+)?[.,]?$", cover)
    )
