"""Scores -> Report: counted, held against baseline and annotators, with the words of every item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.evaluate.agreement import cohens_kappa, krippendorffs_alpha, label_pairs
from pipeline.evaluate.bootstrap import Intervals, bootstrap_intervals
from pipeline.evaluate.calibration import calibrations
from pipeline.evaluate.items import Counts, Item, Layer
from pipeline.evaluate.report.records import (
    Confusion,
    LabelRow,
    LearningPoint,
    PaperRow,
    Report,
    ReportItem,
    Row,
    RuleRow,
)
from pipeline.evaluate.scores import Scores

__all__ = ["DETAILED", "HEADLINES", "build_report", "headline"]

DETAILED = (
    Layer.ENTITY,
    Layer.LINK,
    Layer.VALUE,
    Layer.RELATION,
    Layer.STANCE_OVERLAP,
    Layer.TYPE,
    Layer.HEDGED,
    Layer.NEGATED,
    Layer.HOLDER,
    Layer.INGESTION,
)
"""Layers whose mistakes are listed: each mistake once, not in every variant of its layer."""

HEADLINES = (
    Layer.ENTITY,
    Layer.LINK,
    Layer.VALUE,
    Layer.RELATION,
    Layer.STANCE_OVERLAP,
    Layer.TYPE,
    Layer.HOLDER,
    Layer.CLAIM,
)
"""Layers that are shown for each paper."""

_CONFUSABLE = (Layer.TYPE, Layer.ENTITY_OVERLAP, Layer.RELATION, Layer.STANCE_OVERLAP, Layer.HOLDER_IS_AUTHOR)
_BY_RULE = (
    Layer.ENTITY,
    Layer.LINK,
    Layer.VALUE,
    Layer.RELATION,
    Layer.STANCE_OVERLAP,
    Layer.TYPE,
    Layer.HOLDER,
)


def build_report(
    scores: Scores,
    texts: Mapping[str, str],
    *,
    title: str = "",
    version: str = "",
    date: str = "",
    source: str = "",
    baseline: Scores | None = None,
    annotators: Mapping[str, float] | None = None,
    learning: Iterable[LearningPoint] = (),
) -> Report:
    """Join scores with what they are held against.

    ``texts`` gives for each document the text that the spans count in; ``annotators`` the score of two
    annotators for names of layers.
    """
    intervals = bootstrap_intervals(scores)
    layers = [layer for layer in Layer if layer in intervals]
    places = {(s.document, s.id): s.span for s in scores.sentences}
    return Report(
        title=title,
        version=version,
        date=date,
        source=source,
        papers=tuple(dict.fromkeys(s.document for s in scores.sentences)),
        sentences=tuple((s.document, s.id, s.span.of(texts[s.document])) for s in scores.sentences),
        rows=tuple(_row(scores, layer, intervals, baseline, annotators or {}) for layer in layers),
        by_paper=tuple(_by_paper(scores)),
        labels=tuple(
            LabelRow(layer, label, counts)
            for layer in layers
            if layer is not Layer.CLAIM
            for label, counts in scores.by_label(layer).items()
        ),
        rules=tuple(_rules(scores)),
        confusions=tuple(_confusion(scores, layer) for layer in _CONFUSABLE if scores.of(layer)),
        calibrations=tuple(calibrations(scores).items()),
        learning=tuple(learning),
        items=tuple(
            _report_item(item, texts[item.document], places[item.document, item.sentence].start)
            for item in scores.items
        ),
    )


def headline(layer: Layer, counts: Counts) -> float | None:
    """The one number of a layer: share of gold right, or F1."""
    return counts.recall if layer.is_share else counts.f1


def _row(
    scores: Scores,
    layer: Layer,
    intervals: Mapping[Layer, Intervals],
    baseline: Scores | None,
    annotators: Mapping[str, float],
) -> Row:
    found = intervals[layer]
    counts = scores.counts(layer)
    score = headline(layer, counts)
    people = annotators.get(layer)
    pairs = label_pairs(scores, layer) if layer.is_category else []
    return Row(
        layer=layer,
        counts=counts,
        score=score,
        interval=found.recall if layer.is_share else found.f1,
        precision=None if layer.is_share else counts.precision,
        precision_interval=None if layer.is_share else found.precision,
        recall=None if layer.is_share else counts.recall,
        recall_interval=None if layer.is_share else found.recall,
        macro_f1=None if layer in (Layer.CLAIM, Layer.CANDIDATE, Layer.INGESTION) else scores.macro_f1(layer),
        baseline=headline(layer, baseline.counts(layer)) if baseline else None,
        annotators=people,
        reached=score / people if score is not None and people else None,
        kappa=cohens_kappa(pairs),
        alpha=krippendorffs_alpha(pairs),
    )


def _by_paper(scores: Scores) -> Iterable[PaperRow]:
    for paper in dict.fromkeys(sentence.document for sentence in scores.sentences):
        own = Scores(
            tuple(item for item in scores.items if item.document == paper),
            tuple(sentence for sentence in scores.sentences if sentence.document == paper),
        )
        found = tuple(headline(layer, own.counts(layer)) for layer in HEADLINES)
        yield PaperRow(paper, len(own.sentences), found)


def _rules(scores: Scores) -> Iterable[RuleRow]:
    for layer in _BY_RULE:
        for by, counts in scores.by_rule(layer).items():
            if by:
                yield RuleRow(layer, by.split(":")[0], by, counts.right, counts.spurious)


def _confusion(scores: Scores, layer: Layer) -> Confusion:
    items = scores.of(layer)
    pairs = Counter((item.gold or "(none)", item.predicted or "(none)") for item in items)
    labels = sorted({label for pair in pairs for label in pair} - {"(none)"})
    labels += ["(none)"] if any("(none)" in pair for pair in pairs) else []
    return Confusion(layer, tuple(labels), tuple(tuple(pairs[g, p] for p in labels) for g in labels))


def _report_item(item: Item, text: str, sentence_start: int) -> ReportItem:
    return ReportItem(
        layer=item.layer,
        document=item.document,
        sentence=item.sentence,
        words=tuple(span.of(text) for span in item.spans) if _has_words(item.layer) else (),
        marks=tuple((s.start - sentence_start, s.end - sentence_start) for s in item.spans)
        if _has_words(item.layer)
        else (),
        gold=item.gold,
        predicted=item.predicted,
        right=item.right,
        gold_value=item.gold_value,
        predicted_value=item.predicted_value,
        by=item.by,
        probability=item.probability,
    )


def _has_words(layer: Layer) -> bool:
    """Whether items of a layer are words inside a sentence, and not the sentence as a whole."""
    return not (layer.is_category or layer in (Layer.CLAIM, Layer.HOLDER_ACTOR))
