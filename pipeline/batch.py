"""Many papers: found, read, analysed one after the other, written; one bad file never stops the rest."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from glob import glob
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from pipeline.errors import DragomanError, IngestError
from pipeline.export.flat import write_csv
from pipeline.export.jsonl import claim_line
from pipeline.schema.claim import Claim
from pipeline.store import open_new

if TYPE_CHECKING:
    from pipeline.analysis import Models

__all__ = ["Failure", "PaperResult", "extract_papers", "find_papers", "name_run", "read_claims"]

SUFFIXES = frozenset({".pdf", ".md", ".markdown", ".html", ".htm", ".txt"})


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no claims: which file, at what stage, what was wrong, what to do."""

    file: str
    stage: str
    error: str
    advice: str


@dataclass(frozen=True, slots=True)
class PaperResult:
    """What one paper gave, for the closing table."""

    source: str
    title: str
    pages: int
    sentences: int
    claims: dict[str, int] = field(default_factory=dict)
    """Claims by type."""
    stances: int = 0
    seconds: float = 0.0
    failure: Failure | None = None


def find_papers(paths: Iterable[str]) -> list[tuple[Path, str]]:
    """Files to read with the name each goes by: its path below the folder or glob that named it.

    Folders are searched for PDF, markdown, HTML and text; a file named outright is taken as it is, even
    if it is missing (its error then stands among the failures). Sorted by name, no file twice.
    """
    found: dict[Path, str] = {}
    for path in paths:
        for file, name in _expand(path):
            found.setdefault(file, name)
    return sorted(found.items(), key=lambda item: (item[1], str(item[0])))


def _expand(path: str) -> Iterator[tuple[Path, str]]:
    root = Path(path)
    if root.is_dir():
        for file in root.rglob("*"):
            hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
            if file.is_file() and file.suffix.lower() in SUFFIXES and not hidden:
                yield file, file.relative_to(root).as_posix()
    elif root.exists() or not any(sign in path for sign in "*?["):
        yield root, root.name
    else:
        matches = [Path(match) for match in glob(path, recursive=True)]
        if not matches:
            yield root, path
        for match in matches:
            yield from _expand(str(match)) if match.is_dir() else [(match, match.name)]


def name_run(paths: Sequence[str]) -> str:
    """The folder name of a run: the stem of the one input, or of the folder that holds them all."""
    fixed = [Path(path[: min((path.index(sign) for sign in "*?[" if sign in path), default=len(path))])
             for path in paths]  # fmt: skip
    if len(fixed) == 1:
        return fixed[0].resolve().stem
    parents = [set(path.resolve().parents) | {path.resolve()} for path in fixed]
    common = max(set.intersection(*parents), key=lambda path: len(path.parts))
    return common.name or "run"


def read_claims(
    path: Path, name: str, models: Models, password: str | None = None
) -> tuple[list[Claim], int]:
    """One paper's records, every body sentence, and its number of pages. Raises ``IngestError``."""
    from pipeline.analysis import analyse
    from pipeline.claims import build_claims
    from pipeline.ingest.read import read_document

    document = replace(read_document(path, password=password), source=name)
    return list(build_claims(document, analyse(document, models))), len(document.pages)


def extract_papers(
    papers: Sequence[tuple[Path, str]],
    models: Models,
    folder: Path | None,
    *,
    password: str | None = None,
    min_confidence: float = 0.0,
    as_csv: bool = False,
    on_claims: Callable[[list[Claim]], None] | None = None,
    on_done: Callable[[PaperResult], None] = lambda result: None,
) -> list[PaperResult]:
    """Read ``papers``, write their claims to ``folder``, and hand them to ``on_claims`` as they come.

    The folder gets ``claims.jsonl`` (or ``claims.csv``), ``annotations.jsonl`` (every body sentence) and
    ``failures.jsonl``; files appear under their names only when all is done. ``on_done`` hears of each
    paper as it ends. Raises ``StoreError`` where the folder cannot be written.
    """
    results = []
    with ExitStack() as files:
        writers = [_folder_writer(folder, as_csv, files)] if folder else []
        failures = files.enter_context(open_new(folder / "failures.jsonl")) if folder else None
        for path, name in papers:
            started = time.perf_counter()
            sentences, pages, failure = _try_paper(path, name, models, password)
            claims = [claim for claim in sentences if _is_wanted(claim, min_confidence)]
            for write in writers:
                write(claims, sentences)
            if on_claims:
                on_claims(claims)
            if failure and failures:
                failures.write(orjson.dumps(failure, option=orjson.OPT_APPEND_NEWLINE))
            results.append(_summarise(name, sentences, pages, failure, time.perf_counter() - started))
            on_done(results[-1])
    return results


def _folder_writer(
    folder: Path, as_csv: bool, files: ExitStack
) -> Callable[[list[Claim], list[Claim]], None]:
    annotations_out = files.enter_context(open_new(folder / "annotations.jsonl"))
    claims_out = files.enter_context(open_new(folder / ("claims.csv" if as_csv else "claims.jsonl")))
    table = TextIOWrapper(claims_out, encoding="utf-8", newline="", write_through=True) if as_csv else None
    if table:
        files.callback(table.detach)
        write_csv([], table)

    def write(claims: list[Claim], sentences: list[Claim]) -> None:
        annotations_out.write(b"".join(map(claim_line, sentences)))
        if table:
            write_csv(claims, table, header=False)
        else:
            claims_out.write(b"".join(map(claim_line, claims)))

    return write


def _is_wanted(claim: Claim, least: float) -> bool:
    """Whether a sentence is a claim, and confident enough; one without confidence passes only at 0."""
    confidence = claim.confidence if claim.confidence is not None else 0.0
    return claim.type.label != "none" and confidence >= least


def _try_paper(
    path: Path, name: str, models: Models, password: str | None
) -> tuple[list[Claim], int, Failure | None]:
    try:
        claims, pages = read_claims(path, name, models, password)
    except DragomanError as error:
        stage = "reading" if isinstance(error, IngestError) else "analysis"
        return [], 0, Failure(name, stage, error.what, error.advice)
    except Exception as error:
        what = f"unexpected {type(error).__name__}: {error}"
        return [], 0, Failure(name, "analysis", what, "report it with the file, if you may share it")
    return claims, pages, None


def _summarise(
    name: str, claims: list[Claim], pages: int, failure: Failure | None, seconds: float
) -> PaperResult:
    kinds = Counter(str(claim.type.label) for claim in claims)
    title = next((claim.document.title for claim in claims if claim.document.title), "")
    stances = sum(len(claim.stances) for claim in claims)
    return PaperResult(name, title, pages, len(claims), dict(kinds), stances, seconds, failure)
