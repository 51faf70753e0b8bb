"""``dragoman corpus``: what a person types."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.corpus import app
from pipeline.corpus import parse_gold, read_gold
from pipeline.errors import CorpusError
from tests.corpus.test_check import _corpus
from tests.corpus.test_gold import LINES, TEXT


@pytest.mark.parametrize("tool", ["labelstudio", "doccano", "prodigy", "docbin", "brat"])
def test_export_and_import(tool: str, tmp_path: Path) -> None:
    """What goes out comes back as it was, and what the tool needs lies beside it."""
    folder = _corpus(tmp_path / "corpus")
    out, back = tmp_path / "out" / "tiny.ann", tmp_path / "back.jsonl"
    options = ["--corpus", str(folder), "--shared", str(tmp_path)]
    done = CliRunner().invoke(app, ["export", tool, "tiny", "-o", str(out), *options], catch_exceptions=False)
    assert done.exit_code == 0
    arguments = ["import", tool, str(out), "-o", str(back), "--paper", "tiny", *options]
    assert CliRunner().invoke(app, arguments, catch_exceptions=False).exit_code == 0
    assert read_gold(back, TEXT).sentences[1] == parse_gold(LINES, TEXT).sentences[1]
    companions = {path.name for path in out.parent.iterdir()} - {out.name}
    assert companions == {
        "brat": {"annotation.conf", "tiny.txt"},
        "labelstudio": {"tiny.config.xml"},
    }.get(tool, set())


def test_conll_says_what_it_loses(tmp_path: Path) -> None:
    """A note on stderr."""
    folder = _corpus(tmp_path / "corpus")
    arguments = ["export", "conll", "tiny", "-o", str(tmp_path / "x"), "--corpus", str(folder)]
    assert "are left out" in CliRunner().invoke(app, arguments).output


def test_the_wrong_paper_is_seen(tmp_path: Path) -> None:
    """An export of another text is refused."""
    folder = _corpus(tmp_path / "corpus")
    out = tmp_path / "x.jsonl"
    options = ["--corpus", str(folder)]
    CliRunner().invoke(app, ["export", "doccano", "tiny", "-o", str(out), *options])
    (folder / "papers" / "tiny" / "paper.txt").write_text("Another text. " + TEXT, encoding="utf-8")
    with pytest.raises(CorpusError, match="not that of the paper"):
        CliRunner().invoke(
            app,
            ["import", "doccano", str(out), "-o", str(tmp_path / "y"), "--paper", "tiny", *options],
            catch_exceptions=False,
        )


def test_check_ends_with_one_where_something_is_wrong(tmp_path: Path) -> None:
    """First without checksums, then accepted."""
    folder = _corpus(tmp_path / "corpus")
    options = ["--corpus", str(folder), "--shared", str(tmp_path)]
    first = CliRunner().invoke(app, ["check", *options])
    assert (first.exit_code, "tiny, manifest: has no checksum" in first.output) == (1, True)
    second = CliRunner().invoke(app, ["check", "--accept", *options])
    assert (second.exit_code, "keeps to its scheme" in second.output) == (0, True)
