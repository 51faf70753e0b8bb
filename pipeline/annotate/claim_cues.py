"""Cues of a claim's type in its grammar: the verb and its modals, and the subject.

Each function yields names of ``claim_features.FEATURE_NAMES``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.attribution_words import Role, has_role
from pipeline.annotate.evaluative import Place, cue_at, evaluation_of
from pipeline.annotate.judging_idioms import advances, judges_by_idiom, lingers, points_to_worth
from pipeline.annotate.prospects import may_turn_out
from pipeline.annotate.reporting import topic_of
from pipeline.annotate.signposts import EXHIBITS
from pipeline.annotate.type_words import TypeRole, is_type_word

__all__ = ["LINKING", "is_condition", "raised_verb", "subject_cues", "verbal_cues"]

_RAISING = frozenset(
    {"continue", "seem", "appear", "tend", "prove", "begin", "cease", "come", "remain", "start"}
)
LINKING = frozenset(
    {
        "look",
        "seem",
        "appear",
        "feel",
        "sound",
        "be",
        "remain",
        "represent",
        "constitute",
        "mark",
        "become",
        "serve",
        "prove",
        "make",
        "stand",
        "act",
    }
)
_OFFERING = frozenset(
    {"play", "pose", "present", "offer", "hold", "have", "face", "share", "possess"}
    | {"demonstrate", "display", "enjoy", "suffer", "lack", "occupy", "draw", "contain"}
)
_FACTUAL = frozenset({"include", "comprise", "consist", "amount", "total", "stem", "date", "sign", "launch"})

_DIGITS = 2
"""Of the number of a paper's section; sections of laws have more."""
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "final", "last", "next", "following"})


def raised_verb(head: Token) -> Token | None:
    """For "continues to be important": be."""
    if head.lemma_ not in _RAISING:
        return None
    return next((c for c in head.rights if c.dep_ == "xcomp" and c.pos_ in {"VERB", "AUX"}), None)


def verbal_cues(head: Token) -> Iterator[str]:
    """The verb's class, tense, voice and modals."""
    raised = raised_verb(head)
    lemma = (raised or head).lemma_.lower()
    if lemma in LINKING:
        yield "head-linking"
    elif lemma in _OFFERING:
        yield "head-offering"
    elif lemma in _FACTUAL:
        yield "head-factual"
    if any(judges(head) for judges in (_fares, judges_by_idiom, advances, lingers, points_to_worth)):
        yield "fares"
    if head.pos_ not in {"VERB", "AUX"}:
        yield "head-noun"
    if head.tag_ == "VBD":
        yield "past"
    elif head.tag_ in {"VBZ", "VBP"} and lemma in {"be", "remain"}:
        yield "copula-present"
    if head.pos_ == "NOUN" and topic_of(head) is not None:
        yield "topic-noun"
    if may_turn_out(head):
        yield "predicate-forecast"
    for child in head.children:
        yield from _beside_verb(child)


def _beside_verb(child: Token) -> Iterator[str]:
    if child.dep_ == "auxpass":
        yield "passive"
    elif child.dep_ == "aux":
        yield from _auxiliary(child)
    elif child.dep_ == "advmod" and evaluation_of(child) is not None:
        yield "adverb"


def _fares(head: Token) -> bool:
    """For "the scheme works well", "the framework succeeded": how it goes is the judgement."""
    if any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in head.rights):
        return False
    adverbs = {c.lower_ for c in head.children if c.dep_ == "advmod"}
    return is_type_word(head, TypeRole.OUTCOME) or (
        is_type_word(head, TypeRole.FARING) and bool(adverbs & {"well", "badly", "poorly", "better", "best"})
    )


def _auxiliary(aux: Token) -> Iterator[str]:
    if cue_at("recommendation_cues", aux, Place.MODAL):
        if not is_condition(aux):
            yield "modal-policy"
    elif aux.lower_ in {"would", "'d"}:
        yield "modal-would"
        if any(c.dep_ == "aux" and c.lower_ == "have" for c in aux.head.children):
            yield "counterfactual"
    elif aux.lower_ in {"will", "'ll", "wo"}:
        yield "modal-will"
        yield "modal-forecast"
    elif any(c.dep_ == "aux" and c.lower_ == "have" and c.i > aux.i for c in aux.head.children):
        yield "conjecture"  # "may have failed" guesses at what was
    elif cue_at("forecast_cues", aux, Place.MODAL):
        yield "modal-hedge"
        yield "modal-forecast"
    elif aux.lower_ in {"can", "ca"}:
        yield "modal-can"
    elif aux.lemma_ == "have":
        yield "perfect"
    elif aux.tag_ == "VBD":
        yield "past"


