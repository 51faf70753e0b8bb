"""PDFs to documents: our own small papers, one oddity each; and the known paper where it is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import IngestError
from pipeline.ingest.pdf import read_pdf


@pytest.mark.parametrize("name", ["iai-2602.pdf", "iai-2602-interleaved.pdf"])
def test_links_every_call_of_the_known_paper(shared: Path, name: str) -> None:
    """Each of the 82 calls is found once and linked to the note of its number."""
    truth = json.loads((shared / "paper" / "iai-2602.truth.json").read_text(encoding="utf-8"))
    document = read_pdf(shared / "paper" / name, source=name)
    labels = [document.notes[call.note].label for call in document.calls]
    assert labels == [str(call["number"]) for call in truth["calls"]]


def test_what_is_no_pdf_is_refused() -> None:
    """Bytes that are no PDF give one clear error."""
    with pytest.raises(IngestError, match="not a readable PDF"):
        read_pdf(b"%PDX nothing", source="nothing.pdf")
