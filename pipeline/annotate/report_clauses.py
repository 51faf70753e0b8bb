"""Reports in the main clause: "X argued that", "X is convinced that", "seen by X as", "X's view is that"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.annotate.attribution_words import Role, has_role
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.quotations import Quotation
from pipeline.annotate.reporting import (
    Frame,
    Report,
    ReportingVerb,
    frames_of,
    is_reporting_adjective,
    is_reporting_noun,
    span_of_tokens,
    topic_of,
)
from pipeline.annotate.speakers import SpeakerKind, Speakers
from pipeline.annotate.syntax import is_passive, surface_subjects_of
from pipeline.schema import EntityLabel, Span

__all__ = ["Scene", "find_report"]

_BELIEF_ADJECTIVE_VERBS = frozenset({"be", "remain", "stay", "become", "seem", "appear", "feel", "sound"})
_NEAR = 8
"""Words after the verb in which a published figure stands."""
_NOT_REPORTED = frozenset({"whether", "if", "how", "why", "when", "where", "to", "because", "while", "as"})
"""Words that open an indirect question, an infinitive or an adverbial clause instead of a report."""
_QUOTED_LENGTH = 3
"""Words between marks from which on an object is a quotation and not a scare quote."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the readings look at besides the clause: who can speak, and what is quoted."""

    speakers: Speakers
    quotations: Sequence[Quotation]


def find_report(head: Token, scene: Scene) -> Report | None:
    """The report that the clause of ``head`` makes, or ``None`` where it states a thing by itself."""
    for reading in _READINGS:
        for report in reading(head, scene):
            return report
    return None


