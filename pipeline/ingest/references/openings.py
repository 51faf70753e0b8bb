"""How a citation begins.

Rests on the manuals' common ground: a citation opens with its authors or, lacking them, its title
(Chicago 14.23-14.25, APA 9.4, Bluebook rules 10 to 18, IAI); notes lead in with "see" and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nameparser.config import CONSTANTS

from pipeline.ingest.references.institutions import is_institution, is_titled_first
from pipeline.ingest.references.laws import find_laws
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import term_pattern, terms_of, work_words
from pipeline.schema.span import Span

__all__ = ["LEAD_IN", "OPENER", "SHORT_START", "Opening", "find_openings", "has_anchor", "is_prose"]

AND = re.compile(r"[\s,]*(?:(?:and|or|but|also|as well as|while|e|et|und)\s+)?(?:also\s+)?", re.IGNORECASE)
LEAD_IN = re.compile(rf"(?:(?<=^)|(?<=[\s(]))(?:{term_pattern('lead_in')})(?!\w),?\s*:?\s*", re.IGNORECASE)
TOPIC = re.compile(
    r"(?:and,?\s+|but\s+)?(?:for|on|about|regarding|concerning|as to|su|sur)\s[^,;]*,\s+", re.IGNORECASE
)
ARTICLE = re.compile(r"(?:the|la|il|der|die|das)\s+(?=[A-Z])")
SHORT_START = re.compile(rf"(?:{term_pattern('ibid')})(?=[\s,.;]|$)", re.IGNORECASE)
OPENER = re.compile(rf"(?:{term_pattern('opener')})(?!\w)")
VERB = re.compile(rf"(?<!\w)(?:{term_pattern('verb')})")
SMALL = terms_of("small_word")
OPENING_WORDS = terms_of("opening_word")
FULL_HEAD = 16
"""Words in the longest head: names of bodies can be long."""
FOLLOWING = re.compile(
    rf"{term_pattern('editors')}|{term_pattern('cit')}|{term_pattern('supra')}|{term_pattern('et_al')}|"
    r"(?:arts?|no|vol|pp?|paras?|chap|ch)\.|memorandum\b",
    re.IGNORECASE,
)
HEAD = re.compile(r"(?P<head>[^,]+?)(?:,\s*(?P<next>\S)|\s*\((?=\S)|$|\.$)")
ANCHOR = re.compile(
    r"(?:,\s|\()[^,()]{0,40}(?:1[5-9]|20)\d\d[a-z]?\)?|\b(?:pp?|no|vol|nos)\.\s?\d|\bcit\b|\bn\.d\.|supra|"
    r"[\x00:]?\s(?:1[5-9]|20)\d\d\)|\(n \d+\)|cited in|\bECLI\b|\bPart [A-Z]\b|,\sby\s[A-Z][\w .-]+$",
    re.IGNORECASE,
)
LAST_PAGE = re.compile(r",\s\d{1,4}(?:[-–]\d+)?[.,]?$")
LAST_DATE = re.compile(r"(?:1[5-9]|20)\d\d\)?\.?$")
ELIDED = re.compile(r"^(?:d|l|dell|all|nell|sull|dall|qu)['’](?=[A-ZÀ-Þ])")
CAPITAL_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a citation begins; ``sure`` if a lead-in, a number of law or a quotation mark says so."""

    start: int
    sure: bool
    named: bool = False
    """A law that stands inside commentary."""


def find_openings(note: Shielded, sentence: Span) -> tuple[Opening, ...]:
    """Where in ``sentence`` citations begin: at most one, or each of the laws that commentary names."""
    for start, sure in _candidates(note, sentence):
        if start < sentence.end and begins_citation(note, Span(start, sentence.end), led=sure):
            return (Opening(start, sure or _is_quote(note, start)),)
    laws = tuple(Opening(law.start, True, named=True) for law in find_laws(note.cover, sentence))
    return laws or _after_colon(note, sentence)


def _candidates(note: Shielded, sentence: Span) -> Iterator[tuple[int, bool]]:
    """Offsets at which a citation may begin, and whether a lead-in stands before them."""
    first = AND.match(note.cover, sentence.start, sentence.end)
    start = first.end() if first else sentence.start
    leads = list(LEAD_IN.finditer(note.cover, sentence.start, sentence.end))
    if not leads or leads[0].start() not in (sentence.start, start):
        yield start, start > sentence.start
    for lead in leads:
        topic = TOPIC.match(note.cover, lead.end(), sentence.end)
        for at in (lead.end(), topic.end() if topic else lead.end()):
            yield at, True
            yield _without_article(note, at, sentence), True
    if leads and any(pattern.match(note.cover, sentence.start) for pattern, _ in work_words()):
        yield sentence.start, False  # "Accord pour la mer": no lead-in but a title
    topic = TOPIC.match(note.cover, sentence.start, sentence.end)
    if topic and not leads and has_anchor(note, sentence):
        yield _without_article(note, topic.end(), sentence), False


