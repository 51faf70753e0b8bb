"""The report as one HTML page that needs nothing else: styles and plots stand in it, without scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib import resources

from pipeline.evaluate.items import Layer
from pipeline.evaluate.report.as_text import (
    PAPER_COLUMNS,
    SCORE_COLUMNS,
    number,
    paper_rows,
    rule_rows,
    score_cells,
)
from pipeline.evaluate.report.building import DETAILED
from pipeline.evaluate.report.changes import Changes
from pipeline.evaluate.report.plots import plot_confusion, plot_labels, plot_learning, plot_reliability
from pipeline.evaluate.report.records import Report, ReportItem

__all__ = ["report_as_page"]

_SHOWN_RULES = 30
_LABELLED = (Layer.ENTITY, Layer.RELATION, Layer.RELATION_QUAD, Layer.STANCE_OVERLAP, Layer.TYPE)


def report_as_page(report: Report, changes: Changes | None = None) -> str:
    """The page; with ``changes``, gains and losses against an earlier run too."""
    texts = {(document, id_): text for document, id_, text in report.sentences}
    sections = [
        ("scores", "Scores", _scores(report)),
        ("papers", "By paper", _table(PAPER_COLUMNS, paper_rows(report)) if report.by_paper[1:] else ""),
        ("changes", "Gains and losses", _changes(changes, texts) if changes else ""),
        ("labels", "By label", _figures(_label_figures(report))),
        ("confusions", "Confusions", _figures(_confusion_figures(report))),
        ("calibration", "Calibration", _calibration(report)),
        ("learning", "Learning curve", _learning(report)),
        ("rules", "Rules and models", _rules(report)),
        ("mistakes", "Mistakes", _mistakes(report.items, texts)),
    ]
    shown = [section for section in sections if section[2]]
    links = "".join(f'<a href="#{anchor}">{title}</a>' for anchor, title, _ in shown)
    body = "\n".join(f'<h2 id="{anchor}">{title}</h2>\n{html}' for anchor, title, html in shown)
    style = resources.files("pipeline.evaluate.report").joinpath("page.css").read_text(encoding="utf-8")
    title = escape(report.title or "Evaluation")
    made = f"Dragoman {report.version}, {report.date}" if report.version else report.date
    about = f"{made}; {report.source}; {len(report.sentences)} sentences of "
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>\n{style}</style>\n</head>\n<body>\n'
        f'<h1>{title}</h1>\n<p class="about">{escape(about + ", ".join(report.papers))}</p>\n'
        f"<nav>{links}</nav>\n{body}\n</body>\n</html>\n"
    )


def _scores(report: Report) -> str:
    note = (
        "<p class='faint'>In brackets: 95 % interval from resampling papers and their sentences. "
        "Layers without precision are shares of the gold that is right. Baseline: the bare spaCy model for "
        "entities, the commonest label elsewhere.</p>"
    )
    return note + _table(SCORE_COLUMNS, [score_cells(row) for row in report.rows])


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>'
    )


def _figures(figures: Iterable[tuple[str, str]]) -> str:
    drawn = "\n".join(
        f"<figure><figcaption>{escape(caption)}</figcaption>{svg}</figure>" for caption, svg in figures
    )
    return f'<div class="plots">\n{drawn}\n</div>' if drawn else ""


def _label_figures(report: Report) -> Iterator[tuple[str, str]]:
    for layer in _LABELLED:
        rows = [row for row in report.labels if row.layer is layer]
        if rows:
            yield str(layer), plot_labels(rows)


def _confusion_figures(report: Report) -> Iterator[tuple[str, str]]:
    for confusion in report.confusions:
        yield str(confusion.layer), plot_confusion(confusion)


def _calibration(report: Report) -> str:
    rows = [
        (
            str(layer),
            str(found.size),
            number(found.error),
            number(found.threshold) or "none",
            f"{found.kept:.0%}" if found.kept is not None else "",
        )
        for layer, found in report.calibrations
    ]
    if not rows:
        return ""
    columns = ("layer", "predictions", "expected error", "threshold for 90 % precision", "kept")
    curves = ((str(layer), plot_reliability(found)) for layer, found in report.calibrations)
    return _table(columns, rows) + _figures(curves)


def _learning(report: Report) -> str:
    return (
        _figures([("Score by size of the training set", plot_learning(report.learning))])
        if report.learning
        else ""
    )


def _rules(report: Report) -> str:
    rows = rule_rows(report)
    columns = ("rule or family", "layer", "right", "wrong", "precision")
    rest = rows[_SHOWN_RULES:]
    more = f"<details><summary>{len(rest)} more</summary>{_table(columns, rest)}</details>" if rest else ""
    return _table(columns, rows[:_SHOWN_RULES]) + more if rows else ""


def _changes(changes: Changes, texts: Mapping[tuple[str, str], str]) -> str:
    groups = (("Lost", changes.losses), ("Gained", changes.gains))
    return "\n".join(
        f"<details {'open' if title == 'Lost' else ''}><summary>{title}: {len(items)}</summary>"
        + "".join(_mistake(item, texts) for item in items)
        + "</details>"
        for title, items in groups
    )


def _mistakes(items: Iterable[ReportItem], texts: Mapping[tuple[str, str], str]) -> str:
    kinds: dict[Layer, dict[str, list[ReportItem]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        if not item.right and item.layer in DETAILED:
            kinds[item.layer][_kind(item)].append(item)
    parts = []
    for layer in DETAILED:
        if layer not in kinds:
            continue
        total = sum(len(members) for members in kinds[layer].values())
        parts.append(f"<h3>{escape(str(layer))} <span class='faint'>{total}</span></h3>")
        for kind, members in sorted(kinds[layer].items(), key=lambda pair: (-len(pair[1]), pair[0])):
            shown = "".join(_mistake(item, texts) for item in members)
            parts.append(f"<details><summary>{escape(kind)}: {len(members)}</summary>{shown}</details>")
    return "\n".join(parts)


def _kind(item: ReportItem) -> str:
    if item.predicted is None:
        return f"missed {item.gold}"
    if item.gold is None:
        return f"spurious {item.predicted}"
    if item.gold == item.predicted:
        return f"{item.gold}, but another span, meaning or name"
    return f"{item.gold} taken for {item.predicted}"


def _mistake(item: ReportItem, texts: Mapping[tuple[str, str], str]) -> str:
    text = _marked(texts.get((item.document, item.sentence), ""), item.marks)
    words = " → ".join(item.words)
    sides = (("gold", item.gold, item.gold_value), ("found", item.predicted, item.predicted_value))
    shown = "".join(
        f'<div class="{side}">{escape(" ".join(part for part in (label, value) if part) or "nothing")}</div>'
        for side, label, value in sides
    )
    source = " ".join(part for part in (item.by, number(item.probability)) if part)
    about = " · ".join(part for part in (f"{item.document} {item.sentence}", words, source) if part)
    return (
        f'<div class="mistake"><p>{text}</p><p class="faint">{escape(about)}</p>'
        f'<div class="sides">{shown}</div></div>'
    )


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """The sentence with its marks; overlapping ones are shown as one."""
    parts, at = [], 0
    for start, end in sorted(marks):
        if max(start, at) < min(end, len(text)):
            parts += [escape(text[at : max(start, at)]), f"<mark>{escape(text[max(start, at) : end])}</mark>"]
            at = end
    return "".join(parts) + escape(text[at:])
