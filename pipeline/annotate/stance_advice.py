"""Candidates of stance from advice: what a ``policy`` claim wants done, and every "should" and "need for".

A recommendation is in favour of the thing that should be dealt with, or against what should end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pipeline.annotate.attitudes import ends_its_object, flip
from pipeline.annotate.clauses import claim_head, members_of
from pipeline.annotate.evaluative import Place, cue_at
from pipeline.annotate.speakers import SpeakerKind
from pipeline.annotate.stance_advice_forms import (
    AMOUNTS,
    due_deeds,
    instead_of,
    manner_of,
    purposes_of_more,
    said_needed,
)
from pipeline.annotate.stance_candidates import Candidate, Scene, same_holder, stance_holder
from pipeline.annotate.stance_deeds import deed_candidates, purposes_of_step, thing_wanted
from pipeline.annotate.stance_holders import can_hold, whole_of
from pipeline.annotate.stance_spans import noun_span, target_span, verb_span
from pipeline.annotate.stance_verdicts import is_only, predicates_of
from pipeline.annotate.syntax import is_infinitive, is_passive, possessors_of, surface_subjects_of
from pipeline.schema import ClaimType, Holder, StanceLabel

__all__ = ["advice_candidates"]

_WISHING = frozenset({"want", "wish", "hope", "intend", "aim", "seek", "aspire", "desire"})
_RECOMMENDING = frozenset({"recommend", "advise", "suggest", "propose", "urge"})
_SEEING_NEED = frozenset(
    {"agree", "stress", "emphasise", "emphasize", "recognise", "recognize", "acknowledge", "underline", "see"}
    | {"underscore", "highlight", "reaffirm", "feel", "express", "reiterate", "accept", "understand"}
)
_ASKING = frozenset({"request", "demand", "seek", "want", "need", "require", "call"})
_SEEING = frozenset({"see", "view", "regard", "consider", "treat", "perceive", "think", "understand", "note"})
_NEEDS = frozenset({"need", "require", "deserve"})


def advice_candidates(scene: Scene, type_: ClaimType) -> Iterator[Candidate]:
    """What a policy claim wants done; and, for the judge to weigh, what any other clause says should be."""
    head = claim_head(scene.sentence, scene.holder)
    if type_ is ClaimType.POLICY:
        yield from _of_policy(head, scene)
    known = {head, *_advising_clauses(head)} if type_ is ClaimType.POLICY else set()
    for verb in scene.tokens:
        if verb.pos_ in {"VERB", "AUX"} and verb not in known and _advises(verb):
            for candidate in _of_advice(verb, scene):
                yield replace(candidate, rule=candidate.rule.replace("advice", "wish", 1), doubtful=True)
    for deed in (d for verb in scene.tokens for d in _recommended_by_none(verb)):
        for candidate in deed_candidates(scene.holder, StanceLabel.FAVOUR, deed, deed, "advice", scene):
            yield candidate
    for deed, label, cue in (found for token in scene.tokens for found in due_deeds(token)):
        for candidate in deed_candidates(scene.holder, label, deed, cue, "due", scene):
            yield candidate if type_ is ClaimType.POLICY else replace(candidate, doubtful=True)
    for candidate in _needs_told(scene):
        yield candidate if type_ is ClaimType.POLICY else replace(candidate, doubtful=True)


def _recommended_by_none(verb: Token) -> list[Token]:
    """The deeds of "it is recommended that the agency publish its models"."""
    if verb.lemma_ not in _RECOMMENDING or not is_passive(verb):
        return []
    expletive = any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in verb.lefts)
    agent = any(c.dep_ == "agent" for c in verb.rights)
    clauses = [c for c in verb.rights if c.dep_ in {"ccomp", "xcomp", "advcl"} and c.pos_ == "VERB"]
    return [m for c in clauses[:1] for m in members_of(c)] if expletive and not agent else []


def _of_policy(head: Token, scene: Scene) -> Iterator[Candidate]:
    if head.pos_ in {"NOUN", "PROPN"} and head.dep_ in {"pobj", "dobj"}:
        yield from _wanted_nouns(head, scene)
        return
    if head.dep_ in {"xcomp", "ccomp", "advcl"} and head.head.lemma_ in _RECOMMENDING | _ASKING:
        thing = thing_wanted(head.head, scene)
        if thing is not None:
            yield from _wanted_nouns(thing, scene)
            return
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    if (
        cue_at("recommendation_cues", head, Place.DEMAND)
        and not _advises(head)
        and subject is not None
        and (
            subject.lower_ == "it"
            or scene.speakers.kind_of(whole_of(subject)).can_act
            or scene.speakers.kind_of(subject) is SpeakerKind.AUTHOR
        )
    ):
        return
    for clause in _advising_clauses(head):
        if not _serves_anothers_wish(clause) and not _recommended_by_none(clause):
            yield from _of_advice(clause, scene)


def _serves_anothers_wish(verb: Token) -> bool:
    """For "if X hopes to win, it must ...": X's means to its end, nobody's advice."""
    return any(
        c.dep_ == "advcl"
        and c.lemma_ in _WISHING
        and any(m.dep_ == "mark" and m.lower_ == "if" for m in c.lefts)
        for c in verb.lefts
    )


def _needs_told(scene: Scene) -> Iterator[Candidate]:
    """Every "need for" of the sentence."""
    for token in scene.tokens:
        if token.pos_ == "NOUN" and token.lemma_ in {"need", "necessity"}:
            yield from _needed(token, scene)
            for holder in _who_see_need(token, scene):
                for candidate in _needed(token, scene):
                    yield replace(candidate, holder=holder, doubtful=True)


def _who_see_need(noun: Token, scene: Scene) -> list[Holder]:
    """The X of "X agreed on the need for", "X's recognition of the need for"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    if above.pos_ == "VERB" and above.lemma_ in _SEEING_NEED and not is_passive(above):
        owners = surface_subjects_of(above)
    else:
        owners = possessors_of(above) if above.pos_ == "NOUN" and noun.dep_ == "pobj" else []
    found = [stance_holder(m, scene) for o in owners for m in members_of(o) if can_hold(m, scene)]
    return [holder for holder in found if not same_holder(holder, scene.holder)]


