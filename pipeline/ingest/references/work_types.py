"""The CSL type of a cited work, from what its citation says.

Three lists of rules, asked from the top; the first that holds tells the type. Their order is that of
Zotero's guide to item types: spoken and unpublished things, law, parts of larger works, whole works.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.ingest.references.terms import (
    Publisher,
    WorkWord,
    find_periodical,
    find_publisher,
    work_words,
)
from pipeline.schema.document import Name, WorkType

__all__ = ["Clues", "tell_type"]

CASE = re.compile(r"\s(?:v|vs|c)\.?\s+(?=[A-Z])")
JOURNAL = re.compile(
    r"\b(?:Journal|Review|Quarterly|Studies|Rivista|Revue|Zeitschrift|Annals|Bulletin|Law)\b"
)
RESOLUTION = re.compile(r"\b(?:Resolution|Res\.|Résolution|Resolución|Risoluzione)\s\d")
YEARBOOK = re.compile(r"\b(?:Yearbook|Handbook|Companion|Encyclop\w+|Annuario|Annuaire|Jahrbuch)\b")
SERIES = re.compile(
    r"\b(?:Paper|Brief|Briefing|Comment|Commentary|Commentarie|Fact ?[Ss]heet|Report|Note|Analyse|Analysi|"
    r"Insight|Documenti|Dossier|Studie|Perspective|Policy|Outlook|Bulletin|Focus|Memo|Backgrounder|Alert)s?\b"
)
INDEFINITE = re.compile(r"\b(?:an?|its?|their|new)\s$", re.IGNORECASE)
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-\d\d")
PUBLIC = re.compile(
    r"\b(?:Government|Ministry|Department|Office|Commission|Parliament|Agency|Council|United Nations|"
    r"Institute|Institut|Istituto|Center|Centre|Service|Secretariat|Bank|Bureau)\b"
)
PRESS = re.compile(r"\b(?:Press|Publishers?|Verlag|Books|Editore|Edizioni|Éditions)\b")
RANGE = re.compile(r"\d\s?[-–—]")


@dataclass(frozen=True, slots=True)
class Clues:
    """What the reader of one citation knows when the type is to be told."""

    title: str = ""
    quoted: bool = False
    container: str = ""
    website: bool = False
    genre: str = ""
    authors: tuple[Name, ...] = ()
    editors_of_container: bool = False
    volume: str = ""
    issue: str = ""
    page: str = ""
    issued: str = ""
    place: str = ""
    publisher: str = ""
    url: str = ""
    doi: str = ""
    number: bool = False

    @property
    def periodical(self) -> str:
        """The kind of the container, if it is a known one: newspaper, journal, series, yearbook."""
        return _kind(find_periodical(self.container))

    @property
    def body(self) -> str:
        """The kind of the publishing body: official, think tank, academic, book."""
        return _kind(find_publisher(self.publisher or self.container))

    @property
    def is_pdf(self) -> bool:
        """Whether the link leads to a PDF: a report rather than a page."""
        return self.url.lower().split("?")[0].endswith(".pdf")

    @property
    def by_bodies(self) -> bool:
        """Whether all authors are institutions."""
        return bool(self.authors) and all(name.literal for name in self.authors)

    @property
    def public_publisher(self) -> bool:
        """Whether the publisher is an office or institute, not a press."""
        return bool(PUBLIC.search(self.publisher)) and not PRESS.search(self.publisher)

    @property
    def by_persons(self) -> bool:
        """Whether all authors are persons."""
        return bool(self.authors) and all(name.family for name in self.authors)


Rule = tuple[Callable[[Clues], object], WorkType]

GENRES: tuple[tuple[str, WorkType], ...] = (
    ("blog", WorkType.POST_WEBLOG),
    ("thesis", WorkType.THESIS),
    ("diss", WorkType.THESIS),
    ("speech", WorkType.SPEECH),
    ("remarks", WorkType.SPEECH),
    ("press release", WorkType.DOCUMENT),
    ("news release", WorkType.DOCUMENT),
    ("conference paper", WorkType.PAPER_CONFERENCE),
    ("interview", WorkType.PERSONAL_COMMUNICATION),
    ("working paper", WorkType.REPORT),
)
KEPT_GENRES = ("thesis", "diss", "press release", "interview", "working paper")

QUOTED: tuple[Rule, ...] = (
    (lambda c: c.periodical == "gazette", WorkType.LEGISLATION),
    (lambda c: c.editors_of_container or c.periodical == "yearbook", WorkType.CHAPTER),
    (lambda c: YEARBOOK.search(c.container) and not c.volume, WorkType.CHAPTER),
    (lambda c: c.periodical == "series", WorkType.REPORT),
    (lambda c: c.periodical == "journal" and _is_numbered(c), WorkType.ARTICLE_JOURNAL),
    (
        lambda c: c.periodical == "journal" and (c.website or FULL_DAY.fullmatch(c.issued)),
        WorkType.ARTICLE_NEWSPAPER,
    ),
    (lambda c: c.periodical == "journal", WorkType.ARTICLE_JOURNAL),
    (lambda c: c.periodical == "newspaper" and c.volume and c.page, WorkType.ARTICLE_JOURNAL),
    (lambda c: c.periodical == "newspaper", WorkType.ARTICLE_NEWSPAPER),
    (lambda c: c.container and c.place and c.publisher, WorkType.CHAPTER),
    (lambda c: c.container and (c.volume or (c.doi and not c.body)), WorkType.ARTICLE_JOURNAL),
)
CONTAINED: tuple[Rule, ...] = (
    (lambda c: (c.body or c.website) and (c.is_pdf or c.number), WorkType.REPORT),
    (lambda c: c.body or c.website, WorkType.WEBPAGE),
    (lambda c: SERIES.search(c.container) and not JOURNAL.search(c.container), WorkType.REPORT),
    (lambda c: c.issue or JOURNAL.search(c.container), WorkType.ARTICLE_JOURNAL),
    (lambda c: RANGE.search(c.page) and len(c.issued) <= 4, WorkType.CHAPTER),
    (lambda c: RANGE.search(c.page), WorkType.ARTICLE_JOURNAL),
    (lambda c: FULL_DAY.fullmatch(c.issued), WorkType.ARTICLE_NEWSPAPER),
    (lambda c: MONTH.fullmatch(c.issued), WorkType.REPORT),
    (lambda c: True, WorkType.WEBPAGE),
)
UNCONTAINED: tuple[Rule, ...] = (
    (lambda c: c.volume, WorkType.ARTICLE_JOURNAL),
    (lambda c: c.publisher or c.number, WorkType.REPORT),
    (lambda c: c.url or FULL_DAY.fullmatch(c.issued), WorkType.WEBPAGE),
    (lambda c: True, WorkType.DOCUMENT),
)
PUBLISHED: tuple[Rule, ...] = (
    (lambda c: c.periodical == "gazette", WorkType.LEGISLATION),
    (lambda c: CASE.search(c.title) and not c.publisher, WorkType.LEGAL_CASE),
    (lambda c: RESOLUTION.search(c.title) and c.by_bodies, WorkType.LEGISLATION),
    (lambda c: c.container.endswith("website"), WorkType.WEBPAGE),
    (lambda c: c.publisher and (c.number or c.body in {"think tank", "official"}), WorkType.REPORT),
    (lambda c: c.publisher and (c.by_bodies or c.public_publisher), WorkType.REPORT),
    (lambda c: c.publisher or (c.place and not c.by_bodies and c.by_persons), WorkType.BOOK),
    (lambda c: c.volume and c.container, WorkType.ARTICLE_JOURNAL),
    (lambda c: c.number, WorkType.REPORT),
)
BY_PERSONS: tuple[Rule, ...] = (
    (lambda c: c.url and FULL_DAY.fullmatch(c.issued), WorkType.WEBPAGE),
    (lambda c: MONTH.fullmatch(c.issued), WorkType.REPORT),
    (lambda c: True, WorkType.BOOK),
)
BY_BODIES: tuple[Rule, ...] = (
    (lambda c: c.is_pdf, WorkType.REPORT),
    (lambda c: c.url and (not c.issued or FULL_DAY.fullmatch(c.issued)), WorkType.WEBPAGE),
    (lambda c: not c.issued or FULL_DAY.fullmatch(c.issued), WorkType.DOCUMENT),
    (lambda c: True, WorkType.REPORT),
)


def tell_type(clues: Clues) -> tuple[WorkType, str]:
    """The type and, where it has one, the genre ("press release", "PhD thesis")."""
    for mark, kind in GENRES:
        if mark in clues.genre:
            genre = clues.genre.replace("news release", "press release")
            return kind, genre if any(kept in genre for kept in KEPT_GENRES) else ""
    word = _word_of(clues.title)
    if word is not None and _is_held(word, clues):
        return WorkType.SPEECH, ""
    known = _first(QUOTED if clues.quoted else PUBLISHED, clues)
    if known is not None:
        return known, ""
    if word is not None and _tells(word, clues):
        return WorkType(word.type), word.genre
    if clues.quoted:
        return _first(CONTAINED if clues.container else UNCONTAINED, clues) or WorkType.DOCUMENT, ""
    return _first(BY_PERSONS if clues.by_persons else BY_BODIES, clues) or WorkType.DOCUMENT, ""


def _first(rules: tuple[Rule, ...], clues: Clues) -> WorkType | None:
    return next((kind for holds, kind in rules if holds(clues)), None)


def _tells(word: WorkWord, clues: Clues) -> bool:
    """Whether a word of the title outweighs what else is known."""
    if clues.quoted and clues.container:
        return word.type == "speech" or bool(word.genre)
    return clues.quoted or not (clues.by_persons and word.type == "legislation")


def _is_held(word: WorkWord, clues: Clues) -> bool:
    """A title that begins as a speech, with the day: who published it does not matter."""
    spoken = word.type == "speech" and clues.title.startswith(word.word)
    return spoken and not clues.quoted and bool(FULL_DAY.fullmatch(clues.issued))


def _word_of(title: str) -> WorkWord | None:
    """The telling word of a title: a spoken or printed form before all else, then the earliest."""
    found = [
        (_rank(row), match.start(), -len(row.word), row)
        for pattern, row in work_words()
        if (match := pattern.search(title)) and not _is_mentioned(title, match.start(), row)
    ]
    return min(found, key=lambda item: item[:3])[3] if found else None


def _rank(row: WorkWord) -> int:
    if row.type in {"speech", "thesis", "personal_communication", "paper-conference"}:
        return 0
    return 1 if row.type == "document" and row.genre else 2


def _is_mentioned(title: str, at: int, row: WorkWord) -> bool:
    """A title such as "Ministers Sign an Agreement" is about a law or declaration, it does not name one."""
    return row.type in {"legislation", "document"} and not row.genre and bool(INDEFINITE.search(title[:at]))


def _is_numbered(clues: Clues) -> bool:
    return bool(clues.volume or clues.doi or clues.page)


def _kind(row: Publisher | None) -> str:
    return row.kind if row else ""
