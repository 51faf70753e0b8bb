"""Cited works as BibTeX, UTF-8, readable by BibTeX, biber and Zotero (biblatex's ``date`` is EDTF)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from pipeline.schema.csl import citation_keys
from pipeline.schema.document import Name, Work, WorkType

__all__ = ["write_bibtex"]

_ENTRIES = {
    WorkType.ARTICLE_JOURNAL: "article",
    WorkType.ARTICLE_NEWSPAPER: "article",
    WorkType.BOOK: "book",
    WorkType.CHAPTER: "incollection",
    WorkType.REPORT: "techreport",
    WorkType.THESIS: "phdthesis",
    WorkType.PAPER_CONFERENCE: "inproceedings",
}
_SPECIAL = re.compile(r"[&%$#_{}~^\\]")
_ESCAPES = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"


def write_bibtex(works: Sequence[Work], out: TextIO) -> None:
    """Write one entry for each of ``works``, in their order, with unique keys."""
    for work, key in zip(works, citation_keys(works), strict=True):
        kind = _ENTRIES.get(work.type, "misc")
        lines = [f"  {name} = {value}," for name, value in _fields(work, kind)]
        out.write("\n".join([f"@{kind}{{{key},", *lines, "}", "", ""]))


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    texts = {
        "author": _people(work.authors, more=work.et_al),
        "editor": _people(work.editors, more=work.et_al and not work.authors),
        "title": f"{{{_escape(work.title)}}}" if work.title else "",
        _container(kind): _escape(work.container_title),
        _publisher(kind): _escape(work.publisher),
        "address": _escape(work.place),
        "volume": _escape(work.volume),
        "number": _escape(work.issue),
        "pages": re.sub(r"\s?[-–—]\s?", "--", work.page),
        "year": work.issued[:4],
        "date": work.issued,
        "doi": work.doi,
        "url": work.url,
        "langid": work.language,
        "note": _escape(work.genre),
    }
    for name, value in texts.items():
        if value:
            yield name, f"{{{value}}}"
    if match := _MONTH.match(work.issued):
        yield "month", _MONTHS.split()[int(match[1]) - 1]


def _container(kind: str) -> str:
    if kind == "article":
        return "journal"
    return (
        "howpublished"
        if kind == "misc"
        else "booktitle"
        if kind in {"incollection", "inproceedings"}
        else "series"
    )


def _publisher(kind: str) -> str:
    return {"techreport": "institution", "phdthesis": "school"}.get(kind, "publisher")


def _people(names: Sequence[Name], *, more: bool) -> str:
    people = [f"{{{_escape(name.literal)}}}" if name.literal else _person(name) for name in names]
    return " and ".join([*people, *(["others"] if more and people else [])])


def _person(name: Name) -> str:
    given, _, suffix = name.given.partition(", ")
    parts = [_escape(part) for part in (name.family, suffix, given) if part]
    return ", ".join(parts)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)
