"""The two shapes of a citation, by whether its title stands in quotation marks.

With marks, what contains the work follows (articles, chapters, web pages; IAI, Chicago and OSCOLA
alike). Without, the title ends where imprint, date, pages or link begin (books, reports; the italics
of print are gone in plain text), and IAI puts place and publisher between commas before the date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.references.cutting import cut_pieces
from pipeline.ingest.references.institutions import is_institution, is_titled_first
from pipeline.ingest.references.names import (
    People,
    is_person,
    read_leading_names,
    read_people,
)
from pipeline.ingest.references.openings import is_titled
from pipeline.ingest.references.parts import IN, Parts, drop_prose, read_tail
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import find_periodical, find_publisher, is_place, term_pattern
from pipeline.schema.span import Span

__all__ = ["read_plain", "read_quoted", "title_quote"]

WEBSITE = re.compile(
    r"^(?P<container>(?P<author>[A-Z].*?)(?:['’]s)? (?:official )?website)\s*:\s*(?P<title>.+)$", re.DOTALL
)
VOLUME_TAIL = re.compile(
    r"^(?P<name>.*[^\d\s,])\s+(?P<volume>\d{1,3}|[IVXLC]{1,7})(?:\s?[:/.]\s?(?P<issue>\d{1,3}(?:[-–/]\d{1,3})?))?$"
)
TITLE_ENDS = {
    Kind.LINK, Kind.PAGE, Kind.PART, Kind.ACCESS, Kind.UNDATED, Kind.SHORT, Kind.IMPRINT, Kind.EDITED,
    Kind.VOLUME, Kind.ISSUE, Kind.EDITION, Kind.GENRE, Kind.REPORTER, Kind.TRANSLATED,
}  # fmt: skip


YEAR_BEHIND = re.compile(r"\s*\((?P<year>(?:1[89]|20)\d\d)[a-z]?\)[,.:]?$")
LONGEST_HEAD = 30
"""Words in a list of authors before a title in quotation marks."""
LONGEST_ISSUER = 8
"""Words in the name of a body that stands between a report's title and its number."""
ROLE = re.compile(rf"(?<!\w)(?:{term_pattern('role')})")
PARTICIPLE = re.compile(r"(?:[a-z]+ed|[a-z]+ing|which|who|as)\b")


def title_quote(note: Shielded, span: Span) -> Span | None:
    """The quotation that is the title of the citation at ``span``: the first, after names or nothing."""
    for quote in note.quotes:
        if quote in span:
            head = note.text[span.start : quote.start].rstrip()
            if not head or head[-1] in ",.:;)]" or len(head.split()) <= 4:
                return quote
            return None
    return None


def read_quoted(note: Shielded, span: Span, quote: Span) -> Parts:
    """A citation whose title stands at ``quote``."""
    head, issued = _cut_year(note.text[span.start : quote.start].strip(" ,:;"))
    people = read_people(head) if len(head.split()) <= LONGEST_HEAD else People()
    pieces = list(cut_pieces(note, Span(quote.end, span.end))) if quote.end < span.end else []
    parts = Parts(
        span.start, quote.end, title=_unquoted(quote.of(note.text)), quoted=True, people=people, issued=issued
    )
    pieces = drop_prose(pieces)
    if pieces and pieces[0].kind is Kind.BY:
        parts = replace(parts, people=read_people(pieces.pop(0).value))
    parts, pieces = _read_container(note, parts, pieces)
    return read_tail(parts, pieces, note)


def _cut_year(head: str) -> tuple[str, str]:
    """Names and the year behind them, as Harvard style has it: "Lee, A. (2020) 'Title'"."""
    match = YEAR_BEHIND.search(head)
    return (head[: match.start()], match["year"]) if match else (head, "")


