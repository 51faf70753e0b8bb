"""``dragoman inspect``: draw a paper's pages with what was read from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["inspect"]


def inspect(
    paper: Annotated[Path, typer.Argument(help="A PDF.")],
    page: Annotated[int | None, typer.Option(help="Only this page (from 1).")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="PDF or PNG to write [default: PAPER.inspect.pdf].")
    ] = None,
    password: Annotated[str | None, typer.Option(help="Password of an encrypted PDF.")] = None,
) -> None:
    """Draw pages with their blocks, columns, notes, calls and reading order."""
    from pipeline.errors import IngestError
    from pipeline.ingest.pages.drawing import draw_page, save_pages
    from pipeline.ingest.pages.pdfium import open_pdf
    from pipeline.ingest.pdf import read_pdf

    document = read_pdf(paper, source=paper.name, password=password)
    with open_pdf(paper, source=paper.name, password=password) as pdf:
        if page is not None and not 1 <= page <= len(pdf):
            raise IngestError(f"there is no page {page}", where=paper.name, advice=f"it has {len(pdf)} pages")
        numbers = [page] if page is not None else range(1, len(pdf) + 1)
        images = [draw_page(pdf, document, number) for number in numbers]
    target = output or paper.with_name(f"{paper.stem}.inspect.pdf")
    save_pages(images, target)
    typer.echo(f"wrote {target}")
