"""What stands between a title and its date: place and publisher, or the body that issued a report."""

from __future__ import annotations

from pipeline.ingest.references.institutions import is_institution, is_titled_first
from pipeline.ingest.references.pieces import Kind, Piece
from pipeline.ingest.references.terms import find_publisher, is_place

__all__ = ["cut_imprint", "cut_issuer", "cut_issuers"]

LONGEST_ISSUER = 8
"""Words in the name of a body that stands between a report's title and its number."""


def cut_issuers(texts: list[Piece]) -> tuple[list[Piece], str]:
    """Bodies (and a number) between a title and its year in brackets: "Title, Port Office, TR-05 (2004)"."""
    kept = texts[:-1] if len(texts) > 1 and texts[-1].kind is Kind.NUMBER else texts
    issuers: list[str] = []
    while len(kept) > 1 and kept[-1].kind is Kind.TEXT and _is_issuer(kept[-1].text):
        issuers.insert(0, kept[-1].text)
        kept = kept[:-1]
    return kept, ", ".join(issuers)


def _is_issuer(text: str) -> bool:
    return ":" not in text and len(text.split()) <= LONGEST_ISSUER and is_institution(text)


def cut_issuer(texts: list[Piece]) -> list[Piece]:
    """The body (with its acronym in brackets) that stands between a title and a report's number."""
    kept = texts[:-1] if texts[-1].kind is Kind.PAREN and len(texts) > 2 else texts
    last = kept[-1]
    return kept[:-1] if len(kept) > 1 and last.kind is Kind.TEXT and _is_issuer(last.text) else texts


def cut_imprint(texts: list[Piece], issued: str, *, persons: bool) -> tuple[list[Piece], str, str]:
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
