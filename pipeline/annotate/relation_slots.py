"""From a trigger's grammatical slot to the mentions that fill it.

Two steps: the tokens in the slot (grammar alone), then the mentions that these tokens are, or stand for:
list members, "the Italian government" -> Italian, "countries such as X", and pronouns that coreference
has resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from pipeline.annotate.relation_triggers import is_light
from pipeline.annotate.syntax import (
    appositions_of,
    bearers_of,
    conjuncts_of,
    logical_objects_of,
    logical_subjects_of,
    prepositional_objects_of,
)
from pipeline.schema import Coreference, Mention, Span

__all__ = ["Clause", "Filler", "fill_slot"]

_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "npadvmod"})
_LIST_OPENERS = frozenset({"including", "as", "like"})
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention in a slot.

    ``reach``: "direct", "list", "modifier", "of", ...; ``through``: the pronoun or definite noun between.
    """

    mention: int
    reach: str = "direct"
    through: Span | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its mentions and resolved anaphors, indexed by token."""

    words: Words
    mentions: Sequence[Mention]
    mention_at: dict[int, int]
    """Token index -> mention index."""
    anaphor_at: dict[int, Coreference]

    @classmethod
    def build(cls, words: Words, mentions: Sequence[Mention], coreferences: Iterable[Coreference]) -> Clause:
        """Index the mentions and the anaphors that stand in this sentence by token."""
        mention_at: dict[int, int] = {}
        anaphor_at: dict[int, Coreference] = {}
        for number, mention in enumerate(mentions):
            for token in _tokens_in(words, mention.span):
                mention_at[token.i] = number
        for anaphor in coreferences:
            if words.start_char <= anaphor.span.start < words.end_char:
                for token in _tokens_in(words, anaphor.span):
                    anaphor_at[token.i] = anaphor
        return cls(words, mentions, mention_at, anaphor_at)

    def fillers(self, token: Token, depth: int = 0) -> list[Filler]:
        """The mentions that a noun phrase stands for, list members included, in text order."""
        found: dict[int, Filler] = {}
        for member in self._members(token):
            for filler in self._at(member, depth):
                found.setdefault(filler.mention, filler)
        return sorted(found.values(), key=lambda filler: filler.mention)

    def _members(self, token: Token) -> list[Token]:
        members = conjuncts_of(token)
        paired = [other for member in members for other in self._hyphen_pair(member)]
        return members + paired

    def _hyphen_pair(self, token: Token) -> list[Token]:
        """The other name of a compound pair: "Italy-Turkey", "Franco-German"."""
        if token.i not in self.mention_at:
            return []
        own = self.mention_at[token.i]
        spans = self.mentions
        pairs: list[Token] = []
        for other in (own - 1, own + 1):
            if 0 <= other < len(spans) and self._are_hyphenated(min(own, other), max(own, other)):
                pairs.extend(_tokens_in(self.words, spans[other].span)[-1:])
        return pairs

    def _are_hyphenated(self, first: int, second: int) -> bool:
        start, end = self.mentions[first].span.end, self.mentions[second].span.start
        offset = self.words.start_char
        between = self.words.text[start - offset : end - offset]
        return between in {"-", "–", "—", "/", "‑"}

    def _at(self, token: Token, depth: int) -> list[Filler]:
        if token.i in self.mention_at:
            return [Filler(self.mention_at[token.i])]
        if token.i in self.anaphor_at:
            return self._through(self.anaphor_at[token.i], token)
        if depth >= _DEPTH or token.pos_ in {"VERB", "AUX", "ADV"}:
            return []
        return self._below(token, depth + 1)

    def _below(self, noun: Token, depth: int) -> list[Filler]:
        """A common noun stands for the names that own, name, list or complete it."""
        found = _marked("list", self._all(_examples_of(noun), depth))
        found += _marked("apposition", self._all(appositions_of(noun), depth))
        modifiers = [child for child in noun.children if child.dep_ in _MODIFIERS]
        found += _marked("modifier", self._all(modifiers, depth))
        if not found:
            found = _marked("of", self._all(prepositional_objects_of(noun, {"of"}), depth))
        return found

    def _all(self, tokens: Iterable[Token], depth: int) -> list[Filler]:
        return [filler for token in tokens for filler in self.fillers(token, depth)]

    def _through(self, anaphor: Coreference, token: Token) -> list[Filler]:
        """The mentions of this sentence that a resolved anaphor stands for: the nearest of each entity."""
        found = []
        for entity in anaphor.entities:
            named = [n for n, m in enumerate(self.mentions) if m.entity == entity]
            in_chain = [n for n in named if self.mentions[n].span in anaphor.antecedents]
            before = [n for n in (in_chain or named) if self.mentions[n].span.start < token.idx]
            if choice := (before[-1:] or named[:1]):
                found.append(Filler(choice[0], "coreference", anaphor.span))
        return found


def _tokens_in(words: Words, span: Span) -> list[Token]:
    return [token for token in words if token.idx < span.end and token.idx + len(token) > span.start]


def _marked(reach: str, fillers: Iterable[Filler]) -> list[Filler]:
    return [Filler(f.mention, reach if f.reach == "direct" else f.reach, f.through) for f in fillers]


def _examples_of(noun: Token) -> list[Token]:
    """As in "countries such as X", "partners including X", "states like X"."""
    return prepositional_objects_of(noun, _LIST_OPENERS)


def fill_slot(slot: str, token: Token) -> list[Token]:
    """The tokens that stand in a trigger's slot (see ``Trigger``), before they are read as mentions."""
    find = _SLOTS.get(slot)
    return find(token) if find else _complements_of(token, slot)


