"""The whole river on shipped papers: from the PDF to records that stand on their words."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import jsonschema
import orjson
import pdfplumber
import pytest

from pipeline.analysis import Models, analyse, load_models
from pipeline.annotate.artefacts import models_folder
from pipeline.claims import build_claims
from pipeline.errors import ModelError
from pipeline.export.json_schema import claim_schema
from pipeline.export.jsonl import claim_line
from pipeline.ingest.read import read_document
from pipeline.schema import Document
from pipeline.schema.claim import Claim
from pipeline.train.artefacts import write_artefact

PAPERS = Path(__file__).parents[1] / "corpus" / "papers"
PAPER = PAPERS / "gas-southern-routes"


@pytest.fixture(scope="module")
def document() -> Document:
    """A two-column paper with footnotes and a box, from its PDF."""
    return read_document(PAPER / "paper.pdf")


@pytest.fixture(scope="module")
def claims(document: Document, models: Models) -> list[Claim]:
    """Its records."""
    return list(build_claims(document, analyse(document, models)))


def test_every_record_validates(claims: list[Claim]) -> None:
    """Every line fits the published schema."""
    validator = jsonschema.Draft202012Validator(claim_schema())
    for claim in claims:
        validator.validate(orjson.loads(claim_line(claim)))


def test_every_span_gives_its_words(document: Document, claims: list[Claim]) -> None:
    """``document.text[span] == text`` wherever a record has both, and sentences never overlap."""
    end = 0
    for claim in claims:
        pairs = [(claim.span, claim.text), *((m.span, m.text) for m in claim.mentions)]
        pairs += [(s.target.span, s.target.text) for s in claim.stances]
        holders = [claim.holder, *(s.holder for s in claim.stances)]
        pairs += [(h.span, h.text) for h in holders if h.kind == "actor" and h.span]
        for (start, stop), words in pairs:
            assert document.text[start:stop] == words
        assert claim.span[0] >= end
        end = claim.span[1]


def test_the_boxes_hold_the_words(claims: list[Claim]) -> None:
    """Words cropped from the page at a claim's boxes are the claim's words."""
    with pdfplumber.open(PAPER / "paper.pdf") as pdf:
        crop = cache(lambda page, *edges: pdf.pages[page - 1].crop(edges).extract_text())
        for claim in claims[::9]:
            cropped = " ".join(
                crop(box.page, box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)
                for box in claim.location.boxes
            )
            words = [word for word in claim.text.split() if word.isalpha() and word.isascii()]
            missing = [word for word in words if word not in cropped]
            hyphenated = sum(line.rstrip().endswith("-") for line in cropped.split("\n")) + cropped.count(
                "- "
            )
            assert len(missing) <= hyphenated, (claim.text, cropped)


def test_claims_have_relations_stances_and_sources(claims: list[Claim]) -> None:
    """A paper without any of them would mean that a stage is not at work."""
    assert sum(bool(claim.relations) for claim in claims) > 10
    assert sum(bool(claim.stances) for claim in claims) > 10
    assert sum(bool(claim.sources) for claim in claims) >= 6
    assert {claim.type.label for claim in claims} >= {"fact", "value", "policy", "forecast"}
    assert any(claim.holder.kind == "actor" for claim in claims)


def test_pdf_and_markdown_give_the_same_sentences(claims: list[Claim], models: Models) -> None:
    """What both formats hold reads the same."""
    other = read_document(PAPER / "paper.md")
    sentences = {sentence.span.of(other.text) for sentence in analyse(other, models).sentences}
    assert len(sentences ^ {claim.text for claim in claims}) <= 2


def test_the_same_input_gives_the_same_bytes(document: Document, claims: list[Claim], models: Models) -> None:
    """A second analysis does not differ in a byte."""
    again = build_claims(document, analyse(document, models))
    assert b"".join(map(claim_line, again)) == b"".join(map(claim_line, claims))


def test_own_classifiers_take_the_place_of_ours(tmp_path: Path, models: Models) -> None:
    """As ``dragoman train -o`` writes them: their hashes stand in the records."""
    own = tmp_path / "models"
    shutil.copytree(models_folder(), own)
    write_artefact(own / "confidence", {"weights": models.confidence.weights, "bias": -9.0}, {})
    loaded = load_models(folder=own)
    assert loaded.confidence.bias == -9.0
    assert dict(loaded.hashes)["confidence"] != dict(models.hashes)["confidence"]
    assert dict(loaded.hashes)["stance"] == dict(models.hashes)["stance"]


def test_a_folder_without_classifiers_is_an_error(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(ModelError, match="no model"):
        load_models(folder=tmp_path)
