"""The files of a run, written from the shelf: a line per sentence, claim, failure and paper; run.json."""

from __future__ import annotations

import platform
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from pipeline import __version__
from pipeline.batch.papers import Paper
from pipeline.batch.recipe import versions_of_libraries
from pipeline.batch.results import Failure, RunSummary
from pipeline.export.flat import write_csv
from pipeline.schema.claim import SCHEMA_VERSION
from pipeline.store import Shard, Shelf, claim_of_line, open_new

if TYPE_CHECKING:
    from pipeline.batch.run import Options

__all__ = ["is_wanted", "write_ledger"]


def write_ledger(
    folder: Path,
    papers: Sequence[Paper],
    keys: Sequence[str],
    hashes: Sequence[str],
    shelf: Shelf,
    options: Options,
    summary: RunSummary,
    started: float,
) -> None:
    """Write the run's files: annotations, claims (JSONL or CSV), failures, papers, and ``run.json``.

    All but ``run.json`` (which tells the time) depend on papers and pipeline alone. Raises ``StoreError``.
    """
    models: dict[str, str] = {}
    with ExitStack() as files:
        out = _Outputs(folder, options.as_csv, files)
        for paper, key, content in zip(papers, keys, hashes, strict=True):
            shard = shelf.read_head(key) or Shard()
            for line in shelf.read_lines(key):
                out.take(line, options.min_confidence)
            out.account(paper, shard, content)
            models |= shard.models
    (folder / ("claims.jsonl" if options.as_csv else "claims.csv")).unlink(missing_ok=True)
    with open_new(folder / "run.json") as run:
        about = _describe_run(folder, options, summary, models, started)
        run.write(orjson.dumps(about, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def is_wanted(record: dict[str, Any], least: float) -> bool:
    """Whether a sentence is a claim, and confident enough; one without confidence passes only at 0."""
    return record["type"]["label"] != "none" and (record.get("confidence") or 0.0) >= least


class _Outputs:
    """The open files of a run."""

    def __init__(self, folder: Path, as_csv: bool, files: ExitStack) -> None:
        def create(name: str) -> BinaryIO:
            return files.enter_context(open_new(folder / name))

        self.annotations = create("annotations.jsonl")
        self.claims = create("claims.csv" if as_csv else "claims.jsonl")
        self.failures = create("failures.jsonl")
        self.papers = create("papers.jsonl")
        self.table = None
        if as_csv:
            self.table = TextIOWrapper(self.claims, encoding="utf-8", newline="", write_through=True)
            files.callback(self.table.detach)
            write_csv([], self.table)

    def take(self, line: bytes, least: float) -> None:
        """One sentence's record."""
        self.annotations.write(line)
        if not is_wanted(orjson.loads(line), least):
            return
        if self.table is None:
            self.claims.write(line)
        else:
            write_csv([claim_of_line(line)], self.table, header=False)

    def account(self, paper: Paper, shard: Shard, content: str) -> None:
        """One input's line, and its failure."""
        if shard.failure:
            failure = Failure(paper.name, **shard.failure)
            self.failures.write(orjson.dumps(failure, option=orjson.OPT_APPEND_NEWLINE))
        entry = {
            "file": paper.name,
            "sha256": content,
            "state": "failed" if shard.failure else "done",
            "title": shard.title,
            "pages": shard.pages,
            "sentences": shard.sentences,
            "claims": shard.claims,
            "stances": shard.stances,
            "warnings": shard.warnings,
        }
        self.papers.write(orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE))


def _describe_run(
    folder: Path, options: Options, summary: RunSummary, models: dict[str, str], started: float
) -> dict[str, Any]:
    seconds = time.time() - started
    return {
        "schema_version": SCHEMA_VERSION,
        "run": folder.name,
        "pipeline": __version__,
        "models": models,
        "libraries": versions_of_libraries(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "options": {
            "workers": options.worker_count,
            "timeout": options.timeout,
            "memory": options.memory,
            "spacy_model": options.spacy_model,
            "models": str(options.models) if options.models else None,
            "knowledge": [str(path) for path in options.knowledge],
            "min_confidence": options.min_confidence,
            "format": "csv" if options.as_csv else "jsonl",
        },
        "counts": {key: value for key, value in asdict(summary).items() if key != "seconds"},
        "timings": {
            "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
            "seconds": round(seconds, 3),
            "worker_seconds": round(summary.seconds, 3),
            "pages_per_second": round(summary.pages / seconds, 2) if seconds else None,
        },
    }
