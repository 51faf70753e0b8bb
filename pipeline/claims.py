"""Annotations -> Claims: everything known of a sentence, joined with its place and its sources."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.schema import Annotations, Block, Document, Flag, Holder, Sentence, Span, Stance
from pipeline.schema import claim as record
from pipeline.schema.csl import csl_item
from pipeline.schema.plover import plover_code

__all__ = ["build_claims"]


def build_claims(document: Document, annotations: Annotations) -> Iterator[record.Claim]:
    """One record for each body sentence, in text order; those of type ``none`` too.

    In: a document and the annotations made on it. Out: records whose spans count characters of
    ``document.text``, with pages and boxes (PDF points) where the source has pages.
    """
    paper = _describe_paper(document)
    provenance = record.ClaimProvenance(annotations.pipeline, dict(annotations.models))
    paragraphs = document.body_blocks()
    starts = [block.span.start for block in paragraphs]
    for sentence in annotations.sentences:
        number = bisect_right(starts, sentence.span.start)
        yield _build_claim(document, sentence, paper, provenance, number, paragraphs[number - 1])


def _build_claim(
    document: Document,
    sentence: Sentence,
    paper: record.PaperReference,
    provenance: record.ClaimProvenance,
    number: int,
    paragraph: Block,
) -> record.Claim:
    text = sentence.span.of(document.text)
    return record.Claim(
        id=_identify(document, sentence.span, text),
        document=paper,
        text=text,
        span=_offsets(sentence.span),
        location=_locate(document, sentence.span, number, paragraph),
        type=record.ClaimLabel(sentence.type.value, sentence.type_probability, sentence.type_by),
        hedged=_flag(sentence.hedged),
        negated=_flag(sentence.negated),
        holder=_holder(sentence.holder),
        proposition=record.ClaimProposition(
            _maybe(sentence.proposition.subject),
            _maybe(sentence.proposition.predicate),
            _maybe(sentence.proposition.object),
        ),
        mentions=_mentions(sentence, document.text),
        relations=_relations(sentence),
        stances=[_stance(stance, document.text) for stance in sentence.stances],
        sources=_sources(document, sentence),
        confidence=sentence.confidence,
        provenance=provenance,
    )


def _describe_paper(document: Document) -> record.PaperReference:
    about = document.metadata
    return record.PaperReference(
        id=document.id,
        source=document.source,
        title=about.title or None,
        authors=list(about.authors),
        publisher=about.publisher or None,
        series=about.series or None,
        date=about.date or None,
        language=about.language or None,
    )


def _identify(document: Document, span: Span, text: str) -> str:
    key = f"{document.id}\0{span.start}\0{span.end}\0{text}"
    return f"c-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _locate(document: Document, span: Span, number: int, paragraph: Block) -> record.ClaimLocation:
    return record.ClaimLocation(
        pages=list(document.pages_of(span)),
        section=list(paragraph.section),
        paragraph=number,
        boxes=[
            record.ClaimBox(box.page, box.x0, box.top, box.x1, box.bottom) for box in document.boxes_of(span)
        ],
    )


def _mentions(sentence: Sentence, text: str) -> list[record.ClaimMention]:
    return [
        record.ClaimMention(
            span=_offsets(mention.span),
            text=mention.span.of(text),
            label=mention.label.value,
            entity=mention.entity,
            name=mention.name,
            iso=mention.iso,
            metonym=mention.metonym,
            value=mention.value,
            by=mention.by,
        )
        for mention in sentence.mentions
    ]


def _relations(sentence: Sentence) -> list[record.ClaimRelation]:
    return [
        record.ClaimRelation(
            head=relation.head,
            label=relation.label.value,
            tail=relation.tail,
            trigger=_maybe(relation.trigger),
            plover=plover_code(relation) or None,
            probability=relation.probability,
            by=relation.by,
            through=_maybe(relation.through),
        )
        for relation in sentence.relations
    ]


def _stance(stance: Stance, text: str) -> record.ClaimStance:
    return record.ClaimStance(
        holder=_holder(stance.holder),
        label=stance.label.value,
        target=record.ClaimTarget(_offsets(stance.target), stance.target.of(text), stance.entity),
        probability=stance.probability,
        evidence=_maybe(stance.evidence),
        by=stance.by,
    )


def _sources(document: Document, sentence: Sentence) -> list[record.ClaimSource]:
    return [
        record.ClaimSource(
            note=_mark(document.notes[citation.note].label),
            call=citation.at,
            text=document.notes[citation.note].text,
            works=[csl_item(work) for work in document.notes[citation.note].works],
            clause=_offsets(citation.clause),
            quote=_maybe(citation.quote),
        )
        for citation in sentence.citations
    ]


def _mark(label: str) -> int | str:
    return int(label) if label.isdecimal() else label


def _holder(holder: Holder) -> record.ClaimHolder:
    return record.AuthorHolder() if holder.text is None else _actor(holder, holder.text)


def _actor(holder: Holder, text: str) -> record.ActorHolder:
    outer = holder.outer
    return record.ActorHolder(
        kind="actor",
        text=text,
        span=_maybe(holder.span),
        entity=holder.entity,
        cue=_maybe(holder.cue),
        quoted=holder.quoted,
        outer=_actor(outer, outer.text) if outer and outer.text is not None else None,
    )


def _flag(flag: Flag) -> record.ClaimFlag:
    return record.ClaimFlag(flag.value, _maybe(flag.cue), _maybe(flag.scope))


def _offsets(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _maybe(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else _offsets(span)
