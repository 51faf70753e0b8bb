"""``dragoman stances``: who stands where in a paper, as a matrix of holders and targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Knowledge, OwnModels, Password, SpacyModel

if TYPE_CHECKING:
    from pipeline.stances import StanceBalance

__all__ = ["stances"]

_MANY = 12
"""Targets shown unless told otherwise."""
_TARGET_WIDTH = 36
_HOLDER_WIDTH = 13
"""Widths of the columns in characters, with their borders."""
_SHOWN = 7
"""Characters of a claim's id that are printed."""


def stances(
    paper: Annotated[Path, typer.Argument(help="A PDF, markdown, HTML or text file.", show_default=False)],
    targets: Annotated[int, typer.Option(min=1, help="How many targets, the most spoken of first.")] = _MANY,
    min_probability: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out what is less probable.")
    ] = 0.0,
    claims: Annotated[bool, typer.Option("--claims", help="List the claims behind every cell.")] = False,
    password: Password = None,
    spacy_model: SpacyModel = None,
    models: OwnModels = None,
    knowledge: Knowledge = None,
) -> None:
    """Show for each holder and target how many claims are for (+) and against (-).

    Example: dragoman stances paper.pdf --targets 20
    """
    from pipeline.analysis import analyse, load_models
    from pipeline.claims import build_claims
    from pipeline.ingest.read import read_document
    from pipeline.stances import weigh_stances

    document = read_document(paper, password=password)
    loaded = load_models(spacy_model, knowledge=knowledge or (), folder=models)
    annotations = analyse(document, loaded)
    balances = weigh_stances(build_claims(document, annotations), least=min_probability)
    if not balances:
        typer.echo("no stances")
        return
    _print_matrix(balances, targets)
    if claims:
        _print_claims(balances)


def _print_matrix(balances: Sequence[StanceBalance], rows: int) -> None:
    """Print the busiest targets against as many of their holders as the terminal has room for."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    cells = {(balance.holder, balance.target): balance for balance in balances}
    targets = list(dict.fromkeys(balance.target for balance in balances))[:rows]
    voices = Counter(balance.holder for balance in balances if balance.target in targets)
    holders = [holder for holder, _ in voices.most_common()]
    room = max((console.width - _TARGET_WIDTH) // _HOLDER_WIDTH, 1)
    table = Table(title="For (+) and against (-)")
    table.add_column("target", width=_TARGET_WIDTH - 6, no_wrap=True, overflow="ellipsis")
    for holder in holders[:room]:
        table.add_column(holder, justify="right", no_wrap=True, width=_HOLDER_WIDTH - 3, overflow="ellipsis")
    for target in targets:
        own = [cells.get((holder, target)) for holder in holders[:room]]
        if any(own):
            table.add_row(target, *(_cell(balance) for balance in own))
    console.print(table)
    if len(holders) > room:
        console.print(f"{len(holders) - room} more holders: --claims lists them all", style="dim")


def _cell(balance: StanceBalance | None) -> str:
    if balance is None:
        return ""
    parts = [f"+{balance.favour}" if balance.favour else "", f"-{balance.against}" if balance.against else ""]
    return " ".join(part for part in parts if part)


def _print_claims(balances: Sequence[StanceBalance]) -> None:
    for balance in balances:
        ids = ", ".join(claim.removeprefix("c-")[:_SHOWN] for claim in balance.claims)
        typer.echo(f"{balance.holder} > {balance.target}: {balance.balance:+.2f} ({ids})")
