"""From a trigger's grammatical slot to the tokens that stand in it.

A slot is searched in tiers, the closest grammar first; the first tier that holds a fitting mention wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_agents import agents_of, contexts_of, doers_of, owners_of
from pipeline.annotate.relation_complements import complements_of
from pipeline.annotate.relation_triggers import is_light
from pipeline.annotate.reporting import frames_of
from pipeline.annotate.syntax import (
    appositions_of,
    bearers_of,
    is_passive,
    logical_objects_of,
    logical_subjects_of,
    prepositional_objects_of,
    surface_subjects_of,
)

__all__ = ["Tier", "tiers_of"]

Tier = tuple[str, list[Token]]
"""How the tokens were reached ("own", "verb", "context", ...), and the tokens."""

_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "npadvmod"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_MEANS = frozenset(
    {"program", "programme", "plan", "strategy", "policy", "law", "bill", "measure", "campaign", "operation"}
    | {"deal", "system", "effort", "initiative", "chain", "weapon", "rule", "legislation", "tariff", "step"}
    | {"move", "project", "doctrine", "capability", "resolution", "order", "tool", "approach", "network"}
)
"""With what somebody acts."""


_NO_GOALS = frozenset({"according", "due", "owing", "thanks"})
"""As in "according to X"."""
_NEAR = 8
"""How many tokens after a role noun those who bear it may be named."""


def tiers_of(slot: str, token: Token) -> Iterator[Tier]:
    """The tokens in a trigger's slot (see ``Trigger``), tier by tier."""
    find = _SLOTS.get(slot)
    if find:
        yield from find(token)
    else:
        yield from complements_of(token, slot)


def _subjects_of(verb: Token) -> Iterator[Tier]:
    yield "own", logical_subjects_of(verb) or _hyphenated_before(verb) or _misread_before(verb)
    yield "verb", _users_of(verb)
    if verb.dep_ in {"relcl", "acl"} and any(c.tag_ == "TO" for c in verb.lefts):  # "a route for X to export"
        yield "verb", prepositional_objects_of(verb.head, {"for"})


def _misread_before(verb: Token) -> list[Token]:
    """The short name that opens the sentence, which the parser takes for an adverb: "USAID spent ..."."""
    first = verb.sent[0]
    is_name = first.is_upper and len(first) > 2 and first.dep_ in {"advmod", "npadvmod", "dep", "intj"}
    return [first] if is_name and first.head == verb and not is_passive(verb) else []


def _users_of(verb: Token) -> list[Token]:
    """Who does it by a means: the X of "X passed a law that punishes Y", "X bought jets to deter Y"."""
    means = verb.head
    is_purpose = means.pos_ == "NOUN" and any(child.tag_ == "TO" for child in verb.lefts)
    is_means = is_purpose or means.lemma_.lower() in _MEANS
    if verb.dep_ not in {"relcl", "acl"} or not is_means or is_passive(verb):
        return []
    above = means.head.head if means.dep_ == "pobj" else means.head
    if means.dep_ not in {"dobj", "pobj"} or above.pos_ != "VERB" or is_passive(above):
        return []
    return [] if frames_of(above) and not is_light(above) else surface_subjects_of(above)


def _hyphenated_before(participle: Token) -> list[Token]:
    """As in "the Iran-backed militia": Iran."""
    if participle.dep_ != "amod":
        return []
    return [child for child in participle.lefts if child.dep_ in _MODIFIERS | {"nsubj", "dobj", "dep"}]


