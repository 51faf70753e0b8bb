"""outputs/: records to files and back. Nothing half-written ever stands under its final name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import StoreError

__all__ = ["open_new"]


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
