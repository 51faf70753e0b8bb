"""Small questions of grammar, asked of spaCy's dependency trees (ClearNLP labels).

Each function yields tokens; none knows names, labels or word lists of the field. Subjects and objects
are the *logical* ones: a passive's agent is its subject, a control verb lends its subject to the verb
below it, and a relative pronoun gives way to the noun that it stands for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

__all__ = [
    "antecedent_of",
    "appositions_of",
    "bearers_of",
    "conjuncts_of",
    "is_infinitive",
    "is_passive",
    "logical_objects_of",
    "logical_subjects_of",
    "possessors_of",
    "prepositional_objects_of",
    "surface_subjects_of",
]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVES = frozenset({"WDT", "WP", "WP$"})
_REPLACING = frozenset({"replace", "overtake", "succeed", "displace", "supplant", "surpass"})
_COPULAR = frozenset({"be", "become", "remain", "represent", "constitute", "stay", "form", "rank"})
_USING = frozenset(
    {"use", "employ", "leverage", "exploit", "utilise", "utilize", "spend", "invoke", "need", "take", "wield"}
    | {"launch", "issue", "sign", "pass", "build", "deploy", "form", "create", "establish", "hold"}
)
"""What they do a thing for, they do themselves: who used a law to punish X punished X."""
_JUDGING = frozenset(
    {
        "accuse",
        "suspect",
        "convict",
        "blame",
        "criticise",
        "criticize",
        "condemn",
        "praise",
        "punish",
        "sanction",
    }
    | {"thank", "fault", "rebuke", "chide", "credit", "censure", "denounce", "reward", "applaud", "target"}
)
"""What follows "of" or "for" is done by the one who is judged."""
_DEPTH = 6
"""How many verbs a subject may be handed down; longer chains are parser noise."""


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive voice, reduced relatives ("the plan backed by X") included."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not _has(verb, {"nsubj", "aux"}):
        return is_passive(verb.head)
    if _has(verb, {"nsubj", "aux"}):
        return False
    return verb.tag_ == "VBN" and (verb.dep_ in {"acl", "amod"} or _noun_before_comma(verb) is not None)


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before the verb."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def _noun_before_comma(participle: Token) -> Token | None:
    """The X of "... with X, led by Y, ...", where the parser hangs the participle on the verb."""
    if participle.dep_ != "advcl" or participle.i < 2 or not _has(participle, {"agent"}):
        return None
    comma, noun = participle.nbor(-1), participle.nbor(-2)
    return noun if comma.text == "," and noun.pos_ in {"NOUN", "PROPN"} else None


def conjuncts_of(token: Token) -> list[Token]:
    """The token and the later members of the list that it opens, in text order."""
    members = [token]
    for child in token.children:
        if child.dep_ == "conj":
            members.extend(conjuncts_of(child))
        elif child.dep_ == "cc" and child.n_rights:  # "as well as Y"
            members.extend(member for right in child.rights for member in conjuncts_of(right))
    return sorted(members, key=lambda t: t.i)


def appositions_of(token: Token) -> list[Token]:
    """Nouns that stand in apposition to the token."""
    return [child for child in token.children if child.dep_ == "appos"]


def prepositional_objects_of(token: Token, prepositions: Collection[str]) -> list[Token]:
    """Objects of the token's own prepositions, where the preposition is one of those given.

    Reaches through "together with", "out of" and the like (a preposition below a preposition or adverb).
    """
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} or (child.dep_ == "advmod" and child.n_rights):
            found.extend(_objects_below(child, prepositions))
    return found


def _objects_below(preposition: Token, wanted: Collection[str]) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"} and preposition.lower_ in wanted:
            yield child
        elif child.dep_ == "prep" or (child.dep_ == "conj" and child.pos_ == "ADP"):
            yield from _objects_below(child, wanted)


def logical_subjects_of(verb: Token) -> list[Token]:
    """Who does it: the agent of a passive, else the subject, own or handed down."""
    if is_passive(verb):
        agents = [t for child in verb.children if child.dep_ == "agent" for t in child.children]
        return [t for t in agents if t.dep_ == "pobj"]
    return surface_subjects_of(verb)


def logical_objects_of(verb: Token) -> list[Token]:
    """Whom it is done to: the subject of a passive, else the direct object."""
    if is_passive(verb):
        noun = _noun_before_comma(verb)
        return surface_subjects_of(verb) if noun is None else [noun]
    own = [child for child in verb.children if child.dep_ == "dobj"]
    own += [t for clause in _small_clauses_of(verb) for t in clause.children if t.dep_ == "nsubj"]
    if not own and verb.dep_ == "relcl" and not _is_subject_relative(verb):
        return [verb.head]
    return [_stand_in(token, verb) for token in own]


def _small_clauses_of(verb: Token) -> list[Token]:
    """The adjective of "they hold X responsible", under which the parser puts X as a subject."""
    return [
        child
        for child in verb.children
        if child.dep_ == "ccomp" and child.pos_ in {"ADJ", "NOUN"} and not _has(child, {"aux", "cop", "mark"})
    ]


def surface_subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject, own or handed down by the clause above; empty where there is none."""
    verbs = [verb, *(child for child in verb.children if child.dep_ == "aux")]
    own = [child for word in verbs for child in word.children if child.dep_ in _SUBJECTS]
    if own:
        return [_stand_in(token, verb) for token in own]
    if depth > _DEPTH:
        return []
    return _subjects_after_date(verb) or _handed_down(verb, depth + 1)