def _wanted_nouns(head: Token, scene: Scene) -> Iterator[Candidate]:
    """For "argued for X and Y", "stressed the necessity of X"."""
    if cue_at("recommendation_cues", head, Place.NOUN) or head.lemma_ in {"importance", "value"}:
        yield from _needed(head, scene)
        return
    against = head.dep_ == "pobj" and head.head.lower_ == "against"  # "lobbied against the levy"
    label = StanceLabel.AGAINST if against else StanceLabel.FAVOUR
    for member in members_of(head):
        yield Candidate(scene.holder, label, member, noun_span(member, scene), head, "advice-noun")


def _needed(noun: Token, scene: Scene) -> Iterator[Candidate]:
    for preposition in noun.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in {"for", "of"}:
            for inner in preposition.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    for member in members_of(inner):
                        span = noun_span(member, scene)
                        yield Candidate(scene.holder, StanceLabel.FAVOUR, member, span, noun, "advice-need")
        elif preposition.dep_ in {"acl", "relcl"} and preposition.pos_ == "VERB":
            subject = next((c for c in preposition.children if c.dep_ == "nsubj"), None)
            head = subject if subject is not None else preposition
            span = noun_span(head, scene) if subject is not None else verb_span(head)
            yield Candidate(scene.holder, StanceLabel.FAVOUR, head, span, noun, "advice-need")


def _advising_clauses(head: Token) -> list[Token]:
    """The main clause and those joined to it, where a modal or a need advises; else the main clause alone."""
    clauses = [head, *(c for c in head.rights if c.dep_ == "conj")]
    clauses += [c for c in head.lefts if c.dep_ == "ccomp"]
    advising = [c for c in clauses if _advises(c)]
    return advising or ([] if is_passive(head) or _points_to_need(head) else [head])


def _points_to_need(head: Token) -> bool:
    """For "the delay underscores the need for X": the need is read by itself."""
    return any(c.dep_ == "dobj" and c.lemma_ in {"need", "necessity"} for c in head.rights)


