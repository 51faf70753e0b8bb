"""Short forms, led back to the work first cited: ibid., cit., op. cit., supra note 12, Author + short title.

Rests on the manuals: "ibid." means the one work just cited, in the same note or the note before, and
may not be used where that note cites several (Chicago 14.34, Bluebook 4.1, OSCOLA 1.2.2); a short
title is the family name and the chief words of the full title (Chicago 14.30-14.33, IAI: "cit.").
One candidate or none: what could mean two works stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.ingest.references.names import read_people
from pipeline.ingest.references.openings import SHORT_START
from pipeline.ingest.references.terms import term_pattern, terms_of
from pipeline.schema.document import Note, Work, WorkType

__all__ = ["CALL", "resolve_short_forms"]

SUPRA = re.compile(rf"(?:{term_pattern('supra')})\s?(?P<label>\d+)", re.IGNORECASE)
MARKED = re.compile(rf"(?<!\w)(?:{term_pattern('cit')})|{SUPRA.pattern}", re.IGNORECASE)
CALL = re.compile(
    r"(?P<names>[^(),“\"]{2,60}?|[^()“\"]{2,80}? et al\.)"
    r"\s\((?P<year>(?:1[89]|20)\d\d)[a-z]?(?:, (?P<at>[^()]+))?\)\.?"
)
"""Names and year, as in author-date style: "Lee and Moe (2020, p. 5)"."""
WORD = re.compile(r"\w+")
NO_WORDS = terms_of("title_stop_word")
ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class _Cited:
    """A full citation and where it stands."""

    note: int
    at: int
    work: Work


def resolve_short_forms(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The same notes; each short form repeats the fields of the work it means and points to it.

    A citation by author and title alone that matches no earlier work is left as it was, unless it is
    marked as a short form ("cit."): then ``short`` stays set and ``first`` is ``None``.
    """
    listed = [
        _Cited(at, number, work)
        for at, note in enumerate(notes)
        if not note.label
        for number, work in enumerate(note.works)
        if not work.short
    ]
    known: list[_Cited] = []
    resolved: list[Note] = []
    for index, note in enumerate(notes):
        works: list[Work] = []
        for work in note.works:
            first = _find_first(work, index, works, resolved, known, note.text)
            first = first or _find_by_year(work, [*known, *listed], note)
            if first is None:
                known.extend([] if work.short else [_Cited(index, len(works), work)])
                works.append(work)
            else:
                full = notes[first[0]].works[first[1]] if first[0] != index else works[first[1]]
                works.append(_repeat(full, work, first))
        resolved.append(replace(note, works=tuple(works)))
    return tuple(resolved)


def _find_first(
    work: Work, index: int, works: list[Work], before: list[Note], known: list[_Cited], text: str
) -> tuple[int, int] | None:
    """(note, work) of the full citation that ``work`` means, or ``None``."""
    words = work.span.of(text)
    if SHORT_START.match(words):
        return _find_last(index, works, before)
    supra = SUPRA.search(words)
    if supra:
        known_there = [
            cited for note in before if note.label == supra["label"] for cited in _targets(note, before)
        ]
        return _only(known_there) or _match(work, known_there, marked=True)
    if work.short or _is_bare(work):
        return _match(work, known, marked=bool(MARKED.search(words)) or not work.title)
    return None


def _find_by_year(work: Work, known: Sequence[_Cited], note: Note) -> tuple[int, int] | None:
    """The one work of this year by the names of "Lee and Moe (2020)"; an entry of a list may come later."""
    call = CALL.fullmatch(work.span.of(note.text)) if note.label else None
    if call is None:
        return None
    names = frozenset(name.casefold() for name in _call_names(call["names"]))
    same = [cited for cited in known if cited.work.issued[:4] == call["year"] and names <= _names(cited.work)]
    return _only(_first_of_each(same))


def _call_names(words: str) -> list[str]:
    people = read_people(words).names
    return [name.family or name.literal for name in people]


