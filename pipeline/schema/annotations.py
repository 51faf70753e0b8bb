"""Annotations: what is said about each sentence. Gold and prediction are this same type.

The labels are those of the annotation guidelines (``corpus/GUIDELINES.md``): entity types after
OntoNotes 5, relations after PLOVER, attribution after PARC/PolNeAR, stance after SemEval-2016 Task 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.schema.span import Span

__all__ = [
    "ACTOR_LABELS",
    "Annotations",
    "Citation",
    "ClaimType",
    "Coreference",
    "EntityLabel",
    "Flag",
    "Holder",
    "Mention",
    "Proposition",
    "Relation",
    "RelationLabel",
    "Sentence",
    "Stance",
    "StanceLabel",
]


class EntityLabel(StrEnum):
    """Names and expressions of time and amount."""

    PERSON = "PERSON"
    NORP = "NORP"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    FAC = "FAC"
    EVENT = "EVENT"
    LAW = "LAW"
    PROGRAMME = "PROGRAMME"
    MISSION = "MISSION"
    PRODUCT = "PRODUCT"
    WORK_OF_ART = "WORK_OF_ART"
    DATE = "DATE"
    MONEY = "MONEY"
    PERCENT = "PERCENT"
    QUANTITY = "QUANTITY"

    @property
    def is_value(self) -> bool:
        """Whether mentions of this label carry a value instead of a link."""
        return self in _VALUE_LABELS

    @property
    def is_actor(self) -> bool:
        """Whether mentions of this label can act (head of most relations)."""
        return self in ACTOR_LABELS


_VALUE_LABELS = frozenset({EntityLabel.DATE, EntityLabel.MONEY, EntityLabel.PERCENT, EntityLabel.QUANTITY})
ACTOR_LABELS = frozenset({EntityLabel.GPE, EntityLabel.ORG, EntityLabel.PERSON, EntityLabel.NORP})
"""Labels whose mentions can act."""


class RelationLabel(StrEnum):
    """Relations between two mentions of one sentence, head first."""

    CONSULT = "consult"
    AGREE = "agree"
    COOPERATE = "cooperate"
    SUPPORT = "support"
    AID = "aid"
    SUPPLY = "supply"
    OPPOSE = "oppose"
    COERCE = "coerce"
    ASSAULT = "assault"
    DEPLOY = "deploy"
    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    LEADS = "leads"
    PARTICIPATES_IN = "participates_in"
    DEVELOPS = "develops"
    ACQUIRES = "acquires"
    FUNDS = "funds"

    @property
    def is_symmetric(self) -> bool:
        """Whether head and tail may be exchanged."""
        return self in _SYMMETRIC


_SYMMETRIC = frozenset({RelationLabel.CONSULT, RelationLabel.AGREE, RelationLabel.COOPERATE})


class ClaimType(StrEnum):
    """What kind of statement a sentence makes."""

    FACT = "fact"
    VALUE = "value"
    POLICY = "policy"
    FORECAST = "forecast"
    NONE = "none"


class StanceLabel(StrEnum):
    """For or against; no entry means neutral."""

    FAVOUR = "favour"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or an expression of time or amount, as it stands in the text.

    ``entity`` is the link (a slug), ``None`` where unresolved or for values; ``name`` the usual English
    name of the linked thing; ``iso`` ISO 3166-1 alpha-3 of a state; ``metonym`` whether the name stands
    for another thing (a capital for its government); ``value`` the normal form of a date (EDTF), an
    amount of money ("EUR 598200000"), a percentage ("3.5%") or a quantity ("145"); ``by`` the rule,
    knowledge row or model that found it.
    """

    span: Span
    label: EntityLabel
    entity: str | None = None
    value: str | None = None
    name: str | None = None
    iso: str | None = None
    metonym: bool = False
    probability: float | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Coreference:
    """A pronoun or definite noun ("the two countries") and the entities that it clearly stands for.

    Never part of the mention list that is scored; relations and holders reach through it.
    """

    span: Span
    entities: tuple[str, ...]
    antecedents: tuple[Span, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """``head`` does ``label`` to ``tail``: indices into the sentence's mentions."""

    head: int
    label: RelationLabel
    tail: int
    trigger: Span | None = None
    probability: float | None = None
    by: str = ""
    through: Span | None = None
    """The pronoun or definite noun through which it was reached, if any."""
    plover: str = ""
    """The event class of its trigger, where that is finer than the label's (``plover_code`` gives both)."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose view a sentence, or a stance, is: the author's, or an actor's.

    For an actor: ``text`` as it stands (or the full name where it stands in another sentence, then
    ``span`` is ``None``), ``entity`` its link, ``cue`` the words that give the sentence to it, ``quoted``
    whether the sentence stands in a quotation, ``outer`` the holder who reports this one, if any.
    """

    text: str | None = None
    span: Span | None = None
    entity: str | None = None
    cue: Span | None = None
    quoted: bool = False
    outer: Holder | None = None
    probability: float | None = None
    by: str = ""

    @property
    def is_author(self) -> bool:
        """Whether the paper's own author speaks."""
        return self.text is None


AUTHOR = Holder()


@dataclass(frozen=True, slots=True)
class Flag:
    """Hedged or negated: the words that make it so, and how far they reach."""

    value: bool = False
    cue: Span | None = None
    scope: Span | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """``holder`` is for or against the thing at ``target``; ``evidence`` are the words that say so."""

    holder: Holder
    label: StanceLabel
    target: Span
    entity: str | None = None
    """The link of the target, where it is an entity mention."""
    evidence: Span | None = None
    probability: float | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A note call in a sentence: what it vouches for, and the note whose works stand behind it.

    ``at`` is where the call stood, ``note`` an index into ``Document.notes``, ``clause`` the words that it
    covers (the whole sentence for a call at its end), ``quote`` the quotation that it follows, if any: then
    the words are those of the work.
    """

    at: int
    note: int
    clause: Span
    quote: Span | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """Subject, predicate and object phrases of the main clause; ``None`` where there is none."""

    subject: Span | None = None
    predicate: Span | None = None
    object: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the body, with all that is said of it."""

    span: Span
    type: ClaimType
    type_probability: float | None = None
    type_by: str = ""
    hedged: Flag = Flag()
    negated: Flag = Flag()
    holder: Holder = AUTHOR
    proposition: Proposition = Proposition()
    mentions: tuple[Mention, ...] = ()
    coreferences: tuple[Coreference, ...] = ()
    relations: tuple[Relation, ...] = ()
    stances: tuple[Stance, ...] = ()
    confidence: float | None = None
    """Calibrated probability that all of the above is right."""
    citations: tuple[Citation, ...] = ()
    id: str = ""
    """The gold's sentence id; empty for predictions."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """All sentences of one document, in text order."""

    document: str
    """The document's id (for gold: the corpus id of the paper)."""
    sentences: tuple[Sentence, ...] = ()
    pipeline: str = ""
    """Version of the pipeline that made them; empty for gold."""
    models: tuple[tuple[str, str], ...] = ()
    """Name and hash of each model that made them."""
