"""Amounts: money in ISO 4217, percentages, and quantities with their unit or counted noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from pipeline.annotate.lexicon import read_table
from pipeline.annotate.numerals import DIGITS, NUMBER_WORDS, SCALE, number_of, plain
from pipeline.schema import EntityLabel, Mention, Span

__all__ = ["CurrencyName", "UncountedNoun", "UnitName", "find_money", "find_percentages", "find_quantities"]


@dataclass(frozen=True, slots=True)
class CurrencyName:
    """A row of ``currencies.csv``: a word or sign for a currency and its ISO 4217 code."""

    word: str
    code: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class UnitName:
    """A row of ``units.csv``: a word or sign for a unit of measure."""

    word: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class UncountedNoun:
    """A row of ``uncounted_nouns.csv``: a noun whose count is no quantity ("three reasons")."""

    noun: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A row of ``counted_nouns.csv``: a noun that even a small count in words makes a quantity."""

    noun: str
    example: str = ""


_NUMBER = rf"(?:{DIGITS})"
_WORD_NUMBER = "(?:" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")\b"
_RANGE = r"\s?[-–—]\s?|\s(?:to|or)\s"
_BETWEEN = r"(?P<between>(?<=\b[Bb]etween\s))?"
_TO = rf"(?(between)(?:{_RANGE}|\sand\s)|(?:{_RANGE}))"
"""What joins the ends of a range; "and" does so only after "between"."""
_VAGUE = r"(?:tens|hundreds|dozens|scores|thousands|millions|billions|trillions)"


def find_money(text: str, start: int, end: int, code: str = "") -> Iterator[Mention]:
    """Sums of money in ``text[start:end]``; a sum without a currency takes that of the sum before it.

    ``code`` is the currency (ISO 4217) of the sum before ``start``, or empty.
    """
    for match in _money_pattern().finditer(text, start, end):
        code = _currency_of(match) or _currency_after(text, match) or code
        if not code:
            continue
        if match["bare"] and not _stands_alone(text, match.end()):
            continue
        value = _range_value(match)
        yield _mention(match, EntityLabel.MONEY, f"{code} {value}" if value else "", "rule:money")


def find_percentages(text: str, start: int, end: int) -> Iterator[Mention]:
    """Percentages in ``text[start:end]``."""
    for match in _PERCENT.finditer(text, start, end):
        value = _range_value(match)
        yield _mention(match, EntityLabel.PERCENT, f"{value}%" if value else "", "rule:percent")


def find_quantities(doc: Doc, text: str, start: int, end: int) -> Iterator[Mention]:
    """Counts of things and measures in ``text[start:end]``; ``text`` is that of ``doc``."""
    for match in _QUANTITY.finditer(text, start, end):
        unit = _unit_pattern().match(text, match.end())
        close = unit.end() if unit else _end_of_counted(doc, text, match)
        if close:
            value = _range_value(match)
            span = Span(match.start(), close)
            yield Mention(span, EntityLabel.QUANTITY, value=value, by="rule:quantity")


def _mention(match: re.Match[str], label: EntityLabel, value: str, by: str) -> Mention:
    return Mention(Span(match.start(), match.end()), label, value=value, by=by)


_PERCENT = re.compile(
    rf"(?<![\w.,])(?!(?:19|20)\d\d\s(?:to|or)\s){_BETWEEN}(?P<first>{_NUMBER}|{_WORD_NUMBER})(?:{_TO}(?P<second>{_NUMBER}|{_WORD_NUMBER}))?"
    r"(?P<scale>)?(?:\s?%|[\s-](?:per\s?cent|percent|pct)(?=age\s|\b))(?:age\spoints?|\spoints?)?",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    rf"(?<![\w.,/€$£-])(?!(?:19|20)\d\d\s(?:to|or)\s)(?:{_BETWEEN}(?P<first>{_NUMBER}|{_WORD_NUMBER})"
    rf"(?:(?:\s(?P<lower>thousand|million|billion|trillion))?{_TO}(?P<second>{_NUMBER}|{_WORD_NUMBER}))?"
    rf"(?:[\s-](?P<scale>thousand|million|billion|trillion)\b)?|(?P<half>[Hh]alf\sa\smillion)"
    rf"|(?P<vague>{_VAGUE}(?:\sof\s{_VAGUE})?\sof|several\s(?:dozen|hundred|thousand|million)))(?=[\s-]?[A-Za-z°])",
    re.IGNORECASE,
)


@cache
def _money_pattern() -> re.Pattern[str]:
    rows = read_table("currencies", CurrencyName)
    signs = "|".join(_longest_first(re.escape(row.word) for row in rows if not row.word[-1].isalpha()))
    codes = "|".join(_longest_first(row.word for row in rows if row.word.isupper()))
    names = "|".join(_longest_first(re.escape(row.word) for row in rows if row.word[-1].isalpha()))
    number = (
        rf"(?P<first@>{_NUMBER})(?:\s?(?P<lower@>{SCALE}))?"
        rf"(?:(?(lower@)\s?[-–—]\s?|{_TO})(?:{signs})?(?P<second@>{_NUMBER}))?(?:[\s-]?(?P<scale@>{SCALE}))?"
    )
    spelled = (
        rf"(?P<first3>{_WORD_NUMBER})(?:{_TO}(?P<second3>{_WORD_NUMBER}))?"
        r"\s(?P<scale3>thousand|million|billion|trillion)"
    )
    return re.compile(
        rf"(?<![\w.,]){_BETWEEN}(?:(?P<sign>{signs}|(?:{codes})(?=\s?\d))\s?{number.replace('@', '1')}"
        rf"|{number.replace('@', '2')}[\s-]?(?P<name>{names}|{signs})(?!\w)"
        rf"|{spelled}\s(?P<name3>{names})\b"
        rf"|(?P<vague>{_VAGUE}(?:\sof\s{_VAGUE})?\sof\s(?P<name4>{names}))\b"
        rf"|(?P<bare>(?P<first5>{_NUMBER})\s(?P<scale5>million|billion|trillion)))(?![\w])"
    )


