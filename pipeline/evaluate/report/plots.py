"""The plots of the report's page, as SVG text that stands in the page itself; equal data, equal bytes.

Drawn with matplotlib, which only this file knows and which comes with the extra ``report``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExportError
from pipeline.evaluate.calibration import Calibration
from pipeline.evaluate.report.records import Confusion, LabelRow, LearningPoint

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_confusion", "plot_labels", "plot_learning", "plot_reliability"]

_BLUE, _ORANGE, _GREY = "#2b6ca3", "#c8641e", "#9aa0a6"


@contextmanager
def _drawing(width: float, height: float, svg: list[str]) -> Iterator[Axes]:
    """An empty plot of so many inches; its SVG is appended to ``svg`` at the end."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExportError(
            "the page's plots need matplotlib", advice="pip install 'dragoman[report]'"
        ) from error
    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "dragoman",
        "font.family": "sans-serif",
        "font.size": 9,
    }
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        yield axes
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    svg.append(_inline(out.getvalue()))


def _inline(svg: str) -> str:
    """The ``<svg>`` element alone: as wide as drawn, or narrower where its place is."""
    element = svg[svg.index("<svg") :]
    return re.sub(r'width="([\d.]+pt)" height="[\d.]+pt"', r'style="width: \1"', element, count=1)


def plot_labels(rows: Sequence[LabelRow]) -> str:
    """F1 of each label as a bar, with its number of gold items."""
    svg: list[str] = []
    ordered = sorted(rows, key=lambda row: row.counts.gold)
    with _drawing(6.5, 0.6 + 0.24 * len(ordered), svg) as axes:
        values = [row.counts.f1 or 0.0 for row in ordered]
        axes.barh([f"{row.label} ({row.counts.gold})" for row in ordered], values, color=_BLUE, height=0.7)
        for at, value in enumerate(values):
            axes.text(min(value + 0.01, 1.01), at, f"{value:.2f}", va="center")
        axes.set_xlim(0, 1.1)
        axes.set_xlabel("F1 (number of gold items after the label)")
    return svg[0]


def plot_confusion(confusion: Confusion) -> str:
    """Gold labels down, predicted labels across; shades show the share of the gold label."""
    svg: list[str] = []
    size = len(confusion.labels)
    shares = [[count / (sum(row) or 1) for count in row] for row in confusion.counts]
    with _drawing(2.2 + 0.38 * size, 1.4 + 0.38 * size, svg) as axes:
        places = [at - 0.5 for at in range(size + 1)]
        axes.pcolormesh(places, places, shares, cmap="Blues", vmin=0, vmax=1, edgecolors="white")
        axes.set(aspect="equal", ylim=(size - 0.5, -0.5))
        axes.set_xticks(range(size), confusion.labels, rotation=60, ha="right")
        axes.set_yticks(range(size), confusion.labels)
        axes.set_xlabel("predicted")
        axes.set_ylabel("gold")
        for at, row in enumerate(confusion.counts):
            for other, count in enumerate(row):
                if count:
                    shade = "white" if shares[at][other] > 0.6 else "black"
                    axes.text(other, at, str(count), ha="center", va="center", color=shade, fontsize=8)
    return svg[0]


def plot_reliability(calibration: Calibration) -> str:
    """Share right over mean probability, a point per bin, as large as the bin; the diagonal is perfect."""
    svg: list[str] = []
    with _drawing(4, 3.6, svg) as axes:
        axes.plot([0, 1], [0, 1], color=_GREY, linewidth=1, linestyle="--")
        xs, ys = [b.probability for b in calibration.bins], [b.right for b in calibration.bins]
        axes.plot(xs, ys, color=_BLUE, linewidth=1)
        sizes = [20 + 180 * b.size / calibration.size for b in calibration.bins]
        axes.scatter(xs, ys, s=sizes, color=_BLUE, zorder=3)
        if calibration.threshold is not None:
            axes.axvline(calibration.threshold, color=_ORANGE, linewidth=1)
        axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="probability given", ylabel="share right")
    return svg[0]


def plot_learning(points: Sequence[LearningPoint]) -> str:
    """Score over sentences that the model was fitted on, a line per layer."""
    svg: list[str] = []
    with _drawing(6.5, 3.6, svg) as axes:
        for layer in sorted({point.layer for point in points}):
            own = sorted((p.sentences, p.score) for p in points if p.layer == layer)
            axes.plot([n for n, _ in own], [score for _, score in own], marker="o", label=layer)
        axes.set(xlabel="sentences fitted on", ylabel="score", ylim=(0, 1))
        axes.legend(frameon=False)
    return svg[0]
