"""Title, authors, abstract, publisher, series and date: from the first pages and the PDF's own record."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence

from pipeline.ingest.pages.paragraphs import Passage
from pipeline.ingest.pages.sheet import Sheet, TypeStyle
from pipeline.schema import BlockKind, Metadata

__all__ = ["name_front_matter", "read_metadata"]

_BY = re.compile(r"^by\s+", re.IGNORECASE)
_ABSTRACT = re.compile(r"^(?:abstract|summary|executive summary)\b\s*[:.—–-]?\s*", re.IGNORECASE)
_MONTHS = [month.lower() for month in calendar.month_name[1:]]
_MONTH = "|".join(name.capitalize() for name in _MONTHS)
_DATES = (
    re.compile(rf"(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE),
    re.compile(rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE),
    re.compile(rf"(?P<month>{_MONTH})(?P<day>),?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE),
)
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?:\s+[^\W\d_][\w.'’\-]*){1,4}")


def name_front_matter(passages: list[Passage], style: TypeStyle) -> None:
    """Set the kinds of title, author and abstract among the first passages; joins a title set in parts."""
    if not passages:
        return
    front = [passage for passage in passages[:14] if passage.lines]
    heads = [p for p in front if p.kind is BlockKind.HEADING]
    if not heads:
        return
    largest = max(p.lines[0].size for p in heads)
    title = next(p for p in heads if p.lines[0].size == largest)
    if largest < style.size + 1.5 and passages.index(title) > 2:
        return
    title.kind = BlockKind.TITLE
    after = passages.index(title) + 1
    for passage in passages[after : after + 3]:
        words = passage.text.split()
        if len(words) <= 12 and (
            _BY.match(passage.text) or (passage.text.isupper() and _NAME.fullmatch(passage.text))
        ):
            passage.kind = BlockKind.AUTHOR
            break


def read_metadata(passages: Sequence[Passage], sheets: Sequence[Sheet], info: Mapping[str, str]) -> Metadata:
    """What the paper says of itself. The page is believed before the file's own record."""
    title = " ".join(p.text for p in passages if p.kind is BlockKind.TITLE)
    author = next((p.text for p in passages if p.kind is BlockKind.AUTHOR), "") or info.get("Author", "")
    return Metadata(
        title=title or info.get("Title", ""),
        authors=_split_authors(author),
        date=_find_date(passages, sheets),
    )


def _split_authors(text: str) -> tuple[str, ...]:
    bare = _BY.sub("", text).strip()
    names = re.split(r"\s*(?:,|;|&|\band\b)\s*", bare, flags=re.IGNORECASE)
    return tuple(_in_small_letters(name) for name in names if name)


def _in_small_letters(name: str) -> str:
    return name.title() if name.isupper() else name


def _find_date(passages: Sequence[Passage], sheets: Sequence[Sheet]) -> str:
    first = [aside.text for sheet in sheets[:2] for aside in sheet.asides]
    first += [p.text for p in passages[:4] if len(p.text) < 120]
    for text in first:
        for pattern in _DATES:
            match = pattern.search(text)
            if match:
                month = _MONTHS.index(match["month"].lower()) + 1
                day = f"-{int(match['day']):02d}" if match["day"] else ""
                return f"{match['year']}-{month:02d}{day}"
    return ""