def read_plain(note: Shielded, span: Span) -> Parts:
    """A citation whose title stands without quotation marks."""
    pieces = list(cut_pieces(note, span))
    if not pieces:
        return Parts(span.start, span.end)
    parts = Parts(span.start, span.end)
    site = WEBSITE.match(pieces[0].text) if pieces[0].kind is Kind.TEXT else None
    if site:
        parts = replace(parts, people=read_people(site["author"]), container=site["container"])
        start = pieces[0].span.start + site.start("title")
        pieces[0] = replace(pieces[0], span=Span(start, pieces[0].span.end), text=site["title"])
    elif pieces[0].kind is Kind.NUMBER and len(pieces) > 1:
        parts, pieces = replace(parts, number=True, evidence=1), pieces[1:]
    elif _is_name_and_page(pieces):
        people, _ = read_leading_names([pieces[0].text])
        return read_tail(replace(parts, people=people, end=pieces[0].span.end), pieces[1:], note)
    else:
        people, pieces = _cut_people(pieces)
        parts = replace(parts, people=people)
    end = _title_end(pieces)
    parts = _read_title(note, parts, pieces[:end], pieces[end:])
    return read_tail(parts, drop_prose(pieces[end:]), note)


def _is_name_and_page(pieces: list[Piece]) -> bool:
    """Names and pages alone: "Lee and Moe, p. 336"."""
    pointed = len(pieces) > 1 and all(piece.kind in {Kind.PAGE, Kind.PART} for piece in pieces[1:])
    names, _ = read_leading_names([pieces[0].text]) if pointed else (People(), 0)
    return pointed and any(name.family for name in names.names)


def _cut_people(pieces: list[Piece]) -> tuple[People, list[Piece]]:
    """The names before the title, and the pieces after them."""
    if len(pieces) > 2 and pieces[1].kind is Kind.NUMBER and pieces[0].kind is Kind.TEXT:
        pieces = [pieces[0], replace(pieces[1], kind=Kind.TEXT), *pieces[2:]]
    mark = next((at for at, piece in enumerate(pieces) if piece.kind is not Kind.TEXT), len(pieces))
    if 0 < mark < len(pieces) and pieces[mark].kind is Kind.EDITORS:
        people = read_people(", ".join(piece.text for piece in pieces[:mark]))
        return replace(people, editors=True), pieces[mark + 1 :]
    texts = [piece.text for piece in pieces[:mark]]
    people, used = read_leading_names(texts, spare=1)
    if used == 1 and mark == 2 and is_place(texts[1]):
        return People(), pieces  # nothing but a place would be left for the title
    return people, pieces[used + (_roles(texts, used) if _are_persons(people) else 0) :]


def _are_persons(people: People) -> bool:
    return bool(people.names) and all(name.given for name in people.names)


def _roles(texts: list[str], used: int) -> int:
    """How many pieces after a person's name say the office held: "Ann Lee, Minister of Ports, Speech ..."."""
    held = used
    while held + 1 < len(texts) and ROLE.search(texts[held]) and ":" not in texts[held]:
        held += 1
    if held > used and held + 1 < len(texts) and is_institution(texts[held]):
        held += 1
    return held - used


def _title_end(pieces: Sequence[Piece]) -> int:
    """Index of the first piece after title, place and publisher: no text that belongs to them follows."""
    for at, piece in enumerate(pieces[1:], start=1):
        if piece.kind in TITLE_ENDS:
            return at
        if piece.kind in {Kind.DATE, Kind.NUMBER} and not _text_then_tail(pieces, at + 1):
            return at
    return len(pieces)


def _text_then_tail(pieces: Sequence[Piece], at: int) -> bool:
    """Whether further text and a further date (or imprint) follow: then what came before is title."""
    rest = pieces[at:]
    if not rest:
        return False
    if rest[0].kind is not Kind.TEXT:
        return rest[0].kind is Kind.DATE and not rest[0].bracketed and pieces[at - 1].kind is Kind.DATE
    return any(piece.kind in {Kind.DATE, Kind.IMPRINT} for piece in rest)


def _without_prose(texts: list[Piece]) -> list[Piece]:
    """The pieces of a title without commentary after it ("..., published every year by the port")."""
    for at, piece in enumerate(texts[1:], start=1):
        small = piece.kind is Kind.TEXT and piece.text[0].islower() and len(piece.text.split()) > 3
        if small and is_titled(texts[0].text) and PARTICIPLE.match(piece.text):
            return texts[:at]
    return texts


