"""How much slower than the bare minimum, how two workers do, how much memory, how long papers behave.

Usage: python -m benchmarks.throughput PAPER.pdf [--copies N] [--only MEASURE]. Prints each measure beside
its baseline, all taken in the same run: the bare minimum is pdfium's text of all pages plus the base spaCy
model over the same body text, models loaded; an empty typer program for ``dragoman --help``. All but
workers, which go by the clock, are compared in processor time; the machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pypdfium2

from pipeline.batch import Options, extract_papers, find_papers
from pipeline.store import Shelf

EMPTY_PROGRAM = """
import typer
app = typer.Typer()
@app.command()
def main() -> None: pass
app()
"""

COUNTING = "for number in range(60_000_000): number * number % 7"


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # as in a worker
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paper", type=Path)
    parser.add_argument("--copies", type=int, default=12, help="Papers of a batch.")
    parser.add_argument("--only", choices=("help", "one", "workers", "long"), help="One measure alone.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measures: dict[str, Callable[[], None]] = {
            "help": lambda: measure_help(folder),
            "one": lambda: measure_one_worker(arguments.paper, folder),
            "workers": lambda: measure_workers(arguments.paper, arguments.copies, folder),
            "long": lambda: measure_long_papers(arguments.paper, folder),
        }
        for measure in [arguments.only] if arguments.only else measures:
            measures[measure]()


def _print(name: str, ours: str, baseline: str, ratio: float, bar: str) -> None:
    print(f"{name:34} {ours:>16} {baseline:>16} {ratio:8.2f}  bar {bar}", flush=True)


# --- starting ---------------------------------------------------------------------------------------


def measure_help(folder: Path) -> None:
    """``dragoman --help`` against an empty typer program."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY_PROGRAM)
    ours = _median_seconds([sys.executable, "-m", "pipeline", "--help"])
    bare = _median_seconds([sys.executable, str(empty), "--help"])
    _print("dragoman --help", f"{ours * 1000:.0f} ms", f"{bare * 1000:.0f} ms", ours / bare, "<= 2")


