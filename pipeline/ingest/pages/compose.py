"""Passages and notes -> one Document: the reading text with a place for every word of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.ingest.pages.clean import Joint, Wordlist, clean_word
from pipeline.ingest.pages.notes import RawNote, is_raised
from pipeline.ingest.pages.paragraphs import Passage
from pipeline.ingest.pages.printed import Line, Word
from pipeline.schema import Block, BlockKind, Box, Emphasis, Note, Places, Span

__all__ = ["CallMark", "TextBuilder", "compose_notes", "compose_text", "document_id"]

_UNIT = re.compile(r"[(\d.,]*(?:[kcdm]?m|ft|mi|in|yd)")
_CALL = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3})(?:[,;–-]\d{1,3})*[,;]?")


@dataclass(frozen=True, slots=True)
class CallMark:
    """A raised mark in the text: where it stood, what it says, on which page."""

    at: int
    label: str
    page: int
    box: Box


@dataclass(slots=True)
class TextBuilder:
    """A text that grows by words; remembers where each stood."""

    wordlist: Wordlist
    labels: frozenset[str]
    """Marks of the notes there are: only these can be called."""
    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: Places = field(default_factory=Places)
    calls: list[CallMark] = field(default_factory=list)
    emphases: list[Emphasis] = field(default_factory=list)
    line: int = 0

    def add_lines(self, lines: Sequence[Line], *, emphasis: bool) -> Span:
        """Append the words of these lines, mended at line ends; their span in the text."""
        start = self.length
        style = (False, False)
        begun = start
        previous = ""
        places = self.places
        for line in lines:
            self.line += 1
            for i, word in enumerate(line.words):
                if word.size < line.size and self._is_call(word, line, i):
                    self._add_call(word, line)
                    continue
                text = word.text if word.text.isascii() else clean_word(word.text)
                if not text:
                    continue
                if i and not word.glued and self.length > start:
                    self._append(" ")
                elif i == 0 and self.length > start:
                    self._join(previous, text)
                at = self.length
                self.parts.append(text)
                self.length += len(text)
                places.starts.append(at)
                places.ends.append(self.length)
                places.pages.append(line.page)
                places.lines.append(self.line)
                places.boxes.extend((word.x0, word.top, word.x1, word.bottom))
                previous = word.text
                now = (word.font.bold, word.font.italic)
                if now != style:
                    self._close_emphasis(begun, at, style, emphasis)
                    begun, style = at, now
        self._close_emphasis(begun, self.length, style, emphasis)
        return Span(start, self.length) if self.length > start else Span(start, start + 1)

    def break_block(self) -> None:
        """One blank line."""
        if self.length:
            self._append("\n\n")

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self.parts)

    def text_since(self, start: int) -> str:
        """What was added from the offset ``start`` on."""
        tail: list[str] = []
        reached = self.length
        for part in reversed(self.parts):
            if reached <= start:
                break
            tail.append(part)
            reached -= len(part)
        return "".join(reversed(tail))[max(start - reached, 0) :]

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _join(self, previous: str, text: str) -> None:
        """What stands between the last word of a line and the first of the next."""
        joint = self.wordlist.joint(previous, text)
        if joint is Joint.SPACE:
            self._append(" ")
        elif joint is Joint.DROP and self.parts[-1].endswith("-"):
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
            self.places.ends[-1] = self.length

    def _is_call(self, word: Word, line: Line, i: int) -> bool:
        if i > 0 and word.text in {"2", "3"} and _UNIT.fullmatch(line.words[i - 1].text):
            return False
        if not is_raised(word, line) or not _CALL.fullmatch(word.text):
            return False
        numbers = re.findall(r"\d+|[*†‡§¶]+", word.text)
        return all(number in self.labels for number in numbers) and (i > 0 or self.length > 0)

    def _add_call(self, word: Word, line: Line) -> None:
        box = Box(line.page, word.x0, word.top, word.x1, word.bottom)
        for label in re.findall(r"\d+|[*†‡§¶]+", word.text):
            self.calls.append(CallMark(self.length, label, line.page, box))

    def _close_emphasis(self, start: int, end: int, style: tuple[bool, bool], wanted: bool) -> None:
        text = self.text_since(start)[: end - start] if wanted and any(style) else ""
        stripped = text.strip()
        if stripped:
            start += len(text) - len(text.lstrip())
            self.emphases.append(Emphasis(Span(start, start + len(stripped)), bold=style[0], italic=style[1]))


def compose_text(passages: Sequence[Passage], builder: TextBuilder) -> tuple[Block, ...]:
    """Write the passages into the builder; the blocks they make, each under its headings.

    The passages' lines are let go, as their words are now in the text: they take most of the memory.
    """
    blocks: list[Block] = []
    section: list[tuple[int, str]] = []
    for passage in passages:
        builder.break_block()
        body = passage.kind not in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.AUTHOR}
        span = builder.add_lines(passage.lines, emphasis=body)
        passage.lines.clear()
        if passage.kind is BlockKind.HEADING:
            level = passage.level or 1
            section = [(depth, head) for depth, head in section if depth < level]
            blocks.append(Block(passage.kind, span, level, tuple(head for _, head in section)))
            section.append((level, builder.text_since(span.start)))
        else:
            level_of = 0 if passage.kind is BlockKind.TITLE else None
            blocks.append(Block(passage.kind, span, level_of, tuple(head for _, head in section)))
    return tuple(blocks)


def compose_notes(notes: Iterable[RawNote], wordlist: Wordlist) -> tuple[Note, ...]:
    """The notes with their lines joined."""
    return tuple(_compose_note(note, wordlist) for note in notes)


def _compose_note(note: RawNote, wordlist: Wordlist) -> Note:
    builder = TextBuilder(wordlist, frozenset())
    builder.add_lines([line for line in note.lines if line.words], emphasis=False)
    boxes = tuple(
        Box(line.page, line.x0, line.top, line.x1, line.bottom) for line in note.lines if line.words
    )
    return Note(note.label, builder.text.strip(), boxes, endnote=note.endnote)


def document_id(text: str) -> str:
    """``sha256:`` and the hash of the reading text."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()
