"""Passages: what the readers of marked-up sources find, in source order, before it becomes a Document.

A reader (markdown, HTML, plain text) only says what its markup says: this is a heading, this a list
item, here stood a note call. What the passages mean together (a sentence torn by a page break, a note
between two paragraphs) is settled in ``mending`` and ``assembly``, once for all formats.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.schema import Emphasis, Span

__all__ = [
    "CallMark",
    "Passage",
    "PassageKind",
    "Prose",
    "ProseBuilder",
    "clean_characters",
    "join",
    "prose_of",
    "restore_calls",
]


class PassageKind(StrEnum):
    """What the markup says a passage is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    BOX = "box"
    NOTE = "note"
    TABLE = "table"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class CallMark:
    """A note call: where it stood, its label, how it was written, the anchor it points to."""

    at: int
    label: str
    written: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Clean text with its emphases and note calls; offsets count from its own first character."""

    text: str = ""
    emphases: tuple[Emphasis, ...] = ()
    calls: tuple[CallMark, ...] = ()

    def word_before(self, at: int) -> str:
        """The word that ends at ``at``; "" where none does."""
        start = max(self.text.rfind(" ", 0, at) + 1, at - _LONGEST_WORD)
        return self.text[start:at]

    def cut(self, start: int, end: int | None = None) -> Prose:
        """The stretch from ``start`` to ``end``, without white space around it."""
        end = len(self.text) if end is None else end
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        inside = [
            replace(e, span=Span(max(e.span.start, start) - start, min(e.span.end, end) - start))
            for e in self.emphases
            if e.span.start < end and start < e.span.end
        ]
        calls = [replace(c, at=min(c.at, end) - start) for c in self.calls if start <= c.at]
        return Prose(self.text[start:end], tuple(inside), tuple(calls))


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the source. ``level`` is the markup's own depth of a heading (``<h2>``: 2)."""

    kind: PassageKind
    prose: Prose
    level: int | None = None
    label: str = ""
    """A note's printed mark, or an ordered list item's number."""
    anchors: tuple[str, ...] = ()
    """Names by which a link can point here (HTML ids)."""
    rows: tuple[tuple[str, ...], ...] = ()
    reason: str = ""

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.prose.text


_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
    | dict.fromkeys(map(chr, (*range(9), *range(14, 32), 127)))
)
_SPACES = re.compile(r"\s+")
_LONGEST_WORD = 60
_CLINGING = ".,;:!?)]}’”»"


def clean_characters(text: str) -> str:
    """Composed characters; ligatures dissolved; soft hyphens, zero-width and control characters out."""
    return unicodedata.normalize("NFC", text.translate(_LIGATURES))


@dataclass(slots=True)
class ProseBuilder:
    """Collects pieces of text and marks in order; white space collapses as it goes."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _emphases: list[Emphasis] = field(default_factory=list)
    _calls: list[CallMark] = field(default_factory=list)
    _space_after_call: bool = False

    def add(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Append text as it stands in the source."""
        text = _SPACES.sub(" ", clean_characters(text))
        if not text:
            return
        if self._space_after_call and text[0] not in _CLINGING and text[0] != " ":
            text = " " + text
        if text[0] == " " and (not self._parts or self._parts[-1][-1] == " "):
            text = text[1:]
        if not text:
            return
        self._space_after_call = self._space_after_call and not text.strip()
        if (bold or italic) and text.strip():
            self._emphasise(text, bold, italic)
        self._parts.append(text)
        self._length += len(text)

    def add_call(self, label: str, *, written: str, target: str = "") -> None:
        """Mark a note call after the last word so far."""
        self._space_after_call = bool(self._parts) and self._parts[-1][-1] == " "
        if self._space_after_call:
            last = self._parts.pop()
            self._length -= 1
            if len(last) > 1:
                self._parts.append(last[:-1])
        self._calls.append(CallMark(self._length, label, written, target))

    def _emphasise(self, text: str, bold: bool, italic: bool) -> None:
        start = self._length + len(text) - len(text.lstrip())
        end = start + len(text.strip())
        last = self._emphases[-1] if self._emphases else None
        if last and (last.bold, last.italic) == (bold, italic) and start - last.span.end <= 1:
            self._emphases[-1] = replace(last, span=Span(last.span.start, end))
        else:
            self._emphases.append(Emphasis(Span(start, end), bold, italic))

    @property
    def tail(self) -> str:
        """The last few characters so far."""
        return "".join(self._parts[-2:])[-8:]

    def build(self) -> Prose:
        """What was collected, trimmed."""
        return Prose("".join(self._parts), tuple(self._emphases), tuple(self._calls)).cut(0)


def prose_of(text: str) -> Prose:
    """Plain text as prose: clean, without marks."""
    builder = ProseBuilder()
    builder.add(text)
    return builder.build()


def join(first: Prose, second: Prose, glue: str = " ") -> Prose:
    """Two stretches as one, with ``glue`` between them."""
    shift = len(first.text) + len(glue)
    return Prose(
        first.text + glue + second.text,
        first.emphases + tuple(replace(e, span=e.span.shifted(shift)) for e in second.emphases),
        first.calls + tuple(replace(c, at=c.at + shift) for c in second.calls),
    )


def restore_calls(prose: Prose, is_call: Callable[[CallMark, str], bool]) -> Prose:
    """Write calls back into the text that are none; ``is_call`` is asked with the word before each."""
    parts, calls, emphases = [], [], list(prose.emphases)
    last = added = 0
    for call in prose.calls:
        parts.append(prose.text[last : call.at])
        last = call.at
        if is_call(call, prose.word_before(call.at)):
            calls.append(replace(call, at=call.at + added))
            continue
        parts.append(call.written)
        emphases = [_moved(e, call.at + added, len(call.written)) for e in emphases]
        added += len(call.written)
    parts.append(prose.text[last:])
    return Prose("".join(parts), tuple(emphases), tuple(calls))


def _moved(emphasis: Emphasis, at: int, by: int) -> Emphasis:
    start, end = emphasis.span.start, emphasis.span.end
    return replace(emphasis, span=Span(start + by * (start >= at), end + by * (end > at)))
