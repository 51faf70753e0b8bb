"""Loading of fitted artefacts: skops files, which execute no code, with the types that may be in them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from skops import io as skops_io

from pipeline.errors import ModelError

__all__ = ["hash_of_artefact", "load_artefact", "models_folder"]

_FILE = "model.skops"
_TRUSTED = ("sklearn.tree._tree.Tree", "numpy.dtype", "_io.BytesIO")
"""Types beyond skops' own list: the arrays of a decision tree."""


def models_folder() -> Path:
    """Where the fitted artefacts are: inside an installed package, else in the checkout's ``models/``."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "models"
    return installed if installed.is_dir() else package.parent / "models"


def hash_of_artefact(folder: Path) -> str:
    """``sha256:`` and the hash of the estimator saved in ``folder``."""
    return f"sha256:{hashlib.sha256((folder / _FILE).read_bytes()).hexdigest()}"


def load_artefact(folder: Path) -> Any:
    """The estimator saved in ``folder``.

    Raises ``ModelError`` when it is missing, or holds a type that no artefact of this project holds.
    """
    path = folder / _FILE
    if not path.is_file():
        raise ModelError(f"no model in {folder}", advice="run `dragoman train` to make it")
    unknown = sorted(set(skops_io.get_untrusted_types(file=path)) - set(_TRUSTED))
    if unknown:
        raise ModelError(
            f"{path} holds {', '.join(unknown)}", advice="use a model that this version of dragoman trained"
        )
    return skops_io.load(path, trusted=list(_TRUSTED))
