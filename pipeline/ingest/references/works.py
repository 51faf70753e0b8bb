"""What was read of a citation -> its record: type told, pages told from locators, language found."""

from __future__ import annotations

import re

from pipeline.ingest.references.dates import date_pattern, parse_date
from pipeline.ingest.references.languages import find_title_language
from pipeline.ingest.references.parts import Parts
from pipeline.ingest.references.work_types import Clues, tell_type
from pipeline.schema.document import Name, Work, WorkType
from pipeline.schema.span import Span

__all__ = ["build_work"]


def build_work(parts: Parts) -> Work:
    """The record of a citation: type told, pages told from locators, language found."""
    authors, editors = parts.people.names, parts.editors
    if parts.people.editors and not parts.quoted:
        authors, editors = (), parts.people.names
    if parts.people.families_only and not parts.short and _is_full(parts):
        authors = tuple(Name(literal=name.family) for name in authors)
    issued = parts.issued or _year_of(parts.container) or _date_of_law(parts.title)
    clues = Clues(
        title=parts.title,
        quoted=parts.quoted,
        container=parts.container,
        website=parts.website,
        genre=parts.genre,
        authors=authors,
        editors_of_container=bool(parts.editors and parts.quoted),
        volume=parts.volume,
        issue=parts.issue,
        page=", ".join(parts.pages),
        issued=issued,
        place=parts.place,
        publisher=parts.publisher,
        url=parts.url,
        doi=parts.doi,
        number=parts.number,
    )
    kind, genre = tell_type(clues)
    page, locator = _pages(parts, kind)
    return Work(
        span=Span(parts.start, parts.end),
        type=kind,
        title=parts.title,
        authors=authors,
        et_al=parts.people.et_al,
        editors=editors,
        container_title=parts.container,
        publisher=parts.publisher,
        place=parts.place,
        volume=parts.volume,
        issue=parts.issue,
        page=page,
        locator=locator,
        issued=issued,
        url=parts.url,
        doi=parts.doi,
        language=find_title_language(parts.title),
        genre=genre,
        short=parts.short,
    )


def _is_full(parts: Parts) -> bool:
    return bool(parts.issued or parts.url or parts.doi or parts.publisher or parts.container)


def _year_of(container: str) -> str:
    """A yearbook's own year, where the note gives no other date."""
    match = re.search(r"(?:^|\s)((?:19|20)\d\d)$", container)
    return match[1] if match else ""


def _date_of_law(title: str) -> str:
    """Of "Law No. 12 of 3 May 2016" the date: a law is dated in its own name."""
    named = rf"\b(?:No|n|Nr)\.\s?[\w/]+\s+(?:of|del|du|vom)\s+({date_pattern().pattern})"
    match = re.search(named, title, re.IGNORECASE)
    return (parse_date(match[1]) or "") if match else ""


def _pages(parts: Parts, kind: WorkType) -> tuple[str, str]:
    """A first range of pages is the extent of an article or chapter; all else points into the work."""
    pages = list(parts.pages)
    whole = kind in {
        WorkType.ARTICLE_JOURNAL,
        WorkType.ARTICLE_NEWSPAPER,
        WorkType.CHAPTER,
        WorkType.PAPER_CONFERENCE,
    }
    if whole and not parts.short and pages and re.search(r"\d\s?[-–—]", pages[0]):
        return pages[0], ", ".join(pages[1:])
    return "", ", ".join(pages)
