"""How a note call is written in marked-up sources: superscripts, brackets, links.

A call is only a candidate here; ``assembly`` keeps it if a note with its label or anchor exists and
writes it back into the text otherwise.
"""

from __future__ import annotations

import re

from pipeline.ingest.passages import ProseBuilder

__all__ = ["NOTE_LABEL", "add_superscript", "add_text", "label_of"]

NOTE_LABEL = r"(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶]{1,4})"
"""What a note is marked with: a number, a small roman numeral, a letter, a symbol."""

_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WRITTEN_CALL = re.compile(
    r"(?<=[^\s\d])(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(?<=[\w.,;:!?”’\")\]])(?P<bracket>\[\d{1,3}\])"
)
_UNIT_BEFORE = re.compile(r"(?:^|[\s\d(/])(?:[kcdm]?m|ft|mi|in|yd)$")
_LIST_OF_CALLS = re.compile(rf"{NOTE_LABEL}(?:\s*[,;]\s*{NOTE_LABEL})*$", re.IGNORECASE)


def label_of(written: str) -> str:
    """The bare label of a call or note as written: "[3]", "(3)", "3." and "³" are all "3"; "" if none."""
    bare = written.translate(_SUPERSCRIPT_DIGITS).strip().strip("[]().: \u00a0^")
    return bare if re.fullmatch(NOTE_LABEL, bare, re.IGNORECASE) else ""


def add_superscript(builder: ProseBuilder, written: str, *, target: str = "") -> None:
    """Raised text: one or more calls ("3", "3, 4"), or plain text (ordinals: "2nd"; units: "km2")."""
    bare = written.translate(_SUPERSCRIPT_DIGITS).strip().strip("[]().: \u00a0^")
    is_power = bare in {"2", "3"} and _UNIT_BEFORE.search(builder.tail)
    if is_power or not _LIST_OF_CALLS.fullmatch(bare):
        builder.add(written)
        return
    for label in re.split(r"\s*[,;]\s*", bare):
        builder.add_call(label, written=written if label == bare else label, target=target)


def add_text(builder: ProseBuilder, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """Text in which calls may be written with superscript digits or in brackets."""
    last = 0
    for match in _WRITTEN_CALL.finditer(text):
        if match["raised"] and _UNIT_BEFORE.search(text[: match.start()]):
            continue
        builder.add(text[last : match.start()], bold=bold, italic=italic)
        builder.add_call(label_of(match[0]), written=match[0])
        last = match.end()
    builder.add(text[last:], bold=bold, italic=italic)