def _objects_of(verb: Token) -> Iterator[Tier]:
    if verb.dep_ == "amod" and verb.tag_ == "VBN":
        yield "own", [verb.head]
    yield "own", logical_objects_of(verb)
    yield "own", [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    after = verb.doc[verb.i + 1 : verb.i + 2]
    yield "own", [t for t in after if t.is_title and t.head == verb and t.dep_ in {"advmod", "npadvmod"}]


def _datives_of(verb: Token) -> Iterator[Tier]:
    own = [child for child in verb.children if child.dep_ == "dative"]
    yield "own", [t if t.pos_ != "ADP" else next(t.children, t) for t in own]
    goals = prepositional_objects_of(verb, {"to"})
    yield "own", [t for t in goals if t.head.head.lower_ not in _NO_GOALS]


def _owner_tiers(noun: Token) -> Iterator[Tier]:
    yield "own", owners_of(noun)


def _possessors_of(noun: Token) -> Iterator[Tier]:
    owners = [child for child in noun.children if child.dep_ == "poss"]
    yield "own", owners
    if noun.dep_ == "conj" and any(owner.pos_ == "PRON" for owner in owners):  # "X and its partners"
        yield "own", [noun.head]


def _modifiers_of(noun: Token) -> Iterator[Tier]:
    """What names the noun, its possessor apart: "its European partners"."""
    yield "own", [child for child in noun.lefts if child.dep_ in _MODIFIERS - {"poss"}]


def _predicates_of(noun: Token) -> Iterator[Tier]:
    """What it is said to be: "spending was 3 billion euros", "amounts to ..."."""
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        verb = noun.head
        yield "own", [child for child in verb.children if child.dep_ in {"attr", "dobj", "npadvmod"}]
        yield "own", prepositional_objects_of(verb, {"to", "at", "from"})


def _bearers_of(noun: Token) -> Iterator[Tier]:
    """Of whom a role is said, titles and descriptions before a name included ("the firm X")."""
    if noun.dep_ in {"compound", "nmod", "amod"} and noun.head.pos_ in _NOMINAL:
        yield "own", [noun.head]
    if noun.pos_ in {"ADJ", "VERB", "ADV"} or noun.tag_ == "VBN":
        yield "own", _described_by(noun)
        return
    if noun.dep_ == "poss":
        return
    after = noun.doc[noun.i + 1 : noun.i + 2]
    yield "own", [t for t in after if t.pos_ == "PROPN" and t.dep_ in {"nsubj", "nsubjpass", "appos", "dep"}]
    yield "own", appositions_of(noun)
    yield "own", bearers_of(noun) + _followers_of(noun)
    yield "list", prepositional_objects_of(noun, {"including", "as", "like"}) + _named_after(noun)


def _followers_of(noun: Token) -> list[Token]:
    """As in "X is the largest supplier, followed by Y and Z": Y, who comes after X in the same role."""
    window = noun.doc[noun.i + 1 : noun.sent.end - 1]
    followed = [t for t in window if t.lower_ == "followed" and t.nbor(1).lower_ == "by"]
    return [t for verb in followed[:1] for by in verb.rights for t in by.children if t.dep_ == "pobj"]


def _named_after(noun: Token) -> list[Token]:
    """As in "the shareholders of the firm, among them X and Y", "associations, above all X"."""
    window = noun.doc[noun.i + 1 : min(noun.i + _NEAR, noun.sent.end - 2)]
    openers = [t for t in window if (t.lower_, t.nbor(1).lower_) in _NAMING]
    return [t for opener in openers[:1] for t in noun.doc[opener.i + 2 : opener.i + 5] if t.pos_ == "PROPN"][
        :1
    ]


_NAMING = frozenset({("among", "them"), ("above", "all"), (",", "notably"), (",", "namely")})


def _described_by(adjective: Token) -> list[Token]:
    """As in "X is hostile", "states hostile to Y", "X, allied with Y, ..."."""
    if adjective.dep_ in {"amod", "acl"} and adjective.head.pos_ in _NOMINAL:
        return [adjective.head]
    above = adjective.dep_ in {"acomp", "oprd", "attr", "advmod"}
    return surface_subjects_of(adjective.head if above else adjective)


def _viewers_of(noun: Token) -> Iterator[Tier]:
    """Who sees somebody in this role: "X sees Y as a partner", "Y was confirmed by X as a partner"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if verb.pos_ == "VERB" and noun.dep_ in {"pobj", "oprd"} and logical_objects_of(verb):
        yield "verb", logical_subjects_of(verb)


def _takers_of(noun: Token) -> Iterator[Tier]:
    """Who does what the verb above says with it: the X of "X accepted the offer"."""
    if noun.dep_ in {"dobj", "nsubjpass"}:
        yield "verb", logical_subjects_of(noun.head)
    clauses = [child for child in noun.children if child.dep_ == "relcl"]  # "the order that X received"
    yield "verb", [subject for verb in clauses for subject in surface_subjects_of(verb) if subject != noun]
    if noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB":  # "X came to Y's aid"
        yield "verb", logical_subjects_of(noun.head.head)


_SLOTS: dict[str, Callable[[Token], Iterator[Tier]]] = {
    "subject": _subjects_of,
    "object": _objects_of,
    "dative": _datives_of,
    "bearer": _bearers_of,
    "viewer": _viewers_of,
    "agent": agents_of,
    "doer": doers_of,
    "possessor": _possessors_of,
    "modifier": _modifiers_of,
    "owner": _owner_tiers,
    "context": contexts_of,
    "predicate": _predicates_of,
    "taker": _takers_of,
}
