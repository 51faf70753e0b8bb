"""Dates, money, percentages and quantities: the words that are marked and their normal form."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.amounts import (
    CountedNoun,
    CurrencyName,
    UncountedNoun,
    UnitName,
    find_money,
    find_percentages,
)
from pipeline.annotate.calendar_readers import CalendarWord
from pipeline.annotate.dates import find_dates
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.numerals import NumberWord, number_of
from pipeline.annotate.values import find_values
from pipeline.schema import Mention

DATES = [
    ("They met on 5 March 2025.", "5 March 2025", "2025-03-05"),
    ("They met on March 5, 2025, in Oslo.", "March 5, 2025", "2025-03-05"),
    ("The pact of 2025-03-05 holds.", "2025-03-05", "2025-03-05"),
    ("The talks of 3-5 June 2024 failed.", "3-5 June 2024", "2024-06-03/2024-06-05"),
    ("The talks of 28 May to 2 June 2024 failed.", "28 May to 2 June 2024", "2024-05-28/2024-06-02"),
    ("It began in June 2025.", "June 2025", "2025-06"),
    ("It began in February and May 2023.", "February", "2023-02"),
    ("It ran from 2018-2020.", "2018-2020", "2018/2020"),
    ("It ran in 2021–22.", "2021–22", "2021/2022"),
    ("In the 1990s it grew.", "1990s", "199X"),
    ("In the early 1990s it grew.", "early 1990s", "199X"),
    ("In the mid-1960s it grew.", "mid-1960s", "196X"),
    ("In the late seventies it grew.", "late seventies", "197X"),
    ("The 19th century was calm.", "19th century", "18XX"),
    ("The twentieth century was not.", "twentieth century", "19XX"),
    ("It fell in spring 2022.", "spring 2022", "2022-21"),
    ("It fell in the winter of 2022–23.", "winter of 2022–23", "2022/2023"),
    ("It fell in the latter part of 1974.", "latter part of 1974", "1974"),
    ("It fell by the end of 2020.", "end of 2020", "2020-12"),
    ("The budget for fiscal year 2024 grew.", "fiscal year 2024", "2024"),
    ("It signed in 1648 and again later.", "1648", "1648"),
    ("It grew last year.", "last year", "2025"),
    ("It will grow next month.", "next month", "2026-04"),
    ("Three years ago it grew.", "Three years ago", "2023"),
    ("It grew in June 2022. Six months later it shrank.", "Six months later", "2022-12"),
    ("It grew in May 2022 and shrank on 7 June.", "7 June", "2022-06-07"),
    ("It shrank on 7 June.", "7 June", ""),
    ("A ten-year plan was drawn up.", "ten-year", ""),
    ("It ran from May 2025-January 2026.", "May 2025-January 2026", "2025-05/2026-01"),
    ("It ran in April-June 2025.", "April-June 2025", "2025-04/2025-06"),
    ("It grew in July and August 1962.", "July and August 1962", "1962-07/1962-08"),
    ("It grew in the spring and summer of 1962.", "spring and summer of 1962", "1962-21/1962-22"),
    (
        "Flights on May 5, 7, and 29, 1962 failed.",
        "May 5, 7, and 29, 1962",
        "{1962-05-05,1962-05-07,1962-05-29}",
    ),
    ("It grew in May 1962. Flights on June 5 and 7 failed.", "June 5 and 7", "{1962-06-05,1962-06-07}"),
    ("It grew in May 2023 and fell on 6 June of that year.", "6 June of that year", "2023-06-06"),
    ("It grew from May 2023 to July 2023. In August it fell.", "August", "2023-08"),
    ("It grew in June 2022. More than six months later it shrank.", "six months later", ""),
    ("It was suspended for one year.", "one year", ""),
    ("It has grown over the last three decades.", "last three decades", ""),
]
NO_DATES = [
    "It has grown in recent years.",
    "It stands today.",
    "He may go.",
    "They march on.",
    "2,000 men left.",
]

AMOUNTS = [
    ("It cost 14,9 billion euros.", "14,9 billion euros", "EUR 14900000000"),
    ("It cost €1.2bn in all.", "€1.2bn", "EUR 1200000000"),
    ("It cost 25 billion US dollars.", "25 billion US dollars", "USD 25000000000"),
    ("It cost EUR 598.2 million.", "EUR 598.2 million", "EUR 598200000"),
    ("It cost 1,390.2 million euros.", "1,390.2 million euros", "EUR 1390200000"),
    ("It cost £40m, a record.", "£40m", "GBP 40000000"),
    ("It cost $3–5 billion.", "$3–5 billion", "USD 3000000000-5000000000"),
    ("It cost two million euros.", "two million euros", "EUR 2000000"),
    ("It cost 30 billion euros, of which 12 billion in cash.", "12 billion", "EUR 12000000000"),
    ("It cost billions of dollars.", "billions of dollars", ""),
    ("It fell by 3.5 per cent.", "3.5 per cent", "3.5%"),
    ("It fell by 3,5% in May.", "3,5%", "3.5%"),
    ("It fell by two percent.", "two percent", "2%"),
    ("It fell by about 2-3 per cent.", "2-3 per cent", "2-3%"),
    ("Duties rose to between 20 and 45% of the price.", "20 and 45%", "20-45%"),
    ("Between 1,200 and 1,500 soldiers stayed behind.", "1,200 and 1,500 soldiers", "1200-1500"),
    ("Each approval took between 4 and 6 months.", "4 and 6 months", ""),
    ("The fund may lend between €5 and €7 billion.", "€5 and €7 billion", "EUR 5000000000-7000000000"),
    ("Each received one to two billion dollars.", "one to two billion dollars", "USD 1000000000-2000000000"),
    ("It made 1.2 million to 1.5 million shells.", "1.2 million to 1.5 million shells", "1200000-1500000"),
    ("The blockade lasted from May 28 to June 2, 2024.", "May 28 to June 2, 2024", "2024-05-28/2024-06-02"),
    ("It sent 6,000 personnel.", "6,000 personnel", "6000"),
    ("It sent 1,000-1,300 personnel.", "1,000-1,300 personnel", "1000-1300"),
    ("It sent thousands of troops.", "thousands of troops", ""),
    ("It built a 60,000-strong force.", "60,000-strong", "60000"),
    ("It bought 18 new fighters.", "18 new fighters", "18"),
    ("It approved three new deployments.", "three new deployments", "3"),
    ("It hosts 1.5 million refugees.", "1.5 million refugees", "1500000"),
    ("It lies 500 km away.", "500 km", "500"),
    ("It carries a 76mm gun.", "76mm", "76"),
    ("It ships 8 bcm a year.", "8 bcm", "8"),
    ("The flight took 24 hours.", "24 hours", "24"),
    ("It emits two tonnes of CO₂.", "two tonnes of CO₂", "2"),
    ("It sent two carrier strike groups.", "two carrier strike groups", "2"),
    ("It issued 82 recommendations.", "82 recommendations", "82"),
    ("Two agencies disagreed.", "Two agencies", "2"),
]
NO_AMOUNTS = [
    "The two countries met.",
    "There are three reasons for it.",
    "It bought 18 F-104 fighters.",
    "It asked 13 EU member states.",
    "It was the third attempt.",
    "Resolution 1701 was passed.",
]


def test_year_carries_over_paragraphs(nlp: Language) -> None:
    """A day without its year has that of the last exact date, paragraphs before."""
    text = "It fell on 3 May 1962.\n\nOn 9 June it rose."
    doc = nlp(text)
    doc.user_data["body"] = [(0, 22), (24, len(text))]
    assert [m.value for m in find_values(doc)] == ["1962-05-03", "1962-06-09"]


def _values(nlp: Language, sentence: str) -> list[tuple[str, str | None]]:
    return [(m.span.of(sentence), m.value) for m in find_values(nlp(sentence), "2026-03")]


@pytest.mark.parametrize(("sentence", "words", "value"), DATES + AMOUNTS)
def test_value(sentence: str, words: str, value: str, nlp: Language) -> None:
    """The words are marked without article or approximator, with their normal form."""
    assert (words, value) in _values(nlp, sentence)


@pytest.mark.parametrize("sentence", NO_DATES)
def test_no_date(sentence: str, nlp: Language) -> None:
    """Vague times, modal verbs and counts are no dates."""
    assert not [m for m in find_values(nlp(sentence)) if m.label.value == "DATE"]


@pytest.mark.parametrize("sentence", NO_AMOUNTS)
def test_no_amount(sentence: str, nlp: Language) -> None:
    """Counts of things of discourse, anaphoric counts and counts with a name in them are not marked."""
    assert not [m for m in find_values(nlp(sentence)) if m.label.value == "QUANTITY"]


@pytest.mark.parametrize(
    ("digits", "scale", "value"),
    [("31,3", "billion", 31_300_000_000), ("1,390", None, 1390), ("10 000", None, 10000), ("x", None, None)],
)
def test_number(digits: str, scale: str | None, value: int | None) -> None:
    """A comma before three digits divides thousands, any other is a decimal comma."""
    assert number_of(digits, scale) == value


def _values_of(found: Iterable[Mention]) -> list[str | None]:
    return [mention.value for mention in found]


@pytest.mark.parametrize("row", read_table("currencies", CurrencyName), ids=lambda row: row.word)
def test_currency_example(row: CurrencyName) -> None:
    """Each name or sign of a currency gives its code."""
    assert f"{row.code} 40000000" in _values_of(find_money(row.example, 0, len(row.example)))


@pytest.mark.parametrize("row", read_table("calendar_words", CalendarWord), ids=lambda row: row.word)
def test_calendar_example(row: CalendarWord) -> None:
    """Each month, weekday, season, decade and century is read in its example."""
    dates = find_dates(row.example, 0, len(row.example), "")
    assert any(row.word in mention.span.of(row.example) for mention in dates)


@pytest.mark.parametrize("row", read_table("number_words", NumberWord), ids=lambda row: row.word)
def test_number_word_example(row: NumberWord) -> None:
    """Each number word is read in its example."""
    assert f"{row.number}%" in _values_of(find_percentages(row.example, 0, len(row.example)))


def test_unit_examples(nlp: Language) -> None:
    """Each unit of measure closes a quantity."""
    rows = read_table("units", UnitName)
    docs = nlp.pipe(row.example for row in rows)
    assert not [
        row.word
        for row, doc in zip(rows, docs, strict=True)
        if f"40 {row.word}" not in [m.span.of(row.example) for m in find_values(doc)]
    ]


def test_counted_noun_examples(nlp: Language) -> None:
    """A small count in words of each of these nouns is a quantity."""
    rows = read_table("counted_nouns", CountedNoun)
    docs = nlp.pipe(row.example for row in rows)
    assert not [
        row.noun
        for row, doc in zip(rows, docs, strict=True)
        if "3" not in [m.value for m in find_values(doc)]
    ]


def test_uncounted_noun_examples(nlp: Language) -> None:
    """A count of each of these nouns is none."""
    rows = read_table("uncounted_nouns", UncountedNoun)
    docs = nlp.pipe(row.example for row in rows)
    assert not [row.noun for row, doc in zip(rows, docs, strict=True) if _has_quantity(doc)]


def _has_quantity(doc: Doc) -> bool:
    return any(m.label.value == "QUANTITY" for m in find_values(doc))