def _read_title(note: Shielded, parts: Parts, lead: Sequence[Piece], rest: Sequence[Piece]) -> Parts:
    """Title, and place and publisher where the style has them after it ("Title, Oslo, Fram, 2019")."""
    if not lead:
        return replace(parts, end=parts.start + 1)
    texts = _without_prose(list(lead))
    ends = texts[-1].span.end
    dated = bool(rest) and rest[0].kind is Kind.DATE and not rest[0].bracketed
    place, publisher = "", ""
    imprint = next((piece for piece in rest if piece.kind is Kind.IMPRINT), None)
    if rest and rest[0].kind is Kind.NUMBER and len(texts) > 1:
        texts = _cut_issuer(texts)
    if imprint is None and rest and rest[0].kind is Kind.DATE and rest[0].bracketed:
        texts, publisher = _cut_issuers(texts)
    if imprint is None and dated:
        persons = _are_persons(parts.people)
        texts, place, publisher = _cut_imprint(texts, rest[0].value, persons=persons)
    texts, container = _cut_container(texts)
    title = note.text[texts[0].span.start : texts[-1].span.end]
    return replace(
        parts,
        title=_clean(title),
        place=place,
        publisher=publisher,
        end=ends,
        container=parts.container or container,
        evidence=parts.evidence + (2 if place and publisher else 0),
    )


def _cut_issuers(texts: list[Piece]) -> tuple[list[Piece], str]:
    """Bodies (and a number) between a title and its year in brackets: "Title, Port Office, TR-05 (2004)"."""
    kept = texts[:-1] if len(texts) > 1 and texts[-1].kind is Kind.NUMBER else texts
    issuers: list[str] = []
    while len(kept) > 1 and kept[-1].kind is Kind.TEXT and _is_issuer(kept[-1].text):
        issuers.insert(0, kept[-1].text)
        kept = kept[:-1]
    return kept, ", ".join(issuers)


def _is_issuer(text: str) -> bool:
    return ":" not in text and len(text.split()) <= LONGEST_ISSUER and is_institution(text)


def _cut_container(texts: list[Piece]) -> tuple[list[Piece], str]:
    """A last piece "in Official Journal" is what contains the work."""
    last = texts[-1].text
    if len(texts) > 1 and IN.match(last) and is_titled(IN.sub("", last)):
        return texts[:-1], _clean(IN.sub("", last))
    return texts, ""


def _cut_issuer(texts: list[Piece]) -> list[Piece]:
    """The body (with its acronym in brackets) that stands between a title and a report's number."""
    kept = texts[:-1] if texts[-1].kind is Kind.PAREN and len(texts) > 2 else texts
    last = kept[-1]
    return kept[:-1] if len(kept) > 1 and last.kind is Kind.TEXT and _is_issuer(last.text) else texts


def _cut_imprint(texts: list[Piece], issued: str, *, persons: bool) -> tuple[list[Piece], str, str]:
    """Place and publisher off the end of the text pieces of a title."""
    if len(texts) > 2 and is_place(texts[-2].text):
        return texts[:-2], texts[-2].text, texts[-1].text
    if len(texts) > 1 and find_publisher(texts[-1].text) and not is_place(texts[-2].text):
        return texts[:-1], "", texts[-1].text
    if len(texts) > 1 and (is_place(texts[-1].text) or _is_signing_place(texts)):
        return texts[:-1], texts[-1].text, ""
    short = len(texts) > 2 and all(len(p.text.split()) <= 4 and p.text[0].isupper() for p in texts[-2:])
    if persons and short and len(issued) <= 7:
        return texts[:-2], texts[-2].text, texts[-1].text
    return texts, "", ""


def _is_signing_place(texts: list[Piece]) -> bool:
    """Whether after the name of a treaty one or two capitalised words stand: where it was signed."""
    words = texts[-1].text.split()
    treaty = is_titled_first(texts[0].text) and len(texts[0].text.split()) > 3
    return treaty and len(words) <= 2 and all(word[0].isupper() for word in words)


