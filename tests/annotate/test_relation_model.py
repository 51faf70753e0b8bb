"""The classifier's part: candidates, features without names, probabilities and the threshold."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.annotate.relation_candidates import find_candidates
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relation_features import chains_of, features_of
from pipeline.annotate.relations import RelationModel, find_relations, load_relation_model
from pipeline.errors import ModelError
from tests.annotate.marked import read_marked


def clause_of(marked: str, nlp: Language) -> Clause:
    """The clause of a marked sentence."""
    sentence = read_marked(marked)
    return Clause.build(nlp(sentence.text)[:], sentence.mentions, sentence.coreferences)


def test_a_candidate_needs_a_rule_or_a_word_for_its_label(nlp: Language) -> None:
    """Two names without any trigger are no candidates; with one, all pairs of its types are."""
    assert find_candidates(clause_of("[Norway] and [Sweden] are cold.", nlp)) == []
    found = find_candidates(clause_of("[Norway] invaded [Sweden] while [Finland] slept.", nlp))
    assert len(found) == 6
    assert [(c.head, c.tail) for c in found if c.proposals] == [(0, 1)]


def test_features_do_not_name_actors(nlp: Language) -> None:
    """The same sentence about others has the same features."""
    clauses = [clause_of(text, nlp) for text in ("[Norway] invaded [Sweden].", "[Iran] invaded [Iraq].")]
    features = [
        [features_of(candidate, clause, chains_of(clause)) for candidate in find_candidates(clause)]
        for clause in clauses
    ]
    assert features[0] == features[1]


@pytest.mark.parametrize(("intercept", "kept"), [(5.0, 1), (-5.0, 0)])
def test_threshold_decides(intercept: float, kept: int, nlp: Language) -> None:
    """A model judges what rules propose, and nothing else."""
    marked = read_marked("[Norway] invaded [Sweden].")
    model = RelationModel({}, intercept, threshold=0.5)
    found = find_relations(nlp(marked.text)[:], marked.mentions, (), model)
    assert len(found) == kept
    assert [relation.by for relation in found] == ["rule:assault-verb"][:kept]
    assert all(relation.probability == pytest.approx(0.9933) for relation in found)


def test_a_missing_model_says_how_to_rebuild_it(tmp_path: Path) -> None:
    """No artefact is an error at the border."""
    with pytest.raises(ModelError, match="dragoman train"):
        load_relation_model(tmp_path)


def test_the_committed_model_loads_and_rates_a_plain_attack_highly(nlp: Language) -> None:
    """The artefact in ``models/`` fits the features of this code."""
    model = load_relation_model(Path(__file__).resolve().parents[2] / "models" / "relations")
    marked = read_marked("[Norway] invaded [Sweden].")
    (relation,) = find_relations(nlp(marked.text)[:], marked.mentions, (), model)
    assert relation.probability is not None
    assert relation.probability > 0.5
