"""Dates of publication as they stand in notes, as EDTF (ISO 8601-2:2019, level 1; seasons 21 to 24).

Names of months in nine languages are those of the Unicode CLDR (through Babel).
"""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_month_names

__all__ = ["date_pattern", "parse_date", "us_date_pattern"]

LANGUAGES = ("en", "it", "fr", "de", "es", "pt", "nl", "tr", "pl")
SEASONS = {
    "spring": 21, "primavera": 21, "printemps": 21, "frühjahr": 21,
    "summer": 22, "estate": 22, "été": 22, "sommer": 22,
    "autumn": 23, "fall": 23, "autunno": 23, "automne": 23, "herbst": 23,
    "winter": 24, "inverno": 24, "hiver": 24,
}  # fmt: skip
YEAR = r"(?:1[5-9]|20)\d\d"
DASH = r"\s?[-–—/]\s?"
DATED = r"(?:updated|modified|published|posted|dated|revised|adopted)"
PREFIX = rf"(?:(?:last |revised and |first )?{DATED}(?: on)?:? )?"


@cache
def _months() -> dict[str, int]:
    months: dict[str, int] = {"sept": 9, "sett": 9}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                months.setdefault(name.rstrip(".").casefold(), number)
    return months


@cache
def _month() -> str:
    names = sorted(_months(), key=lambda name: (-len(name), name))
    return rf"(?:{'|'.join(map(re.escape, names))})\b\.?"


@cache
def us_date_pattern() -> re.Pattern[str]:
    """A date that holds a comma: "May 3, 2020"."""
    american = rf"{_month()}\s+\d{{1,2}}(?:{DASH}\d{{1,2}})?,\s+{YEAR}"
    return re.compile(rf"\b(?:{american}|\d{{1,2}}\s+{_month()},\s+{YEAR})\b", re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    month = _month()
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
    until = rf"(?:{DASH}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?"
    of = r"(?:\s+(?:of|de|di|del))?"
    year = rf"(?P<year>{YEAR})"
    season = rf"(?:{'|'.join(SEASONS)})"
    forms = {
        "day month year": rf"{day}{until}{of}\s+(?P<month>{month}),?{of}\s+{year}",
        "month day year": rf"(?P<month>{month})\s+{day}{until},?\s+{year}",
        "day month to day month": rf"{day}\s+(?P<month>{month}){DASH}(?P<day2>\d{{1,2}})"
        rf"\s+(?P<month2>{month})\s+{year}",
        "two days": rf"{day}\s+(?P<month>{month})(?:,?\s(?:and|et|e|und|&)\s)"
        rf"\d{{1,2}}\s+{month}\s+{year}",
        "months": rf"(?P<month>{month})(?:{DASH}(?P<month2>{month}))?,?{of}\s+{year}",
        "months of years": rf"(?P<month>{month})\s+{year}{DASH}(?P<month2>{month})\s+(?P<year2>{YEAR})",
        "season": rf"(?P<season>{season})(?:{DASH}(?P<season2>{season}))?,?\s+{year}(?:{DASH}\d{{2,4}})?",
        "iso": rf"{year}-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?",
        "german": rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{year}",
        "years": rf"(?P<about>c\.?|ca\.?|circa)?\s*{year}[a-h]?(?:{DASH}(?P<year2>\d{{2}}|{YEAR}))?",
    }
    return tuple((name, re.compile(PREFIX + form, re.IGNORECASE)) for name, form in forms.items())


@cache
def date_pattern() -> re.Pattern[str]:
    """Any date with a year in running text, longest forms first (no groups)."""
    forms = [re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for _, pattern in _patterns()]
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(forms)})(?![\w/-])", re.IGNORECASE)


def parse_date(text: str) -> str | None:
    """EDTF of ``text`` if the whole of it is one date, else ``None``.

    "19 febbraio 2025" gives "2025-02-19", "May-June 2004" "2004-05/2004-06", "Summer 1994" "1994-22".
    Of two days named apart the first: "15 May and 20 June 2015" gives "2015-05-15".
    """
    stripped = text.strip(" ,.;:()[]")
    for _, pattern in _patterns():
        if match := pattern.fullmatch(stripped):
            return _edtf({key: value for key, value in match.groupdict().items() if value})
    return None


def _edtf(parts: dict[str, str]) -> str | None:
    year = parts["year"]
    if "season" in parts:
        first = f"{year}-{SEASONS[parts['season'].casefold()]}"
        return f"{first}/{year}-{SEASONS[parts['season2'].casefold()]}" if "season2" in parts else first
    return _interval(parts, _point(year, parts.get("month"), parts.get("day")))


def _interval(parts: dict[str, str], first: str | None) -> str | None:
    year = parts["year"]
    if first is None:
        return None
    year2 = parts.get("year2")
    if year2 and len(year2) == 2:
        year2 = year[:2] + year2
    if year2 or "month2" in parts or "day2" in parts:
        month2 = parts.get("month2") or (parts.get("month") if "day2" in parts else None)
        second = _point(year2 or year, month2, parts.get("day2"))
        return f"{first}/{second}" if second and second > first else first
    return first + ("~" if "about" in parts else "")


def _point(year: str, month: str | None, day: str | None) -> str | None:
    if month is None:
        return year
    number = int(month) if month.isdigit() else _months()[month.rstrip(".").casefold()]
    if not 1 <= number <= 12:
        return None
    if day is None:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}" if 1 <= int(day) <= 31 else None