def is_condition(aux: Token) -> bool:
    """For "should the talks fail": the modal stands before its subject."""
    subjects = [c for c in aux.head.lefts if c.dep_ in {"nsubj", "nsubjpass", "expl"}]
    return aux.lower_ == "should" and any(aux.i < subject.i for subject in subjects)


def subject_cues(head: Token) -> Iterator[str]:
    """Who or what the clause is about: the paper itself, a pronoun, an actor."""
    subject = next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"}), None)
    if subject is None:
        return
    determiners = {child.lower_ for child in subject.children if child.dep_ in {"det", "poss"}}
    own = has_role(subject, Role.OWN) and not _is_of_others(subject)
    numbered = own and any(c.dep_ == "nummod" for c in subject.rights)
    if numbered or (subject.lemma_.lower() in EXHIBITS and any(c.like_num for c in subject.children)):
        yield "own-subject"
    elif own and determiners & {"this", "the", "our", "these"}:
        yield "own-subject" if determiners & {"this", "our"} else "own-near"
    yield from _kind_of_subject(subject, determiners)
    if cue_at("signpost_cues", subject, Place.NOUN):
        yield "signpost-noun"
    if cue_at("signpost_cues", head, Place.VERB):
        yield "signpost-verb"
    if subject.lower_ in {"we", "i"} and _tells_method(head):
        yield "own-subject"


def _tells_method(head: Token) -> bool:
    """For "we interviewed officials", "we did not assess": what was done for the study."""
    past = head.tag_ == "VBD" or any(c.dep_ == "aux" and c.lower_ == "did" for c in head.lefts)
    return past and cue_at("signpost_cues", head, Place.METHOD)


def _leads_a_question(subject: Token) -> bool:
    """For "another issue is whether": what is predicated is an indirect question."""
    return any(
        c.dep_ in {"ccomp", "xcomp", "advcl"}
        and any(g.lower_ in {"whether", "how", "where", "what", "if", "why"} for g in c.lefts)
        for c in subject.head.rights
    )


def _is_of_others(subject: Token) -> bool:
    """For "Section 4 of the Budget Act", "the Fjord Institute report": a part or work of somebody else's."""
    named = any(c.pos_ == "PROPN" and c.dep_ in {"compound", "poss"} for c in subject.lefts)
    of_law = any(c.dep_ == "nummod" and c.text.isdecimal() and len(c.text) > _DIGITS for c in subject.rights)
    return (
        named
        or of_law
        or any(
            c.dep_ == "prep"
            and c.lower_ in {"of", "in"}
            and any(g.dep_ == "pobj" and not has_role(g, Role.OWN) for g in c.children)
            for c in subject.rights
        )
    )


def _kind_of_subject(subject: Token, determiners: set[str]) -> Iterator[str]:
    if subject.lower_ in {"we", "i"}:
        yield "we-subject"
    elif subject.lower_ == "it":
        yield "it-subject"
    elif subject.lower_ in {"this", "these", "that", "those", "which"} or determiners & {
        "this",
        "these",
        "such",
    }:
        yield "deictic-subject"
    if subject.dep_ in {"csubj", "nsubj"} and subject.left_edge.lower_ in {"whether", "how", "why"}:
        yield "whether-subject"
        if any(c.dep_ == "attr" and c.lemma_ in {"question", "issue"} for c in subject.head.children):
            yield "the-question"
    if subject.lemma_ in {"question", "issue"} and subject.head.lemma_ == "be" and _leads_a_question(subject):
        yield "the-question"
    first = subject.lower_ if subject.pos_ == "ADJ" else ""
    if first in _ORDINALS or (
        has_role(subject, Role.OWN)
        and not determiners & {"a", "an"}
        and any(c.lower_ in _ORDINALS for c in subject.children)
    ):
        yield "ordinal-subject"
    if subject.dep_ == "expl" and subject.lower_ == "there":
        yield "there"
    if subject.tag_ == "VBG":
        yield "gerund-subject"
    if subject.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        yield "actor-subject"
    if is_type_word(subject, TypeRole.BILL) or subject.ent_type_ == "LAW":
        yield "bill-subject"