def _median_seconds(command: list[str], rounds: int = 9) -> float:
    """Processor time of a command, so that other work on the machine does not count."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return statistics.median(run() for _ in range(rounds))


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    started = clock()
    work()
    return clock() - started


# --- one worker -------------------------------------------------------------------------------------


def measure_one_worker(paper: Path, folder: Path, rounds: int = 5) -> None:
    """All that a worker does for one paper against the bare minimum, models loaded; medians of pairs."""
    from pipeline.annotate.base_model import load_pinned_model
    from pipeline.ingest.read import read_document

    do_paper = _worker_in_this_process(folder)
    document = read_document(paper)
    body = [block.span.of(document.text) for block in document.body_blocks()]
    bare_nlp = load_pinned_model()

    def whole() -> None:
        do_paper(paper)

    def bare() -> None:
        _pdfium_text(paper)
        for _ in bare_nlp.pipe(body):
            pass

    whole()
    bare()
    pairs = [(_seconds(whole, time.process_time), _seconds(bare, time.process_time)) for _ in range(rounds)]
    ours, least = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    _print("one paper, models loaded", f"{ours:.2f} s", f"{least:.2f} s", ratio, "<= 1.6")
    reading = min(_seconds(lambda: read_document(paper)) for _ in range(3))
    pages = len(document.pages) or 1
    print(f"  of which reading: {reading:.2f} s, {pages / reading:.0f} pages a second")


def _worker_in_this_process(folder: Path) -> Callable[[Path], object]:
    """Read, analyse and put on the shelf, as a worker does."""
    from pipeline.batch.worker import WorkerOptions, load_pipeline, rest_collector

    read_paper, shelf = load_pipeline(WorkerOptions(shelf=folder)), Shelf(folder)
    rest_collector()
    return lambda paper: shelf.write("paper", *read_paper(paper, paper.name))


def _pdfium_text(paper: Path) -> str:
    pdf = pypdfium2.PdfDocument(paper)
    return "".join(page.get_textpage().get_text_bounded() for page in pdf)


# --- several workers, and their memory --------------------------------------------------------------


def measure_workers(paper: Path, copies: int, folder: Path, rounds: int = 3) -> None:
    """A batch with one worker against the same with two, by turns; the most memory that a worker took.

    The best of each counts: a virtual machine's speed changes by a third from minute to minute.
    """
    inbox = folder / "inbox"
    inbox.mkdir()
    for number in range(copies):
        shutil.copy(paper, inbox / f"{number:04}{paper.suffix}")
    walls: dict[int, list[float]] = {1: [], 2: []}
    counting: dict[int, list[float]] = {1: [], 2: []}
    watchers = {1: _MemoryWatch(), 2: _MemoryWatch()}
    for turn in range(rounds):
        for workers in (1, 2):
            run = _batch(inbox, folder / f"run{turn}-{workers}", workers, watchers[workers])
            walls[workers].append(_seconds(run))
            counting[workers].append(_seconds_of_counting(workers))
    one, two = min(walls[1]), min(walls[2])
    _print(f"{copies} papers, 2 workers", f"{two:.1f} s", f"{one:.1f} s", one / two, ">= 1.85")
    one, two = 2 * min(counting[1]), min(counting[2])
    _print("  2 counting loops, this machine", f"{two:.1f} s", f"{one:.1f} s", one / two, "the most there is")
    first, last = watchers[1].at_first, watchers[1].at_last
    print(f"  memory of a worker: {first:.0f} MB after the first paper, {last:.0f} MB after the last, "
          f"peak {max(watchers[1].peak, watchers[2].peak):.0f} MB (bar 700)")  # fmt: skip


def _batch(inbox: Path, run: Path, workers: int, watcher: _MemoryWatch) -> Callable[[], object]:
    options = Options(workers=workers)
    return lambda: extract_papers(find_papers([str(inbox)]), run, options, on_done=watcher.look)


def _seconds_of_counting(processes: int) -> float:
    """By the clock, for a loop that shares nothing in each process: what two cores here give at best.

    Virtual cores are often two threads of one real core, which no program can use as two.
    """
    command = [sys.executable, "-c", COUNTING]

    def count() -> None:
        for process in [subprocess.Popen(command) for _ in range(processes)]:
            process.wait()

    return _seconds(count)


class _MemoryWatch:
    """Resident memory of our worker processes, looked at whenever a paper is done."""

    def __init__(self) -> None:
        self.at_first = self.at_last = self.peak = 0.0

    def look(self, _: object) -> None:
        """Take a look now."""
        now = max((_megabytes(child) for child in psutil.Process().children(recursive=True)), default=0.0)
        self.at_first = self.at_first or now
        self.at_last = now
        self.peak = max(self.peak, now)


def _megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 1e6
    except psutil.Error:
        return 0.0


# --- long papers ------------------------------------------------------------------------------------


def measure_long_papers(paper: Path, folder: Path) -> None:
    """What a page costs a worker in a paper of 600 pages against one of 20."""
    do_paper = _worker_in_this_process(folder)
    do_paper(paper)
    costs = {}
    for pages in (20, 600):
        long = folder / f"{pages}.pdf"
        _write_long(paper, pages, long)
        costs[pages] = _seconds(lambda long=long: do_paper(long), time.process_time) / pages * 1000
    _print("a page of 600", f"{costs[600]:.0f} ms", f"{costs[20]:.0f} ms", costs[600] / costs[20], "~ 1")


def _write_long(paper: Path, pages: int, out: Path) -> None:
    source, long = pypdfium2.PdfDocument(paper), pypdfium2.PdfDocument.new()
    while len(long) < pages:
        long.import_pages(source, list(range(min(len(source), pages - len(long)))))
    long.save(out)


if __name__ == "__main__":
    main()
