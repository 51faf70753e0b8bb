"""Plain text -> passages: paragraphs by blank lines, wrapped lines joined, notes and headings guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.assembly import assemble_document
from pipeline.ingest.calls import add_text
from pipeline.ingest.passages import Passage, PassageKind, Prose, ProseBuilder
from pipeline.schema import Document

__all__ = ["read_plain"]

_UNDERLINE = re.compile(r"^\s*(?P<mark>[=~*#-])(?P=mark){2,}\s*$")
_BULLET = re.compile(r"^\s*(?:[•◦▪‣*·–-]|(?P<number>\d{1,2})[.)])\s+(?=\S)")
_NOTE = re.compile(r"^\s*\[(?P<label>\d{1,3}|[*†‡])\]\s+(?=\S)")
_HYPHEN_AT_END = re.compile(r"(?<=[a-zà-ÿ])-$")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_LONG_LINE = 100


def read_plain(text: str, *, source: str) -> Document:
    """A document from plain text; ``source`` is the file's name."""
    hyphenated = frozenset(_HYPHENATED.findall(text.lower()))
    passages = [p for block in _blocks_of(text) for p in _passages_of(block, hyphenated)]
    return assemble_document(passages, source=source, bare_headings=True)


def _blocks_of(text: str) -> Iterator[list[str]]:
    """Groups of lines between blank lines; without blank lines, each long line is a block."""
    lines = text.expandtabs().replace("\f", "\n\n").splitlines()
    filled = [line for line in lines if line.strip()]
    line_is_block = len(filled) == len(lines) and any(len(line) > _LONG_LINE for line in lines)
    block: list[str] = []
    for line in lines:
        if block and (line_is_block or not line.strip()):
            yield block
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield block


def _passages_of(block: list[str], hyphenated: frozenset[str]) -> Iterator[Passage]:
    if len(block) == 2 and _UNDERLINE.match(block[1]):
        yield Passage(
            PassageKind.HEADING, _prose_of(block[:1], hyphenated), level=1 if "=" in block[1] else 2
        )
        return
    item: list[str] = []
    for line in (line for line in block if not _UNDERLINE.match(line)):
        if item and (_BULLET.match(line) or _NOTE.match(line)):
            yield _passage_of(item, hyphenated)
            item = []
        item.append(line)
    if item:
        yield _passage_of(item, hyphenated)


def _passage_of(lines: list[str], hyphenated: frozenset[str]) -> Passage:
    if note := _NOTE.match(lines[0]):
        body = [lines[0][note.end() :], *lines[1:]]
        return Passage(PassageKind.NOTE, _prose_of(body, hyphenated), label=note["label"])
    if bullet := _BULLET.match(lines[0]):
        body = [lines[0][bullet.end() :], *lines[1:]]
        if bullet["number"] and len(lines) == 1 and lines[0][-1:] not in ".;!?":
            return Passage(PassageKind.PARAGRAPH, _prose_of(lines, hyphenated))
        return Passage(PassageKind.LIST_ITEM, _prose_of(body, hyphenated), label=bullet["number"] or "")
    return Passage(PassageKind.PARAGRAPH, _prose_of(lines, hyphenated))


def _prose_of(lines: list[str], hyphenated: frozenset[str]) -> Prose:
    """Lines as one text. A hyphen at a line's end goes, unless the word has it elsewhere in mid-line."""
    builder = ProseBuilder()
    stripped = [line.strip() for line in lines]
    for line, following in zip(stripped, [*stripped[1:], ""], strict=True):
        if not _HYPHEN_AT_END.search(line) or not following[:1].isalpha():
            add_text(builder, line + " ")
            continue
        word = f"{line.split()[-1]}{following.split()[0]}".lower().strip(".,;:!?()\"'“”‘’")
        add_text(builder, line[:-1] if following[0].islower() and word not in hyphenated else line)
    return builder.build()
