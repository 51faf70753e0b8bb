"""Cited works as a CSL-JSON library: what Zotero imports and CSL processors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

from pipeline.schema.csl import citation_keys, csl_item
from pipeline.schema.document import Name, Work

__all__ = ["csl_columns", "write_csl"]


def write_csl(works: Sequence[Work], out: TextIO) -> None:
    """Write ``works`` as one JSON array, in their order, with ids unique in it."""
    items = [csl_item(work, key) for work, key in zip(works, citation_keys(works), strict=True)]
    json.dump(items, out, ensure_ascii=False, indent=1)
    out.write("\n")


def csl_columns(work: Work) -> dict[str, str | int]:
    """One flat row for spreadsheets: names and date as plain text; every column, empty where unknown."""
    return {
        "type": work.type.value,
        "title": work.title,
        "authors": "; ".join(_plain_name(name) for name in work.authors),
        "editors": "; ".join(_plain_name(name) for name in work.editors),
        "container": work.container_title,
        "publisher": work.publisher,
        "place": work.place,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.page,
        "issued": work.issued,
        "doi": work.doi,
        "url": work.url,
        "language": work.language,
        "genre": work.genre,
    }


def _plain_name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given) if part)
