"""Files appear whole or not at all."""

from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.store import open_new


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Until the end of the block only the old content stands under the name."""
    path = tmp_path / "run" / "claims.jsonl"
    with open_new(path) as out:
        out.write(b"one\n")
        assert not path.exists()
    assert path.read_bytes() == b"one\n"
    assert list(path.parent.iterdir()) == [path]


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    """Ctrl-C in the middle: nothing torn, nothing left over."""
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"old\n")

    def write_and_break() -> None:
        with open_new(path) as out:
            out.write(b"ne")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_break()
    assert path.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    """What, where and what to do."""
    (tmp_path / "outputs").write_text("not a folder")
    with (
        pytest.raises(StoreError, match=r"cannot be written.*another folder"),
        open_new(tmp_path / "outputs" / "claims.jsonl"),
    ):
        pass
