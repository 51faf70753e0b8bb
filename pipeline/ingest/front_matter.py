"""The first page of a paper as passages: title, authors, abstract, date, series."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.ingest.passages import Passage, PassageKind
from pipeline.schema import Metadata

__all__ = [
    "FrontMatter",
    "find_date",
    "find_front_matter",
    "is_first_page_line",
    "is_prose",
    "merge_metadata",
    "metadata_of_fields",
]

_MONTHS = re.findall(
    r"\w+", "january february march april may june july august september october november december"
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
_DATE = re.compile(
    rf"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\.?"
    r"(?:\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,)?,?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_AMERICAN_DATE = re.compile(r"\b(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)\b")
_YEAR_ALONE = re.compile(r"^(?:19|20)\d\d$")

_BY = re.compile(r"^by[:\s]+(?=\S)", re.IGNORECASE)
_PARTICLE = r"(?:de|del|della|di|da|dos|van|von|der|den|ter|al|el|bin|ibn|la|le|bint)"
_NAME_WORD = r"(?:[^\W\d_a-zà-ÿ](?:[^\W\d_]|[’'.-])*)"
_NAME = rf"{_NAME_WORD}(?:\s(?:{_PARTICLE}\s)*{_NAME_WORD}){{1,4}}"
_NAMES = re.compile(rf"^(?:[Bb][Yy][:\s]+)?{_NAME}(?:(?:,\s*(?:and\s)?|\s(?:and|AND|&|with)\s){_NAME})*$")
_SPLIT_NAMES = re.compile(r"\s*(?:,\s*and\s|,|;|\s&\s|\sand\s|\swith\s)\s*", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"\b(?:the|of|on|in|to|for|paper|papers|brief|report|policy|volume|number|issue|institute|commission|"
    r"university|council|office|series|quarterly|journal|review|manuscript|united|introduction|summary)\b",
    re.IGNORECASE,
)
_ABSTRACT_LABEL = re.compile(r"^(?:abstract|executive summary|summary)\s*[:.–—-]\s*", re.IGNORECASE)
_ABSTRACT_HEADING = re.compile(r"^(?:abstract|summary)\s*:?$", re.IGNORECASE)
_SPEAKS_OF_ITSELF = re.compile(
    r"^(?:this|the present|in this)\s(?:[\w-]+\s){0,3}?"
    r"(?:paper|brief|article|report|study|analysis|commentary|essay|note|chapter)\b",
    re.IGNORECASE,
)
_PROSE_WORDS = 20
_SENTENCE_WORDS = 6
_SERIES_NUMBER = re.compile(r"\s*\(([A-Z]{1,4}\d{3,6})\)\s*$")
_DATE_AT_END = re.compile(rf"\s*(?:updated|published|revised)?\s*{_DATE.pattern}\s*$", re.IGNORECASE)


@dataclass(slots=True)
class FrontMatter:
    """What the first page says: indices of passages, and the metadata read from them."""

    title: int | None = None
    authors: list[int] = field(default_factory=list)
    abstract: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    """Lines of the first page that are neither: series, volume, date."""
    metadata: Metadata = field(default_factory=Metadata)


def find_front_matter(passages: Sequence[Passage]) -> FrontMatter:
    """Title, authors, abstract and date from the passages before the running prose."""
    front = FrontMatter()
    end = next((i for i, p in enumerate(passages) if is_prose(p)), min(1, len(passages)))
    lines = [i for i in range(end) if passages[i].kind in {PassageKind.HEADING, PassageKind.PARAGRAPH}]
    front.title = _find_title(passages, lines)
    if front.title is not None:
        _sort_lines(passages, [i for i in lines if i > front.title], front)
    front.loose += [i for i in lines if front.title is not None and i < front.title]
    front.abstract = _find_abstract(passages, end, front)
    front.metadata = _metadata_of(passages, front)
    return front


def is_prose(passage: Passage) -> bool:
    """Whether a passage is running text, not a line of the first page."""
    if passage.kind not in {PassageKind.PARAGRAPH, PassageKind.LIST_ITEM}:
        return False
    words = len(passage.text.split())
    is_sentence = passage.text.rstrip("\"'”’)")[-1:] in {".", "!", "?"} and not find_date(passage.text)
    return words >= _PROSE_WORDS or (words >= _SENTENCE_WORDS and is_sentence)


def _find_title(passages: Sequence[Passage], lines: list[int]) -> int | None:
    headings = [i for i in lines if passages[i].kind is PassageKind.HEADING]
    levels = [passages[i].level or 1 for i in headings]
    all_headings = [p.level or 1 for p in passages if p.kind is PassageKind.HEADING]
    if headings and (levels[0] == 1 or all_headings.count(min(all_headings)) == 1):
        best = headings[levels.index(min(levels))]
        return best if levels[headings.index(best)] == min(all_headings) else None
    if headings and all(passages[i].kind is PassageKind.HEADING for i in lines):
        return None
    bare = [i for i in lines if passages[i].kind is PassageKind.PARAGRAPH]
    return bare[0] if bare and bare[0] == lines[0] and _could_be_title(passages[bare[0]].text) else None


def _could_be_title(text: str) -> bool:
    """A bare line of a title's length that does not stop as a sentence does."""
    words = len(text.split())
    return 2 <= words <= 30 and (words < _SENTENCE_WORDS or not text.endswith("."))


