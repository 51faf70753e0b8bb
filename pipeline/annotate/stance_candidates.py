"""What a candidate of stance is: who may be for or against what, and the words that name the two.

The same generators serve training and predicting; which candidates stand is judged in ``stance.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.attitudes import ends_its_object, flip, is_hostile
from pipeline.annotate.clauses import members_of, phrase_of
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.speakers import SpeakerKind, Speakers
from pipeline.schema import AUTHOR, Holder, Span, StanceLabel

__all__ = [
    "EMPTY_TARGETS",
    "Candidate",
    "Scene",
    "deed_candidates",
    "examples_of",
    "noun_span",
    "purposes_of_step",
    "same_holder",
    "stance_holder",
    "target_span",
    "things_in",
    "verb_span",
]


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentence with what is known of its phrases, and the holder of its claim."""

    sentence: Tokens
    speakers: Speakers
    holder: Holder
    tokens: tuple[Token, ...]
    """Those of the sentence: spaCy makes them anew whenever a span is walked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``holder`` may be for or against the thing at ``span``, headed by ``head``."""

    holder: Holder
    label: StanceLabel
    head: Token
    span: Span
    cue: Token
    rule: str
    doubtful: bool = False
    """Left to the judge: without a model it is not believed."""

    @property
    def evidence(self) -> Span:
        """The word that says so."""
        return Span(self.cue.idx, self.cue.idx + len(self.cue))


EMPTY_TARGETS = frozenset(
    {"who", "which", "what", "himself", "itself", "themselves", "herself", "there", "one", "ones"}
    | {"someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "none", "other"}
    | {"something", "anything", "everything", "nothing", "others", "another", "ourselves", "myself"}
)
"""Pronouns that name nothing."""
_CIRCUMSTANCES = frozenset(
    {"among", "during", "after", "before", "until", "since", "by", "without", "within", "as"}
    | {"under", "despite", "amid", "through"}
)
_TAKING = frozenset({"take", "make", "undertake", "pursue", "adopt"})
_DETERMINERS = frozenset({"the", "a", "an", "any", "some"})
_CAUSING = frozenset(
    {
        "help",
        "let",
        "make",
        "direct",
        "require",
        "urge",
        "ask",
        "instruct",
        "order",
        "enable",
        "allow",
        "force",
    }
    | {"persuade", "convince", "encourage", "compel", "oblige", "task", "permit"}
)
"""What others are made to do is what is wanted."""
_TELLING = frozenset({"brief", "inform", "notify", "tell", "advise", "remind", "warn", "alert", "consult"})
"""Who should be told is not what is wanted."""
_THINKING = frozenset(
    {"regard", "see", "view", "consider", "perceive", "believe", "think", "know", "understand", "discuss"}
    | {"describe", "report", "learn", "determine", "assess", "evaluate", "test", "analyse", "analyze", "ask"}
    | {"explain", "identify", "examine", "study", "review", "investigate", "explore", "treat", "compare"}
)
"""Who is inclined to see a thing so, or plans to test it, is not for the thing."""
_TAKEN = frozenset({"step", "measure", "action", "lead", "initiative", "effort", "move"})


def deed_candidates(
    holder: Holder, label: StanceLabel, verb: Token, cue: Token, rule: str, scene: Scene
) -> Iterator[Candidate]:
    """A wanted deed is for the thing that it is done to, or against it where it does away with it.

    Gerunds below ("stop announcing") and verbs without an object stand for themselves.
    """
    if verb.lemma_ in _THINKING and rule.startswith(("verb", "noun", "adjective", "leaning")):
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
        or _gap_of(verb)
        or _prepositional(verb)[:1]
    )
    things = [m for thing in objects for m in things_in(thing) if m.lower_ not in EMPTY_TARGETS]
    for at, thing in enumerate(things):
        yield Candidate(holder, side, thing, noun_span(thing, scene), cue, rule, doubtful=at > 0)
        for example in examples_of(thing):
            span = target_span(example, scene)
            yield Candidate(holder, side, example, span, cue, f"{rule}-listed", doubtful=True)
    if not things and (done := _state_wanted(verb)) is not None:
        thing, state = done
        wanted = state if label is StanceLabel.FAVOUR else flip(state)
        yield Candidate(holder, wanted, thing, noun_span(thing, scene), cue, rule)
    elif not things:
        alone = verb_span(verb).end == verb.idx + len(verb)  # a bare "respond" names hardly a thing
        yield Candidate(holder, side, verb, verb_span(verb), cue, f"{rule}-bare", doubtful=alone)
    elif ending:  # "wants to avoid war": against war, or for avoiding it
        yield Candidate(holder, label, verb, verb_span(verb), cue, f"{rule}-whole", doubtful=True)


