"""Expressions of time and their normal form in EDTF (ISO 8601-2).

Days, months, years, decades, centuries, seasons, ranges; durations and other relative expressions, which
get a value only where the paper's own date makes it certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.annotate.lexicon import read_table
from pipeline.annotate.numerals import NUMBER_WORDS
from pipeline.schema import EntityLabel, Mention, Span

__all__ = ["CalendarWord", "find_dates"]


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """A row of ``calendar_words.csv``: a month, a season, the tens of a decade, or a century in words.

    ``number`` is the month (1 to 12), EDTF's code of the season, the decade's second digit, the century.
    """

    word: str
    kind: str
    number: int
    example: str = ""


def _words_of(kind: str) -> dict[str, int]:
    return {row.word: row.number for row in read_table("calendar_words", CalendarWord) if row.kind == kind}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_MONTH_NUMBERS = _words_of("month")
_SEASON_CODES = _words_of("season")
_TENS = _words_of("tens")
_CENTURIES = _words_of("century")

_MONTHS = f"(?:{_any_of(_MONTH_NUMBERS)})"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
_DASH = r"\s?[-–—‑/]\s?"
_PART = (
    r"(?:(?:very\s)?(?:early|late|mid)[-–‑\s]|(?:the\s)?(?:end|beginning|start|middle|close|course"
    r"|(?:first|second|latter|last)\s(?:half|part|quarter)|(?:third|fourth)\squarter|turn)\sof\s(?:the\s)?)"
)
_COUNT = r"(?:\d{1,3}|" + "|".join(word for word in NUMBER_WORDS if word not in {"zero", "half"}) + ")"
_UNIT = r"(?:day|week|month|year|decade|century|centurie)"

Reader = Callable[[re.Match[str], date | None], str | None]


def find_dates(text: str, start: int, end: int, written: str) -> Iterator[Mention]:
    """The dates in ``text[start:end]``, left to right, not overlapping.

    ``written`` is the paper's own date in EDTF, or empty; with it "last year" has a value.
    """
    today = _date_of(written)
    taken = start
    for match in _ANY.finditer(text, start, end):
        name = match.lastgroup
        if name is None or match.start() < taken:
            continue
        value = _READERS[name](match, today)
        if value is None:
            continue
        begin = match.start(name) + _leading_words(match[name])
        taken = match.end(name)
        yield Mention(Span(begin, taken), EntityLabel.DATE, value=value, by=f"rule:date-{name.lower()}")


def _leading_words(words: str) -> int:
    """How many characters of a leading article the span leaves out."""
    found = re.match(r"(?:the|The)\s+", words)
    return found.end() if found else 0


def _date_of(written: str) -> date | None:
    parts = [int(part) for part in re.findall(r"\d+", written)[:3]]
    if not parts or not 1000 <= parts[0] <= 9999:
        return None
    try:
        return date(*[*parts, 1, 1][:3])
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTH_NUMBERS[name]


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _full_date(match: re.Match[str], _today: date | None) -> str | None:
    return _ymd(
        match["day1"] or match["day2"], match["month1"] or match["month2"], match["year1"] or match["year2"]
    )


def _ymd(day: str, month: str, year: str) -> str | None:
    try:
        return date(int(year), _month(month), _number(day)).isoformat()
    except ValueError:
        return None


def _iso_date(match: re.Match[str], _today: date | None) -> str | None:
    try:
        return date.fromisoformat(match["ISO"]).isoformat()
    except ValueError:
        return None


def _day_range(match: re.Match[str], _today: date | None) -> str | None:
    year = match["ryear"]
    first_month, last_month = match["rmonth1"] or match["rmonth2"], match["rmonth2"]
    first = _ymd(match["rday1"], first_month, year)
    last = _ymd(match["rday2"], last_month, year)
    return f"{first}/{last}" if first and last else None


def _us_day_range(match: re.Match[str], _today: date | None) -> str | None:
    first = _ymd(match["uday1"], match["umonth"], match["uyear"])
    last = _ymd(match["uday2"], match["umonth"], match["uyear"])
    return f"{first}/{last}" if first and last else None


def _month_year(match: re.Match[str], _today: date | None) -> str:
    return f"{match['myear']}-{_month(match['mmonth']):02d}"


def _shared_month(match: re.Match[str], _today: date | None) -> str:
    return f"{match['syear']}-{_month(match['smonth']):02d}"


def _year_range(match: re.Match[str], _today: date | None) -> str | None:
    first, last = match["from"], match["to"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if int(first) < int(last) < int(first) + 150 else None


def _decade(match: re.Match[str], _today: date | None) -> str:
    words = match["DECADE"]
    digits = re.search(r"(\d{2,4})(?=0['’]?s)", words + " ")
    if digits:
        stem = digits[1]
        return f"{stem}X" if len(stem) == 3 else f"19{stem[-1]}X"
    digits = re.search(r"['’](\d)0s", words)
    if digits:
        return f"19{digits[1]}X"
    return f"19{_TENS[words.split()[-1].lower()]}X"


def _century(match: re.Match[str], _today: date | None) -> str:
    ordinal = match["ordinal"].lower().replace(" ", "-")
    number = int(re.sub(r"\D", "", ordinal)) if ordinal[0].isdigit() else _CENTURIES[ordinal]
    return f"{number - 1:02d}XX"


def _season(match: re.Match[str], _today: date | None) -> str:
    return f"{match['seyear']}-{_SEASON_CODES[match['season']]}"


def _part_year(match: re.Match[str], _today: date | None) -> str:
    return match["pyear"]


def _fiscal(match: re.Match[str], _today: date | None) -> str:
    digits = match["fyear"]
    return digits if len(digits) == 4 else f"20{digits}"


def _relative(match: re.Match[str], today: date | None) -> str:
    if today is None:
        return ""
    word, unit = match["which"].lower(), match["unit"].lower()
    step = {"last": -1, "this": 0, "next": 1, "previous": -1}[word]
    if unit == "year":
        return str(today.year + step)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}"
    return ""


def _day_word(match: re.Match[str], today: date | None) -> str:
    if today is None:
        return ""
    step = {"yesterday": -1, "tomorrow": 1}[match["DAYWORD"].lower()]
    return (today + timedelta(days=step)).isoformat()


def _unresolved(_match: re.Match[str], _today: date | None) -> str:
    return ""


def _plain_year(match: re.Match[str], _today: date | None) -> str | None:
    year = match["YEAR"]
    return year if 1900 <= int(year) <= 2069 or _names_a_year(match) else None


def _names_a_year(match: re.Match[str]) -> bool:
    """Whether a preposition or bracket makes a far-off number a year ("in 1648", "(1648)")."""
    before = match.string[max(match.start() - 12, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    in_phrase = re.search(r"\b(?:in|since|by|until|till|after|before|from|year|of|circa|and)\s$", before)
    return bool(re.search(r"[(\[]$", before) and after in ")]–-,;") or bool(
        in_phrase and after in " ,.;:)–-\n"
    )


_COUNTED_AFTER = (
    r"(?!\s?(?:%|per\scent|percent|km|kg|kilomet|miles?\b|met(?:re|er)s?\b|tons?\b|tonnes?\b|troops|soldiers"
    r"|personnel|people|men\b|women\b|vehicles|aircraft|hours|euros?\b|dollars|million|billion|thousand))"
)

_PATTERNS: tuple[tuple[str, str, Reader], ...] = (
    ("ISO", r"\d{4}-\d\d-\d\d", _iso_date),
    (
        "DAYRANGE",
        rf"(?P<rday1>{_DAY})(?:\s(?P<rmonth1>{_MONTHS}))?(?:{_DASH}|\s(?:to|and)\s)"
        rf"(?P<rday2>{_DAY})\s(?P<rmonth2>{_MONTHS}),?\s(?P<ryear>{_YEAR})",
        _day_range,
    ),
    (
        "USDAYRANGE",
        rf"(?P<umonth>{_MONTHS})\s(?P<uday1>{_DAY}){_DASH}(?P<uday2>{_DAY}),\s(?P<uyear>{_YEAR})",
        _us_day_range,
    ),
    (
        "DAY",
        rf"(?:(?P<day1>{_DAY})\s(?:of\s)?(?P<month1>{_MONTHS}),?\s(?P<year1>{_YEAR})"
        rf"|(?P<month2>{_MONTHS})\s(?P<day2>{_DAY}),?\s(?P<year2>{_YEAR}))",
        _full_date,
    ),
    (
        "MONTH",
        rf"(?:{_PART})?(?P<mmonth>{_MONTHS}),?\s(?:of\s)?(?P<myear>{_YEAR})",
        _month_year,
    ),
    (
        "SHAREDMONTH",
        rf"(?P<smonth>{_MONTHS})(?=(?:,\s(?:{_MONTHS}))*(?:,?\sand|\sto|\sor|{_DASH})\s?(?:{_MONTHS})\s(?P<syear>{_YEAR}))",
        _shared_month,
    ),
    ("DAYOFMONTH", rf"(?:{_DAY}\s(?:of\s)?(?:{_MONTHS})|(?:{_MONTHS})\s{_DAY})", _unresolved),
    ("YEARS", rf"(?P<from>{_YEAR})[-–—‑/](?P<to>{_YEAR}|\d\d)(?![\d-])", _year_range),
    (
        "DECADE",
        rf"(?:{_PART})?(?:(?:1[0-9]|20)\d0['’]?s|['’]\d0s)"
        r"|(?:mid-|early\s|late\s)(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies",
        _decade,
    ),
    (
        "CENTURY",
        r"(?:(?:early|late|mid)[-–\s]|turn\sof\sthe\s)?"
        rf"(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{_any_of(_CENTURIES)})[-\s]centur(?:y|ies)",
        _century,
    ),
    (
        "SEASON",
        rf"(?:{_PART})?(?P<season>{_any_of(_SEASON_CODES)})\s(?:of\s)?(?P<seyear>{_YEAR})",
        _season,
    ),
    ("FISCAL", r"(?:[Ff]iscal\s[Yy]ear|FY)\s?(?P<fyear>20\d\d|\d\d)", _fiscal),
    ("PARTYEAR", rf"{_PART}(?P<pyear>{_YEAR})", _part_year),
    (
        "RELATIVE",
        r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious)\s(?P<unit>year|month|week|decade|century|summer|winter|spring|autumn)",
        _relative,
    ),
    ("DAYWORD", r"[Yy]esterday|[Tt]omorrow", _day_word),
    (
        "SPAN",
        rf"(?:(?:last|past|next|previous|coming|first|following)\s)(?:(?:{_COUNT})\s{_UNIT}s|decade|century)"
        rf"|{_COUNT}(?:{_DASH}{_COUNT}|\s(?:to|or)\s{_COUNT})?[-\s]{_UNIT}s?(?:\speriod)?(?!-old|\sold\b)",
        _unresolved,
    ),
    ("WEEKDAY", r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", _unresolved),
    ("YEAR", rf"{_YEAR}(?![,.]\d){_COUNTED_AFTER}", _plain_year),
    (
        "MONTHALONE",
        r"(?:January|February|April|June|July|August|September|October|November|December)",
        _unresolved,
    ),
    (
        "MARCHMAY",
        r"(?<=\b[Ii]n\s)(?:early\s|late\s|mid-)?(?:March|May)(?!\s[A-Z])|(?<=\b[Ss]ince\s)(?:March|May)(?!\s[A-Z])",
        _unresolved,
    ),
)
_READERS = {name: reader for name, _, reader in _PATTERNS}
_ANY = re.compile(
    r"(?<![\w$€£.,/])(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _PATTERNS)
    + r")(?![\w])"
)
