"""Marked-up sentences for the relation tests: ``[Norway]``, ``[h:NATO|ORG]``, ``{its=0}``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.schema import Coreference, EntityLabel, Mention, Span

__all__ = ["MarkedSentence", "read_marked"]

_MARK = re.compile(
    r"\[(?:(?P<side>[ht]):)?(?P<name>[^\]|]+)(?:\|(?P<label>[A-Z_]+))?\]"
    r"|\{(?P<anaphor>[^}=]+)=(?P<numbers>[\d,]+)\}"
)


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence without its marks, and what they say; ``head`` and ``tail`` are -1 where unmarked."""

    text: str
    mentions: tuple[Mention, ...]
    coreferences: tuple[Coreference, ...]
    head: int = -1
    tail: int = -1


def read_marked(marked: str) -> MarkedSentence:
    """Take the marks out of a sentence; a mention without a label is a GPE."""
    text, at = "", 0
    mentions: list[Mention] = []
    anaphors: list[tuple[Span, str]] = []
    sides = {"h": -1, "t": -1}
    for mark in _MARK.finditer(marked):
        text, at = text + marked[at : mark.start()], mark.end()
        words = mark["name"] or mark["anaphor"]
        span, text = Span(len(text), len(text) + len(words)), text + words
        if mark["anaphor"]:
            anaphors.append((span, mark["numbers"]))
            continue
        if mark["side"]:
            sides[mark["side"]] = len(mentions)
        mentions.append(Mention(span, EntityLabel(mark["label"] or "GPE"), entity=words.lower()))
    coreferences = tuple(
        Coreference(span, tuple(str(mentions[int(n)].entity) for n in numbers.split(",")))
        for span, numbers in anaphors
    )
    return MarkedSentence(text + marked[at:], tuple(mentions), coreferences, sides["h"], sides["t"])
