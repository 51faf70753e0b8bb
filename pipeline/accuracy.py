"""What ``dragoman evaluate`` does: the pipeline, a file of annotations or a second annotator against gold."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__
from pipeline.corpus import (
    CORPUS,
    Rendering,
    covers_body,
    gold_path,
    name_of_gold,
    paper_ids,
    read_gold,
    read_gold_document,
    read_paper,
    read_paper_text,
    read_split,
)
from pipeline.errors import CorpusError
from pipeline.evaluate import Scores, score_annotations
from pipeline.evaluate.report import LearningPoint, Report, build_report, report_as_text

__all__ = ["CORPUS", "Request", "evaluate", "write_accuracy"]


@dataclass(frozen=True, slots=True)
class Request:
    """What to compare with what. ``gold``, ``predicted`` and ``file`` are for the one paper named."""

    papers: tuple[str, ...] = ()
    rendering: Rendering = Rendering.TEXT
    gold: Path | None = None
    predicted: Path | None = None
    file: Path | None = None
    """Any rendering of the paper: another extraction, another edition's PDF."""
    annotators: tuple[Path, Path] | None = None
    learning_curve: Path | None = None
    spacy_model: str | None = None
    models: Path | None = None
    knowledge: tuple[Path, ...] = ()
    """What the pipeline is made of, where it is not the default."""
    corpus: Path = CORPUS
    shared: Path | None = None
    date: str = ""


def evaluate(request: Request) -> Report:
    """Score what the request names and build the report.

    Raises ``CorpusError`` for papers, gold or files that are missing or do not fit together.
    """
    if request.annotators:
        return _compare_annotators(request, *request.annotators)
    if request.predicted:
        return _score_file(request, request.predicted)
    return _score_pipeline(request)


def write_accuracy(request: Request) -> str:
    """The accuracy of the current pipeline as a Markdown document: dev and test papers apart."""
    parts = [_FOREWORD]
    for split, remark in (("dev", _DEV), ("test", _TEST)):
        gold = set(paper_ids(request.corpus))
        papers = tuple(paper for paper in read_split(split, request.corpus) if paper in gold)
        if papers:
            report = evaluate(replace(request, papers=papers))
            parts.append(
                f"## {split.capitalize()} papers\n\n{remark}\n\n{report_as_text(report, labels=True)}"
            )
    return "\n".join(parts)


_FOREWORD = """# Accuracy

Made by `dragoman evaluate --document docs/accuracy.md`; do not edit. How the gold was made, and what it
cannot show, says [corpus/README.md](../corpus/README.md).

In brackets: 95 % interval from resampling papers and their sentences. Layers without precision are shares
of the gold that is right. Baseline: the bare spaCy model for entities, the commonest label elsewhere. Two
annotators: the same score between two annotators (language models, not people) on other sections of one of
these papers; reached: our share of it. Entities, relations and stances count as predicted end to end, from
the text on.
"""
_DEV = "Rules, knowledge and classifiers were made while looking at these papers: the scores flatter."
_TEST = "Nobody who builds annotators has read these papers."


def _score_pipeline(request: Request) -> Report:
    # the pipeline takes spaCy along, which the comparison of two files has no need of
    from pipeline.analysis import load_models
    from pipeline.measurement import measure_paper

    papers, absent = _present_papers(request)
    models = load_models(request.spacy_model, knowledge=request.knowledge, folder=request.models)
    scores, baseline = Scores(), Scores()
    texts = {}
    for paper in papers:
        found = measure_paper(
            paper,
            models,
            rendering=request.rendering,
            folder=request.corpus,
            shared=request.shared,
            gold_file=request.gold,
            file=request.file,
        )
        scores, baseline = scores + found.scores, baseline + found.baseline
        texts[paper] = found.text
    return build_report(
        scores,
        texts,
        title="Accuracy of Dragoman",
        version=__version__,
        date=request.date,
        source=f"read from {request.file.name if request.file else request.rendering}{_left_out(absent)}",
        baseline=baseline,
        annotators=_read_ceiling(request.corpus / "agreement.csv"),
        learning=_read_learning_curve(request.learning_curve) if request.learning_curve else (),
    )


