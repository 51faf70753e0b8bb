"""Which recogniser of names holds on papers nobody has seen: rules and knowledge, a retrained NER, encoder.

    python -m benchmarks.recognisers [--folds 4] [--epochs 6] [--only PAPER,PAPER] [--vectors FILE]

Everything that is trained learns from the other papers of the dev split (cross-validation over documents),
from CrossNER politics and from re3d (``../shared/datasets``). All designs are scored alike: names only, span
and label, F1 over the papers named. The rules learn from nothing here: compare them on papers that were not
looked at when they were written. ``--vectors`` are static word-piece vectors distilled from all-MiniLM-L6-v2
(``pieces``, ``vectors``, ``scales`` in an .npz file); without them the encoder is left out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.training import Example
from spacy.util import filter_spans, minibatch

from pipeline.annotate.base_model import load_base_model
from pipeline.annotate.capitals import find_runs, title_tokens
from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.parsing import body_sentences, parse_document
from pipeline.corpus import read_gold_document
from pipeline.schema import EntityLabel

DATASETS = Path("../shared/datasets")
NAMES = frozenset(label.value for label in EntityLabel if not label.is_value)
CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "GPE",
    "location": "GPE",
    "election": "EVENT",
    "event": "EVENT",
}
RE3D = {"Organisation": "ORG", "Person": "PERSON", "Nationality": "NORP", "Location": "GPE"}
Place = tuple[int, int, str]
"""Where a name begins and ends (characters), and its label."""


@dataclass(frozen=True)
class Paper:
    """One paper of the corpus: its parse, its gold sentences and the names in them."""

    name: str
    doc: Doc
    sentences: list[tuple[int, int]]
    gold: set[Place]


# --- material


def read_papers(nlp: Language) -> list[Paper]:
    """The papers of the dev split."""
    names = Path("corpus/splits/dev.txt").read_text(encoding="utf-8").split()
    return [_read_paper(name, nlp) for name in names]


def _read_paper(name: str, nlp: Language) -> Paper:
    document, gold = read_gold_document(name)
    places = {
        (m.span.start, m.span.end, m.label.value)
        for sentence in gold.sentences
        for m in sentence.mentions
        if not m.label.is_value
    }
    spans = [(sentence.span.start, sentence.span.end) for sentence in gold.sentences]
    return Paper(name, parse_document(document, nlp), spans, places)


def material_of(papers: Sequence[Paper]) -> list[Doc]:
    """A ``Doc`` with its gold names for each gold sentence."""
    docs: list[Doc] = []
    for paper in papers:
        for start, end in paper.sentences:
            sentence = paper.doc.char_span(start, end, alignment_mode="expand")
            if sentence is None:
                continue
            spans = [
                paper.doc.char_span(s, e, label=label, alignment_mode="expand")
                for s, e, label in paper.gold
                if start <= s and e <= end
            ]
            docs.append(_with_names(sentence, [span for span in spans if span is not None]))
    return docs


def _with_names(sentence: Tokens, spans: Iterable[Tokens]) -> Doc:
    doc = sentence.as_doc()
    kept = filter_spans(spans)
    doc.set_ents([Tokens(doc, s.start - sentence.start, s.end - sentence.start, s.label) for s in kept])
    return doc


def read_others(nlp: Language) -> list[Doc]:
    """CrossNER politics and re3d, with our labels; what has none of ours is unknown, not nothing."""
    docs = [doc for part in ("train", "dev") for doc in _read_crossner(part, nlp)]
    return docs + _read_re3d(nlp)


def _read_crossner(part: str, nlp: Language) -> list[Doc]:
    docs = []
    for block in (DATASETS / f"crossner_politics/{part}.txt").read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split() for line in block.splitlines() if line.strip()]
        if not rows:
            continue
        doc = Doc(nlp.vocab, words=[row[0] for row in rows])
        tags = [row[-1] for row in rows]
        spans, missing = _spans_of_tags(doc, tags)
        doc.set_ents(spans, missing=missing, default="outside")
        docs.append(doc)
    return docs


def _spans_of_tags(doc: Doc, tags: Sequence[str]) -> tuple[list[Tokens], list[Tokens]]:
    spans, missing, at = [], [], 0
    while at < len(tags):
        end = at + 1
        if tags[at] != "O":
            while end < len(tags) and tags[end].startswith("I-"):
                end += 1
            label = CROSSNER.get(tags[at][2:])
            span = Tokens(doc, at, end, label or "")
            (spans if label else missing).append(span)
        at = end
    return spans, missing


def _read_re3d(nlp: Language) -> list[Doc]:
    names: dict[str, list[dict[str, Any]]] = {}
    for line in (DATASETS / "re3d/entities.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names.setdefault(row["documentId"], []).append(row)
    docs = []
    for line in (DATASETS / "re3d/documents.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc = nlp.make_doc(row["text"])
        docs.append(_with_re3d(doc, names.get(row["_id"], [])))
    return docs


def _with_re3d(doc: Doc, rows: Iterable[dict[str, Any]]) -> Doc:
    """Proper names only: re3d also marks "the president"; those and its other types are unknown to us."""
    spans, missing = [], []
    for row in rows:
        start = row["begin"] + (4 if row["value"].lower().startswith("the ") else 0)
        span = doc.char_span(start, row["end"], label=RE3D.get(row["type"], ""), alignment_mode="expand")
        if span is None:
            continue
        proper = row["type"] in RE3D and all(t.text[0].isupper() or t.is_stop or t.is_punct for t in span)
        (spans if proper else missing).append(span)
    kept = filter_spans(spans)
    taken = {token.i for span in kept for token in span}
    free = [span for span in filter_spans(missing) if taken.isdisjoint(t.i for t in span)]
    doc.set_ents(kept, missing=free, default="outside")
    return doc


# --- designs


def names_of_base(paper: Paper) -> set[Place]:
    """The base model alone."""
    return {(e.start_char, e.end_char, e.label_) for e in paper.doc.ents if e.label_ in NAMES}


def names_of_rules(doc: Doc, knowledge: Knowledge) -> set[Place]:
    """The product: knowledge and rules over the entities that ``doc`` has."""
    found = find_mentions(doc, knowledge)
    return {(m.span.start, m.span.end, m.label.value) for m in found if not m.label.is_value}


def train_ner(material: Sequence[Doc], epochs: int, *, listen: bool) -> Language:
    """A new ``ner`` for our labels, from the base model's NER layers or listening to its tok2vec."""
    nlp, _ = load_base_model()
    config: dict[str, Any] = {"model": nlp.get_pipe_config("ner")["model"]} if "ner" in nlp.pipe_names else {}
    learned = nlp.get_pipe("ner").model.get_ref("tok2vec").to_bytes()  # type: ignore[attr-defined]
    if listen:
        config["model"] = dict(config["model"])
        config["model"]["tok2vec"] = {
            "@architectures": "spacy.Tok2VecListener.v1",
            "width": 96,
            "upstream": "tok2vec",
        }
    for pipe in ("tagger", "parser", "attribute_ruler", "lemmatizer", "dragoman_ellipses", "ner"):
        nlp.remove_pipe(pipe)
    if not listen:
        nlp.remove_pipe("tok2vec")
    names = nlp.add_pipe("ner", config=config)
    examples = [Example(_bare(doc, nlp), doc) for doc in material]
    names.initialize(lambda: examples[:400], nlp=nlp)  # type: ignore[attr-defined]
    for label in sorted(NAMES):
        names.add_label(label)  # type: ignore[attr-defined]
    if not listen:
        names.model.get_ref("tok2vec").from_bytes(learned)  # type: ignore[attr-defined]
    _fit(nlp, material, epochs, listen=listen)
    return nlp


