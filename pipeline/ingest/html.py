"""HTML, as think tanks publish it -> passages.

trafilatura finds the part of the page that holds the paper; within it the page's own structure is read
(headings, lists, tables, notes and their calls), which trafilatura gives up. What the page marks as
navigation, caption or chart is kept apart (``knowledge/page_parts.csv``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from pipeline.ingest.assembly import assemble_document
from pipeline.ingest.calls import add_superscript, add_text, label_of
from pipeline.ingest.front_matter import metadata_of_fields
from pipeline.ingest.passages import Passage, PassageKind, ProseBuilder, prose_of
from pipeline.knowledge.tables import read_table
from pipeline.schema import Document, Metadata

__all__ = ["PagePart", "read_fragment", "read_html"]

_DROPPED = frozenset(
    re.findall(
        r"\w+",
        "script style noscript svg iframe object embed canvas template form button input select "
        "textarea link meta head title img picture video audio map dialog",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div section article main body html header footer nav menu aside figure figcaption ul "
        "ol li dl dt dd blockquote h1 h2 h3 h4 h5 h6 pre address center details summary hr table "
        "tbody thead tfoot tr td th fieldset caption",
    )
)
_TAG_KINDS = {
    "nav": PassageKind.BOILERPLATE,
    "footer": PassageKind.BOILERPLATE,
    "menu": PassageKind.BOILERPLATE,
    "aside": PassageKind.BOILERPLATE,
    "figure": PassageKind.CAPTION,
    "figcaption": PassageKind.CAPTION,
    "caption": PassageKind.CAPTION,
    "li": PassageKind.LIST_ITEM,
    "blockquote": PassageKind.QUOTE,
}
_TAG_KINDS_APART = frozenset({"nav", "footer", "menu", "aside"})
_APART = frozenset({PassageKind.BOILERPLATE, PassageKind.CAPTION})
_BACK_LINK = re.compile(r"[↩↑⤴]\ufe0e?")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_META = {
    "title": ("citation_title", "og:title", "dc.title", "dcterms.title"),
    "authors": ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator"),
    "date": ("citation_publication_date", "article:published_time", "dc.date", "dcterms.date", "date"),
    "publisher": ("citation_publisher", "og:site_name", "dc.publisher"),
    "series": ("citation_series_title",),
}
_DEEPEST = 250
_MOST_OF_PAGE = 0.4
_MOST_OF_PROSE = 0.85
_PROSE_LENGTH = 150


@dataclass(frozen=True, slots=True)
class PagePart:
    """A word in the class or id of an element, and what that makes of the element."""

    token: str
    becomes: str
    example: str


@cache
def _page_parts() -> dict[str, PassageKind]:
    return {row.token: PassageKind(row.becomes) for row in read_table("page_parts", PagePart)}


def read_html(text: str, *, source: str) -> Document:
    """A document from a web page; ``source`` is the file's name."""
    root = _parse(text)
    main = _main_part(root, text)
    passages = _Walk(len(_words(main))).passages_of(main)
    passages += _notes_elsewhere(root, passages)
    return assemble_document(
        passages, source=source, metadata=_metadata_of(root), torn=False, bare_headings=False
    )


def read_fragment(text: str) -> list[Passage]:
    """Passages of a piece of HTML that stands in markdown."""
    root = _parse(text)
    return _Walk(len(_words(root))).passages_of(root)


def _parse(text: str) -> HtmlElement:
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    if not re.search(r"<body\b", text, re.IGNORECASE):  # libxml2 would leave its start in the head
        text = f"<html><body>{text}</body></html>"
    try:
        return lxml.html.document_fromstring(text.encode(errors="replace") or b"<p/>", parser=parser)
    except etree.ParserError:
        return lxml.html.document_fromstring("<p></p>")


# --- the part of the page that holds the paper ------------------------------------------------------


