"""The roles of an attitude word: toward what it is, and whether it is denied."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from pipeline.annotate.attitudes import AttitudeWord, particle_of
from pipeline.annotate.stance_holders import is_fronted_passive
from pipeline.annotate.stance_verdicts import is_only
from pipeline.annotate.syntax import is_infinitive, is_passive, surface_subjects_of

__all__ = ["is_denied", "targets_of"]

_NEAR_WORDS = {
    "toward": {"toward", "towards", "to", "about"},
    "over": {"over", "about", "regarding", "concerning", "at"},
    "about": {"about", "on", "over", "regarding", "concerning"},
    "against": {"against"},
    "to": {"to", "towards", "toward"},
    "at": {"at", "over"},
}
_LACKING = frozenset(
    {"limited", "little", "no", "low", "scant", "insufficient", "minimal", "waning", "fading", "less"}
)
_DOUBTING = frozenset(
    {"hesitate", "fail", "refuse", "cease", "stop", "mind", "reluctant", "afraid", "decline", "unwilling"}
)
"""Who does not hesitate to support a thing supports it."""
_FADING = frozenset({"fade", "wane", "wan", "erode", "evaporate", "dwindle", "collapse", "crumble", "falter"})
_LACK_NOUNS = frozenset({"lack", "absence", "loss", "decline", "want", "end"})


def is_denied(token: Token) -> bool:
    """Negated ("does not support"), lacking ("limited willingness") or lost ("withdrew its support")."""
    lefts = {child.lower_ for child in token.children if child.dep_ in {"neg", "amod", "det", "advmod"}}
    nobody = any(_names_nobody(c) for c in token.children if c.dep_ == "nsubj")
    negated = any(c.dep_ == "neg" and not is_only(c) for c in token.children)
    if nobody or negated or _is_unwilling(token):
        return True
    if lefts & (_LACKING | {"not", "n't", "never", "hardly", "no", "nor", "none"}):
        return True
    above = token.head
    unlikely = token.dep_ == "xcomp" and above.lower_ == "unlikely"
    if unlikely or (token.dep_ == "nsubj" and above.lemma_ in _FADING):
        return True
    if token.dep_ == "acomp" and any(child.dep_ == "neg" for child in above.children):
        return True
    if token.dep_ == "dobj" and (
        above.lemma_ in {"withdraw", "lose", "drop", "lack", "end", "pull", "revoke", "rescind", "suspend"}
        or any(c.dep_ == "neg" for c in above.children)
    ):
        return True
    return token.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_ in _LACK_NOUNS


def _is_unwilling(token: Token) -> bool:
    """For "is not ready to support", "does not intend to support"."""
    above = token.head
    if token.dep_ != "xcomp" or above.lemma_ in _DOUBTING:
        return False
    clause = above.head if above.dep_ == "acomp" else above
    return any(c.dep_ == "neg" and not is_only(c) for word in {above, clause} for c in word.children)


def _names_nobody(subject: Token) -> bool:
    """For "none supports it", "neither X nor Y supports it"."""
    neither = any(c.lower_ == "neither" for c in subject.lefts)
    return neither or subject.lower_ in {"none", "nobody", "neither", "few"}


def targets_of(token: Token, row: AttitudeWord) -> list[Token]:
    """What stands in the slot that the row names."""
    if row.frame == "object":
        return [] if _moves_its_object(token) else _objects(token)
    if row.frame == "infinitive":
        return _infinitives(token)
    if row.frame == "of" and row.word in _ON_BEHALF | _PURPOSES:
        return _below_of(token, row)
    if row.frame == "that":
        return [c for c in token.rights if c.dep_ in {"ccomp", "acl", "relcl"} and _is_that_clause(c)]
    if row.frame == "clause":
        return [
            s
            for c in token.rights
            if (c.dep_ == "ccomp" or (row.pos == "noun" and c.dep_ == "acl" and _is_that_clause(c)))
            and not (row.word in _MOVING and any(o.dep_ == "dobj" for o in c.rights))
            for s in c.children
            if s.dep_ in {"nsubj", "nsubjpass"}
        ]
    found = _below_prepositions(token, _NEAR_WORDS.get(row.frame, {row.frame}), token.i)
    if not found and (particle := particle_of(token)) is not None:
        found = _below_prepositions(particle, _NEAR_WORDS.get(row.frame, {row.frame}), token.i)
    if not found and row.pos == "noun" and token.dep_ == "dobj":
        found = _below_prepositions(token.head, _NEAR_WORDS.get(row.frame, {row.frame}), token.i)
    if not found and row.pos == "noun" and token.dep_ == "pobj" and token.head.lower_ == "with":
        found = _below_prepositions(token.head.head, {"to", *_NEAR_WORDS.get(row.frame, ())}, token.i)
    return found


def _below_of(token: Token, row: AttitudeWord) -> list[Token]:
    """What stands after "in support of", "the goal of"; the goal of a state is its own."""
    below = _below_prepositions(token, {"of"}, token.i)
    if row.word in _PURPOSES:
        return [c for c in below if c.ent_type_ not in _ACTORS]
    return below if token.dep_ == "pobj" and token.head.lower_ == "in" else []


_PURPOSES = frozenset({"goal", "aim", "objective", "hope", "dream", "vision"})
_ACTORS = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_ON_BEHALF = frozenset({"support"})
"""Toward what follows "of" only after "in": the support of X may be what X gives."""
_MOVING = frozenset(
    {"urge", "encourage", "ask", "exhort", "implore", "invite", "request", "press", "pressure", "advise"}
    | {"recommend", "demand", "insist", "propose", "suggest", "push"}
)


def _moves_its_object(verb: Token) -> bool:
    """Whether it is the deed that is wanted, not the one who is to do it ("urged X to act")."""
    return verb.lemma_ in _MOVING and any(
        c.dep_ in {"xcomp", "ccomp"} and any(g.lower_ == "to" for g in c.lefts) for c in verb.rights
    )


def _is_that_clause(verb: Token) -> bool:
    """A clause with a subject of its own, no infinitive: "(that) Rome ratify the treaty"."""
    subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    relative = any(c.tag_ in {"WDT", "WP", "WP$"} and c.lower_ != "that" for c in verb.children)
    return subject and not relative and not is_infinitive(verb)


def _below_prepositions(above: Token, wanted: Collection[str], after: int) -> list[Token]:
    """Objects of the wanted prepositions below a word, those that stand after the place ``after``."""
    return [
        c
        for p in above.rights
        if p.dep_ in {"prep", "dative", "agent"} and p.lower_ in wanted and p.i > after
        for c in p.children
        if c.dep_ in {"pobj", "pcomp"}
    ]


def _objects(verb: Token) -> list[Token]:
    if verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN" and verb.head.pos_ in {"NOUN", "PROPN"}:
        return [verb.head]
    if is_passive(verb):
        return [c for c in surface_subjects_of(verb) if c.pos_ != "X"]
    if is_fronted_passive(verb):
        return surface_subjects_of(verb.head)
    found = [c for c in verb.rights if c.dep_ == "dobj"]
    if not found and (particle := particle_of(verb)) is not None:
        found = [c for c in particle.children if c.dep_ == "pobj"]  # "brushed off the offer"
    gerunds = [c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    if not found and verb.dep_ == "relcl" and not gerunds:
        subjects = {c.lower_ for c in verb.children if c.dep_ == "nsubj"}
        led_on = any(c.dep_ == "xcomp" for c in verb.rights)  # "issues that X sought to settle"
        subject_relative = subjects & {"that", "which", "who"} or not subjects
        return [] if subject_relative or led_on else [verb.head]
    return found or gerunds


def _infinitives(token: Token) -> list[Token]:
    """Infinitives below the word, and their conjuncts; "wants X to join" too."""
    found = [
        c for c in token.rights if c.dep_ in {"xcomp", "acl", "ccomp", "advcl", "relcl"} and is_infinitive(c)
    ]
    return found[:1] or _next_infinitive(token)


def _next_infinitive(noun: Token) -> list[Token]:
    """The "become" right after "ambitions to", wherever the parser hangs it."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    led = noun.pos_ == "NOUN" and len(after) > 1 and after[0].tag_ == "TO" and after[1].tag_ == "VB"
    return [after[1]] if led else []
