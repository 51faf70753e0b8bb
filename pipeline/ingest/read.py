"""A file, or bytes with a name -> Document: choose the reader, run it, say the language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from pipeline.errors import DragomanError, IngestError
from pipeline.ingest.language import state_language
from pipeline.schema import Document

__all__ = ["SUFFIXES", "Format", "find_format", "read_document"]


class Format(StrEnum):
    """The formats that have a reader."""

    PDF = "pdf"
    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"


SUFFIXES = {
    ".pdf": Format.PDF,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
}
"""What folders are searched for, and the format that each suffix promises."""

_FOREIGN = (
    (b"PK\x03\x04", "an Office or zip file", "export it as PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "export it as PDF"),
    (b"{\\rtf", "a rich-text file", "export it as PDF"),
    (b"\x89PNG", "an image", "put it into a PDF and install dragoman[ocr]"),
    (b"\xff\xd8\xff", "an image", "put it into a PDF and install dragoman[ocr]"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
)
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_MARKDOWN_MARKS = re.compile(
    r"^(?:#{1,6} \S|\[\^\w+\]:|```|\|[ :-]+\|)|<sup>\d|^[-*] \S.*\n[-*] \S", re.MULTILINE
)
_SNIFFED = 4096


def read_document(
    source: Path | str | bytes,
    *,
    name: str = "",
    password: str | None = None,
    format: Format | None = None,
) -> Document:
    """The document in a file, or in bytes (from standard input, say) called ``name``.

    The reader is chosen by content; the suffix decides only between markdown and plain text. ``format``
    overrides the choice, ``password`` opens an encrypted PDF. Raises ``IngestError`` (or its children
    ``EncryptedDocument``, ``LimitExceeded``) that says which file, what is wrong and what to do.
    """
    path = None if isinstance(source, bytes) else Path(source)
    name = name or (path.name if path else "standard input")
    data = source if isinstance(source, bytes) else _read_bytes(Path(source))
    if not data.strip(b"\0 \t\r\n\f"):
        raise IngestError("the file is empty", where=name, advice="fetch it again")
    chosen = format or find_format(data, name)
    try:
        document = _run_reader(chosen, path, data, name, password)
    except (DragomanError, MemoryError):
        raise
    except Exception as error:  # damaged files find the holes in every library
        raise IngestError(
            f"the {chosen} reader failed ({type(error).__name__}: {error})",
            where=name,
            advice="the file may be damaged: fetch it again; else report it",
        ) from error
    return _with_works(state_language(_checked(document, name)))


def _with_works(document: Document) -> Document:
    """The document with the works that its notes, or its reference list, cite."""
    if not document.notes and not document.asides:
        return document
    from pipeline.ingest.references import link_author_dates, read_references

    document = link_author_dates(document)
    return replace(document, notes=read_references(document.notes))


def _run_reader(chosen: Format, path: Path | None, data: bytes, name: str, password: str | None) -> Document:
    if chosen is Format.PDF:
        from pipeline.ingest.pdf import read_pdf

        return read_pdf(path or data, source=name, password=password)
    return _reader_of(chosen)(_decode(data, name), source=name)


def _reader_of(chosen: Format) -> Callable[..., Document]:
    if chosen is Format.HTML:
        from pipeline.ingest.html import read_html

        return read_html
    if chosen is Format.MARKDOWN:
        from pipeline.ingest.markdown import read_markdown

        return read_markdown
    from pipeline.ingest.plain import read_plain

    return read_plain


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise IngestError("this is a folder", where=path.name, advice="give a file, or extract the folder")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise IngestError("no such file", where=str(path), advice="check the path") from error
    except OSError as error:
        raise IngestError(
            f"the file cannot be read ({error.strerror})", where=str(path), advice="check its permissions"
        ) from error


def find_format(data: bytes, name: str) -> Format:
    """The format of a file's content. Raises ``IngestError`` where no reader takes it."""
    promised = SUFFIXES.get(Path(name).suffix.lower())
    head = data[:_SNIFFED]
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    for mark, what, advice in _FOREIGN:
        if head.startswith(mark):
            raise IngestError(f"this is {what}", where=name, advice=advice)
    if _HTML_START.match(head.removeprefix(b"\xef\xbb\xbf")):
        if promised is Format.PDF:
            raise IngestError(
                "this is a web page, not a PDF",
                where=name,
                advice="fetch the PDF again, or rename it to .html",
            )
        return Format.HTML
    if promised is Format.PDF:
        return Format.PDF
    if _is_binary(head):
        raise IngestError(
            "the format is unknown", where=name, advice="give a PDF, markdown, HTML or plain text file"
        )
    return promised or (Format.MARKDOWN if _MARKDOWN_MARKS.search(_decode(data, name)) else Format.TEXT)


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\0" in head or controls > len(head) / 50


def _decode(data: bytes, name: str) -> str:
    """The text of bytes: by byte-order mark, as UTF-8, by the page's own word, else as Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    stated = (
        _CHARSET.search(data[:_SNIFFED]) if SUFFIXES.get(Path(name).suffix.lower()) is Format.HTML else None
    )
    for encoding in ("utf-8-sig", stated[1].decode() if stated else "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def _checked(document: Document, name: str) -> Document:
    if not document.text.strip():
        raise IngestError(
            "no text was found",
            where=name,
            advice="if it is a scan, install dragoman[ocr]; else check the file",
        )
    return replace(document, source=name)
