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
from pipeline.annotate.stance_candidates import Candidate, Scene, same_holder, stance_holder
from pipeline.annotate.stance_deeds import deed_candidates, purposes_of_step, thing_wanted
from pipeline.annotate.stance_holders import can_hold, whole_of
from pipeline.annotate.stance_spans import noun_span, target_span, verb_span
from pipeline.annotate.stance_verdicts import is_only, predicates_of
from pipeline.annotate.syntax import is_passive, possessors_of, surface_subjects_of
from pipeline.schema import ClaimType, Holder, StanceLabel

__all__ = ["advice_candidates"]

_WISHING = frozenset({"want", "wish", "hope", "intend", "aim", "seek", "aspire", "desire"})
_AMOUNTS = frozenset({"more", "much", "something", "everything", "little", "less", "enough"})
_RECOMMENDING = frozenset({"recommend", "advise", "suggest", "propose", "urge"})
_SEEING_NEED = frozenset(
    {"agree", "stress", "emphasise", "emphasize", "recognise", "recognize", "acknowledge", "underline", "see"}
    | {"underscore", "highlight", "reaffirm", "feel", "express", "reiterate", "accept", "understand"}
)
_ASKING = frozenset({"request", "demand", "seek", "want", "need", "require", "call"})
_SEEING = frozenset({"see", "view", "regard", "consider", "treat", "perceive", "think", "understand", "note"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "xcomp", "ccomp"})
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
    for deed, label, cue in (found for token in scene.tokens for found in _due(token)):
        for candidate in deed_candidates(scene.holder, label, deed, cue, "due", scene):
            yield candidate if type_ is ClaimType.POLICY else replace(candidate, doubtful=True)
    for candidate in _needs_told(scene):
        yield candidate if type_ is ClaimType.POLICY else replace(candidate, doubtful=True)


def _due(token: Token) -> Iterator[tuple[Token, StanceLabel, Token]]:
    """The deeds of "it is time to V", "more is to be done to V", "X cannot afford to V", and their sides."""
    if token.lemma_ == "time" and token.dep_ in {"attr", "nsubj"} and token.head.lemma_ in {"be", "come"}:
        above = [token, token.head]
    elif _is_left_to_do(token) or (token.lemma_ == "afford" and any(c.dep_ == "neg" for c in token.lefts)):
        above = [token]
    else:
        return
    label = StanceLabel.AGAINST if token.lemma_ == "afford" else StanceLabel.FAVOUR
    below = (c for word in above for c in word.rights if c.dep_ in _CLAUSES and _is_infinitive(c))
    for deed in (d for d in below if d.pos_ == "VERB" and d.lemma_ != "do"):
        yield deed, label, token
        return


def _is_left_to_do(verb: Token) -> bool:
    """The "do" of "more to do", "work to be done"."""
    return verb.lemma_ == "do" and _is_infinitive(verb) and verb.head.lower_ in _AMOUNTS | {"work"}


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


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
    for member in members_of(head):
        yield Candidate(
            scene.holder, StanceLabel.FAVOUR, member, noun_span(member, scene), head, "advice-noun"
        )


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
    return next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "advcl"} and _is_infinitive(c)), None)


def _of_advice(verb: Token, scene: Scene) -> Iterator[Candidate]:
    if verb.lemma_ in _NEEDS and is_passive(verb):
        yield from _done_to(verb, verb, StanceLabel.FAVOUR, scene)
        return
    deed = _infinitive_of(verb) or verb
    if verb.lemma_ in _NEEDS and thing_wanted(verb, scene) is not None:
        deed = verb
    if deed == verb and verb.lemma_ in _NEEDS:
        for noun in (c for c in verb.rights if c.dep_ == "dobj"):
            for member in members_of(noun):
                span = noun_span(member, scene)
                yield Candidate(scene.holder, StanceLabel.FAVOUR, member, span, verb, "advice-needs")
        return
    if verb.lemma_ == "be" and deed != verb and (things := _said_needed(verb)):
        for thing in things:
            span = target_span(thing, scene)
            yield Candidate(scene.holder, StanceLabel.FAVOUR, thing, span, verb, "advice-needed")
        return
    denied = any(c.dep_ == "neg" and not is_only(c) for c in (*verb.children, *deed.children))
    label = StanceLabel.AGAINST if denied or _is_of_nobody(deed, verb) else StanceLabel.FAVOUR
    if is_passive(deed):
        yield from _done_to(verb, deed, label, scene)
        return
    if predicates_of(deed) and deed.lemma_ in {"be", "remain", "become"}:
        return
    for member in members_of(deed):
        if member == deed or not _has_subject(member):
            for gerund in (c for c in member.rights if c.dep_ == "advcl" and c.tag_ == "VBG"):
                yield from deed_candidates(scene.holder, label, gerund, verb, "advice", scene)
            yield from deed_candidates(scene.holder, label, member, verb, "advice", scene)


def _said_needed(verb: Token) -> list[Token]:
    """The X of "X is imperative to sustain Y", where it is X that is called so."""
    subjects = [c for c in verb.lefts if c.dep_ in {"nsubj", "csubj"} and c.pos_ in {"NOUN", "PROPN", "VERB"}]
    judged = any(c.dep_ == "acomp" for c in verb.rights)
    return [m for s in subjects for m in members_of(s)] if judged else []


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
        purposes = purposes_of_step(deed) or _purposes_of_more(subject, deed)
        if purposes:
            for purpose in purposes:
                yield from deed_candidates(scene.holder, label, purpose, verb, "advice", scene)
            continue
        if subject.lower_ in _AMOUNTS:
            continue
        for thing in (m for h in _manner_of(deed) for m in members_of(h)):
            span = noun_span(thing, scene)
            yield Candidate(scene.holder, StanceLabel.FAVOUR, thing, span, verb, "manner")
        if subject.pos_ == "PRON":
            yield Candidate(scene.holder, label, deed, verb_span(deed), verb, "advice-done")
            continue
        for member in members_of(subject):
            yield Candidate(scene.holder, label, member, noun_span(member, scene), verb, "advice-done")


def _manner_of(deed: Token) -> list[Token]:
    """The Y of "X should be drafted as Y", "set aside for Y": what is known is X, what is advised is Y."""
    own = (p for p in deed.rights if p.dep_ == "prep" and p.lower_ in {"as", "for", "on", "with", "through"})
    return [c for p in own for c in p.children if c.dep_ == "pobj"]


def _purposes_of_more(subject: Token, deed: Token) -> list[Token]:
    """For "more should be done to fight X": fighting X."""
    if deed.lemma_ != "do" or subject.lower_ not in _AMOUNTS:
        return []
    below = [c for word in (subject, deed) for c in word.rights]
    return [c for c in below if c.dep_ in {"acl", "advcl", "xcomp", "relcl"} and _is_infinitive(c)][:1]


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
