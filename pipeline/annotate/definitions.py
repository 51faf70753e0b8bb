"""Names that a document gives twice side by side: with an acronym, or in another language, in brackets.

Acronyms are matched to the words before them by their initials (after Schwartz and Hearst, "A Simple
Algorithm for Identifying Abbreviation Definitions in Biomedical Text", PSB 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.annotate.capitals import is_plain
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.name_candidates import NameCandidate
from pipeline.schema import EntityLabel, Span

__all__ = ["ConceptNoun", "Definition", "concept_nouns", "find_definitions"]


@dataclass(frozen=True, slots=True)
class Definition:
    """Another name of something: an acronym or a name in another language, and where it is given.

    ``name`` is the full name beside it; ``None`` where an acronym stands for common words ("UAS").
    """

    other: str
    where: Span
    name: NameCandidate | None


@dataclass(frozen=True, slots=True)
class ConceptNoun:
    """A row of ``concept_nouns.csv``: a noun that closes a concept's name, not a thing's ("Warfare")."""

    noun: str
    example: str = ""


@cache
def concept_nouns() -> frozenset[str]:
    """The rows of ``concept_nouns.csv``."""
    return frozenset(row.noun for row in read_table("concept_nouns", ConceptNoun))


_ACRONYM = r"(?:[A-Z]{2,4}\s)?(?:[A-Z][A-Za-z0-9&.-]{0,9}[A-Z0-9]s?|[A-Z]{2,10}s?)"
_BRACKET = re.compile(r"[“\"]?\s?[(\[](?P<inside>[^()\[\]\n]{2,110})[)\]]")
_ONLY_ACRONYM = re.compile(rf"(?:(?:or|the|hereafter|henceforth)\s)*[“\"]?(?P<acronym>{_ACRONYM})[”\"]?$")
_FIRST_ACRONYM = re.compile(rf"(?P<acronym>{_ACRONYM})[;,]\s")
_LAST_ACRONYM = re.compile(rf"(?P<foreign>.+?)\s?[–—,;-]\s(?P<acronym>{_ACRONYM})$")
_ENGLISH_WORD = re.compile(
    r"\b(?:the|of|and|in|a|an|is|was|see|which|with|by|or|as|from|to|for|not|also|e\.g|i\.e)\b"
)
_NAMED = frozenset(
    {EntityLabel.ORG, EntityLabel.LAW, EntityLabel.PROGRAMME, EntityLabel.MISSION, EntityLabel.WORK_OF_ART}
)


def find_definitions(text: str, names: Sequence[NameCandidate]) -> Iterator[Definition]:
    """The second names in brackets, in text order."""
    by_end = {name.span.end: name for name in names}
    by_start = {name.span.start: name for name in names}
    outside = frozenset(re.findall(r"\b[a-z]{2,}\b", re.sub(r"\([^()]*\)", " ", text)))
    for match in _BRACKET.finditer(text):
        before = by_end.get(match.start()) or by_end.get(match.start() - 1)
        start = match.start("inside")
        only = _ONLY_ACRONYM.match(match["inside"])
        last = _LAST_ACRONYM.match(match["inside"])
        if only:
            yield from _acronym(text, match.start(), _shifted(only, "acronym", start), before)
        elif (
            (first := _FIRST_ACRONYM.match(match["inside"])) and before is not None and before.label in _NAMED
        ):
            yield from _acronym(text, match.start(), _shifted(first, "acronym", start), before)
        elif last and before is not None and before.label in _NAMED:
            yield Definition(last["acronym"], _shifted(last, "acronym", start), before)
            if _is_name(last["foreign"], outside):
                yield Definition(last["foreign"], _shifted(last, "foreign", start), before)
        elif before is not None and before.label in _NAMED and _is_name(match["inside"], outside):
            yield Definition(match["inside"], Span(start, match.end("inside")), before)
        elif (full := by_start.get(start)) and before is not None and _spells_out(full, before, text):
            yield Definition(before.span.of(text), before.span, full)


def _spells_out(full: NameCandidate, short: NameCandidate, text: str) -> bool:
    """Whether the name in a bracket is what the acronym before it stands for, and not where it is."""
    return re.fullmatch(_ACRONYM, short.span.of(text)) is not None and full.label in {short.label, *_NAMED}


def _shifted(match: re.Match[str], group: str, by: int) -> Span:
    return Span(match.start(group) + by, match.end(group) + by)


def _acronym(text: str, at: int, where: Span, before: NameCandidate | None) -> Iterator[Definition]:
    acronym = where.of(text)
    if is_plain(acronym):
        yield Definition(acronym, where, None)
        return
    if before is not None and (before.label in _NAMED or _initials_agree(before.span.of(text), acronym)):
        yield Definition(acronym, where, before)
        return
    words = list(re.finditer(r"[^\W\d_][\w’'-]*", text[max(at - 120, 0) : at].rpartition(". ")[2]))
    spelled = _spelled_out([word[0] for word in words], acronym)
    if not spelled:
        return
    is_class = acronym[-1] == "s" and words[-1][0][-1] == "s"
    if words[-1][0][0].islower() or is_class or re.split(r"[’']", words[-1][0])[0] in concept_nouns():
        yield Definition(acronym, where, None)
    elif words[-spelled][0][0].isupper():
        start = at - len(text[max(at - 120, 0) : at].rpartition(". ")[2]) + words[-spelled].start()
        end = len(re.sub(r"[’']s$", "", text[:at].rstrip(' “"')))
        yield Definition(acronym, where, NameCandidate(Span(start, end), EntityLabel.ORG, "rule:spelled-out"))


def _spelled_out(words: Sequence[str], acronym: str) -> int:
    """How many of the last ``words`` begin with the acronym's letters in their order; 0 if they do not."""
    letters = [char.lower() for char in acronym.rstrip("s") if char.isalpha()]
    for count in range(max(len(letters) - 1, 2), min(len(words), len(letters) + 5) + 1):
        chosen = [word.lower() for word in words[-count:]]
        if chosen[0][0] != letters[0]:
            continue
        rest = iter(letters)
        wanted = next(rest, None)
        for word in chosen:
            for part in word.split("-"):
                if part and part[0] == wanted:
                    wanted = next(rest, None)
        if wanted is None:
            return count
    return 0


def _initials_agree(name: str, acronym: str) -> bool:
    several = " " in name and name[0].lower() == acronym[0].lower()
    return several or _spelled_out(name.split(), acronym) > 0


def _is_name(words: str, outside: frozenset[str]) -> bool:
    """Whether a bracket after a name gives it once more, in another language or in other words.

    ``outside`` are the lower-case words of the text outside brackets: those of another language are not
    among them.
    """
    if not words[0].isupper() or " " not in words or _ENGLISH_WORD.search(words) or re.search(r"\d", words):
        return False
    return not any(word in outside for word in re.findall(r"\b[a-z]{3,}\b", words))
