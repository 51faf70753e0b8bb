"""What is trained on: papers with gold, parsed once, their sentences cut as the gold cuts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from pipeline.annotate.parsing import parse_document
from pipeline.corpus import read_gold, read_gold_document
from pipeline.errors import CorpusError
from pipeline.schema import Annotations, Block, BlockKind, Document, Mention, Sentence, Span

__all__ = ["Material", "halves_of", "read_extra", "read_material"]


@dataclass(frozen=True, slots=True)
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
