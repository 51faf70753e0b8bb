"""Options that several commands share, so that they are called and explained the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AnyLanguage", "Knowledge", "MinConfidence", "OwnModels", "Password", "SpacyModel"]

SpacyModel = Annotated[str | None, typer.Option(help="Another spaCy pipeline to build on.")]
Knowledge = Annotated[list[Path] | None, typer.Option(help="CSV rows of your own; repeatable.")]
OwnModels = Annotated[
    Path | None,
    typer.Option("--models", help="Folder of your own classifiers, from `dragoman train -o`.", exists=True),
]
Password = Annotated[str | None, typer.Option(help="Password of encrypted PDFs.")]
AnyLanguage = Annotated[
    bool, typer.Option("--any-language", help="Analyse papers that are not in English, too.")
]
MinConfidence = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Leave out claims that are less likely right.")
]
