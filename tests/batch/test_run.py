"""A run is a ledger: every input accounted for, resumed, repeated, the same bytes whatever happened."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from pipeline.batch import Options, PaperResult, extract_papers, find_papers, stream_claims
from pipeline.errors import KnowledgeError, ModelError, StoreError
from pipeline.store import lock_folder
from tests.batch.stub import LOADER, NO_MODELS

OPTIONS = Options(workers=2, timeout=60.0, memory=1000, loader=LOADER)
FILES = ("annotations.jsonl", "claims.jsonl", "failures.jsonl", "papers.jsonl")


def make_papers(folder: Path, texts: dict[str, str]) -> Path:
    """A folder with a text file for each entry."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def run(papers: Path, out: Path, options: Options = OPTIONS) -> list[PaperResult]:
    """Do a run; the results in the order in which they came."""
    results: list[PaperResult] = []
    extract_papers(find_papers([str(papers)]), out, options, on_done=results.append)
    return results


def contents(out: Path) -> dict[str, bytes]:
    """The bytes of a run's files that do not tell the time."""
    return {name: (out / name).read_bytes() for name in FILES}


def lines(path: Path) -> list[dict[str, object]]:
    """The records of a JSONL file."""
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def test_everything_is_written_in_the_order_of_names(tmp_path: Path) -> None:
    """Slow papers end last but do not stand last."""
    papers = make_papers(tmp_path / "in", {"b.txt": "SLOW 0.5\nB.", "a.txt": "A.\nAA.", "c/d.md": "C."})
    run(papers, tmp_path / "out" / "one")
    out = tmp_path / "out" / "one"
    assert [line["text"] for line in lines(out / "annotations.jsonl")] == [
        "A.",
        "AA.",
        "SLOW 0.5",
        "B.",
        "C.",
    ]
    assert [entry["file"] for entry in lines(out / "papers.jsonl")] == ["a.txt", "b.txt", "c/d.md"]
    about = orjson.loads((out / "run.json").read_bytes())
    assert about["counts"]["papers"] == 3
    assert about["models"] == {"m": "1"}
    assert (tmp_path / "out" / "claims.sqlite").is_file()


def test_a_second_run_does_only_what_is_new_or_changed(tmp_path: Path) -> None:
    """And its files are those of a run over all at once."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A.", "b.txt": "B."})
    run(papers, tmp_path / "one")
    make_papers(papers, {"b.txt": "BB.", "c.txt": "C."})
    again = run(papers, tmp_path / "one")
    assert {result.source: result.reused for result in again} == {
        "a.txt": True,
        "b.txt": False,
        "c.txt": False,
    }
    run(papers, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert len(list((tmp_path / "one" / ".papers").glob("*/*"))) == 3


def test_papers_that_are_gone_leave_no_trace(tmp_path: Path) -> None:
    """The run's files are those of the folder as it is now."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A.", "b.txt": "B."})
    run(papers, tmp_path / "one")
    (papers / "a.txt").unlink()
    run(papers, tmp_path / "one")
    assert [line["text"] for line in lines(tmp_path / "one" / "claims.jsonl")] == ["B."]


@pytest.mark.parametrize(
    ("order", "stage", "error"),
    [
        ("HANG", "time limit", "took longer than 2 s"),
        ("EAT", "memory limit", "needs more than 1000 MB"),
        ("DIE", "worker", "the process that read it died (signal 9)"),
        ("CRASH", "analysis", "unexpected ValueError: odd"),
        ("BAD", "reading", "no text was found"),
    ],
)
def test_a_bad_paper_costs_only_itself(tmp_path: Path, order: str, stage: str, error: str) -> None:
    """Recorded with stage, error and advice; the others are done."""
    papers = make_papers(tmp_path / "in", {f"{n}.txt": f"Claim {n}." for n in range(6)} | {"3x.txt": order})
    results = run(papers, tmp_path / "out", replace(OPTIONS, timeout=2.0 if order == "HANG" else 60.0))
    (failure,) = lines(tmp_path / "out" / "failures.jsonl")
    assert (failure["file"], failure["stage"], failure["error"]) == ("3x.txt", stage, error)
    assert failure["advice"]
    assert len(results) == 7
    assert len(lines(tmp_path / "out" / "claims.jsonl")) == 6


def test_failures_are_known_until_limits_change(tmp_path: Path) -> None:
    """A paper that failed is not tried again, but with other limits, or when told to."""
    papers = make_papers(tmp_path / "in", {"a.txt": "BAD"})
    run(papers, tmp_path / "out")
    assert run(papers, tmp_path / "out")[0].reused
    assert not run(papers, tmp_path / "out", replace(OPTIONS, timeout=6.0))[0].reused
    assert not run(papers, tmp_path / "out", replace(OPTIONS, retry_failed=True))[0].reused