def _main_part(root: HtmlElement, text: str) -> HtmlElement:
    """The smallest element that holds all that trafilatura takes for the paper."""
    import trafilatura

    whole = root.find("body") if root.find("body") is not None else root
    extracted = trafilatura.extract(text, favor_recall=True, include_comments=False) or ""
    starts = {_letters(line)[:40] for line in extracted.splitlines() if len(line) > 60}
    prose = [e for e in whole.iter("p", "li", "blockquote") if len(_words(e)) > _PROSE_LENGTH]
    held = [e for e in prose if _letters(_words(e))[:40] in starts]
    if len(held) < 3:
        return whole
    found = _common_ancestor(held)
    while found is not whole and _share_inside(found, prose) < _MOST_OF_PROSE:
        found = found.getparent()
    return found


def _share_inside(element: HtmlElement, prose: list[HtmlElement]) -> float:
    """How much of the page's prose, navigation and footers apart, the element holds."""
    good = [p for p in prose if not any(a.tag in _TAG_KINDS_APART for a in p.iterancestors())]
    inside = sum(len(_words(p)) for p in good if element in p.iterancestors())
    return inside / max(sum(len(_words(p)) for p in good), 1)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text)


def _words(element: HtmlElement) -> str:
    return str(element.text_content())


def _common_ancestor(elements: list[HtmlElement]) -> HtmlElement:
    path = list(elements[0].iterancestors())
    for element in elements[1:]:
        ancestors = set(element.iterancestors())
        path = [node for node in path if node in ancestors]
    return path[0]


def _notes_elsewhere(root: HtmlElement, passages: list[Passage]) -> list[Passage]:
    """Notes that stand outside the main part, found by the anchors that calls point to."""
    known = {anchor for passage in passages for anchor in passage.anchors}
    targets = {call.target for p in passages for call in p.prose.calls if call.target} - known
    found: list[Passage] = []
    for element in root.iter() if targets else ():
        if element.get("id") in targets and element.tag in _BLOCKS:
            found += _Walk(0).passages_of(element)
    return found


