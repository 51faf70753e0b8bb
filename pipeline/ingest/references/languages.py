"""The language of a title, where a detector can tell it.

``py3langid`` (a naive Bayes over byte n-grams) is asked only among the languages that policy notes
cite; below ``SURE`` the answer is empty, for titles are short.
"""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

__all__ = ["find_language"]

LANGUAGES = (
    "en",
    "it",
    "fr",
    "de",
    "es",
    "pt",
    "nl",
    "sv",
    "da",
    "pl",
    "tr",
    "el",
    "ru",
    "uk",
    "ar",
    "zh",
    "ja",
)
SURE = 0.5
SHORTEST = 12


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


@cache
def find_language(title: str) -> str:
    """ISO 639-1 code of the language of ``title``, or "" where it cannot be told."""
    if len(title) < SHORTEST:
        return ""
    language, probability = _identifier().classify(title)
    return str(language) if probability >= SURE else ""
