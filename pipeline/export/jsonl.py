"""Claims as JSON Lines: one UTF-8 object a line, keys in the order of the record's fields."""

from __future__ import annotations

import orjson

from pipeline.schema.claim import Claim

__all__ = ["claim_line"]


def claim_line(claim: Claim) -> bytes:
    """One record as one line, with its line feed."""
    return orjson.dumps(claim, option=orjson.OPT_APPEND_NEWLINE)
