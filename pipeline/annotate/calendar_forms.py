"""Ways to write a date, each with the reading that turns it into EDTF (ISO 8601-2).

A form is a regular expression with named groups. Its reader gets the match and the dates that relative
expressions count from; it returns the normal form, an empty string where that is not certain, or
``None`` where the words are no date after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.annotate.lexicon import read_table
from pipeline.annotate.numerals import NUMBER_WORDS, number_of

__all__ = ["ANY_DATE", "READERS", "CalendarWord", "Landmarks"]


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """A row of ``calendar_words.csv``: a month, day of the week, season, ten of a decade, or century.

    ``number`` is the month (1 to 12), EDTF's code of the season, the decade's digit, the century.
    """

    word: str
    kind: str
    number: int
    example: str = ""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What relative dates count from: EDTF of the paper's own date, and of the date named last."""

    written: str = ""
    named: str = ""

    @property
    def year(self) -> str:
        """The year that a day or month without one belongs to; empty if unknown."""
        return self.named[:4] if re.match(r"\d{4}", self.named) else ""


Reader = Callable[[re.Match[str], Landmarks], str | None]


def _words_of(kind: str) -> dict[str, int]:
    return {row.word: row.number for row in read_table("calendar_words", CalendarWord) if row.kind == kind}


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


_MONTH_NUMBERS = _words_of("month")
_SEASON_CODES = _words_of("season")
_TENS = _words_of("tens")
_CENTURIES = _words_of("century")

_MONTH = _any_of(_MONTH_NUMBERS)
_LONG_MONTHS = sorted(
    (m for m in _MONTH_NUMBERS if not m.endswith(".")), key=lambda m: (_MONTH_NUMBERS[m], -len(m))
)
_NEIGHBOURS = _any_of(
    f"{one} and {other}"
    for one in _LONG_MONTHS
    for other in _LONG_MONTHS
    if _MONTH_NUMBERS[other] == _MONTH_NUMBERS[one] + 1
)
"""Two months side by side: "July and August" is one stretch of time, "February and May" two."""
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|2[01]\d\d)"
_DASH = r"\s?[-–—‑/]\s?"
_PART = (
    r"(?:(?:very\s)?(?:early|late|mid)[-–‑\s]|(?:end|beginning|start|middle|close|course|(?:first|second"
    r"|latter|last|third|fourth)\s(?:half|part|quarter)|turn)\sof\s(?:the\s)?)"
)
_COUNT = rf"(?:\d{{1,3}}|{_any_of(set(NUMBER_WORDS) - {'zero', 'one'})})"
_UNIT = r"(?:day|week|month|year|decade|century|centurie)"
_NO_COUNT = (
    r"(?!\s?(?:%|per\scent|percent|km|kg|kilomet|miles?\b|met(?:re|er)s?\b|tons?\b|tonnes?\b|troops|soldiers"
    r"|personnel|people|men\b|women\b|vehicles|aircraft|hours|euros?\b|dollars|million|billion|thousand))"
)


def _full(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), _MONTH_NUMBERS[month], int(re.sub(r"\D", "", day))).isoformat()
    except ValueError:
        return None


def _read_iso(match: re.Match[str], _: Landmarks) -> str | None:
    try:
        return date.fromisoformat(match["ISO"]).isoformat()
    except ValueError:
        return None


def _read_days(match: re.Match[str], _: Landmarks) -> str | None:
    """Read "3-5 June 2024", "28 May to 2 June 2024", "June 3-5, 2024"."""
    if match["d_year2"]:
        ends = [_full(match["d_year2"], match["d_month3"], match[day]) for day in ("d_day3", "d_day4")]
    else:
        last = match["d_month2"]
        ends = [
            _full(match["d_year1"], match["d_month1"] or last, match["d_day1"]),
            _full(match["d_year1"], last, match["d_day2"]),
        ]
    return "/".join(end for end in ends if end) if all(ends) else None


def _read_day(match: re.Match[str], _: Landmarks) -> str | None:
    if match["f_year1"]:
        return _full(match["f_year1"], match["f_month1"], match["f_day1"])
    return _full(match["f_year2"], match["f_month2"], match["f_day2"])


def _read_day_list(match: re.Match[str], marks: Landmarks) -> str | None:
    """Read "May 5, 7, and 29" as the set of these days."""
    year = match["i_year"] or marks.year
    days = [_full(year or "2000", match["i_month"], day) for day in re.findall(r"\d+", match["i_days"])]
    if not all(days):
        return None
    return "{" + ",".join(day for day in days if day) + "}" if year else ""