def _find_last(index: int, works: list[Work], before: list[Note]) -> tuple[int, int] | None:
    """The work just cited: in this note, else the only one of the note before."""
    if works:
        return works[-1].first or (None if works[-1].short else (index, len(works) - 1))
    if not before or len(before[-1].works) != 1:
        return None
    last = before[-1].works[0]
    return last.first or (None if last.short else (index - 1, 0))


def _targets(note: Note, before: list[Note]) -> Iterator[_Cited]:
    index = next(at for at, other in enumerate(before) if other is note)
    for at, work in enumerate(note.works):
        if work.first is not None:
            yield _Cited(*work.first, work)
        elif not work.short:
            yield _Cited(index, at, work)


def _only(cited: list[_Cited]) -> tuple[int, int] | None:
    places = {(one.note, one.at) for one in cited}
    return places.pop() if len(places) == 1 else None


def _is_bare(work: Work) -> bool:
    """Author and title, and nothing that only a full citation has."""
    full = work.issued or work.url or work.doi or work.publisher or work.container_title or work.volume
    return not full and bool(work.title)


def _match(work: Work, known: list[_Cited], *, marked: bool) -> tuple[int, int] | None:
    """The one earlier work by the same author whose title holds the words of the short title."""
    names = _names(work)
    known = [cited for cited in known if _may_be_of(work.issued[:4], cited.work)]
    named = [cited for cited in known if not names or _share_name(names, _names(cited.work))]
    both = [cited for cited in named if _means(work, cited.work)]
    if not both and marked:
        heads = names or _title_names(work)
        both = [cited for cited in known if heads & _names(cited.work)]
    return _only(_first_of_each(both))


def _may_be_of(year: str, work: Work) -> bool:
    return not (year and work.issued) or work.issued.startswith(year)


def _means(short: Work, full: Work) -> bool:
    """Whether the title of ``short`` means that of ``full``; a law's numbers must agree to the letter."""
    if full.type is WorkType.LEGISLATION and re.search(r"\d", short.title):
        return full.title.casefold().startswith(short.title.casefold())
    return _same_title(short.title, full.title)


def _first_of_each(cited: list[_Cited]) -> list[_Cited]:
    """Works cited in full more than once count once, at their first place."""
    firsts: dict[tuple[str, str], _Cited] = {}
    for one in cited:
        firsts.setdefault((" ".join(_words(one.work.title)), one.work.issued[:4]), one)
    return list(firsts.values())


def _names(work: Work) -> frozenset[str]:
    """Family names and names of bodies; of two-word names either word, for order differs by language."""
    people = work.authors or work.editors
    names = {name.family or name.literal for name in people}
    names |= {
        "".join(word[0] for word in name.literal.split() if word[0].isupper())
        for name in people
        if name.literal
    }
    names |= {name.given for name in people if name.given and " " not in name.given}
    return frozenset(name.casefold() for name in names)


def _share_name(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a name is in both; "GAO" is in "U.S. Government Accountability Office" (USGAO)."""
    return bool(some & others) or any(
        len(one) > 1 and other.endswith(one) and other != one
        for one in some
        for other in others
        if " " not in other
    )


def _title_names(work: Work) -> frozenset[str]:
    """Of "Egan, supra note 12": what was read as a title is the family name."""
    return frozenset(part.strip().casefold() for part in re.split(r",| and | & ", work.title) if part.strip())


def _words(title: str) -> list[str]:
    return [word for word in WORD.findall(title.casefold()) if word not in NO_WORDS]


def _same_title(short: str, full: str) -> bool:
    """Whether all chief words of ``short`` stand in ``full``, in that order; slips of the pen allowed."""
    wanted, words = _words(short), _words(full)
    if not wanted:
        return False
    at = 0
    for word in wanted:
        while at < len(words) and not _alike(word, words[at]):
            at += 1
        if at == len(words):
            return False
        at += 1
    return True


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    near = len(one) > 4 and one[0] == other[0] and abs(len(one) - len(other)) <= 2
    return near and SequenceMatcher(None, one, other).ratio() >= ALIKE


def _repeat(full: Work, short: Work, first: tuple[int, int]) -> Work:
    return replace(full, span=short.span, locator=short.locator, first=first, short=True)
