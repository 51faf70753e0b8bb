"""Reports as text: Markdown tables, for the terminal and for documents alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.evaluate.bootstrap import Interval
from pipeline.evaluate.items import Counts, Layer
from pipeline.evaluate.report.changes import Changes
from pipeline.evaluate.report.records import Report, ReportItem, Row

__all__ = [
    "PAPER_COLUMNS",
    "SCORE_COLUMNS",
    "changes_as_text",
    "number",
    "paper_rows",
    "report_as_text",
    "rule_rows",
    "rules_as_text",
    "score_cells",
    "table",
]

SHOWN_CHANGES = 40
SHOWN_RULES = 60


def report_as_text(report: Report, *, labels: bool = False) -> str:
    """The table of all layers, calibration, and with ``labels`` a table of each label."""
    parts = [_heading(report), _score_table(report.rows)]
    if len(report.by_paper) > 1:
        parts.append(table(PAPER_COLUMNS, paper_rows(report)))
    if any(row.kappa is not None for row in report.rows):
        parts.append(_category_table(report.rows))
    if report.calibrations:
        parts.append(_calibration_table(report))
    if labels:
        parts += [_label_table(report, layer) for layer in _labelled(report)]
    return "\n\n".join(parts) + "\n"


def score_cells(row: Row) -> tuple[str, ...]:
    """The cells of one layer, as the table and the page show them."""
    found = "" if row.layer.is_share else str(row.counts.predicted)
    return (
        str(row.layer),
        str(row.counts.gold),
        found,
        _with_interval(row.precision, row.precision_interval),
        _with_interval(row.recall, row.recall_interval),
        _with_interval(row.score, row.interval),
        number(row.macro_f1),
        number(row.baseline),
        number(row.annotators),
        f"{row.reached:.0%}" if row.reached is not None else "",
    )


SCORE_COLUMNS = (
    "layer",
    "gold",
    "predicted",
    "precision",
    "recall",
    "F1 or share right",
    "macro F1",
    "baseline",
    "two annotators",
    "reached",
)


PAPER_COLUMNS = (
    "paper",
    "sentences",
    "entity",
    "link",
    "value",
    "relation",
    "stance",
    "type",
    "holder",
    "claim",
)


def paper_rows(report: Report) -> list[tuple[str, ...]]:
    """Cells of the table of papers."""
    return [(row.paper, str(row.sentences), *map(number, row.scores)) for row in report.by_paper]


def number(value: float | None) -> str:
    """Three digits, or nothing."""
    return "" if value is None else f"{value:.3f}"


def _with_interval(value: float | None, interval: Interval | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f} [{interval.low:.2f}, {interval.high:.2f}]" if interval else f"{value:.3f}"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with columns of even width, the first to the left and the others to the right."""
    widths = [max(len(row[at]) for row in (columns, *rows)) for at in range(len(columns))]

    def line(cells: Sequence[str]) -> str:
        first, *others = (
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return "| " + " | ".join((first, *others)) + " |"

    rule = (
        "|" + "|".join("-" * (w + 2) if not at else "-" * (w + 1) + ":" for at, w in enumerate(widths)) + "|"
    )
    return "\n".join((line(columns), rule, *(line(row) for row in rows)))


def _heading(report: Report) -> str:
    papers = ", ".join(report.papers)
    about = f"Dragoman {report.version}, {report.date}" if report.version else report.date
    return f"{report.title} ({about}; {report.source}): {len(report.sentences)} sentences of {papers}".strip()


def _score_table(rows: Sequence[Row]) -> str:
    return table(SCORE_COLUMNS, [score_cells(row) for row in rows])


def _category_table(rows: Sequence[Row]) -> str:
    return table(
        ("category", "agreement", "Cohen's kappa", "Krippendorff's alpha", "sentences"),
        [
            (str(row.layer), number(row.score), number(row.kappa), number(row.alpha), str(row.counts.gold))
            for row in rows
            if row.kappa is not None
        ],
    )


def _calibration_table(report: Report) -> str:
    return table(
        ("calibration", "predictions", "expected error", "threshold for 90 % precision", "kept"),
        [
            (
                str(layer),
                str(found.size),
                number(found.error),
                number(found.threshold) or "none",
                f"{found.kept:.0%}" if found.kept is not None else "",
            )
            for layer, found in report.calibrations
        ],
    )


def _labelled(report: Report) -> list[Layer]:
    shown = (Layer.ENTITY, Layer.VALUE, Layer.RELATION, Layer.RELATION_QUAD, Layer.STANCE_OVERLAP, Layer.TYPE)
    return [layer for layer in shown if any(row.layer is layer for row in report.labels)]


def _label_table(report: Report, layer: Layer) -> str:
    rows = [(row.label, *_count_cells(row.counts)) for row in report.labels if row.layer is layer]
    return table((str(layer), "gold", "predicted", "precision", "recall", "F1"), rows)


def _count_cells(counts: Counts) -> tuple[str, ...]:
    scores = (number(counts.precision), number(counts.recall), number(counts.f1))
    return (str(counts.gold), str(counts.predicted), *scores)


def rules_as_text(report: Report) -> str:
    """Precision of each family and each rule, the one with most mistakes first."""
    rows = rule_rows(report)
    shown = table(("rule or family", "layer", "right", "wrong", "precision"), rows[:SHOWN_RULES])
    return shown + (f"\n... and {len(rows) - SHOWN_RULES} more\n" if len(rows) > SHOWN_RULES else "\n")


def rule_rows(report: Report) -> list[tuple[str, str, str, str, str]]:
    """Cells of the table of rules."""
    families: Counter[tuple[str, str, bool]] = Counter()
    for row in report.rules:
        for name in {row.family, row.by}:
            families[name, row.layer, True] += row.right
            families[name, row.layer, False] += row.wrong
    names = sorted({key[:2] for key in families}, key=lambda key: (-families[*key, False], key))
    return [
        (name, layer, str(right), str(wrong), number(right / (right + wrong)))
        for name, layer in names
        for right, wrong in [(families[name, layer, True], families[name, layer, False])]
    ]


def changes_as_text(changes: Changes) -> str:
    """Gains and losses, item by item."""
    lines = [f"{len(changes.gains)} gained, {len(changes.losses)} lost against the earlier run"]
    if changes.changed_gold:
        lines.append(f"{changes.changed_gold} gold items are not the same in both runs and were not compared")
    for sign, items in (("-", changes.losses), ("+", changes.gains)):
        lines += [f"{sign} {describe(item)}" for item in items[:SHOWN_CHANGES]]
        if len(items) > SHOWN_CHANGES:
            lines.append(f"{sign} ... and {len(items) - SHOWN_CHANGES} more")
    return "\n".join(lines) + "\n"


def describe(item: ReportItem) -> str:
    """One item in one line."""
    words = " → ".join(item.words)
    gold = " ".join(part for part in (item.gold, item.gold_value) if part) or "nothing"
    found = " ".join(part for part in (item.predicted, item.predicted_value) if part) or "nothing"
    rule = f" ({item.by})" if item.by else ""
    place = f"{item.document} {item.sentence}"
    return f"{item.layer}, {place}: {words or 'sentence'}: gold {gold}, predicted {found}{rule}"
