"""Candidates of stance from judgements and advice: what the claim's own holder thinks of its subject.

A ``value`` claim is for or against what it judges; a ``policy`` claim is for what should be done.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.attitudes import ends_its_object, flip
from pipeline.annotate.clauses import claim_head, members_of
from pipeline.annotate.evaluative import EvaluativeWord, Place, cue_at, evaluation_of
from pipeline.annotate.reporting import Frame, frames_of
from pipeline.annotate.speakers import SpeakerKind
from pipeline.annotate.stance_candidates import (
    Candidate,
    Scene,
    deed_candidates,
    noun_span,
    stance_holder,
    verb_span,
)
from pipeline.annotate.syntax import is_passive, surface_subjects_of
from pipeline.schema import ClaimType, StanceLabel

__all__ = ["advice_candidates", "judgement_candidates", "opinion_candidates"]

_OPINION = frozenset({Frame.AS, Frame.COMPLEMENT, Frame.AMONG})
_PREDICATED = frozenset({"attr", "acomp", "oprd", "appos", "npadvmod"})
_SMALL_CLAUSE = frozenset({"make", "render", "call", "consider", "find", "deem", "keep"})
_WEAKER = frozenset({"less", "least", "hardly", "scarcely", "not", "no", "never", "neither", "too"})
_NEEDS = frozenset({"need", "require", "deserve"})


def judgement_candidates(scene: Scene, type_: ClaimType) -> Iterator[Candidate]:
    """What a value claim says of its subject, by the words that it predicates."""
    if type_ not in {ClaimType.VALUE, ClaimType.POLICY, ClaimType.FORECAST}:
        return
    head = claim_head(scene.sentence, scene.holder)
    clauses = [head, *(c for c in head.rights if c.dep_ == "conj" and _has_subject(c))]
    for clause in clauses:
        yield from _of_clause(clause, scene, "judgement" if type_ is ClaimType.VALUE else "aside")
    yield from _of_phrases(scene)


def _of_phrases(scene: Scene) -> Iterator[Candidate]:
    """Things that an adjective judges where they stand: "Turkey's opaque foreign policy"."""
    for token in scene.sentence:
        row = evaluation_of(token)
        if row is None or row.label is None:
            continue
        noun = token.head
        predicated = noun.dep_ in _PREDICATED or (noun.dep_ == "pobj" and noun.head.lower_ in {"as", "like"})
        if (
            token.dep_ == "amod"
            and noun.pos_ in {"NOUN", "PROPN"}
            and row.strength == "strong"
            and not predicated
        ):
            own = evaluation_of(noun)
            if own is None or own.label is None or own.strength == "weak":
                yield Candidate(
                    scene.holder, row.label, noun, noun_span(noun, scene), token, "phrase-adjective"
                )
        elif token.pos_ == "NOUN" and row.strength == "strong":
            yield from _of_possessed(token, row.label, scene)


def _of_possessed(noun: Token, label: StanceLabel, scene: Scene) -> Iterator[Candidate]:
    """For "the importance of X", "the overstretch of X": X, and the whole."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in (c for c in child.children if c.dep_ in {"pobj", "pcomp"}):
                for member in members_of(inner):
                    yield from _on(member, label, noun, "phrase-noun", scene)


def opinion_candidates(scene: Scene) -> Iterator[Candidate]:
    """What somebody calls, considers or sees a thing as, in any clause: "X, which Y considers a mistake"."""
    for verb in scene.sentence:
        if verb.pos_ != "VERB" or not _OPINION & {row.frame for row in frames_of(verb)}:
            continue
        things = (
            [c for c in verb.rights if c.dep_ == "dobj"]
            if not is_passive(verb)
            else surface_subjects_of(verb)
        )
        views = _predicates(verb)
        if not things and len(views) == 1:
            things = [c for c in views[0].children if c.dep_ == "nsubj"]
        for view in things[:1] and views[:1]:
            side = _side_of(view)
            for subject in _opinion_holders(verb) if side is not None else ():
                if (
                    scene.speakers.kind_of(subject).can_act
                    or scene.speakers.kind_of(subject) is SpeakerKind.AUTHOR
                ):
                    thing = things[0]
                    yield Candidate(
                        stance_holder(subject, scene),
                        side or StanceLabel.FAVOUR,
                        thing,
                        noun_span(thing, scene),
                        view,
                        "opinion",
                    )


def _opinion_holders(verb: Token) -> list[Token]:
    if is_passive(verb):
        return [c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]
    return surface_subjects_of(verb)


