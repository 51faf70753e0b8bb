"""The pieces that a citation is made of: text, date, volume, issue, pages, imprint, link ..."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.schema.span import Span

__all__ = ["Kind", "Piece"]


class Kind(StrEnum):
    """What a piece of a citation is."""

    TEXT = "text"
    LINK = "link"
    DATE = "date"
    UNDATED = "undated"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGE = "page"
    PART = "part"
    """A place inside the work that is no page: chapter, article, paragraph."""
    IMPRINT = "imprint"
    GENRE = "genre"
    EDITORS = "editors"
    """The mark "(eds)" after names."""
    EDITED = "edited"
    """Of "ed. Ann Lee": names of editors after the title."""
    TRANSLATED = "translated"
    EDITION = "edition"
    NUMBER = "number"
    """The number of a report or of a paper in a series."""
    ACCESS = "access"
    SHORT = "short"
    """Of "cit.", "supra note 12"."""
    REPORTER = "reporter"
    """Volume, periodical and first page in one: "35 Oslo L.J. 169"."""
    BY = "by"
    """"by Ann Lee" after the title."""
    PAREN = "paren"
    """A bracket that is none of these."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its place in the note, what it is, and its value (EDTF, pages, number, names)."""

    kind: Kind
    span: Span
    text: str
    value: str = ""
    issue: str = ""
    issued: str = ""
    place: str = ""
    publisher: str = ""
    """For a reporter the periodical's name."""
    page: str = ""
    bracketed: bool = False
