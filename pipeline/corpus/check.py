"""Whether the corpus keeps to its scheme: spans in the text, labels known, links known, checksums right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.corpus.gold import name_of_gold, read_gold
from pipeline.corpus.manifest import (
    GoldRecord,
    read_manifest,
    read_new_links,
    write_manifest,
    write_new_links,
)
from pipeline.corpus.papers import (
    covers_body,
    hash_of_text,
    paper_ids,
    read_paper,
    read_paper_text,
    read_split,
)
from pipeline.corpus.types import problems_of_types, typed_paper_ids
from pipeline.errors import CorpusError
from pipeline.schema import Annotations, Document, EntityLabel, Mention, Sentence, Span

__all__ = ["Finding", "accept_corpus", "check_corpus", "check_gold"]

SPLITS = ("train", "dev", "test")
_SLUG = re.compile(r"[^\W_A-Z]+(?:-[^\W_A-Z]+)*")
_NUMBER = r"-?\d+(?:\.\d+)?"
_VALUES = {
    EntityLabel.DATE: re.compile(r"[-\dXYSWEu~?%/.T:,\[\]{}]+"),
    EntityLabel.MONEY: re.compile(rf"[A-Z]{{3}} {_NUMBER}(?:[-/](?:[A-Z]{{3}} )?{_NUMBER})?"),
    EntityLabel.PERCENT: re.compile(rf"{_NUMBER}(?:[-/]{_NUMBER})?%"),
    EntityLabel.QUANTITY: re.compile(rf"{_NUMBER}(?:[-/]{_NUMBER})?"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that breaks the scheme, or (``fatal`` false) that could not be checked."""

    paper: str
    place: str
    problem: str
    fatal: bool = True


def check_corpus(
    folder: Path, *, shared: Path | None = None, known_links: Collection[str] | None = None
) -> list[Finding]:
    """All findings, paper by paper. Without ``known_links`` links are checked for their form only."""
    findings = list(_check_splits(folder))
    records = read_manifest(folder)
    links = frozenset(known_links) | read_new_links(folder) if known_links is not None else None
    for paper in paper_ids(folder):
        try:
            document = read_paper(paper, folder=folder, shared=shared)
        except CorpusError:
            findings.append(Finding(paper, "text", "is not here: spans cannot be checked", fatal=False))
            continue
        findings += _check_text(paper, document, records.get(paper))
        try:
            path = folder / "gold" / f"{paper}.jsonl"
            gold = read_gold(path, document.text)
            if name_of_gold(path) != paper:
                findings.append(Finding(paper, "doc", f"the records are about {name_of_gold(path)!r}"))
        except CorpusError as error:
            findings.append(Finding(paper, "gold", str(error)))
            continue
        findings += check_gold(gold, document.text, links)
    return findings + list(_check_types(folder, shared))


def _check_types(folder: Path, shared: Path | None) -> Iterator[Finding]:
    held_back = read_split("test", folder) if "test" in _splits(folder) else ()
    for paper in typed_paper_ids(folder):
        if paper in held_back:
            yield Finding(paper, "types", "are of a paper that is held back")
        try:
            text = read_paper_text(paper, folder=folder, shared=shared)
        except CorpusError:
            yield Finding(paper, "types", "cannot be checked: the text is not here", fatal=False)
            continue
        try:
            path = folder / "gold" / f"{paper}.jsonl"
            gold = read_gold(path, text).sentences if path.is_file() else ()
            for place, problem in problems_of_types(paper, text, gold, folder):
                yield Finding(paper, place, problem)
        except CorpusError as error:
            yield Finding(paper, "types", str(error))


def accept_corpus(
    folder: Path, *, shared: Path | None = None, known_links: Collection[str] = ()
) -> list[GoldRecord]:
    """Record the present texts and mark the unknown links as new; papers without text keep their record."""
    records = read_manifest(folder)
    new: dict[str, set[tuple[str, str]]] = defaultdict(set)
    split_of = {paper: split for split in _splits(folder) for paper in read_split(split, folder)}
    for paper in paper_ids(folder):
        try:
            document = read_paper(paper, folder=folder, shared=shared)
        except CorpusError:
            continue
        gold = read_gold(folder / "gold" / f"{paper}.jsonl", document.text)
        complete = covers_body(document, gold)
        records[paper] = GoldRecord(paper, hash_of_text(document.text), len(gold.sentences), complete)
        mentions = (mention for sentence in gold.sentences for mention in sentence.mentions)
        new[split_of.get(paper, "none")] |= {
            (m.entity, str(m.label)) for m in mentions if m.entity and m.entity not in known_links
        }
    write_manifest(folder, records.values())
    for split, links in new.items():
        write_new_links(folder, split, links)
    return sorted(records.values(), key=lambda record: record.paper)