def _longest_first(words: Iterator[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _currency_of(match: re.Match[str]) -> str:
    word = match["sign"] or match["name"] or match["name3"] or match["name4"]
    return _currency_codes().get(word, "") if word else ""


def _currency_after(text: str, match: re.Match[str]) -> str:
    """The currency of the second sum in "15 trillion to 25 trillion won"."""
    joint = re.compile(r"\s(?:to|and|or)\s").match(text, match.end())
    second = _money_pattern().match(text, joint.end()) if joint else None
    return _currency_of(second) if second else ""


@cache
def _currency_codes() -> dict[str, str]:
    return {row.word: row.code for row in read_table("currencies", CurrencyName)}


def _stands_alone(text: str, at: int) -> bool:
    """Whether a bare "52 million" counts nothing: no noun follows it."""
    after = re.match(r"\s+(\w+)", text[at : at + 40])
    return after is None or after[1] in _NO_NOUN


_NO_NOUN = frozenset(["in", "for", "and", "to", "by", "on", "over", "from", "a", "per", "was", "were"])


def _range_value(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("half"):
        return "500000"
    number = next((k for k in ("", "1", "2", "3", "5") if groups.get(f"first{k}")), None)
    if number is None:
        return ""
    scale = groups.get(f"scale{number}")
    first = number_of(groups[f"first{number}"] or "", groups.get(f"lower{number}") or scale)
    second_digits = groups.get(f"second{number}")
    second = number_of(second_digits, scale or groups.get(f"lower{number}")) if second_digits else None
    if first is None:
        return ""
    return "-".join(plain(value) for value in (first, second) if value is not None)


def _end_of_counted(doc: Doc, text: str, match: re.Match[str]) -> int | None:
    """Where the counted noun or unit after a number ends; ``None`` where the count is no quantity."""
    strong = re.match(r"[-‑–]strong\b", text[match.end() : match.end() + 8])
    if strong:
        return match.end() + strong.end()
    first = _token_at(doc, match.end())
    noun = _counted_noun(first) if first is not None else None
    if noun is None:
        return None
    in_words = not match.group()[0].isdigit()
    return noun.idx + len(noun) if _is_quantity(match, noun, in_words) else None


def _token_at(doc: Doc, at: int) -> Token | None:
    span = doc.char_span(at, at + 2, alignment_mode="expand")
    if span is None:
        return None
    token = span[0]
    return token if token.idx >= at else (token.nbor() if token.i + 1 < len(doc) else None)


def _counted_noun(token: Token) -> Token | None:
    """The last noun of the plain noun phrase that starts at ``token``; ``None`` if a name is in it."""
    noun: Token | None = None
    steps = 0
    while steps < 6 and not token.is_punct and token.sent.start <= token.i < token.sent.end:
        if token.pos_ == "PROPN" or token.text[0].isupper() or token.ent_type_ in _NAME_TYPES:
            return None
        if token.pos_ == "NOUN":
            noun = token
        elif (
            token.pos_ not in {"ADJ", "VERB", "NUM", "CCONJ"}
            or noun is not None
            or (token.pos_ == "VERB" and token.tag_ not in {"VBN", "VBG"})
        ):
            break
        if token.i + 1 == len(token.doc):
            break
        token = token.nbor()
        steps += 1
    return noun if noun is not None and noun.tag_ in {"NNS", "NN"} else None


_NAME_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT"})


def _is_quantity(match: re.Match[str], noun: Token, in_words: bool) -> bool:
    lemma = noun.lemma_.lower() if noun.lower_ != "bases" else "base"
    pair = f"{noun.nbor(-1).lower_} {lemma}" if noun.i else lemma
    if pair in _counted():
        lemma = pair
    elif lemma in _uncounted() or noun.text.lower() in _uncounted():
        return False
    if noun.tag_ == "NN" and lemma not in _counted():
        return False
    value = number_of(match["first"] or "")
    small = value is not None and value < (7 if in_words else 3)
    if match["scale"] or match["vague"] or match["half"]:
        return True
    before = match.string[max(match.start() - 8, 0) : match.start()].lower().split()
    if before and before[-1] in _PARTS and match["first"].isdigit():
        return False
    known = bool(before) and (before[-1] in _KNOWN_ONES or (before[-1] == "the" and value == 2))
    return value != 1 and (not small or (lemma in _counted() and not known))


_PARTS = frozenset(
    {
        "figure",
        "fig.",
        "table",
        "chapter",
        "section",
        "appendix",
        "annex",
        "box",
        "page",
        "part",
        "step",
        "title",
    }
    | {
        "article",
        "pillar",
        "phase",
        "tier",
        "rule",
        "clause",
        "item",
        "no.",
        "number",
        "version",
        "directive",
        "goal",
    }
)
_KNOWN_ONES = frozenset({"these", "those", "both", "all", "other", "its", "their"})


@cache
def _uncounted() -> frozenset[str]:
    return frozenset(row.noun for row in read_table("uncounted_nouns", UncountedNoun))


@cache
def _counted() -> frozenset[str]:
    return frozenset(row.noun for row in read_table("counted_nouns", CountedNoun))


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = _longest_first(re.escape(row.word) for row in read_table("units", UnitName))
    return re.compile(rf"[\s-]?(?:{'|'.join(words)})(?!\w)")
