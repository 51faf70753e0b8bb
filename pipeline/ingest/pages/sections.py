"""Whole stretches that are not the text: contents list, imprint, bibliography, endnotes, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.ingest.boilerplate import boilerplate_reason, closing_reason, is_caption
from pipeline.ingest.pages.front import split_names
from pipeline.ingest.pages.notes import RawNote, read_label
from pipeline.ingest.pages.paragraphs import Passage
from pipeline.ingest.pages.printed import Line
from pipeline.ingest.pages.quotes import find_pull_quotes
from pipeline.ingest.pages.sheet import TypeStyle
from pipeline.schema import AsideKind, BlockKind

__all__ = ["Dropped", "drop_sections"]

Dropped = tuple[Passage, AsideKind, str]
"""A passage that is not read, as what, and why."""

_REFERENCES = re.compile(
    r"^(?:\d+\.?\s+|[IVX]+\.?\s+|[A-Z]\.\s+)?(?:select(?:ed)? )?"
    r"(?:bibliography|references|sources|works cited|reference list)$",
    re.IGNORECASE,
)
_NOTES = re.compile(r"^(?:end|foot)?notes?(?: and references)?$", re.IGNORECASE)
_FIRST_NOTE = re.compile(r"\[?1[.)\]]?\s")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})\s*$")
_ENDS_NUMBER = frozenset("0123456789ivxlc")
_CONTENTS = "contents list"
_NOTE_SECTION = (AsideKind.DISCARDED, "notes")
_PROSE_WORDS = 30
_NAMES_FIGURE = re.compile(r"(?:table|figure|fig\.|chart|graph|map|exhibit)\s*[A-Z]?\d", re.IGNORECASE)
_FIGURE_NOTE = re.compile(r"(?:sources?|notes?|data)\s*:", re.IGNORECASE)
_IS = re.compile(r" (?:is|was|has|had|holds|serves|works|teaches|retired|joined)\b")
_FORMS_OF_ADDRESS = re.compile(r"^(?:(?:Dr|Prof|Professor|Col|Gen|Amb|Ms|Mr|Mrs)\.? )+")
_BOXED_TABLE = "a table in a box"
_BOXED_FIGURE = "in a figure"


def drop_sections(
    passages: Sequence[Passage], notes: list[RawNote], style: TypeStyle
) -> tuple[list[Passage], list[Dropped]]:
    """The passages that are read, and those that are not; endnotes are added to ``notes``."""
    kept: list[Passage] = []
    dropped: list[Dropped] = []
    quotes = find_pull_quotes(passages, style)
    for i, (passage, section) in enumerate(zip(passages, _sections(passages, style), strict=True)):
        if section == _NOTE_SECTION:
            dropped += _drop_endnotes(passage, notes)
            continue
        reason = section or _reason_of(passage, style)
        if reason is None and i in quotes and passage.kind is not BlockKind.TITLE:
            reason = AsideKind.PULL_QUOTE, ""
        if reason is None and dropped:
            reason = _under_caption(passage, dropped[-1], style)
        if reason:
            dropped.append((passage, *reason))
        else:
            kept.append(passage)
    names = [name for p in kept if p.kind is BlockKind.AUTHOR for name in split_names(p.text)]
    while kept and (_is_byline(kept[-1]) or _presents(kept[-1], names) or _is_signed(kept[-1], names)):
        dropped.append((kept.pop(), AsideKind.BOILERPLATE, "author's note"))
    return kept, dropped


def _sections(passages: Sequence[Passage], style: TypeStyle) -> Iterator[tuple[AsideKind, str] | None]:
    """For each passage the section it stands in, if that is one that is not read."""
    section: tuple[AsideKind, str] | None = None
    depth = 0
    half = len(passages) / 2
    for i, passage in enumerate(passages):
        if passage.kind is BlockKind.HEADING:
            found = _section_kind(passage.text, late=i > half or _are_notes(passages[i + 1 :]))
            if found is None and i > half:
                found = _closing_kind(passage.text, passages[i + 1 :], section)
            if found or (passage.level or 1) <= depth or (section and section[1] == _CONTENTS):
                section, depth = found, passage.level or 1
        elif section and section[1] in {_CONTENTS, "keywords"} and _is_prose(passage, style):
            section = None
        yield section


def _are_notes(below: Sequence[Passage]) -> bool:
    """Whether there are notes under a heading: the first one, or none that is left in the text."""
    if not below or below[0].kind is BlockKind.HEADING:
        return True
    mark = f"{below[0].mark.text} " if below[0].mark else ""
    return bool(_FIRST_NOTE.match(mark + below[0].text))


def _drop_endnotes(passage: Passage, notes: list[RawNote]) -> list[Dropped]:
    """Read a passage under the heading "Notes"; notes found at the foot of its pages are endnotes too."""
    if passage.kind is not BlockKind.HEADING:
        return [(p, AsideKind.BOILERPLATE, "among the notes") for p in _take_endnotes(passage, notes)]
    for note in notes:
        note.endnote = note.endnote or note.page >= passage.page
    return [(passage, AsideKind.DISCARDED, "heading of the notes")]


def _under_caption(passage: Passage, last: Dropped, style: TypeStyle) -> tuple[AsideKind, str] | None:
    """What a box right under a caption holds: the table or figure that the caption names."""
    above, kind, reason = last
    if above.page != passage.page:
        return None
    if not passage.lines[0].box and not (
        reason == _BOXED_TABLE
        and passage.lines[0].size < style.size - 0.5
        and passage.kind is not BlockKind.HEADING
    ):
        return None
    if above.lines[0].box == passage.lines[0].box and reason in {_BOXED_TABLE, _BOXED_FIGURE}:
        return kind, reason
    if reason in {_BOXED_TABLE, _BOXED_FIGURE}:
        near = -2 < passage.lines[0].top - above.lines[-1].bottom < 2 * passage.lines[0].size
        return (kind, reason) if near else None
    near = -2 < passage.lines[0].top - above.lines[-1].bottom < 3 * passage.lines[0].size
    named = kind is AsideKind.CAPTION and bool(_NAMES_FIGURE.match(above.text))
    if not (near and named):
        return None
    is_table = above.text.lower().startswith("table")
    return (AsideKind.TABLE, _BOXED_TABLE) if is_table else (AsideKind.CAPTION, _BOXED_FIGURE)


def _is_byline(passage: Passage) -> bool:
    """A last line that gives a name in bold and a post: "**Ada Example**, Analyst in Trade"."""
    words = [word for line in passage.lines for word in line.words]
    if passage.kind is not BlockKind.PARAGRAPH or len(words) > 30 or passage.text[-1:] in ".!?":
        return False
    return words[0].font.bold and not words[-1].font.bold and "," in passage.text


def _presents(passage: Passage, names: Sequence[str]) -> bool:
    """A last paragraph that says who an author is: "Dr. Ada Example is a fellow", his name over it or not."""
    words = _FORMS_OF_ADDRESS.sub("", passage.text)
    name = next((name for name in names if words.startswith(f"{name} ")), "")
    rest = words[len(name) :]
    below = _FORMS_OF_ADDRESS.sub("", rest.lstrip())
    if name and below.startswith(f"{name} "):
        rest = below[len(name) :]
    return bool(name) and passage.kind is BlockKind.PARAGRAPH and bool(_IS.match(rest))


def _is_signed(passage: Passage, names: Sequence[str]) -> bool:
    """Whether the last paragraph is an author's name and no more."""
    return passage.kind is BlockKind.PARAGRAPH and passage.text.strip(" .") in names


