"""Who wrote or edited a work: the head of a citation as CSL names.

Splitting "Given Family" is left to ``nameparser`` (particles, suffixes); telling persons from
institutions, "Family, Given" from "Given Family", and authors from editors is done here, after the
Chicago Manual of Style (17th ed., 14.73-14.84), the IAI style sheet and APA (7th ed., 9.7-9.12).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nameparser import HumanName
from nameparser.config import CONSTANTS

from pipeline.ingest.references.institutions import AND, is_body, is_institution, is_titled_first
from pipeline.ingest.references.terms import is_country, term_pattern
from pipeline.knowledge.tables import read_table
from pipeline.schema.document import Name

__all__ = ["People", "is_person", "read_leading_names", "read_people", "split_person"]

ACRONYM = re.compile(r"\s*\((?:the )?[“\"]?[A-Z][\w&/-]*[A-Z][\w&/-]*[”\"]?\)")
INITIAL_END = re.compile(r"(?:^|[\s.-])[^\W\d_a-z]\.$")
INITIALS = re.compile(r"(?:[^\W\d_a-z]\.\s?-?)*[^\W\d_a-z]\.?$")
ET_AL = re.compile(rf",?\s*(?<!\w){term_pattern('et_al')}\s*$", re.IGNORECASE)
EDITORS = re.compile(rf"(?:^|,\s*|\s*\()\s*(?:{term_pattern('editors')})\.?\)?,?\s*$")
STOP = re.compile(
    r"^(?:The|A|An|On|How|Why|What|When|Where|Who|For|From|In|To|Is|Are|Toward|Towards|Beyond|After|Before|"
    r"Il|Lo|La|Gli|Le|Les|L['’].*|Un|Una|Der|Die|Das|El|Los|No|Not|This|That|Can|Will)$"
)
NAME_WORD = re.compile(r"^[^\W\d_]['’\w‐‑-]*\.?$|^(?:[^\W\d_]\.-?)+$")


PINYIN = re.compile(
    rf"{'(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?[aeoiuü]{1,2}(?:ng|n|r)?)' * 2}", re.IGNORECASE
)
HYPHENATED = re.compile(r"[A-Z][a-z]+-[a-z]+")


@dataclass(frozen=True, slots=True)
class FamilyFirst:
    """A family name that stands before the given name."""

    family: str
    language: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """The names at the head of a citation; ``editors``: they edit, "(eds)" stood behind them."""

    names: tuple[Name, ...] = ()
    et_al: bool = False
    editors: bool = False
    families_only: bool = False
    """Family names alone, as in a short form ("Lee and Moe")."""


def read_people(head: str) -> People:
    """All names of ``head``, which holds nothing else ("Lee, Ann and Bo Moe (eds)")."""
    people, _ = read_leading_names([piece.strip() for piece in _bare(head).split(",") if piece.strip()])
    sender = _bare(head).split(" to ")[0]
    if people.families_only is False and " to " in head and is_person(sender):
        return People((split_person(sender),))
    if people.names or not _bare(head):
        return people
    return People((Name(literal=_bare(head)),))


def read_leading_names(pieces: Sequence[str], *, spare: int = 0) -> tuple[People, int]:
    """The names that ``pieces`` (a citation cut at commas) begin with, and how many pieces they fill.

    At least ``spare`` pieces are left over for what must follow the names (a title).
    """
    pieces = pieces[: max(0, len(pieces) - spare)]
    names, used, families_only = _leading(pieces) if pieces else ((), 0, False)
    if not used:
        return People(), 0
    et_al, editors = False, False
    last = pieces[used - 1]
    while True:
        if ET_AL.search(last):
            et_al, last = True, ET_AL.sub("", last)
        elif EDITORS.search(last):
            editors, last = True, EDITORS.sub("", last)
        elif used < len(pieces) and (ET_AL.fullmatch(pieces[used]) or EDITORS.fullmatch(pieces[used])):
            et_al = et_al or bool(ET_AL.fullmatch(pieces[used]))
            editors = editors or bool(EDITORS.fullmatch(pieces[used]))
            used += 1
        else:
            return People(names, et_al, editors, families_only), used


def _leading(pieces: Sequence[str]) -> tuple[tuple[Name, ...], int, bool]:
    first = _plain(pieces[0])
    if ":" in first or is_titled_first(first):
        return (), 0, False
    bodies, used = _listed_bodies(pieces)
    if used or is_institution(first):
        return bodies or _institutions(first), used or 1, False
    if len(pieces) > 1 and _is_inverted(first, _plain(pieces[1])):
        names, used = _inverted(pieces)
        return names, used, False
    names, used = _direct(pieces)
    if used:
        return names, used, False
    families = [part.strip() for part in AND.split(first)]
    if first and all(_is_family(part) for part in families):
        return tuple(Name(family=part) for part in families), 1, True
    return (), 0, False


def _inverted(pieces: Sequence[str]) -> tuple[tuple[Name, ...], int]:
    """The names of "Lee, Ann and Bo Moe", "Lee, A. B., Moe, C., & Fox, D.", "Lee, Ann, Bo Moe and Cy Fox"."""
    given, *others = [part.strip() for part in AND.split(_plain(pieces[1]))]
    names = [Name(family=_plain(pieces[0]), given=given)]
    names.extend(split_person(part) for part in others if is_person(part))
    used = 2
    if others:
        return tuple(names), used
    while used < len(pieces):
        more, step, last = _next_inverted(pieces, used)
        if not step:
            break
        names.extend(more)
        used += step
        if last:
            break
    return tuple(names), used


def _next_inverted(pieces: Sequence[str], at: int) -> tuple[list[Name], int, bool]:
    """Further names of an inverted list at piece ``at``: names, pieces used, whether the list ends."""
    here = re.sub(r"^(?:and|&|e|et)\s+", "", _plain(pieces[at]))
    last = here != _plain(pieces[at])
    if at + 1 < len(pieces) and _is_family(here) and INITIALS.fullmatch(_plain(pieces[at + 1])):
        return [Name(family=here, given=_plain(pieces[at + 1]))], 2, last
    parts = [part.strip() for part in AND.split(here)]
    if all(is_person(part) for part in parts) and (last or len(parts) > 1 or _and_follows(pieces, at + 1)):
        return [split_person(part) for part in parts], 1, last or len(parts) > 1
    return [], 0, False


def _direct(pieces: Sequence[str]) -> tuple[tuple[Name, ...], int]:
    """The names of "Ann Lee", "Ann Lee and Bo Moe", "Ann Lee, Bo Moe, and Cy Fox"."""
    parts = [part.strip() for part in AND.split(_plain(pieces[0]))]
    if not all(is_person(part) for part in parts):
        return (), 0
    names = [split_person(part) for part in parts]
    used = 1
    if len(parts) == 1 and not _and_follows(pieces, 1) and (run := _unjoined_run(pieces)) > 2:
        return tuple(split_person(_plain(piece)) for piece in pieces[:run]), run
    if len(parts) == 1 and _and_follows(pieces, 1):
        while used < len(pieces):
            here = _plain(pieces[used])
            bare = re.sub(r"^(?:and|&)\s+", "", here)
            parts = [part.strip() for part in AND.split(bare)]
            names.extend(split_person(part) for part in parts)
            used += 1
            if bare != here or len(parts) > 1:
                break
    if used < len(pieces) and pieces[used].strip(" .") in {"Jr", "Sr", "II", "III"}:
        names[-1] = Name(family=names[-1].family, given=f"{names[-1].given}, {pieces[used].strip()}")
        used += 1
    return tuple(names), used


def _unjoined_run(pieces: Sequence[str]) -> int:
    """How many pieces from the first are single persons: a long list may lack its "and"."""
    run = 0
    while run < len(pieces) and is_person(_plain(pieces[run])) and len(pieces[run].split()) <= 4:
        run += 1
    return run


def _and_follows(pieces: Sequence[str], at: int) -> bool:
    """Whether persons follow from piece ``at``, closed by an "and"."""
    for piece in pieces[at:]:
        here = _plain(piece)
        bare = re.sub(r"^(?:and|&)\s+", "", here)
        parts = [part.strip() for part in AND.split(bare)]
        if not all(is_person(part) for part in parts):
            return False
        if bare != here or len(parts) > 1:
            return True
    return False


def split_person(name: str) -> Name:
    """Family and given name of "Ann van der Lee Jr."."""
    bare = re.sub(r"\s*\[[^]]*\]", "", name).strip(" ,")
    words = bare.split()
    if len(words) == 2 and _is_family_first(*words):
        return Name(family=words[0], given=words[1])
    person = HumanName(bare)
    given = " ".join(part for part in (person.first, person.middle) if part)
    if person.title:
        given = f"{person.title} {given}".strip()
    if not person.last:
        return Name(family=given)
    return Name(family=person.last, given=f"{given}, {person.suffix}" if person.suffix else given)


@cache
def _families_first() -> frozenset[tuple[str, str]]:
    return frozenset((row.family, row.language) for row in read_table("family_names_first", FamilyFirst))


def _is_family_first(first: str, second: str) -> bool:
    """Whether a one-syllable family name stands first: "Li Xiaoming", "Kim Min-ho"."""
    if (first, "zh") in _families_first() and PINYIN.fullmatch(second):
        return True
    return bool((first, "ko") in _families_first() and HYPHENATED.fullmatch(second))


def is_person(text: str) -> bool:
    """Whether ``text`` looks like one person's full name, given name first."""
    words = re.sub(r"\s*\[[^]]*\]", "", ET_AL.sub("", text)).strip(" ,").split()
    capital = [word for word in words if word[0].isupper()]
    return (
        2 <= len(words) <= 6
        and 2 <= len(capital) <= 5
        and words[-1][0].isupper()
        and not STOP.match(words[0])
        and all(_is_name_word(word) for word in words)
        and not is_institution(" ".join(words))
    )


