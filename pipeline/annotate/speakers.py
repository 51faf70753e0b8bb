"""Speakers: which phrases can hold a view, and the holder that such a phrase makes.

People, bodies, documents of others and names can; things cannot; "we", "the author" and the paper itself
are the author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Doc, Token

from pipeline.annotate.attribution_words import Role, has_role, words_in_role
from pipeline.annotate.clauses import phrase_of
from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.signposts import EXHIBITS
from pipeline.schema import Coreference, EntityLabel, Holder, Mention, Span

__all__ = ["SpeakerKind", "Speakers", "index_speakers", "kind_of_words"]


class SpeakerKind(StrEnum):
    """What kind of thing a phrase names, as far as holding a view goes."""

    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    EVIDENCE = "evidence"
    SOME = "some"
    AUTHOR = "author"
    OTHER = "other"

    @property
    def can_act(self) -> bool:
        """Whether it has views of its own accord."""
        return self in {SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.SOME}


@dataclass(frozen=True, slots=True)
class HolderNoun:
    """A row of ``holder_nouns.csv``."""

    noun: str
    kind: SpeakerKind
    example: str = ""


_MENTION_KINDS = {
    EntityLabel.PERSON: SpeakerKind.PERSON,
    EntityLabel.NORP: SpeakerKind.PERSON,
    EntityLabel.ORG: SpeakerKind.BODY,
    EntityLabel.GPE: SpeakerKind.BODY,
    EntityLabel.WORK_OF_ART: SpeakerKind.DOCUMENT,
    EntityLabel.LAW: SpeakerKind.DOCUMENT,
    EntityLabel.PROGRAMME: SpeakerKind.DOCUMENT,
}
_PERSONAL = frozenset({"he", "she", "they", "who", "him", "her", "them", "his", "their"})
_OURS = frozenset({"i", "we", "us", "me"})
_PARTITIVES = frozenset(
    {"number", "majority", "minority", "group", "handful", "plurality", "series", "variety", "host"}
)
"""Nouns that count what stands after "of": "a number of analysts"."""
_FRACTIONS = frozenset(
    {"half", "third", "quarter", "fifth", "share", "proportion", "percentage", "rest", "percent"}
)
_PERCENT = frozenset({"percent", "%", "cent"})
_SHARES = frozenset({EntityLabel.QUANTITY, EntityLabel.PERCENT})
_NAMING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos"})
_OPENING = 3
"""Words at the start of a sentence among which a subject "it" looks back to the sentence before."""
_TEXTS = frozenset({SpeakerKind.DOCUMENT, SpeakerKind.EVIDENCE})
_GONE_ON_ABOUT = frozenset({SpeakerKind.DOCUMENT, SpeakerKind.AUTHOR, SpeakerKind.BODY})
_TITLES_END = frozenset({"compound", "amod", "nmod", "poss", "case", "nummod", "punct"})
_PEOPLE_ENDINGS = ("ers", "ors", "ists", "ians", "crats", "men", "ants", "ives", "eans", "people")

_THINGS = frozenset(
    {"factor", "sector", "corridor", "order", "matter", "border", "barrier", "center", "sensor", "vector"}
    | {"reactor", "error", "initiative", "objective", "alternative", "incentive", "perspective", "plant"}
    | {"narrative", "grant", "warrant", "motive", "tanker", "carrier", "container", "driver", "server"}
)
"""Nouns with such an ending that are no people."""


@cache
def _nouns() -> dict[str, SpeakerKind]:
    return {row.noun: row.kind for row in read_table("holder_nouns", HolderNoun)}


def _counted_by(noun: Token) -> Token | None:
    """For "a number of analysts": analysts."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _without_as(noun: Token, phrase: Span) -> Span:
    """For "seen by critics as a burden": critics, where the tree hangs what they see it as on them."""
    role = next((c for c in noun.rights if c.lower_ == "as" and noun.head.dep_ == "agent"), None)
    return phrase if role is None else Span(phrase.start, role.idx - 1)


def _is_anybody(noun: Token) -> bool:
    """For "one might argue that": nobody in particular."""
    if noun.lower_ != "one" or noun.dep_ != "nsubj" or any(True for _ in noun.children):
        return False
    return any(c.tag_ == "MD" for c in noun.head.lefts)


