"""A citation cut into its pieces: at commas, brackets and links, and what belongs together joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.references.marks import classify_piece
from pipeline.ingest.references.names import ACRONYM, is_person
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.shield import Shielded
from pipeline.schema.span import Span

__all__ = ["cut_pieces"]

CUT = re.compile(r"[,;]|(?<=\)):(?=\s?\d)|(?<=\d):(?=\s\d)|\.(?=\s[Vv]ol\.)|\s(?=arts?\.\s?\d)|\.(?=\s*$)")
RESOLUTION = re.compile(r"\b(?:Resolution|Res\.|Résolution|Resolución|Risoluzione)\s\d+$")
LIST_AND = re.compile(r"^(?:and|&)\s+")


def cut_pieces(note: Shielded, span: Span) -> tuple[Piece, ...]:
    """All pieces of the citation at ``span``, in order."""
    pieces = [classify_piece(note, part) for part in _parts(note, span)]
    pieces = [
        piece for piece in pieces if not (piece.kind is Kind.PAREN and ACRONYM.fullmatch(f" {piece.text}"))
    ]
    return tuple(_mend_issue(_mend_resolutions(note, _mend_editors(pieces))))


def _parts(note: Shielded, span: Span) -> Iterator[Span]:
    """Stretches between commas, brackets and links, without the white space around them."""
    cuts = {span.start, span.end}
    for match in CUT.finditer(note.cover, span.start, span.end):
        cuts |= {match.start(), match.end()}
    for at in range(span.start, span.end):
        if note.cover[at] == "(" and at > span.start:
            cuts.add(at)
        elif note.cover[at] == ")":
            cuts.add(at + 1)
    for link in note.links:
        if link.span in span:
            cuts |= {link.span.start, link.span.end}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        text = note.text[start:end]
        left, right = len(text) - len(text.lstrip(" \n.,;:")), len(text.rstrip(" \n,;:"))
        if left < right and text[left:right] not in {".", ")", "and"}:
            yield Span(start + left, start + right)


def _mend_editors(pieces: list[Piece]) -> list[Piece]:
    """Join the names of a list that was cut: "ed. Ann Lee, Bo Moe, and Cy Fox"."""
    mended: list[Piece] = []
    rest = list(pieces)
    while rest:
        piece = rest.pop(0)
        if piece.kind in (Kind.EDITED, Kind.TRANSLATED) and (more := _listed_persons(rest)):
            rest = rest[len(more) :]
            span = Span(piece.span.start, more[-1].span.end)
            piece = replace(piece, span=span, value=", ".join([piece.value, *(other.text for other in more)]))
        mended.append(piece)
    return mended


def _listed_persons(pieces: list[Piece]) -> list[Piece]:
    """The pieces that go on a list of persons, up to the one with its "and"; none without it."""
    for at, piece in enumerate(pieces):
        bare = LIST_AND.sub("", piece.text)
        if piece.kind is not Kind.TEXT or not is_person(bare.split(" and ")[0]):
            return []
        if bare != piece.text or " and " in bare:
            return pieces[: at + 1]
    return []


def _mend_resolutions(note: Shielded, pieces: list[Piece]) -> list[Piece]:
    """UN style: the year in brackets is part of a resolution's number, "Resolution 2690 (2023)"."""
    mended: list[Piece] = []
    for piece in pieces:
        if mended and piece.bracketed and piece.kind is Kind.DATE and RESOLUTION.search(mended[-1].text):
            span = Span(mended[-1].span.start, piece.span.end)
            mended[-1] = replace(mended[-1], span=span, text=span.of(note.text))
        else:
            mended.append(piece)
    return mended


def _mend_issue(pieces: list[Piece]) -> Iterator[Piece]:
    """APA's "12(3)": a bare number right before a number in brackets is the volume."""
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            piece.kind is Kind.PAGE
            and piece.text.isdigit()
            and following is not None
            and following.bracketed
            and following.kind in (Kind.ISSUE, Kind.DATE)
        ):
            yield replace(piece, kind=Kind.VOLUME, value=piece.text)
        else:
            yield piece
