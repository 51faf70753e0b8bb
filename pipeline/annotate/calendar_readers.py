"""How each way to write a date becomes EDTF (ISO 8601-2).

A reader gets the match of its form (``calendar_forms``) and the dates that relative expressions count
from; it returns the normal form, an empty string where that is not certain, or ``None`` where the words
are no date after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.annotate.lexicon import read_table
from pipeline.annotate.numerals import number_of

__all__ = [
    "CENTURIES",
    "MONTH_NUMBERS",
    "READERS",
    "SEASON_CODES",
    "TENS",
    "CalendarWord",
    "Landmarks",
    "words_of",
]


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


def words_of(kind: str) -> dict[str, int]:
    """The words of one kind in ``calendar_words.csv`` and their numbers."""
    return {row.word: row.number for row in read_table("calendar_words", CalendarWord) if row.kind == kind}


MONTH_NUMBERS = words_of("month")
SEASON_CODES = words_of("season")
TENS = words_of("tens")
CENTURIES = words_of("century")


def _full(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), MONTH_NUMBERS[month], int(re.sub(r"\D", "", day))).isoformat()
    except ValueError:
        return None


def _read_iso(match: re.Match[str], _: Landmarks) -> str | None:
    try:
        return date.fromisoformat(match["ISO"]).isoformat()
    except ValueError:
        return None


def _read_days(match: re.Match[str], _: Landmarks) -> str | None:
    """Read "3-5 June 2024", "28 May to 2 June 2024", "June 3-5, 2024", "May 28 to June 2, 2024"."""
    if match["d_year2"]:
        first = match["d_month3"]
        ends = [
            _full(match["d_year2"], first, match["d_day3"]),
            _full(match["d_year2"], match["d_month4"] or first, match["d_day4"]),
        ]
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
    first, last = (MONTH_NUMBERS[month] for month in months)
    return f"{match['r_year1'] or match['r_year2']}-{first:02d}/{match['r_year2']}-{last:02d}"


def _read_seasons(match: re.Match[str], _: Landmarks) -> str:
    """Read "spring and summer of 1962"."""
    first, last = (SEASON_CODES[match[group]] for group in ("q_from", "q_to"))
    return f"{match['q_year']}-{first}/{match['q_year']}-{last}"


def _read_month(match: re.Match[str], _: Landmarks) -> str:
    return f"{match['m_year']}-{MONTH_NUMBERS[match['m_month']]:02d}"


def _read_shared_month(match: re.Match[str], _: Landmarks) -> str:
    return f"{match['s_year']}-{MONTH_NUMBERS[match['s_month']]:02d}"


def _read_yearless_day(match: re.Match[str], marks: Landmarks) -> str | None:
    month = match["y_month1"] or match["y_month2"]
    day = match["y_day1"] or match["y_day2"]
    return _full(marks.year, month, day) if marks.year else ""


def _read_yearless_days(match: re.Match[str], marks: Landmarks) -> str | None:
    """Read "June 3-5" as the stretch between them."""
    month = match["v_month1"] or match["v_month2"]
    days = (match["v_day1"] or match["v_day3"], match["v_day2"] or match["v_day4"])
    ends = [_full(marks.year or "2000", month, day) for day in days]
    if not all(ends):
        return None
    return "/".join(end for end in ends if end) if marks.year else ""


def _read_yearless_month(match: re.Match[str], marks: Landmarks) -> str:
    month = match["o_month1"] or match["o_month2"]
    return f"{marks.year}-{MONTH_NUMBERS[month]:02d}" if marks.year else ""


def _read_years(match: re.Match[str], _: Landmarks) -> str | None:
    first, last = match["from"], match["to"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if int(first) < int(last) < int(first) + 150 else None


def _read_decade(match: re.Match[str], _: Landmarks) -> str:
    words = match["DECADE"]
    digits = re.search(r"(\d\d)(\d)0['’]?s|['’](\d)0s", words)
    if digits:
        return f"{digits[1] or 19}{digits[2] or digits[3]}X"
    tens = TENS[re.split(r"[-\s]", words)[-1]]
    return f"19{tens}X"


def _read_century(match: re.Match[str], _: Landmarks) -> str:
    ordinal = match["ordinal"]
    number = int(re.sub(r"\D", "", ordinal)) if ordinal[0].isdigit() else CENTURIES[ordinal]
    return f"{number - 1:02d}XX"


def _read_season(match: re.Match[str], _: Landmarks) -> str:
    if match["e_to"]:
        return f"{match['e_year']}/{match['e_year'][:2]}{match['e_to'][-2:]}"
    return f"{match['e_year']}-{SEASON_CODES[match['season']]}"


def _read_fiscal(match: re.Match[str], _: Landmarks) -> str:
    years = [match[group] for group in ("x_before", "x_year", "x_to") if match[group]]
    return "/".join(year if len(year) == 4 else f"20{year}" for year in years)


def _read_part(match: re.Match[str], _: Landmarks) -> str:
    """Read "end of 2020" as its last month, "beginning of 2020" as its first, other parts as the year."""
    return match["p_year"] + _MONTH_AT.get(re.split(r"[-\s]", match["PARTYEAR"])[0], "")


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


def _read_past_year(match: re.Match[str], marks: Landmarks) -> str:
    """Read "the past year": the twelve months up to the paper's date."""
    year = marks.written[:4]
    if not year or not match["PASTYEAR"].endswith("year"):
        return ""
    return f"{int(year) - 1}/{year}" if match["pw_way"].lower() == "past" else f"{year}/{int(year) + 1}"


def _read_following(match: re.Match[str], marks: Landmarks) -> str:
    """Read "the following day": counted from the date named last."""
    return _moved(marks.named, 1, match["g_unit"] or "day")


def _read_same(match: re.Match[str], marks: Landmarks) -> str:
    """Read "that same month": as much of the date named last."""
    whole = {"year": 4, "month": 7, "day": 10}.get(match["h_unit"], 0)
    return marks.named[:whole] if len(marks.named) >= whole else ""


def _read_bare_season(match: re.Match[str], marks: Landmarks) -> str:
    return f"{marks.year}-{SEASON_CODES[match['SEASONALONE']]}" if marks.year else ""


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


READERS: dict[str, Reader] = {
    "ISO": _read_iso,
    "DAYS": _read_days,
    "DAY": _read_day,
    "DAYLIST": _read_day_list,
    "MONTHS": _read_months,
    "SEASONS": _read_seasons,
    "MONTH": _read_month,
    "SHAREDMONTH": _read_shared_month,
    "YEARLESSDAYS": _read_yearless_days,
    "YEARLESSDAY": _read_yearless_day,
    "YEARS": _read_years,
    "DECADE": _read_decade,
    "CENTURY": _read_century,
    "SEASON": _read_season,
    "FISCAL": _read_fiscal,
    "PARTYEAR": _read_part,
    "ENDOFYEAR": _read_end_of_year,
    "NEIGHBOUR": _read_neighbour,
    "PASTYEAR": _read_past_year,
    "FOLLOWING": _read_following,
    "SAME": _read_same,
    "LATER": _read_later,
    "SPAN": _read_unresolved,
    "SEASONALONE": _read_bare_season,
    "WEEKDAY": _read_unresolved,
    "YEAR": _read_year,
    "YEARLESSMONTH": _read_yearless_month,
}
"""The reader of each form, by the name of its group in ``calendar_forms.ANY_DATE``."""
