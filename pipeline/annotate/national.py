"""Institutions of a state that are named without it: which state is meant, and their identifier.

"Ministry of Defence" in a paper on Italy is ``ministry-of-defence-italy``, "Army" is ``italian-army``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.annotate.knowledge_base import Knowledge, KnownName, slug_of
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
    r"|(?:Supreme|Constitutional|High) Court|(?:Central|National) Bank"
    r"|(?:Democratic|Socialist|Labour|Conservative|Communist) Party"
)


class StateContext:
    """The states named in a document, by the order of its mentions."""

    def __init__(self, mentions: Sequence[Mention], knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._near: list[KnownName | None] = []
        counts: Counter[str] = Counter()
        last: KnownName | None = None
        for mention in mentions:
            self._near.append(last)
            state = self._state(mention.entity)
            if state is not None:
                counts[state.entity] += 1
                last = state
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
        """The state named last before mention ``at``, or, if there is none, the document's main state."""
        return self._near[at] or self.main


def place_institution(words: str, mention: Mention, at: int, states: StateContext) -> Mention:
    """The mention with the state in its identifier, where its name is one that every state has."""
    if mention.label not in {EntityLabel.ORG, EntityLabel.LAW}:
        return mention
    adjective, _, rest = words.partition(" ")
    own = states.by_adjective(adjective) if rest else None
    name = rest if own is not None else words
    state = own or states.around(at)
    if state is None or not state.adjectives:
        return mention
    if name == "Constitution":
        return _renamed(mention, f"Constitution of {state.name}")
    if _WITH_ADJECTIVE.fullmatch(name):
        return _renamed(mention, f"{state.adjectives[0]} {name}")
    if _WITH_STATE.fullmatch(name):
        return replace(mention, entity=f"{slug_of(name)}-{state.entity}", name=f"{name} ({state.name})")
    return mention


def _renamed(mention: Mention, name: str) -> Mention:
    return replace(mention, entity=slug_of(name), name=name)
