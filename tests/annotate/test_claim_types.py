"""Claim types by rule: the guidelines' five kinds, and the sentences that lie between them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate.claim_features import FEATURE_NAMES
from pipeline.annotate.claim_rules import find_type_rule
from pipeline.annotate.claim_types import classify_claims, read_claim_rows
from pipeline.annotate.clauses import claim_head
from pipeline.annotate.evaluative import Cue, EvaluativeWord, cue_at, evaluation_of
from pipeline.annotate.judging_idioms import JudgingIdiom, judges_by_idiom
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.type_words import TypeRole, TypeWord, is_type_word
from pipeline.schema import AUTHOR, ClaimType
from tests.annotate.claim_texts import read_paper

CASES = [
    ("Norway joined the mission in 2011.", "fact"),
    ("Oslo spent EUR 3 million on ships.", "fact"),
    ("Hansen said that Norway had joined the mission.", "fact"),
    ("It is important to note that Norway joined the mission.", "fact"),
    ("Oslo's record there is disappointing.", "value"),
    ("The port is of vital importance to Oslo.", "value"),
    ("This raises serious questions.", "value"),
    ("Oslo sees the pact as a burden.", "value"),
    ("Hansen stressed the importance of the pact.", "value"),
    ("The new route is safer.", "value"),
    ("Both capitals should publish their export data.", "policy"),
    ("Oslo needs to publish the data.", "policy"),
    ("It is essential to publish the data.", "policy"),
    ("Oslo needs a smaller fleet.", "policy"),
    ("Hansen called for a new pact.", "policy"),
    ("This paper argues that Oslo should publish the data.", "policy"),
    ("Publish the data.", "policy"),
    ("The frigate deal could stall after the vote.", "forecast"),
    ("The deal will stall.", "forecast"),
    ("The deal is likely to stall.", "forecast"),
    ("Hansen said that the deal would stall.", "forecast"),
    ("More ships are needed to guard the coast.", "policy"),
    ("Success requires investment and reform.", "policy"),
    ("The best way forward is to publish the data.", "policy"),
    ("The crisis underscores the need for reform.", "policy"),
    ("There is more work to do.", "policy"),
    ("Hansen sent a letter to the council recommending a new pact.", "policy"),
    ("Hansen proposed that the port be closed.", "policy"),
    ("Oslo would do well to publish the data.", "policy"),
    ("More steps will need to be taken.", "policy"),
    ("The framework succeeded.", "value"),
    ("The fund has failed to live up to the promise.", "value"),
    ("The fund is little more than a label.", "value"),
    ("The grid is woefully prepared.", "value"),
    ("The court is under threat.", "value"),
    ("The port is one of the most dangerous in the region.", "value"),
    ("It is clear that prices will rise.", "forecast"),
    ("The ministry is responsible for the safety of vital ports.", "fact"),
    ("The second part of the test is the type of harm.", "fact"),
    ("The new pump is more efficient than the old one.", "fact"),
    ("The council manages the Harbour Recovery Fund.", "fact"),
    ("The group was accused of fraud.", "fact"),
    ("The council has made significant strides.", "value"),
    ("Challenges remain.", "value"),
    ("The crisis underscored the importance of trust.", "value"),
    ("The crisis exposed the weakness of the fund.", "value"),
    ("The fund is well placed to pay.", "value"),
    ("The programme is poorly designed.", "value"),
    ("The pump has the potential to cut costs.", "forecast"),
    ("The odds of a deal are slim.", "forecast"),
    ("The rift threatens to split the party.", "forecast"),
    ("Oslo is on course to miss the target.", "forecast"),
    ("It remains to be seen whether the truce holds.", "forecast"),
    ("There is a risk that the ceasefire collapses.", "forecast"),
    ("Critics have expressed concern that the deal could stall.", "forecast"),
    ("It is time for Europe to act.", "policy"),
    ("What Europe needs is a common fund.", "policy"),
    ("It is recommended that states share data.", "policy"),
    ("States are urged to share data.", "policy"),
    ("The onus is on Oslo to act.", "policy"),
    ("There can be cases of double payment.", "fact"),
    ("We interviewed nine officials.", "none"),
    ("The projects are listed below.", "none"),
    ("The results are shown in Table 2.", "none"),
    ("For details, see Annex II.", "none"),
    ("The remainder of this brief is organised as follows.", "none"),
    ("Figure 2 shows the ports.", "none"),
    ("Let us turn to energy.", "none"),
    ("Officials let traders discuss prices.", "fact"),
    ("Most states have signed.", "fact"),
    ("It was the first time that Oslo voted against the treaty.", "fact"),
    ("We did not assess the data.", "none"),
    ("Oslo has yet to publish the data.", "fact"),
    ("The outcry has much to do with prices.", "fact"),
    ("Oslo wants the council to lower tariffs.", "fact"),
    ("Section 1731 started a new fund.", "fact"),
    ("We have not identified any ships.", "fact"),
    ("Ships were needed in 2011.", "fact"),
    ("The port stands ready should a crisis come.", "fact"),
    ("Oslo is the largest port of Norway.", "fact"),
    ("The ministry was unaware of the deal.", "fact"),
    ("The bill would close the port.", "fact"),
    ("The deal may have failed in spring.", "fact"),
    ("Section 12 of the Budget Act established the fund.", "fact"),
    ("The council had to answer two questions: Who pays, and what is to be done?", "fact"),
    ("Scope Note: The council closed the port.", "fact"),
    ("This suggests that the deal will stall.", "forecast"),
    ("Others have expressed concern over the deal.", "value"),
    ("Hansen praised the deal.", "value"),
    ("See the annex on ships.", "none"),
    ("Another issue is whether the deal will stall.", "none"),
    ("Step 4 – Publish the Data:", "none"),
    ("Section two turns to procurement.", "none"),
    ("This paper examines the deal.", "none"),
    ("What is to be done?", "none"),
    ("Three lessons stand out.", "none"),
    ("A note on method.", "none"),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_type(nlp: Language, sentence: str, expected: str) -> None:
    """The rules alone, without a model."""
    paper = read_paper(nlp, sentence)
    type_, probability, by = classify_claims(paper.sentences, paper.holders, None)[0]
    assert type_ == expected
    assert probability is None
    assert by.startswith("rule:")


def test_road_maps_go_on(nlp: Language) -> None:
    """What follows "this paper examines" is a road map too."""
    paper = read_paper(nlp, "This paper examines the deal. It explores its costs. It assesses its gains.")
    assert [type_ for type_, _, _ in classify_claims(paper.sentences, paper.holders, None)] == [
        ClaimType.NONE,
        ClaimType.NONE,
        ClaimType.NONE,
    ]


def test_rows_have_a_number_for_each_name(nlp: Language) -> None:
    """Training and predicting see the same columns."""
    paper = read_paper(nlp, "Norway joined the mission in 2011.", "Oslo should pay.")
    rows = read_claim_rows(paper.sentences, paper.holders)
    assert rows.features.shape == (2, len(FEATURE_NAMES))
    assert rows.matrix().shape[0] == 2


def test_every_evaluative_word_is_seen(nlp: Language) -> None:
    """Each row's example holds its word as a word that judges, with its polarity."""
    rows = read_table("evaluative_words", EvaluativeWord)
    seen = []
    for row, doc in zip(rows, nlp.pipe((row.example for row in rows), disable=["ner"]), strict=True):
        found = [evaluation_of(token) for token in doc]
        seen.append(any(word is not None and word.word == row.word for word in found))
    silent = [row.word for row, was_seen in zip(rows, seen, strict=True) if not was_seen]
    assert silent == []


