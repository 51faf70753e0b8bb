"""The same work over a Ray cluster (extra ``dragoman[ray]``), with Ray Data.

Each actor keeps one isolated worker, as the local engine does, so that models are loaded once and a paper
that hangs or eats memory costs only itself. Actors put shards on the shelf themselves; only heads of
shards come back. Shelf, papers and outputs must be on a file system that all machines reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from importlib import import_module
from typing import Any

import orjson

from pipeline.batch.pool import Outcome, do_job, open_pool
from pipeline.batch.worker import Job, WorkerOptions
from pipeline.errors import DragomanError, StoreError
from pipeline.store import Shard

__all__ = ["run_jobs_on_ray"]

_JOBS_PER_BLOCK = 16
"""Ray Data's unit of work: small enough to spread the end of a run, large enough to be worth a task."""
_BLOCKS_AT_ONCE = 256
"""Blocks handed to Ray at a time, so that the driver's memory does not grow with the corpus."""


class PaperActor:
    """An actor with one isolated worker; Ray makes as many as there are workers."""

    def __init__(self, options: WorkerOptions, timeout: float | None) -> None:
        self.options = options
        self.timeout = timeout
        self._end = ExitStack()
        self._pool = self._end.enter_context(open_pool(options, 1))

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Do one job; a failure of the whole run comes back as its text."""
        job = Job(**row)
        try:
            _, shard, seconds = do_job(self._pool, job, self.options, self.timeout)
        except DragomanError as error:
            return row | {"shard": b"", "seconds": 0.0, "trouble": str(error)}
        return row | {"shard": orjson.dumps(shard), "seconds": seconds, "trouble": ""}


def run_jobs_on_ray(
    jobs: Iterable[Job], options: WorkerOptions, *, workers: int, timeout: float | None
) -> Iterator[Outcome]:
    """Each job with its shard and seconds, as they end. ``workers`` 0 takes all CPUs of the cluster.

    Raises ``StoreError`` without the extra, or for what concerns all papers.
    """
    try:
        ray = import_module("ray")  # by name: the type checker may not have the extra
        import_module("ray.data")
    except ImportError as error:
        raise StoreError("Ray is not installed", advice="pip install 'dragoman[ray]'") from error
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level="error")
    count = workers or max(int(ray.cluster_resources().get("CPU", 1)), 1)
    for batch in _batches(jobs, _JOBS_PER_BLOCK * _BLOCKS_AT_ONCE):
        rows = [asdict(job) for job in batch]
        blocks = max(min(len(rows), count * 2), len(rows) // _JOBS_PER_BLOCK)
        data = ray.data.from_items(rows, override_num_blocks=blocks).map(
            PaperActor,
            fn_constructor_args=(options, timeout),
            concurrency=min(count, len(rows)),
            num_cpus=1,
        )
        for row in data.iter_rows():
            yield _outcome_of(row)


def _batches(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    batch: list[Job] = []
    for job in jobs:
        batch.append(job)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _outcome_of(row: dict[str, Any]) -> Outcome:
    if row["trouble"]:
        raise StoreError(row["trouble"])
    job = Job(row["path"], row["name"], row["key"], row["failure_key"])
    return job, Shard(**orjson.loads(row["shard"])), float(row["seconds"])
