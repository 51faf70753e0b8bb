"""brat stand-off: the document's text, and a file of annotations on it (``.txt`` and ``.ann``).

It holds everything. A sentence is a text-bound annotation ``Sentence`` with attributes for type and flags
and a note with its id; links and values are notes. Offsets count code points of the text, as brat's do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from pipeline.errors import ExportError
from pipeline.export.markup.records import ARC_LABELS, SPAN_LABELS, MarkedArc, MarkedSpan, Markup
from pipeline.schema import ClaimType

__all__ = ["LOSSES", "annotation_conf", "read_brat", "write_brat"]

LOSSES = ""
_BOUND = re.compile(r"(T\d+)\t(\w+) (\d+)(?: \d+;\d+)* (\d+)\t")
_RELATION = re.compile(r"R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\w+) (T\d+)(?: (\w+))?")
_NOTE = re.compile(r"#\d+\t\w+ (T\d+)\t(.*)")


def write_brat(markups: Iterable[Markup], text: str) -> str:
    """The lines of the ``.ann`` file; the ``.txt`` beside it is ``text`` as it stands."""
    lines: list[str] = []
    counts: dict[str, int] = defaultdict(int)

    def number(kind: str) -> str:
        counts[kind] += 1
        return f"{kind}{counts[kind]}"

    for markup in markups:
        whole = number("T")
        end = markup.start + len(markup.text)
        lines.append(f"{whole}\tSentence {markup.start} {end}\t{_one_line(markup.text)}")
        lines.append(f"{number('A')}\tType {whole} {markup.type}")
        lines += [f"{number('A')}\tHedged {whole}"] * markup.hedged
        lines += [f"{number('A')}\tNegated {whole}"] * markup.negated
        holder = f" holder: {markup.holder_name}" if markup.holder_name else ""
        lines.append(f"{number('#')}\tAnnotatorNotes {whole}\t{markup.document} {markup.id}{holder}")
        ids = {}
        for span in markup.spans:
            ids[span.id] = bound = number("T")
            start, end = markup.start + span.start, markup.start + span.end
            lines.append(f"{bound}\t{span.label} {start} {end}\t{_one_line(text[start:end])}")
            if span.note:
                lines.append(f"{number('#')}\tAnnotatorNotes {bound}\t{span.note}")
        lines += [
            f"{number('R')}\t{arc.label} Arg1:{ids[arc.head]} Arg2:{ids[arc.tail]}" for arc in markup.arcs
        ]
    return "".join(line + "\n" for line in lines)


def _one_line(words: str) -> str:
    return re.sub(r"\s", " ", words)


def read_brat(content: str, text: str) -> list[Markup]:
    """Markup from an ``.ann`` file and its text. Raises ``ExportError`` for what is not ours."""
    lines = content.split("\n")
    bounds = {m[1]: (m[2], int(m[3]), int(m[4])) for m in map(_BOUND.match, lines) if m}
    relations = [m.groups() for m in map(_RELATION.match, lines) if m]
    notes = {m[1]: m[2] for m in map(_NOTE.match, lines) if m}
    attributes: dict[str, dict[str, str]] = defaultdict(dict)
    for match in map(_ATTRIBUTE.match, lines):
        if match:
            attributes[match[2]][match[1]] = match[3] or "true"
    sentences = sorted(
        (start, end, id_) for id_, (label, start, end) in bounds.items() if label == "Sentence"
    )
    inside = _by_sentence(bounds, sentences)
    try:
        return [
            _read_sentence(
                text, sentence, inside[sentence[2]], bounds, relations, notes, attributes[sentence[2]]
            )
            for sentence in sentences
        ]
    except (KeyError, ValueError) as error:
        raise ExportError(
            f"not a brat annotation of ours: {error!r}", advice="each Sentence needs its note and its Type"
        ) from error


def _by_sentence(
    bounds: dict[str, tuple[str, int, int]], sentences: list[tuple[int, int, str]]
) -> dict[str, list[str]]:
    starts = [start for start, _, _ in sentences]
    inside: dict[str, list[str]] = defaultdict(list)
    for id_, (label, start, _) in bounds.items():
        at = bisect_right(starts, start) - 1
        if label != "Sentence" and at >= 0:
            inside[sentences[at][2]].append(id_)
    return inside


def _read_sentence(
    text: str,
    sentence: tuple[int, int, str],
    inside: list[str],
    bounds: dict[str, tuple[str, int, int]],
    relations: list[tuple[str, ...]],
    notes: dict[str, str],
    attributes: dict[str, str],
) -> Markup:
    start, end, id_ = sentence
    about, _, holder = notes[id_].partition(" holder: ")
    document, name = about.split(" ", 1)
    return Markup(
        document=document,
        id=name,
        start=start,
        text=text[start:end],
        type=attributes["Type"],
        hedged="Hedged" in attributes,
        negated="Negated" in attributes,
        holder_name=holder,
        spans=tuple(
            MarkedSpan(
                own, bounds[own][1] - start, bounds[own][2] - start, bounds[own][0], notes.get(own, "")
            )
            for own in inside
        ),
        arcs=tuple(MarkedArc(head, label, tail) for label, head, tail in relations if head in inside),
    )


def annotation_conf() -> str:
    """The project's ``annotation.conf``."""
    entities = "\n".join(("Sentence", *SPAN_LABELS))
    arcs = "\n".join(f"{label}\tArg1:<ENTITY>, Arg2:<ENTITY>" for label in ARC_LABELS)
    types = "|".join(ClaimType)
    return (
        f"[entities]\n{entities}\n\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
        f"{arcs}\n\n[events]\n\n[attributes]\nType\tArg:Sentence, Value:{types}\n"
        f"Hedged\tArg:Sentence\nNegated\tArg:Sentence\n"
    )
