"""What a work in quotation marks stands in: journal, newspaper, book with its editors, series."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.references.imprints import cut_imprint
from pipeline.ingest.references.names import is_person, read_people
from pipeline.ingest.references.parts import IN, Parts
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.shield import Shielded
from pipeline.ingest.references.terms import find_periodical, is_place

__all__ = ["clean", "read_container", "unquoted"]

VOLUME_TAIL = re.compile(
    r"^(?P<name>.*[^\d\s,])\s+(?P<volume>\d{1,3}|[IVXLC]{1,7})(?:\s?[:/.]\s?(?P<issue>\d{1,3}(?:[-–/]\d{1,3})?))?$"
)


def read_container(note: Shielded, parts: Parts, pieces: list[Piece]) -> tuple[Parts, list[Piece]]:
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
            texts, place, publisher = cut_imprint(texts, following.value, persons=True)
        else:
            texts = texts[:1]
    name = note.text[texts[0].span.start : min(end, texts[-1].span.end)]
    return replace(
        parts,
        container=clean(unquoted(_inner_quote(note, texts[0]) or IN.sub("", name))),
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


def unquoted(text: str) -> str:
    """The text without the quotation marks around it and the comma before the last."""
    bare = text.strip().strip('"“”„«»').strip(" ,")
    if text.startswith(("‘", "'")):
        bare = bare[1:].rstrip(" ,").removesuffix("’").removesuffix("'")
    return bare.strip(" ,")


def clean(text: str) -> str:
    """The text with single spaces and without the punctuation that divides it from what follows."""
    return re.sub(r"\s+", " ", text).strip(" ,;:").removesuffix(".").strip()
