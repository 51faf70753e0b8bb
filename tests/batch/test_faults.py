"""Runs that are killed, stopped, out of space or doubled: nothing lost, no torn line, the same bytes."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest

from tests.batch.test_run import FILES, contents, make_papers, run

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from pathlib import Path
from pipeline.batch import extract_papers, find_papers, run
from tests.batch.test_run import OPTIONS
run.hash_of_recipe = lambda *_: "recipe"
if __name__ == "__main__":
    extract_papers(find_papers([sys.argv[1]]), Path(sys.argv[2]), OPTIONS)
"""


def start_run(papers: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run in a process group of its own, which hears Ctrl-C even if the tests run in the background."""

    def hear_interrupts() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(papers), str(out)],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hear_interrupts,  # noqa: PLW1509 - the tests start no threads
    )


def count_shards(folder: Path) -> int:
    """How many papers are done."""
    return len(list(folder.glob(".papers/*/*.gz")))


def wait_for_shards(folder: Path, *, more_than: int = 0) -> None:
    """Wait until a run has done some more."""
    deadline = time.monotonic() + 60
    while count_shards(folder) <= more_than and time.monotonic() < deadline:
        if (folder / "run.json").exists():
            return
        time.sleep(0.01)


def whole_lines(folder: Path) -> bool:
    """Whether each file that stands under its final name holds whole records only."""
    texts = [(folder / name).read_bytes() for name in FILES if (folder / name).exists()]
    return all(orjson.loads(line) for text in texts for line in text.splitlines()) and all(
        not text or text.endswith(b"\n") for text in texts
    )


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty papers, some slow, some bad."""
    texts = {f"{n:02}.txt": f"SLOW 0.1\nClaim {n}." for n in range(40)}
    return make_papers(tmp_path_factory.mktemp("papers"), texts | {"07.txt": "BAD", "21.txt": "CRASH"})


@pytest.fixture(scope="module")
def undisturbed(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run gives that nobody disturbs."""
    out = tmp_path_factory.mktemp("undisturbed")
    run(papers, out)
    return contents(out)


def test_killed_ten_times(papers: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """Killed (-9) at random moments; the next run finishes, and does not begin anew."""
    moments = random.Random(7)
    for kill in range(10):
        process = start_run(papers, tmp_path / "out")
        if kill % 2:
            wait_for_shards(tmp_path / "out", more_than=count_shards(tmp_path / "out"))
        time.sleep(moments.uniform(0.0, 0.5))
        process.kill()
        process.communicate()
        assert whole_lines(tmp_path / "out")
    results = run(papers, tmp_path / "out")
    assert contents(tmp_path / "out") == undisturbed
    assert sum(result.reused for result in results) >= 5
    assert not list((tmp_path / "out").glob("*.part"))


def test_workers_do_not_outlive_their_parent(papers: Path, tmp_path: Path) -> None:
    """A killed run leaves no processes."""
    slow = make_papers(tmp_path / "in", {f"{n}.txt": "SLOW 30" for n in range(4)})
    process = start_run(slow, tmp_path / "out")
    time.sleep(1.5)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while _group_lives(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _group_lives(process.pid)


def _group_lives(group: int) -> bool:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            return True
    return False


def test_interrupted(papers: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """Ctrl-C stops workers and parent at once; the next run finishes."""
    process = start_run(papers, tmp_path / "out")
    wait_for_shards(tmp_path / "out")
    os.killpg(process.pid, signal.SIGINT)
    started = time.monotonic()
    _, talk = process.communicate(timeout=20)
    assert time.monotonic() - started < 10
    assert b"KeyboardInterrupt" in talk
    assert not (tmp_path / "out" / "run.json").exists()
    assert whole_lines(tmp_path / "out")
    run(papers, tmp_path / "out")
    assert contents(tmp_path / "out") == undisturbed


@pytest.mark.parametrize("allowed", [40, 600, 3000])
def test_full_disk(papers: Path, undisturbed: dict[str, bytes], tmp_path: Path, allowed: int) -> None:
    """A write that finds no space ends the run with one clear error; the next run finishes."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (allowed, allowed))

    process = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(papers), str(tmp_path / "out")],
        cwd=REPOSITORY,
        capture_output=True,
        preexec_fn=limit,
        timeout=60,
        check=False,
    )
    assert process.returncode == 1
    assert b"StoreError" in process.stderr
    assert b"free space" in process.stderr
    assert whole_lines(tmp_path / "out")
    assert not (tmp_path / "out" / "run.json").exists() or contents(tmp_path / "out") == undisturbed
    run(papers, tmp_path / "out")
    assert contents(tmp_path / "out") == undisturbed


def test_two_runs_at_once(papers: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """One of them does the work, the other says why it does not."""
    first = start_run(papers, tmp_path / "out")
    wait_for_shards(tmp_path / "out")
    second = start_run(papers, tmp_path / "out")
    talks = [first.communicate()[1], second.communicate()[1]]
    assert sorted([first.returncode, second.returncode]) == [0, 1]
    assert sum(b"another run is writing" in talk for talk in talks) == 1
    assert contents(tmp_path / "out") == undisturbed
