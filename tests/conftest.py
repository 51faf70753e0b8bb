"""What all tests share: the base model, loaded once, and the shared folder where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.analysis import Models, load_models
from pipeline.annotate.base_model import load_base_model

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real papers; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared, which is not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The base spaCy pipeline, with Dragoman's sentence guard."""
    return load_base_model()[0]


@pytest.fixture(scope="session")
def models() -> Models:
    """Everything that an analysis needs, loaded once for all tests."""
    return load_models()
