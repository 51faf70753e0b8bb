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


def measure_workers(paper: Path, copies: int, folder: Path) -> None:
    """A batch with one worker against the same with two; the most memory that a worker took."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for number in range(copies):
        shutil.copy(paper, inbox / f"{number:04}{paper.suffix}")
    walls, peaks = {}, {}
    for workers in (1, 2):
        watcher = _MemoryWatch()
        options = Options(workers=workers)

        def run(options: Options = options, watcher: _MemoryWatch = watcher) -> None:
            papers = find_papers([str(inbox)])
            extract_papers(papers, folder / f"run{options.workers}", options, on_done=watcher.look)

        walls[workers] = _seconds(run)
        peaks[workers] = watcher
    speedup = walls[1] / walls[2]
    _print(f"{copies} papers, 2 workers", f"{walls[2]:.1f} s", f"{walls[1]:.1f} s", speedup, ">= 1.85")
    first, last = peaks[1].at_first, peaks[1].at_last
    print(f"  memory of a worker: {first:.0f} MB after the first paper, {last:.0f} MB after the last, "
          f"peak {max(peaks[1].peak, peaks[2].peak):.0f} MB (bar 700)")  # fmt: skip


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
