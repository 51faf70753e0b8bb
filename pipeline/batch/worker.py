"""What happens in a worker process: the models are loaded once, then papers are read one by one.

The same functions serve every engine. A worker puts each paper's records on the shelf itself, so that
nothing large crosses process borders and a killed run loses only the papers in hand.
"""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from pipeline.errors import DragomanError, IngestError, ModelError, StoreError
from pipeline.store import Shard, Shelf, is_far, path_of

__all__ = [
    "MEMORY_EXIT",
    "Job",
    "Reading",
    "WorkerOptions",
    "failure_shard",
    "load_pipeline",
    "process_job",
    "rest_collector",
    "start_worker",
]

MEMORY_EXIT = 86
"""Exit code of a worker that has used up its memory."""

_NEW_OBJECTS = 20_000
"""How many new objects there must be for the collector to look through them."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Reading = tuple[Shard, list[bytes]]
PaperReader = Callable[[Path, str], Reading]


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """What a worker is told once. ``loader`` ("module:function") makes its paper reader."""

    shelf: Path
    spacy_model: str | None = None
    models: Path | None = None
    knowledge: tuple[Path, ...] = ()
    password: str | None = None
    memory: int | None = None
    """Most megabytes a worker may use; ``None``: no limit."""
    any_language: bool = False
    """Whether papers in other languages than English are analysed too."""
    loader: str = "pipeline.batch.worker:load_pipeline"
    parent: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to do: where it lies, its name, and the keys of its result on the shelf."""

    path: str
    name: str
    key: str
    failure_key: str


@dataclass(slots=True)
class _Worker:
    """The state of this process: its options and reader, or why it has none."""

    options: WorkerOptions
    read_paper: PaperReader | None = None
    trouble: DragomanError | None = None


_here: list[_Worker] = []


def start_worker(options: WorkerOptions) -> None:
    """Prepare this process: limits, signals, models. What goes wrong is told with the first job."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone hears Ctrl-C, and stops us
    if options.parent:
        threading.Thread(target=_leave_with, args=(options.parent,), daemon=True).start()
    for variable in _THREADS:  # the processes share the cores; and sums keep their order
        os.environ.setdefault(variable, "1")
    worker = _Worker(options)
    try:
        module, _, function = options.loader.partition(":")
        worker.read_paper = getattr(importlib.import_module(module), function)(options)
    except DragomanError as error:
        worker.trouble = error
    except Exception as error:
        what = f"the pipeline cannot be loaded: {type(error).__name__}: {error}"
        worker.trouble = ModelError(what, advice="install Dragoman again")
    rest_collector()
    _limit_memory(options.memory)
    _here[:] = [worker]


def rest_collector() -> None:
    """Look for rubbish seldom: models live as long as the process, and papers leave little that is circular.

    Python's own rhythm, a look after every 700 new objects, takes a tenth of a worker's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 10, 10)


def _leave_with(parent: int) -> None:
    """End this process when its parent is gone (killed, not asked)."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _limit_memory(megabytes: int | None) -> None:
    """Let the system refuse more private memory than allowed; where it cannot, there is no limit."""
    if megabytes is None:
        return
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, resource.RLIM_INFINITY))


def process_job(job: Job) -> tuple[Shard, float]:
    """Do one paper: its shard stands on the shelf when this returns. Also: the seconds it took.

    Raises ``DragomanError`` for what concerns all papers: no models, no space on the disk.
    """
    worker = _here[0]
    if worker.trouble:
        raise worker.trouble
    assert worker.read_paper is not None
    started = time.perf_counter()
    shelf = Shelf(worker.options.shelf)
    try:
        shard, lines = _try_paper(worker.read_paper, job)
        shelf.write(job.key if shard.failure is None else job.failure_key, shard, lines)
    except MemoryError:
        os._exit(MEMORY_EXIT)  # what is left of the memory is not worth going on with
    return shard, time.perf_counter() - started


def _try_paper(read_paper: PaperReader, job: Job) -> Reading:
    try:
        with _here_and_now(path_of(job.path)) as path:
            return read_paper(path, job.name)
    except (MemoryError, StoreError):
        raise
    except DragomanError as error:
        stage = "reading" if isinstance(error, IngestError) else "analysis"
        return failure_shard(stage, error.what, error.advice), []
    except Exception as error:
        if _is_memory_trouble(error):
            raise MemoryError from error
        what = f"unexpected {type(error).__name__}: {error}"
        return failure_shard("analysis", what, "report it with the file, if you may share it"), []


@contextmanager
def _here_and_now(path: Path) -> Iterator[Path]:
    """The file itself, or a copy of a far one while it is read."""
    if not is_far(path):
        yield path
        return
    with NamedTemporaryFile(suffix=path.suffix) as copy:
        try:
            with path.open("rb") as far:
                shutil.copyfileobj(far, copy)
        except OSError as error:
            raise IngestError("the file cannot be fetched", where=str(path), advice=str(error)) from error
        copy.flush()
        yield Path(copy.name)


def _is_memory_trouble(error: BaseException) -> bool:
    """Libraries wrap a refused allocation in errors of their own."""
    return any(word in str(error).lower() for word in ("out of memory", "unable to allocate", "bad_alloc"))


def failure_shard(stage: str, error: str, advice: str) -> Shard:
    """The shard of a paper that gave no records."""
    return Shard(failure={"stage": stage, "error": error, "advice": advice})


def load_pipeline(options: WorkerOptions) -> PaperReader:
    """The real thing: load the models, and return the function that reads and analyses a paper."""
    from pipeline.analysis import analyse, load_models
    from pipeline.claims import build_claims
    from pipeline.export.jsonl import claim_line
    from pipeline.ingest.language import require_english
    from pipeline.ingest.read import read_document

    models = load_models(options.spacy_model, knowledge=options.knowledge, folder=options.models)

    def read_paper(path: Path, name: str) -> Reading:
        document = replace(read_document(path, password=options.password), source=name)
        if not options.any_language:
            require_english(document)
        claims = list(build_claims(document, analyse(document, models)))
        shard = Shard(
            title=document.metadata.title,
            pages=len(document.pages),
            sentences=len(claims),
            claims=dict(sorted(Counter(str(claim.type.label) for claim in claims).items())),
            stances=sum(len(claim.stances) for claim in claims),
            models=dict(models.hashes),
            warnings=list(document.warnings),
        )
        return shard, [claim_line(claim) for claim in claims]

    return read_paper