def _section_kind(text: str, *, late: bool) -> tuple[AsideKind, str] | None:
    bare = text.strip(" :")
    if late and _NOTES.match(bare):
        return _NOTE_SECTION
    if late and _REFERENCES.match(bare):
        return AsideKind.REFERENCE_LIST, "bibliography"
    reason = boilerplate_reason(bare, heading=True)
    return (AsideKind.BOILERPLATE, reason) if reason else None


def _closing_kind(
    text: str, below: Sequence[Passage], section: tuple[AsideKind, str] | None
) -> tuple[AsideKind, str] | None:
    """What a section at a paper's end is that has back matter right before or after it."""
    reason = closing_reason(text)
    if not reason:
        return None
    following = next((p for p in below if p.kind is BlockKind.HEADING), None)
    before = section is not None and section[0] is AsideKind.BOILERPLATE
    after = following is not None and bool(boilerplate_reason(following.text, heading=True))
    return (AsideKind.BOILERPLATE, reason) if before or after else None


def _is_prose(passage: Passage, style: TypeStyle) -> bool:
    words = passage.text.split()
    return (
        len(words) >= _PROSE_WORDS
        and abs(passage.lines[0].size - style.size) < 0.7
        and not _LEADER.search(passage.text)
    )


def _reason_of(passage: Passage, style: TypeStyle) -> tuple[AsideKind, str] | None:
    if passage.kind in {BlockKind.TITLE, BlockKind.AUTHOR, BlockKind.ABSTRACT}:
        return None
    if sum(_has_leader(line) for line in passage.lines) * 2 >= len(passage.lines):
        return AsideKind.BOILERPLATE, _CONTENTS
    if (is_caption(passage.text) and _is_set_apart(passage, style)) or _is_figure_note(passage, style):
        return AsideKind.CAPTION, ""
    if passage.kind is BlockKind.HEADING:
        return None
    if _is_label(passage, style):
        return AsideKind.DISCARDED, "a label"
    reason = boilerplate_reason(passage.text) if len(passage.text) < 900 else ""
    return (AsideKind.BOILERPLATE, reason) if reason else None


