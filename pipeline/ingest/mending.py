"""Passages in source order -> passages in reading order: notes apart, torn sentences whole again.

A page or column break tears a paragraph in two; notes, an author's biography or a running head then stand
between its parts. A part without an end waits for the next one that reads like its continuation. The same
holds for a note that runs over to the next page: where a fragment could continue either, it is the
note's if the passage after it continues the paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.ingest.calls import label_of
from pipeline.ingest.front_matter import is_first_page_line
from pipeline.ingest.passages import Passage, PassageKind, Prose, join

__all__ = ["ends_open", "mend_passages", "separate_notes", "starts_low"]

_FLOWING = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.QUOTE, PassageKind.BOX})
_NOTES_HEADING = re.compile(r"^(?:end|foot)?notes?(?: and references)?$|^references$", re.IGNORECASE)
_NUMBERED_NOTE = re.compile(r"^\[?(?P<label>\d{1,3})[.)\]]?\s+(?=[\"“‘'«A-ZÀ-ÞĀ-Ž])")
_CLOSERS = "\"'”’»)]"
_URL_AT_END = re.compile(r"(?:https?://|www\.)\S+[/\-_=&?]$")
_ABBREVIATION_AT_END = re.compile(
    r"\b(?:(?:[A-Za-z]\.)+|e\.g|i\.e|[Cc]f|[Nn]o|[Vv]ol|[Gg]en|[Dd]r|Mr|Ms|Mrs|vs|approx|art|pp?)\.$"
)


def starts_low(text: str) -> bool:
    """Whether a text begins in mid-sentence: with a small letter, or a mark that closes or joins."""
    first = text.lstrip("\"'“‘(«").lstrip()[:1]
    return first.islower() or text[:1] in set(",;:.)]}”–—&%")


def ends_open(text: str) -> bool:
    """Whether a text stops in mid-sentence: running prose without a mark at its end."""
    bare = text.rstrip().rstrip(_CLOSERS).rstrip()
    if not bare or bare[-1] in ".!?…:;":
        return bool(_ABBREVIATION_AT_END.search(bare)) and len(bare.split()) > 12
    words = bare.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= 3 and (small >= len(words) / 3 or words[-1].islower() or bare[-1] in ",–—-")


# --- notes ------------------------------------------------------------------------------------------


def separate_notes(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with those that are notes marked so.

    A note starts with its call mark ("<sup>4</sup> Text"), is the target of a call's link, stands as a
    numbered item under a heading "Notes", or starts with a bare number that is called in the text and
    has no other note.
    """
    passages = _mark_targets(passages)
    passages = [note for passage in passages for note in _raised_notes(passage)]
    passages = _mark_listed_notes(passages)
    return _mark_numbered_notes(passages)


def _called_labels(passages: Iterable[Passage]) -> Counter[str]:
    return Counter(
        call.label
        for p in passages
        if p.kind is not PassageKind.NOTE
        for call in p.prose.calls
        if call.at > 0
    )


def _note_labels(passages: Iterable[Passage]) -> set[str]:
    return {p.label for p in passages if p.kind is PassageKind.NOTE}


def _mark_targets(passages: Sequence[Passage]) -> list[Passage]:
    labels = {call.target: call.label for p in passages for call in p.prose.calls if call.target and call.at}
    return [_as_target(p, labels) for p in passages]


def _as_target(passage: Passage, labels: dict[str, str]) -> Passage:
    anchor = next((anchor for anchor in passage.anchors if anchor in labels), None)
    if anchor is None or passage.kind in {PassageKind.NOTE, PassageKind.HEADING}:
        return passage
    return _as_note(passage, labels[anchor], _without_label(passage.prose, labels[anchor]))


def _as_note(passage: Passage, label: str, prose: Prose) -> Passage:
    return replace(passage, kind=PassageKind.NOTE, label=label, prose=replace(prose, calls=()))


def _without_label(prose: Prose, label: str) -> Prose:
    match = re.match(rf"[\[(^]?{re.escape(label)}[\])]?[.:]?\s*", prose.text)
    return _without_point(prose.cut(match.end()) if match else prose)


def _without_point(prose: Prose) -> Prose:
    match = re.match(r"[.):\]]+\s*", prose.text)
    return prose.cut(match.end()) if match else prose


def _raised_notes(passage: Passage) -> list[Passage]:
    """A paragraph that starts with a call mark is a note, or several, each with the next number."""
    calls = passage.prose.calls
    if passage.kind not in _FLOWING or not calls or calls[0].at > 0:
        return [passage]
    starts = [calls[0]]
    for call in calls[1:]:
        if (
            call.label.isdigit()
            and starts[-1].label.isdigit()
            and int(call.label) == int(starts[-1].label) + 1
        ):
            starts.append(call)
    ends = [call.at for call in starts[1:]] + [len(passage.prose.text)]
    return [
        _as_note(passage, call.label, _without_point(passage.prose.cut(call.at, end)))
        for call, end in zip(starts, ends, strict=True)
        if call.at < end
    ]