def _fit(nlp: Language, material: Sequence[Doc], epochs: int, *, listen: bool) -> None:
    order = random.Random(7)
    optimizer = nlp.create_optimizer()
    optimizer.learn_rate = 0.001
    frozen = ["tok2vec"] if listen else []
    for _ in range(epochs):
        docs = list(material)
        order.shuffle(docs)
        for batch in minibatch(docs, 24):
            examples = [Example(_bare(doc, nlp), doc) for doc in batch]
            nlp.update(examples, sgd=optimizer, drop=0.2, exclude=frozen, annotates=frozen)


def _bare(doc: Doc, nlp: Language) -> Doc:
    return Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def read_with(nlp: Language, paper: Paper) -> Doc:
    """The paper's parse with the names of a trained NER in place of the base model's."""
    doc = paper.doc.copy()
    spans: list[Tokens] = []
    sentences = list(body_sentences(paper.doc))
    read = nlp.pipe([_bare(sentence.as_doc(), nlp) for sentence in sentences])
    for sentence, found in zip(sentences, read, strict=True):
        at = sentence.start
        spans += [Tokens(doc, at + e.start, at + e.end, e.label_) for e in found.ents]
    doc.set_ents(spans)
    doc.user_data["body"] = paper.doc.user_data["body"]
    return doc


