"""Candidates of stance from those whom a thing pleases, those who see it, and those whose goal it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.attitudes import participle_rows
from pipeline.annotate.clauses import members_of, phrase_of
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.stance_candidates import EMPTY_TARGETS, Candidate, Scene, stance_holder
from pipeline.annotate.stance_deeds import deed_candidates
from pipeline.annotate.stance_holders import can_hold
from pipeline.annotate.stance_remarks import remark_candidates
from pipeline.annotate.stance_spans import examples_of, target_span, things_in
from pipeline.annotate.stance_verdicts import side_of
from pipeline.annotate.syntax import (
    bearers_of,
    is_passive,
    possessors_of,
    prepositional_objects_of,
    surface_subjects_of,
)
from pipeline.schema import AUTHOR, Holder, StanceLabel

__all__ = ["experiencer_candidates", "goal_candidates"]

_PARTISANS = {
    "supporter": StanceLabel.FAVOUR, "proponent": StanceLabel.FAVOUR, "advocate": StanceLabel.FAVOUR,
    "backer": StanceLabel.FAVOUR, "defender": StanceLabel.FAVOUR, "admirer": StanceLabel.FAVOUR,
    "sponsor": StanceLabel.FAVOUR, "cosponsor": StanceLabel.FAVOUR, "champion": StanceLabel.FAVOUR,
    "adherent": StanceLabel.FAVOUR, "enthusiast": StanceLabel.FAVOUR, "promoter": StanceLabel.FAVOUR,
    "critic": StanceLabel.AGAINST, "opponent": StanceLabel.AGAINST, "detractor": StanceLabel.AGAINST,
    "sceptic": StanceLabel.AGAINST, "skeptic": StanceLabel.AGAINST,
}  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_TO_WHOM = frozenset({"to", "for", "with", "among", "in"})
_VIEWS = frozenset({"perspective", "standpoint", "viewpoint", "view", "eye", "opinion", "vantage", "point"})
_LIKED = frozenset({"popular", "attractive", "priority", "welcome", "acceptable", "appealing", "interest"})
_DISLIKED = frozenset({"unpopular", "unacceptable", "unwelcome", "anathema", "unattractive", "taboo"})
_GOALS = frozenset(
    {"goal", "aim", "objective", "priority", "ambition", "aspiration", "wish", "demand", "desire", "dream"}
    | {"interest", "intention", "preference", "hope", "purpose", "request", "vision", "agenda", "promise"}
)
_OWN_GOALS = frozenset({"priority", "goal", "objective", "task"})
"""Whose they are goes without saying."""
_FEARS = frozenset({"fear", "concern", "worry", "objection", "complaint", "nightmare", "grievance"})


def experiencer_candidates(scene: Scene) -> Iterator[Candidate]:
    """What somebody other than the claim's holder likes or dislikes, by the words of the sentence."""
    for token in scene.tokens:
        if token.dep_ in {"acomp", "attr", "oprd"}:
            yield from _of_predicate(token, scene)
        elif token.pos_ == "VERB":
            yield from _moved_candidates(token, scene)
        if token.lemma_ in _PARTISANS:
            yield from _partisan_candidates(token, scene)
    viewer = _viewer_of(scene)
    if viewer is not None:
        seen = replace(scene, holder=viewer)
        for candidate in remark_candidates(seen):
            if candidate.rule in {"remark-predicate", "effect-subject"}:
                yield Candidate(
                    viewer, candidate.label, candidate.head, candidate.span, candidate.cue, "viewer", True
                )


def _of_predicate(word: Token, scene: Scene) -> Iterator[Candidate]:
    """For "X is popular with Y", "X is a threat to Y": Y on X."""
    side = _side_for_somebody(word)
    if side is None:
        return
    if any(c.dep_ == "neg" for c in word.head.children):
        side = StanceLabel.AGAINST if side is StanceLabel.FAVOUR else StanceLabel.FAVOUR
    for preposition in (*word.rights, *word.head.rights):
        if preposition.dep_ != "prep" or preposition.lower_ not in _TO_WHOM or preposition.i < word.i:
            continue
        for somebody in (m for c in preposition.children if c.dep_ == "pobj" for m in members_of(c)):
            if can_hold(somebody, scene):
                for subject in surface_subjects_of(word.head):
                    yield from _toward(
                        stance_holder(somebody, scene), side, subject, word, "experiencer", scene
                    )