@pytest.mark.parametrize(
    ("table", "expected"), [("recommendation_cues", ClaimType.POLICY), ("forecast_cues", ClaimType.FORECAST)]
)
def test_every_cue_of_type_fires(nlp: Language, table: str, expected: ClaimType) -> None:
    """Each row's example has the type that its table stands for."""
    rows = read_table(table, Cue)
    paper = read_paper(nlp, *(row.example for row in rows))
    claims = read_claim_rows(paper.sentences, paper.holders)
    wrong = [s.text for s, type_ in zip(paper.sentences, claims.types, strict=True) if type_ is not expected]
    assert wrong == []


def test_every_type_word_is_seen(nlp: Language) -> None:
    """Each row's example holds its word, and is of the type that the role gives it."""
    rows = read_table("type_words", TypeWord)
    paper = read_paper(nlp, *(row.example for row in rows))
    claims = read_claim_rows(paper.sentences, paper.holders)
    expected = dict.fromkeys(TypeRole, ClaimType.FACT)
    expected |= dict.fromkeys((TypeRole.POINTING, TypeRole.PROPOSING), ClaimType.POLICY)
    expected |= dict.fromkeys((TypeRole.OUTCOME, TypeRole.FARING, TypeRole.LASTING), ClaimType.VALUE)
    expected |= dict.fromkeys((TypeRole.ADVANCE, TypeRole.SIZE), ClaimType.VALUE)
    for row, sentence, type_ in zip(rows, paper.sentences, claims.types, strict=True):
        assert any(is_type_word(token, row.role) for token in sentence), sentence
        assert type_ is expected[row.role], sentence


def test_every_signpost_is_seen(nlp: Language) -> None:
    """Each row's example holds its word in its place, whatever else the sentence says."""
    rows = read_table("signpost_cues", Cue)
    docs = nlp.pipe((row.example for row in rows), disable=["ner"])
    pairs = zip(rows, docs, strict=True)
    silent = [row.cue for row, doc in pairs if not any(cue_at("signpost_cues", t, row.place) for t in doc)]
    assert silent == []


def test_a_plain_statement_is_a_fact() -> None:
    """No feature, no judgement."""
    assert find_type_rule(dict.fromkeys(FEATURE_NAMES, 0.0) | {"length": 1.0}) == (
        ClaimType.FACT,
        "statement",
    )


def test_every_judging_idiom_fires(nlp: Language) -> None:
    """Each row's example is a judgement because of the row's own phrase."""
    rows = read_table("judging_idioms", JudgingIdiom)
    paper = read_paper(nlp, *(row.example for row in rows))
    heads = [claim_head(sentence, AUTHOR) for sentence in paper.sentences]
    silent = [row.words for row, head in zip(rows, heads, strict=True) if not judges_by_idiom(head)]
    assert silent == []
