"""The records of a report: what the table, the JSON file and the page show."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.evaluate.bootstrap import Interval
from pipeline.evaluate.calibration import Calibration
from pipeline.evaluate.items import Counts, Layer

__all__ = [
    "Confusion",
    "LabelRow",
    "LearningPoint",
    "PaperRow",
    "Report",
    "ReportItem",
    "Row",
    "RuleRow",
]


@dataclass(frozen=True, slots=True)
class Row:
    """One layer: counts and scores, and what to hold them against.

    ``score`` is the share of gold that is right for layers of one label per sentence, else F1; so are
    ``baseline`` and ``annotators`` (two people, the same score); ``reached`` is ``score / annotators``.
    """

    layer: Layer
    counts: Counts
    score: float | None
    interval: Interval | None
    precision: float | None
    precision_interval: Interval | None
    recall: float | None
    recall_interval: Interval | None
    macro_f1: float | None
    baseline: float | None = None
    annotators: float | None = None
    reached: float | None = None
    kappa: float | None = None
    alpha: float | None = None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """The scores of one paper in the layers of ``HEADLINES``, in their order."""

    paper: str
    sentences: int
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label of a layer."""

    layer: Layer
    label: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What one rule, row or model (``by``) got right and wrong; its ``family`` stands before the colon."""

    layer: Layer
    family: str
    by: str
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often gold label (row) met predicted label (column); the last label stands for none at all."""

    layer: Layer
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """A layer's score when its model was fitted on so many sentences."""

    layer: str
    sentences: int
    score: float


@dataclass(frozen=True, slots=True)
class ReportItem:
    """An item with its words, and its sentence by number (index into ``Report.sentences``)."""

    layer: Layer
    document: str
    sentence: str
    words: tuple[str, ...]
    marks: tuple[tuple[int, int], ...]
    """Where the words stand in the sentence's text; empty where they stand outside it."""
    gold: str | None
    predicted: str | None
    right: bool
    gold_value: str
    predicted_value: str
    by: str
    probability: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """One evaluation, ready to be shown."""

    title: str
    version: str
    date: str
    source: str
    papers: tuple[str, ...]
    sentences: tuple[tuple[str, str, str], ...]
    """Document, id and text of every sentence scored."""
    rows: tuple[Row, ...]
    by_paper: tuple[PaperRow, ...]
    labels: tuple[LabelRow, ...]
    rules: tuple[RuleRow, ...]
    confusions: tuple[Confusion, ...]
    calibrations: tuple[tuple[Layer, Calibration], ...]
    learning: tuple[LearningPoint, ...]
    items: tuple[ReportItem, ...]
