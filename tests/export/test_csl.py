"""Works as CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import io
import json

import pytest

from pipeline.export.bibtex import write_bibtex
from pipeline.export.csl import write_csl
from pipeline.export.ris import write_ris
from pipeline.schema.csl import citation_keys, csl_date, csl_item
from pipeline.schema.document import Name, Work, WorkType
from pipeline.schema.span import Span

ARTICLE = Work(
    Span(0, 9),
    WorkType.ARTICLE_JOURNAL,
    title="Quays & Piers: 100% of Oslo",
    authors=(Name("Lee", "Ann M., Jr."), Name("van der Moe", "Bo"), Name(literal="Port Office")),
    et_al=True,
    container_title="Journal of Harbours",
    volume="30",
    issue="1",
    page="169–181",
    issued="2008-06",
    doi="10.1000/abc_1",
    language="en",
)
CHAPTER = Work(
    Span(0, 9),
    WorkType.CHAPTER,
    title="Docks",
    authors=(Name("Lee", "Ann"),),
    editors=(Name("Fox", "Cy"),),
    container_title="The Book of Ports",
    publisher="Fram Press",
    place="Oslo",
    page="3-9",
    issued="2008-06-27",
)
WORKS = (ARTICLE, CHAPTER, *(Work(Span(0, 9), kind, title=f"A {kind}", issued="2019") for kind in WorkType))


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2008", {"date-parts": [[2008]]}),
        ("2008-06-27", {"date-parts": [[2008, 6, 27]]}),
        ("1994-22", {"date-parts": [[1994]], "season": 2}),
        ("2004-05/2004-06", {"date-parts": [[2004, 5], [2004, 6]]}),
        ("1900~", {"date-parts": [[1900]], "circa": True}),
        ("soon", {}),
    ],
)
def test_dates(edtf: str, date: dict[str, object]) -> None:
    """EDTF as date-parts."""
    assert csl_date(edtf) == date


def test_item() -> None:
    """Names are split, what CSL has no field for is custom, empty fields are left out."""
    item = csl_item(ARTICLE, "lee2008quays")
    assert item["author"] == [
        {"family": "Lee", "given": "Ann M.", "suffix": "Jr."},
        {"family": "van der Moe", "given": "Bo"},
        {"literal": "Port Office"},
    ]
    assert item["custom"] == {"edtf": "2008-06", "et-al": True}
    assert (item["id"], item["type"], item["DOI"]) == ("lee2008quays", "article-journal", "10.1000/abc_1")
    assert "URL" not in item


def test_keys_are_unique() -> None:
    """The same author, year and word twice."""
    assert citation_keys([ARTICLE, ARTICLE, CHAPTER]) == ("lee2008quays", "lee2008quays-2", "lee2008docks")


@pytest.mark.filterwarnings("ignore:The following arguments")  # it has no field "custom"
def test_a_csl_processor_reads_every_type() -> None:
    """citeproc-py formats a bibliography of all types in a real style, names and year in it."""
    citeproc = pytest.importorskip("citeproc")
    json_source = pytest.importorskip("citeproc.source.json")
    out = io.StringIO()
    write_csl(WORKS, out)
    items = json.loads(out.getvalue())
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    library = citeproc.CitationStylesBibliography(
        style, json_source.CiteProcJSON(items), citeproc.formatter.plain
    )
    for item in items:
        library.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    entries = [str(entry) for entry in library.bibliography()]
    assert len(entries) == len(WORKS)
    assert "Lee" in entries[0]
    assert "2008" in entries[0]
    assert "Journal of Harbours" in entries[0]


def test_bibtex() -> None:
    """Special characters are escaped, "et al." is "others", pages have two hyphens."""
    out = io.StringIO()
    write_bibtex([ARTICLE, CHAPTER], out)
    text = out.getvalue()
    assert text.startswith("@article{lee2008quays,\n")
    assert r"title = {{Quays \& Piers: 100\% of Oslo}}," in text
    assert "author = {Lee, Jr., Ann M. and van der Moe, Bo and {Port Office} and others}," in text
    assert "pages = {169--181}," in text
    assert "month = {jun}," not in text
    assert "month = jun," in text
    assert "booktitle = {The Book of Ports}," in text
    assert text.count("{") == text.count("}")


def test_ris() -> None:
    """Tags in RIS form, one record a work, CR LF line ends."""
    out = io.StringIO()
    write_ris(WORKS, out)
    records = out.getvalue().split("ER  - \r\n\r\n")
    assert len(records) == len(WORKS) + 1
    assert records[0].startswith("TY  - JOUR\r\nAU  - Lee, Ann M., Jr.\r\n")
    assert "SP  - 169\r\nEP  - 181\r\n" in records[0]
    assert "A2  - Fox, Cy\r\n" in records[1]
    assert "DA  - 2008/06/27/\r\n" in records[1]
