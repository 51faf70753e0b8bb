"""Reports in the main clause: "X argued that", "seen by X as", "X put it in one sentence:"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from pipeline.annotate.attribution_words import Role, has_role
from pipeline.annotate.report_frames import fits_frame, has_subject, is_quoted, that_clause_of
from pipeline.annotate.report_opinions import made_clear, told_by_adjective, told_by_noun
from pipeline.annotate.reporting import (
    Frame,
    Report,
    ReportingVerb,
    Scene,
    frames_of,
    is_inference,
    span_of_tokens,
)
from pipeline.annotate.speakers import SpeakerKind
from pipeline.annotate.syntax import is_passive, surface_subjects_of
from pipeline.schema import EntityLabel, Span

__all__ = ["find_report"]

_DEONTIC = frozenset({"must", "should", "ought", "shall"})
"""Modals under which a verb says what one is to say or think, and not what somebody does."""
_TELLING = frozenset({Frame.CLAUSE, Frame.INFINITIVE, Frame.TOPIC, Frame.FOR})


def find_report(head: Token, scene: Scene) -> Report | None:
    """The report that the clause of ``head`` makes, or ``None`` where it states a thing by itself."""
    for reading in _READINGS:
        for report in reading(head, scene):
            return report
    return None


def _active(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X says that", "X calls for", "X sees Y as"."""
    rows = frames_of(head)
    if not rows or is_passive(head) or _is_advised(head):
        return
    for row in rows:
        if not fits_frame(row.frame, head, scene.quotations):
            continue
        for speaker in _told_by(row, head):
            if _admits(row, speaker, scene):
                yield Report(_named(speaker, scene), _cue_of(head, row.frame), f"verb-{row.frame}")


def _subjects_of(head: Token) -> list[Token]:
    """The verb's subjects, or the noun beside it where the tree gives it none."""
    found = surface_subjects_of(head)
    if found or head.dep_ != "ROOT":
        return found
    after = head.nbor(1) if head.i + 1 < len(head.doc) else head
    if after.pos_ == "PROPN" and any(c.dep_ == "ccomp" for c in head.lefts):
        return [after]
    before = head
    while before.i > head.sent.start and (before == head or before.pos_ in {"ADV", "AUX"}):
        before = before.nbor(-1)
    return [before] if before.pos_ in {"PROPN", "NOUN"} else []


def _told_by(row: ReportingVerb, head: Token) -> list[Token]:
    """Who speaks by the verb: its subject, or whom it quotes."""
    if row.frame is Frame.QUOTING:
        return [c for c in head.rights if c.dep_ == "dobj"]
    return _subjects_of(head)


def _named(speaker: Token, scene: Scene) -> Token:
    """For "the minister, Hansen, said": Hansen."""
    if speaker.i in scene.speakers.mentions:
        return speaker
    for child in speaker.children:
        mention = scene.speakers.mentions.get(child.i)
        direct = child.dep_ == "appos" and child.doc[child.left_edge.i - 1].text == ","
        if direct and mention is not None and mention.label is EntityLabel.PERSON:
            return child
    return speaker


def _is_advised(head: Token) -> bool:
    """For "Oslo must recognise that": what somebody is to say or think, which nobody has said."""
    return any(c.dep_ == "aux" and c.lower_ in _DEONTIC for c in head.children)


def _admits(row: ReportingVerb, speaker: Token, scene: Scene) -> bool:
    if speaker.lower_ in {"none", "nobody"} or any(c.lower_ in {"no", "neither"} for c in speaker.lefts):
        return False
    if row.frame is Frame.FIGURE:
        mention = scene.speakers.mentions.get(speaker.i)
        named = mention is not None and mention.label is EntityLabel.ORG
        return named or (speaker.dep_ == "pobj" and scene.speakers.kind_of(speaker).can_act)
    kind = scene.speakers.kind_of(speaker)
    return row.subject.admits(kind) and not is_inference(row, speaker, kind)


