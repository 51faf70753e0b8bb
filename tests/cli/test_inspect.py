"""``dragoman inspect`` writes drawn pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pipeline.cli.inspect import inspect
from pipeline.errors import IngestError

PAPER = Path(__file__).parents[1] / "pdfs" / "columns.pdf"


def test_one_page_as_png(tmp_path: Path) -> None:
    """A PNG of the page's size, with coloured frames drawn into it."""
    target = tmp_path / "page.png"
    inspect(PAPER, page=2, output=target, password=None)
    image = Image.open(target)
    assert image.width > 600
    assert len({pixel for _, pixel in image.getcolors(1 << 24) or []}) > 50


def test_all_pages_as_pdf(tmp_path: Path) -> None:
    """A PDF with all pages."""
    target = tmp_path / "pages.pdf"
    inspect(PAPER, page=None, output=target, password=None)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    """One clear error."""
    with pytest.raises(IngestError, match="there is no page 9"):
        inspect(PAPER, page=9, output=tmp_path / "x.png", password=None)
