"""Choosing the reader, and saying plainly what is wrong with an input."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import IngestError
from pipeline.ingest import plain
from pipeline.ingest.language import find_language, require_english
from pipeline.ingest.read import Format, find_format, read_document

ENGLISH = "The ministry kept the plan under review while its partners argued about the price of the ships."
GERMAN = (
    "Das Ministerium hielt den Plan unter Verschluss, während seine Partner über den Preis der Schiffe "
    "stritten und die Häfen auf eine Antwort warteten."
)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7 ...", "a.txt", Format.PDF),
        (b"\n\xef\xbb\xbf%PDF-1.7", "a.pdf", Format.PDF),
        (b"<!DOCTYPE html><html>", "a", Format.HTML),
        (b"  <html lang=en>", "a.txt", Format.HTML),
        (b"plain words", "a.txt", Format.TEXT),
        (b"# Title\n\nwords", "a.md", Format.MARKDOWN),
        (b"# Title\n\nwords", "stdin", Format.MARKDOWN),
        (b"Just words.", "stdin", Format.TEXT),
        (b"<link rel=a>", "a.html", Format.HTML),
    ],
)
def test_formats(data: bytes, name: str, expected: Format) -> None:
    """Formats."""
    assert find_format(data, name) is expected


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"", "a.md", "empty"),
        (b"  \n\n ", "a.txt", "empty"),
        (b"\0\0\0\0", "a.pdf", "empty"),
        (b"PK\x03\x04....", "a.docx", "Office"),
        (b"\x89PNG\r\n", "a.png", "image"),
        (b"\x7fELF\x00\x00\x01", "a.bin", "unknown"),
        (b"<!doctype html><p>Not found", "a.pdf", "web page, not a PDF"),
        (b"<html><body></body></html>", "a.html", "no text"),
    ],
)
def test_bad_input_is_named(data: bytes, name: str, what: str) -> None:
    """Bad input is named."""
    with pytest.raises(IngestError, match=what) as caught:
        read_document(data, name=name)
    assert caught.value.where == name
    assert caught.value.advice


def test_a_reader_that_fails_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """What went wrong inside is told, not thrown."""

    def fail(text: str, *, source: str) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(plain, "read_plain", fail)
    with pytest.raises(IngestError, match=r"a\.txt: the text reader failed \(IndexError: list index"):
        read_document(ENGLISH.encode(), name="a.txt")


def test_missing_files_and_folders(tmp_path: Path) -> None:
    """Missing files and folders."""
    with pytest.raises(IngestError, match="no such file"):
        read_document(tmp_path / "none.pdf")
    with pytest.raises(IngestError, match="folder"):
        read_document(tmp_path)


def test_bytes_and_files_give_the_same_document(tmp_path: Path) -> None:
    """Bytes and files give the same document."""
    path = tmp_path / "a.md"
    path.write_text(f"# Ports\n\n{ENGLISH}", encoding="utf-8")
    document = read_document(path)
    assert document.source == "a.md"
    assert document == read_document(path.read_bytes(), name="a.md")
    assert document.id.startswith("sha256:")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    """Encodings."""
    text = f"{ENGLISH} The “café” in Malmö is closed."
    assert read_document(text.encode(encoding), name="a.txt").text == text


def test_language_is_said() -> None:
    """Language is said."""
    assert read_document(ENGLISH.encode(), name="a.txt").metadata.language == "en"
    german = read_document(GERMAN.encode(), name="a.txt")
    assert german.metadata.language == "de"
    assert "German" in german.warnings[0]


def test_other_languages_are_refused_where_english_is_required() -> None:
    """With the name of the language and the way out."""
    require_english(read_document(ENGLISH.encode(), name="a.txt"))
    with pytest.raises(IngestError, match=r"in German, not English \(--any-language"):
        require_english(read_document(GERMAN.encode(), name="a.txt"))


def test_a_foreign_abstract_does_not_decide() -> None:
    """A foreign abstract does not decide."""
    assert find_language(f"{GERMAN}\n{f'{ENGLISH} ' * 60}") == "en"


def test_too_little_text_has_no_language() -> None:
    """Too little text has no language."""
    assert find_language("Ports") == ""