def _datives_of(verb: Token) -> list[Token]:
    own = [child for child in verb.children if child.dep_ == "dative"]
    return [t if t.pos_ != "ADP" else next(t.children, t) for t in own]


def _owners_of(noun: Token) -> list[Token]:
    """Whose it is, without "of": "X's", "the X plan"; of a title, what stands before the title."""
    owners = [child for child in noun.lefts if child.dep_ in _MODIFIERS]
    if noun.dep_ in {"compound", "amod", "nmod", "appos"} and noun.head.pos_ == "PROPN":
        owners += [child for child in noun.head.lefts if child.dep_ in _MODIFIERS and child.i < noun.i]
    return owners


def _agents_of(noun: Token, *, with_of: bool = True) -> list[Token]:
    """Whose act it is: owner, "by", "between", the verb that governs it, and last "of"."""
    owners = _owners_of(noun)
    found = owners + prepositional_objects_of(noun, {"by", "between", "among"})
    for verb in (child for child in noun.children if child.dep_ in {"acl", "relcl"} and is_light(child)):
        found += logical_subjects_of(verb)
    found += _subjects_of_light_verb(noun)
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        found += _agents_of(noun.head, with_of=False)
    if with_of:
        found += prepositional_objects_of(noun, {"of"})
    return found


def _subjects_of_light_verb(noun: Token) -> list[Token]:
    governor = noun.head
    if noun.dep_ == "pobj":
        governor = governor.head
    if governor.pos_ in {"VERB", "AUX"} and is_light(governor):
        if noun.dep_ in {"dobj", "pobj", "attr"}:
            return logical_subjects_of(governor)
        if noun.dep_ == "nsubjpass":
            return logical_subjects_of(governor)
    return []


def _predicates_of(noun: Token) -> list[Token]:
    """What it is said to be: "spending was 3 billion euros"."""
    if noun.dep_ == "nsubj":
        return [child for child in noun.head.children if child.dep_ in {"attr", "dobj", "npadvmod"}]
    return []


def _bearers_of(noun: Token) -> list[Token]:
    """Of whom a role is said, titles and descriptions before a name included ("the firm X")."""
    if noun.dep_ in {"compound", "nmod", "amod"} and noun.head.pos_ == "PROPN":
        return [noun.head]
    return bearers_of(noun) + appositions_of(noun)


def _complements_of(token: Token, preposition: str) -> list[Token]:
    """Objects of the preposition at the trigger, or at the verb that governs or follows it."""
    found = prepositional_objects_of(token, {preposition})
    if token.pos_ in {"NOUN", "PROPN"}:
        for verb in (c for c in token.children if c.dep_ in {"acl", "relcl"}):
            found += prepositional_objects_of(verb, {preposition})
        if token.dep_ in {"dobj", "nsubjpass", "attr", "oprd"} and token.head.pos_ in {"VERB", "AUX"}:
            later = prepositional_objects_of(token.head, {preposition})
            found += [t for t in later if t.i > token.i or token.dep_ == "nsubjpass"]
        for member in (c for c in token.children if c.dep_ == "conj" and c.pos_ == "NOUN"):
            found += [] if found else prepositional_objects_of(member, {preposition})
    return found


_SLOTS: dict[str, Callable[[Token], list[Token]]] = {
    "subject": logical_subjects_of,
    "object": logical_objects_of,
    "dative": _datives_of,
    "bearer": _bearers_of,
    "agent": _agents_of,
    "owner": _owners_of,
    "predicate": _predicates_of,
}
