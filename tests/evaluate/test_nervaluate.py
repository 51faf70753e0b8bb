"""Our entity scores are nervaluate's, where they measure the same thing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipeline.evaluate import Layer, score_annotations
from pipeline.schema import Annotations, ClaimType, EntityLabel, Mention, Sentence, Span
from tests.evaluate.builders import tiny_gold, with_sentence

nervaluate = pytest.importorskip("nervaluate")

SCHEMES = {
    "strict": Layer.ENTITY,
    "exact": Layer.ENTITY_SPAN,
    "ent_type": Layer.ENTITY_OVERLAP,
}
LABELS = (EntityLabel.GPE, EntityLabel.ORG, EntityLabel.PERSON)


def _spans(annotations: Annotations) -> list[list[dict[str, object]]]:
    """Nervaluate's ends are inclusive."""
    return [
        [{"label": str(m.label), "start": m.span.start, "end": m.span.end - 1} for m in sentence.mentions]
        for sentence in annotations.sentences
    ]


def _their_scores(gold: Annotations, predicted: Annotations) -> dict[str, tuple[float, float, float]]:
    labels = sorted({str(m.label) for a in (gold, predicted) for s in a.sentences for m in s.mentions})
    evaluator = nervaluate.Evaluator(_spans(gold), _spans(predicted), tags=labels, loader="default")
    overall = evaluator.evaluate()["overall"]
    return {name: (overall[name].precision, overall[name].recall, overall[name].f1) for name in SCHEMES}


def _our_scores(gold: Annotations, predicted: Annotations) -> dict[str, tuple[float, float, float]]:
    scores = score_annotations(gold, predicted)
    counts = {name: scores.counts(layer) for name, layer in SCHEMES.items()}
    return {name: (c.precision or 0.0, c.recall or 0.0, c.f1 or 0.0) for name, c in counts.items()}


def _draw(draw: random.Random, sentence: Span) -> tuple[Mention, ...]:
    """Some mentions, one in each ten characters at most."""
    mentions = []
    for start in range(sentence.start, sentence.end - 10, 10):
        if draw.random() < 0.6:
            begin = start + draw.choice((0, 0, 0, 2))
            mentions.append(Mention(Span(begin, begin + draw.choice((5, 5, 7))), draw.choice(LABELS)))
    return tuple(mentions)


@pytest.mark.parametrize("seed", range(20))
def test_random_annotations_score_alike(seed: int) -> None:
    """Exact, shifted, relabelled, missed and invented mentions in five sentences."""
    draw = random.Random(seed)
    places = [Span(start, start + 95) for start in range(0, 500, 100)]
    gold, predicted = (
        Annotations(
            "x", tuple(Sentence(p, ClaimType.FACT, mentions=_draw(draw, p), id=str(p.start)) for p in places)
        )
        for _ in range(2)
    )
    ours, theirs = _our_scores(gold, predicted), _their_scores(gold, predicted)
    assert {name: pytest.approx(values) for name, values in ours.items()} == theirs


def test_one_of_each_kind_of_error() -> None:
    """A wrong label, a wrong border, a miss and an invention."""
    gold = tiny_gold()
    date, lima, money, bank, oslo = gold.sentences[1].mentions
    wrong = (date, replace(lima, label=EntityLabel.ORG), replace(money, span=Span(64, 70)), bank)
    predicted = with_sentence(gold, 1, mentions=wrong, relations=())
    odd = Mention(Span(118, 124), EntityLabel.PERSON)
    predicted = with_sentence(predicted, 2, mentions=(gold.sentences[2].mentions[0], odd))
    assert oslo not in wrong
    ours, theirs = _our_scores(gold, predicted), _their_scores(gold, predicted)
    assert {name: pytest.approx(values) for name, values in ours.items()} == theirs
