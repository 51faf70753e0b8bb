"""Footnotes at the foot of the page: which lines they are, where each begins, how they go on.

What is set small under all text of a column, or stands under a short rule, may be notes. A note begins
with its mark: a raised number or symbol, or the next number in the row. What precedes the first mark of
a column goes on with the note before, over columns and pages, if that note was left open.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.ingest.boilerplate import boilerplate_reason, is_caption
from pipeline.ingest.pages.printed import Line, Word
from pipeline.ingest.pages.rules import Rule, join_rules
from pipeline.ingest.pages.sheet import Sheet, TypeStyle
from pipeline.schema import AsideKind

__all__ = ["RawNote", "is_raised", "raise_bracketed_calls", "read_label", "take_footnotes"]

_SMALLER = 0.94
"""Notes are set at most at this part of the text's letter size."""
_RAISED = 0.85
"""A raised mark is set at most at this part of its line's letter size."""
_LABEL = re.compile(r"\[?(?P<label>\d{1,3}|[*†‡§¶]{1,3})(?P<stop>[.):\]]?)")
_GAP_ALLOWED = 3
"""How many numbers may be missing before a raised number is no longer believed to start a note."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*$")


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


def raise_bracketed_calls(lines: Iterable[Line], labels: Collection[str]) -> None:
    """Where no call is raised, figures in brackets that name a note ("word.[12]") are the calls.

    The words are cut there, and the figure is set small and high as a raised call would be.
    """
    found = list(lines)
    if any(
        w.size < line.size and is_raised(w, line) and w.text in labels for line in found for w in line.words
    ):
        return
    for line in found:
        if any("[" in word.text for word in line.words):
            line.words = [part for word in line.words for part in _cut_bracket(word, labels)]


def _cut_bracket(word: Word, labels: Collection[str]) -> Iterator[Word]:
    match = re.search(r"\[(\d{1,3})\]", word.text)
    if match is None or match[1] not in labels:
        yield word
        return
    wide = (word.x1 - word.x0) / len(word.text)
    start, end = word.x0 + wide * match.start(), word.x0 + wide * match.end()
    if match.start():
        yield replace(word, text=word.text[: match.start()], x1=start)
    yield replace(
        word, text=match[1], x0=start, x1=end, size=0.6 * word.size, baseline=word.baseline - 0.3 * word.size,
        glued=True,
    )  # fmt: skip
    if match.end() < len(word.text):
        yield from _cut_bracket(replace(word, text=word.text[match.end() :], x0=end, glued=True), labels)


def take_footnotes(sheets: list[Sheet], style: TypeStyle) -> list[RawNote]:
    """Take the notes at the foot of every page's columns out of the text, in order."""
    notes: list[RawNote] = []
    for sheet in sheets:
        rules = _note_rules(sheet, style)
        called = _called_on(sheet)
        for foot in _feet(sheet, style, rules):
            ruled = any(_is_under(foot[0], rule) for rule in rules) or _is_right_under(foot[0], sheet)
            _take_foot(foot, notes, sheet, ruled=ruled, called=called)
    return notes


def _feet(sheet: Sheet, style: TypeStyle, rules: list[Rule]) -> list[list[Line]]:
    """The small lines under the text, column by column in reading order."""
    feet: list[list[Line]] = []
    small = {
        id(line)
        for line in sheet.lines
        if line.size <= _SMALLER * style.size or any(_is_under(line, rule) for rule in rules)
    }
    for line in sheet.lines:
        if line.box or id(line) not in small or not _is_lowest(line, sheet, small):
            continue
        over = [rule.y >= line.bottom - 1 for rule in rules if abs(rule.x0 - line.left) <= 8]
        if over and all(over) and not _is_right_under(line, sheet, lines=6):
            continue  # a quotation or the like set small right above the notes' rule
        last = feet[-1][-1] if feet else None
        if last is not None and last.baseline < line.baseline and last.x0 < line.x1 and line.x0 < last.x1:
            feet[-1].append(line)
        else:
            feet.append([line])
    return feet


def _is_lowest(line: Line, sheet: Sheet, small: set[int]) -> bool:
    """Whether nothing but small lines stands below in the line's column."""
    return all(
        id(other) in small
        for other in sheet.lines
        if not other.box
        and other.baseline > line.baseline + 1
        and min(other.x1, line.right) - max(other.x0, line.left) > 1
    )


def _note_rules(sheet: Sheet, style: TypeStyle) -> list[Rule]:
    """Short rules right above a line that is small or begins with a note's mark."""
    found: list[Rule] = []
    for rule in join_rules(sheet.strokes):
        if not (25 <= rule.width <= 0.42 * sheet.width and rule.y > 0.15 * sheet.height):
            continue
        below = [line for line in sheet.lines if not line.box and _is_under(line, rule)]
        first = min(below, key=lambda line: line.top, default=None)
        if first is not None and (first.size <= _SMALLER * style.size or _begins_with_mark(first)):
            found.append(rule)
    return found


