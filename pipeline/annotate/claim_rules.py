"""Claim types by rule: the guidelines' tests, read from a sentence's features; first match wins."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.schema import ClaimType

__all__ = ["ANSWERS", "RULE_NAMES", "find_type_rule"]

Features = Mapping[str, float]
_SHORT = 0.42
"""Length (log of tokens over four) below which a sentence without a verb is a label: five tokens."""


def _is_road_map(f: Features) -> bool:
    """Like "this paper examines": the text speaks of itself, and reports no finding."""
    if f["refers"]:
        return True
    if f["holder"]:
        return False
    counted = f["counts-off"] and not f["passive"] and not f["modal-would"]
    if (f["own-subject"] and not f["that-below"]) or counted or (f["ordinal-subject"] and f["signpost-noun"]):
        return True
    if f["verb-policy"] and f["we-subject"]:
        return False
    own = (
        f["own-near"]
        or f["we-subject"]
        or f["ordinal-subject"]
        or (f["signpost-noun"] and f["deictic-subject"])
    )
    found = f["we-subject"] and f["negated"]  # "we have not identified any"
    return bool(own and f["signpost-verb"] and not f["that-below"] and not found)


def _is_asking(f: Features) -> bool:
    return bool(f["question"] or f["the-question"])


def _says_nothing(f: Features) -> bool:
    return bool((f["verbless"] and f["length"] < _SHORT and not f["quoted"]) or f["unfinished"])


def _goes_on_mapping(f: Features) -> bool:
    """Like "it explores whether"."""
    near = f["wh-below"] or f["after-none"]
    return bool(
        f["it-subject"] and f["signpost-verb"] and near and not f["judged-predicate"] and not f["that-below"]
    )


def _advises(f: Features) -> bool:
    if (
        f["needs-thing"]
        or f["demands"]
        or f["by-for"]
        or f["means-doing"]
        or f["second-policy"]
        or f["but-policy"]
        or f["effort-policy"]
    ):
        return True
    return bool(f["modal-policy"] or f["predicate-policy"] or f["verb-policy"] or f["imperative"])


def _tells_need(f: Features) -> bool:
    return bool(f["noun-policy"] and (f["deictic-subject"] or f["there"] or f["head-noun"]))


def _foretells(f: Features) -> bool:
    would = f["modal-would"] and not (f["judged-predicate"] or f["bill-subject"])
    return bool(f["by-expect"] or f["modal-hedge"] or f["modal-will"] or f["predicate-forecast"] or would)


def _judges(f: Features) -> bool:
    if f["holder"] and (f["by-of"] or (f["topic-noun"] and not f["noun-policy"])):
        return True
    if f["judged-comparative"] or (f["deictic-subject"] and f["strong-object"] and not f["past"]):
        return True
    return bool(f["judged-predicate"] or f["judged-object"] or f["by-as"] or f["fares"])


_RULES: tuple[tuple[str, Callable[[Features], bool], ClaimType], ...] = (
    ("question", _is_asking, ClaimType.NONE),
    ("verbless", _says_nothing, ClaimType.NONE),
    ("road-map", _is_road_map, ClaimType.NONE),
    ("road-map-goes-on", _goes_on_mapping, ClaimType.NONE),
    ("advice", _advises, ClaimType.POLICY),
    ("need", _tells_need, ClaimType.POLICY),
    ("forecast", _foretells, ClaimType.FORECAST),
    ("judgement", _judges, ClaimType.VALUE),
)

ANSWERS = {**{name: type_ for name, _, type_ in _RULES}, "statement": ClaimType.FACT}
"""What each rule answers."""
RULE_NAMES = tuple(ANSWERS)


def find_type_rule(features: Features) -> tuple[ClaimType, str]:
    """The type and the name of the rule that gives it; a plain statement is a fact."""
    for name, holds, type_ in _RULES:
        if holds(features):
            return type_, name
    return ClaimType.FACT, "statement"
