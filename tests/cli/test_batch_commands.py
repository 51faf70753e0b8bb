"""The commands of the batch: what they print where, and how they end."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipeline.batch import Options, Paper, RunSummary, find_papers, name_run
from pipeline.cli import extract as extract_module
from pipeline.cli.app import app
from pipeline.cli.extract import report_run
from pipeline.cli.watch import watch
from tests.batch.test_run import OPTIONS, make_papers
from tests.store.test_database import RECORDS, add


def talk_of(papers: Path, out: Path | None, *, terminal: bool = False, options: Options = OPTIONS) -> str:
    """What a run says on stderr."""
    console = Console(file=io.StringIO(), force_terminal=terminal, width=200)
    report_run(find_papers([str(papers)]), out, options, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_plain_lines_without_a_terminal(tmp_path: Path) -> None:
    """One line a paper, the failures with advice, the closing table."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A.", "b.txt": "BAD", "[c].txt": "C."})
    talk = talk_of(papers, tmp_path / "out" / "in")
    assert "done    a.txt: 1 sentences" in talk
    assert "dragoman: b.txt: no text was found (install OCR)" in talk
    assert "all 3, 1 failed" in talk
    assert "[c].txt" in talk
    assert "known   a.txt" in talk_of(papers, tmp_path / "out" / "in")


def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    """Papers done, failed, pages a second."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A.", "b.txt": "BAD"})
    talk = talk_of(papers, tmp_path / "out" / "in", terminal=True)
    assert "2/2" in talk
    assert "1 failed" in talk
    assert "pages/s" in talk


def test_streams_write_data_alone(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Claims to stdout, nothing else."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A.", "b.txt": "B."})
    talk_of(papers, None)
    data = capfdbinary.readouterr().out
    assert [orjson.loads(line)["text"] for line in data.splitlines()] == ["A.", "B."]
    talk_of(papers, None, options=replace(OPTIONS, as_csv=True))
    assert capfdbinary.readouterr().out.count(b"\n") == 3


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        (["--holder", "italy"], 0, "c-2"),
        (["trade"], 0, "c-1"),
        (["nothing like it"], 0, ""),
        (["--type", "opinion"], 2, ""),
        (["--stance", "for"], 2, ""),
        (["--since", "yesterday"], 2, ""),
    ],
)
def test_query(tmp_path: Path, arguments: list[str], code: int, shown: str) -> None:
    """Answers as JSON lines; wrong choices are wrong usage."""
    records = [record | {"location": {"pages": [3]}} for record in RECORDS]
    add(tmp_path / "claims.sqlite", "one", records)
    command = ["query", *arguments, "--format", "jsonl", "--database", str(tmp_path / "claims.sqlite")]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == code
    if code == 0:
        assert [orjson.loads(line)["id"] for line in result.stdout.splitlines()] == ([shown] if shown else [])


def test_query_prints_a_table(tmp_path: Path) -> None:
    """To read: words, holder, stance, paper and page."""
    records = [record | {"location": {"pages": [3]}} for record in RECORDS]
    add(tmp_path / "claims.sqlite", "one", records)
    command = ["query", "tariff", "--database", str(tmp_path / "claims.sqlite")]
    result = CliRunner().invoke(app, command, env={"COLUMNS": "160"})
    assert all(part in result.stdout for part in ("Rome rejected", "against the tariff", "p. 3"))


def test_watch_takes_papers_as_they_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run for what is there, another when something was added."""
    runs: list[list[str]] = []

    def note(papers: Sequence[Paper], *_: object) -> RunSummary:
        runs.append([paper.name for paper in papers])
        return RunSummary()

    monkeypatch.setattr(extract_module, "report_run", note)
    make_papers(tmp_path, {"a.txt": "A."})
    adding = threading.Timer(0.6, lambda: make_papers(tmp_path, {"b.txt": "B."}))
    adding.start()
    started = time.monotonic()
    watch(tmp_path, tmp_path / "out", None, 0.1, 0, 5.0, 1000, 2, True)
    assert runs == [["a.txt"], ["a.txt", "b.txt"]]
    assert time.monotonic() - started < 30


def test_papers_of_folders_globs_and_files(tmp_path: Path) -> None:
    """Sorted by name, hidden and foreign files left out, no name twice."""
    make_papers(tmp_path, {"x/a.md": "", "x/.b.md": "", "x/c.docx": "", "y/a.md": "", "y/B.PDF": ""})
    assert [paper.name for paper in find_papers([str(tmp_path)])] == ["x/a.md", "y/B.PDF", "y/a.md"]
    twice = [str(tmp_path / "x"), str(tmp_path / "y" / "*.md"), str(tmp_path / "x" / "a.md")]
    assert [paper.name for paper in find_papers(twice)] == [f"{tmp_path}/x/a.md", f"{tmp_path}/y/a.md"]
    assert [paper.name for paper in find_papers(["none.pdf"])] == ["none.pdf"]


def test_names_of_runs(tmp_path: Path) -> None:
    """After what was given."""
    assert name_run(["papers/one.pdf"]) == "one"
    assert name_run([str(tmp_path / "in" / "*.pdf")]) == "in"
    assert name_run([str(tmp_path / "in" / "a.pdf"), str(tmp_path / "in" / "b.pdf")]) == "in"
