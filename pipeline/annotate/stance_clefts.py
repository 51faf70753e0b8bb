"""Candidates of stance from clefts: "what X wants is Y", "what X fears most is Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.attitudes import attitudes_of
from pipeline.annotate.clauses import members_of
from pipeline.annotate.stance_candidates import Candidate, Scene, stance_holder
from pipeline.annotate.stance_holders import can_hold
from pipeline.annotate.stance_spans import target_span
from pipeline.annotate.syntax import surface_subjects_of
from pipeline.schema import StanceLabel

__all__ = ["cleft_candidates"]


def cleft_candidates(scene: Scene) -> Iterator[Candidate]:
    """For every "what X wants is Y": X on Y."""
    for verb in scene.tokens:
        if verb.dep_ == "csubj" and verb.head.lemma_ == "be":
            yield from _of_cleft(verb, scene)
            yield from _of_need(verb, scene)


def _of_cleft(verb: Token, scene: Scene) -> Iterator[Candidate]:
    rows = [row for row in attitudes_of(verb) if row.frame in {"object", "infinitive"}]
    fronted = any(c.lower_ == "what" and c.dep_ == "dobj" for c in verb.lefts)
    things = [m for c in verb.head.rights if c.dep_ in {"attr", "xcomp"} for m in members_of(c)]
    for row in rows[:1] if fronted else ():
        for somebody in (m for s in surface_subjects_of(verb)[:1] for m in members_of(s)):
            if can_hold(somebody, scene):
                holder = stance_holder(somebody, scene)
                for thing in things:
                    yield Candidate(holder, row.label, thing, target_span(thing, scene), verb, "cleft")


def _of_need(verb: Token, scene: Scene) -> Iterator[Candidate]:
    """For "what is needed is Y", "what the port needs is Y": Y, by the holder of the claim."""
    if verb.lemma_ not in {"need", "require"} or not any(c.lower_ == "what" for c in verb.lefts):
        return
    for thing in (m for c in verb.head.rights if c.dep_ in {"attr", "xcomp"} for m in members_of(c)):
        span = target_span(thing, scene)
        yield Candidate(scene.holder, StanceLabel.FAVOUR, thing, span, verb, "due")
