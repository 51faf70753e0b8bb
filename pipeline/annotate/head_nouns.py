"""The nouns that make names of the words beside them ("Ministry", "Treaty", "Summit")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.annotate.lexicon import read_table
from pipeline.schema import EntityLabel

__all__ = ["HeadNoun", "head_nouns"]


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """A row of ``head_nouns.csv``: a capitalised noun and what a name with it names.

    ``place``: ``last`` it closes a name ("Air Force"), ``first`` it opens one ("Operation"), ``both``,
    ``bare`` both, and it opens one without "of" ("Lake Chad"), ``alone`` both, and it is a name by itself
    inside a sentence ("Parliament").
    """

    words: str
    label: EntityLabel
    place: str
    example: str = ""


@cache
def head_nouns() -> dict[str, HeadNoun]:
    """The rows of ``head_nouns.csv`` by their words."""
    return {row.words: row for row in read_table("head_nouns", HeadNoun)}
