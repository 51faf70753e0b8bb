"""Scans: reported, and read where the extra is installed."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import IngestError
from pipeline.ingest import ocr
from pipeline.ingest.read import read_document

LINES = (
    "The ministry kept the plan under",
    "review while its partners argued",
    "about the price of the ships.",
)


def a_scan() -> bytes:
    """A PDF whose one page is a picture of three lines."""
    image = Image.new("RGB", (1000, 500), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(40)
    for number, line in enumerate(LINES):
        pen.text((100, 120 + 60 * number), line, "black", font)
    out = BytesIO()
    image.save(out, "PDF", resolution=150)
    return out.getvalue()


def test_without_the_extra_a_scan_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the remedy."""
    monkeypatch.setattr(ocr, "can_recognise", lambda: False)
    with pytest.raises(IngestError, match=r"no text was found.*dragoman\[ocr\]"):
        read_document(a_scan(), name="scan.pdf")


@pytest.mark.skipif(not ocr.can_recognise(), reason="needs the extra dragoman[ocr]")
def test_with_the_extra_a_scan_is_read() -> None:
    """Its page says so, with the engine's confidence; words have boxes on the page."""
    document = read_document(a_scan(), name="scan.pdf")
    assert document.text == " ".join(LINES)
    (page,) = document.pages
    assert page.reader == "ocr"
    assert page.confidence is not None
    assert 0.8 < page.confidence <= 1
    assert "recognised" in document.warnings[0]
    boxes = document.boxes_of(document.blocks[0].span)
    assert len(boxes) == len(LINES)
    assert boxes[0].x0 == pytest.approx(48, abs=4)
