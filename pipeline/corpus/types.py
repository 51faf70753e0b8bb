"""Gold for claim types alone, stand-off to a paper's text: ``gold/types/<id>.csv``.

    start,end,type,hedged,negated,reported

One row for a sentence; ``reported``: its holder is not the author. One annotator made each file, so they are
for fitting, not for measuring. ``gold/types/texts.csv`` has the checksum of each text they were made on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.corpus.papers import CORPUS, hash_of_text
from pipeline.errors import CorpusError
from pipeline.schema import ClaimType, Sentence, Span

__all__ = ["TypedSentence", "problems_of_types", "read_types", "typed_paper_ids"]

_TEXTS = "texts.csv"


@dataclass(frozen=True, slots=True)
class TypedSentence:
    """A row: a sentence of the paper's text and what it is."""

    span: Span
    type: ClaimType
    hedged: bool
    negated: bool
    reported: bool


def typed_paper_ids(folder: Path = CORPUS) -> tuple[str, ...]:
    """All papers that have such gold, sorted."""
    files = (folder / "gold" / "types").glob("*.csv")
    return tuple(sorted(path.stem for path in files if path.name != _TEXTS))


def read_types(paper_id: str, folder: Path = CORPUS) -> tuple[TypedSentence, ...]:
    """The rows for a paper, in file order. Raises ``CorpusError`` where the file is no such table."""
    path = folder / "gold" / "types" / f"{paper_id}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(_read_row(row) for row in csv.DictReader(file))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"not gold for claim types: {error!r}", where=str(path), advice="see pipeline/corpus/types.py"
        ) from error


def _read_row(row: dict[str, str]) -> TypedSentence:
    return TypedSentence(
        Span(int(row["start"]), int(row["end"])),
        ClaimType(row["type"]),
        *(bool(int(row[name])) for name in ("hedged", "negated", "reported")),
    )


def problems_of_types(
    paper_id: str, text: str, gold: tuple[Sentence, ...], folder: Path = CORPUS
) -> Iterator[tuple[str, str]]:
    """``(place, problem)`` for each thing that is wrong; ``gold``: the sentences that the full gold has."""
    rows = read_types(paper_id, folder)
    if _hashes(folder).get(paper_id) != hash_of_text(text):
        yield "types", f"{_TEXTS} has another checksum of the text, or none"
    taken = [sentence.span for sentence in gold]
    for row in rows:
        words = row.span.of(text)
        if row.span.end > len(text) or words != words.strip():
            yield f"types at {row.span.start}", f"{words!r} is not a sentence of the text"
        if any(row.span.overlaps(span) for span in taken):
            yield f"types at {row.span.start}", "is in the full gold too"
    for one, other in pairwise(rows):
        if one.span.end > other.span.start:
            yield f"types at {other.span.start}", "overlaps the row before, or is out of order"


def _hashes(folder: Path) -> dict[str, str]:
    with (folder / "gold" / "types" / _TEXTS).open(encoding="utf-8", newline="") as file:
        return {row["paper"]: row["text"] for row in csv.DictReader(file)}
