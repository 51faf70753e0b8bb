"""Candidates of stance from deeds: who wants a thing done is for the thing, or against what the deed ends."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.attitudes import ends_its_object, flip, is_hostile
from pipeline.annotate.clauses import members_of
from pipeline.annotate.stance_candidates import EMPTY_TARGETS, Candidate, Scene
from pipeline.annotate.stance_spans import examples_of, noun_span, target_span, things_in, verb_span
from pipeline.annotate.syntax import is_infinitive
from pipeline.schema import Holder, StanceLabel

__all__ = ["deed_candidates", "purposes_of_step", "thing_wanted"]

_CIRCUMSTANCES = frozenset(
    {"among", "during", "after", "before", "until", "since", "by", "without", "within", "as"}
    | {"under", "despite", "amid", "through"}
)
_SETTINGS = frozenset(
    {"basis", "ground", "regard", "respect", "context", "light", "behalf", "course", "case", "event"}
    | {"turn", "addition", "time", "practice", "principle", "particular", "general", "account", "manner"}
    | {"way", "extent", "degree", "detail", "full", "advance", "meantime", "future", "moment"}
)
"""As in "on the basis of", "in this regard", "over time": how or when, and not what."""
_TAKING = frozenset({"take", "make", "undertake", "pursue", "adopt"})
_CAUSING = frozenset(
    {"help", "let", "make", "direct", "require", "urge", "ask", "instruct", "order", "enable"}
    | {"allow", "force", "persuade", "convince", "encourage", "compel", "oblige", "task"}
    | {"permit"}
)
"""What others are made to do is what is wanted."""
_TELLING = frozenset({"brief", "inform", "notify", "tell", "advise", "remind", "warn", "alert", "consult"})
"""Who should be told is not what is wanted."""
_THINKING = frozenset(
    {"regard", "see", "view", "consider", "perceive", "believe", "think", "know", "understand", "discuss"}
    | {"describe", "report", "learn", "determine", "assess", "evaluate", "test", "analyse", "analyze", "ask"}
    | {"explain", "identify", "examine", "study", "review", "investigate", "explore", "treat", "compare"}
    | {"decide", "distinguish", "differentiate", "debate", "weigh", "monitor", "measure", "calculate"}
)
"""Who is inclined to see a thing so, or plans to test it, is not for the thing."""
_MERE = frozenset({"measure", "step", "effort", "way", "plan", "attempt", "right", "need", "authority"})
_TAKEN = frozenset({"step", "measure", "action", "lead", "initiative", "effort", "move"})


def deed_candidates(
    holder: Holder, label: StanceLabel, verb: Token, cue: Token, rule: str, scene: Scene
) -> Iterator[Candidate]:
    """A wanted deed is for the thing that it is done to, or against it where it does away with it.

    Gerunds below ("stop announcing") and verbs without an object stand for themselves.
    """
    if verb.lemma_ in _THINKING and not _asks_for(verb):
        if not rule.startswith(("verb", "noun", "adjective", "leaning")):  # the study is wanted, if asked for
            yield Candidate(holder, label, verb, verb_span(verb), cue, f"{rule}-deed-bare")
        return
    ending = ends_its_object(verb)
    if not ending and is_hostile(verb):
        if label is StanceLabel.AGAINST:  # who will not blame a thing need not be for it
            return
        ending = True
    side = flip(label) if ending else label
    rule = f"{rule}-{'ending' if ending else 'deed'}"
    gerund = next((c for c in verb.rights if c.dep_ in {"xcomp", "pcomp"} and c.pos_ == "VERB"), None)
    if gerund is None and verb.lemma_ in _CAUSING:
        gerund = next((c for c in verb.rights if c.dep_ == "ccomp" and c.tag_ == "VB"), None)
    if gerund is not None:
        yield from deed_candidates(holder, side, gerund, cue, rule, scene)
        return
    purposes = purposes_of_step(verb)
    if purposes:
        for purpose in purposes:
            yield from deed_candidates(holder, label, purpose, cue, rule, scene)
        return
    objects = (
        [c for c in verb.rights if c.dep_ == "dobj" and verb.lemma_ not in _TELLING]
        or _made_so(verb)
        or _gap_of(verb)
        or _prepositional(verb)[:1]
    )
    things = [m for thing in objects for m in things_in(thing) if m.lower_ not in EMPTY_TARGETS]
    for at, thing in enumerate(things):
        avoided = ending and rule.startswith("noun")  # "an interest in avoiding war" is one in the avoiding
        yield Candidate(holder, side, thing, noun_span(thing, scene), cue, rule, doubtful=at > 0 or avoided)
        for example in examples_of(thing):
            span = target_span(example, scene)
            yield Candidate(holder, side, example, span, cue, f"{rule}-listed", doubtful=True)
    if not things:
        yield _without_thing(holder, label, side, verb, cue, rule, scene)
    elif ending:  # "wants to avoid war": against war, or for avoiding it
        sure = rule.startswith("noun")
        yield Candidate(holder, label, verb, verb_span(verb), cue, f"{rule}-whole", doubtful=not sure)


def _asks_for(verb: Token) -> bool:
    """Whether it is a thing that is asked for, and not what is so."""
    return verb.lemma_ == "ask" and any(c.lower_ == "for" for c in verb.rights)


def _without_thing(
    holder: Holder, label: StanceLabel, side: StanceLabel, verb: Token, cue: Token, rule: str, scene: Scene
) -> Candidate:
    """What a wanted state is of, else the deed itself."""
    if (done := _state_wanted(verb)) is not None:
        thing, state = done
        wanted = state if label is StanceLabel.FAVOUR else flip(state)
        return Candidate(holder, wanted, thing, noun_span(thing, scene), cue, rule)
    bare = verb_span(verb).end == verb.idx + len(verb)  # a bare "respond" names hardly a thing
    alone = bare and not any(c.dep_ == "advcl" for c in verb.rights)
    return Candidate(holder, side, verb, verb_span(verb), cue, f"{rule}-bare", doubtful=alone)


def _state_wanted(verb: Token) -> tuple[Token, StanceLabel] | None:
    """The thing of "wants the talks to succeed" and "wants to see the ban lifted", and its side."""
    seen = [c for c in verb.rights if c.dep_ == "ccomp" and verb.lemma_ in {"see", "have"}]
    for clause in [verb, *seen] if is_infinitive(verb) else []:
        things = [c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "NOUN"]
        if things and not any(c.dep_ == "dobj" for c in clause.rights):
            passive = clause.tag_ == "VBN" and ends_its_object(clause)
            return things[0], StanceLabel.AGAINST if passive else StanceLabel.FAVOUR
    return None


def _made_so(verb: Token) -> list[Token]:
    """The X of "make X a hub", "keep X safe", which the parser takes for the subject of a clause."""
    clauses = [c for c in verb.rights if c.dep_ == "ccomp" and c.pos_ in {"NOUN", "ADJ", "PROPN"}]
    verbless = [c for c in clauses if not any(g.dep_ in {"aux", "cop", "mark"} for g in c.lefts)]
    return [c for clause in verbless for c in clause.lefts if c.dep_ == "nsubj"]


def _gap_of(verb: Token) -> list[Token]:
    """The order of "the order that X is seeking to build"."""
    clause = verb
    while clause.dep_ == "xcomp" and clause.head.pos_ == "VERB":
        clause = clause.head
    subjects = {c.lower_ for c in clause.children if c.dep_ == "nsubj"}
    open_ = clause != verb and clause.dep_ == "relcl" and bool(subjects)
    return [clause.head] if open_ and not subjects & {"that", "which", "who"} else []


def purposes_of_step(verb: Token) -> list[Token]:
    """The deeds that "take steps to", "take the lead in" and "steps are taken to" are about."""
    if verb.lemma_ not in _TAKING:
        return []
    steps = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and c.lemma_ in _TAKEN]
    below = [c for word in (*steps, verb) for c in word.rights] if steps else []
    found = [c for c in below if c.dep_ in {"acl", "advcl", "xcomp", "relcl"} and is_infinitive(c)]
    gerunds = [c for p in below if p.dep_ == "prep" for c in p.children if c.dep_ == "pcomp"]
    return [member for purpose in (found or gerunds)[:1] for member in members_of(purpose)]


def thing_wanted(verb: Token, scene: Scene) -> Token | None:
    """The fund of "proposes a fund to rebuild ports": a thing, not one who is to do so, nor mere "steps"."""
    led_on = any(c.dep_ in {"xcomp", "advcl", "ccomp"} and is_infinitive(c) for c in verb.rights)
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if not led_on or thing is None or thing.pos_ != "NOUN" or thing.lemma_ in _MERE:
        return None
    named = thing.i in scene.speakers.mentions
    return None if named or scene.speakers.kind_of(thing).can_act else thing


def _prepositional(verb: Token) -> list[Token]:
    own = (p for p in verb.rights if p.dep_ == "prep" and p.lower_ not in _CIRCUMSTANCES)
    return [c for p in own for c in p.children if c.dep_ == "pobj" and c.lemma_ not in _SETTINGS]
