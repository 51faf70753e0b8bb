"""From a trigger's grammatical slot to the tokens that stand in it.

A slot is searched in tiers, the closest grammar first; the first tier that holds a fitting mention wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from pipeline.annotate.relation_triggers import is_light, triggers_at
from pipeline.annotate.reporting import frames_of
from pipeline.annotate.syntax import (
    appositions_of,
    bearers_of,
    is_passive,
    logical_objects_of,
    logical_subjects_of,
    prepositional_objects_of,
    surface_subjects_of,
)

__all__ = ["Tier", "tiers_of"]

Tier = tuple[str, list[Token]]
"""How the tokens were reached ("own", "verb", "context", ...), and the tokens."""

_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "npadvmod"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_FIELDS = frozenset({"in", "of", "on", "over", "for", "as", "like"})
_BLAMING = frozenset({"attribute", "blame", "ascribe", "trace", "pin", "impute"})
"""Verbs that name whose act it was."""
_STAYING = frozenset({"be", "remain", "stay", "participate"})
_STUCK = frozenset({"engage", "involve", "lock", "embroil", "entangle", "mire"})
"""As in "X is locked in a dispute with Y"."""
_BEING_THERE = frozenset(
    {
        "remain",
        "stay",
        "arrive",
        "operate",
        "serve",
        "land",
        "patrol",
        "deploy",
        "fight",
        "be",
        "sail",
        "head",
    }
    | {"surface", "cruise", "move", "train", "exercise", "withdraw", "leave", "cross", "pass", "appear"}
)
"""What forces do in a place."""
_HAPPENING = frozenset({"take", "occur", "happen", "hit", "begin", "start", "continue", "unfold", "resume"})
"""What an event does in a place: "strikes took place in X"."""
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
_COUNTING = frozenset({"number", "series", "wave", "majority", "bulk", "spate", "string", "round", "share"})
_INTENDING = frozenset(
    {"plan", "preparation", "ambition", "threat", "attempt", "campaign", "history", "record", "rehearsal"}
    | {"capability", "ability", "capacity", "willingness", "readiness", "option", "decision", "desire"}
    | {"intention", "intent", "cost", "appetite", "interest", "strategy", "policy", "series", "wave", "use"}
)
"""Whose plan, cost or series of acts it is, does the acts."""
_MEANS = frozenset(
    {"program", "programme", "plan", "strategy", "policy", "law", "bill", "measure", "campaign", "operation"}
    | {"deal", "system", "effort", "initiative", "chain", "weapon", "rule", "legislation", "tariff", "step"}
    | {"move", "project", "doctrine", "capability", "resolution", "order", "tool", "approach", "network"}
)
"""With what somebody acts."""
_BETWEEN = frozenset({"between", "among"})
_MAX_CLIMB = 6
"""How far up the tree the actor of a noun without one is sought."""
_NEAR = 8
"""How many tokens a complement may stand away from its noun where the parser attached it elsewhere."""


def tiers_of(slot: str, token: Token) -> Iterator[Tier]:
    """The tokens in a trigger's slot (see ``Trigger``), tier by tier."""
    find = _SLOTS.get(slot)
    if find:
        yield from find(token)
    else:
        yield from _complements_of(token, slot)


def _subjects_of(verb: Token) -> Iterator[Tier]:
    yield "own", logical_subjects_of(verb) or _hyphenated_before(verb)
    yield "verb", _users_of(verb)
    if verb.dep_ in {"relcl", "acl"} and any(c.tag_ == "TO" for c in verb.lefts):  # "a route for X to export"
        yield "verb", prepositional_objects_of(verb.head, {"for"})


