"""Cited works as a CSL-JSON library: what Zotero imports and CSL processors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

from pipeline.schema.csl import citation_keys, csl_item
from pipeline.schema.document import Work

__all__ = ["write_csl"]


def write_csl(works: Sequence[Work], out: TextIO) -> None:
    """Write ``works`` as one JSON array, in their order, with ids unique in it."""
    items = [csl_item(work, key) for work, key in zip(works, citation_keys(works), strict=True)]
    json.dump(items, out, ensure_ascii=False, indent=1)
    out.write("\n")
