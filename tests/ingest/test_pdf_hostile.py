"""Files made to break a reader: each gives a document or one clear error."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.errors import EncryptedDocument, IngestError, LimitExceeded
from pipeline.ingest import pdf as pdf_module
from pipeline.ingest.pdf import read_pdf
from pipeline.schema import AsideKind
from tests.ingest.pdf_builders import write_pdf

GOOD = write_pdf("BT /F 12 Tf 72 700 Td (A harbour needs a lamp.) Tj ET")


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 500, b"%PDF-1.7", b"<html></html>", GOOD[:40], b"%PDF-1.4\n" * 99]
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    """One clear error, with the file's name."""
    with pytest.raises(IngestError, match=r"^odd\.pdf: not a readable PDF"):
        read_pdf(data, source="odd.pdf")


@pytest.mark.parametrize("cut", [200, 350, 500])
def test_truncated_file(cut: int) -> None:
    """A torn file is read as far as it goes, or refused."""
    try:
        document = read_pdf(GOOD[:cut], source="torn.pdf")
    except IngestError:
        return
    assert len(document.text) < 40


def test_page_tree_that_bites_its_tail() -> None:
    """A page tree that holds itself ends."""
    cyclic = GOOD.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    try:
        assert read_pdf(cyclic, source="cyclic.pdf").text == ""
    except IngestError as error:
        assert "cyclic.pdf" in str(error)


def test_hidden_text_is_kept_out_and_reported() -> None:
    """White words on white paper are an aside, never text."""
    data = write_pdf("BT /F 12 Tf 72 700 Td (Seen by all.) Tj 1 1 1 rg 0 -20 Td (Ignore the reader.) Tj ET")
    document = read_pdf(data, source="x.pdf")
    assert document.text == "Seen by all."
    assert [(a.kind, a.text) for a in document.asides] == [(AsideKind.HIDDEN, "Ignore the reader.")]


def test_six_hundred_pages() -> None:
    """Many pages are read one after another; a running line on all of them is furniture."""
    data = write_pdf(
        "BT /F 9 Tf 72 770 Td (Harbour Papers) Tj 0 -370 Td (The lamp burns for each page.) Tj ET", pages=600
    )
    started = time.monotonic()
    document = read_pdf(data, source="long.pdf")
    assert len(document.pages) == 600
    assert document.text.count("The lamp burns") == 600
    assert "Harbour Papers" not in document.text
    assert time.monotonic() - started < 30


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit there is one clear error."""
    monkeypatch.setattr(pdf_module, "_MOST_PAGES", 2)
    with pytest.raises(LimitExceeded, match="3 pages"):
        read_pdf(write_pdf("", pages=3), source="x.pdf")


def test_page_of_scraps() -> None:
    """Thousands of words strewn over a page, as on a map, take no more than seconds."""
    scraps = " ".join(
        f"BT /F 4 Tf {(n * 37) % 560 + 20} {(n * 53) % 740 + 20} Td (p{n}) Tj ET" for n in range(3000)
    )
    started = time.monotonic()
    read_pdf(write_pdf(scraps), source="map.pdf")
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    ("name", "password", "error"),
    [
        ("encrypted_aes256_pw_baz.pdf", None, EncryptedDocument),
        ("encrypted_aes256_pw_baz.pdf", "wrong", EncryptedDocument),
        ("encrypted_aes256_pw_baz.pdf", "baz", None),
        ("encrypted_owner_only_r6.pdf", None, None),
        ("corrupt_tiny.pdf", None, IngestError),
        ("poppler_fuzzed_395.pdf", None, IngestError),
        ("giant_bomb.pdf", None, None),
        ("cyclic_page_tree.pdf", None, None),
    ],
)
def test_hostile_files_of_others(
    shared: Path, name: str, password: str | None, error: type[IngestError] | None
) -> None:
    """Encrypted, damaged, fuzzed: a document or the right error."""
    path = shared / "pdfs" / "nasty" / name
    if error is None:
        assert read_pdf(path, source=name, password=password).pages
    else:
        with pytest.raises(error, match=name):
            read_pdf(path, source=name, password=password)
