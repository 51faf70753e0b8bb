"""Loading of fitted artefacts: skops files of arrays, numbers and words, which execute no code.

An artefact is a dict that ``skops.io.load`` reads too. It is read here without skops, because importing skops
imports all of scikit-learn: two seconds and 60 MB in every worker, for four regressions that are a sum each.
What is more than plain data is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import ModelError

__all__ = ["hash_of_artefact", "load_artefact", "models_folder", "wrong_version"]

_FILE = "model.skops"


def models_folder() -> Path:
    """Where the fitted artefacts are: inside an installed package, else in the checkout's ``models/``."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "models"
    return installed if installed.is_dir() else package.parent / "models"


def hash_of_artefact(folder: Path) -> str:
    """``sha256:`` and the hash of what is saved in ``folder``. Raises ``ModelError`` if that is missing."""
    return f"sha256:{hashlib.sha256(_file_of(folder).read_bytes()).hexdigest()}"


def _file_of(folder: Path) -> Path:
    path = folder / _FILE
    if not path.is_file():
        raise ModelError(f"no model in {folder}", advice="run `dragoman train` to make it")
    return path


def load_artefact(folder: Path) -> dict[str, Any]:
    """The arrays, numbers and words saved in ``folder``, by name.

    Raises ``ModelError`` when the file is missing or damaged, or holds anything but plain data.
    """
    path = _file_of(folder)
    try:
        with zipfile.ZipFile(path) as archive:
            saved = _value_of(json.loads(archive.read("schema.json")), archive)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ModelError(
            f"{path} is damaged or not plain data: {error}",
            advice="use a model that this version of dragoman trained",
        ) from error
    return dict(saved)


def wrong_version(folder: Path) -> ModelError:
    """The error of an artefact whose parts are not those that this version writes."""
    return ModelError(
        f"the model in {folder} is of another version of dragoman",
        advice="run `dragoman train` with this version",
    )


def _value_of(node: dict[str, Any], archive: zipfile.ZipFile) -> Any:
    """What a node of the skops schema stands for; only the four kinds that hold plain data."""
    match node["__loader__"]:
        case "DictNode":
            return {name: _value_of(part, archive) for name, part in node["content"].items()}
        case "ListNode":
            return [_value_of(part, archive) for part in node["content"]]
        case "JsonNode":
            return json.loads(node["content"])
        case "NdArrayNode" if node["type"] == "numpy":
            return np.load(io.BytesIO(archive.read(node["file"])), allow_pickle=False)
        case other:
            raise ValueError(f"it holds {node.get('__module__')}.{node.get('__class__')} ({other})")
