"""A run: papers in, a folder of records out; interrupted, it goes on where it stopped.

Each paper's result is put on a shelf (``.papers`` in the run's folder) under a key that hashes the
paper's content, its name and all that the pipeline is made of. When every paper has its result, the
run's files are written from the shelf in the order of the papers' names. So they depend neither on
timing nor on how often the run was stopped, and a later run does only what is new or changed.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.annotate.knowledge_base import read_own_rows
from pipeline.batch.ledger import write_ledger
from pipeline.batch.papers import Paper, hash_of_content
from pipeline.batch.pool import run_jobs
from pipeline.batch.recipe import hash_of_recipe
from pipeline.batch.results import Failure, PaperResult, RunSummary
from pipeline.batch.worker import Job, WorkerOptions
from pipeline.store import Shard, Shelf, is_far, lock_folder, path_of
from pipeline.store.database import ClaimDatabase

__all__ = ["DATABASE", "Engine", "Options", "extract_papers", "stream_claims"]

DATABASE = "claims.sqlite"
"""Name of the claim database, beside the runs' folders."""

OnDone = Callable[[PaperResult], None]


class Engine(StrEnum):
    """Where the workers are: on this machine, or on a Ray cluster."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done. ``workers`` 0: one per core. ``timeout`` in seconds, ``memory`` in megabytes."""

    workers: int = 0
    timeout: float | None = 600.0
    memory: int | None = 3000
    spacy_model: str | None = None
    models: Path | None = None
    """Folder of other classifiers than our own."""
    knowledge: tuple[Path, ...] = ()
    password: str | None = None
    min_confidence: float = 0.0
    as_csv: bool = False
    retry_failed: bool = False
    any_language: bool = False
    engine: Engine = Engine.LOCAL
    loader: str = "pipeline.batch.worker:load_pipeline"
    """Names the function that makes a worker's paper reader."""

    @property
    def worker_count(self) -> int:
        """How many worker processes there will be."""
        return (
            self.workers or len(os.sched_getaffinity(0))
            if hasattr(os, "sched_getaffinity")
            else (self.workers or os.cpu_count() or 1)
        )

    @property
    def limits(self) -> str:
        """What may make a failed paper succeed, as one string."""
        return f"{self.timeout}|{self.memory}|{self.password}|{self.any_language}"


def extract_papers(
    papers: Sequence[Paper], folder: Path, options: Options, *, on_done: OnDone = lambda result: None
) -> RunSummary:
    """Do all of ``papers``, write the run's files into ``folder``, add its claims to the database.

    ``on_done`` hears of each paper as it ends. Raises ``StoreError`` where the folder cannot be written
    or is in use, ``ModelError`` or ``KnowledgeError`` where no paper could be read.
    """
    started = time.time()
    read_own_rows(options.knowledge)  # a table with a mistake ends the run before anything is begun
    with lock_folder(folder):
        for leaving in (
            () if is_far(folder) else folder.glob(".*.part")
        ):  # of a run that was killed while it wrote
            leaving.unlink()
        shelf = Shelf(folder / ".papers")
        work = _Work(
            papers, shelf, options, hash_of_recipe(options.spacy_model, options.models, options.knowledge)
        )
        summary = RunSummary()
        for result in work.run(largest_first=True):
            summary.add(result)
            on_done(result)
        keys = work.keys
        write_ledger(folder, papers, keys, work.hashes, shelf, options, summary, started)
        shelf.keep_only(frozenset(keys))
        if not is_far(folder):  # SQLite needs a disk of its own
            ClaimDatabase(folder.parent / DATABASE).add_run(folder.name, folder / "annotations.jsonl")
    return summary