def _is_name_word(word: str) -> bool:
    if not NAME_WORD.match(word):
        return False
    return word[0].isupper() or word.casefold() in CONSTANTS.prefixes or word[:2] in {"d'", "d’", "l'", "l’"}


def _is_family(text: str) -> bool:
    """Whether ``text`` may be a family name alone: one word, or more with particles."""
    words = ET_AL.sub("", text).split()
    own = [word for word in words if word.casefold() not in CONSTANTS.prefixes]
    return (
        1 <= len(own) <= 2
        and all(_is_name_word(word) for word in words)
        and own[-1][0].isupper()
        and not STOP.match(words[0])
        and not re.fullmatch(r"(?:[^\W\d_]\.)+", own[-1])
        and not is_institution(" ".join(words))
    )


def _is_inverted(first: str, second: str) -> bool:
    """Whether "first, second" is "Family, Given" (with further names after an "and")."""
    if not _is_family(first) or is_country(second):
        return False
    given, *others = AND.split(ET_AL.sub("", EDITORS.sub("", second)))
    words = given.split()
    if not all(is_person(other) for other in others):
        return False
    if not words or not 1 <= len(words) <= 3 or STOP.match(words[0]) or ET_AL.fullmatch(second):
        return False
    if not all(_is_name_word(word) for word in words) or is_institution(given) or is_country(given):
        return False
    several = len([word for word in first.split() if word.casefold() not in CONSTANTS.prefixes]) > 1
    return not several or len(words) == 1 or bool(INITIALS.fullmatch(given))


