"""Every score, on a text small enough to count by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.evaluate import Counts, Layer, Scores, score_annotations
from pipeline.schema import (
    AUTHOR,
    Annotations,
    ClaimType,
    EntityLabel,
    Flag,
    Holder,
    Mention,
    Relation,
    RelationLabel,
    Span,
    Stance,
    StanceLabel,
)
from tests.evaluate.builders import tiny_gold, with_sentence

GOLD = tiny_gold()


def wrong_label(gold: Annotations) -> Annotations:
    """The bank becomes a person."""
    mentions = list(gold.sentences[1].mentions)
    mentions[3] = replace(mentions[3], label=EntityLabel.PERSON)
    return with_sentence(gold, 1, mentions=tuple(mentions))


def short_span(gold: Annotations) -> Annotations:
    """Pact for Andean Pact."""
    first, last = gold.sentences[2].mentions
    return with_sentence(gold, 2, mentions=(first, replace(last, span=Span(141, 145))))


def lost_mention(gold: Annotations) -> Annotations:
    """The last Quito is not seen."""
    return with_sentence(gold, 3, mentions=())


def spurious_mention(gold: Annotations) -> Annotations:
    """A modal verb is taken for a person."""
    odd = Mention(Span(147, 152), EntityLabel.PERSON, entity="might")
    return with_sentence(gold, 3, mentions=(odd, *gold.sentences[3].mentions))


def wrong_link(gold: Annotations) -> Annotations:
    """The last Quito is the city."""
    (quito,) = gold.sentences[3].mentions
    return with_sentence(gold, 3, mentions=(replace(quito, entity="quito"),))


def wrong_value(gold: Annotations) -> Annotations:
    """2021 is read as 2012."""
    date, *others = gold.sentences[1].mentions
    return with_sentence(gold, 1, mentions=(replace(date, value="2012"), *others))


def wrong_relation(gold: Annotations) -> Annotations:
    """Lima supplies the bank instead of aiding it: the same quad class."""
    relations = list(gold.sentences[1].relations)
    relations[1] = replace(relations[1], label=RelationLabel.SUPPLY)
    return with_sentence(gold, 1, relations=tuple(relations))


def hostile_relation(gold: Annotations) -> Annotations:
    """Lima opposes the bank: another quad class."""
    relations = list(gold.sentences[1].relations)
    relations[1] = replace(relations[1], label=RelationLabel.OPPOSE)
    return with_sentence(gold, 1, relations=tuple(relations))


def turned_relation(gold: Annotations) -> Annotations:
    """Oslo leads Hansen."""
    return with_sentence(gold, 0, relations=(Relation(0, RelationLabel.LEADS, 1),))


def turned_symmetric_relation(gold: Annotations) -> Annotations:
    """Oslo meets Lima: nothing changes."""
    relations = (*gold.sentences[1].relations[:2], Relation(4, RelationLabel.CONSULT, 1))
    return with_sentence(gold, 1, relations=relations)


def lost_relation(gold: Annotations) -> Annotations:
    """Quito joins nothing."""
    return with_sentence(gold, 2, relations=())


def wrong_stance(gold: Annotations) -> Annotations:
    """The author is against the pact."""
    (stance,) = gold.sentences[2].stances
    return with_sentence(gold, 2, stances=(replace(stance, label=StanceLabel.AGAINST),))


def wide_target(gold: Annotations) -> Annotations:
    """The verb is taken into the target."""
    (stance,) = gold.sentences[2].stances
    return with_sentence(gold, 2, stances=(replace(stance, target=Span(125, 145)),))


def wrong_stance_holder(gold: Annotations) -> Annotations:
    """The author, not Oslo, is against the plan."""
    (stance,) = gold.sentences[0].stances
    return with_sentence(gold, 0, stances=(replace(stance, holder=AUTHOR),))


def spurious_stance(gold: Annotations) -> Annotations:
    """The author is in favour of Quito."""
    return with_sentence(gold, 3, stances=(Stance(AUTHOR, StanceLabel.FAVOUR, Span(153, 158)),))


def wrong_type(gold: Annotations) -> Annotations:
    """The call is a forecast."""
    return with_sentence(gold, 2, type=ClaimType.FORECAST)


def lost_hedge(gold: Annotations) -> Annotations:
    """The modal verb is not seen."""
    return with_sentence(gold, 3, hedged=Flag())


def lost_negation(gold: Annotations) -> Annotations:
    """The particle is not seen."""
    return with_sentence(gold, 3, negated=Flag())


def lost_holder(gold: Annotations) -> Annotations:
    """Hansen's words are the author's."""
    return with_sentence(gold, 0, holder=AUTHOR)


def other_holder(gold: Annotations) -> Annotations:
    """Oslo speaks."""
    return with_sentence(gold, 0, holder=Holder(text="Oslo", span=Span(0, 4), entity="norway"))


def narrow_holder(gold: Annotations) -> Annotations:
    """The name without the office: the words overlap, nothing changes."""
    return with_sentence(gold, 0, holder=Holder(text="Hansen", span=Span(38, 44), entity="hansen"))


EXACT = {Layer.ENTITY, Layer.ENTITY_SPAN, Layer.NAMED, Layer.LINK}
RELATIONS = {Layer.RELATION, Layer.RELATION_LINKED, Layer.RELATION_QUAD}
STANCES = {Layer.STANCE, Layer.STANCE_OVERLAP, Layer.STANCE_HOLDER}
HOLDERS = {Layer.HOLDER, Layer.HOLDER_ACTOR}

MUTATIONS: list[tuple[Callable[[Annotations], Annotations], set[Layer]]] = [
    (wrong_label, {Layer.ENTITY, Layer.ENTITY_OVERLAP, Layer.NAMED}),
    # a relation on mentions needs their spans; on linked ids only what they mean
    (short_span, EXACT | {Layer.RELATION, Layer.RELATION_QUAD, Layer.PAIR, Layer.CANDIDATE, Layer.CLAIM}),
    (lost_mention, EXACT | {Layer.ENTITY_OVERLAP, Layer.ENTITY_OVERLAP_SPAN}),
    (spurious_mention, EXACT | {Layer.ENTITY_OVERLAP, Layer.ENTITY_OVERLAP_SPAN}),
    (wrong_link, {Layer.LINK}),
    (wrong_value, {Layer.VALUE}),
    (wrong_relation, {Layer.RELATION, Layer.RELATION_LINKED, Layer.CLAIM}),
    (hostile_relation, RELATIONS | {Layer.CLAIM}),
    (turned_relation, {Layer.RELATION, Layer.RELATION_LINKED, Layer.CLAIM}),
    (turned_symmetric_relation, set()),
    (lost_relation, RELATIONS | {Layer.PAIR, Layer.CLAIM}),
    (wrong_stance, STANCES | {Layer.STANCE_GIVEN_PAIR, Layer.CLAIM}),
    (wide_target, {Layer.STANCE}),
    (wrong_stance_holder, STANCES | {Layer.CLAIM}),
    (spurious_stance, STANCES),
    (wrong_type, {Layer.TYPE, Layer.CLAIM}),
    (lost_hedge, {Layer.HEDGED}),
    (lost_negation, {Layer.NEGATED}),
    (lost_holder, {Layer.HOLDER_IS_AUTHOR, Layer.CLAIM} | HOLDERS),
    (other_holder, {Layer.CLAIM} | HOLDERS),
    (narrow_holder, set()),
]


@pytest.mark.parametrize(("mutate", "layers"), MUTATIONS, ids=[mutate.__name__ for mutate, _ in MUTATIONS])
def test_a_planted_error_lowers_its_scores_and_no_other(
    mutate: Callable[[Annotations], Annotations], layers: set[Layer]
) -> None:
    """Errors of each kind, planted in gold, lower exactly the scores they should."""
    scores = score_annotations(GOLD, mutate(GOLD))
    lowered = {layer for layer in Layer if (scores.counts(layer).f1 or 0.0) < 1.0 and scores.of(layer)}
    assert lowered == layers


def test_gold_against_itself_is_perfect() -> None:
    """Every layer has items, and all are right."""
    scores = score_annotations(GOLD, GOLD)
    layers = set(Layer) - {Layer.INGESTION, Layer.RELATION_GIVEN_GOLD, Layer.STANCE_GIVEN_GOLD}
    assert {layer: scores.counts(layer).f1 for layer in layers} == dict.fromkeys(layers, 1.0)


def test_counts_by_hand() -> None:
    """Ten mentions: one relabelled, one lost, one invented."""
    predicted = spurious_mention(wrong_label(GOLD))
    predicted = with_sentence(predicted, 0, mentions=predicted.sentences[0].mentions[:1], relations=())
    scores = score_annotations(GOLD, predicted)
    entity = scores.counts(Layer.ENTITY)
    assert entity == Counts(right=8, missed=2, spurious=2)
    assert (entity.precision, entity.recall, entity.f1) == (0.8, 0.8, 0.8)
    assert scores.by_label(Layer.ENTITY)["PERSON"] == Counts(right=0, missed=1, spurious=2)
    assert scores.by_label(Layer.ENTITY)["ORG"] == Counts(right=1, missed=1, spurious=0)
    assert scores.counts(Layer.CANDIDATE) == Counts(right=4, missed=1)


def test_a_confusion_is_missed_and_spurious_at_once() -> None:
    """One item holds both labels; macro F1 weighs classes alike."""
    scores = score_annotations(GOLD, wrong_type(GOLD))
    (mistake,) = scores.mistakes(Layer.TYPE)
    assert (mistake.sentence, mistake.gold, mistake.predicted) == ("p1s3", "policy", "forecast")
    assert scores.counts(Layer.TYPE) == Counts(right=3, missed=1, spurious=1)
    # fact 1.0, none 1.0, policy 0.0
    assert scores.macro_f1(Layer.TYPE) == pytest.approx(2 / 3)


def test_candidates_that_were_not_considered_count_as_unreached() -> None:
    """Both mentions found is not enough where the candidates are known; consult works both ways."""
    considered = {
        (Span(38, 44), RelationLabel.LEADS, Span(0, 4)),
        (Span(106, 110), RelationLabel.CONSULT, Span(54, 58)),
        (Span(87, 97), RelationLabel.AID, Span(54, 58)),
    }
    scores = score_annotations(GOLD, GOLD, candidates=considered)
    assert scores.counts(Layer.CANDIDATE) == Counts(right=2, missed=3)


def test_other_sentence_borders_do_not_move_mentions() -> None:
    """Two sentences taken for one: their marks still find their places, the larger part gives the type."""
    first, second, *others = GOLD.sentences
    offset = len(first.mentions)
    joined = replace(
        second,
        span=Span(first.span.start, second.span.end),
        mentions=first.mentions + second.mentions,
        relations=first.relations
        + tuple(replace(r, head=r.head + offset, tail=r.tail + offset) for r in second.relations),
        stances=first.stances,
    )
    scores = score_annotations(GOLD, replace(GOLD, sentences=(joined, *others)))
    assert {layer for layer in Layer if scores.mistakes(layer)} == {
        Layer.CLAIM,
        Layer.HOLDER_IS_AUTHOR,
    } | HOLDERS


def test_predictions_outside_gold_count_only_where_gold_is_complete() -> None:
    """A sentence that no annotator saw is left alone, unless they saw all."""
    part = replace(GOLD, sentences=GOLD.sentences[:3])
    assert score_annotations(part, GOLD).counts(Layer.ENTITY) == Counts(right=9)
    whole = score_annotations(part, GOLD, complete=True)
    assert whole.counts(Layer.ENTITY) == Counts(right=9, spurious=1)
    assert whole.counts(Layer.TYPE) == Counts(right=3, spurious=1)


def test_a_sentence_that_was_not_predicted_is_missed() -> None:
    """Nothing at its place: its type, holder and marks are missed."""
    scores = score_annotations(GOLD, replace(GOLD, sentences=GOLD.sentences[1:]))
    assert scores.counts(Layer.TYPE) == Counts(right=3, missed=1)
    assert scores.counts(Layer.CLAIM).right == 2


def test_scores_of_documents_add_up() -> None:
    """Counts of the sum are sums of counts."""
    one = score_annotations(GOLD, wrong_label(GOLD))
    two = score_annotations(replace(GOLD, document="other"), lost_mention(GOLD))
    both = one + two
    assert all(both.counts(layer) == one.counts(layer) + two.counts(layer) for layer in Layer)
    assert Scores() + one == one


def test_precision_of_each_rule() -> None:
    """A rule that invents is seen."""
    rule, model = "rule:joins", "model:relations"
    relations = (
        replace(GOLD.sentences[2].relations[0], by=model),
        Relation(1, RelationLabel.OPPOSE, 0, by=rule),
    )
    by_rule = score_annotations(GOLD, with_sentence(GOLD, 2, relations=relations)).by_rule(Layer.RELATION)
    assert by_rule[rule] == Counts(spurious=1)
    assert by_rule[model] == Counts(right=1)


def test_a_holder_named_in_another_sentence() -> None:
    """A full name and an entity are one; another name is not."""
    gold = with_sentence(GOLD, 1, holder=Holder(text="Recep Tayyip Erdoğan"))
    same = with_sentence(GOLD, 1, holder=Holder(text="He", span=Span(46, 48), entity="recep-tayyip-erdogan"))
    other = with_sentence(GOLD, 1, holder=Holder(text="She", span=Span(46, 48), entity="giorgia-meloni"))
    assert score_annotations(gold, same).counts(Layer.HOLDER).f1 == 1.0
    assert score_annotations(gold, other).counts(Layer.HOLDER).right == 3


def test_an_unresolved_value_is_right_where_the_gold_has_none() -> None:
    """The gold writes "" where a date cannot be resolved, a prediction ``None``."""
    date, *others = GOLD.sentences[1].mentions
    gold = with_sentence(GOLD, 1, mentions=(replace(date, value=""), *others))
    unresolved = with_sentence(GOLD, 1, mentions=(replace(date, value=None), *others))
    assert not score_annotations(gold, unresolved).mistakes(Layer.VALUE)
    assert score_annotations(GOLD, unresolved).mistakes(Layer.VALUE)


def test_the_confidence_of_a_record_is_judged_by_the_whole_claim() -> None:
    """So that the report can draw how far it can be believed."""
    predicted = with_sentence(tiny_gold(), 0, confidence=0.7)
    (item,) = [i for i in score_annotations(tiny_gold(), predicted).of(Layer.CLAIM) if i.sentence == "p1s1"]
    assert (item.probability, item.right) == (0.7, True)
