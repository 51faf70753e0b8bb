"""Advice and forecasts told by verbs, adjectives and nouns instead of modals, in or beside the main clause.

Each function yields names of ``claim_features.FEATURE_NAMES``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.attribution_words import Role, has_role
from pipeline.annotate.claim_cues import LINKING, is_condition
from pipeline.annotate.evaluative import Place, cue_at, evaluation_of
from pipeline.annotate.reporting import topic_of
from pipeline.annotate.syntax import is_infinitive
from pipeline.annotate.type_words import TypeRole, is_type_word
from pipeline.schema import ClaimType

__all__ = ["advice_cues"]

_REMARKS = frozenset(
    {"note", "remember", "mention", "stress", "recall", "emphasise", "emphasize", "point", "observe"}
)


def advice_cues(head: Token, sentence: Tokens) -> Iterator[str]:
    """Advice and forecasts told by verbs, adjectives and nouns instead of modals."""
    infinitive = [c for c in head.rights if c.dep_ in {"xcomp", "ccomp", "advcl"} and is_infinitive(c)]
    if infinitive:
        yield "infinitive-below"
    if cue_at("recommendation_cues", head, Place.VERB) and _really_advises(head, infinitive):
        yield "verb-policy"
    if cue_at("recommendation_cues", head, Place.DEMAND) and _demands(head, infinitive):
        yield "demands"
    if (
        head.lemma_ == "need"
        and head.tag_ in {"VBZ", "VBP", "VB"}
        and any(c.dep_ == "dobj" for c in head.rights)
    ):
        yield "needs-thing"
    if head.lemma_ == "mean" and any(c.dep_ in {"xcomp", "dobj"} and c.tag_ == "VBG" for c in head.rights):
        yield "means-doing"
    if _is_called_for(head) or _takes_effort(head) or _points_to_need(head) or _does_well(head):
        yield "effort-policy"
    if _names_the_course(head, infinitive) or _is_recommended(head) or _is_high_time(head):
        yield "effort-policy"
    yield from _second_clauses(head)
    if _sends_elsewhere(head):
        yield "refers"
    if head == sentence.root and _is_imperative(head):
        yield "imperative"
    yield from _clauses_below(head)
    yield from _predicated_cues(head, infinitive)


def _sends_elsewhere(head: Token) -> bool:
    """For "see Annex II", "for more on prices, see Annex II"."""
    if head.lemma_ == "let":  # "let us turn to energy"
        told = (c for c in head.rights if c.dep_ == "ccomp")
        return not _has_subject(head) and any(cue_at("signpost_cues", c, Place.VERB) for c in told)
    if head.tag_ not in {"VB", "VBP"} or not cue_at("signpost_cues", head, Place.REFER):
        return False
    opens = head.i == head.sent.start or head.nbor(-1).text in {",", ";", "("}
    return not _has_subject(head) or (opens and head.sent[0].lower_ in {"for", "on"})


def _is_called_for(head: Token) -> bool:
    """For "more ships are needed", "further action will be required": what is wanted, now or later."""
    passive = any(c.dep_ == "auxpass" for c in head.children)
    if not passive or head.lemma_ not in {"need", "require"} or _is_past(head):
        return False
    subject = next((c for c in head.children if c.dep_ == "nsubjpass"), None)
    effort = subject is not None and _is_effort(subject)
    return effort or (head.lemma_ == "need" and subject is not None and subject.ent_type_ == "")


def _takes_effort(head: Token) -> bool:
    """For "success requires investment", "there is more work to do"."""
    objects = [c for c in head.rights if c.dep_ in {"dobj", "attr"}]
    if head.lemma_ == "require":
        return not _is_past(head) and any(_is_effort(o) for o in objects)
    if head.lemma_ not in {"have", "be"} or _is_past(head):
        return False
    below = [c for o in objects for c in o.rights if c.dep_ in {"relcl", "acl"} and is_infinitive(c)]
    return any(verb.lemma_ == "do" and not any(c.lower_ == "with" for c in verb.rights) for verb in below)


def _names_the_course(head: Token, infinitive: list[Token]) -> bool:
    """For "the best way forward is to leave": what to do is the predicate."""
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    course = subject is not None and cue_at("recommendation_cues", subject, Place.COURSE)
    return head.lemma_ == "be" and course and bool(infinitive) and not _is_past(head)


def _is_recommended(head: Token) -> bool:
    """For "it is recommended that", "states are urged to": the author asks, and now."""
    if head.lemma_ not in {"recommend", "advise", "urge", "encourage"} or _is_past(head):
        return False
    if any(c.dep_ == "agent" or (c.tag_ == "MD") for c in head.children):
        return False
    passive = any(c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP"} for c in head.lefts)
    return passive and any(c.dep_ in {"xcomp", "ccomp", "advcl"} for c in head.rights)


def _is_high_time(head: Token) -> bool:
    """For "it is time to act", "what Europe needs is a fund", "the onus is on Berlin to act"."""
    if head.lemma_ != "be" or _is_past(head):
        return False
    if any(c.dep_ == "csubj" and c.lemma_ == "need" for c in head.lefts):
        return True
    if any(c.dep_ == "nsubj" and c.lemma_ == "onus" for c in head.lefts):
        return True
    it = any(c.dep_ in {"nsubj", "expl"} and c.lower_ == "it" for c in head.lefts)
    return it and any(
        c.dep_ == "attr" and c.lower_ == "time" and c.right_edge.i > c.i + 1 for c in head.rights
    )


def _points_to_need(head: Token) -> bool:
    """For "the crisis underscores the need for reform"."""
    return is_type_word(head, TypeRole.POINTING) and any(
        c.dep_ == "dobj" and topic_of(c) is ClaimType.POLICY for c in head.rights
    )


def _does_well(head: Token) -> bool:
    """For "Oslo would do well to publish"."""
    well = any(c.lower_ == "well" for c in head.rights)
    return head.lemma_ == "do" and well and any(c.dep_ in {"xcomp", "advcl"} for c in head.rights)


def _is_effort(noun: Token) -> bool:
    members = [noun, *(c for c in noun.rights if c.dep_ == "conj")]
    return any(cue_at("recommendation_cues", member, Place.EFFORT) for member in members)


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "VBD" for c in verb.lefts)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in verb.children)


def _is_imperative(head: Token) -> bool:
    """A bare verb without subject, and no noun that the tagger took for one ("Research into")."""
    if head.tag_ != "VB" or head.i + 1 >= len(head.doc):
        return False
    bare = not _has_subject(head) and not any(c.dep_ == "aux" for c in head.children)
    return bare and head.nbor(1).lower_ not in {"into", "of", "on", "by"}


def _predicated_cues(head: Token, infinitive: list[Token]) -> Iterator[str]:
    """Adjectives and nouns of advice and forecast: "is essential to", "a need for", "is bound to"."""
    for child in head.children:
        if child.dep_ in {"acomp", "attr", "oprd"}:
            below = infinitive or any(is_infinitive(c) or c.dep_ == "ccomp" for c in child.rights)
            if below and cue_at("recommendation_cues", child, Place.PREDICATE):
                yield "note-that" if _is_remark(child, infinitive) else "predicate-policy"
            if cue_at("forecast_cues", child, Place.PREDICATE):
                yield "predicate-forecast"
        if child.dep_ == "attr" and _is_advice(child):
            yield "noun-policy"
    if cue_at("recommendation_cues", head, Place.NOUN) and head.pos_ == "NOUN":
        yield "noun-policy"
    going = head.tag_ == "VBG" and cue_at("forecast_cues", head, Place.VERB)
    if infinitive and (going or cue_at("forecast_cues", head, Place.PREDICATE)):
        yield "predicate-forecast"


def _is_advice(noun: Token) -> bool:
    """For "there is a need", "a case for reform"; "there are cases of fraud" makes a case for nothing."""
    instance = noun.lemma_ in {"case", "call"} and not any(c.lower_ == "for" for c in noun.rights)
    return cue_at("recommendation_cues", noun, Place.NOUN) and not instance


def _really_advises(head: Token, infinitive: list[Token]) -> bool:
    """Need, have and ought with an infinitive and no other modal; recommend and the like by the author."""
    modals = {c.lower_ for c in head.children if c.dep_ == "aux" and c.tag_ == "MD"}
    if (modals and not (head.lemma_ == "need" and modals == {"will"})) or _is_no_duty(head, infinitive):
        return False
    if head.lemma_ in {"need", "have", "ought", "require"}:
        return bool(infinitive) and head.tag_ != "VBD"
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    return subject is not None and (subject.lower_ in {"we", "i"} or has_role(subject, Role.OWN))


def _is_no_duty(head: Token, infinitive: list[Token]) -> bool:
    """For "has yet to sign" and "has much to do with"."""
    if any(c.lower_ == "yet" for c in head.children):
        return True
    return any(v.lemma_ == "do" and any(c.lower_ == "with" for c in v.rights) for v in infinitive)


def _demands(head: Token, infinitive: list[Token]) -> bool:
    """With a thing asked for, or somebody asked to do it."""
    objects = [c for c in head.rights if c.dep_ in {"dobj", "dative"}]
    if head.lemma_ in {"demand", "recommend", "advocate"}:
        return bool(objects)
    if any(c.dep_ == "prep" and c.lower_ in {"for", "on"} for c in head.rights) and not objects:
        return head.lemma_ not in {"ask", "want", "urge"}
    own = any(c.dep_ == "nsubj" for verb in infinitive for c in verb.children)
    return bool(infinitive) and (bool(objects) or own) and head.lemma_ in {"ask", "urge", "want"}


def _second_clauses(head: Token) -> Iterator[str]:
    """Modals of the clauses that are joined to the main one."""
    but = any(c.dep_ == "cc" and c.lower_ in {"but", "yet"} for c in head.rights)
    for child in head.rights:
        if child.dep_ != "conj":
            continue
        policy = any(
            c.dep_ == "aux" and cue_at("recommendation_cues", c, Place.MODAL) and not is_condition(c)
            for c in child.lefts
        )
        below = [c for c in child.rights if c.dep_ == "xcomp" and is_infinitive(c)]
        if any(c.dep_ == "aux" and c.tag_ == "MD" for c in child.lefts):
            below = []
        if child.lemma_ in LINKING and _judges(child):
            yield "judged-second"
        if policy or _is_called_for(child) or _takes_effort(child) or _is_duty(child, below):
            yield "but-policy" if but else "second-policy"
        if any(c.dep_ == "aux" and cue_at("forecast_cues", c, Place.MODAL) for c in child.lefts):
            yield "second-forecast"


def _is_duty(verb: Token, infinitive: list[Token]) -> bool:
    needs = verb.lemma_ in {"need", "have", "ought"} and verb.tag_ != "VBD"
    return bool(infinitive) and needs and not _is_no_duty(verb, infinitive)


def _judges(verb: Token) -> bool:
    for child in verb.rights:
        if child.dep_ in {"acomp", "attr"}:
            rows = [evaluation_of(word) for word in (child, *child.lefts)]
            if any(row is not None and row.strength == "strong" for row in rows):
                return True
    return False


def _clauses_below(head: Token) -> Iterator[str]:
    for child in head.rights:
        if child.dep_ in {"ccomp", "xcomp"}:
            words = {c.lower_ for c in child.lefts if c.dep_ in {"mark", "advmod", "det", "attr"}}
            if words & {"whether", "how", "why", "what", "which", "where", "if"}:
                yield "wh-below"
            elif "that" in words:
                yield "that-below"


def _is_remark(predicate: Token, infinitive: list[Token]) -> bool:
    """For "it is important to note that": a remark, no advice."""
    below = [*infinitive, *(c for c in predicate.rights if c.dep_ in {"xcomp", "ccomp"})]
    return any(verb.lemma_ in _REMARKS for verb in below)