def _present_papers(request: Request) -> tuple[list[str], list[str]]:
    """The papers to score, and those of the default split whose text is missing; one asked for must be here.

    Told before the models are loaded.
    """
    present, absent = [], []
    for paper in _papers(request):
        try:
            read_gold_document(paper, folder=request.corpus, shared=request.shared, gold_file=request.gold)
            present.append(paper)
        except CorpusError:
            if request.papers:
                raise
            absent.append(paper)
    if not present:
        raise CorpusError("no paper of the dev split has its text here", advice="name papers, or --shared")
    return present, absent


def _papers(request: Request) -> tuple[str, ...]:
    papers = request.papers or read_split("dev", request.corpus)
    if (request.gold or request.predicted or request.file) and len(papers) != 1:
        raise CorpusError("a file of your own is for one paper", advice="name that paper, and no other")
    return papers


def _score_file(request: Request, file: Path) -> Report:
    paper = request.papers[0] if request.papers else name_of_gold(file)
    request = replace(request, papers=(paper,))
    (paper,) = _papers(request)
    document = read_paper(paper, folder=request.corpus, shared=request.shared)
    path = request.gold or gold_path(paper, folder=request.corpus, shared=request.shared)
    gold, predicted = read_gold(path, document.text), read_gold(file, document.text)
    return build_report(
        score_annotations(gold, predicted, complete=covers_body(document, gold)),
        {gold.document: document.text},
        title=f"Score of {file.name}",
        date=request.date,
        source=f"annotations of {paper}",
        annotators=_read_ceiling(request.corpus / "agreement.csv"),
    )


def _compare_annotators(request: Request, one: Path, other: Path) -> Report:
    scores = Scores()
    texts: dict[str, str] = {}
    absent: list[str] = []
    for first_file, second_file in _pair_files(one, other):
        paper = name_of_gold(first_file)
        try:
            text = read_paper_text(paper, folder=request.corpus, shared=request.shared)
        except CorpusError:
            if first_file == one:
                raise
            absent.append(paper)
            continue
        texts[paper] = text
        scores += _score_annotators(first_file, second_file, text)
    return build_report(
        scores,
        texts,
        title="Agreement of two annotators",
        date=request.date,
        source=f"{one.name} as gold, {other.name} as prediction{_left_out(absent)}",
    )


def _score_annotators(first_file: Path, second_file: Path, text: str) -> Scores:
    first, second = read_gold(first_file, text), read_gold(second_file, text)
    if first.document != second.document:
        raise CorpusError(
            f"annotations of {first.document!r} and of {second.document!r} cannot be compared",
            where=str(second_file),
            advice="give two files on the same paper",
        )
    return score_annotations(first, second, complete=True)


def _left_out(papers: list[str]) -> str:
    return (
        f"; left out, as the text they were annotated on is not here: {', '.join(papers)}" if papers else ""
    )


def _pair_files(one: Path, other: Path) -> list[tuple[Path, Path]]:
    """The two files, or the files of the same name in two folders."""
    if not one.is_dir():
        return [(one, other)]
    pairs = [(path, other / path.name) for path in sorted(one.glob("*.jsonl"))]
    found = [(path, second) for path, second in pairs if second.is_file()]
    if not found:
        raise CorpusError(
            f"no file of {one.name} is in {other.name} too",
            where=str(other),
            advice="name files by the paper's id",
        )
    return found


def _read_ceiling(path: Path) -> dict[str, float]:
    """The score of two annotators by name of layer; none without the table."""
    if not path.is_file():
        return {}
    return {row["layer"]: float(row["score"]) for row in _rows(path, ("layer", "score"))}


def _read_learning_curve(path: Path) -> tuple[LearningPoint, ...]:
    rows = _rows(path, ("layer", "sentences", "score"))
    return tuple(LearningPoint(row["layer"], int(row["sentences"]), float(row["score"])) for row in rows)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if set(columns) - set(reader.fieldnames or ()):
                raise CorpusError(
                    "columns are missing", where=str(path), advice=f"it needs {', '.join(columns)}"
                )
            yield from reader
    except OSError as error:
        raise CorpusError("no such table", where=str(path)) from error
