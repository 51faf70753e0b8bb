"""Modality: hedged and negated are said of the main claim alone; each with its cue and scope."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate.lexicon import read_table
from pipeline.annotate.modality import ModalityCue, find_modality
from tests.annotate.claim_texts import read_paper

HEDGES = [
    ("The talks may fail.", "may"),
    ("The talks could have failed.", "could"),
    ("The talks seem to have failed.", "seem"),
    ("The talks have arguably failed.", "arguably"),
    ("The talks are likely to fail.", "likely"),
    ("In all likelihood the talks will fail.", "likelihood"),
    ("It is not certain that the talks will succeed.", "certain"),
    ("Hansen said that the talks might fail.", "might"),
    ("The talks failed, although they may resume.", None),
    ("Hansen, who may resign, left the talks.", None),
    ("The talks can succeed.", None),
    ("The talks will fail.", None),
    ("Might the talks fail?", None),
]
HEDGES += [
    ("The agency judged with low confidence that the talks had failed.", "low"),
    ("The agency judged with high confidence that the talks had failed.", None),
    ("This suggests that the talks have failed.", "suggests"),
    ("This does not suggest that the talks have failed.", None),
    ("The data may show that the talks have failed.", "may"),
    ("There is a chance of a deal.", "chance"),
    ("Critics may argue that the talks have failed.", "may"),
    ("Planners likely know that the talks have failed.", "likely"),
    ("It is possible that the talks will fail.", "possible"),
    ("It is possible to end the talks.", None),
    ("The talks have reportedly failed.", None),
    ("The talks had a limited potential to end the war.", None),
    ("The talks most likely will fail.", "likely"),
    ("Some have expressed concern that the talks may fail.", "may"),
]
NEGATIONS = [
    ("Hardly any state joined the talks.", "Hardly"),
    ("Oslo has yet to sign the treaty.", "yet"),
    ("Hansen denied any knowledge of the treaty.", "denied"),
    ("Hansen believes with some confidence that the treaty was not signed.", "not"),
    ("This suggests that the treaty was not signed.", "not"),
    ("We judge the treaty was not signed.", "not"),
    ("This does not show that the treaty was signed.", "not"),
    ("The outcome was nothing short of a disaster.", None),
    ("Oslo did not sign the treaty.", "not"),
    ("Oslo never signed the treaty.", "never"),
    ("Oslo can no longer sign the treaty.", "no"),
    ("No state signed the treaty.", "No"),
    ("Oslo signed no treaty.", "no"),
    ("Nothing has changed in Oslo.", "Nothing"),
    ("The forces are neither ready nor willing.", "neither"),
    ("Oslo has failed to sign the treaty.", "failed"),
    ("Hansen said that the treaty was not signed.", "not"),
    ("Hansen denied that the treaty had failed.", "denied"),
    ("It is a luxury that Oslo can no longer afford.", "no"),
    ("What Oslo has not bought is depth.", "not"),
    ("Oslo signed the treaty, although Rome did not.", None),
    ("Oslo, which had not signed, left.", None),
    ("The treaty not only helps Oslo but also Rome.", None),
    ("The path was not without obstacles.", None),
]


@pytest.mark.parametrize(("sentence", "cue"), HEDGES)
def test_hedged(nlp: Language, sentence: str, cue: str | None) -> None:
    """The hedging word, or ``None`` where the claim is not hedged."""
    paper = read_paper(nlp, sentence)
    hedged, _ = find_modality(paper.sentences[0], paper.holders[0])
    assert paper.words(hedged.cue) == cue
    assert hedged.value is (cue is not None)


@pytest.mark.parametrize(("sentence", "cue"), NEGATIONS)
def test_negated(nlp: Language, sentence: str, cue: str | None) -> None:
    """The negating word, or ``None`` where nothing is denied."""
    paper = read_paper(nlp, sentence)
    _, negated = find_modality(paper.sentences[0], paper.holders[0])
    assert paper.words(negated.cue) == cue


def test_scope_is_the_clause_of_the_claim(nlp: Language) -> None:
    """What somebody denies is in scope, who denies it is not."""
    paper = read_paper(nlp, "Hansen said that the treaty was not signed in Oslo.")
    _, negated = find_modality(paper.sentences[0], paper.holders[0])
    assert paper.words(negated.scope) == "that the treaty was not signed in Oslo"


@pytest.mark.parametrize(("table", "flag"), [("hedges", 0), ("negators", 1)])
def test_every_row_fires(nlp: Language, table: str, flag: int) -> None:
    """Each row's example is hedged, or negated."""
    rows = read_table(table, ModalityCue)
    paper = read_paper(nlp, *(row.example for row in rows))
    pairs = zip(paper.sentences, paper.holders, strict=True)
    silent = [sentence.text for sentence, holder in pairs if not find_modality(sentence, holder)[flag].value]
    assert silent == []
