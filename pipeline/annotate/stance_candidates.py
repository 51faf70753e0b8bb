"""Candidates of stance: who may be for or against what in a sentence, by the rule that saw it.

The same generators serve training and predicting; which candidates stand is judged in ``stance.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.attitudes import AttitudeWord, attitudes_of, ends_its_object, flip
from pipeline.annotate.clauses import members_of, phrase_of
from pipeline.annotate.evaluative import Place, cue_at
from pipeline.annotate.parsing import whole_text
from pipeline.annotate.speakers import SpeakerKind, Speakers
from pipeline.annotate.syntax import is_passive, possessors_of, surface_subjects_of
from pipeline.schema import AUTHOR, EntityLabel, Holder, Span, StanceLabel

__all__ = ["Candidate", "Scene", "attitude_candidates", "deed_candidates", "noun_span", "verb_span"]


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentence with what is known of its phrases, and the holder of its claim."""

    sentence: Tokens
    speakers: Speakers
    holder: Holder


@dataclass(frozen=True, slots=True)
class Candidate:
    """``holder`` may be for or against the thing at ``span``, headed by ``head``."""

    holder: Holder
    label: StanceLabel
    head: Token
    span: Span
    cue: Token
    rule: str

    @property
    def evidence(self) -> Span:
        """The word that says so."""
        return Span(self.cue.idx, self.cue.idx + len(self.cue))


_EMPTY_TARGETS = frozenset(
    {"who", "which", "what", "himself", "itself", "themselves", "herself", "there", "one"}
)
_NEAR_WORDS = {
    "toward": {"toward", "towards", "to", "about", "of"},
    "over": {"over", "about", "regarding", "concerning", "at"},
    "about": {"about", "on", "over", "regarding", "of", "concerning"},
    "against": {"against"},
    "to": {"to", "towards", "toward"},
    "at": {"at", "over"},
}
_LACKING = frozenset(
    {"limited", "little", "no", "low", "scant", "insufficient", "minimal", "waning", "fading", "less"}
)
_LACK_NOUNS = frozenset({"lack", "absence", "loss", "decline", "want", "end"})
_LIGHT = frozenset(
    {
        "have",
        "show",
        "express",
        "voice",
        "reiterate",
        "reaffirm",
        "declare",
        "announce",
        "share",
        "retain",
        "keep",
    }
    | {
        "raise",
        "demonstrate",
        "maintain",
        "signal",
        "confirm",
        "renew",
        "pledge",
        "offer",
        "lend",
        "give",
        "feel",
    }
)
_RAISING = frozenset(
    {"raise", "cause", "trigger", "prompt", "provoke", "spark", "stir", "arouse", "fuel", "create"}
)


def attitude_candidates(scene: Scene) -> Iterator[Candidate]:
    """Everything that the sentence's attitude words say, one candidate for each holder and target."""
    for token in scene.sentence:
        for row in attitudes_of(token):
            yield from _of_word(token, row, scene)


def _of_word(token: Token, row: AttitudeWord, scene: Scene) -> Iterator[Candidate]:
    label = flip(row.label) if _is_denied(token) else row.label
    rule = f"{row.pos}-{row.frame if row.frame in {'object', 'infinitive', 'clause'} else 'preposition'}"
    if any(c.dep_ == "aux" and cue_at("recommendation_cues", c, Place.MODAL) for c in token.lefts):
        return  # what somebody should support is the author's wish
    if row.pos == "noun" and (raised := list(_raised(token, row, scene))):
        yield from raised
        return
    holders = _holders_of(token, row, scene)
    for head in _targets_of(token, row):
        for holder in holders:
            for member in members_of(head):
                yield from _candidate(holder, label, member, token, rule, scene)


def _candidate(
    holder: Holder, label: StanceLabel, head: Token, cue: Token, rule: str, scene: Scene
) -> Iterator[Candidate]:
    """A noun as target; of a wanted deed, the thing that it is done to, or the deed itself."""
    if head.pos_ == "VERB" and head.dep_ in {"xcomp", "acl", "advcl", "ccomp", "conj", "pcomp"}:
        yield from deed_candidates(holder, label, head, cue, rule, scene)
        return
    if head.lower_ in _EMPTY_TARGETS or head.pos_ not in {"NOUN", "PROPN", "PRON", "VERB", "NUM", "ADJ"}:
        return
    span = noun_span(head, scene)
    if holder.span is None or not span.overlaps(holder.span):
        yield Candidate(holder, label, head, span, cue, rule)


