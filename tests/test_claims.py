"""Claim records: every part of an annotated sentence arrives, pinned to its words."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import orjson
import pytest

from pipeline.claims import build_claims
from pipeline.export.flat import COLUMNS, flat_rows
from pipeline.export.json_schema import claim_schema, parse_claim
from pipeline.export.jsonl import claim_line
from pipeline.schema import (
    AUTHOR,
    Annotations,
    Citation,
    ClaimType,
    Document,
    EntityLabel,
    Flag,
    Holder,
    Mention,
    Note,
    Relation,
    RelationLabel,
    Sentence,
    Span,
    Stance,
    StanceLabel,
)
from pipeline.schema.claim import Claim
from tests.builders import a_document, span_of

TEXT = "Oslo rejected the plan, said Minister Hansen."


@pytest.fixture
def document() -> Document:
    """One heading, one paragraph with a note."""
    paper = a_document(TEXT, heading="4. Relations")
    return replace(paper, notes=(Note("58", "Hansen, Kari, Speech, 2024."),))


@pytest.fixture
def claim(document: Document) -> Claim:
    """The record of the only sentence."""

    def at(words: str) -> Span:
        return span_of(document.text, words)

    sentence = Sentence(
        span=at(TEXT),
        type=ClaimType.FACT,
        type_probability=0.93,
        negated=Flag(True, at("rejected")),
        holder=Holder("Minister Hansen", at("Minister Hansen"), "hansen", at("said")),
        mentions=(
            Mention(at("Oslo"), EntityLabel.GPE, "norway", None, "Norway", "NOR", True),
            Mention(at("Hansen"), EntityLabel.PERSON, "hansen"),
        ),
        relations=(Relation(1, RelationLabel.LEADS, 0, at("Minister"), 0.8, "rule:title"),),
        stances=(Stance(AUTHOR, StanceLabel.AGAINST, at("the plan"), None, at("rejected")),),
        citations=(Citation(at(TEXT).end, 0, at(TEXT)),),
        confidence=0.7,
    )
    (record,) = build_claims(document, Annotations("x", (sentence,), "0.1.0", (("base", "sha256:0"),)))
    return record


def test_every_span_gives_its_words(document: Document, claim: Claim) -> None:
    """``document.text[span] == text`` for the sentence, mentions, holder and target."""
    pairs = [(claim.span, claim.text), *((mention.span, mention.text) for mention in claim.mentions)]
    pairs += [(stance.target.span, stance.target.text) for stance in claim.stances]
    assert claim.holder.kind == "actor"
    pairs.append((claim.holder.span or (0, 0), claim.holder.text))
    for (start, end), words in pairs:
        assert document.text[start:end] == words


def test_place_and_sources(claim: Claim) -> None:
    """Page, line, headings and the note called at the end."""
    assert claim.location.pages == [1]
    assert claim.location.section == ["4. Relations"]
    assert len(claim.location.boxes) == 1
    assert claim.location.boxes[0].top == 20.0
    assert [(source.note, source.text) for source in claim.sources] == [(58, "Hansen, Kari, Speech, 2024.")]


def test_record_fits_its_schema_and_comes_back(claim: Claim) -> None:
    """What is written validates, and reads back as the same record."""
    line = claim_line(claim)
    jsonschema.Draft202012Validator(claim_schema()).validate(orjson.loads(line))
    assert parse_claim(line) == claim


def test_the_schema_refuses_what_is_wrong(claim: Claim) -> None:
    """A schema that accepts anything would prove nothing."""
    record = orjson.loads(claim_line(claim))
    for key, wrong in (("type", {"label": "opinion", "probability": 1, "by": ""}), ("span", [1]), ("id", 7)):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(claim_schema()).validate(record | {key: wrong})


def test_an_author_holder_has_nothing_else(document: Document) -> None:
    """``holder.kind`` author, then nothing else."""
    sentence = Sentence(span_of(document.text, TEXT), ClaimType.VALUE)
    (record,) = build_claims(document, Annotations("x", (sentence,)))
    assert orjson.loads(claim_line(record))["holder"] == {"kind": "author"}


def test_the_same_paper_gives_the_same_ids(document: Document, claim: Claim) -> None:
    """Ids hash the text, the span and the sentence, not the file."""
    sentence = Sentence(span_of(document.text, TEXT), ClaimType.FACT)
    (again,) = build_claims(replace(document, source="other.md"), Annotations("y", (sentence,)))
    (moved,) = build_claims(replace(document, id="sha256:1"), Annotations("y", (sentence,)))
    assert again.id == claim.id != moved.id


def test_flat_rows_repeat_the_claim(claim: Claim) -> None:
    """One row per relation and stance, each with every column."""
    rows = list(flat_rows(claim))
    assert [(row["row"], row["head"], row["label"], row["tail"]) for row in rows] == [
        ("relation", "Hansen", "leads", "Oslo"),
        ("stance", "author", "against", "the plan"),
    ]
    assert all(tuple(row) == COLUMNS and row["text"] == TEXT for row in rows)
