"""Links: what each name means here. Known things get their identifier, unknown ones one of their own.

A capital, seat or palace that acts stands for its government (a metonym); an adjective stands for its
state or group; an acronym, a surname or a short name for the thing whose full name the document gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.annotate.definitions import find_definitions
from pipeline.annotate.knowledge_base import Knowledge, KnownName, Sense, slug_of
from pipeline.annotate.metonyms import acts_as_government, means_the_union
from pipeline.annotate.name_candidates import NameCandidate
from pipeline.annotate.recurrence import surname_of
from pipeline.schema import EntityLabel, Mention

__all__ = ["link_mentions"]


def link_mentions(doc: Doc, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The same mentions with ``entity``, ``name``, ``iso`` and ``metonym`` filled; values stay."""
    text = doc.text
    names = [mention for mention in mentions if not mention.label.is_value]
    people = _people(text, names, knowledge)
    acronyms = _acronyms(text, names)
    first = [_link(doc, text, m, knowledge, people, acronyms) for m in mentions]
    states = _StateContext(first, knowledge)
    return [_placed(m, states, at) for at, m in enumerate(first)]


def _link(
    doc: Doc,
    text: str,
    mention: Mention,
    knowledge: Knowledge,
    people: dict[str, str],
    acronyms: dict[str, str],
) -> Mention:
    if mention.label.is_value:
        return mention
    words = mention.span.of(text)
    senses = [sense for sense in knowledge.senses_of(words) if _agrees(sense.label, mention.label)]
    if senses:
        return _linked_to_known(doc, mention, words, senses)
    if mention.label is EntityLabel.PERSON:
        return _linked_person(mention, people.get(words, words), knowledge)
    full = acronyms.get(words, words)
    senses = [sense for sense in knowledge.senses_of(full) if _agrees(sense.label, mention.label)]
    if senses:
        return _linked_to_known(doc, mention, full, senses)
    return replace(mention, entity=_own_slug(full, mention.label), name=full)


def _agrees(sense: EntityLabel, label: EntityLabel) -> bool:
    return sense is label or (sense not in _APART and label not in _APART)


_APART = frozenset(
    {EntityLabel.PERSON, EntityLabel.NORP, EntityLabel.LAW, EntityLabel.EVENT, EntityLabel.PRODUCT}
)


def _linked_to_known(doc: Doc, mention: Mention, words: str, senses: Sequence[Sense]) -> Mention:
    exact = [sense for sense in senses if sense.label is mention.label] or list(senses)
    sense = exact[0]
    known = sense.known
    if sense.seat and not acts_as_government(doc, mention.span):
        return replace(mention, entity=slug_of(words), name=words)
    if known.entity == "europe" and mention.label is EntityLabel.NORP and means_the_union(doc, mention.span):
        return replace(mention, entity="european-union", name="European Union")
    return replace(mention, entity=known.entity, name=known.name, iso=known.iso or None, metonym=sense.seat)


def _people(text: str, names: Sequence[Mention], knowledge: Knowledge) -> dict[str, str]:
    """Each way in which a person is named -> the fullest name in the document, if there is only one."""
    full: dict[str, set[str]] = {}
    for mention in names:
        if mention.label is not EntityLabel.PERSON:
            continue
        words = mention.span.of(text)
        surname = surname_of(words)
        if surname:
            full.setdefault(surname, set()).add(_usual_name(words, knowledge))
    return {surname: next(iter(people)) for surname, people in full.items() if len(people) == 1}


def _usual_name(words: str, knowledge: Knowledge) -> str:
    known = [sense.known for sense in knowledge.senses_of(words) if sense.label is EntityLabel.PERSON]
    return known[0].name if known else words


def _linked_person(mention: Mention, name: str, knowledge: Knowledge) -> Mention:
    known = [sense.known for sense in knowledge.senses_of(name) if sense.label is EntityLabel.PERSON]
    if known:
        return replace(mention, entity=known[0].entity, name=known[0].name)
    return replace(mention, entity=slug_of(name), name=name)


def _acronyms(text: str, names: Sequence[Mention]) -> dict[str, str]:
    """Acronym -> the full name that the document gives with it."""
    candidates = [NameCandidate(name.span, name.label, name.by) for name in names]
    return {
        definition.other: definition.name.span.of(text)
        for definition in find_definitions(text, candidates)
        if definition.name is not None
    }


def _own_slug(words: str, label: EntityLabel) -> str:
    law = re.match(r"(?:Law|Decree|Act)\s(?:[Nn]o\.?\s)?(\d+)(?:/(\d{4})|.*?\b(\d{4})$)", words)
    if label is EntityLabel.LAW and law:
        return f"{words.split(maxsplit=1)[0].lower()}-{law[1]}-{law[2] or law[3]}"
    if (
        label is EntityLabel.MISSION
        and not re.match(r"(?:Operation|Exercise|Mission)\b", words)
        and words.isalpha()
        and not words.isupper()
    ):
        return slug_of(f"Operation {words}")
    return slug_of(words)


class _StateContext:
    """Which state a national institution without its state belongs to, by the names around it."""

    def __init__(self, mentions: Sequence[Mention], knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._places = [(at, known) for at, m in enumerate(mentions) if (known := self._state(m)) is not None]
        counts = Counter(known.entity for _, known in self._places)
        self._main = knowledge.by_entity[counts.most_common(1)[0][0]] if counts else None

    def _state(self, mention: Mention) -> KnownName | None:
        known = self._knowledge.by_entity.get(mention.entity or "")
        return known if known and known.iso and known.label is EntityLabel.GPE else None

    def around(self, at: int) -> KnownName | None:
        """The state named most in the five mentions before, else in the document."""
        near = [known for place, known in self._places if at - 6 <= place < at]
        return near[-1] if near else self._main


_NATIONAL = re.compile(r"(?:(?:\w+\s)?Parliament|Army|Navy|Air Force|Armed Forces|Senate|Coast Guard)")


def _placed(mention: Mention, states: _StateContext, at: int) -> Mention:
    """A ministry, parliament or force named without its state: the state is added to its identifier."""
    if mention.label is not EntityLabel.ORG or mention.entity is None:
        return mention
    name = mention.name or ""
    state = states.around(at)
    if state is None:
        return mention
    if (
        _NATIONAL.fullmatch(name)
        and state.adjectives
        and " "
        not in name.replace("Air Force", "").replace("Armed Forces", "").replace("Coast Guard", "").strip()
    ):
        return replace(
            mention, entity=slug_of(f"{state.adjectives[0]} {name}"), name=f"{state.adjectives[0]} {name}"
        )
    if re.match(r"Ministry|Department|Joint|National|Supreme|Defen[cs]e", name):
        return replace(mention, entity=f"{slug_of(name)}-{state.entity}", name=name)
    return mention
