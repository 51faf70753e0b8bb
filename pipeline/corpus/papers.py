"""The papers of the corpus: where their text, truth and gold lie, and how they become documents.

    corpus/papers/<id>/paper.txt, truth.json   a sample paper's reading text and its blocks
    corpus/gold/<id>.jsonl                     annotation, stand-off to that text
    corpus/splits/<split>.txt                  ids, one a line

A paper whose text may not be in the project (a publisher's) is looked for in a folder ``shared`` beside
it: ``shared/paper/<id>.txt``, or ``shared/pdfs/policy/<id>`` as ``.md``, ``.html`` or ``.pdf``, of which the
plain words are the text. ``re3d-<source>`` is what a source has in ``shared/datasets/re3d/documents.jsonl``,
document after document. Of these only extracts are annotated: their document is the sentences that hold gold.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from pipeline.corpus.gold import read_gold
from pipeline.corpus.manifest import read_manifest
from pipeline.corpus.markup import plain_words
from pipeline.errors import CorpusError
from pipeline.schema import BODY_KINDS, Annotations, Block, BlockKind, Document, Metadata, Span

__all__ = [
    "CORPUS",
    "Rendering",
    "covers_body",
    "gold_path",
    "hash_of_text",
    "paper_ids",
    "paper_source",
    "read_gold_document",
    "read_paper",
    "read_paper_text",
    "read_split",
]

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
"""The corpus folder of a checkout; an installed package has none, so commands take ``--corpus``."""


class Rendering(StrEnum):
    """A paper's reading text, on which gold is made, or a source that it is read from."""

    TEXT = "text"
    PDF = "pdf"
    MARKDOWN = "markdown"


_MARKED_UP = (".md", ".html")
_PUBLISHED = (*_MARKED_UP, ".pdf")
_DATA_SET = "re3d-"
_BLANK_LINE = re.compile(r"\n\s*\n")
_BLOCK = re.compile(r"\S(?:.*?\S)?(?=\s*\n[ \t]*\n|\s*\Z)", re.DOTALL)


def read_gold_document(
    paper_id: str, *, folder: Path = CORPUS, shared: Path | None = None, gold_file: Path | None = None
) -> tuple[Document, Annotations]:
    """A paper as the annotators saw it, and its gold, from ``gold_file`` where one is given.

    The document ends with the block of the last gold sentence: what follows (notes, references) carries no
    annotation. Of a marked-up page it has the annotated paragraphs. Raises ``CorpusError`` where text or gold
    is missing, or where the text is not the one that the gold was made on.
    """
    document = read_paper(paper_id, folder=folder, shared=shared)
    record = read_manifest(folder).get(paper_id)
    if gold_file is None and record is not None and record.text != document.id:
        raise CorpusError(
            f"the text of {paper_id!r} is not the one that its gold was made on",
            where=document.source,
            advice="read it with the versions in constraints.txt",
        )
    gold = read_gold(gold_file or gold_path(paper_id, folder=folder, shared=shared), document.text)
    return _keep_annotated(document, gold), gold


def _keep_annotated(document: Document, gold: Annotations) -> Document:
    if not document.source.endswith(".txt"):
        return replace(document, blocks=tuple(_extracts(document, gold)))
    last = max((sentence.span.end for sentence in gold.sentences), default=0)
    return _cut(document, last)


def read_paper(paper_id: str, *, folder: Path = CORPUS, shared: Path | None = None) -> Document:
    """A paper's reading text with its blocks from ``truth.json``, or paragraphs at blank lines without it."""
    path = _text_path(paper_id, folder, shared)
    text = _text_at(path, paper_id)
    truth = path.with_name("truth.json" if path.name == "paper.txt" else f"{paper_id}.truth.json")
    blocks = _blocks_of_truth(truth) if truth.is_file() else _blocks_at_blank_lines(text)
    title = next((block.span.of(text) for block in blocks if block.kind is BlockKind.TITLE), "")
    return Document(
        id=hash_of_text(text),
        source=path.name,
        text=text,
        blocks=blocks,
        metadata=Metadata(title=title, language="en"),
    )


def read_paper_text(paper_id: str, *, folder: Path = CORPUS, shared: Path | None = None) -> str:
    """A paper's reading text alone. Raises ``CorpusError`` where it is not to be had."""
    return _text_at(_text_path(paper_id, folder, shared), paper_id)


def gold_path(paper_id: str, *, folder: Path = CORPUS, shared: Path | None = None) -> Path:
    """Where a paper's gold lies; the project's own goes before that of ``shared``."""
    own = folder / "gold" / f"{paper_id}.jsonl"
    given = _shared(folder, shared) / "gold" / f"{paper_id}.dev.jsonl"
    found = next((path for path in (own, given) if path.is_file()), None)
    if found is None:
        raise CorpusError(
            f"no gold for {paper_id!r}", where=str(own), advice="dragoman corpus check lists it"
        )
    return found


