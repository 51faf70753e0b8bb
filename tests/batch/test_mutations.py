"""Two hundred PDFs with bytes changed, cut and doubled: a document or one clear error for each."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import orjson
import pypdfium2
import pytest

from pipeline.batch import Options, extract_papers, find_papers
from tests.batch.stub import READER

PAPERS = Path(__file__).resolve().parents[2] / "corpus" / "papers"


def first_page() -> bytes:
    """The first page of a sample paper, as a PDF of its own."""
    path = next(PAPERS.glob("*/*.pdf"), None)
    if path is None:
        pytest.skip("no sample paper is typeset")
    page, out = pypdfium2.PdfDocument.new(), BytesIO()
    page.import_pages(pypdfium2.PdfDocument(path), [0])
    page.save(out)
    return out.getvalue()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The same bytes with one kind of damage."""
    at, length = chance.randrange(len(data)), chance.randrange(1, 400)
    match chance.randrange(5):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + chance.randbytes(length) + data[at + length :]
        case 2:
            return data[:at] + data[at + length :]
        case 3:
            return data[:at] + data[at : at + length] * 3 + data[at:]
        case _:
            flipped = bytearray(data)
            for _ in range(50):
                flipped[chance.randrange(len(data))] = chance.randrange(256)
            return bytes(flipped)


def test_mutated_pdfs_are_all_accounted_for(tmp_path: Path) -> None:
    """No crash, no hang, no unexpected error."""
    data, chance = first_page(), random.Random(11)
    for number in range(200):
        (tmp_path / f"{number:03}.pdf").write_bytes(mutated(data, chance))
    options = Options(workers=2, timeout=30.0, memory=2000, loader=READER)
    summary = extract_papers(find_papers([str(tmp_path)]), tmp_path / "out", options)
    failures = [
        orjson.loads(line) for line in (tmp_path / "out" / "failures.jsonl").read_bytes().splitlines()
    ]
    assert summary.papers == 200
    assert len((tmp_path / "out" / "papers.jsonl").read_bytes().splitlines()) == 200
    assert len(failures) == summary.failed < 150
    assert [f for f in failures if f["stage"] != "reading"] == []
