"""Whose act an event noun tells of: its owners, the verbs around it, whose mind it is in, the context."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_triggers import is_light, triggers_at
from pipeline.annotate.reporting import frames_of
from pipeline.annotate.syntax import (
    is_passive,
    logical_objects_of,
    logical_subjects_of,
    prepositional_objects_of,
    surface_subjects_of,
)

__all__ = ["agents_of", "contexts_of", "doers_of", "owners_of"]

Tier = tuple[str, list[Token]]

_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "npadvmod"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_FIELDS = frozenset({"in", "of", "on", "over", "for", "as", "like"})
_BLAMING = frozenset({"attribute", "blame", "ascribe", "trace", "pin", "impute"})
"""Verbs that name whose act it was."""
_STAYING = frozenset({"be", "remain", "stay", "participate"})
_STUCK = frozenset({"engage", "involve", "lock", "embroil", "entangle", "mire"})
"""As in "X is locked in a dispute with Y"."""
_MINDING = frozenset(
    {
        "convince",
        "assure",
        "reassure",
        "persuade",
        "deter",
        "dissuade",
        "warn",
        "tempt",
        "discourage",
        "induce",
    }
)
"""Verbs whose object weighs the act that their clause tells of."""
_INTENDING = frozenset(
    {"plan", "preparation", "ambition", "threat", "attempt", "campaign", "history", "record", "rehearsal"}
    | {"capability", "ability", "capacity", "willingness", "readiness", "option", "decision", "desire"}
    | {"intention", "intent", "cost", "appetite", "interest", "strategy", "policy", "series", "wave", "use"}
)
"""Whose plan, cost or series of acts it is, does the acts."""
_BETWEEN = frozenset({"between", "among"})
_MAX_CLIMB = 6
"""How far up the tree the actor of a noun without one is sought."""


def owners_of(noun: Token) -> list[Token]:
    """Whose it is, without "of": "X's", "the X plan"; of a title, what stands before the title."""
    owners = [child for child in noun.lefts if child.dep_ in _MODIFIERS or child.dep_ == "det"]
    if noun.dep_ in {"compound", "amod", "nmod"} and noun.head.pos_ == "PROPN":
        owners += [child for child in noun.head.lefts if child.dep_ in _MODIFIERS and child.i < noun.i]
    return owners + [name for owner in owners for name in _led_by(owner)]


def _led_by(participle: Token) -> list[Token]:
    """As in "NATO-led missions": NATO's, too."""
    if participle.tag_ != "VBN" or participle.lemma_ not in {"lead", "run", "command"}:
        return []
    return [child for child in participle.lefts if child.dep_ != "punct"]


def agents_of(noun: Token) -> Iterator[Tier]:
    """Whose act it is: its owner, "by", "between", the verbs around it, "of", and last the context."""
    yield from doers_of(noun)
    if noun.dep_ == "conj" and noun.head.pos_ in _NOMINAL:
        yield from agents_of(noun.head)
        return
    yield "of", prepositional_objects_of(noun, {"of"})
    yield "concerned", _concerned_by(noun)
    yield from contexts_of(noun)


def _concerned_by(act: Token) -> list[Token]:
    """In whose mind the act is: "convinced X that a move against Y fails", "an invasion is costly for X"."""
    found = prepositional_objects_of(act.head, {"to", "for"}) if act.head.pos_ == "ADJ" else []
    judged = [child for child in act.head.rights if child.pos_ == "ADJ"] if act.dep_ == "dobj" else []
    found += [t for adjective in judged for t in prepositional_objects_of(adjective, {"to", "for"})]
    verb = next((above for above in act.ancestors if above.lemma_ in _MINDING), None)
    if verb is not None and not found:
        found = logical_objects_of(verb)
    return found or _viewpoint_of(act)


def _viewpoint_of(act: Token) -> list[Token]:
    """The X of "from X's perspective, ...", "in X's eyes, ..."."""
    window = act.sent[:6]
    views = [t for t in window if t.lemma_ in {"perspective", "view", "viewpoint", "standpoint", "eye"}]
    return [child for view in views if view.dep_ == "pobj" for child in view.lefts if child.dep_ == "poss"]


