"""Shards: what each paper of a run gave, kept on disk so that no work is done twice.

One compressed file per paper, named by a key that hashes everything the result depends on. The first
line is the shard's head, the rest are records, ready to be copied into ``annotations.jsonl``.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import StoreError
from pipeline.store.files import open_new

__all__ = ["Shard", "Shelf"]

_SUFFIX = ".jsonl.gz"
_QUICK = 3
"""Compression level: JSON lines shrink eightfold, and faster than a disk writes them."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The head of a shard: what is known of a paper besides its records."""

    title: str = ""
    pages: int = 0
    sentences: int = 0
    claims: dict[str, int] = field(default_factory=dict)
    """Sentences by type, ``none`` too."""
    stances: int = 0
    failure: dict[str, str] | None = None
    """``stage``, ``error`` and ``advice``, where the paper gave no records."""
    models: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder that holds the shards of one run."""

    folder: Path

    def path_of(self, key: str) -> Path:
        """Where the shard of ``key`` stands; two letters of it name a folder, to keep folders small."""
        return self.folder / key[:2] / f"{key}{_SUFFIX}"

    def write(self, key: str, shard: Shard, lines: Iterable[bytes] = ()) -> None:
        """Put a shard on the shelf, whole. Raises ``StoreError`` where there is no space."""
        with open_new(self.path_of(key)) as out, gzip.GzipFile("", "wb", _QUICK, out, mtime=0) as packed:
            packed.write(orjson.dumps(shard, option=orjson.OPT_APPEND_NEWLINE))
            packed.writelines(lines)

    def read_head(self, key: str) -> Shard | None:
        """What is known of a paper, or ``None`` where the shard is missing or damaged."""
        try:
            with self.path_of(key).open("rb") as file, gzip.GzipFile(fileobj=file) as packed:
                head: dict[str, Any] = orjson.loads(packed.readline())
            return Shard(**head)
        except (OSError, EOFError, ValueError, TypeError):
            return None

    def read_lines(self, key: str) -> Iterator[bytes]:
        """The records. Raises ``StoreError`` where the shard is missing or damaged."""
        path = self.path_of(key)
        try:
            with path.open("rb") as file, gzip.GzipFile(fileobj=file) as packed:
                packed.readline()
                yield from packed
        except (OSError, EOFError) as error:
            raise StoreError("damaged", where=str(path), advice="delete it and run again") from error

    def keys(self) -> Iterator[str]:
        """All keys on the shelf."""
        for path in self.folder.glob(f"*/*{_SUFFIX}"):
            yield path.name.removesuffix(_SUFFIX)

    def keep_only(self, keys: frozenset[str]) -> None:
        """Take down the shards of papers and versions that are no more, and leavings of killed runs."""
        for path in self.folder.glob("*/*"):
            if path.name.removesuffix(_SUFFIX) not in keys:
                path.unlink(missing_ok=True)
                with suppress(OSError):  # other shards stand in it
                    path.parent.rmdir()
