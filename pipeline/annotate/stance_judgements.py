"""Candidates of stance from judgements: what a claim's holder, or somebody named, thinks of its subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pipeline.annotate.attitudes import flip
from pipeline.annotate.clauses import claim_head, members_of
from pipeline.annotate.evaluative import Place, cue_at, evaluation_of
from pipeline.annotate.reporting import Frame, frames_of
from pipeline.annotate.speakers import SpeakerKind
from pipeline.annotate.stance_candidates import Candidate, Scene, stance_holder
from pipeline.annotate.stance_deeds import deed_candidates
from pipeline.annotate.stance_spans import noun_span
from pipeline.annotate.stance_verdicts import predicates_of, side_of, verdict_of
from pipeline.annotate.syntax import is_infinitive, is_passive, surface_subjects_of
from pipeline.schema import ClaimType, StanceLabel

__all__ = ["judgement_candidates", "opinion_candidates"]

_OPINION = frozenset({Frame.AS, Frame.COMPLEMENT, Frame.AMONG})
_PREDICATED = frozenset({"attr", "acomp", "oprd", "appos", "npadvmod"})
_JUDGING = frozenset({ClaimType.VALUE, ClaimType.POLICY, ClaimType.FORECAST})
_TO_BLAME = frozenset({"responsible", "accountable", "liable", "guilty"})
_BEARING = frozenset({"have", "face", "encounter", "confront", "experience", "meet", "see"})
_SHOWING = frozenset(
    {"reveal", "illustrate", "show", "demonstrate", "underscore", "underline", "highlight"}
    | {
        "expose",
        "reflect",
        "stress",
        "emphasise",
        "emphasize",
        "confirm",
        "reconfirm",
        "reaffirm",
        "affirm",
        "prove",
        "recognise",
    }
    | {"recognize", "acknowledge"}
)
_SMALL_CLAUSE = frozenset({"make", "render", "call", "consider", "find", "deem", "keep"})


def judgement_candidates(scene: Scene, type_: ClaimType) -> Iterator[Candidate]:
    """What a claim says of its subject, by the words that it predicates."""
    head = claim_head(scene.sentence, scene.holder)
    if head.dep_ == "dobj" and any(c.dep_ == "prep" and c.lower_ == "as" for c in head.head.rights):
        return  # "they see the loss of X as a gain" is an opinion of the whole
    clauses = [head, *(c for c in head.rights if c.dep_ == "conj" and _has_subject(c))]
    for clause in clauses:
        yield from _of_clause(clause, scene, type_)
    if type_ in _JUDGING:
        yield from _of_phrases(scene)


def _of_phrases(scene: Scene) -> Iterator[Candidate]:
    """Things that an adjective judges where they stand: "Turkey's opaque foreign policy"."""
    for token in scene.tokens:
        row = evaluation_of(token)
        if row is None or row.label is None:
            continue
        noun = token.head
        predicated = noun.dep_ in _PREDICATED or (noun.dep_ == "pobj" and noun.head.lower_ in {"as", "like"})
        if (
            token.dep_ == "amod"
            and noun.pos_ in {"NOUN", "PROPN"}
            and row.strength == "strong"
            and not predicated
        ):
            own = evaluation_of(noun)
            if own is None or own.label is None or own.strength == "weak":
                yield Candidate(
                    scene.holder, row.label, noun, noun_span(noun, scene), token, "phrase-adjective", True
                )
        elif token.pos_ == "NOUN" and row.strength == "strong":
            yield from _of_possessed(token, row.label, scene)


def _of_possessed(noun: Token, label: StanceLabel, scene: Scene) -> Iterator[Candidate]:
    """For "the importance of X", "the overstretch of X": X, and the whole."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in (c for c in child.children if c.dep_ in {"pobj", "pcomp"}):
                for member in members_of(inner):
                    yield from (
                        replace(c, doubtful=True) for c in _on(member, label, noun, "phrase-noun", scene)
                    )


