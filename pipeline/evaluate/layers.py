"""One unit in, its items out: what counts as right in each layer is written here alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import TypeVar

from pipeline.evaluate.items import Item, Layer
from pipeline.evaluate.matching import match_items, same_holder
from pipeline.evaluate.quad_classes import quad_class
from pipeline.evaluate.units import Linked, Unit
from pipeline.schema import ClaimType, Flag, Holder, Mention, RelationLabel, Span, Stance

__all__ = ["Candidate", "items_of_unit"]

Mark = TypeVar("Mark", Mention, Linked, Stance)
Facts = tuple[tuple[Span, ...], str, str, str, float | None]
"""Spans, label, value, rule and probability of a mark."""
Candidate = tuple[Span, RelationLabel, Span]
"""Head, label and tail of a relation that was considered; symmetric labels in either order."""


def items_of_unit(unit: Unit, candidates: Collection[Candidate] | None = None) -> list[Item]:
    """All items of one sentence. ``candidates`` are the relations that were considered at all."""
    items = [
        *_items_of_mentions(unit),
        *_items_of_relations(unit, candidates),
        *_items_of_stances(unit),
        *_items_of_categories(unit),
    ]
    return items + _items_of_claim(unit, items)


def _items_of_mentions(unit: Unit) -> Iterator[Item]:
    gold = unit.gold.mentions if unit.gold else ()
    named = [m for m in gold if not m.label.is_value], [m for m in unit.mentions if not m.label.is_value]
    values = [m for m in gold if m.label.is_value], [m for m in unit.mentions if m.label.is_value]

    def exact(one: Mention, other: Mention) -> float:
        return one.span == other.span

    def overlap(one: Mention, other: Mention) -> float:
        return _overlap(one.span, other.span)

    def labelled(fit: Callable[[Mention, Mention], float]) -> Callable[[Mention, Mention], float]:
        return lambda one, other: fit(one, other) if one.label is other.label else 0.0

    def linked(one: Mention, other: Mention) -> float:
        return one.span == other.span and one.entity == other.entity

    def valued(one: Mention, other: Mention) -> float:
        """The gold writes "" for a value that cannot be resolved, a prediction ``None``: the same."""
        same = one.span == other.span and one.label is other.label
        return same and (one.value or "") == (other.value or "")

    for layer, (ours, theirs), fit, near in (
        (Layer.ENTITY, (gold, unit.mentions), labelled(exact), overlap),
        (Layer.ENTITY_SPAN, (gold, unit.mentions), exact, overlap),
        (Layer.ENTITY_OVERLAP, (gold, unit.mentions), labelled(overlap), overlap),
        (Layer.ENTITY_OVERLAP_SPAN, (gold, unit.mentions), overlap, overlap),
        (Layer.NAMED, named, labelled(exact), overlap),
        (Layer.LINK, named, linked, exact),
        (Layer.VALUE, values, valued, overlap),
    ):
        yield from _compare(unit, layer, ours, theirs, fit, near, _facts_of_mention)


def _items_of_relations(unit: Unit, candidates: Collection[Candidate] | None) -> Iterator[Item]:
    gold, predicted = unit.gold_relations, unit.relations

    def mentions(one: Linked, other: Linked) -> float:
        return one.relation.label is other.relation.label and _ends(one) == _ends(other)

    def meanings(one: Linked, other: Linked) -> float:
        return one.relation.label is other.relation.label and _meanings(one) == _meanings(other)

    def quads(one: Linked, other: Linked) -> float:
        same = quad_class(one.relation.label) is quad_class(other.relation.label)
        return same and _pair(one) == _pair(other)

    def pair(one: Linked, other: Linked) -> float:
        return _pair(one) == _pair(other)

    yield from _compare(unit, Layer.RELATION, gold, predicted, mentions, pair, _facts_of_relation)
    yield from _compare(unit, Layer.RELATION_LINKED, gold, predicted, meanings, pair, _facts_of_relation)
    yield from _compare(unit, Layer.RELATION_QUAD, gold, predicted, quads, pair, _facts_of_quad)
    pairs = _first(gold, _pair), _first(predicted, _pair)
    yield from _compare(unit, Layer.PAIR, *pairs, pair, pair, _facts_of_relation)
    found = {mention.span for mention in unit.mentions}
    for linked in gold:
        reached = _pair(linked) <= found and (candidates is None or _is_among(linked, candidates))
        yield _item(unit, Layer.CANDIDATE, _facts_of_relation(linked), None, right=reached)


def _is_among(linked: Linked, candidates: Collection[Candidate]) -> bool:
    label = linked.relation.label
    ends = (linked.head.span, linked.tail.span), (linked.tail.span, linked.head.span)
    return any((head, label, tail) in candidates for head, tail in ends[: 1 + label.is_symmetric])


def _items_of_stances(unit: Unit) -> Iterator[Item]:
    gold = unit.gold.stances if unit.gold else ()

    def overlap(one: Stance, other: Stance) -> float:
        return same_holder(one.holder, other.holder) and _overlap(one.target, other.target)

    def exact(one: Stance, other: Stance) -> float:
        return (
            one.label is other.label and one.target == other.target and same_holder(one.holder, other.holder)
        )

    def labelled(one: Stance, other: Stance) -> float:
        return overlap(one, other) if one.label is other.label else 0.0

    def holders(one: Stance, other: Stance) -> float:
        return one.label is other.label and same_holder(one.holder, other.holder)

    yield from _compare(unit, Layer.STANCE, gold, unit.stances, exact, overlap, _facts_of_stance)
    yield from _compare(unit, Layer.STANCE_OVERLAP, gold, unit.stances, labelled, overlap, _facts_of_stance)
    once = _distinct(gold, holders), _distinct(unit.stances, holders)
    yield from _compare(unit, Layer.STANCE_HOLDER, *once, holders, holders, _facts_of_stance)
    for ours, theirs in match_items(gold, unit.stances, overlap).items():
        one, other = gold[ours], unit.stances[theirs]
        facts = _facts_of_stance(one), _facts_of_stance(other)
        yield _item(unit, Layer.STANCE_GIVEN_PAIR, *facts, right=one.label is other.label)


def _items_of_categories(unit: Unit) -> Iterator[Item]:
    gold, predicted = unit.gold, unit.predicted
    place = (unit.span,)

    def facts_of_flag(flag: Flag) -> Facts:
        return place, "yes" if flag.value else "no", "", "", flag.probability

    def facts_of_holder(holder: Holder) -> Facts:
        kind = "author" if holder.is_author else "actor"
        return place, kind, holder.text or "", holder.by, holder.probability

    rows: list[tuple[Layer, Facts | None, Facts | None, bool]] = [
        (
            Layer.TYPE,
            (place, str(gold.type), "", "", None) if gold else None,
            (place, str(predicted.type), "", predicted.type_by, predicted.type_probability)
            if predicted
            else None,
            True,
        ),
        (
            Layer.HEDGED,
            facts_of_flag(gold.hedged) if gold else None,
            facts_of_flag(predicted.hedged) if predicted else None,
            True,
        ),
        (
            Layer.NEGATED,
            facts_of_flag(gold.negated) if gold else None,
            facts_of_flag(predicted.negated) if predicted else None,
            True,
        ),
    ]
    ours = facts_of_holder(gold.holder) if gold else None
    theirs = facts_of_holder(predicted.holder) if predicted else None
    same = bool(gold and predicted and same_holder(gold.holder, predicted.holder))
    rows += [(Layer.HOLDER_IS_AUTHOR, ours, theirs, True), (Layer.HOLDER, ours, theirs, same)]
    for layer, one, other, right in rows:
        yield _item(unit, layer, one, other, right=right and bool(one and other and one[1] == other[1]))
    actors = [facts if facts and facts[1] == "actor" else None for facts in (ours, theirs)]
    if any(actors):
        yield _item(unit, Layer.HOLDER_ACTOR, *actors, right=same)


def _items_of_claim(unit: Unit, items: Sequence[Item]) -> list[Item]:
    """Whether type, holder, all relations and all stances (targets overlapping) of a gold claim are right."""
    if unit.gold is None or unit.gold.type is ClaimType.NONE:
        return []
    parts = {Layer.TYPE, Layer.HOLDER, Layer.RELATION, Layer.STANCE_OVERLAP}
    wrong = sorted({str(item.layer) for item in items if item.layer in parts and not item.right})
    facts: Facts = ((unit.span,), str(unit.gold.type), "", "", None)
    other: Facts = (
        (unit.span,),
        str(unit.gold.type),
        "wrong: " + ", ".join(wrong) if wrong else "",
        "",
        unit.predicted.confidence if unit.predicted else None,
    )
    return [_item(unit, Layer.CLAIM, facts, other, right=not wrong)]


def _compare(
    unit: Unit,
    layer: Layer,
    gold: Sequence[Mark],
    predicted: Sequence[Mark],
    fit: Callable[[Mark, Mark], float],
    near: Callable[[Mark, Mark], float],
    facts: Callable[[Mark], Facts],
) -> Iterator[Item]:
    """Items of one layer: what fits is right; of the rest, what is ``near`` is shown as one confusion."""
    right = match_items(gold, predicted, fit)
    left = [at for at in range(len(gold)) if at not in right]
    over = [at for at in range(len(predicted)) if at not in right.values()]
    confused = match_items([gold[at] for at in left], [predicted[at] for at in over], near)
    for ours, theirs in right.items():
        yield _item(unit, layer, facts(gold[ours]), facts(predicted[theirs]), right=True)
    for at, ours in enumerate(left):
        other = predicted[over[confused[at]]] if at in confused else None
        yield _item(unit, layer, facts(gold[ours]), facts(other) if other is not None else None, right=False)
    for at, theirs in enumerate(over):
        if at not in confused.values():
            yield _item(unit, layer, None, facts(predicted[theirs]), right=False)


def _item(unit: Unit, layer: Layer, gold: Facts | None, predicted: Facts | None, *, right: bool) -> Item:
    spans = (gold or predicted or ((unit.span,),))[0]
    return Item(
        layer=layer,
        document=unit.document,
        sentence=unit.id,
        spans=spans,
        gold=gold[1] if gold else None,
        predicted=predicted[1] if predicted else None,
        right=right,
        gold_value=gold[2] if gold else "",
        predicted_value=predicted[2] if predicted else "",
        by=predicted[3] if predicted else "",
        probability=predicted[4] if predicted else None,
    )


def _facts_of_mention(mention: Mention) -> Facts:
    meaning = mention.value if mention.label.is_value else mention.entity
    return (mention.span,), str(mention.label), meaning or "", mention.by, mention.probability


def _facts_of_relation(linked: Linked) -> Facts:
    relation = linked.relation
    meanings = " → ".join((_meaning(linked.head), _meaning(linked.tail)))
    return (
        (linked.head.span, linked.tail.span),
        str(relation.label),
        meanings,
        relation.by,
        relation.probability,
    )


def _facts_of_quad(linked: Linked) -> Facts:
    spans, _, meanings, by, probability = _facts_of_relation(linked)
    return spans, str(quad_class(linked.relation.label)), meanings, by, probability


def _facts_of_stance(stance: Stance) -> Facts:
    holder = stance.holder.text or "author"
    return (stance.target,), str(stance.label), holder, stance.by, stance.probability


def _overlap(one: Span, other: Span) -> float:
    """Characters shared, as a part of all that either has (Jaccard)."""
    shared = one.intersection(other)
    return len(shared) / (len(one) + len(other) - len(shared)) if shared else 0.0


def _ends(linked: Linked) -> tuple[Span, Span]:
    head, tail = linked.head.span, linked.tail.span
    return (min(head, tail), max(head, tail)) if linked.relation.label.is_symmetric else (head, tail)


def _meanings(linked: Linked) -> tuple[str, str]:
    head, tail = _meaning(linked.head), _meaning(linked.tail)
    return (min(head, tail), max(head, tail)) if linked.relation.label.is_symmetric else (head, tail)


def _meaning(mention: Mention) -> str:
    return mention.entity or mention.value or f"[{mention.span.start}:{mention.span.end}]"


def _pair(linked: Linked) -> frozenset[Span]:
    return frozenset({linked.head.span, linked.tail.span})


def _first(marks: Sequence[Mark], key: Callable[[Mark], Hashable]) -> list[Mark]:
    """The first mark of each key, in order."""
    seen: dict[Hashable, Mark] = {}
    for mark in marks:
        seen.setdefault(key(mark), mark)
    return list(seen.values())


def _distinct(marks: Sequence[Stance], same: Callable[[Stance, Stance], float]) -> list[Stance]:
    kept: list[Stance] = []
    for mark in marks:
        if not any(same(mark, other) for other in kept):
            kept.append(mark)
    return kept