def _has_leader(line: Line) -> bool:
    """Whether dots lead to a page number at the line's end."""
    return line.words[-1].text[-1:].lower() in _ENDS_NUMBER and bool(_LEADER.search(line.text))


def _is_figure_note(passage: Passage, style: TypeStyle) -> bool:
    """Small print of any length that says where a figure or table comes from, or what its signs mean."""
    return bool(_FIGURE_NOTE.match(passage.text)) and passage.lines[0].size < style.size - 0.6


def _is_label(passage: Passage, style: TypeStyle) -> bool:
    """Small words of another typeface, few in all or in a line, that end no sentence: labels of a figure."""
    if passage.mark is not None and any(map(str.isalnum, passage.mark.text)):
        return False  # a numbered item of a list
    line = passage.lines[0]
    small = line.size < 0.9 * style.size and line.font.name.split("-")[0] != style.font.name.split("-")[0]
    few = len(passage.text.split()) <= 8 or all(len(ln.words) <= 4 for ln in passage.lines)
    return small and few and passage.text[-1:] not in ".:;?!"


def _is_set_apart(passage: Passage, style: TypeStyle) -> bool:
    line = passage.lines[0]
    return (
        abs(line.size - style.size) > 0.3
        or line.words[0].font != style.font
        or passage.kind is BlockKind.HEADING
    )


def _take_endnotes(passage: Passage, notes: list[RawNote]) -> list[Passage]:
    """Add the passage's lines to the notes; what no note holds comes back."""
    if passage.mark is not None:  # notes set as a list
        first = passage.lines[0]
        passage.lines[0] = replace(first, words=[passage.mark, *first.words])
        passage.mark = None
    for line in passage.lines:
        label, rest = read_label(line, notes, anew=True)
        if label:
            notes.append(RawNote(label, line.page, [replace(line, words=rest)] if rest else [], endnote=True))
        elif notes and notes[-1].endnote:
            notes[-1].lines.append(line)
        else:
            return [passage]
    return []
