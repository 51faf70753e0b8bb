"""What a candidate of stance is: who may be for or against what, and the words that name the two.

The same generators serve training and predicting; which candidates stand is judged in ``stance.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.clauses import phrase_of
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.speakers import SpeakerKind, Speakers
from pipeline.schema import AUTHOR, Holder, Span, StanceLabel

__all__ = ["EMPTY_TARGETS", "Candidate", "Scene", "same_holder", "stance_holder"]


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentence with what is known of its phrases, and the holder of its claim."""

    sentence: Tokens
    speakers: Speakers
    holder: Holder
    tokens: tuple[Token, ...]
    """Those of the sentence: spaCy makes them anew whenever a span is walked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``holder`` may be for or against the thing at ``span``, headed by ``head``."""

    holder: Holder
    label: StanceLabel
    head: Token
    span: Span
    cue: Token
    rule: str
    doubtful: bool = False
    """Left to the judge: without a model it is not believed."""

    @property
    def evidence(self) -> Span:
        """The word that says so."""
        return Span(self.cue.idx, self.cue.idx + len(self.cue))


EMPTY_TARGETS = frozenset(
    {"who", "which", "what", "himself", "itself", "themselves", "herself", "there", "one", "ones"}
    | {"someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "none", "other"}
    | {"something", "anything", "everything", "nothing", "others", "another", "ourselves", "myself"}
)
"""Pronouns that name nothing."""


def stance_holder(noun: Token, scene: Scene) -> Holder:
    """The holder of a stance: the mention alone, or the phrase as it stands."""
    if scene.speakers.kind_of(noun) is SpeakerKind.AUTHOR:
        return AUTHOR
    mention = scene.speakers.mentions.get(noun.i)
    span = mention.span if mention is not None else phrase_of(noun)
    coreference = scene.speakers.coreferences.get(span.start)
    entity = mention.entity if mention is not None else None
    if entity is None and coreference is not None and len(coreference.entities) == 1:
        entity = coreference.entities[0]
    return Holder(text=span.of(whole_text(noun.doc)), span=span, entity=entity)


def same_holder(one: Holder, other: Holder) -> bool:
    """Whether two holders are one: the author, or words of which one lie inside the other's."""
    if one.span is not None and other.span is not None:
        return one.span.overlaps(other.span)
    return one.text == other.text
