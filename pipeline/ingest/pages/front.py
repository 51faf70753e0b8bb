"""The first pages: cover, title, authors, abstract; what the paper says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ingest.boilerplate import AuthorRole
from pipeline.ingest.front_matter import find_date, is_first_page_line
from pipeline.ingest.pages.paragraphs import Passage
from pipeline.ingest.pages.sheet import TypeStyle
from pipeline.knowledge.tables import read_table
from pipeline.schema import BlockKind, Metadata

__all__ = ["read_front", "read_metadata", "split_names"]

_PROSE_WORDS = 40
"""A passage of so many words is running text."""
_ABSTRACT_WORDS = 25
_TITLE_PAGES = 3
"""The title stands on one of so many first pages."""
_BY = re.compile(r"^by[:\s]+", re.IGNORECASE)
_ABSTRACT = re.compile(r"^(?:abstract|summary|executive summary)\b\s*[:.–—-]", re.IGNORECASE)
_ABSTRACT_HEADING = re.compile(r"^(?:abstract|summary)\s*:?$", re.IGNORECASE)
_REPORT_NUMBER = re.compile(r"[A-Z]{1,6}[- ]?\d{2,6}(?:[-/.]\d{1,4})?")
_REPORT_NUMBER_LINE = "report number"
_SPLIT_NAMES = re.compile(r"\s*(?:,\s*and\s|,|;|\s&\s|\sand\s|\swith\s)\s*", re.IGNORECASE)
_SERIES = re.compile(
    r"\b(?:no|nr|issue|vol|volume|paper|papers|brief|briefing|documenti|working|report|series)\b|\d+\s*[|/]\s*\d+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Front:
    """What stands before the text: passages that are not read, each with its reason; their lines."""

    dropped: list[tuple[Passage, str]]
    loose: list[str]


def read_front(passages: list[Passage], style: TypeStyle, info: Mapping[str, str]) -> Front:
    """Set the kinds of title, authors and abstract; name what else stands before the text.

    A cover whose title comes back on a later page is dropped whole.
    """
    front = Front([], [])
    title = _find_title(passages, style, info)
    if title is None:
        return front
    at = passages.index(title)
    title.kind = BlockKind.TITLE
    while at + 1 < len(passages) and _goes_on(title, passages[at + 1]):
        title.lines += passages.pop(at + 1).lines
    for passage in passages[:at]:
        if len(passage.text.split()) < _PROSE_WORDS or passage.page < title.page:
            front.dropped.append((passage, "before the title"))
            front.loose.append(passage.text)
    _sort_lines(passages, at, front)
    _drop_cover(passages, title, front)
    gone = {id(passage) for passage, reason in front.dropped if reason == _REPORT_NUMBER_LINE}
    kept = [passage for passage in passages if id(passage) not in gone]
    _name_abstract(kept, kept.index(title), style)
    return front


def _drop_cover(passages: Sequence[Passage], title: Passage, front: Front) -> None:
    """Where the title stands on a cover, without running text, the rest of that page is not read."""
    page = [p for p in passages if p.page == title.page]
    later = any(p.page > title.page for p in passages)
    if not later or any(len(p.text.split()) >= _ABSTRACT_WORDS for p in page if p is not title):
        return
    gone = {id(p) for p, _ in front.dropped}
    for passage in page:
        if passage.kind not in {BlockKind.TITLE, BlockKind.AUTHOR} and id(passage) not in gone:
            front.dropped.append((passage, "on the cover"))
            front.loose.append(passage.text)


def _goes_on(title: Passage, passage: Passage) -> bool:
    """Whether a heading right under the title is its second part, set as large."""
    if passage.kind is not BlockKind.HEADING or passage.page != title.page:
        return False
    near = passage.lines[0].top - title.lines[-1].bottom < 3 * title.lines[-1].size
    return (
        near and passage.lines[0].size > 0.85 * title.lines[0].size and not is_first_page_line(passage.text)
    )


def _find_title(passages: Sequence[Passage], style: TypeStyle, info: Mapping[str, str]) -> Passage | None:
    """The largest heading before the text, in its last standing on the first pages."""
    end = next((i for i, p in enumerate(passages) if _is_prose(p, style)), len(passages))
    first = passages[0].page if passages else 1
    heads = [
        p
        for p in passages[: end + 1]
        if p.kind is BlockKind.HEADING and p.page < first + _TITLE_PAGES and len(p.text) > 3
    ]
    if not heads:
        return None
    stated = _letters(info.get("Title", ""))
    named = [
        p for p in heads if stated and len(stated) > 8 and _letters(p.text) in stated and len(p.text) > 8
    ]
    best = max(named or heads, key=lambda p: p.lines[0].size)
    if best.lines[0].size < style.size + 1.2 and not named and passages.index(best) > 2:
        return None
    again = [p for p in heads if p is not best and _same_title(p.text, best.text)]
    return again[-1] if again and again[-1].page > best.page else best


def _same_title(a: str, b: str) -> bool:
    a, b = _letters(a), _letters(b)
    return len(min(a, b, key=len)) > 10 and (a in b or b in a)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _is_prose(passage: Passage, style: TypeStyle) -> bool:
    if passage.kind is BlockKind.HEADING:
        return False
    return len(passage.text.split()) >= _PROSE_WORDS and passage.lines[0].size > 0.75 * style.size


def _sort_lines(passages: Sequence[Passage], at: int, front: Front) -> None:
    """Lines between title and text: names are authors, dates and the like are not read."""
    for i in range(at + 1, min(at + 12, len(passages))):
        passage = passages[i]
        words = len(passage.text.split())
        if words >= _ABSTRACT_WORDS or passage.page > passages[at].page:
            break
        if _BY.match(passage.text) and is_first_page_line(passage.text):
            passage.kind = BlockKind.AUTHOR
            continue
        if _REPORT_NUMBER.fullmatch(passage.text):
            front.dropped.append((passage, _REPORT_NUMBER_LINE))
            front.loose.append(passage.text)
            continue
        if passage.kind is BlockKind.HEADING and _heads_text(passages, i):
            break
        if find_date(passage.text) and words < 12:
            front.dropped.append((passage, "date line"))
            front.loose.append(passage.text)
        elif is_first_page_line(passage.text) and not _names_post(passage.text):
            passage.kind = BlockKind.AUTHOR


def _names_post(text: str) -> bool:
    """Whether a line without "by" gives an author's post, not a name."""
    words = set(text.lower().split())
    roles = {row.role.lower() for row in read_table("author_roles", AuthorRole)}
    return not _BY.match(text) and bool(words & (roles | {"author", "authors", "manager"}))