def _is_right_under(line: Line, sheet: Sheet, *, lines: float = 1.8) -> bool:
    """Whether a rule of whatever length runs above the line, at most so many lines away."""
    return any(
        -lines * line.size < rule.y - line.top < 0.4 * line.size
        and rule.x0 < line.x1
        and rule.x1 > line.x0 + 25
        for rule in join_rules(sheet.strokes)
    )


def _begins_with_mark(line: Line) -> bool:
    first = line.words[0]
    return is_raised(first, line) and bool(_LABEL.fullmatch(first.text))


def _is_under(line: Line, rule: Rule) -> bool:
    """Whether a line stands below a rule that covers the left part of its column."""
    if rule.y > line.top + 0.4 * line.size or abs(rule.x0 - line.left) > 8:
        return False
    return rule.width <= 0.7 * (line.right - line.left)


def _take_foot(
    foot: list[Line], notes: list[RawNote], sheet: Sheet, *, ruled: bool, called: set[str]
) -> None:
    """Cut one column's foot into notes; what is no note stays in the text, or is an author's note."""
    begun = False
    captions: list[Line] = []
    unmarked: list[Line] = []
    taken: set[int] = set()
    anew = _counts_anew(foot)
    for i, line in enumerate(foot):
        label, rest = read_label(line, notes, called, anew=anew and i == 0)
        if label:
            notes.append(RawNote(label, sheet.number, [replace(line, words=rest)] if rest else []))
            begun = True
        elif is_caption(line.text) or (captions and foot[i - 1] is captions[-1]):
            captions.append(line)  # a figure's words between or under the notes
            continue
        elif notes and (begun or (not unmarked and _is_left_open(notes[-1], line, ruled=ruled))):
            notes[-1].lines.append(line)
            begun = True
        else:
            unmarked.append(line)
            continue
        taken.add(id(line))
    sheet.lines = [line for line in sheet.lines if id(line) not in taken]
    sheet.take_out(captions, AsideKind.CAPTION, "at the foot of the page")
    reason = "a note without a mark" if ruled or taken else _reason_of(unmarked)
    if reason:
        sheet.take_out(unmarked, AsideKind.BOILERPLATE, reason)


def _reason_of(lines: list[Line]) -> str:
    """Why small print under the text that is no note is not the paper: a publisher on itself; "" if it is."""
    return boilerplate_reason(" ".join(line.text for line in lines)) if lines else ""


def _counts_anew(foot: list[Line]) -> bool:
    """Whether a foot begins with a first note that a second one follows: the notes of another chapter."""
    marks = [match["label"] for line in foot if (match := _LABEL.fullmatch(line.words[0].text))]
    first = _LABEL.fullmatch(foot[0].words[0].text)
    return first is not None and marks[:2] == ["1", "2"]


def _is_left_open(note: RawNote, line: Line, *, ruled: bool) -> bool:
    """Whether the first line of a foot goes on with the last note of the column or page before."""
    last = note.lines[-1] if note.lines else None
    if last is None:
        return True
    if line.page - last.page > 1 or abs(last.size - line.size) > 0.4:
        return False
    return ruled or not _SENTENCE_END.search(last.text) or line.text[:1].islower()


def _called_on(sheet: Sheet) -> set[str]:
    """Raised figures on a page that do not begin a line: the notes that are called there."""
    return {
        number
        for line in sheet.lines
        for word in line.words[1:]
        if word.size < line.size and is_raised(word, line)
        for number in re.findall(r"\d+", word.text)
    }


def read_label(
    line: Line, notes: list[RawNote], called: Collection[str] = (), *, anew: bool = False
) -> tuple[str, Sequence[Word]]:
    """The mark that a line begins with, and the words after it; no mark: "" and all words.

    ``called``: numbers that are called on the page; a mark among them may leave a gap in the count.
    ``anew``: the count may begin again.
    """
    first = line.words[0]
    match = _LABEL.match(first.text)
    if match is None or match.end() < len(first.text):
        return "", line.words
    label, rest = match["label"], line.words[1:]
    raised = is_raised(first, line) or bool(rest and rest[0].glued and first.size < rest[0].size)
    if label.isdigit() and not _follows(
        label, notes, loosely=raised or (anew and label == "1"), called=label in called
    ):
        return "", line.words
    if not raised and not (rest and (match["stop"] or not rest[0].glued)):
        return "", line.words
    if rest and rest[0].text in {".", ")", "]"}:
        rest = rest[1:]
    return label, [replace(word, glued=False) if i == 0 else word for i, word in enumerate(rest)]


def _follows(label: str, notes: list[RawNote], *, loosely: bool, called: bool) -> bool:
    """Whether a number is the next one: one more than the last, or one again (a new count)."""
    last = next((int(note.label) for note in reversed(notes) if note.label.isdigit()), 0)
    number = int(label)
    if number == last + 1 or (number == 1 and (loosely or not notes)):
        return True
    if called and last < number and (loosely or number <= last + 3 * _GAP_ALLOWED):
        return True
    return loosely and last < number <= last + _GAP_ALLOWED