def _sort_lines(passages: Sequence[Passage], lines: list[int], front: FrontMatter) -> None:
    """Lines between title and prose: names are authors; what heads no section is loose."""
    for i in lines:
        passage = passages[i]
        if _is_authors(passage.text) and not _heads_prose(passages, i):
            front.authors.append(i)
        elif passage.kind is PassageKind.PARAGRAPH or _is_childless(passages, i):
            front.loose.append(i)


def _heads_prose(passages: Sequence[Passage], at: int) -> bool:
    following = passages[at + 1 : at + 2]
    return passages[at].kind is PassageKind.HEADING and any(is_prose(p) for p in following)


def _is_childless(passages: Sequence[Passage], at: int) -> bool:
    """Whether an unnumbered heading has no prose before the next heading of its own or a higher rank."""
    if passages[at].text[:1].isdigit():
        return False
    for passage in passages[at + 1 :]:
        if is_prose(passage):
            return False
        if passage.kind is PassageKind.HEADING:
            return (passage.level or 1) <= (passages[at].level or 1)
    return True


def is_first_page_line(text: str) -> bool:
    """Whether a short line names authors or a date, as lines under a title do."""
    return _is_authors(text) or bool(find_date(text))


def _is_authors(text: str) -> bool:
    if _BY.match(text) and len(text.split()) <= 14:
        return True
    return len(text.split()) <= 14 and bool(_NAMES.match(text)) and not _NOT_A_NAME.search(text)


def _find_abstract(passages: Sequence[Passage], start: int, front: FrontMatter) -> list[int]:
    before = passages[start - 1] if 0 < start <= len(passages) else None
    if start >= len(passages) or passages[start].kind is not PassageKind.PARAGRAPH:
        return []
    if before is not None and before.kind is PassageKind.HEADING and start - 1 != front.title:
        return [start] if _ABSTRACT_HEADING.match(before.text) else []
    text = passages[start].text
    following = passages[start + 1 : start + 2]
    is_alone = front.authors and all(p.kind is PassageKind.HEADING for p in following)
    return [start] if _ABSTRACT_LABEL.match(text) or _SPEAKS_OF_ITSELF.match(text) or is_alone else []


def _metadata_of(passages: Sequence[Passage], front: FrontMatter) -> Metadata:
    title = passages[front.title].text if front.title is not None else ""
    number = _SERIES_NUMBER.search(title)
    title = _SERIES_NUMBER.sub("", title)
    dates = [find_date(passages[i].text) for i in front.loose] + [find_date(title)]
    return Metadata(
        title=_DATE_AT_END.sub("", title).strip(),
        authors=tuple(name for i in front.authors for name in _split_names(passages[i].text)),
        series=number[1] if number else "",
        date=next((date for date in dates if date), ""),
    )


def _split_names(text: str) -> list[str]:
    names = _SPLIT_NAMES.split(_BY.sub("", text))
    return [name.title() if name.isupper() else name for name in (n.strip(" *") for n in names) if name]


def find_date(text: str) -> str:
    """The first date in a text as EDTF ("2024-03-05", "2024-03", "2024"); "" if there is none."""
    if match := _DATE.search(text):
        month = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(match["month"].lower()[:3]))
        return _edtf(match["year"], str(month), match["day"] or match["day2"])
    if match := _ISO_DATE.search(text):
        return _edtf(match[1], match[2], match[3])
    if match := _AMERICAN_DATE.search(text):
        return _edtf(match[3], match[1], match[2])
    return text.strip() if _YEAR_ALONE.match(text.strip()) else ""


def _edtf(year: str, month: str | None, day: str | None) -> str:
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


def metadata_of_fields(fields: Mapping[str, object]) -> Metadata:
    """Metadata from a YAML head or from HTML ``<meta>`` names, whatever their spelling."""
    lowered = {str(key).lower(): value for key, value in fields.items()}

    def first(*names: str) -> str:
        return next((str(lowered[name]).strip() for name in names if lowered.get(name)), "")

    authors = lowered.get("authors") or lowered.get("author") or ()
    names = (
        _split_names(authors)
        if isinstance(authors, str)
        else [_name_of(entry) for entry in _entries(authors)]
    )
    return Metadata(
        title=first("title"),
        authors=tuple(name for name in names if name),
        publisher=first("publisher", "institution", "organisation", "organization"),
        series=first("series"),
        date=find_date(first("date", "published", "issued")),
        language=first("language", "lang")[:2].lower(),
    )


def _entries(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _name_of(entry: object) -> str:
    return str(entry.get("name") or "").strip() if isinstance(entry, Mapping) else str(entry).strip()


def merge_metadata(stated: Metadata, found: Metadata) -> Metadata:
    """What the source states of itself, filled up with what its first page shows."""
    return replace(
        stated,
        title=stated.title or found.title,
        authors=stated.authors or found.authors,
        publisher=stated.publisher or found.publisher,
        series=stated.series or found.series,
        date=stated.date or found.date,
        language=stated.language or found.language,
    )