def _advises(verb: Token) -> bool:
    modal = any(c.dep_ == "aux" and cue_at("recommendation_cues", c, Place.MODAL) for c in verb.lefts)
    return (
        modal
        or verb.lemma_ in _NEEDS
        or (verb.lemma_ in {"ought", "have"} and _infinitive_of(verb) is not None)
    )


def _infinitive_of(verb: Token) -> Token | None:
    return next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "advcl"} and is_infinitive(c)), None)


def _of_advice(verb: Token, scene: Scene) -> Iterator[Candidate]:
    if verb.lemma_ in _NEEDS and is_passive(verb):
        yield from _done_to(verb, verb, StanceLabel.FAVOUR, scene)
        return
    deed = _infinitive_of(verb) or verb
    if verb.lemma_ in _NEEDS and (deed == verb or thing_wanted(verb, scene) is not None):
        things = [m for c in verb.rights if c.dep_ == "dobj" for m in members_of(c)]
        yield from (_wanted(thing, verb, "advice-needs", scene) for thing in things)
        return
    if verb.lemma_ == "be" and deed != verb and (things := said_needed(verb)):
        yield from (_wanted(thing, verb, "advice-needed", scene) for thing in things)
        return
    denied = any(c.dep_ == "neg" and not is_only(c) for c in (*verb.children, *deed.children))
    label = StanceLabel.AGAINST if denied or _is_of_nobody(deed, verb) else StanceLabel.FAVOUR
    if is_passive(deed):
        yield from _done_to(verb, deed, label, scene)
    elif not predicates_of(deed) or deed.lemma_ not in {"be", "remain", "become"}:
        yield from _of_deeds(verb, deed, label, scene)


def _wanted(thing: Token, cue: Token, rule: str, scene: Scene) -> Candidate:
    return Candidate(scene.holder, StanceLabel.FAVOUR, thing, target_span(thing, scene), cue, rule)


def _of_deeds(verb: Token, deed: Token, label: StanceLabel, scene: Scene) -> Iterator[Candidate]:
    """The deed and those joined to it, and what it should be done instead of."""
    for other in instead_of(verb):
        if other.pos_ == "VERB":
            yield from deed_candidates(scene.holder, flip(label), other, verb, "instead", scene)
        else:
            yield Candidate(scene.holder, flip(label), other, noun_span(other, scene), verb, "instead")
    for member in members_of(deed):
        if member == deed or not _has_subject(member):
            for gerund in (c for c in member.rights if c.dep_ == "advcl" and c.tag_ == "VBG"):
                yield from deed_candidates(scene.holder, label, gerund, verb, "advice", scene)
            yield from deed_candidates(scene.holder, label, member, verb, "advice", scene)


def _is_of_nobody(deed: Token, verb: Token) -> bool:
    """For "no state shall claim", "none of them should be sold"."""
    subjects = surface_subjects_of(deed)[:1] or surface_subjects_of(verb)[:1]
    return any(s.lower_ in _NOBODY or any(c.lower_ == "no" for c in s.lefts) for s in subjects)


_NOBODY = frozenset({"none", "nobody", "nothing", "neither"})


def _done_to(verb: Token, deed: Token, label: StanceLabel, scene: Scene) -> Iterator[Candidate]:
    """For "X should be adopted": X; for "it should be narrowed to": the deed."""
    label = flip(label) if ends_its_object(deed) else label
    if deed.lemma_ in _SEEING:  # what should be seen as a thing is judged, not wanted
        return
    for subject in surface_subjects_of(deed)[:1] or surface_subjects_of(verb)[:1]:
        purposes = purposes_of_step(deed) or purposes_of_more(subject, deed)
        if purposes:
            for purpose in purposes:
                yield from deed_candidates(scene.holder, label, purpose, verb, "advice", scene)
            continue
        if subject.lower_ in AMOUNTS:
            continue
        for thing in (m for h in manner_of(deed) for m in members_of(h)):
            span = noun_span(thing, scene)
            yield Candidate(scene.holder, StanceLabel.FAVOUR, thing, span, verb, "manner")
        if subject.pos_ == "PRON":
            yield Candidate(scene.holder, label, deed, verb_span(deed), verb, "advice-done")
            continue
        for member in members_of(subject):
            yield Candidate(scene.holder, label, member, noun_span(member, scene), verb, "advice-done")


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