class Encoder:
    """Static word-piece vectors."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as saved:
            pieces = saved["pieces"].tobytes().decode("utf-8").split("\n")
            self.vectors: NDArray[np.float32] = saved["vectors"].astype(np.float32) * saved["scales"]
        self.pieces = {piece: row for row, piece in enumerate(pieces)}
        self.known: dict[str, NDArray[np.float32]] = {}

    def of(self, word: str) -> NDArray[np.float32]:
        """The mean of the word's pieces; zeros where it has none."""
        if word not in self.known:
            plain = unicodedata.normalize("NFD", word.lower())
            plain = "".join(char for char in plain if not unicodedata.combining(char))
            ids = [i for part in re.findall(r"[^\W_]+|[^\w\s]|_", plain) for i in self._cut(part)]
            width = self.vectors.shape[1]
            self.known[word] = self.vectors[ids].mean(axis=0) if ids else np.zeros(width, np.float32)
        return self.known[word]

    def _cut(self, word: str) -> list[int]:
        found, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = self.pieces.get(word[at:end] if at == 0 else "##" + word[at:end])
                if piece is not None:
                    found.append(piece)
                    at = end
                    break
            else:
                return []
        return found


def candidates_of(doc: Doc) -> list[tuple[int, int, str]]:
    """Where names can be: runs of capitals and their parts up to four words, and the base model's names."""
    base = {(e.start, e.end): e.label_ for e in doc.ents}
    found = dict.fromkeys(base)
    for run in find_runs(doc, title_tokens(doc)):
        for start in range(run.start, run.end):
            for end in range(start + 1, min(run.end, start + 6) + 1):
                found.setdefault((start, end))
        found.setdefault((run.start, run.end))
    return [(start, end, base.get((start, end), "")) for start, end in found]


def features_of(doc: Doc, span: tuple[int, int, str], encoder: Encoder) -> NDArray[np.float32]:
    """Vectors of the span, its last word and two words on each side; its shape; the base model's label."""
    start, end, label = span
    words = [t.text for t in doc[start:end]]
    around = [doc[i].text if 0 <= i < len(doc) else "" for i in (start - 2, start - 1, end, end + 1)]
    parts = [np.mean([encoder.of(w) for w in words], axis=0), encoder.of(words[-1])]
    parts += [encoder.of(word) for word in around]
    edge = [bool(t) and t[0].isupper() for t in (around[1], around[2])]
    shape = [
        len(words),
        words[0].isupper(),
        any(c.isdigit() for c in words[-1]),
        doc[start].is_sent_start,
        *edge,
    ]
    kinds = [label == kind for kind in (*sorted(NAMES), "")]
    return np.concatenate([*parts, np.array([*map(float, shape), *map(float, kinds)], np.float32)])


def train_encoder(papers: Sequence[Paper], encoder: Encoder) -> Any:
    """A linear classifier of spans over the encoder's vectors."""
    rows, labels = [], []
    for paper in papers:
        gold = {(s, e): label for s, e, label in paper.gold}
        inside = {place for start, end in paper.sentences for place in range(start, end)}
        for span in candidates_of(paper.doc):
            tokens = paper.doc[span[0] : span[1]]
            if tokens.start_char in inside:
                rows.append(features_of(paper.doc, span, encoder))
                labels.append(gold.get((tokens.start_char, tokens.end_char), "none"))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.02, max_iter=300))
    return model.fit(np.array(rows), labels)


def names_of_encoder(paper: Paper, model: Any, encoder: Encoder) -> set[Place]:
    """The likeliest spans that do not overlap."""
    spans = candidates_of(paper.doc)
    chances = model.predict_proba(np.array([features_of(paper.doc, span, encoder) for span in spans]))
    best = chances.argmax(axis=1)
    taken: set[int] = set()
    found: set[Place] = set()
    for at in sorted(range(len(spans)), key=lambda i: -chances[i, best[i]]):
        label = str(model.classes_[best[at]])
        places = range(spans[at][0], spans[at][1])
        if label != "none" and taken.isdisjoint(places):
            taken.update(places)
            tokens = paper.doc[spans[at][0] : spans[at][1]]
            found.add((tokens.start_char, tokens.end_char, label))
    return found


