"""The ledger: every letter that stands in a PDF is in the text, in a note, or in an aside with its kind."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.ingest.pages.clean import clean_word
from pipeline.ingest.pages.printed import PrintedPage
from pipeline.schema import Document

__all__ = ["Ledger", "account"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Letters and figures of a PDF by where they went; ``lost`` and ``added`` must be empty."""

    printed: int
    by_kind: tuple[tuple[str, int], ...]
    """(block or aside kind, or "note", "call"; letters and figures), largest first."""
    lost: Counter[str]
    added: Counter[str]


def account(pages: Iterable[PrintedPage], document: Document) -> Ledger:
    """Compare what was printed with what the document holds, character by character."""
    printed: Counter[str] = Counter()
    for page in pages:
        for word in page.words:
            printed.update(_letters(clean_word(word.text)))
    kinds: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for kind, text in _holdings(document):
        letters = _letters(clean_word(text))
        kinds[kind] += len(letters)
        held.update(letters)
    return Ledger(sum(printed.values()), tuple(kinds.most_common()), printed - held, held - printed)


def _holdings(document: Document) -> Iterable[tuple[str, str]]:
    for block in document.blocks:
        yield block.kind.value, document.text[block.span.start : block.span.end]
    for note in document.notes:
        yield "note", note.label + note.text
    for call in document.calls:
        yield "call", document.notes[call.note].label
    for aside in document.asides:
        yield aside.kind.value, aside.text


def _letters(text: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum()]
