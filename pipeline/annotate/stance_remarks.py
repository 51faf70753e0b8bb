"""Candidates of stance from remarks: words of praise, blame, benefit and harm wherever they stand.

Most remarks only describe; the judge tells which of them show what the holder of the claim thinks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pipeline.annotate.attitudes import attitudes_of, ends_its_object, flip
from pipeline.annotate.clauses import members_of
from pipeline.annotate.evaluative import evaluation_of
from pipeline.annotate.stance_candidates import EMPTY_TARGETS, Candidate, Scene
from pipeline.annotate.stance_deeds import deed_candidates
from pipeline.annotate.stance_spans import noun_span, verb_span
from pipeline.annotate.stance_verdicts import is_denied_above, is_only, side_of
from pipeline.annotate.syntax import is_passive, surface_subjects_of
from pipeline.schema import StanceLabel

__all__ = ["remark_candidates"]

_BRINGING = frozenset(
    {"provide", "offer", "create", "bring", "pose", "present", "produce", "yield", "cause", "raise"}
    | {"generate", "have", "make", "mark", "represent", "constitute", "add", "increase", "carry", "entail"}
    | {"open", "give", "deliver", "suffer", "face", "enjoy", "show", "demonstrate", "achieve", "gain"}
)
_MANNERS = {
    "well": StanceLabel.FAVOUR, "smoothly": StanceLabel.FAVOUR, "reliably": StanceLabel.FAVOUR,
    "poorly": StanceLabel.AGAINST, "badly": StanceLabel.AGAINST,
}  # fmt: skip
_OF_DOERS = frozenset(
    {"wisely", "unwisely", "rightly", "wrongly", "prudently", "laudably", "admirably", "mistakenly"}
    | {"unfairly", "unreasonably", "foolishly", "recklessly"}
)
"""They judge the one who does it, and do nothing else."""
_UNDONE = frozenset({"fail", "failure", "inability", "refuse", "refusal", "neglect", "cease", "unable"})
_WORKING = frozenset({"work", "perform", "function", "do", "fare", "operate", "serve", "go"})
_COPULAS = frozenset({"be", "become", "remain", "seem", "appear", "prove", "look", "stay"})
_SPEAKING = frozenset({"we", "i", "you", "us"})


def remark_candidates(scene: Scene) -> Iterator[Candidate]:
    """What verbs of effect say of their subjects, and judging words of what they are said of."""
    for token in scene.tokens:
        if token.pos_ == "VERB":
            yield from _of_effect(token, scene)
            yield from _of_failing(token, scene)
        if token.lemma_ in _COPULAS:
            yield from _of_copula(token, scene)
        yield from _of_word(token, scene)


def _of_effect(verb: Token, scene: Scene) -> Iterator[Candidate]:
    """For "X undermines trust", "X could reduce dependence": X by what it does to what."""
    objects = surface_subjects_of(verb) if is_passive(verb) else [c for c in verb.rights if c.dep_ == "dobj"]
    side = _effect_of(verb, objects)
    if side is None:
        return
    if any(c.dep_ == "neg" and not is_only(c) for c in verb.children) != _is_left_undone(verb):
        side = flip(side)
    voiced = verb.lemma_ in {"raise", "make"} and any(attitudes_of(thing) for thing in objects)
    for subject in _agents_of(verb):
        for member in members_of(subject):
            if voiced and scene.speakers.kind_of(member).can_act:
                continue  # who raises concerns is not their cause
            yield from _remark(member, side, verb, "effect-subject", scene)


def _is_left_undone(verb: Token) -> bool:
    """For "failed to heal", "its failure to heal"."""
    return verb.dep_ in {"xcomp", "acl"} and verb.head.lemma_ in _UNDONE


def _of_failing(verb: Token, scene: Scene) -> Iterator[Candidate]:
    """For "the law fails to protect", "the scheme does little to help": a thing that does not serve."""
    below = any(c.dep_ in {"xcomp", "relcl", "advcl", "acl"} and c.i > verb.i for c in verb.rights)
    little = any(c.lower_ in {"little", "nothing"} and c.dep_ in {"dobj", "advmod"} for c in verb.rights)
    if not (verb.lemma_ == "fail" and below) and not (verb.lemma_ == "do" and little):
        return
    for subject in (c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN"):
        if not scene.speakers.kind_of(subject).can_act:
            for candidate in _remark(subject, StanceLabel.AGAINST, verb, "failing", scene):
                yield replace(candidate, doubtful=False)


def _agents_of(verb: Token) -> list[Token]:
    if is_passive(verb):
        return [c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]
    own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
    return own if own and own[0].dep_ == "csubj" else surface_subjects_of(verb)


def _effect_of(verb: Token, objects: list[Token]) -> StanceLabel | None:
    """The side that the deed puts its subject on: what helps a bad thing or ends a good one is bad."""
    sides = [side for thing in objects[:1] if (side := side_of(thing)) is not None]
    thing = sides[0] if sides else None
    row = evaluation_of(verb)
    if row is not None and row.label is not None:
        if thing is StanceLabel.AGAINST and not (row.label is StanceLabel.AGAINST and _worsens(verb)):
            return flip(row.label)
        return row.label
    if ends_its_object(verb):
        return flip(thing) if thing is not None else None
    return thing if verb.lemma_ in _BRINGING else None


def _worsens(verb: Token) -> bool:
    return verb.lemma_ in {
        "aggravate",
        "exacerbate",
        "worsen",
        "provoke",
        "stoke",
        "inflame",
        "incite",
        "suffer",
    }


def _of_copula(verb: Token, scene: Scene) -> Iterator[Candidate]:
    """For any clause "X is dangerous", main or not: X."""
    for child in verb.rights:
        if child.dep_ in {"acomp", "attr", "oprd"} and (side := side_of(child)) is not None:
            if any(c.dep_ == "neg" and not is_only(c) for c in verb.children) != is_denied_above(verb):
                side = flip(side)
            for subject in surface_subjects_of(verb):
                for member in members_of(subject):
                    yield from _remark(member, side, child, "remark-predicate", scene)
            for deed in (m for c in verb.lefts if c.dep_ == "csubj" for m in members_of(c)):
                for candidate in deed_candidates(scene.holder, side, deed, child, "remark-deed", scene):
                    yield replace(candidate, doubtful=True)


def _of_word(token: Token, scene: Scene) -> Iterator[Candidate]:
    """What a judging word is said of: its noun, its owner, what it is "of", the subject of its verb."""
    if token.lower_ in _MANNERS and token.head.lemma_ in _WORKING:
        for subject in surface_subjects_of(token.head):
            yield from _remark(subject, _MANNERS[token.lower_], token, "remark-adverb", scene)
        return
    row = evaluation_of(token)
    if row is None or row.label is None:
        return
    if token.pos_ == "ADV":
        verb = token.head
        if verb.pos_ == "VERB":
            sure = token.lower_ in _OF_DOERS
            for subject in surface_subjects_of(verb):
                for candidate in _remark(
                    subject, row.label, token, "remark-doer" if sure else "remark-adverb", scene
                ):
                    yield replace(candidate, doubtful=not sure)
    elif token.dep_ == "amod" and not _is_turned(token.head, row.label):
        yield from _remark(token.head, row.label, token, "remark-adjective", scene)
    elif token.pos_ in {"NOUN", "PROPN"}:
        yield from _of_noun(token, row.label, scene)


def _is_turned(noun: Token, label: StanceLabel) -> bool:
    """Whether the noun judges the other way: the "greatest damage" is no praise."""
    own = evaluation_of(noun)
    return own is not None and own.label is not None and own.label is not label


def _of_noun(noun: Token, label: StanceLabel, scene: Scene) -> Iterator[Candidate]:
    """For "the heroism of X": X; for "X, a success": X."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    for member in members_of(inner):
                        yield from _remark(member, label, noun, "remark-of", scene)
    if noun.dep_ == "appos":
        yield from _remark(noun.head, label, noun, "remark-apposition", scene)


def _remark(thing: Token, label: StanceLabel, cue: Token, rule: str, scene: Scene) -> Iterator[Candidate]:
    if thing.lower_ in EMPTY_TARGETS | _SPEAKING or (thing.lower_ == "that" and thing.dep_ != "nsubj"):
        return
    if scene.holder.span is not None and scene.holder.span.start <= thing.idx < scene.holder.span.end:
        return
    span = verb_span(thing) if thing.pos_ in {"VERB", "AUX"} else noun_span(thing, scene)
    yield Candidate(scene.holder, label, thing, span, cue, rule, doubtful=True)
