"""The base model's names, cleaned to our spans and labels: the third source, for what nothing else tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from pipeline.annotate.capitals import Run, is_capital, is_plain
from pipeline.annotate.head_names import head_nouns
from pipeline.annotate.knowledge_base import Knowledge
from pipeline.annotate.metonyms import leads_to_place
from pipeline.annotate.name_candidates import NameCandidate
from pipeline.schema import EntityLabel, Span

__all__ = ["find_base_names", "find_wholes"]

_LABELS = {
    label.value: label
    for label in EntityLabel
    if not label.is_value and label not in {EntityLabel.PROGRAMME, EntityLabel.MISSION}
}
_BREAKS = frozenset({"to", "from", "with", "by", "at", "in", "as", "who", "that", "which", "or"})
_LEADING = frozenset(
    {"the", "a", "an", "this", "these", "its", "their", "his", "her", "our", "former", "late"}
)


def find_base_names(
    doc: Doc, titles: frozenset[int], found: Sequence[NameCandidate], knowledge: Knowledge
) -> Iterator[NameCandidate]:
    """The base model's names outside the names already ``found``; a known surname is a person's."""
    taken = {place for name in found for place in range(name.span.start, name.span.end)}
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None:
            continue
        for whole in _pieces(entity, titles, taken, knowledge):
            piece = _without_version(whole, knowledge)
            words = piece.text
            if is_plain(words) or words in head_nouns() or not _looks_like_name(piece):
                continue
            if (couple := words.split("-")) and len(couple) == 2 and all(map(knowledge.has_surname, couple)):
                yield from _couple(piece, couple)
                continue
            kind = EntityLabel.PERSON if knowledge.has_surname(words) else _label_in_place(piece, label)
            yield NameCandidate(Span(piece.start_char, piece.end_char), kind, f"base:{entity.label_}")


def _couple(piece: DocSpan, names: Sequence[str]) -> Iterator[NameCandidate]:
    """The two people in "Nixon-Ford"."""
    middle = piece.start_char + len(names[0])
    for start, end in ((piece.start_char, middle), (middle + 1, piece.end_char)):
        yield NameCandidate(Span(start, end), EntityLabel.PERSON, "base:surnames")


def find_wholes(
    doc: Doc, runs: Sequence[Run], titles: frozenset[int], knowledge: Knowledge
) -> Iterator[NameCandidate]:
    """Names of the base model that a known name is only a part of: "Jordan Velmora", "Hanwha Defense".

    Only where the rest is no known name, common word or title of its own.
    """
    ends = {run.start: run.end for run in runs}
    for entity in doc.ents:
        if (
            len(entity) < 2
            or ends.get(entity.start) != entity.end
            or titles.intersection(range(entity.start, entity.end))
        ):
            continue
        first, rest = entity[0].text, entity[1:].text
        if is_plain(rest) or knowledge.senses_of(rest) or knowledge.senses_of(entity.text):
            continue
        labels = {sense.label for sense in knowledge.senses_of(first)}
        label = EntityLabel.PERSON if entity.label_ == "PERSON" else EntityLabel.ORG
        if label in labels or (label is EntityLabel.PERSON and labels and not rest.isupper()):
            yield NameCandidate(Span(entity.start_char, entity.end_char), label, "base+known")


def _without_version(piece: DocSpan, knowledge: Knowledge) -> DocSpan:
    """Without the number in "Trump 2.0"."""
    if len(piece) == 2 and not piece[1].text[0].isalpha() and knowledge.has_surname(piece[0].text):
        return piece[:1]
    return piece


def _label_in_place(piece: DocSpan, label: EntityLabel) -> EntityLabel:
    """A name that "in", "at", "near" or "to" and a verb of motion stand before is a place."""
    token = piece.root
    first = token
    while first.dep_ == "conj" and first.head.pos_ == "PROPN":
        first = first.head
    if label not in _NO_PLACES or first.dep_ != "pobj" or piece.text.isupper():
        return label
    return EntityLabel.GPE if leads_to_place(first.head) else label


_NO_PLACES = frozenset(
    {EntityLabel.ORG, EntityLabel.PERSON, EntityLabel.WORK_OF_ART, EntityLabel.PRODUCT, EntityLabel.NORP}
)


def _pieces(
    entity: DocSpan, titles: frozenset[int], taken: set[int], knowledge: Knowledge
) -> Iterator[DocSpan]:
    """The stretches of an entity between titles, possessives, marks and names found already."""
    start: int | None = None
    for token in entity:
        free = (
            token.i not in titles
            and token.idx not in taken
            and token.text not in {"'s", "’s", "’", "'", "“", "”", '"', "(", ")", ",", ";", ":", "[", "]"}
            and not token.is_space
            and token.lower_ not in _BREAKS
            and not (token.lower_ == "and" and knowledge.has_surname(token.doc[token.i - 1].text))
        )
        if free and start is None and (is_capital(token)):
            start = token.i
        elif not free and start is not None:
            yield _shorn(entity.doc[start : token.i])
            start = None
    if start is not None:
        yield _shorn(entity.doc[start : entity.end])


def _shorn(piece: DocSpan) -> DocSpan:
    """Without lower-case words and marks at either end."""
    start, end = piece.start, piece.end
    while end > start + 1 and _is_loose_end(piece.doc[end - 1]):
        end -= 1
    while start < end - 1 and (piece.doc[start].lower_ in _LEADING or not is_capital(piece.doc[start])):
        start += 1
    return piece.doc[start:end]


def _is_loose_end(token: Token) -> bool:
    """Whether a last word is no part of the name: a common noun, or "Administration"."""
    return is_plain(token.text) if is_capital(token) else not token.text[0].isdigit()


def _looks_like_name(piece: DocSpan) -> bool:
    first = piece[0]
    if not is_capital(first) or len(piece.text) < 2:
        return False
    if len(piece) == 1 and first.is_sent_start and first.pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return False
    return any(token.pos_ in {"PROPN", "NOUN", "ADJ"} or token.text.isupper() for token in piece)
