"""Papers with gold through the whole pipeline: what is found, held against what is there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc

from pipeline.analysis import Models, analyse_parsed
from pipeline.annotate.baseline import annotate_baseline
from pipeline.annotate.parsing import body_sentences, parse_document
from pipeline.annotate.relation_candidates import find_candidates
from pipeline.annotate.relation_clause import Clause
from pipeline.annotate.relations import find_relations
from pipeline.annotate.stance import find_stances
from pipeline.corpus import (
    CORPUS,
    Rendering,
    covers_body,
    paper_source,
    read_gold_document,
)
from pipeline.evaluate import Layer, Scores, score_annotations
from pipeline.evaluate.layers import Candidate
from pipeline.evaluate.projection import Projection, project_annotations
from pipeline.ingest.read import read_document
from pipeline.schema import Annotations

__all__ = ["Measurement", "measure_paper"]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Scores of the pipeline and of the baseline on one paper, and the text that their spans count in."""

    paper: str
    scores: Scores
    baseline: Scores
    text: str


def measure_paper(
    paper_id: str,
    models: Models,
    *,
    rendering: Rendering = Rendering.TEXT,
    folder: Path = CORPUS,
    shared: Path | None = None,
    gold_file: Path | None = None,
    file: Path | None = None,
) -> Measurement:
    """Read a paper of the corpus, analyse it, and score what was found.

    ``gold_file`` is used in place of the corpus's gold, ``file`` (any rendering of the paper) in place of the
    corpus's source. Raises ``CorpusError`` where text or gold is missing.
    """
    document, gold = read_gold_document(paper_id, folder=folder, shared=shared, gold_file=gold_file)
    complete = covers_body(document, gold)
    seen, projection = document, Projection(gold, document.text, ())
    if file or rendering is not Rendering.TEXT:
        seen = read_document(file or paper_source(paper_id, rendering, folder=folder, shared=shared))
        projection = project_annotations(gold, document.text, seen.text)
    doc = parse_document(seen, models.nlp)

    def score(predicted: Annotations, candidates: Collection[Candidate] | None = None) -> Scores:
        found = score_annotations(projection.annotations, predicted, complete=complete, candidates=candidates)
        return Scores(found.items + projection.items, found.sentences)

    found = analyse_parsed(doc, seen, models)
    given = _find_on_gold(doc, projection.annotations, found, models)
    return Measurement(
        paper=paper_id,
        scores=score(found, _relations_considered(doc, found)) + _given_gold(score(given)),
        baseline=score(annotate_baseline(doc, seen.id)),
        text=projection.text,
    )


def _find_on_gold(doc: Doc, gold: Annotations, found: Annotations, models: Models) -> Annotations:
    """Relations and stances where all that comes before them is gold: their own mistakes alone."""
    starts = [sentence.span.start for sentence in gold.sentences]
    sentences = []
    for tokens, own in zip(body_sentences(doc), found.sentences, strict=True):
        at = bisect_right(starts, own.span.start) - 1
        if at < 0 or not gold.sentences[at].span.overlaps(own.span):
            continue
        truth = gold.sentences[at]
        mentions = tuple(mention for mention in truth.mentions if mention.span in own.span)
        relations = tuple(find_relations(tokens, mentions, own.coreferences, models.relations))
        stances = find_stances(
            tokens, mentions, truth.holder, truth.type, relations, models.stance, own.coreferences
        )
        sentences.append(replace(own, mentions=mentions, relations=relations, stances=tuple(stances)))
    return replace(found, sentences=tuple(sentences))


_GIVEN_GOLD = {
    Layer.RELATION: Layer.RELATION_GIVEN_GOLD,
    Layer.STANCE_OVERLAP: Layer.STANCE_GIVEN_GOLD,
}


def _given_gold(scores: Scores) -> Scores:
    """The two layers that such a run is made for, under their own names."""
    items = (replace(i, layer=_GIVEN_GOLD[i.layer]) for i in scores.items if i.layer in _GIVEN_GOLD)
    return Scores(tuple(items))


def _relations_considered(doc: Doc, annotations: Annotations) -> set[Candidate]:
    """All relations that the generator of candidates gives for the mentions that were found."""
    considered = set()
    for tokens, sentence in zip(body_sentences(doc), annotations.sentences, strict=True):
        mentions = sentence.mentions
        for candidate in find_candidates(Clause.build(tokens, mentions, sentence.coreferences)):
            considered.add((mentions[candidate.head].span, candidate.label, mentions[candidate.tail].span))
    return considered