def _read_months(match: re.Match[str], _: Landmarks) -> str:
    """Read "May 2025-January 2026", "May-July 2025", "May and June 2025"."""
    months = (match["r_from"], match["r_to"])
    if match["r_both"]:
        months = tuple(re.findall(r"[A-Z]\w+\.?", match["r_both"]))
    first, last = (_MONTH_NUMBERS[month] for month in months)
    return f"{match['r_year1'] or match['r_year2']}-{first:02d}/{match['r_year2']}-{last:02d}"


def _read_seasons(match: re.Match[str], _: Landmarks) -> str:
    """Read "spring and summer of 1962"."""
    first, last = (_SEASON_CODES[match[group]] for group in ("q_from", "q_to"))
    return f"{match['q_year']}-{first}/{match['q_year']}-{last}"


def _read_month(match: re.Match[str], _: Landmarks) -> str:
    return f"{match['m_year']}-{_MONTH_NUMBERS[match['m_month']]:02d}"


def _read_shared_month(match: re.Match[str], _: Landmarks) -> str:
    return f"{match['s_year']}-{_MONTH_NUMBERS[match['s_month']]:02d}"


def _read_yearless_day(match: re.Match[str], marks: Landmarks) -> str | None:
    month = match["y_month1"] or match["y_month2"]
    day = match["y_day1"] or match["y_day2"]
    return _full(marks.year, month, day) if marks.year else ""


def _read_yearless_month(match: re.Match[str], marks: Landmarks) -> str:
    month = match["o_month1"] or match["o_month2"]
    return f"{marks.year}-{_MONTH_NUMBERS[month]:02d}" if marks.year else ""


def _read_years(match: re.Match[str], _: Landmarks) -> str | None:
    first, last = match["from"], match["to"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if int(first) < int(last) < int(first) + 150 else None


def _read_decade(match: re.Match[str], _: Landmarks) -> str:
    words = match["DECADE"]
    digits = re.search(r"(\d\d)(\d)0['’]?s|['’](\d)0s", words)
    if digits:
        return f"{digits[1] or 19}{digits[2] or digits[3]}X"
    tens = _TENS[re.split(r"[-\s]", words)[-1]]
    return f"19{tens}X"


def _read_century(match: re.Match[str], _: Landmarks) -> str:
    ordinal = match["ordinal"]
    number = int(re.sub(r"\D", "", ordinal)) if ordinal[0].isdigit() else _CENTURIES[ordinal]
    return f"{number - 1:02d}XX"


def _read_season(match: re.Match[str], _: Landmarks) -> str:
    if match["e_to"]:
        return f"{match['e_year']}/{match['e_year'][:2]}{match['e_to'][-2:]}"
    return f"{match['e_year']}-{_SEASON_CODES[match['season']]}"


def _read_fiscal(match: re.Match[str], _: Landmarks) -> str:
    return match["x_year"] if len(match["x_year"]) == 4 else f"20{match['x_year']}"


def _read_part(match: re.Match[str], _: Landmarks) -> str:
    """Read "end of 2020" as its last month, "beginning of 2020" as its first, other parts as the year."""
    return match["p_year"] + _MONTH_AT.get(match["PARTYEAR"].split()[0], "")


_MONTH_AT = {"end": "-12", "beginning": "-01", "start": "-01"}


def _read_end_of_year(match: re.Match[str], marks: Landmarks) -> str:
    year = marks.year or marks.written[:4]
    if match["ENDOFYEAR"].endswith("decade"):
        return f"{year[:3]}X" if year else ""
    return year + _MONTH_AT[match["ENDOFYEAR"].split()[0]] if year else ""


def _read_neighbour(match: re.Match[str], marks: Landmarks) -> str:
    """Read "last year", "next month": counted from the paper's own date."""
    if not match["which"]:
        return ""
    step = {"last": -1, "previous": -1, "this": 0, "next": 1}[match["which"].lower()]
    precision = 4 if match["n_unit"] == "year" else 7
    return _moved(marks.written[:precision], step, match["n_unit"]) if marks.written else ""


def _read_later(match: re.Match[str], marks: Landmarks) -> str:
    """Read "six months later": counted from the date named last."""
    if _ROUGHLY.search(match.string, max(match.start() - 12, 0), match.start()):
        return ""
    count = int(number_of(match["l_count"] or "one") or 0)
    step = count if match["l_way"] == "later" else -count
    start = marks.written if match["l_way"] == "ago" else marks.named
    unit = match["l_unit"].rstrip("s")
    return _moved(start[:4] if unit == "year" and match["l_way"] == "ago" else start, step, unit)


_ROUGHLY = re.compile(
    r"\b(?:[Mm]ore\sthan|[Oo]ver|[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Ss]ome|[Rr]oughly)\s$"
)


def _moved(start: str, step: int, unit: str) -> str:
    """The EDTF date ``step`` units after ``start``, as exact as both allow; empty if not certain."""
    whole = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", start)
    if whole is None:
        return ""
    year, month, day = int(whole[1]), int(whole[2] or 0), int(whole[3] or 0)
    if unit == "year":
        return f"{year + step}-{month:02d}" if month else str(year + step)
    if unit == "month" and 0 < month <= 12:
        months = year * 12 + month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}"
    if unit in {"day", "week"} and day:
        return (date(year, month, day) + timedelta(days=step * (7 if unit == "week" else 1))).isoformat()
    return ""