def _passive(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "Y is seen by X as", "X was quoted as saying that"."""
    if not is_passive(head):
        return
    agents = [
        t for child in head.children if child.dep_ == "agent" for t in child.children if t.dep_ == "pobj"
    ]
    for row in frames_of(head):
        for speaker in agents:
            if _fits_passive(row.frame, head, speaker) and _admits(row, speaker, scene):
                agent = next(child for child in head.children if child.dep_ == "agent")
                by = "passive-figure" if row.frame is Frame.FIGURE else "passive-agent"
                yield Report(speaker, span_of_tokens(head, agent), by)
    if head.lemma_ in {"quote", "cite", "report"}:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "as":
                for says in (c for c in child.children if c.dep_ == "pcomp" and frames_of(c)):
                    for speaker in surface_subjects_of(head):
                        yield Report(speaker, span_of_tokens(head, says), "quoted-as")


def _fits_passive(frame: Frame, head: Token, agent: Token) -> bool:
    """For "is seen by X as", "is expected by X to", "is put by X at nine ships", "is believed by X that"."""
    if frame in {Frame.AS, Frame.COMPLEMENT}:
        return _has_complement(head) or any(c.lower_ == "as" for c in agent.rights)
    if frame in {Frame.EXPECT, Frame.CLAUSE} and any(c.dep_ == "xcomp" for c in head.rights):
        return True
    if frame is Frame.FIGURE:
        return any(c.dep_ == "prep" and c.lower_ == "at" for c in head.rights)
    return that_clause_of(head) is not None


def _has_complement(head: Token) -> bool:
    return any(
        c.dep_ in {"oprd", "acomp", "attr"}
        or (c.dep_ == "prep" and c.lower_ == "as")
        or (c.dep_ == "xcomp" and c.lemma_ == "be")
        for c in head.children
    )


def _handed_down(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X went on to say that", "the crisis prompted X to warn that": the verb below reports."""
    if head.lemma_ == "go":
        yield from _going_far(head, scene)
    for child in head.children:
        if child.dep_ not in {"xcomp", "ccomp"} or not frames_of(child):
            continue
        quoted = any(is_quoted(c, scene.quotations) for c in child.children if c.dep_ in {"ccomp", "dobj"})
        if has_role(head, Role.CARRIER) or quoted:
            yield from _active(child, scene)


def _going_far(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X goes so far as to say that", "X went further and called for"."""
    for far in (c for c in head.rights if c.lower_ in {"far", "further"}):
        below = [c for c in far.rights if c.dep_ in {"advcl", "xcomp"}]
        below += [c for c in head.rights if c.dep_ in {"conj", "advcl"} and not has_subject(c)]
        for says in below:
            for row in frames_of(says):
                if fits_frame(row.frame, says, scene.quotations):
                    for speaker in surface_subjects_of(head):
                        if _admits(row, speaker, scene):
                            yield Report(_named(speaker, scene), _cue_of(says, row.frame), "verb-clause")


def _joined(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X rejects this and promises that", "X disagreed and argued for"."""
    if not has_role(head, Role.ACT):
        return
    for child in head.rights:
        told = that_clause_of(child) is not None or any(c.lower_ == "for" for c in child.rights)
        if told and child.dep_ == "conj" and not has_subject(child):
            yield from _active(child, scene)


def _written(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X sent a letter to Y urging", "X published a study that found that"."""
    if is_passive(head):
        return
    for document in (c for c in head.rights if c.dep_ == "dobj"):
        if scene.speakers.kind_of(document) is not SpeakerKind.DOCUMENT:
            continue
        for says in head.doc[document.i + 1 : head.right_edge.i + 1]:
            rows = frames_of(says) if _tells_of(says, document, head) else ()
            if any(row.frame in _TELLING and fits_frame(row.frame, says, scene.quotations) for row in rows):
                for speaker in surface_subjects_of(head):
                    if scene.speakers.kind_of(speaker).can_act:
                        yield Report(_named(speaker, scene), span_of_tokens(says, says), "document-says")


def _tells_of(says: Token, document: Token, head: Token) -> bool:
    """Whether the verb tells what stands in the document: a participle, or "that found"."""
    if says.dep_ == "relcl" and says.head == document:
        return any(c.dep_ == "nsubj" and c.lower_ in {"that", "which"} for c in says.lefts)
    return says.tag_ == "VBG" and says.dep_ in {"acl", "advcl", "xcomp"} and _is_below(says, head)


def _is_below(says: Token, head: Token) -> bool:
    """Whether only phrases, and no clause, stand between."""
    above = says.head
    while above != head and above.dep_ in {"dobj", "pobj", "prep", "compound", "conj", "dative"}:
        above = above.head
    return above == head


def _before_colon(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X put it in one sentence: <quotation>": whoever acts before a colon speaks after it."""
    sentence = head.sent
    for quotation in scene.quotations:
        opens = sentence.doc.char_span(
            quotation.span.start, quotation.span.start + 1, alignment_mode="expand"
        )
        if opens is None or not head.i < opens.start < sentence.end or opens.start < sentence.start + 2:
            continue
        whole = quotation.span.end >= sentence.end_char - 2 and is_quoted(opens[0], scene.quotations)
        if whole and sentence.doc[opens.start - 1].text == ":":
            for speaker in surface_subjects_of(head):
                if scene.speakers.kind_of(speaker) is SpeakerKind.PERSON:
                    yield Report(_named(speaker, scene), span_of_tokens(head, head), "surface-colon")


def _participle(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X echoed this, stressing that": a verb of speech, then a participle that carries the content."""
    if not has_role(head, Role.SPEECH):
        return
    for child in head.rights:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and frames_of(child):
            yield from _active(child, scene)


_READINGS: tuple[Callable[[Token, Scene], Iterator[Report]], ...] = (
    _active,
    _passive,
    _handed_down,
    _joined,
    _participle,
    told_by_adjective,
    made_clear,
    told_by_noun,
    _written,
    _before_colon,
)


def _cue_of(head: Token, frame: Frame) -> Span:
    last = head
    for child in head.rights:
        if child.dep_ in {"prt"} or (
            child.dep_ == "prep"
            and frame in {Frame.FOR, Frame.OF}
            and child.lower_ in {"for", "of", "against", "about"}
        ):
            last = child
            break
    return span_of_tokens(head, last if last.i - head.i <= 3 else head)
