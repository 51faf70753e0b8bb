"""Sentences of our own, parsed as one-paragraph papers, with the names in them as mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from pipeline.annotate.attribution import find_holders
from pipeline.annotate.parsing import body_sentences, parse_document
from pipeline.schema import Block, BlockKind, Document, EntityLabel, Holder, Mention, Span

NAMES = {
    "Oslo": EntityLabel.GPE,
    "Norway": EntityLabel.GPE,
    "Rome": EntityLabel.GPE,
    "Hansen": EntityLabel.PERSON,
    "Bruun": EntityLabel.PERSON,
    "Arctic Council": EntityLabel.ORG,
    "Fjord Institute": EntityLabel.ORG,
    "Agency": EntityLabel.ORG,
    "Budget Act": EntityLabel.LAW,
}
"""Names that the test sentences use, with their labels."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A parsed text with its sentences, mentions and holders."""

    doc: Doc
    sentences: tuple[Tokens, ...]
    mentions: tuple[Mention, ...]
    holders: tuple[Holder, ...]

    def words(self, span: Span | None) -> str | None:
        """The text of a span."""
        return span.of(self.doc.text) if span is not None else None


def read_paper(nlp: Language, *paragraphs: str, names: Mapping[str, EntityLabel] = NAMES) -> Paper:
    """The paragraphs as one paper."""
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    doc = parse_document(Document("test", "test", text, tuple(blocks)), nlp)
    sentences = tuple(body_sentences(doc))
    mentions = tuple(find_names(text, names))
    return Paper(doc, sentences, mentions, tuple(find_holders(doc, sentences, mentions)))


def find_names(text: str, names: Mapping[str, EntityLabel]) -> Sequence[Mention]:
    """Every occurrence of the names, in text order."""
    found = []
    for name, label in names.items():
        at = text.find(name)
        while at >= 0:
            found.append(Mention(Span(at, at + len(name)), label, entity=name.lower().replace(" ", "-")))
            at = text.find(name, at + 1)
    return sorted(found, key=lambda mention: mention.span)
