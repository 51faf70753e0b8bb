"""Typeset the test PDFs from their Typst sources: ``python tests/pdfs/typeset.py``."""

from __future__ import annotations

from pathlib import Path

import typst

FOLDER = Path(__file__).parent


def main() -> None:
    """Write one PDF beside each source; the same bytes every time."""
    for source in sorted(FOLDER.glob("*.typ")):
        typst.compile(source, output=source.with_suffix(".pdf"), ignore_system_fonts=True, timestamp=0)


if __name__ == "__main__":
    main()