def _users_of(verb: Token) -> list[Token]:
    """Who does it by a means: the X of "X passed a law that punishes Y", "X bought jets to deter Y"."""
    means = verb.head
    is_purpose = means.pos_ == "NOUN" and any(child.tag_ == "TO" for child in verb.lefts)
    is_means = is_purpose or means.lemma_.lower() in _MEANS
    if verb.dep_ not in {"relcl", "acl"} or not is_means or is_passive(verb):
        return []
    above = means.head.head if means.dep_ == "pobj" else means.head
    if means.dep_ not in {"dobj", "pobj"} or above.pos_ != "VERB" or is_passive(above):
        return []
    return [] if frames_of(above) and not is_light(above) else surface_subjects_of(above)


def _hyphenated_before(participle: Token) -> list[Token]:
    """As in "the Iran-backed militia": Iran."""
    if participle.dep_ != "amod":
        return []
    return [child for child in participle.lefts if child.dep_ in _MODIFIERS | {"nsubj", "dobj", "dep"}]


def _objects_of(verb: Token) -> Iterator[Tier]:
    if verb.dep_ == "amod" and verb.tag_ == "VBN":
        yield "own", [verb.head]
    yield "own", logical_objects_of(verb)
    after = verb.doc[verb.i + 1 : verb.i + 2]
    yield "own", [t for t in after if t.is_title and t.head == verb and t.dep_ in {"advmod", "npadvmod"}]


def _datives_of(verb: Token) -> Iterator[Tier]:
    own = [child for child in verb.children if child.dep_ == "dative"]
    yield "own", [t if t.pos_ != "ADP" else next(t.children, t) for t in own]
    yield "own", prepositional_objects_of(verb, {"to"})


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


def _owner_tiers(noun: Token) -> Iterator[Tier]:
    yield "own", owners_of(noun)


def _possessors_of(noun: Token) -> Iterator[Tier]:
    owners = [child for child in noun.children if child.dep_ == "poss"]
    yield "own", owners
    if noun.dep_ == "conj" and any(owner.pos_ == "PRON" for owner in owners):  # "X and its partners"
        yield "own", [noun.head]


def _modifiers_of(noun: Token) -> Iterator[Tier]:
    """What names the noun, its possessor apart: "its European partners"."""
    yield "own", [child for child in noun.lefts if child.dep_ in _MODIFIERS - {"poss"}]


def _agents_of(noun: Token) -> Iterator[Tier]:
    """Whose act it is: its owner, "by", "between", the verbs around it, "of", and last the context."""
    yield from _doers_of(noun)
    if noun.dep_ == "conj" and noun.head.pos_ in _NOMINAL:
        yield from _agents_of(noun.head)
        return
    yield "of", prepositional_objects_of(noun, {"of"})
    yield "concerned", _concerned_by(noun)
    yield from _contexts_of(noun)


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


def _doers_of(noun: Token) -> Iterator[Tier]:
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
        yield from _doers_of(noun.head)
    elif (above := _intended_in(noun)) is not None:
        yield from _doers_of(above)


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
    if noun.dep_ in {"dobj", "pobj", "attr", "nsubjpass"}:
        return logical_subjects_of(governor)
    return []


def _contexts_of(noun: Token) -> Iterator[Tier]:
    """The actor of the phrases and clauses around: "X expands its outreach through ties with Y"."""
    for above, _ in zip(noun.ancestors, range(_MAX_CLIMB), strict=False):
        if above.pos_ in _VERBAL:
            if frames_of(above) and not is_light(above) and not is_passive(above):
                return  # who considers or condemns a thing does not do it
            yield "context", surface_subjects_of(above)
        elif above.pos_ in _NOMINAL:
            yield "context", owners_of(above)
    fronted = [t for t in noun.sent[:1] if t.lower_ == "for"]
    yield "fronted", [child for t in fronted for child in t.children if child.dep_ == "pobj"]


def _predicates_of(noun: Token) -> Iterator[Tier]:
    """What it is said to be: "spending was 3 billion euros", "amounts to ..."."""
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        verb = noun.head
        yield "own", [child for child in verb.children if child.dep_ in {"attr", "dobj", "npadvmod"}]
        yield "own", prepositional_objects_of(verb, {"to", "at", "from"})


