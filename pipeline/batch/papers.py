"""Which files a run reads, and the name each goes by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import NamedTuple

from pipeline.store import is_far, path_of

__all__ = ["SUFFIXES", "Paper", "find_papers", "hash_of_content", "name_run"]

SUFFIXES = frozenset({".pdf", ".md", ".markdown", ".html", ".htm", ".xhtml", ".txt", ".text"})
_CHUNK = 1 << 20


class Paper(NamedTuple):
    """A file and the name it goes by: its path below the folder or glob that named it."""

    path: str
    name: str


def find_papers(paths: Iterable[str]) -> list[Paper]:
    """Files to read, sorted by name, no file twice, no name twice.

    Folders are searched for PDF, markdown, HTML and text; a file named outright is taken as it is, even
    if it is missing (its error then stands among the failures).
    """
    found: dict[str, str] = {}
    for path in paths:
        for file, name in _expand(path):
            found.setdefault(str(file), name)
    return _with_own_names(sorted(Paper(path, name) for path, name in found.items()))


def _with_own_names(papers: Sequence[Paper]) -> list[Paper]:
    """Papers of the same name in different folders go by their whole path."""
    names: dict[str, int] = {}
    for paper in papers:
        names[paper.name] = names.get(paper.name, 0) + 1
    own = (paper if names[paper.name] == 1 else Paper(paper.path, paper.path) for paper in papers)
    return sorted(own, key=lambda paper: (paper.name, paper.path))


def _expand(path: str) -> Iterator[tuple[Path, str]]:
    root = path_of(path)
    if root.is_dir():
        for file in root.rglob("*"):
            hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
            if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
                yield file, file.relative_to(root).as_posix()
    elif is_far(root) or root.exists() or not any(sign in path for sign in "*?["):
        yield root, root.name
    else:
        matches = [Path(match) for match in glob(path, recursive=True)]
        if not matches:
            yield root, path
        for match in matches:
            yield from _expand(str(match)) if match.is_dir() else [(match, match.name)]


def name_run(paths: Sequence[str]) -> str:
    """The folder name of a run: the stem of the one input, or of the folder that holds them all."""
    fixed = [Path(_before_signs(path)) for path in paths]
    if len(fixed) == 1:
        return fixed[0].resolve().stem or "run"
    parents = [set(path.resolve().parents) | {path.resolve()} for path in fixed]
    common = max(set.intersection(*parents), key=lambda path: len(path.parts))
    return common.name or "run"


def _before_signs(path: str) -> str:
    return path[: min((path.index(sign) for sign in "*?[" if sign in path), default=len(path))]


def hash_of_content(path: str) -> str:
    """SHA-256 of a file's bytes; "" where it cannot be read (the reader will say why)."""
    digest = hashlib.sha256()
    try:
        with path_of(path).open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