def _mark_listed_notes(passages: list[Passage]) -> list[Passage]:
    """Under a heading "Notes", numbered items and paragraphs are notes."""
    called = _called_labels(passages)
    marked, under_notes = [], False
    for passage in passages:
        if passage.kind is PassageKind.HEADING:
            under_notes = bool(_NOTES_HEADING.match(passage.text.strip(" :")))
        if under_notes and passage.kind in _FLOWING:
            match = re.match(r"[\[(]?(\d{1,3}|[*†‡])[\]).]?\s+", passage.text)
            label = passage.label or (match[1] if match else "")
            if label in called:
                prose = passage.prose if passage.label else passage.prose.cut(match.end() if match else 0)
                marked.append(_as_note(passage, label, prose))
                continue
        marked.append(passage)
    return marked


def _mark_numbered_notes(passages: list[Passage]) -> list[Passage]:
    """Paragraphs that start with a bare number are notes where that number is called and has no note."""
    wanted = _called_labels(passages).keys() - _note_labels(passages)
    candidates = {i: label for i, p in enumerate(passages) if (label := _bare_number(p)) in wanted}
    often = Counter(candidates.values())
    marked = list(passages)
    for i, label in candidates.items():
        beside = {
            candidates.get(i - 1),
            candidates.get(i + 1),
            _label_at(passages, i - 1),
            _label_at(passages, i + 1),
        }
        in_row = {str(int(label) - 1), str(int(label) + 1)} & beside
        if often[label] == 1 or in_row:
            marked[i] = _as_note(passages[i], label, _without_label(passages[i].prose, label))
    return marked


def _bare_number(passage: Passage) -> str | None:
    if passage.kind is PassageKind.LIST_ITEM and passage.label:
        return passage.label
    match = _NUMBERED_NOTE.match(passage.text) if passage.kind is PassageKind.PARAGRAPH else None
    return label_of(match["label"]) if match else None


def _label_at(passages: Sequence[Passage], at: int) -> str | None:
    inside = 0 <= at < len(passages)
    return passages[at].label if inside and passages[at].kind is PassageKind.NOTE else None


# --- torn passages ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Mender:
    """The passages so far, and which paragraph and which note still wait for their end."""

    torn: bool
    done: list[Passage] = field(default_factory=list)
    body: int | None = None
    note: int | None = None

    def take(self, passage: Passage, following: Passage | None) -> None:
        """Append the passage, or join it to the one that waits for it."""
        at = self._continues(passage, following)
        if at is None:
            self.done.append(passage)
            at = len(self.done) - 1
        else:
            self.done[at] = _joined(self.done[at], passage)
        self._remember(at)

    def _continues(self, passage: Passage, following: Passage | None) -> int | None:
        if passage.kind not in _FLOWING - {PassageKind.LIST_ITEM}:
            return None
        low = starts_low(passage.text)
        torn_after = following is not None and starts_low(following.text) and not ends_open(passage.text)
        if self.note is not None and low and (self.body is None or torn_after):
            return self.note
        if self.body is None:
            return None
        waiting = self.done[self.body]
        return self.body if low or (self.torn and _joins_unmarked(waiting, passage)) else None

    def _remember(self, at: int) -> None:
        passage = self.done[at]
        if passage.kind is PassageKind.HEADING:
            self.body = None
        elif passage.kind in _FLOWING:
            self.body = at if ends_open(passage.text) or passage.text.endswith(";") else None
        elif passage.kind is PassageKind.NOTE:
            self.note = at if _note_is_open(passage.text) else None


def mend_passages(passages: Sequence[Passage], *, torn: bool) -> list[Passage]:
    """The passages with each torn paragraph, and each torn note, in one piece at its first part's place.

    ``torn``: the source comes from printed pages, so that an unended paragraph may go on with a capital.
    """
    mender = _Mender(torn)
    flowing = [i for i, p in enumerate(passages) if p.kind in _FLOWING or p.kind is PassageKind.HEADING]
    next_flowing = dict(pairwise(flowing))
    for i, passage in enumerate(passages):
        following = next_flowing.get(i)
        mender.take(passage, passages[following] if following is not None else None)
    return mender.done


def _joins_unmarked(open_passage: Passage, passage: Passage) -> bool:
    """Whether a passage that starts with a capital or a figure may continue an open one."""
    if {passage.kind, open_passage.kind} != {PassageKind.PARAGRAPH} or open_passage.text.endswith(";"):
        return False
    if len(open_passage.text.split()) < 15 and is_first_page_line(open_passage.text):
        return False
    return len(open_passage.text.split()) >= 6 and len(passage.text.split()) >= 6


def _note_is_open(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    return bare[-1:] not in set(".!?…") or bool(_URL_AT_END.search(text))


def _joined(first: Passage, second: Passage) -> Passage:
    glue = "" if _URL_AT_END.search(first.text) or first.text.endswith(("-", "/")) else " "
    return replace(first, prose=join(first.prose, second.prose, glue))
