"""Attribution: whose view a sentence is. Sentences with their holder and cue; ``None`` is the author."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.annotate.attribution_words import AttributionWord
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.reporting import ReportingAdjective, ReportingNoun, ReportingVerb, TopicNoun
from pipeline.annotate.speakers import HolderNoun
from tests.annotate.claim_texts import read_paper

CASES = [
    # reporting verbs
    ("Hansen said that the pact had failed.", "Hansen", "said"),
    ("Minister Hansen argued the pact had failed.", "Minister Hansen", "argued"),
    ("The pact, Hansen argued, had failed.", "Hansen", "argued"),
    ("As Hansen has noted, the pact failed.", "Hansen", "noted"),
    ("“The pact has failed for good,” said Hansen.", "Hansen", "said"),
    ("Hansen went on to say that the pact had failed.", "Hansen", "say"),
    ("The crisis prompted Hansen to warn that “the pact has failed for good”.", "Hansen", "warn"),
    ("Oslo sees the pact as a burden.", "Oslo", "sees"),
    ("The pact is regarded by Oslo as a burden.", "Oslo", "regarded by"),
    ("Many observers consider the pact unfair.", "Many observers", "consider"),
    ("Hansen called for a new pact.", "Hansen", "called for"),
    ("Hansen stressed the need for a new pact.", "Hansen", "stressed"),
    ("Hansen echoed this view, adding that the pact had failed.", "Hansen", "adding"),
    ("The Budget Act states that the fund will be closed.", "Budget Act", "states"),
    ("The union accuses Oslo of breaking the pact.", "The union", "accuses Oslo of"),
    ("Several experts note that the pact has failed.", "Several experts", "note"),
    ("Hansen judged with low confidence that the pact had failed.", "Hansen", "judged"),
    ("A growing number of analysts believe the pact has failed.", "A growing number of analysts", "believe"),
    ("Many traders credit the pact with lower prices.", "Many traders", "credit"),
    ("Others have expressed concern over the pact.", "Others", "expressed concern"),
    ("Hansen sent a letter to the council urging a new pact.", "Hansen", "urging"),
    ("Hansen disagreed and argued for a new pact.", "Hansen", "argued for"),
    ("Hansen made clear that the pact had failed.", "Hansen", "made clear"),
    ("Hansen put the matter in one sentence: “The pact has failed for good.”", "Hansen", "put"),
    ("Fifteen member states asked the council to leave the pact.", "Fifteen member states", "asked"),
    ("The firm paid no tax in 2015, the ministry found.", "the ministry", "found"),
    ("Hansen says: Only ships can guard the coast.", "Hansen", "says"),
    ("Oslo described the pact as poorly managed.", "Oslo", "described"),
    ("Oslo denied supplying the ships.", "Oslo", "denied"),
    ("Hansen claims to have closed the port.", "Hansen", "claims"),
    ("Hansen called on Oslo to publish the data.", "Hansen", "called"),
    ("The memoir recounts how the pact failed.", "The memoir", "recounts"),
    ("Losses are estimated by the ministry at nine ships.", "the ministry", "estimated by"),
    ("Oslo expects growth of three percent.", "Oslo", "expects"),
    ("Analysts point to the late ships.", "Analysts", "point"),
    ("Hansen accepts the fact that the pact has failed.", "Hansen", "accepts"),
    ("The council published a study that found that the pact had failed.", "The council", "found"),
    ("A recent study found a fall in trade.", "A recent study", "found"),
    ("Oslo promotes the pact as a cure.", "Oslo", "promotes"),
    ("The treaty requires that the port be closed.", "The treaty", "requires"),
    ("The pact is seen by the opposition as a burden.", "the opposition", "seen by"),
    ("The pact is considered by many economists to be unfair.", "many economists", "considered by"),
    ("Growth is expected by the Fjord Institute to slow.", "Fjord Institute", "expected by"),
    ("Hansen referred to the pact as a burden.", "Hansen", "referred"),
    ("Hansen goes so far as to say that the pact has failed.", "Hansen", "say"),
    ("Hansen and Bruun agree that the pact has failed.", "Hansen and Bruun", "agree"),
    ("Of those asked, 58 percent of voters said that the pact had failed.", "58 percent of voters", "said"),
    ("A third of firms reported that trade had fallen.", "A third of firms", "reported"),
    ("Hansen blames the delay on Oslo.", "Hansen", "blames"),
    # lead-ins
    ("According to fishermen interviewed last year, catches have halved.", "fishermen", "According to"),
    ("Trade fell, on the basis of Fjord Institute estimates.", "Fjord Institute", None),
    ("The pact, per the ministry, has failed.", "the ministry", "per"),
    ("The pact is a burden from the perspective of Oslo.", "Oslo", "from the perspective"),
    ("According to Oslo's understanding, the pact has failed.", "Oslo", "According to"),
    ("To Hansen, the pact seems a burden.", "Hansen", "To"),
    ("According to the Fjord Institute, the pact has failed.", "Fjord Institute", "According to"),
    ("The pact has failed, according to Hansen.", "Hansen", "according to"),
    ("In Hansen's view, the pact has failed.", "Hansen", "In Hansen's view"),
    ("In the opinion of many traders, the pact has failed.", "many traders", "In the opinion"),
    ("From Oslo's perspective, the pact is a burden.", "Oslo", "From Oslo's perspective"),
    ("For Hansen, the pact is a burden.", "Hansen", "For"),
    ("Based on data from the Fjord Institute, Norway spent less.", "Fjord Institute", None),
    # nouns and adjectives of opinion
    ("Hansen's view is that the pact has failed.", "Hansen", None),
    ("Hansen voiced the fear that the pact would fail.", "Hansen", None),
    ("Oslo remains convinced that the pact has failed.", "Oslo", "remains convinced"),
    ("It is the view of ministers that the pact has failed.", "ministers", None),
    ("It is Oslo's belief that the pact has failed.", "Oslo", None),
    ("There is a fear in Oslo that the pact will fail.", "Oslo", None),
    # the author
    ("One might argue that the pact has failed.", None, None),
    ("In May, Oslo received the first reliable report that the pact had failed.", None, None),
    ("Our interviews show that the pact has failed.", None, None),
    ("Oslo and Bergen agreed that the port would be closed.", None, None),
    ("The ministry has not explained why the port was closed.", None, None),
    ("These factors suggest that the pact has failed.", None, None),
    ("These estimates suggest that the pact has failed.", None, None),
    ("Once the pact had failed, Hansen said nothing.", None, None),
    ("Oslo proposed using the ships.", None, None),
    ("The pact has failed.", None, None),
    ("Oslo holds nine contracts (two of them are secret).", None, None),
    ("Hansen's promotion suggests that the pact has failed.", None, None),
    ("The Norwegian stance toward the port suggests that the pact has failed.", None, None),
    ("Police found a bomb in the port.", None, None),
    ("The regime sells oil as payment for ships.", None, None),
    ("The road points to the coast.", None, None),
    ("Figure 3 shows that prices fell.", None, None),
    ("Oslo officially recognised the port as a member.", None, None),
    ("This paper argues that the pact has failed.", None, None),
    ("We argue that the pact has failed.", None, None),
    ("The pact is seen as a burden.", None, None),
    ("It is argued that the pact has failed.", None, None),
    ("Oslo rejected the pact and bought ships.", None, None),
    ("History shows that pacts fail.", None, None),
    ("For Norway, this means higher costs.", None, None),
    ("Oslo could present itself as a mediator.", None, None),
    ("According to need, ships sail to the north.", None, None),
    ("Oslo must recognise that the pact has failed.", None, None),
    ("No expert believes that the pact has failed.", None, None),
    ("Traders would find it hard to leave the pact.", None, None),
    ("The council launched a series of reports that name the ships.", None, None),
    ("Firms based in Norway, a small market, pay more.", None, None),
    ("Ships sail twice per year.", None, None),
    ("For most of the winter, the pact was a burden.", None, None),
    ("Oslo resisted the label, worried that it would harm trade.", None, None),
    ("Hansen asked whether the pact had failed.", None, None),
    ("From the point of view adopted here, the pact has failed.", None, None),
]


@pytest.mark.parametrize(("sentence", "holder", "cue"), CASES)
def test_holder(nlp: Language, sentence: str, holder: str | None, cue: str | None) -> None:
    """One sentence, its holder as it stands, and the words that give it to the holder."""
    paper = read_paper(nlp, sentence)
    found = paper.holders[0]
    assert found.text == holder
    if cue is not None:
        assert paper.words(found.cue) == cue


@pytest.mark.parametrize(
    ("paragraphs", "holders"),
    [
        (["Hansen said: “The pact failed. It must go.” Oslo agreed."], ["Hansen", "Hansen", None]),
        (["“The pact failed. It must go,” said Hansen. Ships sailed."], ["Hansen", "Hansen", None]),
        (['Hansen said: "The pact [...] failed. It must go".'], ["Hansen", "Hansen"]),
        (["Hansen spoke first, saying that it was late. “The pact failed. It must go.”"], ["Hansen"] * 3),
        (["“The pact failed. It must go.” Ships sailed."], [None, None, None]),
        (["Hansen warned: “The pact failed.", "“It must go.” Ships sailed."], ["Hansen", "Hansen", None]),
        (["Oslo's “reset” of the pact failed. It must go."], [None, None]),
    ],
)
def test_running_quotations(nlp: Language, paragraphs: list[str], holders: list[str | None]) -> None:
    """A sentence inside a running quotation is held by the speaker named before or after it."""
    assert [holder.text for holder in read_paper(nlp, *paragraphs).holders] == holders


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The plan names three ports. It calls for new ships.", "It"),
        ("This paper studies ports. It argues that ships are late.", None),
        ("The plan names three ports. It is clear that ships are late.", None),
    ],
)
def test_it_goes_on_about_the_subject_before(nlp: Language, text: str, holder: str | None) -> None:
    """A subject "it" speaks where the sentence before is about a document or body of others."""
    assert read_paper(nlp, text).holders[1].text == holder


def test_inherited_holders_have_no_place(nlp: Language) -> None:
    """Where the speaker is named in another sentence, the holder is in full, without span."""
    inherited = read_paper(nlp, "Hansen said: “The pact failed. It must go.”").holders[1]
    assert (inherited.text, inherited.span, inherited.entity, inherited.quoted) == (
        "Hansen",
        None,
        "hansen",
        True,
    )


def test_nested_attribution_keeps_the_outer_holder(nlp: Language) -> None:
    """For "according to X, Y said", Y holds it and X reports it."""
    holder = read_paper(
        nlp, "According to the Fjord Institute, Hansen said that the pact had failed."
    ).holders[0]
    assert holder.text == "Hansen"
    assert holder.outer is not None
    assert holder.outer.text == "Fjord Institute"


def _examples() -> list[tuple[str, str]]:
    tables = [
        *((row.verb, row.example) for row in read_table("reporting_verbs", ReportingVerb)),
        *((row.noun, row.example) for row in read_table("reporting_nouns", ReportingNoun)),
        *((row.adjective, row.example) for row in read_table("reporting_adjectives", ReportingAdjective)),
        *((row.noun, row.example) for row in read_table("topic_nouns", TopicNoun)),
        *((row.noun, row.example) for row in read_table("holder_nouns", HolderNoun)),
    ]
    return [
        *tables,
        *((r.word, r.example) for r in read_table("attribution_words", AttributionWord) if r.role != "own"),
    ]


def test_every_row_fires(nlp: Language) -> None:
    """Each row of the attribution tables gives its example to somebody."""
    examples = _examples()
    paper = read_paper(nlp, *(example for _, example in examples))
    by_start = {
        sentence.start_char: holder for sentence, holder in zip(paper.sentences, paper.holders, strict=True)
    }
    at, silent = 0, []
    for word, example in examples:
        if by_start[at].is_author:
            silent.append((word, example))
        at += len(example) + 2
    assert silent == []
