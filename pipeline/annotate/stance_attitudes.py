"""Candidates of stance from attitude words: one for each holder and target of each word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pipeline.annotate.attitudes import AttitudeWord, attitudes_of, ends_its_object, flip
from pipeline.annotate.clauses import members_of
from pipeline.annotate.evaluative import Place, cue_at
from pipeline.annotate.stance_candidates import EMPTY_TARGETS, Candidate, Scene, stance_holder
from pipeline.annotate.stance_deeds import deed_candidates, thing_wanted
from pipeline.annotate.stance_holders import can_hold, holders_of
from pipeline.annotate.stance_roles import is_denied, targets_of
from pipeline.annotate.stance_spans import examples_of, noun_span, target_span, things_in
from pipeline.annotate.syntax import is_infinitive, is_passive, surface_subjects_of
from pipeline.schema import EntityLabel, Holder, StanceLabel

__all__ = ["attitude_candidates"]

_FRAMES = frozenset({"object", "infinitive", "clause", "that"})
_RAISING = frozenset(
    {"raise", "cause", "trigger", "prompt", "provoke", "spark", "stir", "arouse", "fuel", "create"}
)
_EARNING = frozenset({"draw", "attract", "win", "earn", "elicit", "garner"})
"""What is earned may be praise as well as blame; what is raised is trouble."""
_KEEPING_FROM = frozenset({"deny", "refrain", "abstain", "desist"})
_CHARGES = frozenset(
    {"claim", "allegation", "accusation", "charge", "report", "rumour", "rumor", "assertion", "suggestion"}
)
"""What one denies by saying that it is not so; to deny having done it, or to deny entry, is another thing."""
_FAILING = frozenset(
    {"fail", "collapse", "stall", "unravel", "crumble", "falter", "founder", "erode", "weaken", "suffer"}
    | {"vanish", "disappear", "expire", "lapse", "shrink", "decline", "dwindle", "fall", "die"}
)
_LASTING = frozenset({"last", "hold", "succeed", "survive", "endure", "work", "materialise", "materialize"})
_ASKING_THINGS = frozenset(
    {"propose", "recommend", "require", "request", "suggest", "demand", "seek", "want"}
)
_TELLING = frozenset(
    {"say", "tell", "comment", "disclose", "discuss", "reveal", "speculate", "answer", "specify", "name"}
    | {"confirm", "explain", "elaborate", "identify", "describe"}
)


def attitude_candidates(scene: Scene) -> Iterator[Candidate]:
    """Everything that the sentence's attitude words say, one candidate for each holder and target."""
    for token in scene.tokens:
        for row in attitudes_of(token):
            for candidate in _of_word(token, row, scene):
                yield replace(candidate, doubtful=True) if row.leaning else candidate


def _of_word(token: Token, row: AttitudeWord, scene: Scene) -> Iterator[Candidate]:
    label = flip(row.label) if is_denied(token) else row.label
    frame = row.frame if row.frame in _FRAMES else "preposition"
    rule = f"{'leaning-' if row.leaning else ''}{row.pos}-{frame}"
    if any(c.dep_ == "aux" and cue_at("recommendation_cues", c, Place.MODAL) for c in token.lefts):
        return  # what somebody should support is the author's wish
    if _is_of_words(token, row) or _is_reception(token, scene) or _is_too_much(token, row):
        return
    if row.pos == "noun" and (raised := list(_raised(token, row, scene))):
        yield from raised
        return
    holders = holders_of(token, row, scene)
    if row.frame == "object" and _deeds_kept_from(token):
        yield from (c for holder in holders for c in _of_kept_from(holder, token, rule, scene))
        return
    wanted = thing_wanted(token, scene) if row.word in _ASKING_THINGS else None
    if wanted is not None and row.frame == "infinitive":
        return  # its object is what is wanted
    for head in targets_of(token, row) if wanted is None else [wanted]:
        side = flip(label) if row.frame == "clause" and _comes_to_nothing(head.head) else label
        for holder in holders:
            for member in things_in(head):
                if row.frame not in {"infinitive", "that"} or member.pos_ in {"VERB", "AUX"}:
                    yield from _candidate(holder, side, member, token, rule, scene)
                    if side is StanceLabel.FAVOUR:
                        yield from _of_purposes(holder, member, token, rule, scene)


def _comes_to_nothing(verb: Token) -> bool:
    """Who fears that a thing fails is for it, as is who fears that it will not last."""
    denied = any(c.dep_ == "neg" for c in verb.children)
    weakening = any(c.dep_ == "dobj" for c in verb.rights)  # "will weaken the alliance"
    lost = (verb.lemma_ in _FAILING and not weakening) or (is_passive(verb) and ends_its_object(verb))
    return lost != (denied and verb.lemma_ in _LASTING)


