"""Fitted artefacts: skops files of plain data, read without skops, and nothing else is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from skops import io as skops_io

from pipeline.annotate.artefacts import load_artefact, models_folder
from pipeline.annotate.stance import load_stance
from pipeline.errors import ModelError
from pipeline.train.artefacts import write_artefact

SAVED = {
    "weights": np.array([[0.5, -1.0]]),
    "bias": 0.25,
    "features": ["a", "b"],
    "name": "x",
    "parts": {"n": 3},
}


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    """By us and by skops itself."""
    write_artefact(tmp_path, SAVED, {"name": "x"})
    ours = load_artefact(tmp_path)
    assert ours["weights"].tolist() == [[0.5, -1.0]]
    assert {name: value for name, value in ours.items() if name != "weights"} == {
        name: value for name, value in SAVED.items() if name != "weights"
    }
    assert skops_io.get_untrusted_types(file=tmp_path / "model.skops") == []


@pytest.mark.parametrize("name", ["claim_types", "confidence", "relations", "stance"])
def test_committed_artefacts_are_skops_files(name: str) -> None:
    """Skops reads the same from them as we do."""
    ours = load_artefact(models_folder() / name)
    theirs = skops_io.load(models_folder() / name / "model.skops")
    assert list(ours) == list(theirs)
    for part, value in ours.items():
        np.testing.assert_array_equal(value, theirs[part])


def test_an_estimator_is_refused(tmp_path: Path) -> None:
    """Whatever would have to be built from classes is no plain data."""
    skops_io.dump({"judge": LogisticRegression()}, tmp_path / "model.skops")
    with pytest.raises(ModelError, match="LogisticRegression"):
        load_artefact(tmp_path)


def test_pickled_objects_are_refused(tmp_path: Path) -> None:
    """An array of objects is a pickle."""
    skops_io.dump({"judge": np.array([{}, None], dtype=object)}, tmp_path / "model.skops")
    with pytest.raises(ModelError):
        load_artefact(tmp_path)


def test_a_damaged_file_is_an_error_of_ours(tmp_path: Path) -> None:
    """Not a traceback."""
    (tmp_path / "model.skops").write_bytes(b"PK no archive")
    with pytest.raises(ModelError, match="damaged"):
        load_artefact(tmp_path)


def test_an_artefact_of_another_version_is_named(tmp_path: Path) -> None:
    """Parts that this version does not write."""
    write_artefact(tmp_path, {"judge": "?"}, {})
    with pytest.raises(ModelError, match="another version"):
        load_stance(tmp_path)


def test_no_worker_imports_scikit_learn() -> None:
    """Its import takes longer than reading a paper's pages."""
    program = "import sys, pipeline.analysis; print('sklearn' in sys.modules or 'skops' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
