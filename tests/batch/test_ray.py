"""The Ray engine: the same records, from and to a file system that is reached by URL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch import Engine, Options, extract_papers, find_papers
from pipeline.store import path_of
from tests.batch.stub import LOADER
from tests.batch.test_run import FILES, contents, make_papers, run

ray = pytest.importorskip("ray", reason="needs the extra dragoman[ray]")

TEXTS = {f"{n:02}.txt": f"SLOW 0.05\nClaim {n}." for n in range(12)}
POISON = {"03.txt": "HANG", "05.txt": "DIE", "07.txt": "BAD"}
OPTIONS = Options(workers=2, timeout=2.0, memory=1000, engine=Engine.RAY, loader=LOADER)


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    """A local Ray that knows the repository."""
    environment = {"env_vars": {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}}
    ray.init(num_cpus=2, log_to_driver=False, logging_level="error", runtime_env=environment)
    yield
    ray.shutdown()


def test_same_records_as_the_local_engine(tmp_path: Path) -> None:
    """Poison and all, byte for byte."""
    papers = make_papers(tmp_path / "in", TEXTS | POISON)
    run(papers, tmp_path / "ray", OPTIONS)
    run(papers, tmp_path / "local", replace(OPTIONS, engine=Engine.LOCAL))
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")


def test_papers_and_outputs_by_url(tmp_path: Path) -> None:
    """As on an object store: no locks, no renames, no database; resumed as ever."""
    papers = make_papers(tmp_path / "in", TEXTS)
    found = find_papers([f"file://{papers}"])
    assert [paper.name for paper in found] == sorted(TEXTS)
    out = path_of(f"file://{tmp_path}/far/run")
    extract_papers(found, out, OPTIONS)
    assert extract_papers(found, out, OPTIONS).reused == len(TEXTS)
    run(papers, tmp_path / "local", replace(OPTIONS, engine=Engine.LOCAL))
    assert {name: (tmp_path / "far/run" / name).read_bytes() for name in FILES} == contents(
        tmp_path / "local"
    )
