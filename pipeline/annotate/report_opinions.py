"""Reports by nouns and adjectives of opinion: "X is convinced that", "X's view is that", "voiced concern"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.attribution_words import Role, has_role
from pipeline.annotate.report_frames import that_clause_of
from pipeline.annotate.reporting import (
    Report,
    Scene,
    is_reporting_adjective,
    is_reporting_noun,
    span_of_tokens,
)
from pipeline.annotate.speakers import SpeakerKind
from pipeline.annotate.syntax import is_passive, surface_subjects_of

__all__ = ["made_clear", "told_by_adjective", "told_by_noun"]

_BELIEF_ADJECTIVE_VERBS = frozenset({"be", "remain", "stay", "become", "seem", "appear", "feel", "sound"})
_OVER = frozenset({"about", "over", "regarding", "at", "for", "in", "of", "toward", "towards", "with"})
"""What the object of an opinion stands after: "voiced concern over"."""


def told_by_adjective(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X is convinced that"."""
    if head.lemma_ not in _BELIEF_ADJECTIVE_VERBS:
        if head.dep_ == "ROOT" and is_reporting_adjective(head) and that_clause_of(head):
            yield from _of_subjects(head, head, "adjective", scene)
        return
    for child in head.children:
        if (
            child.dep_ == "acomp"
            and is_reporting_adjective(child)
            and (that_clause_of(child) or that_clause_of(head))
        ):
            yield from _of_subjects(head, child, "adjective", scene)


def made_clear(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X made clear that", "X made it clear that"."""
    if head.lemma_ != "make" or is_passive(head):
        return
    for clear in (c for c in head.rights if c.lower_ in {"clear", "plain", "known"}):
        told = that_clause_of(clear) or that_clause_of(head)
        if told is not None or any(c.dep_ == "csubj" for c in clear.rights):
            yield from _of_subjects(head, clear, "make-clear", scene)


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


def told_by_noun(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X's view is that", "X is of the view that", "X voiced the fear that"."""
    if head.lemma_ == "be":
        yield from _noun_is_that(head, scene)
        yield from _of_the_view(head, scene)
    elif has_role(head, Role.VOICE) and not is_passive(head):
        yield from _noun_voiced(head, scene)


def _noun_voiced(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X voiced the fear that", "X expressed concern over"."""
    for noun in (c for c in head.children if c.dep_ == "dobj"):
        told = is_reporting_noun(noun, "copula") and (that_clause_of(noun) or that_clause_of(head))
        over = is_reporting_noun(noun, "over") and any(
            c.dep_ == "prep" and c.lower_ in _OVER for above in (noun, head) for c in above.rights
        )
        for speaker in surface_subjects_of(head) if told or over else ():
            kind = scene.speakers.kind_of(speaker)
            if kind.can_act or kind is SpeakerKind.DOCUMENT:
                yield Report(
                    speaker, span_of_tokens(head, noun), "noun-voiced" if told else "noun-voiced-over"
                )


def _noun_is_that(head: Token, scene: Scene) -> Iterator[Report]:
    """Read "X's view is that", "it is X's view that", "there is a fear among X that"."""
    subjects = [c for c in head.lefts if c.dep_ in {"nsubj", "expl"}]
    opens = any(c.lower_ in {"it", "there"} for c in subjects)
    nouns = [c for c in head.rights if opens and c.dep_ in {"attr", "nsubj"}] or subjects
    for noun in (c for c in nouns if is_reporting_noun(c, "copula")):
        if not (that_clause_of(head) or (opens and _clause_after(noun))):
            continue
        for owner in _owners_of(noun)[:1]:
            kind = scene.speakers.kind_of(owner)
            if kind.can_act or kind is SpeakerKind.DOCUMENT:
                yield Report(owner, span_of_tokens(min(noun, head), max(noun, head)), "noun-is-that")


def _clause_after(noun: Token) -> bool:
    """Whether "that" opens a clause below the noun: "the view of ministers that"."""
    below = [noun, *(c for p in noun.rights if p.dep_ == "prep" for c in p.rights)]
    return any(
        c.dep_ in {"acl", "relcl", "ccomp"} and any(g.lower_ == "that" and g.dep_ == "mark" for g in c.lefts)
        for word in below
        for c in word.rights
    )


def _owners_of(noun: Token) -> list[Token]:
    """Whose view it is: "X's view", "the view of X", "a fear in X"."""
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    return owners + [
        inner
        for c in noun.rights
        if c.dep_ == "prep" and c.lower_ in {"of", "among", "from", "by", "in", "within"}
        for inner in c.children
        if inner.dep_ == "pobj"
    ]


def _of_the_view(head: Token, scene: Scene) -> Iterator[Report]:
    for preposition in (c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"):
        for noun in preposition.children:
            if noun.lemma_ in {"view", "opinion", "belief"} and (
                that_clause_of(noun) or that_clause_of(head)
            ):
                yield from _of_subjects(head, noun, "of-the-view", scene)