def _subjects_after_date(verb: Token) -> list[Token]:
    """The X of "On 10 May 2022 the X signed": the parser reads the date and the name as one phrase."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return []
    phrases = [t for child in verb.lefts if child.dep_ == "prep" for t in child.children if t.dep_ == "pobj"]
    return [t for t in phrases if t.pos_ == "PROPN" and any(c.dep_ == "nummod" for c in t.lefts)]


def _handed_down(verb: Token, depth: int) -> list[Token]:
    above = verb.head
    if above == verb:
        return []
    if verb.dep_ in {"acl", "relcl"}:
        return _subjects_from_noun(verb, above, depth)
    if verb.dep_ == "pcomp" or above.dep_ in {"prep", "agent"}:
        kept = above.lower_ in {"from", "into"}  # "It kept X from joining", "talked X into joining"
        kept = kept or above.head.lemma_ in _JUDGING  # "It accused X of backing Y", "thanked X for joining"
        return (_object_of_control(above.head) if kept else []) or _subjects_from_noun_or_verb(
            above.head, depth
        )
    if verb.dep_ in {"conj", "xcomp", "ccomp", "advcl", "dep", "parataxis"}:
        controlled = _object_of_control(above) if verb.dep_ in {"xcomp", "ccomp"} else []
        return controlled or _subjects_from_noun_or_verb(above, depth)
    return []


def _object_of_control(above: Token) -> list[Token]:
    """As in "It asked X to join": X joins. "X was asked to join" keeps its subject."""
    if above.pos_ != "VERB" or above.lemma_ in _USING or is_passive(above):
        return []
    return [child for child in above.children if child.dep_ == "dobj" and not _is_reflexive(child)]


def _subjects_from_noun(verb: Token, noun: Token, depth: int) -> list[Token]:
    if verb.tag_ in {"VBG", "VBN", "VBD"} or verb.dep_ == "relcl":
        return [noun]
    return _subjects_from_noun_or_verb(noun, depth)


def _subjects_from_noun_or_verb(above: Token, depth: int) -> list[Token]:
    """For "X's plan to buy" and "X has a plan to buy": the noun's possessor, else its verb's subject."""
    if above.pos_ in {"VERB", "AUX"}:
        return surface_subjects_of(above, depth)
    if depth > _DEPTH:
        return []
    if above.pos_ in {"NOUN", "PROPN"}:
        owners = possessors_of(above) or prepositional_objects_of(above, {"between"})
        return owners or _subjects_from_governor(above, depth)
    if _is_reflexive(above):  # "X committed itself to consult"
        return surface_subjects_of(above.head, depth)
    if above.pos_ == "ADJ" and above.head.pos_ in {"VERB", "AUX"}:
        return surface_subjects_of(above.head, depth)
    return []


def _subjects_from_governor(noun: Token, depth: int) -> list[Token]:
    governor = noun.head
    if noun.dep_ in {"dobj", "attr"} and governor.pos_ in {"VERB", "AUX"}:
        return surface_subjects_of(governor, depth)
    if noun.dep_ == "pobj":
        return _subjects_from_noun_or_verb(governor.head, depth + 1)
    return []


def possessors_of(noun: Token) -> list[Token]:
    """Whose it is: "X's plan", "the X plan", "the plan of X" (in that order of preference)."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if not owners:
        owners = [
            child
            for child in noun.lefts
            if child.dep_ in {"amod", "compound", "nmod"} and child.pos_ in {"PROPN", "ADJ", "NOUN"}
        ]
        owners = [child for child in owners if child.ent_type_ or child.is_title or child.is_upper]
    return owners or [t for t in prepositional_objects_of(noun, {"of"}) if t.dep_ == "pobj"]