def _read_container(note: Shielded, parts: Parts, pieces: list[Piece]) -> tuple[Parts, list[Piece]]:
    """What the quoted title stands in: editors, name, volume at its end, place and publisher."""
    if len(pieces) > 1 and pieces[0].kind is Kind.DATE and pieces[1].kind is Kind.REPORTER:
        return parts, pieces
    mark = next((at for at, piece in enumerate(pieces) if piece.kind is not Kind.TEXT), len(pieces))
    if 0 < mark < len(pieces) and pieces[mark].kind is Kind.EDITORS:
        container, head = _editors_after_container(pieces[:mark])
        parts = replace(parts, editors=read_people(head).names, evidence=parts.evidence + 1)
        pieces = [*container, *pieces[mark + 1 :]]
        mark = next((at for at, piece in enumerate(pieces) if piece.kind is not Kind.TEXT), len(pieces))
    texts = pieces[:mark]
    if not texts:
        return parts, pieces
    following = pieces[mark] if mark < len(pieces) else None
    if len(texts) == 1 and is_place(texts[0].text) and not find_periodical(texts[0].text):
        return replace(parts, place=texts[0].text, end=texts[0].span.end), pieces[mark:]
    return _name_container(note, parts, texts, following), pieces[mark:]


def _editors_after_container(texts: list[Piece]) -> tuple[list[Piece], str]:
    """What stands before "eds.": names, or the container's name and then names."""
    persons = len(texts)
    while persons > 1 and is_person(texts[persons - 1].text.removeprefix("and ").split(" and ")[0]):
        persons -= 1
    first = IN.sub("", texts[0].text)
    if persons == 1 and len(texts) > 1 and not read_people(first).names[0].family:
        return texts[:1], ", ".join(piece.text for piece in texts[1:])
    return [], IN.sub("", ", ".join(piece.text for piece in texts))


def _name_container(note: Shielded, parts: Parts, texts: list[Piece], following: Piece | None) -> Parts:
    place, publisher, volume, issue = "", "", "", ""
    if len(texts) > 1 and is_place(texts[0].text):
        texts, place = texts[1:], texts[0].text
    end = texts[-1].span.end
    tail = VOLUME_TAIL.match(texts[-1].text)
    if tail and _is_numbered(following):
        volume, issue = tail["volume"], tail["issue"] or ""
        end = texts[-1].span.start + tail.end("name")
    elif following is not None and following.kind is Kind.DATE and not following.bracketed:
        if len(texts) > 2:
            texts, place, publisher = _cut_imprint(texts, following.value, persons=True)
        else:
            texts = texts[:1]
    name = note.text[texts[0].span.start : min(end, texts[-1].span.end)]
    return replace(
        parts,
        container=_clean(_unquoted(_inner_quote(note, texts[0]) or IN.sub("", name))),
        volume=volume,
        issue=issue,
        place=place,
        publisher=publisher,
        end=max(parts.end, end),
        evidence=parts.evidence + int(bool(IN.match(name))) + int(bool(volume)),
    )


def _is_numbered(following: Piece | None) -> bool:
    """Whether a number before ``following`` is a volume: "48, no. 2", "25 (1947)", "12: 3-9"."""
    if following is None:
        return False
    bracketed_date = following.kind is Kind.DATE and following.bracketed
    return bracketed_date or following.kind in {Kind.VOLUME, Kind.ISSUE, Kind.PAGE}


def _inner_quote(note: Shielded, piece: Piece) -> str:
    """The container's name where it stands in quotation marks itself."""
    start = piece.span.end - len(IN.sub("", piece.text))
    return next((quote.of(note.text) for quote in note.quotes if quote.start == start), "")


def _unquoted(text: str) -> str:
    bare = text.strip().strip('"“”„«»').strip(" ,")
    if text.startswith(("‘", "'")):
        bare = bare[1:].rstrip(" ,").removesuffix("’").removesuffix("'")
    return bare.strip(" ,")


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:").removesuffix(".").strip()