def _state_wanted(verb: Token) -> tuple[Token, StanceLabel] | None:
    """The thing of "wants the talks to succeed" and "wants to see the ban lifted", and its side."""
    seen = [c for c in verb.rights if c.dep_ == "ccomp" and verb.lemma_ in {"see", "have"}]
    for clause in [verb, *seen] if _is_infinitive(verb) else []:
        things = [c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "NOUN"]
        if things and not any(c.dep_ == "dobj" for c in clause.rights):
            passive = clause.tag_ == "VBN" and ends_its_object(clause)
            return things[0], StanceLabel.AGAINST if passive else StanceLabel.FAVOUR
    return None


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
    found = [c for c in below if c.dep_ in {"acl", "advcl", "xcomp", "relcl"} and _is_infinitive(c)]
    gerunds = [c for p in below if p.dep_ == "prep" for c in p.children if c.dep_ == "pcomp"]
    return [member for purpose in (found or gerunds)[:1] for member in members_of(purpose)]


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def target_span(head: Token, scene: Scene) -> Span:
    """The words that name a thing or, where the head is a verb, a deed."""
    return verb_span(head) if head.pos_ in {"VERB", "AUX"} else noun_span(head, scene)


def examples_of(noun: Token) -> list[Token]:
    """What is counted off after a noun: "goals such as X and Y", "aims, including X", "priorities: X; Y"."""
    found: list[Token] = []
    for child in noun.rights:
        such = child.lower_ == "as" and child.nbor(-1).lower_ == "such"
        if child.dep_ == "prep" and (such or child.lower_ in {"including", "like"}):
            found.extend(m for c in child.children if c.dep_ in {"pobj", "pcomp"} for m in members_of(c))
        elif child.dep_ == "appos" and noun.doc[child.left_edge.i - 1].text in {":", "–", "—"}:
            found.extend(members_of(child))
    return found


def _prepositional(verb: Token) -> list[Token]:
    own = (p for p in verb.rights if p.dep_ == "prep" and p.lower_ not in _CIRCUMSTANCES)
    return [c for p in own for c in p.children if c.dep_ == "pobj"]


def stance_holder(noun: Token, scene: Scene) -> Holder:
    """The holder of a stance: the mention alone, or the phrase as it stands."""
    if scene.speakers.kind_of(noun) is SpeakerKind.AUTHOR:
        return AUTHOR
    mention = scene.speakers.mentions.get(noun.i)
    span = mention.span if mention is not None else phrase_of(noun)
    coreference = scene.speakers.coreferences.get(span.start)
    entity = mention.entity if mention is not None else None
    if entity is None and coreference is not None and len(coreference.entities) == 1:
        entity = coreference.entities[0]
    return Holder(text=span.of(whole_text(noun.doc)), span=span, entity=entity)


def same_holder(one: Holder, other: Holder) -> bool:
    """Whether two holders are one: the author, or words of which one lie inside the other's."""
    if one.span is not None and other.span is not None:
        return one.span.overlaps(other.span)
    return one.text == other.text


def noun_span(noun: Token, scene: Scene) -> Span:
    """A name alone, or the shortest phrase, without article, that names the thing."""
    mention = scene.speakers.mentions.get(noun.i)
    if mention is not None:
        return mention.span
    phrase, last = phrase_of(noun, article=False), _last_of_one(noun)
    end = phrase.end if last is None else phrase_of(last).end
    return _without_frame(Span(phrase.start, end), noun)


def _without_frame(span: Span, noun: Token) -> Span:
    """Without what only frames the name: "the" before an owner, "any", "in 2022"."""
    first = noun.left_edge
    while first.i < noun.i and (first.idx < span.start or first.lower_ in _DETERMINERS):
        first = first.nbor(1)
    start = max(span.start, first.idx)
    for child in noun.rights:
        dated = child.dep_ == "prep" and any(c.ent_type_ == "DATE" and c.dep_ == "pobj" for c in child.rights)
        if dated and start < child.idx < span.end:
            return Span(start, child.idx - 1)
    return Span(start, span.end)


def things_in(head: Token) -> list[Token]:
    """The members of a list; its head alone where they are one thing."""
    return list(members_of(head)) if _last_of_one(head) is None else [head]


def _last_of_one(noun: Token) -> Token | None:
    """The B of "the A and B", "A and B of C": common nouns that share their article or what follows."""
    members = list(members_of(noun))
    if len(members) < 2 or any(m.pos_ != "NOUN" for m in members):
        return None
    bare = not any(c.dep_ in {"det", "poss", "amod"} for m in members[1:] for c in m.lefts)
    led = any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    followed = [any(c.dep_ == "prep" for c in m.rights) for m in members]
    shared = followed[-1] and not any(followed[:-1])
    return members[-1] if bare and not any(followed[:-1]) and (led or shared) else None


def verb_span(verb: Token) -> Span:
    """A deed: the verb with its object or first prepositional phrase, without clauses."""
    end = verb
    for child in verb.rights:
        if child.dep_ in {"dobj", "prep", "prt", "attr", "acomp", "oprd", "agent"}:
            last = child
            for token in child.subtree:
                if token.dep_ in {"relcl", "advcl"} or token.text in {",", ";", "–", "—", "("}:
                    break
                last = token
            end = max(end, last, key=lambda t: t.i)
            if child.dep_ == "prep":
                break
        elif child.dep_ in {"advcl", "punct", "cc", "conj", "ccomp"}:
            break
    return Span(verb.idx, end.idx + len(end))