def _splits(folder: Path) -> list[str]:
    return [split for split in SPLITS if (folder / "splits" / f"{split}.txt").is_file()]


def _check_splits(folder: Path) -> Iterator[Finding]:
    papers = set(paper_ids(folder))
    named: Counter[str] = Counter()
    for split in _splits(folder):
        named.update(read_split(split, folder))
    for paper in sorted(papers - named.keys()):
        yield Finding(paper, "splits", "is in no split")
    for paper in sorted(named):
        if named[paper] > 1:
            yield Finding(paper, "splits", f"is in {named[paper]} splits")
        if paper not in papers:
            yield Finding(paper, "splits", "has no gold yet", fatal=False)


def _check_text(paper: str, document: Document, record: GoldRecord | None) -> Iterator[Finding]:
    if record is None:
        yield Finding(paper, "manifest", "has no checksum: dragoman corpus check --accept writes it")
    elif record.text != hash_of_text(document.text):
        yield Finding(paper, "text", "is not the text that the gold was made on: its checksum differs")


def check_gold(gold: Annotations, text: str, links: Collection[str] | None) -> Iterator[Finding]:
    """Findings of one paper's gold over its ``text``."""
    names = Counter(sentence.id for sentence in gold.sentences)
    for name, times in names.items():
        if times > 1 or not name:
            yield Finding(gold.document, name or "sentence", f"id is given {times} times")
    for one, other in pairwise(gold.sentences):
        if one.span.overlaps(other.span):
            yield Finding(gold.document, other.id, f"overlaps {one.id}")
    for sentence in gold.sentences:
        for problem in _problems(sentence, text, links):
            yield Finding(gold.document, sentence.id, problem)


def _problems(sentence: Sentence, text: str, links: Collection[str] | None) -> Iterator[str]:
    for what, span in _spans(sentence):
        words = span.of(text)
        if span not in sentence.span:
            yield f"{what} at {span.start} is outside the sentence"
        elif words != words.strip():
            yield f"{what} {words!r} has white space around it"
    for one, other in pairwise(sentence.mentions):
        if other.span < one.span:
            yield f"{other.span.of(text)!r} is out of order"
        elif one.span.overlaps(other.span):
            yield f"{one.span.of(text)!r} and {other.span.of(text)!r} overlap"
    for mention in sentence.mentions:
        yield from _meaning_problems(mention, text, links)
    relations = Counter((r.head, r.label, r.tail) for r in sentence.relations)
    for (head, label, tail), times in relations.items():
        if times > 1:
            yield f"{label} of {head} and {tail} is given {times} times"
        if head == tail:
            yield f"{label} leads from entity {head} to itself"


def _spans(sentence: Sentence) -> Iterator[tuple[str, Span]]:
    yield from (("entity", mention.span) for mention in sentence.mentions)
    yield from (("trigger", relation.trigger) for relation in sentence.relations if relation.trigger)
    for stance in sentence.stances:
        yield "target", stance.target
        if stance.holder.span:
            yield "holder of a stance", stance.holder.span
    if sentence.holder.span:
        yield "holder", sentence.holder.span
    if sentence.holder.cue:
        yield "cue", sentence.holder.cue


def _meaning_problems(mention: Mention, text: str, links: Collection[str] | None) -> Iterator[str]:
    words = mention.span.of(text)
    if mention.label.is_value:
        if mention.value is not None and not _VALUES[mention.label].fullmatch(mention.value):
            yield f"{mention.label} {words!r} has the value {mention.value!r}"
    elif mention.entity is None:
        yield f"{mention.label} {words!r} has no link"
    elif not _SLUG.fullmatch(mention.entity):
        yield f"{mention.entity!r} is no link: lower-case words and hyphens"
    elif links is not None and mention.entity not in links:
        yield f"{mention.entity!r} is neither in the knowledge base nor marked as new"