def bearers_of(noun: Token) -> list[Token]:
    """Of whom the noun is said: "X is an ally", "X, an ally, ...", "sees X as an ally", "as an ally, X"."""
    above = noun.head
    if noun.dep_ == "conj" and above.pos_ == "NOUN":
        return bearers_of(above)
    if noun.dep_ == "appos":
        return [above]
    if noun.dep_ == "pobj" and above.lower_ == "as":
        return _bearers_before_as(above) or _bearers_through_as(above.head)
    if noun.dep_ == "pobj" and above.lower_ == "among" and above.head.lemma_ in _COPULAR:
        return surface_subjects_of(above.head)
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ == "one":
        return bearers_of(above.head)
    return _bearers_through_verb(noun, above)


def _bearers_through_verb(noun: Token, verb: Token) -> list[Token]:
    """As in "X remains an ally", "they call X an ally", "the ally is X"."""
    if own := [child for child in noun.children if child.dep_ == "nsubj"]:  # "makes X an ally"
        return own
    if noun.dep_ == "oprd":
        return _object_or_subject(verb)
    if noun.dep_ == "attr" or (noun.dep_ == "dobj" and verb.lemma_ in _COPULAR):
        return surface_subjects_of(verb)
    if noun.dep_ == "nsubj" and verb.pos_ in {"VERB", "AUX"}:
        return [child for child in verb.children if child.dep_ == "attr"]
    return []


def _bearers_before_as(preposition: Token) -> list[Token]:
    """As in "X's role as an ally", wherever the parser hangs the "as"."""
    noun = preposition.nbor(-1) if preposition.i else preposition
    owners = [child for child in noun.children if child.dep_ == "poss"]
    return owners if noun.pos_ == "NOUN" else []


def _bearers_through_as(above: Token) -> list[Token]:
    """As in "X serves as an ally", "they treat X as an ally", "X's role as an ally"."""
    if above.pos_ in {"NOUN", "PROPN"}:
        owners = possessors_of(above)
        if owners or above.pos_ == "PROPN":
            return owners or [above]
        governor = above.head
        return surface_subjects_of(governor) if governor.pos_ in {"VERB", "AUX"} else []
    if above.lemma_ in _REPLACING:  # "X overtook Y as the first supplier": X is, and Y was
        return surface_subjects_of(above) + [child for child in above.children if child.dep_ == "dobj"]
    if above.pos_ in {"VERB", "AUX"}:
        return _object_or_subject(above)
    return []


def _object_or_subject(verb: Token) -> list[Token]:
    objects = [child for child in verb.children if child.dep_ == "dobj" and not _is_reflexive(child)]
    return objects or surface_subjects_of(verb)


def _is_reflexive(token: Token) -> bool:
    return token.pos_ == "PRON" and token.lower_.endswith(("self", "selves"))


def _stand_in(token: Token, verb: Token) -> Token:
    if token.tag_ in _RELATIVES or (token.lower_ == "that" and verb.dep_ == "relcl"):
        return antecedent_of(token) or token
    return token


def antecedent_of(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: the one that its clause hangs on."""
    clause = next((above for above in pronoun.ancestors if above.dep_ in {"relcl", "acl"}), None)
    return clause.head if clause is not None else None


def _is_subject_relative(verb: Token) -> bool:
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return not subjects or any(subject.tag_ in _RELATIVES or subject.lower_ == "that" for subject in subjects)


def _has(token: Token, labels: Collection[str]) -> bool:
    return any(child.dep_ in labels for child in token.children)
