"""What one gets without Dragoman: the bare spaCy model's names, and the commonest label for all else."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from pipeline.annotate.parsing import body_sentences
from pipeline.schema import Annotations, ClaimType, EntityLabel, Mention, Sentence, Span

__all__ = ["annotate_baseline"]

_NOT_LETTERS = re.compile(r"[\W_]+")


def annotate_baseline(doc: Doc, document_id: str) -> Annotations:
    """The base model's entities where the scheme has their label, linked to the slug of their own words.

    Every sentence is a ``fact`` of the author, neither hedged nor negated, without relations and stances:
    the majority of policy papers' sentences. ``doc`` comes from ``parse_document``.
    """
    labels = {str(label) for label in EntityLabel}
    sentences = []
    for sentence in body_sentences(doc):
        mentions = tuple(
            _mention(entity.start_char, entity.end_char, EntityLabel(entity.label_), entity.text)
            for entity in sentence.ents
            if entity.label_ in labels
        )
        span = Span(sentence.start_char, sentence.end_char)
        sentences.append(Sentence(span=span, type=ClaimType.FACT, mentions=mentions))
    return Annotations(document_id, tuple(sentences))


def _mention(start: int, end: int, label: EntityLabel, text: str) -> Mention:
    if label.is_value:
        return Mention(Span(start, end), label, value=text, by="model:base")
    slug = _NOT_LETTERS.sub("-", text.casefold()).strip("-")
    return Mention(Span(start, end), label, entity=slug or None, by="model:base")