def _is_of_words(token: Token, row: AttitudeWord) -> bool:
    """Who denies having done it, or declines to comment on it, is not against it."""
    below = [c for c in token.rights if c.dep_ in {"xcomp", "acl"}]
    above = token.head.head if token.dep_ == "pcomp" else token.head
    if token.tag_ == "VBG" and token.dep_ in {"xcomp", "pcomp"} and above.lemma_ in _KEEPING_FROM:
        return True
    if token.lemma_ == "deny":
        said = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"} and c.lemma_ in _CHARGES]
        return row.frame == "object" and not said
    return row.label is StanceLabel.AGAINST and any(c.lemma_ in _TELLING for c in below)


def _is_too_much(token: Token, row: AttitudeWord) -> bool:
    """Who is "too slow to respond" fails to; nothing is told of what he wants."""
    return (
        row.pos == "adjective" and row.frame == "infinitive" and any(c.lower_ == "too" for c in token.lefts)
    )


def _is_reception(token: Token, scene: Scene) -> bool:
    """Who welcomes a guest to a place receives him."""
    guests = [scene.speakers.mentions.get(c.i) for c in token.rights if c.dep_ == "dobj"]
    return token.lemma_ == "welcome" and any(g is not None and g.label is EntityLabel.PERSON for g in guests)


def _of_purposes(holder: Holder, head: Token, cue: Token, rule: str, scene: Scene) -> Iterator[Candidate]:
    """Who wants "measures to cut debt", or to build a base to deter raids, wants what these are for."""
    things = [head, *(c for c in head.rights if c.dep_ == "dobj")]
    for purpose in (c for thing in things for c in thing.rights if c.dep_ in {"acl", "advcl", "relcl"}):
        if is_infinitive(purpose):
            for member in members_of(purpose):
                for candidate in deed_candidates(
                    holder, StanceLabel.FAVOUR, member, cue, f"{rule}-purpose", scene
                ):
                    yield replace(candidate, doubtful=True)


def _of_kept_from(holder: Holder, verb: Token, rule: str, scene: Scene) -> Iterator[Candidate]:
    """Who keeps, discourages or bans others from doing something is against the deed."""
    for deed in _deeds_kept_from(verb):
        for candidate in deed_candidates(holder, StanceLabel.AGAINST, deed, verb, f"{rule}-from", scene):
            yield replace(candidate, doubtful=True)


def _deeds_kept_from(verb: Token) -> list[Token]:
    """The attacking of "discourage others from attacking": not those others are what one is against."""
    if not any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children):
        return []
    froms = [p for p in verb.rights if p.dep_ == "prep" and p.lower_ == "from"]
    return [c for p in froms for c in p.children if c.dep_ == "pcomp"]


def _candidate(
    holder: Holder, label: StanceLabel, head: Token, cue: Token, rule: str, scene: Scene
) -> Iterator[Candidate]:
    """A noun as target; of a wanted deed, the thing that it is done to, or the deed itself."""
    if head.pos_ == "VERB" and head.dep_ in {"xcomp", "acl", "advcl", "ccomp", "conj", "pcomp", "relcl"}:
        yield from deed_candidates(holder, label, head, cue, rule, scene)
        return
    if head.lower_ in EMPTY_TARGETS or head.pos_ not in {"NOUN", "PROPN", "PRON", "VERB", "NUM", "ADJ"}:
        return
    span = noun_span(head, scene)
    if holder.span is None or not span.overlaps(holder.span):
        yield Candidate(holder, label, head, span, cue, rule)
    for example in examples_of(head):
        yield Candidate(
            holder, label, example, target_span(example, scene), cue, f"{rule}-listed", doubtful=True
        )


def _raised(noun: Token, row: AttitudeWord, scene: Scene) -> Iterator[Candidate]:
    """Read "X has raised concerns in Y": Y is against X."""
    verb = noun.head
    raising = verb.lemma_ in _RAISING and row.label is StanceLabel.AGAINST
    met = noun.dep_ == "pobj" and verb.lower_ == "with" and verb.head.lemma_ == "meet"
    verb = verb.head if met else verb
    if not met and (noun.dep_ != "dobj" or not (raising or verb.lemma_ in _EARNING)):
        return
    places = [
        c
        for above in (noun, verb)
        for p in above.rights
        if p.dep_ == "prep" and p.lower_ in {"in", "among", "within", "for", "from"}
        for c in p.children
        if c.dep_ == "pobj"
    ]
    for place in places[:1]:
        for owner in members_of(place):
            for subject in surface_subjects_of(verb)[:1]:
                if can_hold(owner, scene):
                    yield from _candidate(
                        stance_holder(owner, scene), row.label, subject, noun, "noun-raised", scene
                    )