def _read_unresolved(_match: re.Match[str], _: Landmarks) -> str:
    return ""


def _read_year(match: re.Match[str], _: Landmarks) -> str | None:
    year = match["YEAR"]
    if _NEAR.search(match.string, max(match.start() - 8, 0), match.start()):
        return f"{year}~"
    return year if 1900 <= int(year) <= 2069 or _names_a_year(match) else None


_NEAR = re.compile(r"\b(?:[Aa]bout|[Aa]round|[Cc]irca)\s$")


def _names_a_year(match: re.Match[str]) -> bool:
    """Whether a preposition or bracket makes a far-off number a year ("in 1648", "(1648)")."""
    before = match.string[max(match.start() - 12, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    in_phrase = re.search(r"\b(?:in|since|by|until|till|after|before|from|year|of|circa|and)\s$", before)
    in_brackets = re.search(r"[(\[–-]$", before)
    return bool((in_brackets and after in ")]–-,;") or (in_phrase and after in " ,.;:)–-\n"))


_FORMS: tuple[tuple[str, str, Reader], ...] = (
    ("ISO", r"\d{4}-\d\d-\d\d", _read_iso),
    (
        "DAYS",
        rf"(?P<d_day1>{_DAY})(?:\s(?P<d_month1>{_MONTH}))?(?:{_DASH}|\s(?:to|and)\s)"
        rf"(?P<d_day2>{_DAY})\s(?P<d_month2>{_MONTH}),?\s(?P<d_year1>{_YEAR})"
        rf"|(?P<d_month3>{_MONTH})\s(?P<d_day3>{_DAY}){_DASH}(?P<d_day4>{_DAY}),\s(?P<d_year2>{_YEAR})",
        _read_days,
    ),
    (
        "DAY",
        rf"(?P<f_day1>{_DAY})\s(?:of\s)?(?P<f_month1>{_MONTH}),?\s(?P<f_year1>{_YEAR})"
        rf"|(?P<f_month2>{_MONTH})\s(?P<f_day2>{_DAY}),?\s(?P<f_year2>{_YEAR})",
        _read_day,
    ),
    (
        "DAYLIST",
        rf"(?P<i_month>{_MONTH})\s(?P<i_days>{_DAY}(?:,\s{_DAY}(?!\d))*,?\sand\s{_DAY})(?!\d)(?:,\s(?P<i_year>{_YEAR}))?",
        _read_day_list,
    ),
    (
        "MONTHS",
        rf"(?:(?P<r_from>{_MONTH})(?:\s(?P<r_year1>{_YEAR}))?(?:{_DASH}|\sto\s)(?P<r_to>{_MONTH})"
        rf"|(?P<r_both>{_NEIGHBOURS}))\s(?P<r_year2>{_YEAR})",
        _read_months,
    ),
    (
        "SEASONS",
        rf"(?P<q_from>{_any_of(_SEASON_CODES)})\s(?:and|to)\s(?P<q_to>{_any_of(_SEASON_CODES)})\s(?:of\s)?"
        rf"(?P<q_year>{_YEAR})",
        _read_seasons,
    ),
    ("MONTH", rf"{_PART}?(?P<m_month>{_MONTH}),?\s(?:of\s)?(?P<m_year>{_YEAR})", _read_month),
    (
        "SHAREDMONTH",
        rf"(?P<s_month>{_MONTH})(?=(?:,\s{_MONTH})*(?:,?\sand|\sto|\sor|{_DASH})\s?{_MONTH}\s"
        rf"(?P<s_year>{_YEAR}))",
        _read_shared_month,
    ),
    (
        "YEARLESSDAY",
        rf"(?P<y_day1>{_DAY})\s(?:of\s)?(?P<y_month1>{_MONTH})(?:\sof\s(?:that|the\ssame)\syear)?|(?P<y_month2>{_MONTH})\s(?P<y_day2>{_DAY})",
        _read_yearless_day,
    ),
    (
        "YEARS",
        rf"(?P<from>{_YEAR})(?:[-–—‑/]|\sthrough\s(?=\d{{4}}))(?P<to>{_YEAR}|\d\d)(?![\d-])",
        _read_years,
    ),
    (
        "DECADE",
        rf"{_PART}?(?:(?:1[0-9]|20)\d0['’]?s|['’]\d0s)|(?:mid-|early\s|late\s){_any_of(_TENS)}",
        _read_decade,
    ),
    (
        "CENTURY",
        r"(?:(?:early|late|mid)[-–\s]|turn\sof\sthe\s)?"
        rf"(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{_any_of(_CENTURIES)})[-\s]centur(?:y|ies)",
        _read_century,
    ),
    (
        "SEASON",
        rf"{_PART}?(?P<season>{_any_of(_SEASON_CODES)})\s(?:of\s)?(?P<e_year>{_YEAR})"
        r"(?:[-–/](?P<e_to>(?:\d\d)?\d\d))?",
        _read_season,
    ),
    ("FISCAL", r"(?:[Ff]iscal\s(?:[Yy]ear\s)?|FY\s?)(?P<x_year>20\d\d|\d\d)", _read_fiscal),
    ("PARTYEAR", rf"{_PART}(?P<p_year>{_YEAR})", _read_part),
    ("ENDOFYEAR", r"(?:end|start|beginning)\sof\sthe\s(?:year|decade)", _read_end_of_year),
    (
        "NEIGHBOUR",
        r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious)\s(?P<n_unit>year|month)"
        r"|(?:[Ll]ast|[Nn]ext|[Pp]revious)\s(?:week|decade|century|summer|winter|spring|autumn)",
        _read_neighbour,
    ),
    (
        "LATER",
        rf"(?:(?P<l_count>(?i:{_COUNT}))\s)?"
        r"(?P<l_unit>days?|weeks?|months?|years?)\s(?P<l_way>later|earlier|ago|before(?=[.,;]))",
        _read_later,
    ),
    (
        "SPAN",
        rf"(?:last|past|next|previous|coming|first|following)\s(?:{_COUNT}\s{_UNIT}s|decade|century)"
        r"|one[-\s](?:year|month|week|decade)\b(?!-old|\sold\b|\s(?:after|before|of)\b)"
        rf"|{_COUNT}(?:{_DASH}{_COUNT}|\s(?:to|or)\s{_COUNT})?[-\s]{_UNIT}s?(?:\speriod)?(?!-old|\sold\b)",
        _read_unresolved,
    ),
    ("WEEKDAY", _any_of(_words_of("weekday")), _read_unresolved),
    ("YEAR", rf"{_YEAR}(?![,.]\d){_NO_COUNT}", _read_year),
    (
        "YEARLESSMONTH",
        rf"{_PART}?(?P<o_month1>{_any_of(m for m in _MONTH_NUMBERS if len(m) > 5 or m == 'July')})"
        rf"|(?:(?<=\b[Ii]n\s)|(?<=\b[Ss]ince\s)|(?<=\b[Bb]y\s)|(?=(?:early|late|mid)[\s-])){_PART}?"
        r"(?P<o_month2>March|April|May|June)(?!\s[A-Z])",
        _read_yearless_month,
    ),
)

READERS = {name: reader for name, _, reader in _FORMS}
"""The reader of each form, by the name of its group in ``ANY_DATE``."""

ANY_DATE = re.compile(
    r"(?<![\w$€£.,/])(?:" + "|".join(f"(?P<{name}>{form})" for name, form, _ in _FORMS) + r")(?!\w)"
)
"""Every form of a date; the group that matched last names the form."""
