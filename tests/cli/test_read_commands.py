"""``text``, ``schema`` and ``show``: data on stdout, talk on stderr, exit codes that mean something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import analysis
from pipeline.analysis import Models
from pipeline.cli.app import app, main

PAPER = Path(__file__).parents[2] / "corpus" / "papers" / "poland-arms-seoul"


@pytest.fixture
def run(models: Models, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner whose commands find the models loaded already."""
    monkeypatch.setattr(analysis, "load_models", lambda *args, **options: models)
    return CliRunner()


def test_text_prints_the_reading_text(run: CliRunner) -> None:
    """What spans count in, to the character: the markdown's is the truth's body."""
    result = run.invoke(app, ["text", str(PAPER / "paper.md")])
    truth = (PAPER / "paper.txt").read_text(encoding="utf-8")
    assert result.exit_code == 0
    assert len(result.stdout) > 9000
    assert truth.startswith(result.stdout.rstrip("\n")[:9000])


def test_schema_is_json_schema(run: CliRunner) -> None:
    """Draft 2020-12."""
    result = run.invoke(app, ["schema"])
    assert json.loads(result.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_show_filters_by_type_and_holder(run: CliRunner) -> None:
    """Only what was asked for."""
    policy = run.invoke(app, ["show", str(PAPER / "paper.pdf"), "--type", "policy"]).stdout
    assert "POLICY" in policy
    assert "FACT" not in policy
    reported = run.invoke(app, ["show", str(PAPER / "paper.pdf"), "--holder", "mariusz-blaszczak"]).stdout
    assert "held by" in reported
    assert "held by author" not in reported


def test_show_why_names_rules(run: CliRunner) -> None:
    """One claim with the rule or model behind each part."""
    listing = run.invoke(app, ["show", str(PAPER / "paper.pdf"), "--limit", "1"]).stdout
    claim = next(word for word in listing.split() if word.startswith("c-"))
    explained = run.invoke(app, ["show", str(PAPER / "paper.pdf"), "--why", claim])
    assert explained.exit_code == 0
    assert "known:" in explained.stdout


def test_an_unknown_claim_is_a_usage_error(run: CliRunner) -> None:
    """Exit code 2."""
    assert run.invoke(app, ["show", str(PAPER / "paper.pdf"), "--why", "c-0000"]).exit_code == 2


def test_a_missing_file_is_one_line_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which file, what is wrong, what to do; exit code 1."""
    monkeypatch.setattr("sys.argv", ["dragoman", "text", "no-such-paper.pdf"])
    with pytest.raises(SystemExit) as ending:
        main()
    captured = capsys.readouterr()
    assert ending.value.code == 1
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "no-such-paper.pdf" in captured.err


@pytest.mark.parametrize(
    "command",
    ["extract", "watch", "query", "show", "sources", "inspect", "text", "schema", "evaluate"],
)
def test_help_has_an_example(run: CliRunner, command: str) -> None:
    """Every command shows how it is used."""
    result = run.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert f"dragoman {command}" in result.stdout
