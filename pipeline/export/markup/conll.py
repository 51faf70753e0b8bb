"""CoNLL IOB2: a token a line, with its tag and the link or value of its entity; sentences a blank line apart.

Comment lines before a sentence carry its id, place, type and flags. Entities alone can be held: relations,
holders and stances are lost. Tokens are words and signs, cut so that every entity begins and ends with one;
with the text at hand their places come back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.errors import ExportError
from pipeline.export.markup.prodigy import cut_tokens
from pipeline.export.markup.records import MarkedSpan, Markup
from pipeline.schema import EntityLabel

__all__ = ["LOSSES", "read_conll", "write_conll"]

LOSSES = "CoNLL holds entities, types and flags: relations, holders, cues and stances are left out"
_LABELS = frozenset(str(label) for label in EntityLabel)


def write_conll(markups: Iterable[Markup]) -> str:
    """Columns are divided by tabs: token, tag, link or value (``_`` without)."""
    return "".join(f"{line}\n" for markup in markups for line in _lines(markup))


def _lines(markup: Markup) -> Iterator[str]:
    yield f"# document = {markup.document}"
    yield f"# sentence = {markup.id}"
    yield f"# start = {markup.start}"
    yield f"# end = {markup.start + len(markup.text)}"
    yield f"# type = {markup.type}"
    yield f"# hedged = {str(markup.hedged).lower()}"
    yield f"# negated = {str(markup.negated).lower()}"
    spans = [span for span in markup.spans if span.label in _LABELS]
    for start, end in cut_tokens(markup):
        span = next((span for span in spans if span.start <= start and end <= span.end), None)
        tag = f"{'B' if span.start == start else 'I'}-{span.label}" if span else "O"
        yield "\t".join((markup.text[start:end], tag, (span.note if span else "") or "_"))
    yield ""


def read_conll(content: str, text: str) -> list[Markup]:
    """Sentences with their entities, found again in the document's ``text``. Raises ``ExportError``."""
    markups = []
    for number, block in enumerate(content.split("\n\n"), start=1):
        if block.strip():
            try:
                markups.append(_read_block(block.splitlines(), text))
            except (ValueError, KeyError) as error:
                raise ExportError(
                    f"not a sentence of ours: {error}",
                    where=f"sentence {number}",
                    advice="keep the comment lines",
                ) from error
    return markups


def _read_block(lines: list[str], text: str) -> Markup:
    comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and "\t" not in line)
    start, end = int(comments["start"]), int(comments["end"])
    sentence = text[start:end]
    spans: list[MarkedSpan] = []
    at = 0
    for line in lines:
        if "\t" not in line:
            continue
        token, tag, note = line.split("\t")
        begin = sentence.index(token, at)
        at = begin + len(token)
        kind, _, label = tag.partition("-")
        if kind == "B":
            spans.append(MarkedSpan(f"T{len(spans) + 1}", begin, at, label, "" if note == "_" else note))
        elif kind == "I":
            last = spans[-1]
            spans[-1] = MarkedSpan(last.id, last.start, at, last.label, last.note)
    return Markup(
        document=comments["document"],
        id=comments["sentence"],
        start=start,
        text=sentence,
        type=comments["type"],
        hedged=comments["hedged"] == "true",
        negated=comments["negated"] == "true",
        spans=tuple(spans),
    )
