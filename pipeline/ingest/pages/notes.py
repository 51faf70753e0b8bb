"""Footnotes at the foot of the page: which lines they are, where each begins, how they go on.

A line is of a note if it stands under all of the text in its column and is set smaller, or stands under
a short rule. A note begins with its mark: a raised number or symbol, or the next number in the row. What
precedes the first mark of a column goes on with the note before, over columns and pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.ingest.pages.printed import Line, Stroke, StrokeKind, Word
from pipeline.ingest.pages.sheet import Sheet, TypeStyle
from pipeline.schema import AsideKind

__all__ = ["RawNote", "is_raised", "take_footnotes"]

_SMALLER = 0.94
"""Notes are set at most at this part of the text's letter size."""
_RAISED = 0.85
"""A raised mark is set at most at this part of its line's letter size."""
_LABEL = re.compile(r"(?P<label>\d{1,3}|[*†‡§¶]{1,3}|[a-z](?=\W|$))(?P<stop>[.):\]]?)")
_GAP_ALLOWED = 3
"""How many numbers may be missing before a raised number is no longer believed to start a note."""


@dataclass(slots=True)
class RawNote:
    """A note before its lines are joined: its mark, its lines with the mark's words taken off."""

    label: str
    page: int
    lines: list[Line] = field(default_factory=list)
    endnote: bool = False


def is_raised(word: Word, line: Line) -> bool:
    """Whether a word is set small and above the line's baseline."""
    return word.size <= _RAISED * line.size and line.baseline - word.baseline > 0.15 * line.size


def take_footnotes(sheets: list[Sheet], style: TypeStyle) -> list[RawNote]:
    """Take the foot of every page's columns out of the text and cut it into notes, in order."""
    notes: list[RawNote] = []
    for sheet in sheets:
        lines = _foot_lines(sheet, style)
        if not lines:
            continue
        unmarked = _cut_notes(lines, notes, sheet)
        noted = {id(line) for line in lines} - {id(line) for line in unmarked}
        sheet.lines = [line for line in sheet.lines if id(line) not in noted]
        sheet.take_out(unmarked, AsideKind.BOILERPLATE, "a note without a mark")
    return notes


def _foot_lines(sheet: Sheet, style: TypeStyle) -> list[Line]:
    """The lines of notes on a page, in reading order: those under the last line of text of their column."""
    found: list[Line] = []
    for line in sheet.lines:
        if line.size > _SMALLER * style.size and not _under_rule(line, sheet):
            continue
        below = [
            other
            for other in sheet.lines
            if other.baseline > line.baseline + 1 and min(other.x1, line.right) - max(other.x0, line.left) > 1
        ]
        if all(other.size <= _SMALLER * style.size or _under_rule(other, sheet) for other in below):
            found.append(line)
    return found if any(line.top > 0.3 * sheet.height for line in found) else []


def _under_rule(line: Line, sheet: Sheet) -> bool:
    return any(_is_note_rule(s, line) and s.bottom <= line.top + 0.35 * line.size for s in sheet.strokes)


def _is_note_rule(stroke: Stroke, line: Line) -> bool:
    """A short rule at the left edge of the line's column."""
    if stroke.kind is not StrokeKind.RULE or not 30 <= stroke.width <= 0.62 * (line.right - line.left):
        return False
    return abs(stroke.x0 - line.left) < 6


def _cut_notes(lines: list[Line], notes: list[RawNote], sheet: Sheet) -> list[Line]:
    """Add the lines to ``notes``; those before the very first mark come back."""
    unmarked: list[Line] = []
    for line in lines:
        label, rest = _read_label(line, notes)
        if label:
            notes.append(RawNote(label, sheet.number, [replace(line, words=rest)] if rest else []))
        elif notes and _goes_on(notes[-1], line, sheet, begun=line is not lines[0]):
            notes[-1].lines.append(line)
        else:
            unmarked.append(line)
    return unmarked


def _goes_on(note: RawNote, line: Line, sheet: Sheet, *, begun: bool) -> bool:
    """Whether a line without a mark belongs to the note before it."""
    last = note.lines[-1] if note.lines else None
    if last is None or (last.page == line.page and begun and abs(last.x0 - line.x0) < 0.5 * sheet.width / 2):
        return True
    if line.page - last.page > 1 or abs(last.size - line.size) > 0.5:
        return False
    return _under_rule(line, sheet) or not last.text.rstrip("\"'”’)").endswith(".")


def _read_label(line: Line, notes: list[RawNote]) -> tuple[str, list[Word]]:
    """The mark that a line begins with, and the words after it; no mark: "" and all words."""
    first = line.words[0]
    match = _LABEL.match(first.text)
    if match is None:
        return "", line.words
    label = match["label"]
    whole = match.end() == len(first.text)
    raised = is_raised(first, line) or (
        whole and len(line.words) > 1 and line.words[1].glued and first.size < line.size
    )
    believed = raised if label.isdigit() is False else _follows(label, notes, loosely=raised)
    if not believed or not (raised or (whole and (match["stop"] or len(line.words) > 1))):
        return "", line.words
    rest = line.words[1:]
    if rest and rest[0].text in {".", ")", "]"}:
        rest = rest[1:]
    if rest:
        rest[0].glued = False
    return label, rest


def _follows(label: str, notes: list[RawNote], *, loosely: bool) -> bool:
    """Whether a number is the next one: one more than the last, or one again (a new count)."""
    last = next((int(note.label) for note in reversed(notes) if note.label.isdigit()), 0)
    number = int(label)
    if number in {last + 1, 1}:
        return True
    return loosely and last < number <= last + _GAP_ALLOWED