def _side_for_somebody(word: Token) -> StanceLabel | None:
    if word.lemma_.lower() in _LIKED:
        return StanceLabel.FAVOUR
    if word.lemma_.lower() in _DISLIKED:
        return StanceLabel.AGAINST
    return side_of(word)


def _toward(
    holder: Holder, label: StanceLabel, thing: Token, cue: Token, rule: str, scene: Scene
) -> Iterator[Candidate]:
    if thing.lower_ in EMPTY_TARGETS or holder == scene.holder:
        return
    if thing.pos_ == "VERB" and thing.tag_ in {"VBG", "VB"}:
        yield from deed_candidates(holder, label, thing, cue, rule, scene)
        return
    span = target_span(thing, scene)
    if holder.span is None or not holder.span.overlaps(span):
        yield Candidate(holder, label, thing, span, cue, rule, doubtful=True)


def _viewer_of(scene: Scene) -> Holder | None:
    """The X of "to X, this is unfair", "from X's perspective", where X is not the claim's holder."""
    for token in scene.tokens:
        somebody = _viewer_at(token, scene)
        if somebody is not None and can_hold(somebody, scene):
            holder = stance_holder(somebody, scene)
            same = scene.holder.span is not None and holder.span is not None
            if holder != AUTHOR and not (same and holder.span.overlaps(scene.holder.span)):  # type: ignore[union-attr, arg-type]
                return holder
    return None


def _viewer_at(preposition: Token, scene: Scene) -> Token | None:
    if preposition.dep_ != "prep":
        return None
    objects = [c for c in preposition.children if c.dep_ == "pobj"]
    if not objects:
        return None
    if preposition.lower_ in {"from", "in"} and objects[0].lemma_ in _VIEWS:
        return next(iter(possessors_of(objects[0])), None)
    opens = preposition.i == scene.sentence.start and preposition.lower_ in {"to", "for"}
    return objects[0] if opens else None


def _partisan_candidates(noun: Token, scene: Scene) -> Iterator[Candidate]:
    """For "critics of X", "X's supporters": they on X, by what they are called."""
    owned = [c for c in noun.children if c.dep_ == "poss"]
    things = [
        c for c in prepositional_objects_of(noun, {"of"}) or owned if c.pos_ in {"NOUN", "PROPN", "VERB"}
    ] or _told_of(noun)
    if noun.pos_ != "NOUN" or not things:
        return
    phrase = phrase_of(noun)
    holders = [Holder(text=phrase.of(whole_text(noun.doc)), span=phrase, entity=None)]
    if noun.dep_ in {"attr", "appos"}:
        holders = [stance_holder(b, scene) for b in bearers_of(noun) if can_hold(b, scene)]
    for thing in (m for head in things[:1] for m in things_in(head)):
        span, label = target_span(thing, scene), _PARTISANS[noun.lemma_]
        yield from (Candidate(holder, label, thing, span, noun, "partisan") for holder in holders)


def _told_of(noun: Token) -> list[Token]:
    """For "critics say that the law is vague": the law."""
    clauses = [c for c in noun.head.rights if c.dep_ == "ccomp"] if noun.dep_ == "nsubj" else []
    subjects = [s for c in clauses for s in c.lefts if s.dep_ in {"nsubj", "nsubjpass"}]
    return [s for s in subjects if s.pos_ in {"NOUN", "PROPN"}]


