"""Runs of the batch tests have a fixed recipe: they test what is done with it, not the code's own hash."""

from __future__ import annotations

import pytest

from pipeline.batch import run as run_module


@pytest.fixture(autouse=True)
def fixed_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same key for the same paper, even while the code is being edited."""
    monkeypatch.setattr(run_module, "hash_of_recipe", lambda *_: "recipe")
