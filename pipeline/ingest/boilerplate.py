"""Which passages are not the paper: imprint, contents list, biographies, other publications, page controls.

The phrases are rows of ``knowledge/boilerplate.csv``; nouns of authors' posts are in
``knowledge/author_roles.csv``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.ingest.passages import Passage, PassageKind
from pipeline.knowledge.tables import read_table

__all__ = [
    "AuthorRole",
    "BoilerplateRow",
    "boilerplate_reason",
    "closing_reason",
    "is_authors_note",
    "is_caption",
    "mark_boilerplate",
]

_CONTENTS = "contents list"
_PROSE_WORDS = 12
_PAGE_NUMBER = re.compile(
    r"^(?:page\s+)?[-–—|\s]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*$", re.IGNORECASE
)
_CAPTION = re.compile(
    r"^(?:figure|fig\.|table|chart|map|graph|photo|image|exhibit|source|sources|data)\s*(?:\d+[.:]?\s|:)",
    re.IGNORECASE,
)
_NAME_WORD = r"[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_NAME_WORD}(?:\s(?:[A-Z]\.|de|del|della|di|van|von|der|den|al|el|bin|la|le|{_NAME_WORD})){{1,4}}"
_VERB = r"(?:is|are|was|serves|works|joined|holds|has|had)\b"
_PRESENTS = re.compile(rf"^{_NAME}(?:,? and {_NAME})?,?\s{_VERB}(?P<post>.{{0,160}})")
_NAMED_TWICE = re.compile(
    rf"^(?P<name>{_NAME}?)\s(?:(?:Dr|Prof|Amb|Gen|Col)\.?\s)?(?P=name)\s{_VERB}(?P<post>.{{0,160}})"
)


@dataclass(frozen=True, slots=True)
class BoilerplateRow:
    """A ``pattern`` (regular expression) of what is no part of the paper.

    ``where``: heading (takes its whole section along), closing (the same, but only next to another such
    section at a paper's end), or paragraph.
    """

    where: str
    pattern: str
    reason: str
    example: str


@dataclass(frozen=True, slots=True)
class AuthorRole:
    """A noun of the post that an author of policy papers holds."""

    role: str
    example: str


@cache
def _rows(where: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_table("boilerplate", BoilerplateRow)
    return tuple((re.compile(row.pattern, re.IGNORECASE), row.reason) for row in rows if row.where == where)


_FIGURE_NOTE = re.compile(r"(?:sources?|notes?|data)\s*:", re.IGNORECASE)


@cache
def _role_pattern() -> re.Pattern[str]:
    roles = "|".join(re.escape(row.role) for row in read_table("author_roles", AuthorRole))
    return re.compile(rf"\b(?:{roles})s?\b", re.IGNORECASE)


def boilerplate_reason(text: str, *, heading: bool = False) -> str:
    """Why a heading or paragraph is not part of the paper; "" if it is."""
    text = text.strip(" :*")
    rows = _rows("heading" if heading else "paragraph")
    return next((reason for pattern, reason in rows if pattern.search(text)), "")


def closing_reason(text: str) -> str:
    """Why a heading's section at a paper's end, beside an imprint or the like, is not part of the paper."""
    text = text.strip(" :*")
    return next((reason for pattern, reason in _rows("closing") if pattern.search(text)), "")


def is_caption(text: str) -> bool:
    """Whether a line names a figure or table, or the source of one."""
    return len(text) < 400 and bool(_CAPTION.match(text))


def is_authors_note(passage: Passage) -> bool:
    """Whether a paragraph presents an author: "**Ada Example** is a research fellow at ...".

    The name must stand in bold, or twice (as a line of its own and again in the sentence): a paper also
    says of others what their posts are.
    """
    opening = passage.prose.emphases[:1]
    is_bold = bool(opening) and opening[0].bold and opening[0].span.start == 0
    match = _NAMED_TWICE.match(passage.text) or (_PRESENTS.match(passage.text) if is_bold else None)
    return bool(match and _role_pattern().search(match["post"]))


def mark_boilerplate(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with those that are not the paper marked as boilerplate or captions, with a reason."""
    heads = _repeated_heads(passages)
    marked: list[Passage] = []
    section, depth = "", 0
    for passage in passages:
        if passage.kind is PassageKind.HEADING:
            level = passage.level or 1
            reason = boilerplate_reason(passage.text, heading=True)
            if reason or level <= depth or section == _CONTENTS:
                section, depth = reason, level
        elif section and _ends_section(section, passage):
            section = ""
        reason = section or _reason_of(passage, heads)
        marked.append(_marked(passage, reason or _reason_below(passage, marked)))
    return marked


def _marked(passage: Passage, reason: str) -> Passage:
    if passage.kind in {PassageKind.NOTE, PassageKind.TABLE, PassageKind.CAPTION} or not reason:
        return passage
    kind = PassageKind.CAPTION if reason == "caption" else PassageKind.BOILERPLATE
    return replace(passage, kind=kind, reason=reason)


def _reason_of(passage: Passage, heads: frozenset[str]) -> str:
    if passage.kind is PassageKind.HEADING or passage.kind is PassageKind.NOTE:
        return ""
    if _PAGE_NUMBER.match(passage.text):
        return "page number"
    if _without_digits(passage.text) in heads:
        return "running head"
    if is_caption(passage.text):
        return "caption"
    return "author's note" if is_authors_note(passage) else boilerplate_reason(passage.text)


def _reason_below(passage: Passage, above: Sequence[Passage]) -> str:
    """Sources and notes of any length right under a table, a figure's title or one another."""
    under = bool(above) and above[-1].kind in {PassageKind.TABLE, PassageKind.CAPTION}
    return "caption" if under and _FIGURE_NOTE.match(passage.text) else ""


def _ends_section(section: str, passage: Passage) -> bool:
    """A contents list, keywords or a citation end where running prose begins; other sections at a heading."""
    is_prose = passage.kind is PassageKind.PARAGRAPH and len(passage.text.split()) >= _PROSE_WORDS * 2
    return is_prose and section in {_CONTENTS, "keywords", "recommended citation"}


def _repeated_heads(passages: Sequence[Passage]) -> frozenset[str]:
    """Short paragraphs that come three times or more, but for their page number."""
    short = (
        _without_digits(p.text)
        for p in passages
        if p.kind is PassageKind.PARAGRAPH and len(p.text.split()) < _PROSE_WORDS
    )
    return frozenset(text for text, times in Counter(short).items() if times >= 3 and text)


def _without_digits(text: str) -> str:
    return re.sub(r"[\d\s|]+", " ", text).strip().casefold()
