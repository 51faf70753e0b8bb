"""What makes a paper's result stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch import recipe
from pipeline.errors import ModelError


def test_own_knowledge_changes_the_recipe(tmp_path: Path) -> None:
    """By its content, not its name."""
    rows = tmp_path / "mine.csv"
    rows.write_text("name\nGhent\n")
    first = recipe.hash_of_recipe(None, None, [rows])
    assert first == recipe.hash_of_recipe(None, None, [rows])
    assert first != recipe.hash_of_recipe(None, None, [])
    rows.write_text("name\nBruges\n")
    assert first != recipe.hash_of_recipe(None, None, [rows])


def test_a_model_in_a_folder_changes_it_by_its_content(tmp_path: Path) -> None:
    """As retrained weights do."""
    (tmp_path / "weights").write_bytes(b"1")
    first = recipe.hash_of_recipe(str(tmp_path), None, [])
    (tmp_path / "weights").write_bytes(b"2")
    assert first != recipe.hash_of_recipe(str(tmp_path), None, [])


def test_own_classifiers_change_it_by_their_content(tmp_path: Path) -> None:
    """Trained anew into the same folder, they are others."""
    (tmp_path / "model.skops").write_bytes(b"1")
    first = recipe.hash_of_recipe(None, tmp_path, [])
    (tmp_path / "model.skops").write_bytes(b"2")
    assert recipe.hash_of_recipe(None, None, []) != first != recipe.hash_of_recipe(None, tmp_path, [])


def test_versions_of_libraries_change_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new spaCy may read a sentence otherwise."""
    first = recipe.hash_of_recipe(None, None, [])
    monkeypatch.setattr(recipe, "versions_of_libraries", lambda: {"spacy": "9"})
    assert first != recipe.hash_of_recipe(None, None, [])


def test_code_that_makes_results_is_in_it_and_code_that_prints_them_is_not() -> None:
    """Annotators and their tables are; the command line is not."""
    assert {"annotate", "ingest", "knowledge", "analysis.py"} <= set(recipe._MAKES_RESULTS)
    assert "cli" not in recipe._MAKES_RESULTS


def test_an_unknown_model_is_named() -> None:
    """With the remedy."""
    with pytest.raises(ModelError, match="no spaCy pipeline 'xx_none'"):
        recipe.hash_of_recipe("xx_none", None, [])