def _side_of(view: Token) -> StanceLabel | None:
    """The side that a predicate noun or adjective takes, its modifiers counted."""
    balance = 0
    for word in _words_of(view):
        row = evaluation_of(word)
        if row is not None and row.label is not None:
            balance += (1 if row.label is StanceLabel.FAVOUR else -1) * _weight(row) * _turn(word)
    if not balance:
        return None
    return StanceLabel.FAVOUR if balance > 0 else StanceLabel.AGAINST


def _of_clause(head: Token, scene: Scene, rule: str) -> Iterator[Candidate]:
    judged = _judged_things(head)
    found = _verdict(head)
    if found is None or (rule == "aside" and found[2] != "predicate"):
        return
    label, cue, zone = found
    for thing in judged:
        for member in members_of(thing):
            if member.lower_ not in {"there", "which", "what", "who", "we", "i", "one"}:
                yield from _on(member, label, cue, f"{rule}-{zone}", scene)


def _on(thing: Token, label: StanceLabel, cue: Token, rule: str, scene: Scene) -> Iterator[Candidate]:
    """On a noun; on what a gerund subject does ("fostering cooperation"), on its object."""
    if thing.pos_ == "VERB" and thing.tag_ in {"VBG", "VB"}:
        yield from deed_candidates(scene.holder, label, thing, cue, rule, scene)
        return
    yield Candidate(scene.holder, label, thing, noun_span(thing, scene), cue, rule)


def _judged_things(head: Token) -> list[Token]:
    """The logical subject of the verdict."""
    if head.lemma_ in _SMALL_CLAUSE:
        for child in head.rights:
            if child.dep_ == "ccomp":
                inner = [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
                if inner and inner[0].lower_ not in {"it"}:
                    return inner
                return surface_subjects_of(head)
    if head.pos_ in {"NOUN", "ADJ", "PROPN"} or head.dep_ == "oprd":
        return _things_above(head)
    subject = next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)
    if subject is not None and subject.lower_ == "it":
        below = _below_it(head)
        if below:
            return below
    return [subject] if subject is not None else surface_subjects_of(head)


