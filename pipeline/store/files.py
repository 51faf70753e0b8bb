"""Files that appear whole or not at all, here or far away, and a folder that one run at a time writes to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from filelock import FileLock, Timeout

from pipeline.errors import StoreError

__all__ = ["is_far", "lock_folder", "open_new", "path_of"]

_CHUNK = 1 << 20


def path_of(place: str) -> Path:
    """A local path, or one of any fsspec file system ("s3://bucket/papers"; needs ``dragoman[ray]``).

    A far path has the methods of a local one. Raises ``StoreError`` for a URL without the extra.
    """
    if "://" not in place:
        return Path(place)
    try:
        far_path = import_module("upath").UPath  # by name: the type checker may not have the extra
    except ImportError as error:
        raise StoreError(
            "reading and writing URLs needs an extra", where=place, advice="pip install 'dragoman[ray]'"
        ) from error
    return cast(Path, far_path(place))


def is_far(path: Path) -> bool:
    """Whether a path is none of this machine's own."""
    return not isinstance(path, Path)


@contextmanager
def open_new(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under ``path`` when the block ends well, and not at all otherwise.

    Written to a temporary name beside it, flushed to disk, then renamed; a far file is written here and
    put there when it is whole. Raises ``StoreError`` where the folder cannot be written to or is full.
    """
    writing = _put_far(path) if is_far(path) else _rename_here(path)
    try:
        with writing as out:
            yield out
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}",
            where=str(path),
            advice="free space, or choose another folder with -o",
        ) from error


@contextmanager
def _rename_here(path: Path) -> Iterator[BinaryIO]:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    finally:
        with suppress(OSError):  # where there is no folder there is no file to remove
            temporary.unlink()


@contextmanager
def _put_far(path: Path) -> Iterator[BinaryIO]:
    with TemporaryFile() as out:
        yield cast(BinaryIO, out)
        out.seek(0)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as far:
            shutil.copyfileobj(out, far, _CHUNK)


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold ``folder`` (made if need be) for this process alone; the lock dies with the process.

    Far file systems have no such locks: there it is up to the user. Raises ``StoreError`` at once where
    another process holds it.
    """
    if is_far(folder):
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise StoreError(
            "another run is writing to this folder",
            where=str(folder),
            advice="wait for it, or name another run with --run",
        ) from error
    except (FileExistsError, NotADirectoryError, PermissionError) as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}",
            where=str(folder),
            advice="choose another folder with -o",
        ) from error