def _institutions(text: str) -> tuple[Name, ...]:
    """One name, or several joined by "and" where each side is a body by itself."""
    bare = ET_AL.sub("", EDITORS.sub("", text)).strip(" ,")
    parts = [part.strip() for part in AND.split(bare)]
    alone = all(is_body(part) for part in parts)
    return tuple(Name(literal=part) for part in parts) if alone else (Name(literal=bare),)


def _listed_bodies(pieces: Sequence[str]) -> tuple[tuple[Name, ...], int]:
    """Three bodies or more and how many pieces they fill: "Norway, Sweden and Denmark, Joint Declaration"."""
    names: list[str] = []
    for used, piece in enumerate(pieces, start=1):
        bare = re.sub(r"^(?:and|&)\s+", "", _plain(piece))
        parts = [part.strip() for part in AND.split(bare)]
        if not all(is_body(part) for part in parts):
            break
        names += parts
        if (len(parts) > 1 or bare != _plain(piece)) and len(names) > 2:
            return tuple(Name(literal=name) for name in names), used
    return (), 0


def _plain(piece: str) -> str:
    return EDITORS.sub("", ET_AL.sub("", EDITORS.sub("", piece.strip()))).strip(" ,")


def _bare(head: str) -> str:
    head = ACRONYM.sub("", head)
    bare = re.sub(r"\s+", " ", head).strip(" ,;:")
    return bare if INITIAL_END.search(bare) else bare.strip(" ,.;:")