def paper_ids(folder: Path = CORPUS) -> tuple[str, ...]:
    """All papers that have gold in the project, sorted."""
    return tuple(sorted(path.stem for path in (folder / "gold").glob("*.jsonl")))


def read_split(name: str, folder: Path = CORPUS) -> tuple[str, ...]:
    """The ids of a split (``train``, ``dev``, ``test``), in file order; lines with ``#`` are remarks."""
    path = folder / "splits" / f"{name}.txt"
    if not path.is_file():
        raise CorpusError(f"no split {name!r}", where=str(path.parent), advice="splits are train, dev, test")
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def hash_of_text(text: str) -> str:
    """``sha256:`` and the hash of the text in UTF-8: the identity of a reading text."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8')).hexdigest()}"


def _text_path(paper_id: str, folder: Path, shared: Path | None) -> Path:
    given = _shared(folder, shared)
    places = (
        folder / "papers" / paper_id / "paper.txt",
        given / "paper" / f"{paper_id}.txt",
        *(given / "pdfs" / "policy" / f"{paper_id}{suffix}" for suffix in _PUBLISHED),
        *([given / "datasets" / "re3d" / "documents.jsonl"] if paper_id.startswith(_DATA_SET) else []),
    )
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise CorpusError(
            f"the text of {paper_id!r} is not here",
            where=str(places[0]),
            advice="texts of others are not part of the project; give the folder that has it with --shared",
        )
    return found


def _text_at(path: Path, paper_id: str) -> str:
    if path.suffix == ".pdf":
        from pipeline.corpus.pages import page_words  # most papers need no pdfium

        return page_words(path)
    text = path.read_bytes().decode("utf-8")
    if path.suffix == ".jsonl":
        return _texts_of_source(text, paper_id.removeprefix(_DATA_SET))
    return plain_words(text) if path.suffix in _MARKED_UP else text


def _texts_of_source(lines: str, source: str) -> str:
    """The documents of a source, given as a slug, with single spaces and a blank line between paragraphs."""
    rows = (json.loads(line) for line in lines.splitlines())
    texts = [row["text"] for row in rows if row["sourceName"].lower().replace(" ", "-") == source]
    paragraphs = (" ".join(part.split()) for text in texts for part in _BLANK_LINE.split(text))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def _shared(folder: Path, shared: Path | None) -> Path:
    return shared or folder.resolve().parent.parent / "shared"


def _blocks_of_truth(path: Path) -> tuple[Block, ...]:
    rows = json.loads(path.read_text(encoding="utf-8"))["blocks"]
    kinds = set(BlockKind)
    blocks = (
        Block(BlockKind(row["kind"]), Span(row["start"], row["end"]), row.get("level"))
        for row in rows
        if row["kind"] in kinds
    )
    return tuple(sorted(blocks, key=lambda block: block.span))


def _blocks_at_blank_lines(text: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, Span(*match.span())) for match in _BLOCK.finditer(text))


def _extracts(document: Document, gold: Annotations) -> Iterator[Block]:
    """Runs of gold sentences with nothing between them: lead-ins and omitted sentences are left out."""
    for block in document.blocks:
        inside = [sentence.span for sentence in gold.sentences if sentence.span in block.span]
        for first, last in _runs(inside, document.text):
            yield replace(block, span=Span(first.start, last.end))


def _runs(spans: list[Span], text: str) -> Iterator[tuple[Span, Span]]:
    first = 0
    for at, span in enumerate(spans):
        is_last = at + 1 == len(spans)
        if is_last or text[span.end : spans[at + 1].start].strip():
            yield spans[first], span
            first = at + 1


def _cut(document: Document, end: int) -> Document:
    blocks = tuple(block for block in document.blocks if block.span.start < end)
    last = max((block.span.end for block in blocks if block.kind in BODY_KINDS), default=0)
    text = document.text[:last]
    return Document(
        id=hash_of_text(text),
        source=document.source,
        text=text,
        blocks=tuple(block for block in blocks if block.span.end <= last),
        metadata=document.metadata,
    )


def paper_source(
    paper_id: str, rendering: Rendering, *, folder: Path = CORPUS, shared: Path | None = None
) -> Path:
    """The file that holds a rendering of a paper. Raises ``CorpusError`` where there is none."""
    suffix = {Rendering.TEXT: ".txt", Rendering.PDF: ".pdf", Rendering.MARKDOWN: ".md"}[rendering]
    given = _shared(folder, shared)
    places = (
        folder / "papers" / paper_id / f"paper{suffix}",
        given / "paper" / f"{paper_id}{suffix}",
        given / "pdfs" / "policy" / f"{paper_id}{suffix}",
    )
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise CorpusError(
            f"no {rendering} of {paper_id!r}", where=str(places[0]), advice="measure it from its text"
        )
    return found


def covers_body(document: Document, gold: Annotations) -> bool:
    """Whether every body block holds a gold sentence: then what is found elsewhere is too much."""
    starts = [sentence.span.start for sentence in gold.sentences]
    return all(
        any(block.span.start <= start < block.span.end for start in starts)
        for block in document.body_blocks()
    )
