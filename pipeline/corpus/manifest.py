"""What the gold was made on: the checksum of each text, and the links that the knowledge base lacks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import CorpusError

__all__ = ["GoldRecord", "read_manifest", "read_new_links", "write_manifest", "write_new_links"]

MANIFEST = "manifest.json"
NEW_LINKS = "new_links.{split}.csv"


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One gold file: the paper's id, the hash of its text, how many sentences, and whether that is all."""

    paper: str
    text: str
    sentences: int
    complete: bool


def read_manifest(folder: Path) -> dict[str, GoldRecord]:
    """The records of ``gold/manifest.json`` by paper; none without the file."""
    path = folder / "gold" / MANIFEST
    if not path.is_file():
        return {}
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {row["paper"]: GoldRecord(**row) for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            "not a manifest of gold", where=str(path), advice="dragoman corpus check --accept"
        ) from error


def write_manifest(folder: Path, records: Iterable[GoldRecord]) -> None:
    """Write the records, sorted by paper."""
    rows = [asdict(record) for record in sorted(records, key=lambda record: record.paper)]
    path = folder / "gold" / MANIFEST
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def read_new_links(folder: Path) -> frozenset[str]:
    """The links of ``gold/new_links.*.csv``: gold needs them, the knowledge base has no such thing."""
    links: set[str] = set()
    for path in sorted((folder / "gold").glob(NEW_LINKS.format(split="*"))):
        with path.open(encoding="utf-8", newline="") as file:
            links.update(row["entity"] for row in csv.DictReader(file))
    return frozenset(links)


def write_new_links(folder: Path, split: str, links: Iterable[tuple[str, str]]) -> None:
    """Write (entity, label) rows, sorted: a file per split, so that nobody need read those of the test."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("entity", "label"))
    writer.writerows(sorted(set(links)))
    (folder / "gold" / NEW_LINKS.format(split=split)).write_text(out.getvalue(), encoding="utf-8")