def _active(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X says that", "X calls for", "X sees Y as"."""
    rows = frames_of(head)
    if not rows or is_passive(head):
        return
    for row in rows:
        if not _FITS[row.frame](head, scene.quotations):
            continue
        for speaker in _subjects_of(head):
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


def _admits(row: ReportingVerb, speaker: Token, scene: Scene) -> bool:
    if speaker.lower_ in {"none", "nobody"}:
        return False
    if row.frame is Frame.FIGURE:
        mention = scene.speakers.mentions.get(speaker.i)
        return mention is not None and mention.label is EntityLabel.ORG
    return row.subject.admits(scene.speakers.kind_of(speaker))


def _passive(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "Y is seen by X as", "X was quoted as saying that"."""
    if not is_passive(head):
        return
    agents = [
        t for child in head.children if child.dep_ == "agent" for t in child.children if t.dep_ == "pobj"
    ]
    for row in frames_of(head):
        fits = _has_complement(head) if row.frame in {Frame.AS, Frame.COMPLEMENT} else _that_clause(head)
        for speaker in agents:
            if fits and _admits(row, speaker, scene):
                agent = next(child for child in head.children if child.dep_ == "agent")
                yield Report(speaker, span_of_tokens(head, agent), "passive-agent")
    if head.lemma_ in {"quote", "cite", "report"}:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "as":
                for says in (c for c in child.children if c.dep_ == "pcomp" and frames_of(c)):
                    for speaker in surface_subjects_of(head):
                        yield Report(speaker, span_of_tokens(head, says), "quoted-as")


def _has_complement(head: Token) -> bool:
    return any(
        c.dep_ in {"oprd", "acomp", "attr"} or (c.dep_ == "prep" and c.lower_ == "as") for c in head.children
    )


def _handed_down(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X went on to say that", "the crisis prompted X to warn that": the verb below reports."""
    for child in head.children:
        if child.dep_ not in {"xcomp", "ccomp"} or not frames_of(child):
            continue
        quoted = any(_is_quoted(c, scene.quotations) for c in child.children if c.dep_ in {"ccomp", "dobj"})
        if has_role(head, Role.CARRIER) or quoted:
            yield from _active(child, scene)


def _joined(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X rejects this and promises that"."""
    if not has_role(head, Role.ACT):
        return
    for child in head.rights:
        if child.dep_ == "conj" and not _has_subject(child) and frames_of(child) and _that_clause(child):
            yield from _active(child, scene)


def _participle(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X echoed this, stressing that": a verb of speech, then a participle that carries the content."""
    if not has_role(head, Role.SPEECH):
        return
    for child in head.rights:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and frames_of(child):
            yield from _active(child, scene)


def _adjective(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X is convinced that"."""
    if head.lemma_ not in _BELIEF_ADJECTIVE_VERBS:
        if head.dep_ == "ROOT" and is_reporting_adjective(head) and _that_clause(head):
            yield from _of_subjects(head, head, "adjective", scene)
        return
    for child in head.children:
        if (
            child.dep_ == "acomp"
            and is_reporting_adjective(child)
            and (_that_clause(child) or _that_clause(head))
        ):
            yield from _of_subjects(head, child, "adjective", scene)


def _of_subjects(head: Token, last: Token, by: str, scene: Scene) -> Iterator[Report]:
    for speaker in surface_subjects_of(head):
        owner = _owner_of(speaker, scene)
        if scene.speakers.kind_of(owner).can_act:
            yield Report(owner, span_of_tokens(head, last), by)


def _owner_of(speaker: Token, scene: Scene) -> Token:
    """For "Oslo's stance is convinced that": the one whose stance it is."""
    if scene.speakers.kind_of(speaker) is not SpeakerKind.OTHER:
        return speaker
    return next((child for child in speaker.children if child.dep_ == "poss"), speaker)


def _noun(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X's view is that", "X is of the view that", "X voiced the fear that"."""
    if head.lemma_ == "be":
        yield from _noun_is_that(head, scene)
        yield from _of_the_view(head, scene)
    elif has_role(head, Role.VOICE) and not is_passive(head):
        for noun in (c for c in head.children if c.dep_ == "dobj" and is_reporting_noun(c, "copula")):
            if _that_clause(noun) or _that_clause(head):
                for speaker in surface_subjects_of(head):
                    if (
                        scene.speakers.kind_of(speaker).can_act
                        or scene.speakers.kind_of(speaker) is SpeakerKind.DOCUMENT
                    ):
                        yield Report(speaker, span_of_tokens(head, noun), "noun-voiced")


def _noun_is_that(head: Token, scene: Scene) -> Iterator[Report]:
    if not _that_clause(head):
        return
    for noun in (c for c in head.children if c.dep_ == "nsubj" and is_reporting_noun(c, "copula")):
        owners = [c for c in noun.children if c.dep_ == "poss"]
        owners += [
            inner
            for c in noun.rights
            if c.dep_ == "prep" and c.lower_ in {"of", "among", "from", "by", "in"}
            for inner in c.children
            if inner.dep_ == "pobj"
        ]
        for owner in owners[:1]:
            if scene.speakers.kind_of(owner).can_act or scene.speakers.kind_of(owner) is SpeakerKind.DOCUMENT:
                yield Report(owner, span_of_tokens(noun, head), "noun-is-that")


def _of_the_view(head: Token, scene: Scene) -> Iterator[Report]:
    for preposition in (c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"):
        for noun in preposition.children:
            if noun.lemma_ in {"view", "opinion", "belief"} and (_that_clause(noun) or _that_clause(head)):
                yield from _of_subjects(head, noun, "of-the-view", scene)


_READINGS: tuple[Callable[[Token, Scene], Iterator[Report]], ...] = (
    _active,
    _passive,
    _handed_down,
    _joined,
    _participle,
    _adjective,
    _noun,
)


def _that_clause(head: Token) -> bool:
    """A clause with "that", or one without mark that has a subject of its own, after the head."""
    for child in head.rights:
        if child.dep_ in {"ccomp", "advcl", "acl", "relcl"}:
            marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "advmod", "aux"}}
            bare = child.dep_ == "ccomp" and not marks & _NOT_REPORTED and _has_subject(child)
            if "that" in marks or (bare and child.pos_ in {"VERB", "AUX"}):
                return True
    return False


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for c in verb.children)


def _fits_clause(head: Token, quotations: Sequence[Quotation]) -> bool:
    """A clause that is no indirect question, before or after; or a quotation."""
    for child in head.children:
        if child.dep_ == "ccomp":
            if _is_quoted(child, quotations):
                return True
        elif child.dep_ in {"dobj", "attr", "advcl", "parataxis"} and _is_quoted(child, quotations):
            return True
    return _that_clause(head)


def _is_quoted(token: Token, quotations: Sequence[Quotation]) -> bool:
    for quotation in quotations:
        if quotation.span.start <= token.idx < quotation.span.end:
            return (
                len(whole_text(token.doc)[quotation.span.start : quotation.span.end].split())
                >= _QUOTED_LENGTH
            )
    return False


def _fits_for(head: Token, _: Sequence[Quotation]) -> bool:
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"for", "against"}:
            return True
        if child.dep_ in {"advcl", "ccomp", "xcomp"} and any(c.lower_ == "for" for c in child.lefts):
            return True
        if child.dep_ == "prt" and child.lower_ == "for":
            return True
    return False


def _fits_topic(head: Token, quotations: Sequence[Quotation]) -> bool:
    reported = {"demand", "recommend", "urge", "advocate"}
    for child in head.rights:
        if child.dep_ == "dobj":
            members = [child, *(c for c in child.rights if c.dep_ == "conj")]
            return (
                head.lemma_ in reported
                or any(topic_of(member) is not None for member in members)
                or _is_quoted(child, quotations)
            )
    return False


def _fits_infinitive(head: Token, _: Sequence[Quotation]) -> bool:
    return any(
        c.dep_ in {"xcomp", "ccomp"} and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.lefts)
        for c in head.rights
    )


def _fits_of(head: Token, _: Sequence[Quotation]) -> bool:
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "about", "against"}:
            return any(c.dep_ in {"pobj", "pcomp"} for c in child.children)
        if child.dep_ == "prep" and any(c.dep_ == "pobj" for c in child.children):
            below = [g for c in child.children if c.dep_ == "pobj" for g in c.rights]
            if any(g.lower_ == "of" and g.nbor(1).text in {"“", '"', "«"} for g in below):
                return True
    return False


def _fits_as(head: Token, _: Sequence[Quotation]) -> bool:
    objects = [c for c in head.rights if c.dep_ == "dobj" and not c.lower_.endswith(("self", "selves"))]
    return any(
        c.dep_ == "prep" and c.lower_ == "as" for above in (head, *objects) for c in above.rights
    ) and bool(objects)


def _fits_complement(head: Token, _: Sequence[Quotation]) -> bool:
    for child in head.rights:
        if child.dep_ == "oprd":
            return True
        if child.dep_ == "ccomp" and (
            child.pos_ in {"ADJ", "NOUN"} or any(c.dep_ == "aux" for c in child.lefts)
        ):
            return _has_subject(child)
    return False


def _fits_in(head: Token, _: Sequence[Quotation]) -> bool:
    """Read "sees in X the beginning of Y"."""
    objects = [c for c in head.rights if c.dep_ == "dobj"]
    return any(c.dep_ == "prep" and c.lower_ == "in" and c.i < o.i for c in head.rights for o in objects)


def _fits_among(head: Token, _: Sequence[Quotation]) -> bool:
    objects = [c for c in head.rights if c.dep_ == "dobj"]
    return bool(objects) and any(
        c.dep_ == "prep" and c.lower_ == "among" for above in (head, *objects) for c in above.rights
    )


def _fits_figure(head: Token, _: Sequence[Quotation]) -> bool:
    return any(t.like_num for t in head.doc[head.i + 1 : head.right_edge.i + 1][:_NEAR])


_FITS: dict[Frame, Callable[[Token, Sequence[Quotation]], bool]] = {
    Frame.CLAUSE: _fits_clause,
    Frame.FOR: _fits_for,
    Frame.TOPIC: _fits_topic,
    Frame.INFINITIVE: _fits_infinitive,
    Frame.OF: _fits_of,
    Frame.BLAME: _fits_for,
    Frame.AS: _fits_as,
    Frame.COMPLEMENT: _fits_complement,
    Frame.EXPECT: _fits_infinitive,
    Frame.IN: _fits_in,
    Frame.AMONG: _fits_among,
    Frame.FIGURE: _fits_figure,
}


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
