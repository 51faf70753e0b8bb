"""Reporting words: the lexicons of attribution, and the frames in which each gives a claim to somebody.

The frames follow the constructions that PARC 3.0 and PolNeAR annotate (source, cue, content): a verb with
a clause, a quotation, "for" or "as" phrase; a noun or adjective of opinion; a lead-in ("according to").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from pipeline.annotate.clauses import EVIDENCE_VERBS
from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.quotations import Quotation
from pipeline.annotate.speakers import SpeakerKind, Speakers
from pipeline.schema import ClaimType, Span

__all__ = [
    "Frame",
    "Report",
    "Scene",
    "Speaker",
    "TopicNoun",
    "frames_of",
    "is_inference",
    "is_reporting_adjective",
    "is_reporting_noun",
    "span_of_tokens",
    "topic_of",
]


class Frame(StrEnum):
    """What follows a reporting verb when it reports."""

    CLAUSE = "clause"
    FOR = "for"
    TOPIC = "topic"
    INFINITIVE = "infinitive"
    OF = "of"
    BLAME = "blame"
    WITH = "with"
    """Credits somebody with something."""
    OBJECT = "object"
    """Judges by the verb alone: "praised the pact"."""
    THING = "thing"
    """Tells of a thing and judges nothing: "the study found a fall in trade", "denied any blame"."""
    AS = "as"
    COMPLEMENT = "complement"
    EXPECT = "expect"
    IN = "in"
    AMONG = "among"
    FIGURE = "figure"
    """A number that a body publishes; its subject must be an organisation."""
    DOING = "doing"
    """What somebody says to have done or seen: "denied supplying the ships"."""
    HOW = "how"
    """An indirect question that is answered: "recounts how the pact failed"."""
    WHETHER = "whether"
    """A doubt told as a question: "questioned whether the pact would last"."""
    TO = "to"
    """Shows what one leans on: "point to the late ships"."""
    QUOTING = "quoting"
    """Gives the word to its object: "quotes Hansen"."""
    ON = "on"
    """Asks somebody to act: "called on Oslo to pay"."""


class Speaker(StrEnum):
    """Who must be the verb's subject for the verb to report."""

    ANY = "any"
    """Whoever or whatever can hold a view, documents and evidence included."""
    ACTOR = "actor"
    """People, bodies and documents."""
    SOURCE = "source"
    """Documents, data, and people who study: "the audit shows" reports, "Oslo showed" does not."""

    TEXT = "text"
    """Documents and data alone: "the study found a fall in trade"."""

    def admits(self, kind: SpeakerKind) -> bool:
        """Whether a phrase of this kind can be the verb's speaker."""
        if self is Speaker.TEXT:
            return kind in {SpeakerKind.DOCUMENT, SpeakerKind.EVIDENCE}
        if self is Speaker.SOURCE:
            return kind in {SpeakerKind.DOCUMENT, SpeakerKind.EVIDENCE, SpeakerKind.PERSON}
        if self is Speaker.ACTOR:
            return kind.can_act or kind is SpeakerKind.DOCUMENT
        return kind.can_act or kind in {SpeakerKind.DOCUMENT, SpeakerKind.EVIDENCE}


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A row of ``reporting_verbs.csv``."""

    verb: str
    frame: Frame
    subject: Speaker
    example: str = ""


@dataclass(frozen=True, slots=True)
class ReportingNoun:
    """A row of ``reporting_nouns.csv``: frame ``copula`` ("X's view is that") or ``lead`` ("in X's view")."""

    noun: str
    frame: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class ReportingAdjective:
    """A row of ``reporting_adjectives.csv``: "X is convinced that"."""

    adjective: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class TopicNoun:
    """A row of ``topic_nouns.csv``: "stressed the need for" reports a claim of type ``type``."""

    noun: str
    type: ClaimType
    example: str = ""


@cache
def _verbs() -> dict[str, tuple[ReportingVerb, ...]]:
    rows: dict[str, list[ReportingVerb]] = defaultdict(list)
    for row in read_table("reporting_verbs", ReportingVerb):
        rows[row.verb].append(row)
    return {verb: tuple(own) for verb, own in rows.items()}


@cache
def _nouns() -> frozenset[tuple[str, str]]:
    return frozenset((row.noun, row.frame) for row in read_table("reporting_nouns", ReportingNoun))


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(row.adjective for row in read_table("reporting_adjectives", ReportingAdjective))


@cache
def _topics() -> dict[str, ClaimType]:
    return {row.noun: row.type for row in read_table("topic_nouns", TopicNoun)}


def frames_of(verb: Token) -> tuple[ReportingVerb, ...]:
    """The rows for the verb's lemma; empty where it reports nothing."""
    if verb.pos_ not in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}:
        return ()
    return _verbs().get(lemma_of(verb)) or _verbs().get(_verb_of_noun(verb), ())


def _verb_of_noun(token: Token) -> str:
    """The verb that a word taken for a plural may be: "specifies"."""
    lower = token.lower_
    if token.tag_ not in {"NNS", "NNPS"} or not lower.endswith("s"):
        return ""
    return f"{lower[:-3]}y" if lower.endswith("ies") else lower[:-1]


def is_reporting_noun(noun: Token, frame: str) -> bool:
    """Whether the noun's lemma names an opinion or statement, in that frame."""
    return (noun.lemma_.lower(), frame) in _nouns()


def is_reporting_adjective(adjective: Token) -> bool:
    """Whether the adjective says that somebody holds something to be so ("convinced")."""
    return adjective.lower_ in _adjectives()


def topic_of(noun: Token) -> ClaimType | None:
    """The claim type that "stressed the <noun> of" reports, or ``None``."""
    return _topics().get(noun.lemma_.lower())


@dataclass(frozen=True, slots=True)
class Scene:
    """What the readings look at besides the clause: who can speak, and what is quoted."""

    speakers: Speakers
    quotations: Sequence[Quotation]


@dataclass(frozen=True, slots=True)
class Report:
    """One reading: the head of the speaker's phrase, the words that give the sentence to it, the rule."""

    speaker: Token
    cue: Span
    by: str


def is_inference(row: ReportingVerb, speaker: Token, kind: SpeakerKind) -> bool:
    """For "these figures suggest that": the author reads it from what was just told."""
    pointed = any(c.lower_ in {"this", "these"} for c in speaker.lefts)
    return pointed and kind is SpeakerKind.EVIDENCE and row.verb in EVIDENCE_VERBS


def span_of_tokens(first: Token, last: Token) -> Span:
    """The characters from the first to the last token."""
    return Span(first.idx, last.idx + len(last))