def doers_of(noun: Token) -> Iterator[Tier]:
    """Whose act it is by the grammar around the noun alone, without "of"."""
    yield "own", owners_of(noun) + prepositional_objects_of(noun, _BETWEEN | {"by"})
    if noun.dep_ == "compound" and not triggers_at(noun.head):  # "X's trade policy"
        yield "own", [owner for owner in owners_of(noun.head) if owner.i < noun.i]
    if noun.dep_ == "nsubjpass":  # "a pact was concluded between X and Y"
        yield "verb", prepositional_objects_of(noun.head, _BETWEEN)
    fields = prepositional_objects_of(noun, _FIELDS)
    yield "own", [t for field in fields for t in prepositional_objects_of(field, _BETWEEN)]
    yield "verb", [t for verb in _clauses_on(noun) for t in logical_subjects_of(verb)]
    yield "verb", _subjects_of_light_verb(noun)
    yield "verb", _blamed_for(noun)
    if noun.dep_ == "conj" and noun.head.pos_ in _NOMINAL:
        yield from doers_of(noun.head)
    elif (above := _intended_in(noun)) is not None:
        yield from doers_of(above)


def _intended_in(act: Token) -> Token | None:
    """The noun whose owner does the act: the plan of "X's plan for an attack on Y"."""
    if act.dep_ != "pobj" or act.head.lower_ not in {"of", "for"}:
        return None
    above = act.head.head
    return above if above.pos_ == "NOUN" and above.lemma_ in _INTENDING else None


def _blamed_for(noun: Token) -> list[Token]:
    """As in "the raid was attributed to X", "raids blamed on X", "a war involving X"."""
    verbs = [noun.head] if noun.dep_ == "nsubjpass" else []
    inside = prepositional_objects_of(noun, {"of", "on", "into", "against", "in"})  # "raids on X blamed on Y"
    verbs += [child for word in (noun, *inside) for child in word.children if child.dep_ in {"acl", "relcl"}]
    blamed = [v for v in verbs if v.lemma_ in _BLAMING and v.tag_ == "VBN"]
    involving = [v for v in verbs if v.lower_ in {"involving", "pitting"}]
    found = [t for verb in blamed for t in prepositional_objects_of(verb, {"to", "on", "with"})]
    return found + [t for verb in involving for t in verb.children if t.dep_ == "dobj"]


def _clauses_on(noun: Token) -> list[Token]:
    return [child for child in noun.children if child.dep_ in {"acl", "relcl"} and is_light(child)]


def _subjects_of_light_verb(noun: Token) -> list[Token]:
    governor = noun.head.head if noun.dep_ == "pobj" else noun.head
    staying = governor.lemma_ in _STAYING or (governor.lemma_ in _STUCK and governor.tag_ == "VBN")
    if noun.dep_ == "pobj" and noun.head.lower_ in {"at", "in"} and staying:
        return surface_subjects_of(governor)  # "X and Y are at war", "remain in talks"
    if governor.pos_ not in _VERBAL or not is_light(governor):
        return []
    if noun.dep_ in {"dobj", "pobj", "attr", "nsubjpass"} and noun.head.lower_ != "under":
        return logical_subjects_of(governor)
    return []


_DATING = frozenset({"predate", "precede", "antedate", "postdate", "follow", "coincide"})


def contexts_of(noun: Token) -> Iterator[Tier]:
    """The actor of the phrases and clauses around: "X expands its outreach through ties with Y"."""
    for above, _ in zip(noun.ancestors, range(_MAX_CLIMB), strict=False):
        if above.pos_ in _VERBAL:
            if above.lemma_ in _DATING:
                return  # what an act came before or after is not done by who did the act
            if frames_of(above) and not is_light(above) and not is_passive(above):
                return  # who considers or condemns a thing does not do it
            yield "context", surface_subjects_of(above)
        elif above.pos_ in _NOMINAL:
            yield "context", owners_of(above)
    fronted = [t for t in noun.sent[:1] if t.lower_ == "for"]
    yield "fronted", [child for t in fronted for child in t.children if child.dep_ == "pobj"]
