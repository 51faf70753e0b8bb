"""Stance: who is for or against what. Sentences with all that they express: holder, label, target."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate.attitudes import AttitudeWord, EndingVerb
from pipeline.annotate.claim_types import classify_claims
from pipeline.annotate.evaluative import DescribingWord, evaluation_of
from pipeline.annotate.judging_idioms import JudgingIdiom, side_by_idiom
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.stance import find_stances, stance_candidates
from pipeline.schema import Stance, StanceLabel
from tests.annotate.claim_texts import Paper, read_paper

CASES = [
    # attitude verbs
    ("No state should claim the island.", [("author", "against", "island")]),
    ("As agreed with your offices, Oslo paid.", []),
    ("Oslo supports the treaty.", [("Oslo", "favour", "treaty")]),
    ("The treaty is backed by Oslo.", [("Oslo", "favour", "treaty")]),
    ("Oslo opposes the treaty.", [("Oslo", "against", "treaty")]),
    ("Oslo does not support the treaty.", [("Oslo", "against", "treaty")]),
    ("Oslo is not ready to support the treaty.", [("Oslo", "against", "treaty")]),
    ("Oslo will not hesitate to support the treaty.", [("Oslo", "favour", "treaty")]),
    ("Oslo pulled its support for the treaty.", [("Oslo", "against", "treaty")]),
    ("Oslo refuses to join the alliance.", [("Oslo", "against", "alliance")]),
    ("Oslo wants to end the embargo.", [("Oslo", "against", "embargo")]),
    ("Oslo and Rome oppose the treaty.", [("Oslo", "against", "treaty"), ("Rome", "against", "treaty")]),
    # attitude nouns and adjectives
    ("Oslo reaffirmed its commitment to the treaty.", [("Oslo", "favour", "treaty")]),
    ("Oslo has shown limited support for the treaty.", [("Oslo", "against", "treaty")]),
    ("Oslo is wary of the treaty.", [("Oslo", "against", "treaty")]),
    ("Oslo is keen to join the alliance.", [("Oslo", "favour", "alliance")]),
    ("The treaty has raised concerns in Rome.", [("Rome", "against", "treaty")]),
    (
        "The plan outlines Oslo's ambitions to become a seat of the court.",
        [("Oslo", "favour", "become a seat of the court")],
    ),
    ("Oslo fears that the treaty will weaken the alliance.", [("Oslo", "against", "treaty")]),
    ("Oslo has proposed a fund to rebuild the ports.", [("Oslo", "favour", "fund")]),
    ("What Oslo wants is a treaty.", [("Oslo", "favour", "treaty")]),
    ("Oslo has an interest in avoiding war.", [("Oslo", "favour", "avoiding war")]),
    ("Oslo proposed to make Rome the seat of the court.", [("Oslo", "favour", "Rome")]),
    (
        "States such as Oslo and Rome oppose the treaty.",
        [("Oslo", "against", "treaty"), ("Rome", "against", "treaty")],
    ),
    ("The goal of Oslo was met.", []),
    ("The council adopted a strategy to reduce waste.", []),
    ("Oslo threw its support behind the treaty.", [("Oslo", "favour", "treaty")]),
    ("Oslo lobbied against the levy.", [("Oslo", "against", "levy")]),
    ("Oslo sells drones, as opposed to frigates.", []),
    # opinions
    ("Oslo sees the treaty as a threat.", [("Oslo", "against", "treaty")]),
    ("Many observers consider the treaty unfair.", [("Many observers", "against", "treaty")]),
    ("Oslo does not consider the treaty obsolete.", [("Oslo", "favour", "treaty")]),
    # who holds it, where the sentence does not say it plainly
    ("Oslo is one of the states that oppose the treaty.", [("Oslo", "against", "treaty")]),
    ("Oslo is not the only state that fears the blockade.", [("Oslo", "against", "blockade")]),
    ("Critics of the treaty met in May.", [("Critics of the treaty", "against", "treaty")]),
    ("Oslo has been an opponent of the treaty.", [("Oslo", "against", "treaty")]),
    ("The verdict angered Oslo.", [("Oslo", "against", "verdict")]),
    ("The proposal won praise from Oslo.", [("Oslo", "favour", "proposal")]),
    ("The proposal met with resistance from Oslo.", [("Oslo", "against", "proposal")]),
    ("Opposition to the base has grown in Oslo.", [("Oslo", "against", "base")]),
    ("Cheap energy is one of the goals of Oslo.", [("Oslo", "favour", "Cheap energy")]),
    ("Hailed by Oslo, the accord was signed in May.", [("Oslo", "favour", "accord")]),
    ("Oslo is unlikely to accept the treaty.", [("Oslo", "against", "treaty")]),
    ("Oslo wants the talks to succeed.", [("Oslo", "favour", "talks")]),
    (
        "Neither Oslo nor Rome supports the treaty.",
        [("Oslo", "against", "treaty"), ("Rome", "against", "treaty")],
    ),
    ("Oslo throws its weight behind the treaty.", [("Oslo", "favour", "treaty")]),
    ("Oslo is concerned that the treaty will harm trade.", [("Oslo", "against", "treaty")]),
    ("Oslo fears that the treaty could collapse.", [("Oslo", "favour", "treaty")]),
    ("Hansen wrote to the ministers urging further cuts.", [("Hansen", "favour", "further cuts")]),
    ("Oslo raised its budget in support of the agency.", [("Oslo", "favour", "agency")]),
    ("Opposition of farmers to the levy has grown.", [("farmers", "against", "levy")]),
    ("Oslo views the patrols with alarm.", [("Oslo", "against", "patrols")]),
    ("Regulators consider the fuel to be unsafe.", [("Regulators", "against", "fuel")]),
    ("Critics say the law is too vague.", [("Critics", "against", "law")]),
    ("Sponsors of the treaty met in May.", [("Sponsors of the treaty", "favour", "treaty")]),
    # the words of the target
    ("Oslo supports any increase in grants in 2019.", [("Oslo", "favour", "increase in grants")]),
    ("Oslo, today, supports the plan.", [("Oslo", "favour", "plan")]),
    ("Hansen criticised the ministry's plan.", [("Hansen", "against", "ministry's plan")]),
    # judgements of the author
    ("The treaty is too generous.", [("author", "against", "treaty")]),
    ("The treaty remains a valuable framework.", [("author", "favour", "treaty")]),
    ("The treaty falls short of its aims.", [("author", "against", "treaty")]),
    ("The fleet made little progress.", [("author", "against", "fleet")]),
    ("Wisely, Oslo delayed the sale.", [("author", "favour", "Oslo")]),
    ("The treaty is dangerous.", [("author", "against", "treaty")]),
    ("The treaty is not dangerous.", [("author", "favour", "treaty")]),
    ("The treaty is of vital importance.", [("author", "favour", "treaty")]),
    ("This makes Oslo a valuable partner.", [("author", "favour", "Oslo")]),
    ("The treaty is neither fair nor workable.", [("author", "against", "treaty")]),
    ("The delay is a serious problem.", [("author", "against", "delay")]),
    ("It would be a mistake to abandon the treaty.", [("author", "favour", "treaty")]),
    # advice
    ("Oslo should take steps to protect the harbour.", [("author", "favour", "harbour")]),
    ("Oslo must refrain from the use of force.", [("author", "against", "use of force")]),
    (
        "Oslo should support the report and recommendations.",
        [("author", "favour", "report and recommendations")],
    ),
    ("Oslo should publish the data.", [("author", "favour", "data")]),
    ("Oslo should abandon the treaty.", [("author", "against", "treaty")]),
    ("Oslo must examine the treaty.", [("author", "favour", "examine the treaty")]),
    (
        "Oslo must ensure that the ports stay open.",
        [("author", "favour", "ensure that the ports stay open")],
    ),
    ("The treaty should be adopted.", [("author", "favour", "treaty")]),
    ("It is recommended that Oslo publish the data.", [("author", "favour", "data")]),
    ("It is vital that Oslo publish the data.", [("author", "favour", "data")]),
    ("Hansen called for a new treaty.", [("Hansen", "favour", "new treaty")]),
    ("Hansen stressed the need for a new treaty.", [("Hansen", "favour", "new treaty")]),
    # nothing
    ("Oslo denied supporting the rebels.", []),
    ("Oslo denied any role in the attack.", []),
    ("The tariff is effective from May.", []),
    ("The list of critical minerals is long.", []),
    ("Oslo is inclined to regard the strait as a lake.", []),
    ("Oslo pursues these goals.", []),
    ("Oslo supports some of them.", []),
    ("Oslo restated Norwegian demands.", []),
    ("Oslo made a proposal, which Rome discussed.", []),
    ("Oslo refused to comment on the treaty.", []),
    ("Oslo has refrained from criticising the treaty.", []),
    ("Oslo welcomed Hansen to the harbour.", []),
    ("Few states have endorsed the treaty.", []),
    ("The term refers to states that oppose the treaty.", []),
    ("Oslo would never attack someone.", []),
    ("If Oslo wants to win, it must exploit the gap.", []),
    ("Oslo bought nine ships.", []),
    ("Oslo signed the treaty with Rome.", []),
    ("The treaty was signed in 2011.", []),
]


def _stances(paper: Paper) -> list[Stance]:
    type_, _, _ = classify_claims(paper.sentences, paper.holders, None)[0]
    return find_stances(paper.sentences[0], paper.mentions, paper.holders[0], type_)


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_stances(nlp: Language, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """The rules alone, without a model."""
    paper = read_paper(nlp, sentence)
    found = [(s.holder.text or "author", str(s.label), paper.words(s.target)) for s in _stances(paper)]
    assert sorted(found) == sorted(expected)


def test_a_stance_has_its_evidence_and_link(nlp: Language) -> None:
    """The word that says so, and what the target is linked to."""
    paper = read_paper(nlp, "Oslo supports Rome.")
    (stance,) = _stances(paper)
    assert paper.words(stance.evidence) == "supports"
    assert stance.entity == "rome"
    assert stance.holder.entity == "oslo"


SEEN = [
    # verbs with particles, shares, seats of power, abbreviations that look like pronouns
    ("Oslo has ruled out the embargo.", ("Oslo", "against", "embargo")),
    ("About 70% of farmers oppose the treaty.", ("farmers", "against", "treaty")),
    ("The US rejects the treaty.", ("The US", "against", "treaty")),
    # deeds that are wanted, and what they are for
    ("Oslo wants to avoid a trade war.", ("Oslo", "against", "trade war")),
    ("Oslo wants to avoid a trade war.", ("Oslo", "favour", "avoid a trade war")),
    ("Oslo seeks to widen the canal and the harbour.", ("Oslo", "favour", "harbour")),
    ("Oslo calls for measures to reduce the deficit.", ("Oslo", "against", "deficit")),
    ("Oslo demands that Rome dismantle the barrier.", ("Oslo", "against", "barrier")),
    ("Oslo discouraged Rome from selling drones.", ("Oslo", "against", "drones")),
    ("Oslo bars firms from selling drones.", ("Oslo", "against", "drones")),
    ("Oslo pursues goals such as cheaper energy and open ports.", ("Oslo", "favour", "cheaper energy")),
    (
        "Oslo has a number of goals: cheap power; open ports; and the revival of its yards.",
        ("Oslo", "favour", "open ports"),
    ),
    (
        "Oslo has a number of goals: cheap power; open ports; and the revival of its yards.",
        ("Oslo", "favour", "revival of its yards"),
    ),
    ("Hansen introduced a bill to ban drones.", ("Hansen", "favour", "bill")),
    ("Hansen introduced a bill to ban drones.", ("Hansen", "against", "drones")),
    ("Oslo supports some of the claims.", ("Oslo", "favour", "claims")),
    ("It is time for Oslo to publish its accounts.", ("author", "favour", "its accounts")),
    ("Oslo cannot afford to lose the base.", ("author", "favour", "base")),
    ("There is more work to be done to protect the ports.", ("author", "favour", "ports")),
    ("What is needed is a common fund.", ("author", "favour", "common fund")),
    ("Oslo should buy frigates rather than drones.", ("author", "against", "drones")),
    ("Oslo should train pilots instead of buying drones.", ("author", "against", "drones")),
    ("It makes little sense to duplicate the courts.", ("author", "against", "courts")),
    ("The accord must be drafted as a treaty.", ("author", "favour", "treaty")),
    ("Oslo must ask for certificates of origin.", ("author", "favour", "certificates of origin")),
    (
        "The reform will require legislative action to guide the ports.",
        ("author", "favour", "legislative action"),
    ),
    ("The war revealed the importance of the alliance.", ("author", "favour", "alliance")),
    ("Oslo's budget shows a commitment to the alliance.", ("Oslo", "favour", "alliance")),
    # somebody other than the holder of the claim
    ("Supporters argue that the dam will lower prices.", ("Supporters", "favour", "dam")),
    ("Oslo and Rome agreed on the need for restraint.", ("Oslo", "favour", "restraint")),
    ("The levy is popular with farmers.", ("farmers", "favour", "levy")),
    ("To Oslo, the treaty is unfair.", ("Oslo", "against", "treaty")),
    ("Oslo holds Rome responsible for the leak.", ("Oslo", "against", "Rome")),
    ("The aim of Oslo is a smaller fleet.", ("Oslo", "favour", "smaller fleet")),
    # remarks
    ("The treaty weakens the alliance.", ("author", "against", "treaty")),
    ("The new canal reduces delays.", ("author", "favour", "new canal")),
    ("The treaty is a step toward peace.", ("author", "favour", "treaty")),
    ("The pact failed to strengthen the alliance.", ("author", "against", "pact")),
    ("The scheme works well.", ("author", "favour", "scheme")),
    ("Ports must be modernised if the treaty is to last.", ("author", "favour", "Ports")),
]


@pytest.mark.parametrize(("sentence", "expected"), SEEN)
def test_candidates(nlp: Language, sentence: str, expected: tuple[str, str, str]) -> None:
    """What is put before the judge, among other things."""
    paper = read_paper(nlp, sentence)
    type_, _, _ = classify_claims(paper.sentences, paper.holders, None)[0]
    found = stance_candidates(paper.sentences[0], paper.mentions, paper.holders[0], type_)
    assert expected in {(c.holder.text or "author", str(c.label), paper.words(c.span)) for c in found}


def test_describing_words_take_no_side(nlp: Language) -> None:
    """The adjectives of ``describing_words.csv`` are known to judge, and side with nobody."""
    for row in read_table("describing_words", DescribingWord):
        adjective = next(token for token in nlp(row.example) if token.lower_ == row.word)
        found = evaluation_of(adjective)
        assert found is not None and found.label is None, row.word


@pytest.mark.parametrize("table", ["attitude_words", "leaning_words", "ending_verbs"])
def test_every_row_fires(nlp: Language, table: str) -> None:
    """Each row's example gives a candidate of its holder with the row's label."""
    row_type = EndingVerb if table == "ending_verbs" else AttitudeWord
    rows = read_table(table, row_type)
    paper = read_paper(nlp, *(row.example for row in rows))
    types = classify_claims(paper.sentences, paper.holders, None)
    silent = []
    for row, sentence, holder, type_ in zip(rows, paper.sentences, paper.holders, types, strict=True):
        own = [m for m in paper.mentions if sentence.start_char <= m.span.start < sentence.end_char]
        found = stance_candidates(sentence, own, holder, type_[0])
        if row.label not in {stance.label for stance in found if stance.holder.text == "Oslo"}:
            silent.append(row.example)
    assert silent == []


def test_idioms_take_their_side(nlp: Language) -> None:
    """Each set phrase of ``judging_idioms.csv`` that takes a side takes it in its example."""
    rows = [row for row in read_table("judging_idioms", JudgingIdiom) if row.side != "neutral"]
    sides = {row.example: side_by_idiom(next(nlp(row.example).sents).root) for row in rows}
    assert {row.example: StanceLabel(row.side) for row in rows} == sides