def _heads_text(passages: Sequence[Passage], i: int) -> bool:
    return i + 1 < len(passages) and len(passages[i + 1].text.split()) >= _ABSTRACT_WORDS


def _name_abstract(passages: Sequence[Passage], at: int, style: TypeStyle) -> None:
    """Paragraphs after title and authors that are set apart from the text that follows."""
    begun = False
    for i in range(at + 1, min(at + 8, len(passages))):
        passage = passages[i]
        if passage.kind in {BlockKind.AUTHOR, BlockKind.TITLE}:
            continue
        if passage.kind is BlockKind.HEADING:
            if _ABSTRACT_HEADING.match(passage.text) and not begun:
                begun = True
                continue
            break
        if len(passage.text.split()) < _ABSTRACT_WORDS:
            continue
        follows = next((p for p in passages[i + 1 :] if _is_prose(p, style) and not p.lines[0].box), None)
        if not (begun or _ABSTRACT.match(passage.text) or _is_set_apart(passage, follows)):
            break
        passage.kind = BlockKind.ABSTRACT
        if _ABSTRACT.match(passage.text):
            break
        begun = False


def _is_set_apart(passage: Passage, follows: Passage | None) -> bool:
    """Whether a paragraph is boxed, slanted, of another size or measure than the text."""
    line = passage.lines[0]
    if line.box:
        return True
    if follows is None or follows.kind is BlockKind.HEADING:
        return False
    other = follows.lines[0]
    italic = sum(word.font.italic for ln in passage.lines for word in ln.words)
    slanted = italic > 0.8 * sum(len(ln.words) for ln in passage.lines)
    wide, text = _measure(passage), _measure(follows)
    return slanted or abs(line.size - other.size) > 0.25 or not 0.9 < wide / max(text, 1.0) < 1.1


def _measure(passage: Passage) -> float:
    return max(line.x1 for line in passage.lines) - min(
        line.x0 for line in passage.lines[1:] or passage.lines
    )


def read_metadata(
    passages: Sequence[Passage],
    texts: Mapping[int, str],
    front: Front,
    heads: Sequence[str],
    info: Mapping[str, str],
) -> Metadata:
    """What the paper says of itself; the page is believed before the file's own record.

    ``texts``: reading text by passage (its ``id()``); ``heads``: running heads of the first pages.
    """
    titles = [texts[id(p)] for p in passages if p.kind is BlockKind.TITLE]
    authors = [texts[id(p)] for p in passages if p.kind is BlockKind.AUTHOR]
    names = [name for text in authors or [info.get("Author", "")] for name in split_names(text)]
    lines = [*front.loose, *heads]
    return Metadata(
        title=titles[0] if titles else info.get("Title", ""),
        authors=tuple(dict.fromkeys(names)),
        series=next((line for line in lines if _SERIES.search(line) and len(line) < 90), ""),
        date=next((date for line in lines if (date := find_date(line))), _record_date(info)),
    )


def split_names(text: str) -> list[str]:
    """The names in a line of authors, without "by" and marks; names in capitals in usual letters."""
    names = (name.strip(" *†") for name in _SPLIT_NAMES.split(_BY.sub("", text)))
    return [name.title() if name.isupper() else name for name in names if name]


def _record_date(info: Mapping[str, str]) -> str:
    """The day a file was made, from its own record; "" where it says none."""
    match = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", info.get("CreationDate", ""))
    return "-".join(part for part in match.groups() if part) if match else ""
