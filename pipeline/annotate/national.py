"""Institutions of a state that are named without it: which state is meant, and their identifier.

"Ministry of Defence" in a paper on Italy is ``ministry-of-defence-italy``, "Army" is ``italian-army``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.annotate.knowledge_base import Knowledge, KnownName, slug_of
from pipeline.annotate.law_links import ordinal
from pipeline.schema import EntityLabel, Mention

__all__ = ["StateContext", "place_institution"]

_WITH_ADJECTIVE = re.compile(
    r"(?:National )?"
    r"(?:Parliament|Army|Navy|Air Force|Armed Forces|Senate|Coast Guard|Constitution|Land Forces)"
)
_WITH_STATE = re.compile(
    r"(?:Ministry|Department) (?:of|for) .*"
    r"|(?:Joint|Supreme|National|General|Defen[cs]e|Space|Network|Cyber)\b.*"
    r"(?:Command|Council|Directorate|Staff|Committees?|Authority|Assembly|Guard)"
    r"|(?:Territorial|Civil|Self)[- ]Defen[cs]e Forces?"
    r"|(?:Supreme|Constitutional|High) Court|(?:Central|National) Bank"
    r"|(?:Democratic|Socialist|Labour|Conservative|Communist) Party"
)


_SHARED = re.compile(
    r"National (?:Security|Defen[cs]e) (?:Strategy|Council)|National Guard|Joint Operations Command"
    r"|(?:National|Supreme) (?:Assembly|Court|Council)|House of Representatives|Chamber of Deputies"
)
"""Names that several states have, although the tables know them as one state's."""


class StateContext:
    """The states named in a document, by the order of its mentions."""

    def __init__(self, mentions: Sequence[Mention], knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._mentions = mentions
        self._states = [self._state(mention.entity) for mention in mentions]
        counts = Counter(state.entity for state in self._states if state is not None)
        top = counts.most_common(1)
        self.main = knowledge.by_entity[top[0][0]] if top else None
        """The state that the document names most."""

    def _state(self, entity: str | None) -> KnownName | None:
        known = self._knowledge.by_entity.get(entity or "")
        return known if known and known.iso and known.label is EntityLabel.GPE else None

    def by_adjective(self, word: str) -> KnownName | None:
        """The state that an adjective belongs to ("Italian"), or an acronym names ("US")."""
        senses = self._knowledge.senses_of(word)
        return next((state for sense in senses if (state := self._state(sense.known.entity))), None)

    def around(self, at: int) -> KnownName | None:
        """The state of institution ``at``: its owner ("Norway's"), else the main one near it."""
        if at and self._gap(at) <= len("’s "):
            owner = self._states[at - 1]
            if owner is not None:
                return owner
        near = [state for state in self._states[max(at - _NEAR, 0) : at] if state is not None]
        if not near or any(state is self.main for state in near):
            return self.main
        return near[-1]

    def _gap(self, at: int) -> int:
        return self._mentions[at].span.start - self._mentions[at - 1].span.end


_NEAR = 10
"""Mentions before an institution among which its state is looked for."""


def place_institution(
    words: str, mention: Mention, at: int, states: StateContext, known: KnownName | None
) -> Mention:
    """The mention with the state in its identifier, where its name is one that every state has.

    ``known`` is the thing that the name leads to by itself: it stays unless it is another state's.
    """
    if known is not None:
        return _of_another_state(words, mention, states.around(at), known)
    if plan := _FIVE_YEAR_PLAN.match(words):
        return _of_plan(int(plan[1]), mention, states.around(at))
    if mention.by == "rule:unit" and (unit := _UNIT.fullmatch(words)):
        return replace(mention, entity=slug_of(f"{ordinal(int(unit[1]))} {unit[2]}"))
    if mention.label not in {EntityLabel.ORG, EntityLabel.LAW}:
        return mention
    adjective, _, rest = words.partition(" ")
    own = states.by_adjective(adjective) if rest else None
    state = own or states.around(at)
    if state is None or not state.adjectives:
        return mention
    return _under_state(rest if own is not None else words, mention, state)


_FIVE_YEAR_PLAN = re.compile(r"(\d+)(?:st|nd|rd|th)? (?:Five[-–]Year Plan|FYP)\b")
_UNIT = re.compile(r"(\d+)(?:st|nd|rd|th)? (.+)")


def _of_plan(number: int, mention: Mention, state: KnownName | None) -> Mention:
    """A five-year plan by its number and its state."""
    name = f"{ordinal(number)} Five-Year Plan"
    if state is None:
        return replace(mention, entity=slug_of(name), name=name)
    return replace(mention, entity=f"{slug_of(name)}-{state.entity}", name=f"{name} ({state.name})")


_OWN_WORDS = 5
"""More words make a national institution's name its own, whatever state it is of."""


def _under_state(name: str, mention: Mention, state: KnownName) -> Mention:
    if name == "Constitution":
        return _renamed(mention, f"Constitution of {state.name}")
    if _WITH_ADJECTIVE.fullmatch(name):
        return _renamed(mention, f"{state.adjectives[0]} {name}")
    own = name.startswith("National ") and len(name.split()) > _OWN_WORDS
    if _WITH_STATE.fullmatch(name) and not own:
        return replace(mention, entity=f"{slug_of(name)}-{state.entity}", name=f"{name} ({state.name})")
    return mention


def _of_another_state(words: str, mention: Mention, state: KnownName | None, known: KnownName) -> Mention:
    """The mention under the state around it, where the tables know only another state's of that name."""
    if state is None or not known.of or state.entity == known.of or not _SHARED.fullmatch(words):
        return mention
    return replace(mention, entity=f"{slug_of(words)}-{state.entity}", name=f"{words} ({state.name})")


def _renamed(mention: Mention, name: str) -> Mention:
    return replace(mention, entity=slug_of(name), name=name)
