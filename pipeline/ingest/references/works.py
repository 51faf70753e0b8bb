"""What was read of a citation -> its record: type told, pages told from locators, language found."""

from __future__ import annotations

import re

from pipeline.ingest.references.languages import find_title_language
from pipeline.ingest.references.laws import date_of_law
from pipeline.ingest.references.parts import Parts
from pipeline.ingest.references.work_types import Clues, tell_type
from pipeline.schema.document import Name, Work, WorkType
from pipeline.schema.span import Span

__all__ = ["build_work"]

RANGE = re.compile(r"\d\s?[-–—]")


def build_work(parts: Parts, known: WorkType | None = None) -> Work:
    """The record of a citation: type told (unless ``known``), pages told from locators, language found."""
    authors, editors = parts.people.names, parts.editors
    if parts.people.editors and not parts.quoted:
        authors, editors = (), parts.people.names
    if parts.people.families_only and not parts.short and _is_full(parts):
        authors = tuple(Name(literal=name.family) for name in authors)
    issued = parts.issued or _year_of(parts.container)
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
    kind, genre = (known, "") if known else tell_type(clues)
    if kind is WorkType.LEGISLATION:
        issued = date_of_law(parts.title) or issued
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


def _pages(parts: Parts, kind: WorkType) -> tuple[str, str]:
    """A first range of pages is the extent of an article or chapter; all else points into the work."""
    whole = kind in {
        WorkType.ARTICLE_JOURNAL,
        WorkType.ARTICLE_NEWSPAPER,
        WorkType.CHAPTER,
        WorkType.PAPER_CONFERENCE,
    }
    first = parts.pages[0] if parts.pages else ""
    opening = bool(first) and first not in parts.points
    if not parts.short and (opening or (whole and RANGE.search(first))):
        return first, ", ".join(point for point in parts.points if point != first)
    return "", ", ".join(parts.points)
