"""Dragoman: what policy papers claim, as data.

Four verbs are the whole API::

    models = load_models()
    document = read_document("paper.pdf")
    annotations = analyse(document, models)
    claims = build_claims(document, annotations)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.analysis import Models, analyse, load_models
    from pipeline.claims import build_claims
    from pipeline.ingest.read import read_document

__version__ = "0.1.0"
__all__ = ["Models", "__version__", "analyse", "build_claims", "load_models", "read_document"]

_HOMES = {
    "Models": "pipeline.analysis",
    "analyse": "pipeline.analysis",
    "build_claims": "pipeline.claims",
    "load_models": "pipeline.analysis",
    "read_document": "pipeline.ingest.read",
}


def __getattr__(name: str) -> Any:
    """Import a verb when it is first used: ``dragoman --help`` must not wait for spaCy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
