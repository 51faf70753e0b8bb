"""Typeset the sample papers: ``python corpus/typeset.py [ID...]`` (without an id: all of them).

In: ``corpus/papers/<id>/paper.md``, a small dialect of markdown described in ``corpus/papers/README.md``.
Out, beside it: ``paper.pdf`` (Typst, only its embedded fonts, no dates: the same bytes every time),
``paper.txt`` (the reading text) and ``truth.json`` (kinds, levels and offsets of its blocks and note calls).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import typst

__all__ = ["BadPaper", "Element", "Paper", "Run", "build_pdf", "build_reading_text", "read_paper", "typeset"]

CORPUS = Path(__file__).parent
PAPERS = CORPUS / "papers"
STYLE_DEFAULTS: dict[str, str | int] = {
    "columns": 1,
    "paper": "a4",
    "font": "Libertinus Serif",
    "size": "10.5pt",
    "heads": "plain",  # plain, ruled, small-caps, side
    "paragraphs": "spaced",  # spaced, indented
    "notes": "footnotes",  # footnotes, endnotes
    "numbers": "centre",  # page numbers: centre, outer, of
    "abstract": "italic",  # italic, upright
    "series": "",
    "running_head": "",
    "date": "",  # EDTF, for readers of the source
    "printed_date": "",
    "bio": "",
}
INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[\^(?P<note>\d+)\]")
HEADING = re.compile(r"(#{1,4}) (.+)")
NOTE = re.compile(r"\[\^(\d+)\]: (.+)")


class BadPaper(ValueError):
    """The source of a paper breaks the dialect; the message says where and how."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style (``""``, ``bold``, ``italic``), or a note call (style ``note``)."""

    text: str
    style: str = ""


Notes = tuple[tuple[Run, ...], ...]
"""Note bodies in order: note ``n`` is the item ``n - 1``."""


@dataclass(frozen=True, slots=True)
class Element:
    """A block of the source. ``kind`` is a block kind of the reading text, or one that stays outside of it.

    Those are ``table`` (with ``rows`` and a ``source`` line), ``pull_quote`` and ``framed``: a box, whose
    ``children`` are headings and blocks of kind ``box``.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    level: int | None = None
    children: tuple[Element, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as read from its source."""

    style: dict[str, str | int]
    elements: tuple[Element, ...]
    notes: Notes


@dataclass(slots=True)
class ReadingText:
    """The reading text under construction, with the blocks and calls of ``truth.json``."""

    text: str = ""
    blocks: list[dict[str, str | int]] = field(default_factory=list)
    calls: list[dict[str, int]] = field(default_factory=list)

    def add(self, kind: str, runs: tuple[Run, ...], **extra: int) -> None:
        """Append one block after a blank line; note calls leave no character behind."""
        if self.text:
            self.text += "\n\n"
        start = len(self.text)
        for run in runs:
            if run.style == "note":
                self.calls.append({"at": len(self.text), "number": int(run.text)})
            else:
                self.text += run.text
        self.blocks.append({"kind": kind, "start": start, "end": len(self.text), **extra})


