"""The story: Document + Models -> Annotations. The order of the stages is written here alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from pipeline import __version__
from pipeline.annotate.artefacts import hash_of_artefact, models_folder
from pipeline.annotate.attribution import find_holders
from pipeline.annotate.base_model import load_base_model
from pipeline.annotate.claim_types import ClaimTypeModel, classify_claims, load_claim_types
from pipeline.annotate.confidence import ConfidenceModel, load_confidence, record_confidence
from pipeline.annotate.coreference import resolve_coreferences
from pipeline.annotate.entities import find_mentions
from pipeline.annotate.knowledge_base import Knowledge, load_knowledge
from pipeline.annotate.links import link_mentions
from pipeline.annotate.modality import find_modality
from pipeline.annotate.parsing import body_sentences, parse_document
from pipeline.annotate.propositions import find_proposition
from pipeline.annotate.relations import RelationModel, find_relations, load_relation_model
from pipeline.annotate.sources import find_citations
from pipeline.annotate.stance import StanceModel, find_stances, load_stance
from pipeline.schema import Annotations, ClaimType, Coreference, Document, Holder, Mention, Sentence, Span

Mark = TypeVar("Mark", Mention, Coreference)

__all__ = ["Models", "analyse", "analyse_parsed", "load_models"]

_TRAINED = ("relations", "claim_types", "stance", "confidence")


@dataclass(frozen=True, slots=True)
class Models:
    """All that is loaded once and serves every document."""

    nlp: Language
    knowledge: Knowledge
    relations: RelationModel
    claim_types: ClaimTypeModel
    stance: StanceModel
    confidence: ConfidenceModel
    hashes: tuple[tuple[str, str], ...]


def load_models(
    spacy_model: str | None = None, *, knowledge: Sequence[Path] = (), folder: Path | None = None
) -> Models:
    """Load the base model, the knowledge and the trained classifiers; some seconds, once.

    ``spacy_model`` names another installed spaCy pipeline, ``knowledge`` CSV files with rows of your own,
    ``folder`` holds classifiers of your own (``dragoman train -o``).
    Raises ``ModelError`` or ``KnowledgeError``.
    """
    nlp, base_hash = load_base_model(spacy_model)
    folder = folder or models_folder()
    trained = ((name, hash_of_artefact(folder / name)) for name in _TRAINED)
    return Models(
        nlp=nlp,
        knowledge=load_knowledge(knowledge),
        relations=load_relation_model(folder / "relations"),
        claim_types=load_claim_types(folder / "claim_types"),
        stance=load_stance(folder / "stance"),
        confidence=load_confidence(folder / "confidence"),
        hashes=(("base", base_hash), *trained),
    )


def analyse(document: Document, models: Models) -> Annotations:
    """Everything that is said of each body sentence of ``document``, in text order."""
    return analyse_parsed(parse_document(document, models.nlp), document, models)


def analyse_parsed(doc: Doc, document: Document, models: Models) -> Annotations:
    """The same for a document whose spaCy ``Doc`` (same characters) is there already."""
    sentences = list(body_sentences(doc))
    mentions = find_mentions(doc, models.knowledge, document.metadata.date)
    mentions = link_mentions(doc, mentions, models.knowledge)
    coreferences = resolve_coreferences(doc, mentions, models.knowledge)
    holders = find_holders(doc, sentences, mentions, coreferences)
    types = classify_claims(sentences, holders, models.claim_types)
    return Annotations(
        document=document.id,
        sentences=tuple(
            _annotate_sentence(document, sentence, own_mentions, own_coreferences, holder, type_, models)
            for sentence, own_mentions, own_coreferences, holder, type_ in zip(
                sentences,
                _by_sentence(mentions, sentences),
                _by_sentence(coreferences, sentences),
                holders,
                types,
                strict=True,
            )
        ),
        pipeline=__version__,
        models=models.hashes,
    )


def _annotate_sentence(
    document: Document,
    sentence: Tokens,
    mentions: tuple[Mention, ...],
    coreferences: tuple[Coreference, ...],
    holder: Holder,
    type_: tuple[ClaimType, float | None, str],
    models: Models,
) -> Sentence:
    hedged, negated = find_modality(sentence, holder)
    relations = find_relations(sentence, mentions, coreferences, models.relations)
    annotated = Sentence(
        span=Span(sentence.start_char, sentence.end_char),
        type=type_[0],
        type_probability=type_[1],
        type_by=type_[2],
        hedged=hedged,
        negated=negated,
        holder=holder,
        proposition=find_proposition(sentence, holder),
        mentions=mentions,
        coreferences=coreferences,
        relations=tuple(relations),
        stances=tuple(
            find_stances(sentence, mentions, holder, type_[0], relations, models.stance, coreferences)
        ),
        citations=find_citations(document, sentence),
    )
    return replace(annotated, confidence=record_confidence(annotated, models.confidence))


def _by_sentence(marks: Sequence[Mark], sentences: Sequence[Tokens]) -> list[tuple[Mark, ...]]:
    """The marks inside each sentence; ``marks`` sorted by place. One that crosses a border has none."""
    groups = []
    at = 0
    for sentence in sentences:
        while at < len(marks) and marks[at].span.start < sentence.start_char:
            at += 1
        first = at
        while at < len(marks) and marks[at].span.end <= sentence.end_char:
            at += 1
        groups.append(tuple(marks[first:at]))
    return groups