def stream_claims(
    papers: Sequence[Paper],
    options: Options,
    write: Callable[[Iterator[bytes]], None],
    *,
    on_done: OnDone = lambda result: None,
) -> RunSummary:
    """Do all of ``papers`` and hand each one's records to ``write``, in the order of ``papers``."""
    summary = RunSummary()
    read_own_rows(options.knowledge)
    with TemporaryDirectory(prefix="dragoman-") as folder:
        shelf = Shelf(Path(folder))
        work = _Work(papers, shelf, options, "stream")
        written = 0
        for result in work.run(largest_first=False):
            summary.add(result)
            on_done(result)
            while written < len(papers) and work.keys[written]:
                write(shelf.read_lines(work.keys[written]))
                shelf.path_of(work.keys[written]).unlink()
                written += 1
    return summary


class _Work:
    """The papers of a run and the keys of their results, known once they are done ("" until then)."""

    def __init__(self, papers: Sequence[Paper], shelf: Shelf, options: Options, recipe: str) -> None:
        self.papers = papers
        self.shelf = shelf
        self.options = options
        self.recipe = recipe
        self.keys = [""] * len(papers)
        self.hashes = [""] * len(papers)
        self._reused: list[PaperResult] = []

    def run(self, *, largest_first: bool) -> Iterator[PaperResult]:
        """Do what is not done; each paper's result as it ends, those of earlier runs too."""
        options = self.options
        worker_options = WorkerOptions(
            shelf=self.shelf.folder,
            spacy_model=options.spacy_model,
            models=options.models,
            knowledge=options.knowledge,
            password=options.password,
            memory=options.memory,
            any_language=options.any_language,
            loader=options.loader,
        )
        jobs = self._jobs_to_do(largest_first)
        first = next(jobs, None)
        yield from self._take_reused()
        if first is None:
            return
        indices = {paper.name: index for index, paper in enumerate(self.papers)}
        run, workers = run_jobs, options.worker_count
        if options.engine is Engine.RAY:
            from pipeline.batch.ray_engine import run_jobs_on_ray

            run, workers = run_jobs_on_ray, options.workers
        outcomes = run(_chain(first, jobs), worker_options, workers=workers, timeout=options.timeout)
        for job, shard, seconds in outcomes:
            self.keys[indices[job.name]] = job.failure_key if shard.failure else job.key
            yield _result_of(job.name, shard, seconds)
            yield from self._take_reused()
        yield from self._take_reused()

    def _take_reused(self) -> Iterator[PaperResult]:
        while self._reused:
            yield self._reused.pop(0)

    def _jobs_to_do(self, largest_first: bool) -> Iterator[Job]:
        """Jobs for papers without a result; big ones first, so that none is left over at the end."""
        order: Sequence[int] = range(len(self.papers))
        if largest_first:
            order = sorted(order, key=lambda index: -_size_of(self.papers[index].path))
        for index in order:
            job = self._job_of(index)
            shard, key = self._find_done(job)
            if shard is None:
                yield job
            else:
                self.keys[index] = key
                self._reused.append(_result_of(job.name, shard, 0.0, reused=True))

    def _job_of(self, index: int) -> Job:
        paper = self.papers[index]
        self.hashes[index] = hash_of_content(paper.path)
        base = f"{self.hashes[index]}\0{paper.name}\0{self.recipe}"
        return Job(paper.path, paper.name, _key_of(base), _key_of(f"{base}\0{self.options.limits}"))

    def _find_done(self, job: Job) -> tuple[Shard | None, str]:
        shard = self.shelf.read_head(job.key)
        if shard is not None or self.options.retry_failed:
            return shard, job.key
        return self.shelf.read_head(job.failure_key), job.failure_key


def _chain(first: Job, rest: Iterable[Job]) -> Iterator[Job]:
    yield first
    yield from rest


def _key_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _size_of(path: str) -> int:
    try:
        return path_of(path).stat().st_size
    except OSError:
        return 0


def _result_of(name: str, shard: Shard, seconds: float, *, reused: bool = False) -> PaperResult:
    failure = Failure(name, **shard.failure) if shard.failure else None
    return PaperResult(
        name,
        shard.title,
        shard.pages,
        shard.sentences,
        shard.claims,
        shard.stances,
        seconds,
        failure,
        reused,
    )