@dataclass(frozen=True, slots=True)
class Speakers:
    """What is known of one document's phrases when their holders are sought."""

    mentions: dict[int, Mention]
    """Token index -> the mention that covers it."""
    coreferences: dict[int, Coreference]
    """Character offset -> the pronoun or definite noun that starts there."""
    own_nouns: frozenset[str]
    """Nouns by which the paper names itself ("the study"), because it says "this study"."""

    def kind_of(self, noun: Token) -> SpeakerKind:
        """Who or what the phrase headed by ``noun`` is."""
        lower = noun.lower_
        if (lower in _OURS and noun.text != "US") or self._is_own(noun) or _is_anybody(noun):
            return SpeakerKind.AUTHOR
        if lower in _PERSONAL:
            return SpeakerKind.PERSON
        if lower in {"it", "its"}:
            return SpeakerKind.BODY if self._antecedents(noun) else self._kind_before(noun)
        return self._kind_of_noun(noun)

    def _kind_of_noun(self, noun: Token) -> SpeakerKind:
        mention = self.mentions.get(noun.i)
        if mention is not None and mention.label in _SHARES:
            return self._kind_of_share(noun)
        if mention is not None and mention.label is not EntityLabel.LOC:
            return _MENTION_KINDS.get(mention.label, SpeakerKind.OTHER)
        if noun.lemma_.lower() in _PARTITIVES | _FRACTIONS and (counted := _counted_by(noun)) is not None:
            return self.kind_of(counted)
        return self._kind_of_common_noun(noun)

    def _kind_of_share(self, share: Token) -> SpeakerKind:
        """For "58 percent of voters", "nine ministers": those counted, or people who answered a poll."""
        counted = _counted_by(share)
        if counted is None and share.lower_ in _PERCENT:
            return SpeakerKind.SOME
        return self.kind_of(counted) if counted is not None else self._kind_of_common_noun(share)

    def _kind_before(self, pronoun: Token) -> SpeakerKind:
        """What a subject "it" goes on about: the document that is the subject of the sentence before."""
        at = pronoun.sent.start
        opens = pronoun.i - at < _OPENING and pronoun.head.lemma_ != "be"
        if pronoun.dep_ != "nsubj" or not opens or at == 0 or "\n" in pronoun.doc[at - 1].text_with_ws:
            return SpeakerKind.OTHER
        subject = next((c for c in pronoun.doc[at - 1].sent.root.lefts if c.dep_ == "nsubj"), None)
        if subject is None or (subject.lower_ == "it" and subject.sent.start == at):
            return SpeakerKind.OTHER
        kind = self.kind_of(subject)
        return kind if kind in _GONE_ON_ABOUT else SpeakerKind.OTHER

    def _kind_of_common_noun(self, noun: Token) -> SpeakerKind:
        kind = _nouns().get(lemma_of(noun)) or _nouns().get(noun.lower_)
        if kind is SpeakerKind.SOME:
            counted = _counted_by(noun)
            if counted is not None and counted.tag_ == "NN" and not self.kind_of(counted).can_act:
                return SpeakerKind.OTHER
        if kind is not None and (kind is not SpeakerKind.SOME or noun.dep_ in {"nsubj", "pobj", "conj"}):
            return kind
        people = noun.lower_.endswith(_PEOPLE_ENDINGS) and lemma_of(noun) not in _THINGS
        if noun.tag_ in {"NNPS", "NNS"} and people:
            return SpeakerKind.PERSON
        if noun.pos_ == "PROPN" and noun.text[:1].isupper():
            return SpeakerKind.BODY
        if noun.pos_ == "NUM" and not any(char.isdigit() for char in noun.text):
            return SpeakerKind.SOME
        return SpeakerKind.OTHER

    def _is_own(self, noun: Token) -> bool:
        lemma = noun.lemma_.lower()
        after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
        if lemma in EXHIBITS and after.like_num:
            return True
        determiners = {child.lower_ for child in noun.children if child.dep_ in {"det", "poss"}}
        if determiners & {"our", "my"} and _nouns().get(lemma_of(noun)) in _TEXTS:
            return True
        if not has_role(noun, Role.OWN) or noun.i in self.mentions:
            return False
        if determiners & {"this", "our", "my", "the present"}:
            return True
        others = any(child.dep_ in {"prep", "amod", "compound", "acl", "nmod"} for child in noun.children)
        own = lemma in self.own_nouns and "the" in determiners and not others
        return own and not (lemma == "author" and self._tells_of_a_work(noun))

    def _tells_of_a_work(self, author: Token) -> bool:
        """Whether the work of others was named just before: "the authors" are those who wrote that."""
        start = author.sent.start
        first = author.doc[start - 1].sent.start if start else start
        return any(
            token.dep_ in _NAMING and self.kind_of(token) is SpeakerKind.DOCUMENT
            for token in author.doc[first : author.i]
            if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() != "author"
        )

    def _antecedents(self, token: Token) -> tuple[str, ...]:
        found = self.coreferences.get(token.idx)
        return found.entities if found else ()

    def holder_of(self, noun: Token, cue: Span, *, by: str, outer: Holder | None = None) -> Holder:
        """The holder that the phrase headed by ``noun`` makes, as it stands in the text."""
        span = self._span_of(noun)
        mention = self.mentions.get(noun.i)
        entity = mention.entity if mention else None
        if mention is None:
            antecedents = self._antecedents(noun) or self._antecedents(noun.doc[noun.left_edge.i])
            entity = antecedents[0] if len(antecedents) == 1 else None
        return Holder(
            text=span.of(whole_text(noun.doc)),
            span=span,
            entity=entity,
            cue=cue,
            outer=outer,
            by=by,
            probability=None,
        )

    def _span_of(self, noun: Token) -> Span:
        """A name with its titles and without article; any other phrase with its determiner."""
        mention = self.mentions.get(noun.i)
        if mention is None or mention.label in _SHARES:
            return _without_as(noun, phrase_of(noun))
        start = mention.span.start
        token = noun
        while token.i > noun.sent.start and token.idx > start:
            token = noun.doc[token.i - 1]
        while token.i > noun.sent.start:
            before = noun.doc[token.i - 1]
            inside = noun.is_ancestor(before) and before.dep_ in _TITLES_END and before.ent_type_ != "DATE"
            if not inside or before.text in {",", "(", "–", "—", "“", '"'}:
                break
            token = before
        start = min(token.idx, start)
        end = mention.span.end
        for other in noun.rights:
            if other.dep_ == "conj" and other.i in self.mentions:
                end = max(end, self.mentions[other.i].span.end)
        return Span(start, end)


