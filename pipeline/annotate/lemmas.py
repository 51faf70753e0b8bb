"""Lemmas, with the slips of the base model's lemmatizer mended."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["lemma_of"]

_SLIPS = {"hop": "hope", "hat": "hate", "datum": "data", "slat": "slate", "shin": "shine", "par": "pare"}
"""What the lemmatizer makes of "hopes", "hated", "data" ..., and what it should."""


def lemma_of(token: Token) -> str:
    """The token's lemma in lower case."""
    lemma = token.lemma_.lower()
    mended = _SLIPS.get(lemma)
    return mended if mended is not None and token.lower_.startswith(mended[:-1]) else lemma