def test_a_missing_file_stands_among_the_failures(tmp_path: Path) -> None:
    """Every input is accounted for."""
    extract_papers(find_papers([str(tmp_path / "none.pdf")]), tmp_path / "out", OPTIONS)
    assert [entry["file"] for entry in lines(tmp_path / "out" / "failures.jsonl")] == ["none.pdf"]


def test_without_models_no_paper_fails_for_it(tmp_path: Path) -> None:
    """What concerns all papers is an error of the run, and leaves no records behind."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A."})
    with pytest.raises(ModelError, match="not installed"):
        run(papers, tmp_path / "out", replace(OPTIONS, loader=NO_MODELS))
    assert not (tmp_path / "out" / "failures.jsonl").exists()


def test_two_runs_on_one_folder(tmp_path: Path) -> None:
    """The second is told so at once."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A."})
    with lock_folder(tmp_path / "out"), pytest.raises(StoreError, match="another run"):
        run(papers, tmp_path / "out")
    run(papers, tmp_path / "out")


def test_damaged_shards_are_done_again(tmp_path: Path) -> None:
    """A shard cut short by a power failure counts as missing."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A."})
    run(papers, tmp_path / "out")
    before = contents(tmp_path / "out")
    (shard,) = (tmp_path / "out" / ".papers").glob("*/*")
    shard.write_bytes(shard.read_bytes()[:10])
    assert not run(papers, tmp_path / "out")[0].reused
    assert contents(tmp_path / "out") == before


def test_shards_hold_their_records_behind_a_head(tmp_path: Path) -> None:
    """One gzip file per paper, the same bytes each time."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A."})
    for name in ("one", "two"):
        run(papers, tmp_path / name)
    (one,), (two,) = ((tmp_path / name / ".papers").glob("*/*") for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    head, record = gzip.decompress(one.read_bytes()).splitlines()
    assert orjson.loads(head)["sentences"] == 1
    assert orjson.loads(record)["text"] == "A."


def test_csv_holds_the_same_claims(tmp_path: Path) -> None:
    """From the same shelf: no paper is read twice for another format."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A, said he."})
    run(papers, tmp_path / "out")
    (result,) = run(papers, tmp_path / "out", replace(OPTIONS, as_csv=True))
    assert result.reused
    assert '"A, said he."' in (tmp_path / "out" / "claims.csv").read_text(encoding="utf-8")
    assert not (tmp_path / "out" / "claims.jsonl").exists()


def test_least_confidence(tmp_path: Path) -> None:
    """Claims below it are left out of claims.jsonl, not of annotations.jsonl."""
    papers = make_papers(tmp_path / "in", {"a.txt": "A."})
    run(papers, tmp_path / "out", replace(OPTIONS, min_confidence=0.6))
    assert not lines(tmp_path / "out" / "claims.jsonl")
    assert len(lines(tmp_path / "out" / "annotations.jsonl")) == 1


def test_streams_come_in_the_order_of_papers(tmp_path: Path) -> None:
    """To a pipe, too."""
    papers = make_papers(
        tmp_path / "in", {"a.txt": "SLOW 0.4\nA.", "b.txt": "B.", "c.txt": "BAD", "d.txt": "D."}
    )
    seen: list[str] = []
    summary = stream_claims(
        find_papers([str(papers)]),
        OPTIONS,
        lambda records: seen.extend(orjson.loads(record)["text"] for record in records),
    )
    assert seen == ["SLOW 0.4", "A.", "B.", "D."]
    assert (summary.papers, summary.failed) == (4, 1)


@pytest.mark.parametrize(
    ("table", "what"),
    [(None, "No such file"), (b"name,oops\nOslo,1\n", "unknown column oops"), (b"\xff\xfe\x00", "not UTF-8")],
)
def test_bad_knowledge_ends_the_run_at_once(tmp_path: Path, table: bytes | None, what: str) -> None:
    """Before any worker starts or any file is written: one error, not one for each paper."""
    own = tmp_path / "own.csv"
    if table is not None:
        own.write_bytes(table)
    papers = find_papers([str(make_papers(tmp_path / "in", {"a.txt": "A."}))])
    options = replace(OPTIONS, knowledge=(own,))
    with pytest.raises(KnowledgeError, match=what):
        extract_papers(papers, tmp_path / "out", options)
    with pytest.raises(KnowledgeError, match=what):
        stream_claims(papers, options, lambda _: None)
    assert not (tmp_path / "out").exists()