def doc_of_names(paper: Paper, names: Iterable[Place]) -> Doc:
    """The paper's parse with these names in place of the base model's."""
    doc = paper.doc.copy()
    spans = [doc.char_span(start, end, label=label) for start, end, label in names]
    doc.set_ents(filter_spans([span for span in spans if span is not None]))
    doc.user_data["body"] = paper.doc.user_data["body"]
    return doc


# --- comparison


@dataclass
class Tally:
    """What one design found of one paper."""

    design: str
    paper: str
    right: int
    gold: int
    found: int
    seconds: float


def compare(papers: Sequence[Paper], options: argparse.Namespace) -> list[Tally]:
    """All designs on all papers, each by what was learned from the papers of the other folds."""
    nlp, _ = load_base_model()
    knowledge, others = load_knowledge(), read_others(nlp)
    encoder = Encoder(options.vectors) if options.vectors else None
    tallies: list[Tally] = []
    for fold in range(options.folds):
        held = papers[fold :: options.folds]
        rest = [paper for paper in papers if paper not in held]
        designs = _designs(rest, others, knowledge, encoder, options)
        for paper in held:
            for name, read in designs:
                began = time.process_time()
                tallies.append(_tally(name, paper, read(paper), time.process_time() - began))
        print(f"fold {fold + 1} of {options.folds} done", flush=True)
    return tallies


def _designs(
    rest: Sequence[Paper],
    others: Sequence[Doc],
    knowledge: Knowledge,
    encoder: Encoder | None,
    options: argparse.Namespace,
) -> list[tuple[str, Callable[[Paper], set[Place]]]]:
    material = [*material_of(rest), *others]
    own = train_ner(material, options.epochs, listen=False)
    listening = train_ner(material, options.epochs, listen=True)
    designs: list[tuple[str, Callable[[Paper], set[Place]]]] = [
        ("base model", names_of_base),
        ("knowledge and rules over the base model", lambda p: names_of_rules(p.doc, knowledge)),
        ("retrained NER, layers of its own", lambda p: _names_in(read_with(own, p))),
        ("retrained NER, listening to the base model", lambda p: _names_in(read_with(listening, p))),
        (
            "knowledge and rules over the retrained NER",
            lambda p: names_of_rules(read_with(own, p), knowledge),
        ),
    ]
    if encoder is not None:
        model = train_encoder(rest, encoder)
        designs += [
            ("encoder: span classifier", lambda p: names_of_encoder(p, model, encoder)),
            (
                "knowledge and rules over the encoder",
                lambda p: names_of_rules(doc_of_names(p, names_of_encoder(p, model, encoder)), knowledge),
            ),
        ]
    return designs


def _names_in(doc: Doc) -> set[Place]:
    return {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in NAMES}


def _tally(design: str, paper: Paper, names: set[Place], seconds: float) -> Tally:
    inside = {place for start, end in paper.sentences for place in range(start, end)}
    found = {name for name in names if name[0] in inside}
    return Tally(design, paper.name, len(found & paper.gold), len(paper.gold), len(found), seconds)


def report(tallies: Sequence[Tally], papers: Sequence[Paper], only: Sequence[str]) -> str:
    """One line a design: F1 over all papers, over those named, and time per thousand tokens."""
    tokens = sum(len(paper.doc) for paper in papers)
    lines = ["| design | all papers | papers named | ms per 1000 tokens |", "| --- | ---: | ---: | ---: |"]
    for design in dict.fromkeys(tally.design for tally in tallies):
        own = [tally for tally in tallies if tally.design == design]
        named = [tally for tally in own if not only or tally.paper in only]
        seconds = sum(tally.seconds for tally in own)
        lines.append(f"| {design} | {_f1(own):.3f} | {_f1(named):.3f} | {seconds * 1e6 / tokens:.0f} |")
    return "\n".join(lines)


def _f1(tallies: Iterable[Tally]) -> float:
    held = list(tallies)
    total = sum(tally.gold + tally.found for tally in held)
    return 2 * sum(tally.right for tally in held) / total if total else 0.0


def main() -> None:
    """Train, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--only", default="", help="Papers, divided by commas, for the second column.")
    parser.add_argument("--vectors", type=Path)
    options = parser.parse_args()
    nlp, _ = load_base_model()
    papers = read_papers(nlp)
    print(report(compare(papers, options), papers, [name for name in options.only.split(",") if name]))


if __name__ == "__main__":
    main()
