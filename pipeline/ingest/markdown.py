"""Markdown -> passages, with markdown-it-py (CommonMark, tables, ``[^1]`` notes, YAML front matter).

Renderings of PDFs are no well-formed books: calls are ``<sup>4</sup>``, notes are paragraphs that start
so, tables have no rule under their head. What the markup does not say is left to ``mending``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from pipeline.ingest.assembly import BOX_HEADING, assemble_document
from pipeline.ingest.calls import add_superscript, add_text, label_of
from pipeline.ingest.front_matter import metadata_of_fields
from pipeline.ingest.html import read_fragment
from pipeline.ingest.passages import Passage, PassageKind, Prose, ProseBuilder, join, prose_of
from pipeline.schema import Document, Metadata

__all__ = ["read_markdown"]

_MACHINE_WORDS = re.compile(
    r"^(?:listen|print|share|download( pdf)?|back to (?:top|contents))$", re.IGNORECASE
)
_DOUBLE_ESCAPE = re.compile(r"\\\\(?=[_*#\[\]~])")
"""Converters that escape twice write ``a\\\\_b`` for ``a_b``."""
_STARS_AFTER_SPACE = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*\n]{1,200}?)\s+\*\*(?=\S)")
_STARS_LEFT = re.compile(r"\*{2,}")
_ANGLES = re.compile(r"<(https?://[^<>]+)>")
_DIV_KINDS = {
    **dict.fromkeys(("box", "callout", "note", "tip", "warning", "important", "infobox"), PassageKind.BOX),
    **dict.fromkeys(("table", "figure", "caption", "chart", "pull", "pullquote"), PassageKind.CAPTION),
    **dict.fromkeys(("quote", "blockquote", "epigraph"), PassageKind.QUOTE),
}
_DIV_REASONS = {PassageKind.CAPTION: "caption"}
_LAST_ITEM = 999
"""A paragraph that starts with a year ("1990. Then") is no item of a list."""
_ROW_WITHOUT_RULE = re.compile(r"^\s*\|", re.MULTILINE)


def read_markdown(text: str, *, source: str) -> Document:
    """A document from markdown; ``source`` is the file's name."""
    tokens = _parser().parse(_mend_markup(text))
    passages = list(_Walk().passages_of(tokens))
    return assemble_document(passages, source=source, metadata=_metadata_of(tokens))


def _mend_markup(text: str) -> str:
    """What converters get wrong: page breaks as form feeds, escapes written twice, a space before ``**``."""
    text = _DOUBLE_ESCAPE.sub(r"\\", text.replace("\f", "\n\n"))
    return _STARS_AFTER_SPACE.sub(r"**\1** ", text)


def _parser() -> MarkdownIt:
    # Indented text is prose in policy papers, not program code.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
    parser.use(container_plugin, name="div", validate=lambda *_: True)
    return parser.use(footnote_plugin, inline=True, move_to_end=True).use(front_matter_plugin)


def _metadata_of(tokens: list[Token]) -> Metadata:
    for token in tokens:
        if token.type == "front_matter":
            return metadata_of_fields(_yaml_fields(token.content))
    return Metadata()


def _yaml_fields(text: str) -> dict[str, Any]:
    import srsly  # type: ignore[import-untyped]

    try:
        fields = srsly.yaml_loads(text)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


@dataclass(slots=True)
class _Walk:
    """Where we are in the token stream: inside which lists, quotes and notes."""

    inside: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    note: str = ""
    divs: list[PassageKind | None] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def passages_of(self, tokens: Iterable[Token]) -> Iterator[Passage]:
        """The passages of a block token stream, in source order."""
        level: int | None = None
        for token in tokens:
            if token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "heading_close":
                level = None
            elif token.type == "inline":
                yield from self._passage(token, level)
            elif token.type == "html_block":
                yield from read_fragment(token.content)
            elif token.type == "fence":
                yield Passage(PassageKind.BOILERPLATE, prose_of(token.content), reason="program code")
            elif token.type == "table_close":
                yield _table_of(self.rows)
                self.rows = []
            else:
                self._enter_or_leave(token)

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "blockquote_open":
                self.inside.append(token.type.removesuffix("_open"))
            case "ordered_list_open":
                self.inside.append("ordered_list")
                self.numbers.append(int(token.attrGet("start") or 1) - 1)
            case "container_div_open":
                self.divs.append(_kind_of_div(token.info))
            case "container_div_close":
                self.divs.pop()
            case "bullet_list_close" | "blockquote_close":
                self.inside.pop()
            case "ordered_list_close":
                self.inside.pop()
                self.numbers.pop()
            case "list_item_open" if self.inside[-1] == "ordered_list":
                self.numbers[-1] += 1
            case "footnote_open":
                self.note = str(token.meta.get("label") or token.meta["id"] + 1)
            case "footnote_close":
                self.note = ""
            case "tr_open":
                self.rows.append([])

    def _passage(self, token: Token, level: int | None) -> Iterator[Passage]:
        prose = _prose_of(token.children or [])
        if self.rows:
            self.rows[-1].append(prose.text)
        elif (kind := next(filter(None, reversed(self.divs)), None)) is PassageKind.BOX and level:
            yield Passage(PassageKind.HEADING, prose, level=level, reason=BOX_HEADING)
        elif kind is not None:
            yield Passage(kind, prose, reason=_DIV_REASONS.get(kind, ""))
        elif level is not None:
            yield Passage(PassageKind.HEADING, prose, level=level)
        elif self.note:
            yield Passage(PassageKind.NOTE, prose, label=self.note, anchors=(_anchor(self.note),))
        elif self.inside and self.inside[-1] == "ordered_list" and self.numbers[-1] > _LAST_ITEM:
            yield Passage(PassageKind.PARAGRAPH, join(prose_of(f"{self.numbers[-1]}."), prose))
        elif self.inside and self.inside[-1] == "ordered_list":
            yield Passage(PassageKind.LIST_ITEM, prose, label=str(self.numbers[-1]))
        elif self.inside:
            kind = PassageKind.QUOTE if self.inside[-1] == "blockquote" else PassageKind.LIST_ITEM
            yield Passage(kind, prose)
        elif _ROW_WITHOUT_RULE.match(token.content):
            yield from _loose_rows(token)
        else:
            yield Passage(PassageKind.PARAGRAPH, prose)


