"""``dragoman sources``: the works that a paper cites, and what it says without a source."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Knowledge, OwnModels, Password, SpacyModel

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.analysis import Models
    from pipeline.annotate.sources import CitedWork
    from pipeline.schema import Document, Work
    from pipeline.schema.claim import Claim

__all__ = ["SourceFormat", "sources"]

_SHOWN = 7
"""Characters of a claim's id that are printed: what ``dragoman show --why`` takes."""


class SourceFormat(StrEnum):
    """How the works are written."""

    TABLE = "table"
    CSL = "csl"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSV = "csv"


def sources(
    paper: Annotated[Path, typer.Argument(help="A PDF, markdown, HTML or text file.", show_default=False)],
    format_: Annotated[
        SourceFormat, typer.Option("--format", "-f", help="A table to read, or a library to import.")
    ] = SourceFormat.TABLE,
    password: Password = None,
    spacy_model: SpacyModel = None,
    models: OwnModels = None,
    knowledge: Knowledge = None,
) -> None:
    """List the works a paper cites: by kind, how often, for which claims, and the claims without a source.

    Example: dragoman sources paper.pdf --format csl > library.json
    """
    from pipeline.annotate.sources import collect_works
    from pipeline.ingest.read import read_document

    document = read_document(paper, password=password)
    cited = collect_works(document.notes)
    if format_ in {SourceFormat.TABLE, SourceFormat.CSV}:
        from pipeline.analysis import load_models

        loaded = load_models(spacy_model, knowledge=knowledge or (), folder=models)
        claims = _read_claims(document, loaded)
        if format_ is SourceFormat.TABLE:
            _print_table(document, cited, claims)
        else:
            _write_table(document, cited, claims)
    else:
        _write_library([one.work for one in cited], format_)


def _read_claims(document: Document, models: Models) -> list[Claim]:
    from pipeline.analysis import analyse
    from pipeline.claims import build_claims

    annotations = analyse(document, models)
    return [claim for claim in build_claims(document, annotations) if claim.type.label != "none"]


def _write_library(works: Sequence[Work], format_: SourceFormat) -> None:
    from pipeline.export.bibtex import write_bibtex
    from pipeline.export.csl import write_csl
    from pipeline.export.ris import write_ris

    writers = {SourceFormat.CSL: write_csl, SourceFormat.BIBTEX: write_bibtex, SourceFormat.RIS: write_ris}
    writers[format_](works, sys.stdout)


def _claims_of(document: Document, cited: CitedWork, claims: Iterable[Claim]) -> list[Claim]:
    """The claims whose sentence calls a note that cites the work."""
    return [claim for claim in claims if any(note in cited.notes for note in _notes_of(document, claim))]


def _notes_of(document: Document, claim: Claim) -> list[int]:
    from pipeline.schema import Span

    return [call.note for call in document.calls_in(Span(*claim.span))]


def _write_table(document: Document, cited: Sequence[CitedWork], claims: Sequence[Claim]) -> None:
    import csv

    from pipeline.export.csl import csl_columns

    rows = [
        csl_columns(one.work)
        | {
            "kind": one.kind.value,
            "times": one.times,
            "notes": " ".join(document.notes[note].label for note in one.notes),
            "claims": " ".join(claim.id for claim in _claims_of(document, one, claims)),
        }
        for one in cited
    ]
    columns = list(rows[0]) if rows else ["kind", "times", "notes", "claims"]
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _print_table(document: Document, cited: Sequence[CitedWork], claims: Sequence[Claim]) -> None:
    from rich.console import Console

    from pipeline.annotate.sources import SourceKind

    console = Console(soft_wrap=True, highlight=False)
    for kind in SourceKind:
        of_kind = sorted((one for one in cited if one.kind is kind), key=lambda one: (-one.times, one.notes))
        if of_kind:
            console.print(f"\n[bold]{kind.value.capitalize()}[/bold] ({len(of_kind)})")
        for one in of_kind:
            own = _claims_of(document, one, claims)
            console.print(f"  {one.times}× {_name_work(one.work)}", markup=False)
            console.print(
                f"     notes {_labels(document, one)}; claims {_ids(own)}", style="dim", markup=False
            )
    _print_unsourced(document, claims, console)


def _labels(document: Document, cited: CitedWork) -> str:
    return ", ".join(document.notes[note].label for note in cited.notes)


def _ids(claims: Sequence[Claim]) -> str:
    return ", ".join(claim.id.removeprefix("c-")[:_SHOWN] for claim in claims) or "none"


def _name_work(work: Work) -> str:
    people = [name.literal or name.family for name in (work.authors or work.editors)]
    names = ", ".join(people[:3]) + (" et al." if work.et_al or len(people) > 3 else "")
    return ", ".join(part for part in (names, work.title, work.container_title, work.issued) if part)


def _print_unsourced(document: Document, claims: Sequence[Claim], console: Console) -> None:
    unsourced = [claim for claim in claims if not _notes_of(document, claim)]
    console.print(f"\n[bold]Claims without a source[/bold] ({len(unsourced)} of {len(claims)})")
    for claim in unsourced:
        mark = claim.id.removeprefix("c-")[:_SHOWN]
        console.print(f"  {mark} {claim.type.label}: {claim.text}", markup=False)
