"""Links: what each name means here. Known things get their identifier, unknown ones one of their own.

A capital, seat or palace that acts stands for its government (a metonym); an adjective stands for its
state or group; an acronym, a surname or a short name for the thing whose full name the document gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from pipeline.annotate.definitions import find_definitions
from pipeline.annotate.knowledge_base import Knowledge, KnownName, Sense, slug_of
from pipeline.annotate.law_links import link_laws, slug_of_law
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.metonyms import acts_as_government, means_the_union
from pipeline.annotate.name_candidates import NameCandidate
from pipeline.annotate.national import StateContext, place_institution
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.recurrence import head_of, surnames_of
from pipeline.schema import EntityLabel, Mention

__all__ = ["StateCode", "link_mentions"]


def link_mentions(doc: Doc, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The same mentions with ``entity``, ``name``, ``iso`` and ``metonym`` filled; values stay."""
    linker = _Linker(doc, mentions, knowledge)
    linked = [linker.link(mention) for mention in mentions]
    states = StateContext(linked, knowledge)
    placed = [linker.placed(mention, at, states) for at, mention in enumerate(linked)]
    return link_laws(whole_text(doc), linker.with_short_names(placed), knowledge)


class _Linker:
    """One document's names, and what they stand for."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], knowledge: Knowledge) -> None:
        self._doc = doc
        self._text = whole_text(doc)
        self._knowledge = knowledge
        names = [mention for mention in mentions if not mention.label.is_value]
        self._present = {
            sense.known.entity
            for words in {self.words(name) for name in names}
            if " " in words
            for sense in knowledge.senses_of(words)
        }
        self._named = Counter(
            sense.known.entity
            for name in names
            for sense in knowledge.senses_of(self.words(name))
            if not sense.seat
        )
        values = [mention.value or "" for mention in mentions if mention.label is EntityLabel.DATE]
        self._years = Counter(int(value[:4]) for value in values if value[:4].isdecimal())
        self._full = self._definitions(names)
        self._short = {full: other for other, full in self._full.items() if other.isupper()}
        self._surnames: set[str] = set()
        self._people = self._people_by_surname(names)

    def words(self, mention: Mention) -> str:
        return mention.span.of(self._text)

    def link(self, mention: Mention) -> Mention:
        if mention.label.is_value:
            return mention
        words = self.words(mention)
        full = self._full.get(_YEARS.sub("", words)) or self._spelled_out(words, mention.label)
        if mention.label is EntityLabel.PERSON:
            return self._linked_person(mention, full)
        if mention.by == "rule:state-code":
            return replace(mention, entity=_state_codes().get(words), name=words)
        known = self._sense(full, mention.label) or self._sense(words, mention.label)
        if not known and not mention.by.startswith("rule:article"):
            known = self._sense(self._short.get(full, full), mention.label)
        if known is not None:
            return self._linked_to_known(mention, known, words)
        return replace(mention, entity=_own_slug(full, mention), name=full)

    def _spelled_out(self, words: str, label: EntityLabel) -> str:
        """An organ of a body that the document gives an acronym: "VC Board" as "Velmora Council Board"."""
        body, _, organ = words.partition(" ")
        if label is not EntityLabel.ORG or not organ or not body.isupper() or self._sense(words, label):
            return words
        return f"{self._full[body]} {organ}" if body in self._full else words

    def placed(self, mention: Mention, at: int, states: StateContext) -> Mention:
        """An institution that every state has gets its state; known ones have theirs."""
        if mention.entity is None:
            return mention
        words = self.words(mention)
        known = self._knowledge.by_entity.get(mention.entity)
        return place_institution(self._full.get(words, words), mention, at, states, known)

    def with_short_names(self, mentions: list[Mention]) -> list[Mention]:
        """A head noun alone gets the link of the last name with that head, else of the next one.

        Of the thing that the document names most, where one of that head stands out.
        """
        heads = [self._head(mention) for mention in mentions]
        named: dict[str, Mention] = {}
        for mention, head in zip(mentions, heads, strict=True):
            if head:
                named.setdefault(head, mention)
        main = _main_names(mentions, heads)
        linked: list[Mention] = []
        for mention, head in zip(mentions, heads, strict=True):
            full = named.get(self.words(mention)) if mention.by in _ALONE else None
            if full is not None and mention.by == "rule:short-name" and self._is_organ_of_more(mention, full):
                full = None
            if full is None and head and main.get(head, mention.entity) == mention.entity:
                named[head] = mention
            linked.append(replace(mention, entity=full.entity, name=full.name) if full else mention)
        return linked

    def _head(self, mention: Mention) -> str:
        """The noun that may stand alone for a name, or for the name that an acronym is short for."""
        if mention.label.is_value:
            return ""
        words = self.words(mention)
        return head_of(words) or (head_of(mention.name or "") if words.isupper() else "")

    def _is_organ_of_more(self, short: Mention, full: Mention) -> bool:
        """Whether "the Council" is that of a body which the document names more often than ``full``."""
        known = self._knowledge.by_entity.get(short.entity or "")
        own = self._named[known.of] if known and known.of == "european-union" else 0
        return own > 2 and own > self._named[full.entity or ""] and full.entity != short.entity

    def _definitions(self, names: Sequence[Mention]) -> dict[str, str]:
        """Acronym, or name in another language -> the full name that the document gives with it."""
        candidates = [NameCandidate(name.span, name.label, name.by) for name in names]
        found = find_definitions(self._text, candidates)
        full = {d.other: d.name.span.of(self._text) for d in found if d.name is not None}
        spelled = {other: full.get(name, name) for other, name in full.items()}
        return {**self._by_initials(names), **spelled}

    def _by_initials(self, names: Sequence[Mention]) -> dict[str, str]:
        """Unknown acronym -> the one name in the document with these initials, wherever it stands."""
        by_initials: dict[str, set[str]] = {}
        for words in {self.words(name) for name in names if len(self.words(name).split()) > 2}:
            by_initials.setdefault(_initials_of(words), set()).add(words)
        acronyms = {words for name in names if _ACRONYM.fullmatch(words := self.words(name))}
        return {
            words: next(iter(by_initials[words]))
            for words in sorted(acronyms)
            if len(by_initials.get(words, ())) == 1 and not self._knowledge.senses_of(words)
        }

    def _sense(self, words: str, label: EntityLabel) -> Sense | None:
        """The reading of ``words`` that fits the label, and the document if several do."""
        senses = [s for s in self._knowledge.senses_of(self._usual(words, label)) if _agrees(s.label, label)]
        senses.sort(
            key=lambda sense: (
                not sense.seat,
                sense.known.entity not in self._present,
                sense.label is not label,
            )
        )
        if senses and senses[0].seat:
            return max((s for s in senses if s.seat), key=lambda sense: self._named[sense.known.entity])
        return senses[0] if senses else None

    def _usual(self, words: str, label: EntityLabel) -> str:
        """The words as the knowledge has them: "F-16s" as one, "119th Congress" without its number."""
        if self._knowledge.senses_of(words):
            return words
        if label is EntityLabel.PRODUCT:
            return words.removesuffix("s")
        if label is EntityLabel.LAW:
            return _OF_YEAR.sub("", words)
        if label is EntityLabel.ORG:
            return _NUMBER_BEFORE.sub("", words)
        if label is not EntityLabel.GPE:
            return words
        bare = _REGION_FORM.sub("", words)
        return bare if self._knowledge.senses_of(bare) else _STATE_FORM.sub("", words)

    def _linked_to_known(self, mention: Mention, sense: Sense, words: str) -> Mention:
        known = sense.known
        palace_of = self._knowledge.by_entity.get(known.of) if known.label is EntityLabel.FAC else None
        acts = (sense.seat or palace_of is not None) and acts_as_government(self._doc, mention.span)
        if sense.seat and not acts:
            return self._linked_to_city(mention, words)
        if palace_of is not None and acts:
            known = palace_of
        if known.entity == "europe" and means_the_union(self._doc, mention.span):
            known = self._knowledge.by_entity.get("european-union", known)
        return replace(
            mention,
            entity=known.entity,
            name=known.name,
            iso=known.iso or None,
            metonym=(acts and known is not sense.known) or sense.seat,
        )

    def _linked_to_city(self, mention: Mention, words: str) -> Mention:
        """A seat of government that is a mere place: the city of this name."""
        cities = (
            s.known for s in self._knowledge.senses_of(words) if s.label is EntityLabel.GPE and not s.seat
        )
        city = next((known for known in cities if not known.iso), None)
        if city is not None:
            return replace(mention, entity=city.entity, name=city.name)
        return replace(mention, entity=slug_of(words), name=words)

    def _people_by_surname(self, names: Sequence[Mention]) -> dict[str, str]:
        """Surname -> the fullest name of the one person of that name in the document."""
        full: dict[str, dict[str, str]] = {}
        for mention in names:
            words = self.words(mention)
            for surname in surnames_of(words) if mention.label is EntityLabel.PERSON else ():
                full.setdefault(surname, {}).setdefault(self._person(words), words)
        self._surnames.update(full)
        met = self._first_alone(names, full)
        chosen = {surname: met.get(surname) or self._only(list(people)) for surname, people in full.items()}
        return {surname: name for surname, name in chosen.items() if name}

    def _first_alone(self, names: Sequence[Mention], full: Collection[str]) -> dict[str, str]:
        """Surnames of heads of state that stand alone before any full name: a brother's comes later."""
        met: set[str] = set()
        alone: dict[str, str] = {}
        for mention in names:
            if mention.label is not EntityLabel.PERSON:
                continue
            words = self.words(mention)
            known = self._knowledge.head_by_surname(words) if words in full and words not in met else None
            if known is not None:
                alone[words] = known.name
            met.update((words, *surnames_of(words)))
        return alone

    def _only(self, people: Sequence[str]) -> str | None:
        """The one person among ``people``, or the one known person; ``None`` if that leaves a choice."""
        known = [name for name in people if self._sense(name, EntityLabel.PERSON)]
        chosen = people if len(people) == 1 else known
        return chosen[0] if len(chosen) == 1 else None

    def _person(self, words: str) -> str:
        """The usual name of a known person, else the name as it stands."""
        sense = self._sense(words, EntityLabel.PERSON)
        return sense.known.name if sense else words

    def _linked_person(self, mention: Mention, words: str) -> Mention:
        name = self._people.get(words) or self._person(words)
        if name == words and " " not in words and words not in self._surnames:
            known = self._knowledge.person_by_surname(words) or self._head_of_the_time(words)
            name = known.name if known else name
        sense = self._sense(name, EntityLabel.PERSON)
        return replace(mention, entity=sense.known.entity if sense else slug_of(name), name=name)

    def _head_of_the_time(self, surname: str) -> KnownName | None:
        """Of several heads of state of one surname the one in whose term most years of the document fall."""
        terms = Counter[str]()
        heads = {known.entity: known for known in self._knowledge.people_by_surname(surname) if known.since}
        for entity, known in heads.items():
            span = range(int(known.since[:4]), int(known.until[:4] or 2100) + 1)
            terms[entity] = sum(count for year, count in self._years.items() if year in span)
        ranked = terms.most_common(2)
        is_clear = len(ranked) > 1 and ranked[0][1] > 2 * ranked[1][1]
        return heads[ranked[0][0]] if is_clear else None


