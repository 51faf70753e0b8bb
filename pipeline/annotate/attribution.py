"""Attribution: whose view each sentence is, after PARC's scheme of source, cue and content.

The author speaks unless the main clause, a lead-in or a quotation gives the sentence to somebody else.
A sentence inside a running quotation is held by the one who is named before or after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from pipeline.annotate.clauses import main_head
from pipeline.annotate.lead_ins import find_lead_in
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.quotations import Quotation, find_quotations
from pipeline.annotate.report_clauses import find_report
from pipeline.annotate.reporting import Scene
from pipeline.annotate.speakers import Speakers, index_speakers
from pipeline.annotate.surface_reports import find_surface_report
from pipeline.schema import AUTHOR, Coreference, Holder, Mention, Span

__all__ = ["find_holders"]


def find_holders(
    doc: Doc,
    sentences: Sequence[Tokens],
    mentions: Sequence[Mention],
    coreferences: Sequence[Coreference] = (),
) -> list[Holder]:
    """The holder of each sentence, in order; ``mentions`` and ``coreferences`` are the whole body's."""
    speakers = index_speakers(doc, mentions, coreferences)
    quotations = [quotation for quotation in find_quotations(doc) if quotation.level == 0]
    holders = [_holder_of(sentence, speakers, quotations) for sentence in sentences]
    holders = _carry_through_quotations(sentences, holders, quotations, mentions)
    return [
        _mark_quoted(holder, sentence, quotations)
        for holder, sentence in zip(holders, sentences, strict=True)
    ]


def _holder_of(sentence: Tokens, speakers: Speakers, quotations: Sequence[Quotation]) -> Holder:
    """The holder that the sentence itself names; a lead-in over a report is the outer holder."""
    reach = sentence.end_char + len("\n\n")
    own = [q for q in quotations if q.span.start <= reach and q.span.end > sentence.start_char]
    head = main_head(sentence)
    report = find_report(head, Scene(speakers, own)) or find_surface_report(sentence, speakers)
    lead_in = find_lead_in(sentence, head, speakers)
    outer = speakers.holder_of(lead_in.speaker, lead_in.cue, by=lead_in.by) if lead_in else None
    if report is None or (lead_in is not None and report.speaker == lead_in.speaker):
        return outer or AUTHOR
    return speakers.holder_of(report.speaker, report.cue, by=report.by, outer=outer)


def _carry_through_quotations(
    sentences: Sequence[Tokens],
    holders: list[Holder],
    quotations: Sequence[Quotation],
    mentions: Sequence[Mention],
) -> list[Holder]:
    """Give the sentences of a running quotation to the speaker named at its start, end, or before."""
    carried = list(holders)
    for rows in _running_rows(sentences, quotations):
        named = next((holders[row] for row in _rows_that_name(rows, sentences, holders)), AUTHOR)
        for row in rows:
            if not named.is_author and holders[row].text != named.text:
                outer = None if holders[row].is_author else named
                carried[row] = holders[row] if outer else _elsewhere(named, mentions)
    return carried


def _running_rows(sentences: Sequence[Tokens], quotations: Sequence[Quotation]) -> Iterator[range]:
    """For each quotation of whole sentences: the rows of the sentences that it touches."""
    at = 0
    for quotation in quotations:
        while at < len(sentences) and sentences[at].end_char <= quotation.span.start:
            at += 1
        last = at
        while last < len(sentences) and sentences[last].start_char < quotation.span.end:
            last += 1
        whole = last == at + 1 and _is_whole(sentences[at], quotation.span)
        if last > at + 1 or whole:
            yield range(at, last)


def _is_whole(sentence: Tokens, quotation: Span) -> bool:
    return quotation.start <= sentence.start_char + 1 and sentence.end_char <= quotation.end + 1


def _rows_that_name(rows: range, sentences: Sequence[Tokens], holders: Sequence[Holder]) -> Iterator[int]:
    """Rows whose own words may name the speaker: the first, the last, the one before (as "X said:")."""
    for row in (rows[0], rows[-1]):
        if not holders[row].is_author:
            yield row
    before = rows[0] - 1
    if before >= 0 and not holders[before].is_author and _leads_on(sentences[before], sentences[rows[0]]):
        yield before


def _leads_on(before: Tokens, sentence: Tokens) -> bool:
    """Whether the quotation follows in the same paragraph, or after a colon."""
    between = whole_text(before.doc)[before.end_char : sentence.start_char]
    return "\n" not in between or before.text.rstrip().endswith(":")


def _elsewhere(named: Holder, mentions: Sequence[Mention]) -> Holder:
    """The same holder for a sentence that does not name it: in full, without place or cue."""
    names = [mention for mention in mentions if mention.entity == named.entity and mention.entity is not None]
    text = names[0].name if names and names[0].name else named.text
    return replace(named, text=text, span=None, cue=None, quoted=True, by=f"quotation:{named.by}")


def _mark_quoted(holder: Holder, sentence: Tokens, quotations: Sequence[Quotation]) -> Holder:
    if holder.is_author or holder.quoted:
        return holder
    words = Span(sentence.start_char, sentence.end_char)
    quoted = any(
        q.span.overlaps(words) and len(q.span.of(whole_text(sentence.doc)).split()) > 3 for q in quotations
    )
    return replace(holder, quoted=True) if quoted else holder