# --- the walk ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _State:
    """What the elements around a piece of text make of it."""

    kind: PassageKind = PassageKind.PARAGRAPH
    reason: str = ""
    number: str = ""
    bold: bool = False
    italic: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Walk:
    """Collects the passages of a tree in order; ``size`` is the length of all its text."""

    size: int
    found: list[Passage] = field(default_factory=list)
    builder: ProseBuilder = field(default_factory=ProseBuilder)
    anchors: list[str] = field(default_factory=list)

    def passages_of(self, root: HtmlElement) -> list[Passage]:
        """The passages of an element, in order."""
        self._walk(root, _State())
        self._end_passage(_State())
        return self.found

    def _walk(self, element: HtmlElement, outer: _State) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED or outer.depth > _DEEPEST:
            return
        state = self._state_of(element, outer)
        self._keep_anchors(element)
        if tag == "sup":
            add_superscript(self.builder, _words(element), target=_target_in(element))
        elif tag == "a" and self._add_link(element):
            pass
        elif tag == "br":
            self._break_line(element, state)
        elif tag in _BLOCKS:
            self._end_passage(outer)
            self._add_block(element, state)
        else:
            self._add_content(element, state)

    def _add_block(self, element: HtmlElement, state: _State) -> None:
        if element.tag == "table" and state.kind not in _APART and not _is_layout(element):
            self.found.append(_table_of(element))
            return
        self._keep_anchors(element)
        self._add_content(element, state)
        level = int(element.tag[1]) if re.fullmatch(r"h[1-6]", element.tag) else None
        if level and state.kind not in _APART:
            state = replace(state, kind=PassageKind.HEADING)
        self._end_passage(state, level)

    def _add_content(self, element: HtmlElement, state: _State) -> None:
        self._add_text(element.text, state)
        for number, child in enumerate(element, 1):
            inner = replace(state, number=str(number)) if element.tag == "ol" else state
            self._walk(child, inner)
            self._add_text(child.tail, state)

    def _add_text(self, text: str | None, state: _State) -> None:
        if text:
            add_text(self.builder, _BACK_LINK.sub("", text), bold=state.bold, italic=state.italic)

    def _add_link(self, link: HtmlElement) -> bool:
        """Take a link into the page that reads like a call as one."""
        target, words = _target_of(link), _words(link)
        if not target or not (label_of(words) or _BACK_LINK.fullmatch(words.strip())):
            return False
        if label_of(words):
            self.builder.add_call(label_of(words), written=words.strip(), target=target)
            for inner in link.iter():
                self._keep_anchors(inner)
        return True

    def _break_line(self, element: HtmlElement, state: _State) -> None:
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            self._end_passage(state)
        else:
            self.builder.add(" ")

    def _keep_anchors(self, element: HtmlElement) -> None:
        self.anchors += [name for name in (element.get("id"), element.get("name")) if name]

    def _end_passage(self, state: _State, level: int | None = None) -> None:
        prose = self.builder.build()
        if prose.text or prose.calls:
            label = state.number if state.kind is PassageKind.LIST_ITEM else ""
            anchors = tuple(dict.fromkeys(self.anchors))
            self.found.append(Passage(state.kind, prose, level, label, anchors, reason=state.reason))
            self.anchors = []
        self.builder = ProseBuilder()

    def _state_of(self, element: HtmlElement, outer: _State) -> _State:
        tag = element.tag
        state = replace(
            outer,
            depth=outer.depth + 1,
            bold=outer.bold or tag in {"b", "strong"},
            italic=outer.italic or tag in {"i", "em", "cite"},
        )
        if outer.kind in _APART:
            return state
        if _is_hidden(element):
            return replace(state, kind=PassageKind.BOILERPLATE, reason="hidden text")
        kind = self._part_of(element) or _TAG_KINDS.get(tag)
        if kind is None:
            return state
        return replace(state, kind=kind, reason="page furniture" if kind is PassageKind.BOILERPLATE else "")

    def _part_of(self, element: HtmlElement) -> PassageKind | None:
        """What class and id say; not believed of an element that holds the title or most of the page."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if element.get("role") in {"navigation", "banner", "complementary", "search"}:
            names += " nav"
        parts = _page_parts()
        kind = next((parts[token] for token in re.findall(r"[a-z]+", names) if token in parts), None)
        if kind is None or element.find(".//h1") is not None:
            return None
        return None if len(_words(element)) > _MOST_OF_PAGE * self.size else kind


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style") or ""
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(style))


def _target_of(link: HtmlElement) -> str:
    page, _, fragment = (link.get("href") or "").partition("#")
    return fragment if fragment and not page else ""


def _target_in(element: HtmlElement) -> str:
    around = [*element.iter("a"), *element.iterancestors("a")]
    return next((target for link in around if (target := _target_of(link))), "")


def _is_layout(table: HtmlElement) -> bool:
    """A table that only arranges the page: tables inside, or a cell with paragraphs of prose."""
    if table.find(".//table") is not None:
        return True
    return any(len(cell.findall(".//p")) >= 3 or len(_words(cell).split()) > 150 for cell in table.iter("td"))


def _table_of(table: HtmlElement) -> Passage:
    rows = tuple(
        tuple(prose_of(_words(cell)).text for cell in row.iter("td", "th")) for row in table.iter("tr")
    )
    return Passage(PassageKind.TABLE, prose_of("\n".join(" | ".join(row) for row in rows)), rows=rows)


# --- metadata ---------------------------------------------------------------------------------------


def _metadata_of(root: HtmlElement) -> Metadata:
    stated: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        stated.setdefault(name, []).append(meta.get("content") or "")
    fields: dict[str, object] = {
        key: next((stated[name] for name in names if any(stated.get(name, ()))), [])
        for key, names in _META.items()
    }
    fields = {key: value if key == "authors" else (value or [""])[0] for key, value in fields.items()}  # type: ignore[index]
    fields["title"] = fields["title"] or (root.findtext(".//title") or "").strip()
    fields["language"] = root.get("lang") or ""
    return metadata_of_fields(fields)
