"""Ways to write a date: a regular expression with named groups for each; ``calendar_readers`` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.annotate.calendar_readers import CENTURIES, MONTH_NUMBERS, SEASON_CODES, TENS, words_of
from pipeline.annotate.numerals import NUMBER_WORDS

__all__ = ["ANY_DATE"]


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


_MONTH = _any_of(MONTH_NUMBERS)
_LONG_MONTHS = sorted(
    (m for m in MONTH_NUMBERS if not m.endswith(".")), key=lambda m: (MONTH_NUMBERS[m], -len(m))
)
_NEIGHBOURS = _any_of(
    f"{one} and {other}"
    for one in _LONG_MONTHS
    for other in _LONG_MONTHS
    if MONTH_NUMBERS[other] == MONTH_NUMBERS[one] + 1
)
"""Two months side by side: "July and August" is one stretch of time, "February and May" two."""
_WEEKDAY = _any_of(words_of("weekday"))
_ON = rf"(?:{_WEEKDAY},?\s(?:the\s)?)?"
"""A day of the week before its date: "Thursday, October 25"."""
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


_FORMS: tuple[tuple[str, str], ...] = (
    ("ISO", r"\d{4}-\d\d-\d\d"),
    (
        "DAYS",
        rf"(?P<d_day1>{_DAY})(?:\s(?P<d_month1>{_MONTH}))?(?:{_DASH}|\s(?:to|and)\s)"
        rf"(?P<d_day2>{_DAY})\s(?P<d_month2>{_MONTH}),?\s(?P<d_year1>{_YEAR})"
        rf"|(?P<d_month3>{_MONTH})\s(?P<d_day3>{_DAY})(?:{_DASH}|\s(?:to|through)\s)"
        rf"(?:(?P<d_month4>{_MONTH})\s)?(?P<d_day4>{_DAY}),\s(?P<d_year2>{_YEAR})",
    ),
    (
        "DAY",
        rf"{_ON}(?:(?P<f_day1>{_DAY})\s(?:of\s)?(?P<f_month1>{_MONTH}),?\s(?P<f_year1>{_YEAR})"
        rf"|(?P<f_month2>{_MONTH})\s(?P<f_day2>{_DAY}),?\s(?P<f_year2>{_YEAR}))",
    ),
    (
        "DAYLIST",
        rf"(?P<i_month>{_MONTH})\s(?P<i_days>{_DAY}(?:,\s{_DAY}(?!\d))*,?\sand\s{_DAY})(?!\d)(?:,\s(?P<i_year>{_YEAR}))?",
    ),
    (
        "MONTHS",
        rf"(?:(?P<r_from>{_MONTH})(?:\s(?P<r_year1>{_YEAR}))?(?:{_DASH}|\sto\s)(?P<r_to>{_MONTH})"
        rf"|(?P<r_both>{_NEIGHBOURS}))\s(?P<r_year2>{_YEAR})",
    ),
    (
        "SEASONS",
        rf"(?P<q_from>{_any_of(SEASON_CODES)})\s(?:and|to)\s(?P<q_to>{_any_of(SEASON_CODES)})\s(?:of\s)?"
        rf"(?P<q_year>{_YEAR})",
    ),
    ("MONTH", rf"{_PART}?(?P<m_month>{_MONTH}),?\s(?:of\s)?(?P<m_year>{_YEAR})"),
    (
        "SHAREDMONTH",
        rf"(?P<s_month>{_MONTH})(?=(?:,\s{_MONTH})*(?:,?\sand|\sto|\sor|{_DASH})\s?{_MONTH}\s"
        rf"(?P<s_year>{_YEAR}))",
    ),
    (
        "YEARLESSDAYS",
        rf"(?P<v_month1>{_MONTH})\s(?P<v_day1>{_DAY})(?:{_DASH}|\s(?:to|and)\s)(?P<v_day2>{_DAY})"
        rf"|(?P<v_day3>{_DAY})(?:{_DASH}|\s(?:to|and)\s)(?P<v_day4>{_DAY})\s(?P<v_month2>{_MONTH})",
    ),
    (
        "YEARLESSDAY",
        rf"{_ON}(?:(?P<y_day1>{_DAY})\s(?:of\s)?(?P<y_month1>{_MONTH})(?:\sof\s(?:that|the\ssame)\syear)?"
        rf"|(?P<y_month2>{_MONTH})\s(?P<y_day2>{_DAY}))",
    ),
    ("YEARS", rf"(?P<from>{_YEAR})(?:[-–—‑/]|\sthrough\s(?=\d{{4}}))(?P<to>{_YEAR}|\d\d)(?![\d-])"),
    ("DECADE", rf"{_PART}?(?:(?:1[0-9]|20)\d0['’]?s|['’]\d0s)|(?:mid-|early\s|late\s){_any_of(TENS)}"),
    (
        "CENTURY",
        r"(?:(?:early|late|mid)[-–\s]|turn\sof\sthe\s)?"
        rf"(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{_any_of(CENTURIES)})[-\s]centur(?:y|ies)",
    ),
    (
        "SEASON",
        rf"{_PART}?(?P<season>{_any_of(SEASON_CODES)})\s(?:of\s)?(?P<e_year>{_YEAR})"
        r"(?:[-–/](?P<e_to>(?:\d\d)?\d\d))?",
    ),
    (
        "FISCAL",
        r"(?:(?:[Ff]iscal|[Ff]inancial)\s(?:[Yy]ears?\s)?|FYs?\s?)['’]?(?P<x_year>(?:19|20)\d\d|\d\d)"
        rf"(?:(?:{_DASH}|\s(?:to|through)\s)(?:(?:[Ff]iscal\s[Yy]ear|FY)\s?)?(?P<x_to>20\d\d|\d\d))?"
        r"|(?P<x_before>(?:19|20)\d\d)\s(?:fiscal|financial|budget)\syear",
    ),
    ("PARTYEAR", rf"(?:{_PART}|end-|Q[1-4]\s(?:of\s)?)(?P<p_year>{_YEAR})"),
    ("ENDOFYEAR", r"(?:end|start|beginning)\sof\sthe\s(?:year|decade)"),
    (
        "NEIGHBOUR",
        r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious)\s(?P<n_unit>year|month)"
        rf"|(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious)\s(?:week|decade|century|{_any_of(SEASON_CODES)})",
    ),
    ("PASTYEAR", r"(?P<pw_way>[Pp]ast|[Cc]oming)\s(?:year|month|week)"),
    ("FOLLOWING", r"[Ff]ollowing\s(?P<g_unit>day|week|month|year)|(?<=\b[Tt]he\s)next\sday"),
    ("SAME", r"(?:[Tt]hat(?:\s(?:very|same))?|(?<=\b[Tt]he\s)same)\s(?P<h_unit>day|week|month|year)(?!-)"),
    (
        "LATER",
        rf"(?:(?P<l_count>(?i:{_COUNT}))\s(?=\w+s\s)|(?!\w+s\s))"
        r"(?P<l_unit>days?|weeks?|months?|years?)\s(?P<l_way>later|earlier|ago|before(?=[.,;]))",
    ),
    (
        "SPAN",
        rf"(?:last|past|next|previous|coming|first|following)\s(?:{_COUNT}\s{_UNIT}s|decade|century)"
        r"|one[-\s](?:year|month|week|decade)\b(?!-old|\sold\b|\s(?:after|before|of)\b)"
        rf"|(?P<a_between>(?<=\b[Bb]etween\s))?{_COUNT}"
        rf"(?:{_DASH}{_COUNT}|\s(?:to|or)\s{_COUNT}|(?(a_between)\sand\s{_COUNT}))?[-\s]{_UNIT}s?(?:\speriod)?(?!-old|\sold\b)",
    ),
    (
        "SEASONALONE",
        r"(?:(?<=\b[Ii]n\sthe\s)|(?<=\b[Dd]uring\sthe\s)|(?<=\b[Bb]y\sthe\s)|(?<=\b[Oo]ver\sthe\s)|(?<=\bthat\s)"
        r"|(?<=\bbefore\sthe\s)|(?<=\bafter\sthe\s)|(?<=\buntil\sthe\s)|(?<=\bsince\sthe\s))"
        rf"{_any_of(SEASON_CODES)}(?=[,.;:)\n]|$"
        r"|\s(?:and|or|but|before|after|to|when|as|with|because|while|was|were|had|it|they|the)\b)",
    ),
    ("WEEKDAY", _WEEKDAY),
    ("YEAR", rf"{_YEAR}(?![,.]\d){_NO_COUNT}"),
    (
        "YEARLESSMONTH",
        rf"{_PART}?(?P<o_month1>{_any_of(m for m in MONTH_NUMBERS if len(m) > 5 or m == 'July')})"
        rf"|(?:(?<=\b[Ii]n\s)|(?<=\b[Ss]ince\s)|(?<=\b[Bb]y\s)|(?=(?:early|late|mid)[\s-])){_PART}?"
        r"(?P<o_month2>March|April|May|June)(?!\s[A-Z])",
    ),
)

ANY_DATE = re.compile(
    r"(?<![\w$€£.,/])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS) + r")(?!\w)"
)
"""Every form of a date; the group that matched last names the form."""
