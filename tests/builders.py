"""Small documents and annotations, built by hand."""

from __future__ import annotations

import hashlib

from pipeline.schema import Block, BlockKind, Box, Document, Places, Span

__all__ = ["a_document", "span_of"]


def a_document(*paragraphs: str, heading: str = "", page_width: float = 400.0) -> Document:
    """A one-page document of paragraphs, each printed on one line, words at ten points a character."""
    text = "\n\n".join(([heading] if heading else []) + list(paragraphs))
    blocks, places, at = [], Places(), 0
    for number, part in enumerate(text.split("\n\n")):
        is_heading = bool(heading) and number == 0
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        section = (heading,) if heading and not is_heading else ()
        blocks.append(Block(kind, Span(at, at + len(part)), 1 if is_heading else None, section))
        _print_words(places, part, at, number, page_width)
        at += len(part) + 2
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"sha256:{digest}", "paper.pdf", text, tuple(blocks), places=places)


def _print_words(places: Places, part: str, offset: int, line: int, page_width: float) -> None:
    at = 0
    for word in part.split(" "):
        x0 = min(at * 10.0, page_width)
        places.add(
            offset + at, offset + at + len(word), line, Box(1, x0, 20.0 * line, x0 + 10, 20.0 * line + 12)
        )
        at += len(word) + 1


def span_of(text: str, words: str, occurrence: int = 1) -> Span:
    """Where ``words`` stand in ``text`` for the n-th time. Raises ``ValueError`` if they do not."""
    at = -1
    for _ in range(occurrence):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))