def index_speakers(doc: Doc, mentions: Sequence[Mention], coreferences: Sequence[Coreference]) -> Speakers:
    """Look-ups over the document's mentions and coreferences."""
    by_token: dict[int, Mention] = {}
    for mention in mentions:
        tokens = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if tokens is not None:
            by_token.update((token.i, mention) for token in tokens)
    return Speakers(by_token, {c.span.start: c for c in coreferences}, _own_nouns(whole_text(doc)))


def _own_nouns(text: str) -> frozenset[str]:
    """Nouns after "this" or "our" by which a paper may name itself, and those that always do."""
    found = re.findall(r"\b(?:this|our) (\w+)", text.lower())
    return words_in_role(Role.OWN).intersection(found) | {"paper", "author", "section", "chapter"}


def kind_of_words(holder: Holder, mentions: Sequence[Mention]) -> str:
    """What a holder is by its words alone: author, pronoun, name, document or noun."""
    if holder.is_author:
        return "author"
    words = (holder.text or "").lower().split()
    if words and words[0] in _PERSONAL | {"it", "its"}:
        return "pronoun"
    span = holder.span
    mention = next((m for m in mentions if span is not None and m.span.overlaps(span)), None)
    if mention is not None:
        return "document" if _MENTION_KINDS.get(mention.label) is SpeakerKind.DOCUMENT else "name"
    return "document" if words and _nouns().get(words[-1]) is SpeakerKind.DOCUMENT else "noun"
