"""The paper-level view: claims' stances weighed by holder and target."""

from __future__ import annotations

from dataclasses import replace

from pipeline.claims import build_claims
from pipeline.schema import AUTHOR, Annotations, ClaimType, Holder, Sentence, Span, Stance, StanceLabel
from pipeline.schema.claim import Claim
from pipeline.stances import StanceBalance, weigh_stances
from tests.builders import a_document, span_of

TEXT = "Oslo backs the pact. Oslo fears the pact. The pact is good."


def _claims() -> list[Claim]:
    document = a_document(TEXT)
    sentences = []
    for number, (words, label, holder, probability) in enumerate(
        [
            ("Oslo backs the pact.", StanceLabel.FAVOUR, "Oslo", 0.75),
            ("Oslo fears the pact.", StanceLabel.AGAINST, "Oslo", 0.25),
            ("The pact is good.", StanceLabel.FAVOUR, None, 0.5),
        ],
        start=1,
    ):
        span = span_of(TEXT, words)
        target = span_of(TEXT, "The pact" if holder is None else "the pact", 1 if holder is None else number)
        held = AUTHOR if holder is None else Holder(holder, Span(span.start, span.start + 4), "norway")
        stance = Stance(held, label, target, probability=probability)
        sentences.append(replace(Sentence(span, ClaimType.FACT), stances=(stance,)))
    return list(build_claims(document, Annotations(document.id, tuple(sentences))))


def test_balance_of_holder_and_target() -> None:
    """For less against, by link of the holder and plain words of the target, with the claims behind it."""
    claims = _claims()
    assert weigh_stances(claims) == [
        StanceBalance("norway", "pact", 1, 1, 0.5, (claims[0].id, claims[1].id)),
        StanceBalance("author", "pact", 1, 0, 0.5, (claims[2].id,)),
    ]


def test_least_probability() -> None:
    """What is less probable is left out."""
    assert [balance.against for balance in weigh_stances(_claims(), least=0.3)] == [0, 0]


def test_pronouns_are_not_one_thing() -> None:
    """Two claims about "it", of which nobody knows what it is, are two rows."""
    text = "Oslo backs it. Oslo fears it."
    document = a_document(text)
    sentences = []
    for number, words in enumerate(("Oslo backs it.", "Oslo fears it."), start=1):
        span = span_of(text, words)
        held = Holder("Oslo", Span(span.start, span.start + 4), "norway")
        stance = Stance(held, StanceLabel.FAVOUR, span_of(text, "it", number), probability=0.5)
        sentences.append(replace(Sentence(span, ClaimType.FACT), stances=(stance,)))
    claims = list(build_claims(document, Annotations(document.id, tuple(sentences))))
    balances = weigh_stances(claims)
    assert [balance.favour for balance in balances] == [1, 1]
    assert {balance.target for balance in balances} == {f"it ({claim.id[2:9]})" for claim in claims}
