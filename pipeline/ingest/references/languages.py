"""The language of a title, where a detector can tell it.

The same ``py3langid`` model that tells the paper's language is asked, among the languages that policy
notes cite; below ``SURE`` the answer is empty, for titles are short.
"""

from __future__ import annotations

from functools import cache

from pipeline.ingest.language import language_identifier

__all__ = ["find_title_language"]

LANGUAGES = frozenset(
    {"en", "it", "fr", "de", "es", "pt", "nl", "sv", "da", "pl", "tr", "el", "ru", "uk", "ar", "zh", "ja"}
)
SURE = 0.5
SHORTEST = 12


@cache
def find_title_language(title: str) -> str:
    """ISO 639-1 code of the language of ``title``, or "" where it cannot be told."""
    if len(title) < SHORTEST:
        return ""
    scores = [
        (language, score) for language, score in language_identifier().rank(title) if language in LANGUAGES
    ]
    language, score = scores[0]
    return str(language) if score >= SURE * sum(score for _, score in scores) else ""
