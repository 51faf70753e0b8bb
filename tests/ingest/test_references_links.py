"""Links in notes, whole and broken, and dates of all kinds."""

from __future__ import annotations

import pytest

from pipeline.ingest.references.dates import parse_date
from pipeline.ingest.references.links import find_links

LINKS = [
    ("See https://port.example/a.", "https://port.example/a", ""),
    ("(https://port.example/a_(b)), and more", "https://port.example/a_(b)", ""),
    ("https://port.example /docks/576.", "https://port.example/docks/576", ""),
    ("https://port -office.example/a/, which", "https://port-office.example/a/", ""),
    ("https://www .port.example/a.html.", "https://www.port.example/a.html", ""),
    ("https: //port.example/a-1.", "https://port.example/a-1", ""),
    ("https://port.example/north/quay-7a88. html.", "https://port.example/north/quay-7a88.html", ""),
    (
        "https://port.example/ydi mmjogYG1S/4-5-quay.pdf.",
        "https://port.example/ydimmjogYG1S/4-5-quay.pdf",
        "",
    ),
    ("https://port.example/a and Bo Moe", "https://port.example/a", ""),
    ("https://port.example/a. Ports pay.", "https://port.example/a", ""),
    ("https://port.example/a/(hereinafter Port)", "https://port.example/a/", ""),
    ("DOI 10.1017/S08966346.", "", "10.1017/S08966346"),
    ("https://doi.org/10.1080/0951.2020.18 126.", "", "10.1080/0951.2020.18126"),
]


@pytest.mark.parametrize(("text", "url", "doi"), LINKS, ids=[text for text, *_ in LINKS])
def test_links(text: str, url: str, doi: str) -> None:
    """One link, joined, without the punctuation behind it."""
    (link,) = find_links(text)
    assert (link.url, link.doi) == (url, doi)


DATES = [
    ("1 August 2025", "2025-08-01"),
    ("27 January, 2009", "2009-01-27"),
    ("August 1, 2025", "2025-08-01"),
    ("Sept. 3, 2005", "2005-09-03"),
    ("19 febbraio 2025", "2025-02-19"),
    ("1er mars 2020", "2020-03-01"),
    ("9.6.2025", "2025-06-09"),
    ("April 2025", "2025-04"),
    ("May-June 2004", "2004-05/2004-06"),
    ("12–13 May 2019", "2019-05-12/2019-05-13"),
    ("Summer 1994", "1994-22"),
    ("Winter 2001-2002", "2001-24"),
    ("updated March 8, 2022", "2022-03-08"),
    ("1955-1962", "1955/1962"),
    ("2020a", "2020"),
    ("c. 1900", "1900~"),
    ("the year 2019", None),
    ("32 May 2019", None),
]


@pytest.mark.parametrize(("text", "edtf"), DATES)
def test_dates(text: str, edtf: str | None) -> None:
    """The whole of the text is one date, or it is none."""
    assert parse_date(text) == edtf