def _without_article(note: Shielded, at: int, sentence: Span) -> int:
    article = ARTICLE.match(note.cover, at, sentence.end)
    return article.end() if article else at


def _after_colon(note: Shielded, sentence: Span) -> tuple[Opening, ...]:
    """A title after the colon of a sentence of commentary: "... in the same week: A Plan for Quays (...)"."""
    colon = note.cover.find(": ", sentence.start, sentence.end)
    if colon < 0 or not VERB.search(note.cover, sentence.start, colon):
        return ()
    start = colon + 2
    titled = re.match(r"[^,(]+", note.cover[start : sentence.end])
    begins = _is_quote(note, start) or (titled is not None and is_titled(titled.group()))
    return (Opening(start, False),) if begins and has_anchor(note, Span(colon, sentence.end)) else ()


def begins_citation(note: Shielded, rest: Span, *, led: bool = False) -> bool:
    """Whether ``rest`` begins as a citation does; ``led``: a lead-in stands before it."""
    text = rest.of(note.text)
    if SHORT_START.match(text) or any(law.start == rest.start for law in find_laws(note.cover, rest)):
        return True
    for quote in note.quotes:
        if quote.start == rest.start:
            after = note.text[quote.end : rest.end].lstrip()
            return bool(re.match(r"[,.(\[]|in\s|$", after)) or note.text[quote.end - 2] in ",."
    linked = any(link.span.start == rest.start for link in note.links)
    return linked or (not OPENER.match(text) and _has_head(note, rest, led=led))


def _has_head(note: Shielded, rest: Span, *, led: bool) -> bool:
    """A capitalised head, then a comma and a capital, a quotation, a digit or a bracket."""
    match = HEAD.match(rest.of(note.cover))
    if not match:
        return False
    text = rest.of(note.text)
    head = text[: match.end("head")]
    if "website:" in head or _is_dated_act(note, rest, head):
        return True
    return _is_head(head, led=led) and _goes_with_head(note, rest, match, head)


def _is_dated_act(note: Shielded, rest: Span, head: str) -> bool:
    """An agreement with small letters in its name, and no verb: "Accord pour la mer, Oslo, 3 May 2020"."""
    dated = LAST_DATE.search(rest.of(note.text).rstrip())
    return bool(dated) and is_titled_first(head) and not VERB.search(rest.of(note.cover))


def _is_head(head: str, *, led: bool) -> bool:
    """Whether ``head`` is a name or title: capitalised but for small words, no opening of prose."""
    words = re.findall(r"[^\s“”\"()]+", head)
    if not words or not (words[0][0].isupper() or words[0][0] == "["):
        return False
    opens = words[0].strip(",:") in OPENING_WORDS and not _titled_name(words) and not led
    too_long = len(words) > FULL_HEAD and not is_titled(head)
    return not opens and not too_long and all(_fits_head(word) for word in words)


def _goes_with_head(note: Shielded, rest: Span, match: re.Match[str], head: str) -> bool:
    following = match["next"] or ""
    if not following or following.isupper() or following.isdigit() or following in "“„«\"‘'([¶§":
        return True
    marked = FOLLOWING.match(rest.of(note.text), match.start("next"))
    return bool(marked) or _is_dated(note, rest, head)


def _is_dated(note: Shielded, rest: Span, head: str) -> bool:
    """A body, a title in small letters, and a date at the end: "Port Office, map of quays, May 2020"."""
    text = rest.of(note.text).rstrip()
    return is_institution(head) and bool(LAST_DATE.search(text)) and not VERB.search(rest.of(note.cover))


def _titled_name(words: list[str]) -> bool:
    """Whether like "The White House", "The Economist" an article stands before a short name."""
    return words[0] in {"The", "A"} and len(words) <= 5 and all(word[0].isupper() for word in words)


def _fits_head(word: str) -> bool:
    bare = ELIDED.sub("", word.strip(",.:;'’()"))
    return not bare or not bare[0].islower() or bare in SMALL or bare in CONSTANTS.prefixes


def is_titled(text: str) -> bool:
    """Whether the longer words of ``text`` are mostly capitalised, as in an English title."""
    words = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return bool(words) and capitals >= CAPITAL_SHARE * len(words)


def is_prose(text: str) -> bool:
    """Whether ``text`` is running prose: a verb in small letters, and words mostly so."""
    words = text.split()
    capitals = sum(word[0].isupper() for word in words)
    return bool(VERB.search(text)) and capitals <= 0.5 * len(words)


def _is_quote(note: Shielded, at: int) -> bool:
    return any(quote.start == at for quote in note.quotes)


def has_anchor(note: Shielded, span: Span) -> bool:
    """Whether a link, a year, a page mark or another end of a citation stands in ``span``."""
    if any(link.span.overlaps(span) for link in note.links):
        return True
    cover = span.of(note.cover)
    return bool(ANCHOR.search(cover) or LAST_PAGE.search(cover))
