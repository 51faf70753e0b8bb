"""Cited works as RIS (Research Information Systems, the tags that Zotero and EndNote read)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from pipeline.schema.document import Name, Work, WorkType

__all__ = ["write_ris"]

_TYPES = {
    WorkType.ARTICLE_JOURNAL: "JOUR",
    WorkType.ARTICLE_NEWSPAPER: "NEWS",
    WorkType.BOOK: "BOOK",
    WorkType.CHAPTER: "CHAP",
    WorkType.REPORT: "RPRT",
    WorkType.WEBPAGE: "ELEC",
    WorkType.POST_WEBLOG: "BLOG",
    WorkType.LEGISLATION: "STAT",
    WorkType.LEGAL_CASE: "CASE",
    WorkType.THESIS: "THES",
    WorkType.SPEECH: "SLIDE",
    WorkType.PAPER_CONFERENCE: "CPAPER",
    WorkType.PERSONAL_COMMUNICATION: "PCOMM",
    WorkType.DOCUMENT: "GEN",
}
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?")


def write_ris(works: Sequence[Work], out: TextIO) -> None:
    """Write one record for each of ``works``, in their order; lines end with CR LF as the format asks."""
    for work in works:
        for tag, value in _tags(work):
            out.write(f"{tag}  - {' '.join(value.split())}\r\n")
        out.write("ER  - \r\n\r\n")


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[work.type]
    yield from (("AU", _name(name)) for name in work.authors)
    yield from (("A2" if work.type is WorkType.CHAPTER else "ED", _name(name)) for name in work.editors)
    first, _, last = work.page.replace("–", "-").partition("-")
    texts = (
        ("TI", work.title), ("T2", work.container_title), ("PB", work.publisher), ("CY", work.place),
        ("VL", work.volume), ("IS", work.issue), ("SP", first.strip()), ("EP", last.strip()),
        ("PY", work.issued[:4]), ("DA", _date(work.issued)), ("DO", work.doi), ("UR", work.url),
        ("LA", work.language), ("M3", work.genre),
    )  # fmt: skip
    yield from ((tag, value) for tag, value in texts if value)


def _name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given) if part)


def _date(edtf: str) -> str:
    """The first day, month or year of an EDTF date as "2008/06/27/"; "" without one."""
    match = _DAY.match(edtf)
    return "/".join(part or "" for part in (*match.groups(), "")) if match else ""
