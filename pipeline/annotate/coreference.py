"""Pronouns and definite nouns that clearly stand for a named thing: "its", "she", "the two countries".

Only clear cases: a possessive whose clause has a named subject, a pronoun that takes up the subject of the
sentence before, a definite noun with one candidate near it. One candidate or none. The nouns are the rows
of ``definite_nouns.csv``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from pipeline.annotate.knowledge_base import Knowledge
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.parsing import body_sentences
from pipeline.schema import Coreference, EntityLabel, Mention, Span

__all__ = ["DefiniteNoun", "resolve_coreferences"]


@dataclass(frozen=True, slots=True)
class DefiniteNoun:
    """A row of ``definite_nouns.csv``: a noun that, with "the" or "both", takes up ``count`` named things.

    ``kind``: ``state``, ``firm``, ``party``, ``organisation``, ``person``, or the identifier of the one
    thing that it can stand for.
    """

    noun: str
    kind: str
    count: int
    example: str = ""


_PERSONAL = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_ACTORS = frozenset({EntityLabel.GPE, EntityLabel.ORG})


def resolve_coreferences(doc: Doc, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Coreference]:
    """The pronouns and definite nouns of the body with one clear antecedent each, in text order."""
    named = [m for m in mentions if m.entity is not None and not m.label.is_value]
    resolver = _Resolver(doc, named, knowledge)
    found: list[Coreference] = []
    before: DocSpan | None = None
    for sentence in body_sentences(doc):
        found += resolver.resolve(sentence, _in_same_block(before, sentence))
        before = sentence
    return found


def _in_same_block(before: DocSpan | None, sentence: DocSpan) -> DocSpan | None:
    """The sentence before, unless a blank line divides the two."""
    if before is None or "\n" in sentence.doc[before.end - 1 : sentence.start + 1].text.rstrip():
        return None
    return before


class _Resolver:
    """The named things of one document, by their tokens."""

    def __init__(self, doc: Doc, named: Sequence[Mention], knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._named = named
        self._at: dict[int, Mention] = {}
        starts = {token.idx: token.i for token in doc}
        for mention in named:
            first = starts.get(mention.span.start)
            while first is not None and first < len(doc) and doc[first].idx < mention.span.end:
                self._at[first] = mention
                first += 1

    def resolve(self, sentence: DocSpan, before: DocSpan | None) -> Iterator[Coreference]:
        for token in sentence:
            word = token.lower_
            if word in _PERSONAL | _NEUTER | _PLURAL and token.pos_ == "PRON":
                yield from self._pronoun(token, word, sentence, before)
            elif token.pos_ == "NOUN" and (noun := _nouns().get(word)):
                yield from self._definite(token, noun, sentence, before)

    def _pronoun(
        self, token: Token, word: str, sentence: DocSpan, before: DocSpan | None
    ) -> Iterator[Coreference]:
        if word == "it" and _is_empty(token):
            return
        subjects = self._subjects_over(token)
        by = "rule:subject"
        if not subjects and before is not None and _opens(token, sentence):
            subjects = self._subjects_of(before)
            by = "rule:subject-before"
        if not subjects and word in _PERSONAL:
            subjects = self._only_person(token, sentence, before)
            by = "rule:only-person"
        if by == "rule:subject" and self._has_rival(token, subjects, word):
            return
        fitting = [m for m in subjects if _fits(m, word)]
        if fitting and len(fitting) == len(subjects) and (len(fitting) > 1) == (word in _PLURAL):
            yield _coreference(token.idx, token.idx + len(token), fitting, by)

    def _has_rival(self, token: Token, subjects: Sequence[Mention], word: str) -> bool:
        """Whether another thing that the pronoun could mean stands between the subject and it.

        "The US pressed India for its purchases": whose? Not where the thing only qualifies a noun.
        """
        if not subjects or word in _PLURAL:
            return False
        own = {mention.entity for mention in subjects}
        places = [i for i, m in self._at.items() if m.span.end > subjects[-1].span.end and i < token.i]
        return any(
            self._at[i].entity not in own
            and _fits(self._at[i], word)
            and token.doc[i].dep_ not in {"compound", "amod", "nmod"}
            and token.doc[i].sent == token.sent
            for i in places
        )

    def _definite(
        self, token: Token, noun: DefiniteNoun, sentence: DocSpan, before: DocSpan | None
    ) -> Iterator[Coreference]:
        start = _start_of_definite(token, noun.count)
        if (
            start is None
            or token.dep_ == "compound"
            or token.i in self._at
            or token.i + 1 in self._at
            or any(child.dep_ == "prep" for child in token.children)
        ):
            return
        window = self._mentions_before(start.i, sentence, before)
        things = _distinct(m for m in window if self._is_of_kind(m, noun.kind))
        by = "rule:only-candidate"
        if noun.kind == "state" and self._owners(window) - {m.entity for m in things}:
            return
        if noun.kind == "state" and noun.count == 2 and len(things) != 2:
            things, by = self._main_pair, "rule:main-pair"
        if len(things) == noun.count:
            yield _coreference(start.idx, token.idx + len(token), things, by)

    def _owners(self, window: Iterable[Mention]) -> set[str | None]:
        """The states whose institutions are named: a third side beside "both sides"."""
        known = (self._knowledge.by_entity.get(m.entity or "") for m in window if m.label is EntityLabel.ORG)
        owners = {k.of for k in known if k is not None and k.of}
        return {o for o in owners if (state := self._knowledge.by_entity.get(o)) is not None and state.iso}

    def _mentions_before(self, at: int, sentence: DocSpan, before: DocSpan | None) -> list[Mention]:
        first = before.start if before is not None else sentence.start
        return [self._at[i] for i in range(first, at) if i in self._at]

    def _is_of_kind(self, mention: Mention, kind: str) -> bool:
        known = self._knowledge.by_entity.get(mention.entity or "")
        if kind == "state":
            return known is not None and known.label is EntityLabel.GPE and bool(known.iso)
        if kind == "person":
            return mention.label is EntityLabel.PERSON
        if kind in {"firm", "party", "organisation"}:
            return mention.label is EntityLabel.ORG and mention.entity not in {"nato", "european-union"}
        return mention.entity == kind

    @cached_property
    def _main_pair(self) -> list[Mention]:
        """The two states that the document is about, if it names them far more often than any third."""
        counts = Counter(m.entity for m in self._named if self._is_of_kind(m, "state"))
        top = sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))[:3]
        if len(top) < 2 or (len(top) == 3 and top[1][1] < 3 * top[2][1]):
            return []
        pair = {entity for entity, _ in top[:2]}
        return _distinct(m for m in self._named if m.entity in pair)

    def _subjects_over(self, token: Token) -> list[Mention]:
        """The named subjects of the nearest clause above ``token`` that has a subject before it.

        Not for an object ("it" in "X refused to renew it" is not X), nor for a possessive in a list whose
        first member belongs to somebody else ("Norway's role and its ties").
        """
        if token.dep_ in _OBJECTS and not token.text.endswith(("self", "selves")):
            return []
        if any(c.dep_ == "poss" for noun in token.head.conjuncts for c in noun.children if noun.i < token.i):
            return []
        for verb in token.ancestors:
            subjects = [child for child in verb.children if child.dep_ in _SUBJECTS and child.i < token.i]
            if subjects:
                return self._coordinated(subjects[0])
        return []

    def _subjects_of(self, sentence: DocSpan) -> list[Mention]:
        subjects = [child for child in sentence.root.children if child.dep_ in _SUBJECTS]
        return self._coordinated(subjects[0]) if subjects else []

    def _coordinated(self, subject: Token) -> list[Mention]:
        """The mentions of a subject that is a name, or names joined by "and"; else none."""
        tokens = [subject, *subject.conjuncts]
        mentions = [self._at[token.i] for token in tokens if token.i in self._at]
        return _distinct(mentions) if len(mentions) == len(tokens) else []

    def _only_person(self, token: Token, sentence: DocSpan, before: DocSpan | None) -> list[Mention]:
        window = self._mentions_before(token.i, sentence, before)
        people = _distinct(m for m in window if m.label is EntityLabel.PERSON)
        return people if len(people) == 1 else []


def _fits(mention: Mention, word: str) -> bool:
    if word in _PERSONAL:
        return mention.label is EntityLabel.PERSON
    return mention.label in _ACTORS or (word in _PLURAL and mention.label is EntityLabel.PERSON)


def _opens(token: Token, sentence: DocSpan) -> bool:
    """Whether no noun stands before the pronoun in its sentence."""
    return all(t.pos_ not in {"NOUN", "PROPN"} for t in sentence.doc[sentence.start : token.i])


def _is_empty(token: Token) -> bool:
    """Whether "it" stands for a clause or for nothing: "it is important that", "it seems"."""
    verb = token.head
    clause = any(child.dep_ in {"ccomp", "xcomp", "csubj", "advcl", "acl"} for child in verb.children)
    adjective = any(child.dep_ in {"acomp", "attr"} for child in verb.children)
    return token.dep_ == "expl" or (verb.lemma_ in {"be", "seem", "appear"} and (clause or adjective))


def _start_of_definite(token: Token, count: int) -> Token | None:
    """The article of "the company", "both countries", "the two allies"; ``None`` if it has another form."""
    before = [token.doc[i] for i in range(max(token.i - 2, token.sent.start), token.i)]
    words = [t.lower_ for t in before]
    if count == 1:
        return before[-1] if words[-1:] == ["the"] else None
    if words[-1:] == ["both"]:
        return before[-1]
    return before[0] if words in (["the", "two"], ["these", "two"], ["both", "the"]) else None


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """The last mention of each entity, in text order."""
    last: dict[str | None, Mention] = {}
    for mention in mentions:
        last.pop(mention.entity, None)
        last[mention.entity] = mention
    return list(last.values())


def _coreference(start: int, end: int, things: Sequence[Mention], by: str) -> Coreference:
    entities = tuple(m.entity for m in things if m.entity is not None)
    return Coreference(Span(start, end), entities, tuple(m.span for m in things), by)


@cache
def _nouns() -> dict[str, DefiniteNoun]:
    return {row.noun: row for row in read_table("definite_nouns", DefiniteNoun)}