def _bearers_of(noun: Token) -> Iterator[Tier]:
    """Of whom a role is said, titles and descriptions before a name included ("the firm X")."""
    if noun.dep_ in {"compound", "nmod", "amod"} and noun.head.pos_ in _NOMINAL:
        yield "own", [noun.head]
    if noun.pos_ in {"ADJ", "VERB", "ADV"} or noun.tag_ == "VBN":
        yield "own", _described_by(noun)
        return
    if noun.dep_ == "poss":
        return
    after = noun.doc[noun.i + 1 : noun.i + 2]
    yield "own", [t for t in after if t.pos_ == "PROPN" and t.dep_ in {"nsubj", "nsubjpass", "appos", "dep"}]
    yield "own", appositions_of(noun)
    yield "own", bearers_of(noun) + _followers_of(noun)
    yield "list", prepositional_objects_of(noun, {"including", "as", "like"}) + _named_after(noun)


def _followers_of(noun: Token) -> list[Token]:
    """As in "X is the largest supplier, followed by Y and Z": Y, who comes after X in the same role."""
    window = noun.doc[noun.i + 1 : noun.sent.end - 1]
    followed = [t for t in window if t.lower_ == "followed" and t.nbor(1).lower_ == "by"]
    return [t for verb in followed[:1] for by in verb.rights for t in by.children if t.dep_ == "pobj"]


def _named_after(noun: Token) -> list[Token]:
    """As in "the shareholders of the firm, among them X and Y", "associations, above all X"."""
    window = noun.doc[noun.i + 1 : min(noun.i + _NEAR, noun.sent.end - 2)]
    openers = [t for t in window if (t.lower_, t.nbor(1).lower_) in _NAMING]
    return [t for opener in openers[:1] for t in noun.doc[opener.i + 2 : opener.i + 5] if t.pos_ == "PROPN"][
        :1
    ]


_NAMING = frozenset({("among", "them"), ("above", "all"), (",", "notably"), (",", "namely")})


def _described_by(adjective: Token) -> list[Token]:
    """As in "X is hostile", "states hostile to Y", "X, allied with Y, ..."."""
    if adjective.dep_ in {"amod", "acl"} and adjective.head.pos_ in _NOMINAL:
        return [adjective.head]
    above = adjective.dep_ in {"acomp", "oprd", "attr", "advmod"}
    return surface_subjects_of(adjective.head if above else adjective)