def _below_it(head: Token) -> list[Token]:
    """For "it is important to do X": doing X."""
    above = [head, *(c for c in head.rights if c.dep_ in {"acomp", "attr"})]
    for word in above:
        for child in word.rights:
            if child.dep_ in {"xcomp", "advcl", "csubj"} and any(c.lower_ == "to" for c in child.lefts):
                return [child]
            if child.dep_ == "ccomp":
                return [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return []


def _things_above(noun: Token) -> list[Token]:
    """For "sees X as a burden", "X is regarded as a burden", "considers X a burden": X."""
    own = [c for c in noun.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if own:
        return own
    above = noun.head
    if above.pos_ == "ADP":
        topic = above.lower_ in {"of", "about", "for"}
        above = above.head
        if topic:
            return [noun]
    if above.pos_ in {"NOUN", "PROPN"} and noun.dep_ == "pobj":
        return [above]
    if is_passive(above):
        return surface_subjects_of(above)
    objects = [c for c in above.rights if c.dep_ == "dobj" and c != noun]
    if objects:
        return objects
    inside = [c for p in noun.rights if p.dep_ == "prep" and p.lower_ in {"of", "for"} for c in p.children]
    return [c for c in inside if c.dep_ in {"pobj", "pcomp"}]


def _verdict(head: Token) -> tuple[StanceLabel, Token, str] | None:
    """The side that the predicate takes, the word that says so, and the part of the clause it stands in."""
    zones = (
        ("predicate", _predicates(head)),
        ("object", _objects(head)),
        ("verb", [head]),
        ("any", _others(head)),
    )
    for zone, heads in zones:
        balance, cue = 0, None
        for predicate in heads:
            for word in _words_of(predicate) if zone in {"predicate", "object"} else [predicate]:
                row = evaluation_of(word)
                if row is None or row.label is None:
                    continue
                side = (1 if row.label is StanceLabel.FAVOUR else -1) * _weight(row) * _turn(word)
                balance += side
                if cue is None or abs(side) > 1:
                    cue = word
        if balance and cue is not None:
            denied = any(c.dep_ == "neg" and not _only(c) for c in head.children)
            label = StanceLabel.FAVOUR if (balance > 0) != denied else StanceLabel.AGAINST
            return label, cue, zone
    return None


def _others(head: Token) -> list[Token]:
    """Every other word of the clause, in text order."""
    return [token for token in head.subtree if token != head and token.pos_ in {"NOUN", "ADJ", "ADV", "VERB"}]


def _weight(row: EvaluativeWord) -> int:
    return 2 if row.strength == "strong" else 1


def _turn(word: Token) -> int:
    """-1 where "less" or "no" turns the word round."""
    return -1 if any(c.lower_ in _WEAKER and c.dep_ in {"advmod", "det", "neg"} for c in word.lefts) else 1


def _only(negation: Token) -> bool:
    return negation.i + 1 < len(negation.doc) and negation.nbor(1).lower_ in {"only", "just", "merely"}


def _predicates(head: Token) -> list[Token]:
    if head.pos_ in {"NOUN", "ADJ", "PROPN"} and head.dep_ in {
        "pobj",
        "oprd",
        "ccomp",
        "dobj",
        "acomp",
        "attr",
    }:
        return list(members_of(head))
    found: list[Token] = []
    for child in head.children:
        if child.dep_ in {"acomp", "attr", "oprd"} or (
            child.dep_ == "ccomp" and child.pos_ in {"NOUN", "ADJ"}
        ):
            found.extend(members_of(child))
        elif child.dep_ == "prep" and child.lower_ in {"as", "of", "like"} and child.i > head.i:
            found.extend(c for c in child.children if c.dep_ == "pobj")
    return found


def _objects(head: Token) -> list[Token]:
    return [c for c in head.rights if c.dep_ == "dobj"]


def _words_of(noun: Token) -> list[Token]:
    """The noun or adjective and what modifies it directly."""
    return [noun, *(c for c in noun.children if c.dep_ in {"amod", "compound", "acomp"})]


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def advice_candidates(scene: Scene, type_: ClaimType) -> Iterator[Candidate]:
    """What a policy claim wants done."""
    if type_ is not ClaimType.POLICY:
        return
    head = claim_head(scene.sentence, scene.holder)
    if head.pos_ in {"NOUN", "PROPN"} and head.dep_ in {"pobj", "dobj"}:
        yield from _wanted_nouns(head, scene)
        yield from _needs_told(scene)
        return
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    if (
        cue_at("recommendation_cues", head, Place.DEMAND)
        and subject is not None
        and scene.speakers.kind_of(subject).can_act
    ):
        return
    for clause in _advising_clauses(head):
        yield from _of_advice(clause, scene)
    yield from _needs_told(scene)


def _needs_told(scene: Scene) -> Iterator[Candidate]:
    """Every "need for" of the sentence."""
    for token in scene.sentence:
        if token.pos_ == "NOUN" and token.lemma_ in {"need", "necessity"}:
            yield from _needed(token, scene)


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
    return advising or [head]


def _advises(verb: Token) -> bool:
    modal = any(c.dep_ == "aux" and cue_at("recommendation_cues", c, Place.MODAL) for c in verb.lefts)
    return (
        modal
        or verb.lemma_ in _NEEDS
        or (verb.lemma_ in {"ought", "have"} and _infinitive_of(verb) is not None)
    )


def _infinitive_of(verb: Token) -> Token | None:
    return next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "advcl"} and _is_infinitive(c)), None)


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def _of_advice(verb: Token, scene: Scene) -> Iterator[Candidate]:
    deed = _infinitive_of(verb) or verb
    if deed == verb and verb.lemma_ in _NEEDS:
        for noun in (c for c in verb.rights if c.dep_ == "dobj"):
            for member in members_of(noun):
                span = noun_span(member, scene)
                yield Candidate(scene.holder, StanceLabel.FAVOUR, member, span, verb, "advice-needs")
        return
    denied = any(c.dep_ == "neg" and not _only(c) for c in (*verb.children, *deed.children))
    label = StanceLabel.AGAINST if denied else StanceLabel.FAVOUR
    if is_passive(deed):
        yield from _done_to(verb, deed, label, scene)
        return
    if _predicates(deed) and deed.lemma_ in {"be", "remain", "become"}:
        return
    for member in members_of(deed):
        if member == deed or not _has_subject(member):
            for gerund in (c for c in member.rights if c.dep_ == "advcl" and c.tag_ == "VBG"):
                yield from deed_candidates(scene.holder, label, gerund, verb, "advice", scene)
            yield from deed_candidates(scene.holder, label, member, verb, "advice", scene)


def _done_to(verb: Token, deed: Token, label: StanceLabel, scene: Scene) -> Iterator[Candidate]:
    """For "X should be adopted": X; for "it should be narrowed to": the deed."""
    label = flip(label) if ends_its_object(deed) else label
    for subject in surface_subjects_of(deed)[:1] or surface_subjects_of(verb)[:1]:
        if subject.pos_ == "PRON":
            yield Candidate(scene.holder, label, deed, verb_span(deed), verb, "advice-done")
            continue
        for member in members_of(subject):
            yield Candidate(scene.holder, label, member, noun_span(member, scene), verb, "advice-done")
