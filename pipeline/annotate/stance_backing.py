"""Candidates of stance from what somebody tables as law, and from the feeling with which a thing is met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pipeline.annotate.attitudes import attitudes_of
from pipeline.annotate.clauses import members_of
from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.stance_candidates import Candidate, Scene, stance_holder
from pipeline.annotate.stance_deeds import deed_candidates
from pipeline.annotate.stance_holders import can_hold
from pipeline.annotate.stance_spans import noun_span
from pipeline.annotate.syntax import is_passive, surface_subjects_of
from pipeline.schema import EntityLabel, Span, StanceLabel

__all__ = ["backing_candidates"]

_TABLING = frozenset(
    {"introduce", "reintroduce", "table", "sponsor", "cosponsor", "draft", "submit", "author", "file", "move"}
    | {"spearhead", "champion", "propose", "reauthorise", "reauthorize"}
)
_LAWS = frozenset(
    {"bill", "legislation", "act", "resolution", "amendment", "motion", "law", "ordinance", "directive"}
)
_MEETING = frozenset(
    {"view", "see", "regard", "watch", "greet", "meet", "receive", "follow", "react", "respond", "look"}
)


def backing_candidates(scene: Scene) -> Iterator[Candidate]:
    """Those of every verb of the sentence, doubtful ones included."""
    for verb in scene.tokens:
        if verb.pos_ != "VERB":
            continue
        if verb.lemma_ in _TABLING:
            yield from _of_law(verb, scene)
        if verb.lemma_ in _MEETING:
            yield from _of_feeling(verb, scene)


def _of_law(verb: Token, scene: Scene) -> Iterator[Candidate]:
    """For "X introduced a bill to ban Y": X for the bill, and against Y."""
    for law in _done_to(verb):
        if not _is_law(law, scene):
            continue
        for owner in (m for subject in _doers(verb) for m in members_of(subject)):
            if can_hold(owner, scene):
                holder = stance_holder(owner, scene)
                yield Candidate(
                    holder, StanceLabel.FAVOUR, law, noun_span(law, scene), verb, "law", doubtful=True
                )
                for deed in (m for clause in _would_do(law) for m in members_of(clause)):
                    for candidate in deed_candidates(holder, StanceLabel.FAVOUR, deed, verb, "law", scene):
                        yield replace(candidate, doubtful=True)


def _is_law(noun: Token, scene: Scene) -> bool:
    mention = scene.speakers.mentions.get(noun.i)
    return lemma_of(noun) in _LAWS or (mention is not None and mention.label is EntityLabel.LAW)


def _would_do(law: Token) -> list[Token]:
    """What the law is to do: "a bill to ban", "legislation that would ban", "a bill banning"."""
    clauses = [c for c in law.rights if c.dep_ in {"acl", "relcl"} and c.tag_ in {"VB", "VBG", "VBZ", "VBP"}]
    return [c for c in clauses if not is_passive(c)]


def _of_feeling(verb: Token, scene: Scene) -> Iterator[Candidate]:
    """For "X views Y with alarm", "Y was met with scorn by X": X on Y, by the feeling."""
    things = _done_to(verb) or [
        c for p in verb.rights if p.lower_ in {"to", "at", "on"} for c in p.children if c.dep_ == "pobj"
    ]
    withs = [p for word in (verb, *things) for p in word.rights if p.dep_ == "prep" and p.lower_ == "with"]
    feelings = [c for p in withs for c in p.children if c.dep_ == "pobj"]
    rows = [(noun, row) for noun in feelings for row in attitudes_of(noun) if not row.leaning]
    for noun, row in rows[:1]:
        for owner in (m for subject in _doers(verb) for m in members_of(subject)):
            if can_hold(owner, scene):
                for thing in (m for head in things[:1] for m in members_of(head)):
                    yield Candidate(
                        stance_holder(owner, scene),
                        row.label,
                        thing,
                        _short_span(thing, noun, scene),
                        noun,
                        "feeling",
                    )


def _short_span(thing: Token, feeling: Token, scene: Scene) -> Span:
    """The words of the thing, without the "with alarm" that the parser may hang on it."""
    span = noun_span(thing, scene)
    start = feeling.head.idx
    return Span(span.start, start - 1) if span.start < start < span.end else span


def _done_to(verb: Token) -> list[Token]:
    if is_passive(verb):
        return surface_subjects_of(verb)[:1]
    return [m for c in verb.rights if c.dep_ == "dobj" for m in members_of(c)]


def _doers(verb: Token) -> list[Token]:
    if is_passive(verb):
        agents = (a for a in verb.rights if a.dep_ == "agent" or a.lower_ in {"in", "among"})
        return [c for a in agents for c in a.children if c.dep_ == "pobj"]
    return surface_subjects_of(verb)
