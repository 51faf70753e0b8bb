"""Whose attitude a word tells of: subjects, owners and bearers, the names that a phrase gives, pronouns."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.attitudes import AttitudeWord
from pipeline.annotate.clauses import members_of
from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.speakers import SpeakerKind
from pipeline.annotate.stance_candidates import Scene, stance_holder
from pipeline.annotate.syntax import (
    bearers_of,
    is_infinitive,
    is_passive,
    possessors_of,
    prepositional_objects_of,
    surface_subjects_of,
)
from pipeline.schema import EntityLabel, Holder

__all__ = ["can_hold", "holders_of", "is_fronted_passive", "whole_of"]

_GROWING = frozenset({"grow", "mount", "rise", "spread", "increase", "emerge", "persist", "be", "exist"})
_WRITING = frozenset({"write", "speak", "appeal", "talk", "report", "testify", "respond"})
_WRITINGS = frozenset(
    {"letter", "statement", "memo", "memorandum", "note", "report", "resolution", "bill"}
    | {"proposal", "motion", "petition", "message", "appeal", "legislation", "amendment"}
    | {"draft", "communique", "declaration"}
)
"""What somebody sends, tables or issues speaks for him."""
_SEATS = frozenset({EntityLabel.FAC, EntityLabel.LOC})
"""Buildings and regions that stand for those who decide there: the White House, the West."""
_SHARES = frozenset(
    {"%", "percent", "cent", "majority", "minority", "third", "half", "number", "quarter", "proportion"}
    | {"share", "plurality", "handful", "most", "many", "few", "several", "some", "both", "two-thirds"}
)


def holders_of(token: Token, row: AttitudeWord, scene: Scene) -> list[Holder]:
    """Whose attitude the word tells of, one for each member of a list."""
    subjects = _subjects_of(token, row)
    found = _holders_among(subjects, token, scene)
    if not found and row.pos != "verb" and not row.leaning:  # "Oslo's record shows an intention to"
        found = _holders_among([o for s in subjects for o in possessors_of(s)], token, scene)
    return found


def _holders_among(subjects: list[Token], token: Token, scene: Scene) -> list[Holder]:
    return [
        stance_holder(member, scene)
        for subject in subjects
        for named in _named_for(subject)
        for member in _members_and_names(_antecedent_of(named, scene))
        if can_hold(member, scene)
        and not (_is_few(member) or _is_expletive(member, token))
        and not _is_purpose_of(member, token, scene)
    ]


def _is_purpose_of(noun: Token, word: Token, scene: Scene) -> bool:
    """Whether the word tells what a paper is for: "a strategy to reduce waste" says nothing itself."""
    if scene.speakers.kind_of(noun) is not SpeakerKind.DOCUMENT:
        return False
    purposes = (c for c in noun.rights if c.dep_ in {"acl", "relcl"} and is_infinitive(c))
    return any(verb == word or verb.is_ancestor(word) for verb in purposes)


def _named_for(noun: Token) -> list[Token]:
    """The X of "X is the only state that", "X is one of the states that", else the noun itself."""
    relative = any(c.dep_ in {"relcl", "acl"} for c in noun.rights)
    if relative and noun.dep_ == "pobj" and noun.head.head.lemma_ == "refer":
        return []  # "the term refers to states that ..." defines
    return (bearers_of(noun) if relative and noun.dep_ in {"attr", "pobj"} else []) or [noun]


def _is_expletive(noun: Token, word: Token) -> bool:
    """The "it" of "it is in their interest to support X"."""
    return noun.lower_ == "it" and noun.head.lemma_ == "be" and word.head == noun.head and word.pos_ == "VERB"


def _is_few(noun: Token) -> bool:
    """Of few states it is said that the others do not; "a few" are some."""
    few = [c for c in noun.lefts if c.lower_ in {"few", "no"}]
    no = any(c.lower_ == "no" for c in few)
    return no or (bool(few) and not any(c.dep_ == "det" for c in noun.lefts))


def _members_and_names(noun: Token) -> Iterator[Token]:
    """The members of a list, and the names given as examples of each ("parties such as X")."""
    for member in members_of(whole_of(noun)):
        named = list(_names_given(member))
        yield from named or [member]


def _names_given(noun: Token) -> Iterator[Token]:
    """The names that spell a phrase out: "three states, Oslo, Rome and Bonn", "parties such as X"."""
    inserted = [
        c for p in noun.rights if p.dep_ == "prep" for o in p.rights for c in o.rights if _is_dashed(c)
    ]
    for child in (*noun.rights, *inserted):
        if child.dep_ == "appos" and child.pos_ == "PROPN" and noun.pos_ != "PROPN":
            yield from members_of(child)
        elif child.dep_ == "prep" and child.lower_ == "as" and child.nbor(-1).lower_ == "such":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from members_of(inner)


def _is_dashed(word: Token) -> bool:
    return word.dep_ == "appos" and word.doc[word.left_edge.i - 1].text in {"–", "—"}


def whole_of(noun: Token) -> Token:
    """For "60% of voters", "a majority of states": the voters, the states."""
    if noun.lower_ in _SHARES or noun.pos_ == "NUM":
        for preposition in noun.rights:
            if preposition.lower_ == "of":
                return next((c for c in preposition.children if c.dep_ == "pobj"), noun)
    return noun


def _antecedent_of(subject: Token, scene: Scene) -> Token:
    """For "Oslo has kept its promise to": Oslo, the subject of the clause around the pronoun."""
    if subject.lower_ not in {"its", "their", "his", "her", "it", "they", "he", "she"}:
        return subject
    for above in subject.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            for found in surface_subjects_of(above):
                if found != subject and found.i < subject.i and _fits_pronoun(found, subject, scene):
                    return found
    before = [token for token in reversed(scene.tokens) if token.i < subject.i]
    last = next((t for t in before if t.dep_ in _SUBJECTS and t.pos_ in {"NOUN", "PROPN"}), None)
    if subject.dep_ in _SUBJECTS and last is not None and _speaks_unnamed(last, scene):
        return last  # "the authors said that they": not the state named before
    fitting = [token for token in before if _fits_pronoun(token, subject, scene)]
    return next((token for token in fitting if token.dep_ == "nsubj"), next(iter(fitting), subject))


def _speaks_unnamed(noun: Token, scene: Scene) -> bool:
    """Whether it can take a stance and has no name: "the authors", "her government"."""
    kind = scene.speakers.kind_of(noun)
    return noun.i not in scene.speakers.mentions and (kind.can_act or kind is SpeakerKind.AUTHOR)


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _fits_pronoun(noun: Token, pronoun: Token, scene: Scene) -> bool:
    """A person for he and she, another actor for it and its."""
    mention = scene.speakers.mentions.get(noun.i)
    if mention is None or not mention.label.is_actor:
        return False
    personal = pronoun.lower_ in {"he", "she", "his", "her"}
    return personal == (mention.label is EntityLabel.PERSON) or pronoun.lower_ in {"their", "they"}


def can_hold(noun: Token, scene: Scene) -> bool:
    """Whether the phrase names somebody, or a document that speaks for somebody."""
    kind = scene.speakers.kind_of(noun)
    return (
        kind.can_act
        or kind in {SpeakerKind.DOCUMENT, SpeakerKind.AUTHOR}
        or noun.lower_ in {"it", "its", "both"}
        or ((mention := scene.speakers.mentions.get(noun.i)) is not None and mention.label in _SEATS)
    )


def _subjects_of(token: Token, row: AttitudeWord) -> list[Token]:
    if row.pos == "verb":
        if is_passive(token) or is_fronted_passive(token):
            return [c for a in token.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]
        return _writers_of(token) or surface_subjects_of(token)
    if row.pos == "adjective":
        return _bearers(token)
    return _owners(token, row)


def _writers_of(verb: Token) -> list[Token]:
    """Who "sent Rome a letter urging", "wrote to Rome urging": whoever sent or wrote, by any parse."""
    if verb.tag_ != "VBG" or verb.dep_ != "acl":
        return []
    noun = verb.head
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun
    sent = any(c.dep_ == "dobj" and c.lemma_ in _WRITINGS for c in above.rights)
    told = above.pos_ == "VERB" and (above.lemma_ in _WRITING or sent)
    if not told and lemma_of(above) not in _WRITINGS:
        return []
    sender = above if told else _verb_above(above)
    return surface_subjects_of(sender) if sender is not None and not is_passive(sender) else []


def is_fronted_passive(verb: Token) -> bool:
    """Whether it is the participle of "hailed by X, the accord": said of the subject of its clause."""
    alone = not any(c.dep_ in {"nsubj", "aux", "dobj", "mark"} for c in verb.children)
    agent = any(c.dep_ == "agent" for c in verb.children)
    return verb.dep_ == "advcl" and verb.tag_ == "VBN" and verb.i < verb.head.i and alone and agent


def _bearers(adjective: Token) -> list[Token]:
    """Who is so: the subject of "be", the noun it stands beside."""
    above = adjective.head
    if adjective.dep_ in {"amod", "acl", "relcl"} and above.pos_ in {"NOUN", "PROPN"}:
        return [above]
    if above.pos_ in {"VERB", "AUX"}:
        return surface_subjects_of(above)
    return surface_subjects_of(adjective)


def _owners(noun: Token, row: AttitudeWord) -> list[Token]:
    """Whose attitude it is: the possessor, "by" or "among" whom, else the subject of "express"."""
    owners = [o for o in possessors_of(noun) if not (o.dep_ == "pobj" and o.head.lower_ == "of")]
    if owners:
        return owners
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"among", "amongst", "by", "from", "within"}:
            return [c for c in child.children if c.dep_ == "pobj"]
    above = noun.head
    if noun.dep_ in {"dobj", "conj"} and above.pos_ == "VERB" and not is_passive(above):
        return surface_subjects_of(above)
    if noun.dep_ == "pobj" and above.lower_ in {"with", "in"}:
        verb = _verb_above(above.head)
        used = verb is not None and is_passive(verb)  # what is used in support of a thing backs nothing
        return surface_subjects_of(verb) if verb is not None and not used else []
    owners = [c for c in prepositional_objects_of(noun, {"of"}) if row.frame != "of"]
    return owners or _places_of(noun)


def _verb_above(word: Token) -> Token | None:
    """The verb of "raised funds in support of X": of the nouns between, each is an object."""
    while word.pos_ == "NOUN" and word.dep_ in {"dobj", "pobj", "prep"}:
        word = word.head.head if word.dep_ == "pobj" else word.head
    return word if word.pos_ in {"VERB", "AUX"} else None


def _places_of(noun: Token) -> list[Token]:
    """For "opposition has grown in X", "there is concern among X": X."""
    above = noun.head
    if noun.dep_ not in {"nsubj", "attr"} or above.lemma_ not in _GROWING:
        return []
    return [
        c
        for word in (noun, above)
        for p in word.rights
        if p.dep_ == "prep" and p.lower_ in {"in", "among", "within"} and p.i > noun.i
        for c in p.children
        if c.dep_ == "pobj"
    ]