def deed_candidates(
    holder: Holder, label: StanceLabel, verb: Token, cue: Token, rule: str, scene: Scene
) -> Iterator[Candidate]:
    """A wanted deed is for the thing that it is done to, or against it where it does away with it.

    Gerunds below ("stop announcing") and verbs without an object stand for themselves.
    """
    ending = ends_its_object(verb)
    side = flip(label) if ending else label
    rule = f"{rule}-{'ending' if ending else 'deed'}"
    gerund = next((c for c in verb.rights if c.dep_ in {"xcomp", "pcomp"} and c.pos_ == "VERB"), None)
    if gerund is None and verb.lemma_ in {"help", "let", "make"}:
        gerund = next((c for c in verb.rights if c.dep_ == "ccomp" and c.tag_ == "VB"), None)
    if gerund is not None:
        yield from deed_candidates(holder, side, gerund, cue, rule, scene)
        return
    objects = [c for c in verb.rights if c.dep_ == "dobj"] or _prepositional(verb)[:1]
    things = [m for thing in objects for m in members_of(thing) if m.lower_ not in _EMPTY_TARGETS]
    for thing in things[:1]:
        yield Candidate(holder, side, thing, noun_span(thing, scene), cue, rule)
    if not things:
        yield Candidate(holder, side, verb, verb_span(verb), cue, f"{rule}-bare")


def _prepositional(verb: Token) -> list[Token]:
    return [c for p in verb.rights if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]


def _is_denied(token: Token) -> bool:
    """Negated ("does not support"), lacking ("limited willingness") or lost ("withdrew its support")."""
    lefts = {child.lower_ for child in token.children if child.dep_ in {"neg", "amod", "det", "advmod"}}
    if any(c.dep_ == "nsubj" and c.lower_ in {"none", "nobody", "neither", "few"} for c in token.children):
        return True
    if lefts & (_LACKING | {"not", "n't", "never", "hardly", "no", "nor"}):
        return True
    above = token.head
    if token.dep_ == "acomp" and any(child.dep_ == "neg" for child in above.children):
        return True
    if token.dep_ == "dobj" and (
        above.lemma_ in {"withdraw", "lose", "drop", "lack", "end"}
        or any(c.dep_ == "neg" for c in above.children)
    ):
        return True
    return token.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_ in _LACK_NOUNS


def _holders_of(token: Token, row: AttitudeWord, scene: Scene) -> list[Holder]:
    return [
        stance_holder(member, scene)
        for subject in _subjects_of(token, row)
        for member in _members_and_names(_antecedent_of(subject, scene))
        if _can_hold(member, scene) or (row.pos == "adjective" and member.pos_ == "NOUN")
    ]


def _members_and_names(noun: Token) -> Iterator[Token]:
    """The members of a list, and the names given as examples of each ("parties such as X")."""
    for member in members_of(noun):
        yield member
        for child in member.rights:
            if child.dep_ == "appos" and child.pos_ == "PROPN" and noun.pos_ != "PROPN":
                yield from members_of(child)
            elif child.dep_ == "prep" and child.lower_ == "as" and child.nbor(-1).lower_ == "such":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield from members_of(inner)


def _antecedent_of(subject: Token, scene: Scene) -> Token:
    """For "Oslo has kept its promise to": Oslo, the subject of the clause around the pronoun."""
    if subject.lower_ not in {"its", "their", "his", "her", "it", "they", "he", "she"}:
        return subject
    for above in subject.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            for found in surface_subjects_of(above):
                if found != subject and found.i < subject.i and _fits_pronoun(found, subject, scene):
                    return found
    before = [token for token in reversed(scene.sentence) if token.i < subject.i]
    fitting = [token for token in before if _fits_pronoun(token, subject, scene)]
    return next((token for token in fitting if token.dep_ == "nsubj"), next(iter(fitting), subject))


def _fits_pronoun(noun: Token, pronoun: Token, scene: Scene) -> bool:
    """A person for he and she, another actor for it and its."""
    mention = scene.speakers.mentions.get(noun.i)
    if mention is None or not mention.label.is_actor:
        return False
    personal = pronoun.lower_ in {"he", "she", "his", "her"}
    return personal == (mention.label is EntityLabel.PERSON) or pronoun.lower_ in {"their", "they"}