def typeset(paper_id: str) -> None:
    """Read one paper's source and write its PDF, reading text and truth beside it."""
    folder = PAPERS / paper_id
    paper = read_paper((folder / "paper.md").read_text(encoding="utf-8"))
    reading = build_reading_text(paper)
    truth = {"blocks": reading.blocks, "calls": reading.calls}
    (folder / "paper.txt").write_text(reading.text + "\n", encoding="utf-8", newline="\n")
    (folder / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8", newline="\n")
    (folder / "paper.pdf").write_bytes(build_pdf(paper))


def read_paper(source: str) -> Paper:
    """Parse a paper's source. Raises ``BadPaper`` where notes and calls, or fences, do not match."""
    _, front, body = source.split("---\n", 2)
    chunks = [
        " ".join(chunk.split("\n")) if not chunk.startswith(("- ", "|")) else chunk
        for chunk in re.split(r"\n{2,}", body.strip())
    ]
    notes = {int(m[1]): tuple(_read_runs(m[2])) for m in map(NOTE.fullmatch, chunks) if m}
    elements = tuple(_read_elements(iter([chunk for chunk in chunks if not NOTE.fullmatch(chunk)])))
    called = [int(run.text) for e in _flat(elements) for run in e.runs if run.style == "note"]
    if not called == sorted(notes) == list(range(1, len(notes) + 1)):
        raise BadPaper(f"note calls {called} and notes {sorted(notes)} must both count 1, 2, 3, ...")
    if [e.kind for e in elements[:3]] != ["title", "author", "abstract"]:
        raise BadPaper("a paper opens with '# Title', 'BY AUTHOR' and a paragraph that is its abstract")
    return Paper(_read_style(front), elements, tuple(notes[number] for number in sorted(notes)))


def build_reading_text(paper: Paper) -> ReadingText:
    """The body once, in order, without tables, captions and pull quotes; then the notes."""
    reading = ReadingText()
    for element in _flat(paper.elements):
        if element.kind not in {"table", "pull_quote", "framed"}:
            reading.add(
                element.kind, element.runs, **({} if element.level is None else {"level": element.level})
            )
    for number, runs in enumerate(paper.notes, start=1):
        reading.add("footnote", runs, number=number)
    return reading


def build_pdf(paper: Paper) -> bytes:
    """The typeset paper. Needs no file but ``template.typ``; the bytes depend on the source alone."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    compiler = typst.Compiler(root=str(CORPUS), font_paths=fonts)
    pdf = compiler.compile(input=_typst_source(paper).encode(), format="pdf")
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave pages instead of one PDF")
    return pdf


def _read_style(front: str) -> dict[str, str | int]:
    """Front matter: one ``key: value`` a line, over the defaults."""
    style = dict(STYLE_DEFAULTS)
    for line in front.strip().split("\n"):
        key, value = line.split(": ", 1)
        if key not in STYLE_DEFAULTS:
            raise BadPaper(f"unknown key {key!r} in the front matter; known: {', '.join(STYLE_DEFAULTS)}")
        style[key] = int(value) if key == "columns" else value
    return style


def _read_elements(chunks: Iterator[str], paragraph: str = "paragraph") -> Iterator[Element]:
    """Chunks (separated by blank lines in the source) up to the closing fence or the end."""
    for chunk in chunks:
        if chunk == ":::":
            return
        if heading := HEADING.fullmatch(chunk):
            level = len(heading[1]) - 1
            yield Element("heading" if level else "title", tuple(_read_runs(heading[2])), level)
            if not level:
                yield Element("author", tuple(_read_runs(next(chunks))))
                yield Element("abstract", tuple(_read_runs(next(chunks))))
        elif chunk.startswith("::: "):
            yield _read_fenced(chunk.removeprefix("::: "), chunks)
        elif chunk.startswith("- "):
            for item in chunk.removeprefix("- ").split("\n- "):
                yield Element("list_item", tuple(_read_runs(item)))
        elif chunk.startswith("> "):
            yield Element("quote", tuple(_read_runs(chunk.removeprefix("> "))))
        else:
            yield Element(paragraph, tuple(_read_runs(chunk)))


def _read_fenced(name: str, chunks: Iterator[str]) -> Element:
    """What follows an opening fence: a box, a pull quote, or a table (caption, rows, source)."""
    if name == "box":
        return Element("framed", children=tuple(_read_elements(chunks, paragraph="box")))
    if name == "pull-quote":
        quote, _ = next(chunks), next(chunks)
        return Element("pull_quote", tuple(_read_runs(quote)))
    if name == "table":
        caption, lines, source, _ = next(chunks), next(chunks).split("\n"), next(chunks), next(chunks)
        rows = tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines)
        return Element("table", tuple(_read_runs(caption)), rows=(rows[0], *rows[2:]), source=source)
    raise BadPaper(f"unknown fence '::: {name}'; known: box, pull-quote, table")


def _read_runs(text: str) -> Iterator[Run]:
    """Split a block's markdown at ``**bold**``, ``*italic*`` and ``[^n]``."""
    end = 0
    for match in INLINE.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()])
        style = str(match.lastgroup)
        yield Run(match[style], style)
        end = match.end()
    if end < len(text):
        yield Run(text[end:])


