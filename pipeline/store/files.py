"""Files that appear whole or not at all, and a folder that one run at a time writes to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from pipeline.errors import StoreError

__all__ = ["lock_folder", "open_new"]


@contextmanager
def open_new(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under ``path`` when the block ends well, and not at all otherwise.

    Written to a temporary name beside it, flushed to disk, then renamed. Raises ``StoreError`` where
    the folder cannot be written to or the disk is full.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}",
            where=str(path),
            advice="free space, or choose another folder with -o",
        ) from error
    finally:
        with suppress(OSError):  # where there is no folder there is no file to remove
            temporary.unlink()


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold ``folder`` (made if need be) for this process alone; the lock dies with the process.

    Raises ``StoreError`` at once where another process holds it.
    """
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