def _can_hold(noun: Token, scene: Scene) -> bool:
    kind = scene.speakers.kind_of(noun)
    return (
        kind.can_act
        or kind in {SpeakerKind.DOCUMENT, SpeakerKind.AUTHOR}
        or noun.lower_ in {"it", "its", "both"}
    )


def _subjects_of(token: Token, row: AttitudeWord) -> list[Token]:
    if row.pos == "verb":
        if is_passive(token):
            return [c for a in token.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]
        return surface_subjects_of(token)
    if row.pos == "adjective":
        return _bearers(token)
    return _owners(token)


def _bearers(adjective: Token) -> list[Token]:
    """Who is so: the subject of "be", the noun it stands beside."""
    above = adjective.head
    if adjective.dep_ in {"amod", "acl", "relcl"} and above.pos_ in {"NOUN", "PROPN"}:
        return [above]
    if above.pos_ in {"VERB", "AUX"}:
        return surface_subjects_of(above)
    return surface_subjects_of(adjective)


def _owners(noun: Token) -> list[Token]:
    """Whose attitude it is: the possessor, "by" or "among" whom, else the subject of "express"."""
    owners = [o for o in possessors_of(noun) if not (o.dep_ == "pobj" and o.head.lower_ == "of")]
    if owners:
        return owners
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"among", "amongst", "by", "from", "within"}:
            return [c for c in child.children if c.dep_ == "pobj"]
    above = noun.head
    if noun.dep_ in {"dobj", "conj"} and above.lemma_ in _LIGHT:
        return surface_subjects_of(above)
    if noun.dep_ == "pobj" and above.lower_ == "with" and above.head.pos_ == "VERB":
        return surface_subjects_of(above.head)
    return []


def _raised(noun: Token, row: AttitudeWord, scene: Scene) -> Iterator[Candidate]:
    """Read "X has raised concerns in Y": Y is against X."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in _RAISING or row.label is not StanceLabel.AGAINST:
        return
    places = [
        c
        for above in (noun, verb)
        for p in above.rights
        if p.dep_ == "prep" and p.lower_ in {"in", "among", "within", "for"}
        for c in p.children
        if c.dep_ == "pobj"
    ]
    for place in places[:1]:
        for owner in members_of(place):
            for subject in surface_subjects_of(verb)[:1]:
                if _can_hold(owner, scene):
                    yield from _candidate(
                        stance_holder(owner, scene), row.label, subject, noun, "noun-raised", scene
                    )


def _targets_of(token: Token, row: AttitudeWord) -> list[Token]:
    if row.frame == "object":
        return _objects(token)
    if row.frame == "infinitive":
        return _infinitives(token)
    if row.frame == "clause":
        return [
            s
            for c in token.rights
            if c.dep_ == "ccomp"
            for s in c.children
            if s.dep_ in {"nsubj", "nsubjpass"}
        ]
    found = _below_prepositions(token, _NEAR_WORDS.get(row.frame, {row.frame}), token.i)
    if not found and row.pos == "noun" and token.dep_ == "dobj":
        found = _below_prepositions(token.head, _NEAR_WORDS.get(row.frame, {row.frame}), token.i)
    return found


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
    found = [c for c in verb.rights if c.dep_ == "dobj"]
    gerunds = [c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    if not found and verb.dep_ == "relcl" and not gerunds:
        subjects = {c.lower_ for c in verb.children if c.dep_ == "nsubj"}
        return [] if subjects & {"that", "which", "who"} or not subjects else [verb.head]
    return found or gerunds


def _infinitives(token: Token) -> list[Token]:
    """Infinitives below the word, and their conjuncts; "wants X to join" too."""
    found = [
        c
        for c in token.rights
        if c.dep_ in {"xcomp", "acl", "ccomp", "advcl", "relcl"}
        and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.lefts)
    ]
    return found[:1]


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


def noun_span(noun: Token, scene: Scene) -> Span:
    """A name alone, or the shortest phrase, without article, that names the thing."""
    mention = scene.speakers.mentions.get(noun.i)
    return mention.span if mention is not None else phrase_of(noun, article=False)


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