@dataclass(frozen=True, slots=True)
class StateCode:
    """A row of ``state_codes.csv``: the postal code of an American state and the state's identifier."""

    code: str
    entity: str
    example: str = ""


@cache
def _state_codes() -> dict[str, str]:
    return {row.code: row.entity for row in read_table("state_codes", StateCode)}


_ALONE = frozenset({"rule:short-name", "rule:alone"})


def _main_names(mentions: Sequence[Mention], heads: Sequence[str]) -> dict[str, str | None]:
    """Head noun -> the thing with that head that is named thrice as often as any other."""
    counts: dict[str, Counter[str | None]] = {}
    for mention, head in zip(mentions, heads, strict=True):
        if head:
            counts.setdefault(head, Counter())[mention.entity] += 1
    ranked = {head: [*names.most_common(2), (None, 0)] for head, names in counts.items()}
    return {head: top[0][0] for head, top in ranked.items() if top[0][1] >= max(4, 3 * top[1][1])}


_ACRONYM = re.compile(r"[A-Z]{3,8}")


def _initials_of(words: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]", words) if word[:1].isupper())


_YEARS = re.compile(r"\s\d{4}[-–]\d{4}$")
_OF_YEAR = re.compile(r",? (?:of )?(?:19|20)\d\d$")
_NUMBER_BEFORE = re.compile(r"^\d+(?:st|nd|rd|th)? (?=Congress)")
_STATE_FORM = re.compile(
    r"^(?:(?:Federal |Islamic |People's |Democratic |Federative )*(?:Republic|Kingdom|State|Sultanate)"
    r"|Commonwealth) of (?:the )?"
)
_REGION_FORM = re.compile(
    r" (?:[Pp]rovince|[Oo]blast|[Gg]overnorate|[Pp]refecture|Autonomous Region|Municipality)$"
)
_APART = frozenset(
    {EntityLabel.PERSON, EntityLabel.NORP, EntityLabel.LAW, EntityLabel.EVENT, EntityLabel.PRODUCT}
)


def _agrees(sense: EntityLabel, label: EntityLabel) -> bool:
    return sense is label or (sense not in _APART and label not in _APART)


_AMERICAN = re.compile(r"^(?:US|U\.S\.) ")


def _own_slug(words: str, mention: Mention) -> str:
    """An identifier of its own for a thing that nobody knows."""
    if mention.label is EntityLabel.LAW:
        return slug_of_law(words)
    if mention.label is EntityLabel.PRODUCT and re.search(r"\ds$", words):
        return slug_of(words[:-1])
    if mention.label is EntityLabel.ORG:
        words = _AMERICAN.sub("United States ", words)
    quoted = mention.by.startswith("cue:")
    if mention.label is EntityLabel.MISSION and quoted and not words.isupper():
        return slug_of(f"Operation {words}")
    return slug_of(words)
