"""Jobs over worker processes that may hang, eat memory or die, with pebble (a pool made for that).

Only a few jobs are handed out at a time, so a corpus of any length needs no more memory than a short
one. A worker that passes its time or memory, or is killed, costs its own paper and nothing else.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from dataclasses import replace

from pebble import ProcessExpired, ProcessPool

from pipeline.batch.worker import (
    MEMORY_EXIT,
    Job,
    WorkerOptions,
    failure_shard,
    process_job,
    start_worker,
)
from pipeline.store import Shard, Shelf

__all__ = ["Outcome", "do_job", "open_pool", "run_jobs"]

_IN_HAND = 2
"""Jobs handed out per worker: one in work, one waiting, so that no worker waits for the parent."""
_PAPERS_PER_WORKER = 200
"""A worker is replaced after so many papers, which bounds what libraries hoard."""

Outcome = tuple[Job, Shard, float]


def run_jobs(
    jobs: Iterable[Job], options: WorkerOptions, *, workers: int, timeout: float | None
) -> Iterator[Outcome]:
    """Each job with its shard and seconds, in the order in which they end.

    The shard of a failed job is on the shelf too. Raises ``DragomanError`` for what concerns all papers;
    leaving the iterator early stops the workers.
    """
    with open_pool(options, workers) as pool:
        yield from _drain(pool, iter(jobs), workers * _IN_HAND, timeout, options)


@contextmanager
def open_pool(options: WorkerOptions, workers: int) -> Iterator[ProcessPool]:
    """Worker processes, started when they are needed and stopped at the end of the block."""
    pool = ProcessPool(
        max_workers=workers,
        max_tasks=_PAPERS_PER_WORKER,
        initializer=start_worker,
        initargs=(replace(options, parent=os.getpid()),),
        context=multiprocessing.get_context("spawn"),
    )
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def do_job(pool: ProcessPool, job: Job, options: WorkerOptions, timeout: float | None) -> Outcome:
    """One job, waited for."""
    return _outcome(job, pool.schedule(process_job, args=(job,), timeout=timeout), timeout, options)


def _drain(
    pool: ProcessPool, jobs: Iterator[Job], window: int, timeout: float | None, options: WorkerOptions
) -> Iterator[Outcome]:
    ended: queue.SimpleQueue[tuple[Job, Future[tuple[Shard, float]]]] = queue.SimpleQueue()
    in_hand = 0
    for job in jobs:
        future = pool.schedule(process_job, args=(job,), timeout=timeout)
        future.add_done_callback(_sender(ended, job))
        in_hand += 1
        if in_hand >= window:
            yield _outcome(*ended.get(), timeout, options)
            in_hand -= 1
    for _ in range(in_hand):
        yield _outcome(*ended.get(), timeout, options)


def _sender(
    ended: queue.SimpleQueue[tuple[Job, Future[tuple[Shard, float]]]], job: Job
) -> Callable[[Future[tuple[Shard, float]]], None]:
    return lambda future: ended.put((job, future))


def _outcome(
    job: Job, future: Future[tuple[Shard, float]], timeout: float | None, options: WorkerOptions
) -> Outcome:
    """What became of a job; where its worker could not put a shard on the shelf, we do."""
    try:
        shard, seconds = future.result()
    except FutureTimeout:
        shard = failure_shard(
            "time limit", f"took longer than {timeout:g} s", "raise --timeout, or leave the paper out"
        )
        seconds = timeout or 0.0
    except ProcessExpired as error:
        shard, seconds = _shard_of_death(error.exitcode, options.memory), 0.0
    else:
        return job, shard, seconds
    Shelf(options.shelf).write(job.failure_key, shard)
    return job, shard, seconds


def _shard_of_death(exitcode: int | None, memory: int | None) -> Shard:
    if exitcode == MEMORY_EXIT:
        return failure_shard(
            "memory limit", f"needs more than {memory} MB", "raise --memory, or leave the paper out"
        )
    how = f"signal {-exitcode}" if exitcode and exitcode < 0 else f"exit code {exitcode}"
    return failure_shard(
        "worker", f"the process that read it died ({how})", "report it with the file, if you may share it"
    )
