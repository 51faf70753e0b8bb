"""Every row of the trigger lexicon fires on its own example, in its own direction."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate.lexicon import read_table
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_rules import propose
from pipeline.annotate.relation_triggers import LightVerb, Trigger, is_light
from tests.annotate.marked import read_marked

TRIGGERS = read_table("relation_triggers", Trigger)


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda row: f"{row.label}: {row.lemma} ({row.kind})")
def test_example_fires(trigger: Trigger, nlp: Language) -> None:
    """The row's example gives the row's relation between the two marked mentions."""
    marked = read_marked(trigger.example)
    clause = Clause.build(nlp(marked.text)[:], marked.mentions, marked.coreferences)
    sides = {(marked.head, marked.tail)}
    if trigger.label.is_symmetric:
        sides.add((marked.tail, marked.head))
    assert any(
        p.label is trigger.label and p.lemma == trigger.lemma and (p.head, p.tail) in sides
        for p in propose(clause)
    )


@pytest.mark.parametrize("row", read_table("light_verbs", LightVerb), ids=lambda row: row.lemma)
def test_light_verb_lends_its_subject(row: LightVerb, nlp: Language) -> None:
    """The verb of each example is recognised as light."""
    assert any(row.lemma in {token.lemma_, token.lower_} and is_light(token) for token in nlp(row.example))