def opinion_candidates(scene: Scene) -> Iterator[Candidate]:
    """What somebody calls, considers or sees a thing as, in any clause: "X, which Y considers a mistake"."""
    for verb in scene.tokens:
        if verb.pos_ != "VERB" or not _gives_opinion(verb) or _is_wished(verb):
            continue
        things = (
            [c for c in verb.rights if c.dep_ == "dobj"]
            if not is_passive(verb)
            else surface_subjects_of(verb)
        )
        views = predicates_of(verb)
        if not views and not is_passive(verb):
            clause = next((c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"} and is_infinitive(c)), verb)
            views = predicates_of(clause) if clause != verb else []
            things = things or [c for c in clause.lefts if c.dep_ == "nsubj" and clause != verb]
        if not things and len(views) == 1:
            things = [c for c in views[0].children if c.dep_ == "nsubj"]
        if not things and verb.dep_ == "relcl" and _opinion_holders(verb) != [verb.head]:
            things = [verb.head]  # "a clause that its critics consider opaque"
        for view in things[:1] and views[:1]:
            side = StanceLabel.AGAINST if view.lemma_ in _TO_BLAME else side_of(view)
            if side is not None and any(c.dep_ == "neg" for c in verb.children):
                side = flip(side)
            for subject in _opinion_holders(verb) if side is not None else ():
                if (
                    scene.speakers.kind_of(subject).can_act
                    or scene.speakers.kind_of(subject) is SpeakerKind.AUTHOR
                ):
                    thing = things[0]
                    yield Candidate(
                        stance_holder(subject, scene),
                        side or StanceLabel.FAVOUR,
                        thing,
                        noun_span(thing, scene),
                        view,
                        "opinion",
                    )


def _is_wished(verb: Token) -> bool:
    """What somebody should see as a threat is the author's wish."""
    return any(c.dep_ == "aux" and cue_at("recommendation_cues", c, Place.MODAL) for c in verb.lefts)


def _gives_opinion(verb: Token) -> bool:
    return verb.lemma_ == "hold" or bool(_OPINION & {row.frame for row in frames_of(verb)})


def _opinion_holders(verb: Token) -> list[Token]:
    if is_passive(verb):
        return [c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]
    return surface_subjects_of(verb)


def _of_clause(head: Token, scene: Scene, type_: ClaimType) -> Iterator[Candidate]:
    judged = _judged_things(head)
    found = verdict_of(head)
    if found is None:
        return
    label, cue, zone = found
    if zone == "object" and head.lemma_ in _BEARING and label is StanceLabel.AGAINST:
        return  # who has a problem is not the problem
    if zone == "object" and (shown := _shown_by(head)):
        yield from (
            c for thing in shown for m in members_of(thing) for c in _on(m, label, cue, "shown", scene)
        )
        return
    if zone in {"any", "object", "verb"} and type_ not in _JUDGING:
        return
    sure = (type_ is ClaimType.VALUE and zone != "any") or (zone == "predicate" and type_ in _JUDGING)
    rule = f"{'judgement' if type_ is ClaimType.VALUE else 'aside'}-{zone}"
    for thing in judged:
        for member in members_of(thing):
            if member.lower_ not in {"there", "which", "what", "who", "we", "i", "one"}:
                for candidate in _on(member, label, cue, rule, scene):
                    yield replace(candidate, doubtful=candidate.doubtful or not sure)


def _shown_by(head: Token) -> list[Token]:
    """The X of "the war revealed the importance of X", "this illustrates the dangers of X"."""
    if head.lemma_ not in _SHOWING:
        return []
    shown = [
        p for c in head.rights if c.dep_ == "dobj" for p in c.rights if p.dep_ == "prep" and p.lower_ == "of"
    ]
    return [c for p in shown for c in p.children if c.dep_ in {"pobj", "pcomp"}]


def _on(thing: Token, label: StanceLabel, cue: Token, rule: str, scene: Scene) -> Iterator[Candidate]:
    """On a noun; on what a gerund subject does ("fostering cooperation"), on its object."""
    if thing.pos_ == "VERB" and thing.tag_ in {"VBG", "VB"}:
        yield from deed_candidates(scene.holder, label, thing, cue, rule, scene)
        return
    yield Candidate(scene.holder, label, thing, noun_span(thing, scene), cue, rule)


def _judged_things(head: Token) -> list[Token]:
    """The logical subject of the verdict."""
    if head.lemma_ in _SMALL_CLAUSE:
        for child in head.rights:
            if child.dep_ == "ccomp":
                inner = [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
                if inner and inner[0].lower_ not in {"it"}:
                    return inner
                return surface_subjects_of(head)
    if head.pos_ in {"NOUN", "ADJ", "PROPN"} or head.dep_ == "oprd":
        return _things_above(head)
    subject = next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)
    if subject is not None and subject.dep_ == "csubj" and any(c.lower_ == "what" for c in subject.lefts):
        return [c for c in head.rights if c.dep_ == "attr"]  # "what hurts it is the decay of X"
    if subject is not None and subject.lower_ == "it":
        below = _below_it(head)
        if below:
            return below
    return [subject] if subject is not None else surface_subjects_of(head)


def _below_it(head: Token) -> list[Token]:
    """For "it is important to do X": doing X."""
    above = [head, *(c for c in head.rights if c.dep_ in {"acomp", "attr", "dobj"})]
    for word in above:
        for child in word.rights:
            if child.dep_ in {"xcomp", "advcl", "csubj", "acl", "relcl"} and any(
                c.lower_ == "to" for c in child.lefts
            ):
                return [child]
            if child.dep_ == "ccomp" and child.tag_ == "VB" and any(c.dep_ == "mark" for c in child.lefts):
                return [child]  # "it is vital that X diversify its suppliers"
            if child.dep_ == "ccomp":
                return [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return []


def _things_above(noun: Token) -> list[Token]:
    """For "sees X as a burden", "X is regarded as a burden", "considers X a burden": X."""
    own = [c for c in noun.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if own:
        return own
    above = noun.head
    if above.pos_ == "ADP":
        topic = above.lower_ in {"of", "about", "for"}
        above = above.head
        if topic:
            return [noun]
    if above.pos_ in {"NOUN", "PROPN"} and noun.dep_ == "pobj":
        return [above]
    if is_passive(above):
        return surface_subjects_of(above)
    objects = [c for c in above.rights if c.dep_ == "dobj" and c != noun]
    if objects:
        return objects
    inside = [c for p in noun.rights if p.dep_ == "prep" and p.lower_ in {"of", "for"} for c in p.children]
    return [c for c in inside if c.dep_ in {"pobj", "pcomp"}]


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
