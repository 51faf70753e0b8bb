"""What is trained on: papers with gold, parsed once, their sentences cut as the gold cuts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge
from pipeline.annotate.links import link_mentions
from pipeline.annotate.parsing import parse_document
from pipeline.corpus import (
    TypedSentence,
    read_gold,
    read_gold_document,
    read_paper,
    read_types,
    typed_paper_ids,
)
from pipeline.errors import CorpusError
from pipeline.schema import Annotations, Block, BlockKind, Document, Flag, Mention, Sentence, Span

__all__ = ["Material", "halves_of", "read_extra", "read_material", "read_typed", "without"]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """One paper to learn from."""

    name: str
    document: Document
    doc: Doc
    sentences: tuple[Tokens, ...]
    """One for each gold sentence, in order."""
    gold: tuple[Sentence, ...]

    @property
    def mentions(self) -> list[Mention]:
        """All gold mentions, in text order."""
        return [mention for sentence in self.gold for mention in sentence.mentions]


def read_material(paper_ids: Iterable[str], nlp: Language, *, shared: Path | None = None) -> list[Material]:
    """The papers of the corpus with these ids; one whose text is not at hand is left out."""
    found = []
    for paper_id in paper_ids:
        try:
            document, gold = read_gold_document(paper_id, shared=shared)
        except CorpusError:
            continue
        found.append(_material(paper_id, document, gold, nlp))
    return found


def read_typed(nlp: Language, knowledge: Knowledge, *, shared: Path | None = None) -> list[Material]:
    """The papers with gold for claim types alone, under their own names; mentions are the annotator's.

    They teach claim types and nothing else: relations and stances of their sentences are not known. One
    whose text is not at hand is left out.
    """
    found = []
    for paper_id in typed_paper_ids():
        try:
            document = read_paper(paper_id, shared=shared)
        except CorpusError:
            continue
        rows = read_types(paper_id)
        document = replace(document, blocks=tuple(_blocks_of(rows, document.text)))
        gold = tuple(
            Sentence(row.span, row.type, hedged=Flag(row.hedged), negated=Flag(row.negated)) for row in rows
        )
        material = _material(paper_id, document, Annotations(paper_id, gold), nlp)
        found.append(_with_mentions(material, knowledge))
    return found


def _blocks_of(rows: Sequence[TypedSentence], text: str) -> Iterator[Block]:
    """Runs of sentences with nothing but a space between them."""
    first = 0
    for at, row in enumerate(rows):
        after = rows[at + 1].span.start if at + 1 < len(rows) else len(text)
        if text[row.span.end : after] != " ":
            yield Block(BlockKind.PARAGRAPH, Span(rows[first].span.start, row.span.end))
            first = at + 1


def _with_mentions(material: Material, knowledge: Knowledge) -> Material:
    found = link_mentions(material.doc, find_mentions(material.doc, knowledge), knowledge)
    gold = tuple(
        replace(sentence, mentions=tuple(m for m in found if m.span in sentence.span))
        for sentence in material.gold
    )
    return replace(material, gold=gold)


def read_extra(path: Path, nlp: Language) -> Material:
    """A user's own gold: ``my-gold.jsonl``, with the text it stands off to beside it as ``my-gold.txt``.

    Raises ``CorpusError`` where the text is missing or the gold does not fit it.
    """
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        raise CorpusError(
            "the gold has no text", where=str(path), advice=f"put the text it stands off to at {text_path}"
        )
    text = text_path.read_bytes().decode("utf-8")
    gold = read_gold(path, text)
    blocks = tuple(Block(BlockKind.PARAGRAPH, span) for span in _paragraphs(text))
    return _material(path.stem, Document("extra", path.name, text, blocks), gold, nlp)


def without(held_out: Material, materials: Sequence[Material]) -> list[Material]:
    """Those of other papers; a paper may have come in parts of the same name."""
    return [material for material in materials if material.name != held_out.name]


def halves_of(material: Material) -> list[Material]:
    """The paper cut in two after half of its sentences, so that each half can be judged from the other."""
    middle = len(material.gold) // 2
    parts = (slice(None, middle), slice(middle, None))
    return [
        replace(
            material,
            name=f"{material.name}-{number}",
            sentences=material.sentences[part],
            gold=material.gold[part],
        )
        for number, part in enumerate(parts, start=1)
    ]


def _paragraphs(text: str) -> Sequence[Span]:
    spans = []
    at = 0
    for part in text.split("\n\n"):
        if part.strip():
            spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    return spans


def _material(name: str, document: Document, gold: Annotations, nlp: Language) -> Material:
    doc = parse_document(document, nlp)
    sentences = []
    for sentence in gold.sentences:
        tokens = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="expand")
        if tokens is None:
            raise CorpusError(f"sentence {sentence.id} of {name} is not in its text", advice="check the gold")
        sentences.append(tokens)
    return Material(name, document, doc, tuple(sentences), gold.sentences)