def _viewers_of(noun: Token) -> Iterator[Tier]:
    """Who sees somebody in this role: "X sees Y as a partner", "Y was confirmed by X as a partner"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    if verb.pos_ == "VERB" and noun.dep_ in {"pobj", "oprd"} and logical_objects_of(verb):
        yield "verb", logical_subjects_of(verb)


def _takers_of(noun: Token) -> Iterator[Tier]:
    """Who does what the verb above says with it: the X of "X accepted the offer"."""
    if noun.dep_ in {"dobj", "nsubjpass"}:
        yield "verb", logical_subjects_of(noun.head)
    elif noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB":  # "X came to Y's aid"
        yield "verb", logical_subjects_of(noun.head.head)


def _complements_of(token: Token, preposition: str) -> Iterator[Tier]:
    """Objects of the preposition: at the trigger, at the verbs around it, at its list, or close after it."""
    yield "own", prepositional_objects_of(token, {preposition}) + _clause_subjects(token, preposition)
    if token.pos_ not in _NOMINAL:
        objects = [child for child in token.children if child.dep_ in {"dobj", "nsubjpass"}]
        objects += prepositional_objects_of(token, _FIELDS)  # "competes for influence with X"
        yield "object", [t for noun in objects for t in prepositional_objects_of(noun, {preposition})]
        if token.pos_ == "VERB" and preposition == "from":
            yield "near", _close_after(token, preposition)
        if (
            preposition in {"in", "at", "on"} and token.dep_ == "relcl"
        ):  # "the base where troops are stationed"
            yield "own", [token.head] if any(c.lower_ == "where" for c in token.lefts) else []
        if token.pos_ == "ADJ":  # "more critical than X of Y"
            yield "near", _close_after(token, preposition)
        return
    if token.dep_ == "compound" and token.head.pos_ == "PROPN":  # "President X of Y"
        yield "own", prepositional_objects_of(token.head, {preposition})
    verbs = [child for child in token.children if child.dep_ in {"acl", "relcl"}]
    yield "verb", [t for verb in verbs for t in prepositional_objects_of(verb, {preposition})]
    governor = token.head
    if token.dep_ in {"dobj", "nsubjpass", "attr", "oprd"} and governor.pos_ in _VERBAL:
        later = prepositional_objects_of(governor, {preposition})
        if preposition == "to":  # "gave X support"
            later = later + [c for c in governor.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        yield (
            "verb",
            [
                t
                for t in later
                if t.dep_ == "dative" or t.i > token.i or token.dep_ == "nsubjpass" or t.tag_ == "WDT"
            ],
        )
    yield "verb", _places_of_subject(_counted(token), preposition)
    members = [child for child in token.children if child.dep_ == "conj" and child.pos_ in _NOMINAL]
    yield "list", [t for member in members for t in prepositional_objects_of(member, {preposition})]
    if preposition != "of":
        yield "near", _close_after(token, preposition)


def _counted(noun: Token) -> Token:
    """The noun that counts it: the number of "a number of strikes"."""
    is_counted = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _COUNTING
    return noun.head.head if is_counted else noun


def _places_of_subject(noun: Token, preposition: str) -> list[Token]:
    """As in "troops remain in X", "strikes took place in X", "X, where troops are stationed"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return []
    if preposition == "in" and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.lefts):
        return [verb.head]
    if noun.dep_ == "nsubj" and verb.lemma_ in _BEING_THERE | _HAPPENING:
        return prepositional_objects_of(verb, {preposition})
    fronted = [child for child in verb.lefts if child.dep_ == "prep" and child.i < noun.i]
    return [t for child in fronted if child.lower_ == preposition for t in child.children if t.dep_ == "pobj"]


def _clause_subjects(verb: Token, preposition: str) -> list[Token]:
    """As in "advocated for X to join", "demands that X withdraw": the X of the clause."""
    if preposition not in {"for", "that"}:
        return []
    clauses = [child for child in verb.children if child.dep_ in {"ccomp", "advcl", "xcomp", "acl"}]
    return [
        subject
        for clause in clauses
        if any(c.dep_ == "mark" and c.lower_ == preposition for c in clause.children)
        for subject in surface_subjects_of(clause)
    ]


def _close_after(noun: Token, preposition: str) -> list[Token]:
    """The object of a preposition that follows closely, wherever the parser attached it."""
    for token in noun.doc[noun.i + 1 : min(noun.i + _NEAR, noun.sent.end)]:
        if (token.pos_ == "VERB" and token.head != noun) or token.pos_ == "CCONJ" or token.text in {";", ","}:
            return []
        if token.lower_ == preposition and token.pos_ in {"ADP", "SCONJ"}:
            return [child for child in token.children if child.dep_ == "pobj"]
    return []


_SLOTS: dict[str, Callable[[Token], Iterator[Tier]]] = {
    "subject": _subjects_of,
    "object": _objects_of,
    "dative": _datives_of,
    "bearer": _bearers_of,
    "viewer": _viewers_of,
    "agent": _agents_of,
    "doer": _doers_of,
    "possessor": _possessors_of,
    "modifier": _modifiers_of,
    "owner": _owner_tiers,
    "context": _contexts_of,
    "predicate": _predicates_of,
    "taker": _takers_of,
}
