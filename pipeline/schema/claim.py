"""Claim: one sentence of a paper as a record for users; the line format of ``claims.jsonl``.

Plain values only, so that a record is written as it stands: spans are ``(start, end)`` pairs of
character offsets into the reading text, boxes are PDF points with the origin top left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "SCHEMA_VERSION",
    "ActorHolder",
    "AuthorHolder",
    "Claim",
    "ClaimBox",
    "ClaimFlag",
    "ClaimLabel",
    "ClaimLocation",
    "ClaimMention",
    "ClaimProposition",
    "ClaimProvenance",
    "ClaimRelation",
    "ClaimSource",
    "ClaimStance",
    "ClaimTarget",
    "PaperReference",
]

SCHEMA_VERSION = "1.0"

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PaperReference:
    """The paper a claim stands in; ``date`` is EDTF, ``language`` ISO 639-1."""

    id: str
    source: str
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    publisher: str | None = None
    series: str | None = None
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimBox:
    """One printed line of a claim: page from 1, PDF points, origin top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ClaimLocation:
    """Where the sentence stands: pages, headings above it, number of its paragraph (from 1), lines."""

    pages: list[int]
    section: list[str]
    paragraph: int
    boxes: list[ClaimBox]


@dataclass(frozen=True, slots=True)
class ClaimLabel:
    """The claim's type and how likely it is; ``by`` names the rule or model."""

    label: Literal["fact", "value", "policy", "forecast", "none"]
    probability: float | None
    by: str


@dataclass(frozen=True, slots=True)
class ClaimFlag:
    """Hedged or negated, the words that make it so and how far they reach."""

    value: bool
    cue: Offsets | None
    scope: Offsets | None


@dataclass(frozen=True, slots=True)
class AuthorHolder:
    """The paper's own author."""

    kind: Literal["author"] = "author"


@dataclass(frozen=True, slots=True)
class ActorHolder:
    """Somebody whose view is reported; ``outer`` is who reports it, if not the author."""

    kind: Literal["actor"]
    text: str
    span: Offsets | None
    entity: str | None
    cue: Offsets | None
    quoted: bool
    outer: ActorHolder | None = None


ClaimHolder = AuthorHolder | ActorHolder


@dataclass(frozen=True, slots=True)
class ClaimProposition:
    """Subject, predicate and object of the main clause."""

    subject: Offsets | None
    predicate: Offsets | None
    object: Offsets | None


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """A name, date or amount. ``value`` is EDTF, "EUR 598200000", "3.5%" or a number."""

    span: Offsets
    text: str
    label: str
    entity: str | None
    name: str | None
    iso: str | None
    metonym: bool
    value: str | None
    by: str


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """``head`` and ``tail`` are indices into ``mentions``; ``through`` a pronoun that led to one."""

    head: int
    label: str
    tail: int
    trigger: Offsets | None
    plover: str | None
    probability: float | None
    by: str
    through: Offsets | None = None


@dataclass(frozen=True, slots=True)
class ClaimTarget:
    """What a stance is toward."""

    span: Offsets
    text: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class ClaimStance:
    """Who is for or against what, and the words that say so."""

    holder: ClaimHolder
    label: Literal["favour", "against"]
    target: ClaimTarget
    probability: float | None
    evidence: Offsets | None
    by: str


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """A note called in the sentence: its mark, where the call stood, its text, the works it cites.

    ``works`` are CSL-JSON items, short forms resolved. ``clause`` is the stretch that the call covers
    (the whole sentence for a call at its end), ``quote`` the quotation right before it, if any.
    """

    note: int | str
    call: int
    text: str
    works: list[dict[str, Any]]
    clause: Offsets | None = None
    quote: Offsets | None = None


@dataclass(frozen=True, slots=True)
class ClaimProvenance:
    """Version of the pipeline and hashes of the models that made the record."""

    pipeline: str
    models: dict[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence: who says what about whom, how firmly, on which source, and the words that prove it.

    ``id`` is a hash of the document's text, the span and the sentence: the same on every machine.
    ``confidence`` is the calibrated probability that the record is right as a whole.
    """

    id: str
    document: PaperReference
    text: str
    span: Offsets
    location: ClaimLocation
    type: ClaimLabel
    hedged: ClaimFlag
    negated: ClaimFlag
    holder: ClaimHolder
    proposition: ClaimProposition
    mentions: list[ClaimMention]
    relations: list[ClaimRelation]
    stances: list[ClaimStance]
    sources: list[ClaimSource]
    confidence: float | None
    provenance: ClaimProvenance
    schema_version: Literal["1.0"] = "1.0"
