"""Lines -> records."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.export.jsonl import claim_line
from pipeline.schema.claim import (
    ActorHolder,
    AuthorHolder,
    Claim,
    ClaimBox,
    ClaimFlag,
    ClaimLabel,
    ClaimLocation,
    ClaimMention,
    ClaimProposition,
    ClaimProvenance,
    ClaimRelation,
    ClaimSource,
    ClaimStance,
    ClaimTarget,
    PaperReference,
)
from pipeline.store import claim_of_line, read_claims

OUTER = ActorHolder("actor", "the agency", (0, 4), None, None, False)
CLAIM = Claim(
    id="c-1",
    document=PaperReference(id="sha256:a", source="a.pdf", authors=["Ada Example"]),
    text="Rome rejected it.",
    span=(0, 17),
    location=ClaimLocation([1], ["One"], 1, [ClaimBox(1, 0.5, 1.0, 2.0, 3.0)]),
    type=ClaimLabel("fact", 0.9, "rule"),
    hedged=ClaimFlag(True, (0, 4), None),
    negated=ClaimFlag(False, None, None),
    holder=ActorHolder("actor", "Rome", (0, 4), "italy", (5, 13), False, OUTER),
    proposition=ClaimProposition((0, 4), (5, 13), None),
    mentions=[ClaimMention((0, 4), "Rome", "GPE", "italy", "Italy", "ITA", True, None, "table")],
    relations=[ClaimRelation(0, "oppose", 0, (5, 13), "REJECT", None, "rule")],
    stances=[ClaimStance(AuthorHolder(), "against", ClaimTarget((14, 16), "it", None), 0.5, None, "rule")],
    sources=[ClaimSource(3, 17, "A. Writer.", [{"type": "book", "title": "Ports"}])],
    confidence=None,
    provenance=ClaimProvenance("0.1", {"base": "sha256:b"}),
)


def test_a_record_survives_its_line() -> None:
    """Every field, of the right type."""
    assert claim_of_line(claim_line(CLAIM)) == CLAIM


def test_unknown_keys_are_passed_over() -> None:
    """Records of later versions can be read."""
    line = claim_line(CLAIM).replace(b'{"id"', b'{"later": 1, "id"', 1)
    assert claim_of_line(line) == CLAIM


def test_a_torn_line_is_named(tmp_path: Path) -> None:
    """With file and number."""
    path = tmp_path / "claims.jsonl"
    path.write_bytes(claim_line(CLAIM) + claim_line(CLAIM)[:40])
    with pytest.raises(StoreError, match="line 2"):
        list(read_claims(path))
