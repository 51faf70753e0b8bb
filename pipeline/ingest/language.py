"""Which language a document is written in, with py3langid (Lui and Baldwin 2012, langid.py)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from pipeline.errors import IngestError
from pipeline.schema import Document

__all__ = ["find_language", "language_identifier", "require_english", "state_language"]

_FEWEST_CHARACTERS = 80
_SAMPLES = 8
_SAMPLE_LENGTH = 1000


@cache
def language_identifier() -> Any:
    """The model, loaded once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(text: str) -> str:
    """ISO 639-1 code of the text's main language; "" where it is too short to tell.

    Samples spread over the text vote, each with its probability, so that a foreign abstract or a list of
    foreign titles does not decide.
    """
    text = " ".join(text.split())
    if len(text) < _FEWEST_CHARACTERS:
        return ""
    step = max(len(text) // _SAMPLES, _SAMPLE_LENGTH)
    votes: dict[str, float] = {}
    for start in range(0, max(len(text) - _FEWEST_CHARACTERS, 1), step):
        language, probability = language_identifier().classify(text[start : start + _SAMPLE_LENGTH])
        votes[language] = votes.get(language, 0.0) + float(probability)
    return max(sorted(votes), key=lambda language: votes[language])


def state_language(document: Document) -> Document:
    """The document with its language in its metadata, and a warning if it is not English."""
    body = "\n".join(block.span.of(document.text) for block in document.body_blocks())
    language = find_language(body or document.text) or document.metadata.language
    document = replace(document, metadata=replace(document.metadata, language=language))
    if language in {"", "en"}:
        return document
    warning = f"the text is in {_name_of(language)}, not English: claims are not to be relied on"
    return replace(document, warnings=(*document.warnings, warning))


def require_english(document: Document) -> None:
    """Raise ``IngestError`` for a document in another language than English."""
    language = document.metadata.language
    if language not in {"", "en"}:
        raise IngestError(
            f"the text is in {_name_of(language)}, not English",
            where=document.source,
            advice="--any-language analyses it all the same",
        )


def _name_of(language: str) -> str:
    """Its English name after CLDR, "French"."""
    from babel import Locale  # only where a paper is refused

    return str(Locale("en").languages.get(language, f"language {language!r}"))
