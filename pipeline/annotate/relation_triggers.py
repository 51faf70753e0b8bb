"""The words that name a relation: rows of ``knowledge/relation_triggers.csv``, and where they stand.

A row says which word (a verb, an event noun, a role noun or an adjective) names which relation, and in
which grammatical slots its two sides stand. Several slots are divided by ``|``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from spacy.tokens import Token

from pipeline.annotate.lexicon import read_table
from pipeline.schema import ACTOR_LABELS, EntityLabel, RelationLabel

__all__ = [
    "LightVerb",
    "Trigger",
    "TriggerKind",
    "fits_types",
    "is_light",
    "read_triggers",
    "titles",
    "triggers_at",
    "triggers_in",
    "words_of",
]


class TriggerKind(StrEnum):
    """What kind of word a trigger is; it decides how its slots are found."""

    VERB = "verb"
    NOUN = "noun"
    """An event or state: "invasion", "partnership", "presence"."""
    ROLE = "role"
    """A noun said of somebody: "ally", "supplier", "president"."""
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the table.

    ``head`` and ``tail`` name slots: ``subject``, ``object``, ``dative`` (verbs); ``agent``,
    ``owner`` (nouns: whose it is, with and without "of"), ``taker``; ``bearer`` (roles and adjectives); or a
    preposition. ``mutual``: where one slot holds several, they stand in the relation to each other.
    """

    lemma: str
    """One or more lemmas; of a verb the first, of a noun the last is the head of the others."""
    kind: TriggerKind
    label: RelationLabel
    head: tuple[str, ...]
    tail: tuple[str, ...] = ()
    mutual: bool = False
    heads: tuple[str, ...] = ()
    """Entity labels that the head must have, where the relation's own are too wide."""
    tails: tuple[str, ...] = ()
    """Entity labels that the tail must have, likewise."""
    plover: str = ""
    example: str = ""

    words: tuple[str, ...] = field(init=False)
    """The lemmas, head word first."""
    head_labels: frozenset[EntityLabel] = field(init=False)
    tail_labels: frozenset[EntityLabel] = field(init=False)
    """The entity labels that may stand at head and tail."""

    def __post_init__(self) -> None:
        words = self.lemma.split()
        ordered = words if self.kind is TriggerKind.VERB else reversed(words)
        heads, tails = frozenset(map(EntityLabel, self.heads)), frozenset(map(EntityLabel, self.tails))
        object.__setattr__(self, "words", tuple(map(_spelt, ordered)))
        object.__setattr__(self, "head_labels", heads or _HEADS.get(self.label, ACTOR_LABELS))
        object.__setattr__(self, "tail_labels", tails or _TAILS[self.label])


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its subject to the event noun it governs ("signed an agreement")."""

    lemma: str
    example: str = ""


_PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})
_PLANS = frozenset({EntityLabel.PROGRAMME, EntityLabel.LAW})
_E, _R = EntityLabel, RelationLabel

_TAILS = {
    _R.CONSULT: ACTOR_LABELS,
    _R.AGREE: ACTOR_LABELS | {_E.LAW},
    _R.COOPERATE: ACTOR_LABELS,
    _R.SUPPORT: ACTOR_LABELS | _PLANS,
    _R.AID: ACTOR_LABELS,
    _R.SUPPLY: ACTOR_LABELS | {_E.PRODUCT, _E.LOC, _E.FAC},
    _R.OPPOSE: ACTOR_LABELS | _PLANS,
    _R.COERCE: ACTOR_LABELS,
    _R.ASSAULT: ACTOR_LABELS | _PLACES,
    _R.DEPLOY: _PLACES | {_E.MISSION},
    _R.MEMBER_OF: frozenset({_E.ORG}),
    _R.PART_OF: _PLACES | {_E.ORG, _E.NORP, _E.MISSION, _E.PROGRAMME},
    _R.LEADS: frozenset({_E.ORG, _E.GPE, _E.NORP, _E.MISSION, _E.PROGRAMME}),
    _R.PARTICIPATES_IN: frozenset({_E.MISSION, _E.EVENT, _E.PROGRAMME}),
    _R.DEVELOPS: frozenset({_E.PRODUCT, _E.PROGRAMME, _E.LAW, _E.ORG, _E.MISSION, _E.FAC}),
    _R.ACQUIRES: frozenset({_E.PRODUCT, _E.ORG, _E.FAC}),
    _R.FUNDS: ACTOR_LABELS | {_E.PROGRAMME, _E.MISSION, _E.MONEY, _E.PERCENT},
}
_HEADS = {_R.PART_OF: frozenset({_E.ORG, _E.GPE, _E.LOC, _E.FAC, _E.PROGRAMME, _E.MISSION})}


def fits_types(head: EntityLabel, label: RelationLabel, tail: EntityLabel) -> bool:
    """Whether the guidelines allow the relation between mentions of these two labels."""
    return head in _HEADS.get(label, ACTOR_LABELS) and tail in _TAILS[label]


@cache
def read_triggers() -> dict[str, tuple[Trigger, ...]]:
    """All rows by their head word."""
    rows: dict[str, list[Trigger]] = {}
    for row in read_table("relation_triggers", Trigger):
        rows.setdefault(row.words[0], []).append(row)
    return {word: tuple(sorted(found, key=lambda r: -len(r.words))) for word, found in rows.items()}


_SPELLINGS = ((re.compile(r"is(e|ation|ing|ed)$"), r"iz\1"), (re.compile(r"our(?=$|able|ite)"), "or"))
_AMERICAN = {"defence": "defense", "programme": "program", "centre": "center", "licence": "license"}


@lru_cache(maxsize=1 << 14)
def _spelt(word: str) -> str:
    """The word in American spelling, so that rows in British spelling stand for both."""
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return _AMERICAN.get(word, word)


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(row.lemma for row in read_table("light_verbs", LightVerb))


def is_light(verb: Token) -> bool:
    """Whether the verb lends its subject to the event noun that it governs."""
    return bool({verb.lemma_.lower(), verb.lower_} & _light_verbs())


def triggers_at(token: Token) -> list[Trigger]:
    """The rows whose words stand at this token; a longer row hides the shorter ones of its kind."""
    rows = read_triggers()
    words = _forms_of(token)
    named = [
        row for word in words if word in rows for row in rows[word] if token.tag_.startswith(_TAGS[row.kind])
    ]
    if not named:
        return []
    near = _words_near(token) if any(len(row.words) > 1 for row in named) else frozenset()
    found = [row for row in named if near.issuperset(row.words[1:])]
    longest = max((len(row.words) for row in found), default=0)
    return [row for row in found if len(row.words) == longest]


def _forms_of(token: Token) -> dict[str, None]:
    """The lemma and the word as it stands."""
    return dict.fromkeys((_spelt(token.lemma_.lower()), _spelt(token.lower_)))


_TAGS = {
    TriggerKind.VERB: ("V",),
    TriggerKind.NOUN: ("N", "VBG"),
    TriggerKind.ROLE: ("N", "J"),
    TriggerKind.ADJECTIVE: ("J", "VBN", "R"),
}


def _words_near(token: Token) -> frozenset[str]:
    return frozenset(word for other in _around(token) for word in _forms_of(other))


def _around(token: Token) -> list[Token]:
    """Where the other words of a trigger may stand: below it, before it, and in the verb that governs it."""
    around = list(token.children)
    if token.tag_.startswith("V"):  # "relies on X and Y for gas", where the parser hangs "for" on Y
        below = (member for child in around if child.dep_ == "prep" for member in child.children)
        ends = [last for noun in below for last in noun.subtree if last.dep_ == "prep" and last.i > noun.i]
        around.extend(ends)
    if not token.is_sent_start:
        around.append(token.nbor(-1))
    if token.tag_.startswith("V") and token.dep_ in {"xcomp", "acl"}:  # "threatened to leave"
        around.append(token.head)
    if token.tag_.startswith("N"):
        is_below = token.dep_ == "pobj" and token.head.lower_ in {"of", "to"}  # "came to X's aid"
        above = token.head.head if is_below else token.head
        around.append(above)
        around.extend(child for child in above.children if child.dep_ == "acomp" and token.dep_ == "nsubj")
    return around


def words_of(trigger: Trigger, token: Token) -> Sequence[Token]:
    """The tokens of the sentence that make up the trigger, in text order."""
    rest = set(trigger.words[1:])
    found = {other.i: other for other in _around(token) if not rest.isdisjoint(_forms_of(other))}
    found[token.i] = token
    return [found[index] for index in sorted(found)]


@cache
def titles() -> frozenset[str]:
    """Words that give their bearer a lead: "president", "minister", but not a rank ("a British general")."""
    rows = read_table("relation_triggers", Trigger)
    roles = [row for row in rows if row.label is _R.LEADS and row.kind is TriggerKind.ROLE]
    return frozenset(row.words[0] for row in roles) - {row.lemma for row in roles if row.tails}


def triggers_in(sentence: Iterable[Token]) -> Iterator[tuple[Trigger, Token]]:
    """All triggers of a sentence with the token each stands at, in text order."""
    for token in sentence:
        if not _is_word_of_longer(token):
            for trigger in triggers_at(token):
                yield trigger, token


def _is_word_of_longer(token: Token) -> bool:
    """Whether the noun that it stands before takes it up, as "export" in "export controls"."""
    if token.dep_ != "compound":
        return False
    forms = _forms_of(token)
    return any(not forms.keys().isdisjoint(row.words[1:]) for row in triggers_at(token.head))
