"""A note's text -> the works it cites.

``read_references`` is the story: each note is cut into citations and commentary, each citation read,
and short forms are led back to the work first cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.references.author_date import link_author_dates, read_entries
from pipeline.ingest.references.citation import read_citation
from pipeline.ingest.references.segmentation import find_stretches
from pipeline.ingest.references.shield import shield
from pipeline.ingest.references.short_forms import resolve_short_forms
from pipeline.schema.document import Note, Work

__all__ = ["link_author_dates", "parse_note", "read_references", "resolve_short_forms"]


def read_references(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The same notes with the works they cite; never raises for what a note says."""
    return resolve_short_forms([replace(note, works=parse_note(note.text, note.label)) for note in notes])


def parse_note(text: str, label: str = "") -> tuple[Work, ...]:
    """The works that one note cites, in order; spans are offsets into ``text``.

    ``label`` (the note's printed mark) is taken off where the text begins with it. Short forms come out
    unresolved (``short`` set, ``first`` ``None``): they need the other notes.
    """
    start = len(label) if label and text.startswith(f"{label} ") else 0
    note = shield(" " * start + text[start:])
    entries = read_entries(note)
    rest = shield(_without(note.text, entries)) if entries else note
    works = (read_citation(rest, stretch) for stretch in find_stretches(rest))
    return tuple(sorted((*entries, *filter(None, works)), key=lambda work: work.span))


def _without(text: str, works: Sequence[Work]) -> str:
    """The text with white space where works stand."""
    for work in works:
        text = text[: work.span.start] + " " * len(work.span) + text[work.span.end :]
    return text