def _kind_of_div(info: str) -> PassageKind | None:
    """What a fenced div (``::: box``, ``::: {.callout}``) makes of its paragraphs; None: nothing."""
    return next(
        (_DIV_KINDS[word] for word in re.findall(r"[a-z]+", info.lower()) if word in _DIV_KINDS), None
    )


def _anchor(label: str) -> str:
    return f"^{label}"


def _table_of(rows: list[list[str]]) -> Passage:
    cells = tuple(tuple(row) for row in rows)
    return Passage(PassageKind.TABLE, prose_of("\n".join(" | ".join(row) for row in rows)), rows=cells)


def _loose_rows(token: Token) -> Iterator[Passage]:
    """Lines that begin with a bar but make no table: cells of a table, a caption, notes, or a box."""
    lines = _split_lines(token.children or [])
    rows = [cells for line in lines if line.text.startswith("|") and (cells := _cells(line))]
    prose = [line for line in lines if not line.text.startswith("|")]
    if rows and all(len(row) > 1 and label_of(row[0].text) for row in rows):
        for row in rows:
            yield Passage(PassageKind.NOTE, row[1], label=label_of(row[0].text))
    elif prose and len(rows) == 1:
        yield from (Passage(_kind_in_box(cell), cell, reason=BOX_HEADING) for cell in rows[0][:1])
        yield from (Passage(PassageKind.BOX, line) for line in prose)
    else:
        texts = [[cell.text for cell in row] for row in rows] + [[line.text] for line in prose]
        yield _table_of(texts)


def _kind_in_box(cell: Prose) -> PassageKind:
    return PassageKind.HEADING if len(cell.text.split()) <= 14 else PassageKind.BOX


def _cells(line: Prose) -> list[Prose]:
    borders = [match.start() for match in re.finditer(r"\|", line.text)] + [len(line.text)]
    cells = [line.cut(start + 1, end) for start, end in pairwise(borders)]
    return [cell for cell in cells if cell.text]


def _split_lines(children: list[Token]) -> list[Prose]:
    lines: list[list[Token]] = [[]]
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            lines.append([])
        else:
            lines[-1].append(child)
    return [prose for prose in map(_prose_of, lines) if prose.text]


def _prose_of(children: list[Token]) -> Prose:
    builder = ProseBuilder()
    _add_inline(builder, children, bold=False, italic=False)
    return builder.build()


def _add_inline(builder: ProseBuilder, children: list[Token], *, bold: bool, italic: bool) -> None:
    at = 0
    while at < len(children):
        child, end = children[at], _end_of(children, at)
        inside = children[at + 1 : end]
        match child.type:
            case "strong_open":
                _add_inline(builder, inside, bold=True, italic=italic)
            case "em_open":
                _add_inline(builder, inside, bold=bold, italic=True)
            case "link_open":
                _add_link(builder, child, inside, bold=bold, italic=italic)
            case "html_inline" if _is_tag(child, "<sup") and end > at:
                add_superscript(builder, _words_of(inside), target=_target_in(inside))
            case "footnote_ref":
                label = str(child.meta.get("label") or child.meta["id"] + 1)
                builder.add_call(label, written=f"[^{label}]", target=_anchor(label))
            case "softbreak" | "hardbreak":
                builder.add(" ")
            case "html_inline" if _is_tag(child, "<br"):
                builder.add(" ")
            case "text" | "code_inline" | "text_special":
                words = _STARS_LEFT.sub("", _ANGLES.sub(r"\1", child.content))
                add_text(builder, words, bold=bold, italic=italic)
        at = max(at, end) + 1


def _end_of(children: list[Token], at: int) -> int:
    """Index of the token that closes the one at ``at``; ``at`` itself if it opens nothing."""
    child = children[at]
    if child.nesting == 1:
        return _matching(children, at, child.type.replace("_open", "_close"))
    if child.type == "html_inline" and _is_tag(child, "<sup"):
        closing = (i for i in range(at + 1, len(children)) if _is_tag(children[i], "</sup"))
        return next(closing, at)
    return at


def _matching(children: list[Token], at: int, closing: str) -> int:
    depth = 0
    for i in range(at, len(children)):
        depth += (children[i].type == children[at].type) - (children[i].type == closing)
        if depth == 0:
            return i
    return len(children)


def _add_link(builder: ProseBuilder, link: Token, inside: list[Token], *, bold: bool, italic: bool) -> None:
    """A link: a call if it points into the page and reads like one, else its words."""
    words = _words_of(inside)
    target = _fragment(link)
    if target and label_of(words):
        builder.add_call(label_of(words), written=words, target=target)
    elif not _MACHINE_WORDS.match(words.strip()):
        _add_inline(builder, inside, bold=bold, italic=italic)


def _is_tag(token: Token, start: str) -> bool:
    return token.type == "html_inline" and token.content.lower().startswith(start)


def _words_of(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens if token.type in {"text", "code_inline", "text_special"})


def _target_in(tokens: list[Token]) -> str:
    return next((_fragment(token) for token in tokens if token.type == "link_open"), "")


def _fragment(link: Token) -> str:
    href = str(link.attrGet("href") or "")
    return href[1:] if href.startswith("#") else ""
