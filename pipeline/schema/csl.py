"""Works as CSL-JSON items (Citation Style Language 1.0.2), as Zotero and CSL processors read them.

What CSL-JSON has no field for stands under ``custom``: the date as EDTF, that further authors were
left out ("et al."), and where in the work a citation points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from pipeline.schema.document import Name, Work

__all__ = ["citation_keys", "csl_date", "csl_item"]

_TEXTS = {
    "title": "title",
    "container_title": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "url": "URL",
    "doi": "DOI",
    "language": "language",
    "genre": "genre",
}
_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?P<about>~)?")
_FIRST_SEASON = 21
_SMALL = frozenset(
    {"a", "an", "the", "of", "and", "in", "on", "for", "to", "il", "la", "le", "der", "die", "das"}
)


def csl_item(work: Work, key: str = "") -> dict[str, Any]:
    """One item; ``key`` becomes its id. Fields that the note does not give are left out."""
    item: dict[str, Any] = {"id": key} if key else {}
    item["type"] = work.type.value
    item |= {name: value for field, name in _TEXTS.items() if (value := getattr(work, field))}
    for name, people in (("author", work.authors), ("editor", work.editors)):
        if people:
            item[name] = [_csl_name(person) for person in people]
    if work.issued and (date := csl_date(work.issued)):
        item["issued"] = date
    custom = {"edtf": work.issued, "et-al": work.et_al, "locator": work.locator}
    if kept := {name: value for name, value in custom.items() if value}:
        item["custom"] = kept
    return item


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    given, _, suffix = name.given.partition(", ")
    parts = {"family": name.family, "given": given, "suffix": suffix}
    return {part: value for part, value in parts.items() if value}


def csl_date(edtf: str) -> dict[str, Any]:
    """An EDTF date as CSL date-parts; empty where it is none. Intervals have two parts, seasons 1 to 4."""
    points = [_POINT.fullmatch(part) for part in edtf.split("/")]
    if not points or any(point is None for point in points):
        return {}
    parts, season, about = [], 0, False
    for point in points:
        if point is None:
            continue
        month = int(point["month"] or 0)
        if month >= _FIRST_SEASON:
            season, month = month - _FIRST_SEASON + 1, 0
        numbers = (int(point["year"]), month, int(point["day"] or 0))
        numbers = (int(point["year"]), month, int(point["day"] or 0))
        parts.append([number for number in numbers if number])
        about = about or point["about"] is not None
    date: dict[str, Any] = {"date-parts": parts}
    if season:
        date["season"] = season
    if about:
        date["circa"] = True
    return date


def citation_keys(works: Sequence[Work]) -> tuple[str, ...]:
    """A key for each work, unique among them: first author, year, first word of the title."""
    seen: dict[str, int] = {}
    keys = []
    for work in works:
        base = _key(work)
        seen[base] = seen.get(base, 0) + 1
        keys.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return tuple(keys)


def _key(work: Work) -> str:
    people = work.authors or work.editors
    name = (people[0].family or people[0].literal) if people else ""
    words = [word for word in _letters(work.title).split() if word not in _SMALL]
    acronym = "".join(word[0] for word in _letters(name).split())
    head = _letters(name).replace(" ", "") if len(name) < 20 else acronym
    return f"{head}{work.issued[:4]}{words[0] if words else ''}" or "work"


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()
