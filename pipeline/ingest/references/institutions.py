"""Names of bodies, as against persons and titles: ministries, agencies, think tanks, states."""

from __future__ import annotations

import re

from pipeline.ingest.references.terms import (
    find_periodical,
    find_publisher,
    institution_pattern,
    is_country,
    work_words,
)

__all__ = ["AND", "is_body", "is_institution", "is_titled_first"]

AND = re.compile(r"(?:,?\s+(?:and|e|et|und|y|ve)|,?\s*&)\s+")
LINKING = re.compile(
    r"(?:of|on|for|between|to|with|against|relating|concerning|respecting|regarding|over|per|su|sur|"
    r"pour|entre|relati(?:f|ve)|portant|du|de|del|della|sobre|para|zwischen|über|zur|zum)\b"
)
OF = re.compile(r"(?<=\s)(?:of|for|the|on|in|to|without|against|dei|delle|degli|della|pour|für)(?=\s)")


def is_institution(text: str) -> bool:
    """Whether ``text`` names a body rather than a person."""
    bare = text.strip(" ,")
    known = find_publisher(bare) or find_periodical(bare)
    if known or is_country(bare) or institution_pattern().search(bare):
        return True
    if OF.search(bare) and bare[:1].isupper():
        return True
    parts = [part.strip() for part in AND.split(bare)]
    return bool(bare) and all(_is_acronym(part) or is_country(part) or find_publisher(part) for part in parts)


def is_titled_first(text: str) -> bool:
    """Whether ``text`` is a title, not a body: it begins with, or is, the name of a kind of document."""
    for pattern, row in work_words():
        match = pattern.search(text)
        if match and row.type in {"legislation", "document", "report"}:
            rest = text[match.end() :].strip()
            headed = match.start() == 0 and bool(LINKING.match(rest))
            treaty = row.type == "legislation" and (not rest or bool(LINKING.match(rest)))
            if headed or (treaty and " " in text):
                return True
    return False


def is_body(text: str) -> bool:
    """Whether ``text`` is a body by itself, so that "and" before it divides two bodies."""
    known = _is_acronym(text) or is_country(text) or find_publisher(text) is not None
    return known or (" " in text and bool(institution_pattern().search(text.split(" of ", maxsplit=1)[0])))


def _is_acronym(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return " " not in text and "." not in text and len(letters) > 1 and all(map(str.isupper, letters))
