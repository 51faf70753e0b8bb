"""Calls, the clauses they cover, and the kinds of the works behind them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate.sources import (
    KnownName,
    Sign,
    SourceKind,
    classify_source,
    collect_works,
    find_citations,
)
from pipeline.knowledge.tables import read_table
from pipeline.schema import Block, BlockKind, Call, Document, Name, Note, Span, Work, WorkType

CALLS = [
    ("Oslo closed the quays in May.^", "Oslo closed the quays in May.", None),
    (
        "Oslo closed the quays in May,^ while Bergen kept its own docks open.",
        "Oslo closed the quays in May",
        None,
    ),
    (
        "Oslo closed the quays because the ships had left,^ and Bergen kept its docks.",
        "because the ships had left",
        None,
    ),
    (
        "The minister said that “the quays will stay closed for good”.^",
        "The minister said that “the quays will stay closed for good”.",
        "the quays will stay closed for good",
    ),
    ("The “open quay”^ is an old idea of the port office in Oslo.", None, None),
]


@pytest.mark.parametrize(("marked", "clause", "quote"), CALLS, ids=[case[0][:30] for case in CALLS])
def test_what_a_call_covers(nlp: Language, marked: str, clause: str | None, quote: str | None) -> None:
    """A "^" is where the call stands; the clause ends there, a quotation before it is the work's."""
    at = marked.index("^")
    text = marked.replace("^", "")
    document = Document(
        "x", "x.md", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), calls=(Call(at, 0),)
    )
    (citation,) = find_citations(document, nlp(text)[:])
    assert (citation.at, citation.note) == (at, 0)
    assert clause is None or citation.clause.of(text) == clause
    assert (citation.quote.of(text) if citation.quote else None) == quote


def work(kind: WorkType = WorkType.REPORT, **fields: object) -> Work:
    """A work of which only some fields matter."""
    return Work(Span(0, 9), kind, **fields)  # type: ignore[arg-type]


KINDS = [
    (work(WorkType.LEGISLATION, title="Law No. 3"), SourceKind.LEGAL),
    (work(WorkType.ARTICLE_NEWSPAPER, container_title="Oslo Mail"), SourceKind.PRESS),
    (work(WorkType.ARTICLE_JOURNAL, container_title="Survival"), SourceKind.ACADEMIC),
    (work(container_title="IAI Commentaries"), SourceKind.THINK_TANK),
    (work(authors=(Name(literal="Norwegian Ministry of Ports"),)), SourceKind.OFFICIAL),
    (work(authors=(Name(literal="RAND Corporation"),)), SourceKind.THINK_TANK),
    (
        work(WorkType.WEBPAGE, authors=(Name(literal="Fram"),), url="https://www.fram.gov.no/a"),
        SourceKind.OFFICIAL,
    ),
    (work(WorkType.BOOK, authors=(Name("Lee", "Ann"),), publisher="Fram"), SourceKind.ACADEMIC),
    (
        work(WorkType.WEBPAGE, authors=(Name(literal="Framsam"),), url="https://framsam.com/a"),
        SourceKind.OTHER,
    ),
]


@pytest.mark.parametrize(("cited", "kind"), KINDS)
def test_kind_of_source(cited: Work, kind: SourceKind) -> None:
    """By type, known name, words of the name, host of the link."""
    assert classify_source(cited) is kind


@pytest.mark.parametrize("row", read_table("source_signs", Sign), ids=lambda row: row.sign)
def test_signs(row: Sign) -> None:
    """Each sign tells its kind in its example."""
    if row.kind.endswith("host"):
        cited = work(WorkType.WEBPAGE, url=row.example)
    else:
        cited = work(WorkType.WEBPAGE, authors=(Name(literal=row.example),))
    assert classify_source(cited) is SourceKind(row.kind.removesuffix(" host"))


@pytest.mark.parametrize("table", ["periodicals", "publishers"])
def test_known_names(table: str) -> None:
    """Every known name has a kind of source."""
    for row in read_table(table, KnownName):
        assert classify_source(work(container_title=row.name)) is not SourceKind.OTHER


def test_works_are_collected_once() -> None:
    """Short forms and second full citations count for the first; unresolved short forms are left out."""
    full = work(title="Quays", issued="2019", authors=(Name("Lee", "Ann"),))
    short = work(title="Quays", issued="2019", authors=(Name("Lee", "Ann"),), short=True, first=(0, 0))
    lost = work(short=True)
    notes = [Note("1", "", works=(full,)), Note("2", "", works=(short, lost)), Note("3", "", works=(full,))]
    (cited,) = collect_works(notes)
    assert (cited.work, cited.notes, cited.times) == (full, (0, 1, 2), 3)
