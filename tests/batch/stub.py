"""A paper reader without models, for tests of the batch: what a paper's text tells it to do, it does."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.batch.worker import Reading, WorkerOptions
from pipeline.errors import IngestError, ModelError
from pipeline.export.jsonl import claim_line
from pipeline.ingest.read import read_document
from pipeline.schema.claim import (
    AuthorHolder,
    Claim,
    ClaimFlag,
    ClaimLabel,
    ClaimLocation,
    ClaimProposition,
    ClaimProvenance,
    PaperReference,
)
from pipeline.store import Shard

__all__ = ["LOADER", "NO_MODELS", "READER", "load_no_models", "load_reader", "load_stub"]

LOADER = "tests.batch.stub:load_stub"
READER = "tests.batch.stub:load_reader"
NO_MODELS = "tests.batch.stub:load_no_models"


def load_no_models(options: WorkerOptions) -> Callable[[Path, str], Reading]:
    """Models that cannot be loaded."""
    raise ModelError("the base model is not installed", advice="install it")


def load_stub(options: WorkerOptions) -> Callable[[Path, str], Reading]:
    """A reader that gives one record per line, or misbehaves as the first line orders."""

    def read_paper(path: Path, name: str) -> Reading:
        if not path.is_file():
            raise IngestError("no such file", where=name, advice="check the path")
        text = path.read_bytes().decode("utf-8", errors="replace")
        order, _, number = text.partition("\n")[0].partition(" ")
        match order:
            case "HANG":
                time.sleep(3600)
            case "SLOW":
                time.sleep(float(number))
            case "EAT":
                hoard = [bytearray(10 << 20) for _ in range(400)]
                return Shard(sentences=len(hoard)), []
            case "DIE":
                os.kill(os.getpid(), signal.SIGKILL)
            case "CRASH":
                raise ValueError("odd")
            case "BAD":
                raise IngestError("no text was found", where=name, advice="install OCR")
        claims = [_claim(name, number, line) for number, line in enumerate(text.splitlines()) if line]
        shard = Shard(
            title=name, pages=1, sentences=len(claims), claims={"fact": len(claims)}, models={"m": "1"}
        )
        return shard, [claim_line(claim) for claim in claims]

    return read_paper


def load_reader(options: WorkerOptions) -> Callable[[Path, str], Reading]:
    """The real readers, without analysis: one record per block."""

    def read_paper(path: Path, name: str) -> Reading:
        document = read_document(path, password=options.password)
        blocks = document.body_blocks()
        claims = [_claim(name, number, block.span.of(document.text)) for number, block in enumerate(blocks)]
        return Shard(pages=len(document.pages), sentences=len(claims)), [
            claim_line(claim) for claim in claims
        ]

    return read_paper


def _claim(name: str, number: int, line: str) -> Claim:
    return Claim(
        id=f"c-{name}-{number}",
        document=PaperReference(id=f"sha256:{name}", source=name, date="2024-05"),
        text=line,
        span=(number, number + len(line)),
        location=ClaimLocation([1], ["One"], 1, []),
        type=ClaimLabel("fact", 0.9, "stub"),
        hedged=ClaimFlag(False, None, None),
        negated=ClaimFlag(False, None, None),
        holder=AuthorHolder(),
        proposition=ClaimProposition(None, None, None),
        mentions=[],
        relations=[],
        stances=[],
        sources=[],
        confidence=0.5,
        provenance=ClaimProvenance("0", {"m": "1"}),
    )
