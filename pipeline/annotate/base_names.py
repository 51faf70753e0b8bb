"""The base model's names, cleaned to our spans and labels: the third source, for what nothing else tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from pipeline.annotate.capitals import Run, is_capital, is_plain
from pipeline.annotate.cue_names import names_people
from pipeline.annotate.definitions import concept_nouns
from pipeline.annotate.head_nouns import head_nouns
from pipeline.annotate.knowledge_base import Knowledge
from pipeline.annotate.metonyms import leads_to_place
from pipeline.annotate.name_candidates import NameCandidate
from pipeline.annotate.recurrence import family_names
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
        for entire in _pieces(entity, titles, taken, knowledge):
            whole = _without_people(entire)
            if whole is None:
                continue
            piece = _with_given(_without_version(whole, knowledge))
            words = piece.text
            if is_plain(words) or words in head_nouns() or not _looks_like_name(piece):
                continue
            if (couple := words.split("-")) and len(couple) == 2 and all(map(knowledge.has_surname, couple)):
                yield from _couple(piece, couple)
                continue
            kind = _kind_of(piece, label, knowledge)
            yield NameCandidate(Span(piece.start_char, piece.end_char), kind, f"base:{entity.label_}")


def _without_people(piece: DocSpan) -> DocSpan | None:
    """Without what people are called: of "VC Commissioners" the body, of "Port Attachés" nothing."""
    if len(piece) < 2 or not names_people(piece[-1]):
        return piece
    return piece[:-1] if piece[:-1].text.isupper() else None


def _kind_of(piece: DocSpan, label: EntityLabel, knowledge: Knowledge) -> EntityLabel:
    """A town before its state is a place, a known surname a person's, unless it is also a known firm's."""
    if _is_town(piece, knowledge):
        return EntityLabel.GPE
    if _is_family_first(piece):
        return EntityLabel.PERSON
    if label is EntityLabel.PERSON and _COINED.fullmatch(piece.text):
        return EntityLabel.ORG
    if any(sense.label is label is EntityLabel.ORG for sense in knowledge.senses_of(piece.text)):
        return label
    return EntityLabel.PERSON if knowledge.has_surname(piece.text) else _label_in_place(piece, label)


_COINED = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Van|Fitz|O[’'])[A-Z][a-z]+[A-Z]\w*")
"""A word with a capital inside, as bodies and firms are called but no person: "ExComm"."""


def _is_family_first(piece: DocSpan) -> bool:
    """Whether two words are a Chinese or Korean family name and a given one: "Dai Longwei"."""
    words = piece.text.split()
    if len(words) != 2 or words[0] not in family_names() or words[1] in head_nouns():
        return False
    given = words[1].partition("-")[0]
    return given.istitle() and given.isalpha() and not is_plain(given)


def _is_town(piece: DocSpan, knowledge: Knowledge) -> bool:
    """Whether a preposition stands before, and a state or region after a comma: "in Lincoln, Nebraska"."""
    doc = piece.doc
    if not piece.start or doc[piece.start - 1].lower_ not in _BEFORE_TOWNS or piece.end + 1 >= len(doc):
        return False
    if doc[piece.end].text != ",":
        return False
    following = (doc[piece.end + 1].text, doc[piece.end + 1 : piece.end + 3].text)
    senses = [sense for words in following for sense in knowledge.senses_of(words)]
    return any(sense.label is EntityLabel.GPE and not sense.seat for sense in senses)


_BEFORE_TOWNS = frozenset({"of", "in", "at", "near", "from", "outside", "to"})


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
        if is_plain(rest) or knowledge.senses_of(entity.text):
            continue
        if knowledge.senses_of(rest):
            if entity.label_ == "PERSON" and _may_be_given(first, knowledge):
                yield NameCandidate(
                    Span(entity.start_char, entity.end_char), EntityLabel.PERSON, "base+known"
                )
            continue
        if len(entity) > 2 and _is_of_region(first, knowledge):
            yield NameCandidate(Span(entity.start_char, entity.end_char), EntityLabel.ORG, "base+known")
            continue
        if len(entity) > 2 and entity.label_ == "ORG" and _is_firm_of_state(entity, knowledge):
            yield NameCandidate(Span(entity.start_char, entity.end_char), EntityLabel.ORG, "base+known")
            continue
        labels = {sense.label for sense in knowledge.senses_of(first)}
        is_person = entity.label_ == "PERSON" and entity[-1].tag_ not in {"NNS", "NNPS"}
        label = EntityLabel.PERSON if is_person else EntityLabel.ORG
        if label in labels or (label is EntityLabel.PERSON and labels and not rest.isupper()):
            yield NameCandidate(Span(entity.start_char, entity.end_char), label, "base+known")


def _is_firm_of_state(entity: DocSpan, knowledge: Knowledge) -> bool:
    """Whether a state's name in full opens that of a body: "Nauru Ocean Resources", not "US Treasury"."""
    first = entity[0].text
    states = [sense for sense in knowledge.senses_of(first) if sense.label is EntityLabel.GPE]
    return bool(states) and not first.isupper() and all(map(is_capital, entity)) and "." not in first


def _is_of_region(word: str, knowledge: Knowledge) -> bool:
    """Whether an adjective is that of a region, which opens names of bodies: "European", "African"."""
    senses = knowledge.senses_of(word)
    return bool(senses) and all(
        sense.label is EntityLabel.NORP and sense.known.label is EntityLabel.LOC for sense in senses
    )


def _may_be_given(word: str, knowledge: Knowledge) -> bool:
    """Whether a word may be a given name before a known name: "Michael" before "Jordan"."""
    return (
        word.isalpha()
        and word.istitle()
        and not (
            is_plain(word) or word in head_nouns() or knowledge.senses_of(word) or knowledge.has_surname(word)
        )
    )


def _without_version(piece: DocSpan, knowledge: Knowledge) -> DocSpan:
    """Without the number in "Trump 2.0"."""
    if len(piece) == 2 and not piece[1].text[0].isalpha() and knowledge.has_surname(piece[0].text):
        return piece[:1]
    return piece


def _with_given(piece: DocSpan) -> DocSpan:
    """With the second half of a Korean given name: "Kim Tae" as "Kim Tae-woo"."""
    doc, end = piece.doc, piece.end
    if len(piece) != 2 or piece[0].text not in family_names() or end + 1 >= len(doc):
        return piece
    joined = doc[end].text in {"-", "–", "‑"} and not doc[end].whitespace_ and not doc[end - 1].whitespace_
    return doc[piece.start : end + 2] if joined and doc[end + 1].is_lower else piece


def _label_in_place(piece: DocSpan, label: EntityLabel) -> EntityLabel:
    """A name that "in", "at", "near" or "to" and a verb of motion stand before is a place."""
    token = piece.root
    first = token
    while first.dep_ == "conj" and first.head.pos_ == "PROPN":
        first = first.head
    if label not in _NO_PLACES or len(piece) > 2 or first.dep_ != "pobj" or piece.text.isupper():
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


_FISCAL_YEAR = re.compile(r"F?FY\s?\d|CY\d")


def _looks_like_name(piece: DocSpan) -> bool:
    first = piece[0]
    if not is_capital(first) or len(piece.text) < 2 or piece[-1].pos_ == "PRON":
        return False
    if _FISCAL_YEAR.match(piece[-1].text):
        return False
    if piece[-1].text in concept_nouns() and len(piece) < 4:
        return False
    if len(piece) == 1 and first.is_sent_start and first.pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return False
    return any(token.pos_ in {"PROPN", "NOUN", "ADJ"} or token.text.isupper() for token in piece)