def _moved_candidates(verb: Token, scene: Scene) -> Iterator[Candidate]:
    """For "X angered Y": Y on X, where one may be "angered by" it."""
    sides = [row.label for row in participle_rows(verb) if row.frame in {"by", "at", "with"}]
    led_on = any(g.lower_ == "to" for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} for g in c.lefts)
    if not sides or led_on or is_passive(verb):
        return
    for somebody in (m for c in verb.rights if c.dep_ == "dobj" for m in members_of(c)):
        if can_hold(somebody, scene):
            for subject in surface_subjects_of(verb)[:1]:
                holder = stance_holder(somebody, scene)
                for candidate in _toward(holder, sides[0], subject, verb, "moved", scene):
                    yield replace(candidate, doubtful=False)


def goal_candidates(scene: Scene) -> Iterator[Candidate]:
    """What is said to be somebody's goal or fear: "X's aim is to rearm", "its priorities: trade"."""
    for noun in scene.tokens:
        if noun.pos_ != "NOUN" or noun.lemma_ not in _GOALS | _FEARS:
            continue
        label = StanceLabel.FAVOUR if noun.lemma_ in _GOALS else StanceLabel.AGAINST
        things = [*_said_to_be(noun), *(examples_of(noun) or _listed_after(noun))]
        if noun.lemma_ in _OWN_GOALS and not _owners_of(noun):
            for thing in _said_to_be(noun) or _said_a_priority(noun):
                yield Candidate(
                    scene.holder, label, thing, target_span(thing, scene), noun, "goal-own", doubtful=True
                )
        for owner in _owners_of(noun):
            if can_hold(owner, scene):
                holder = stance_holder(owner, scene)
                for candidate in (c for t in things for c in _toward(holder, label, t, noun, "goal", scene)):
                    yield replace(candidate, doubtful=bool(examples_of(noun)))


def _said_to_be(noun: Token) -> list[Token]:
    verb = noun.head
    if noun.dep_ in {"attr", "pobj"} and _owners_of(noun) and not any(c.dep_ == "neg" for c in verb.children):
        return [m for b in bearers_of(noun) if b.dep_ in _SUBJECTS for m in things_in(b)]
    if noun.dep_ != "nsubj" or verb.lemma_ not in {"be", "remain", "include"}:
        return []
    heads = [c for c in verb.rights if c.dep_ in {"attr", "xcomp", "dobj"} and c.pos_ != "ADJ"]
    return [member for head in heads for member in things_in(head)]


def _listed_after(noun: Token) -> list[Token]:
    """The members of "a number of goals: cheap power; open ports; and peace", by any parse."""
    doc, last = noun.doc, noun.sent.end
    colon = next((at for at in range(noun.i + 1, last) if doc[at].text == ":"), last)
    rest = doc[colon + 1 : last]
    mark = ";" if any(t.text == ";" for t in rest) else ","
    ends = [t.i for t in rest if t.text == mark] + [last]
    starts = [colon + 1, *(end + 1 for end in ends[:-1])]
    heads = (_head_of(doc[start:end]) for start, end in zip(starts, ends, strict=True) if start < end)
    return [head for head in heads if head is not None]


def _head_of(words: Tokens) -> Token | None:
    """The noun or gerund that the other words of a stretch hang on."""
    things = (t for t in words if t.pos_ in {"NOUN", "PROPN"} or t.tag_ == "VBG")
    return next((t for t in things if t.head == t or not words.start <= t.head.i < words.end), None)


def _said_a_priority(noun: Token) -> list[Token]:
    """The X of "X remains a priority", whosesoever."""
    return (
        [m for b in bearers_of(noun) if b.dep_ in _SUBJECTS for m in things_in(b)]
        if noun.dep_ == "attr"
        else []
    )


def _owners_of(noun: Token) -> list[Token]:
    owners = possessors_of(noun)
    if owners:
        return owners
    for preposition in noun.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in {"for", "among", "of"}:
            return [c for c in preposition.children if c.dep_ == "pobj"]
    governor = noun.head
    if noun.dep_ == "pobj" and governor.head.pos_ == "NOUN":  # "a number of goals"
        governor = governor.head.head
    return surface_subjects_of(governor) if noun.dep_ in {"dobj", "pobj"} and governor.pos_ == "VERB" else []