def _flat(elements: tuple[Element, ...]) -> Iterator[Element]:
    """The elements and, after each box, its children."""
    for element in elements:
        yield element
        yield from _flat(element.children)


def _typst_source(paper: Paper) -> str:
    """A Typst file that sets the paper with the functions of ``template.typ``."""
    ends = paper.style["notes"] == "endnotes"
    notes = () if ends else paper.notes
    title, author, abstract, *body = paper.elements
    style = ", ".join(f"{key}: {_typst_value(key, value)}" for key, value in sorted(paper.style.items()))
    opening = ", ".join(f"[{_typst_runs(element.runs, notes)}]" for element in (title, author, abstract))
    lines = [
        '#import "/template.typ": *',
        f"#let style = ({style})",
        f"#set document(title: {_plain(title)}, author: {_plain(author)}, date: none)",
        "#show: paper.with(style)",
        f"#opening(style, {opening})",
        f"#bio(style, [{_typst_text(str(paper.style['bio']))}])" if paper.style["bio"] else "",
        *(_typst_element(element, notes) for element in body),
        f"#endnotes(style, ({_typst_endnotes(paper)}))" if ends else "",
    ]
    return "\n\n".join(lines) + "\n"


def _typst_element(element: Element, notes: Notes) -> str:
    """One block as Typst markup. ``notes`` are the footnotes; with none, calls become plain superscripts."""
    words = _typst_runs(element.runs, notes)
    if element.kind == "framed":
        return "#boxed[\n" + "\n\n".join(_typst_element(child, notes) for child in element.children) + "\n]"
    if element.kind == "table":
        cells = ", ".join(f"[{_typst_text(cell)}]" for row in element.rows for cell in row)
        size = len(element.rows[0])
        return f"#tabulated(style, [{words}], [{_typst_text(element.source)}], {size}, ({cells}))"
    forms = {
        "heading": f"#heading(level: {element.level})[{words}]",
        "list_item": f"- {words}",
        "quote": f"#quotation[{words}]",
        "pull_quote": f"#pull-quote[{words}]",
    }
    return forms.get(element.kind, words)


def _typst_endnotes(paper: Paper) -> str:
    """The items of a Typst array: a label and a body for each note."""
    return "".join(f'("{n}", [{_typst_runs(runs, ())}]), ' for n, runs in enumerate(paper.notes, start=1))


def _typst_text(markdown: str) -> str:
    return _typst_runs(tuple(_read_runs(markdown)), ())


def _typst_runs(runs: tuple[Run, ...], notes: Notes) -> str:
    """Runs as Typst markup; every word inside a string, so that no character of it is read as markup."""
    return "".join(_typst_run(run, notes) for run in runs)


def _typst_run(run: Run, notes: Notes) -> str:
    text = _typst_string(run.text)
    if run.style == "note":
        return f"#footnote[{_typst_runs(notes[int(run.text) - 1], ())}]" if notes else f"#super({text})"
    return {"bold": f"#strong({text})", "italic": f"#emph({text})"}.get(run.style, f"#{text}")


def _typst_value(key: str, value: str | int) -> str:
    """A front matter value as Typst code: numbers and lengths bare, all else as strings."""
    return str(value) if key in {"columns", "size"} else _typst_string(str(value))


def _typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(element: Element) -> str:
    """The words of a block as a Typst string, without its note calls."""
    return _typst_string("".join(run.text for run in element.runs if run.style != "note"))


def main(arguments: list[str]) -> int:
    """Typeset the named papers, or all. Exit code 2 for an id that has no source, 1 for a bad source."""
    known = sorted(path.parent.name for path in PAPERS.glob("*/paper.md"))
    if unknown := sorted(set(arguments) - set(known)):
        sys.stderr.write(
            f"no corpus/papers/<id>/paper.md for: {', '.join(unknown)}; known: {', '.join(known)}\n"
        )
        return 2
    for paper_id in arguments or known:
        try:
            typeset(paper_id)
        except (BadPaper, typst.TypstError) as error:
            sys.stderr.write(f"{paper_id}: {error}\n")
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
