"""Questions of grammar, each as a sentence, the word asked about and the words that answer."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.annotate import syntax


def word(doc: Doc, text: str) -> Token:
    """The first token with this text."""
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("sentence", "verb", "subjects"),
    [
        ("Norway invaded Sweden.", "invaded", ["Norway"]),
        ("Sweden was invaded by Norway.", "invaded", ["Norway"]),
        ("Sweden was invaded in June.", "invaded", []),
        ("Norway wants to join the alliance.", "join", ["Norway"]),
        ("Norway asked Sweden to join the alliance.", "join", ["Sweden"]),
        ("Norway, which joined the alliance, agreed.", "joined", ["Norway"]),
        ("Norway's plan to join the alliance failed.", "join", ["Norway"]),
        ("Norway left the room and joined the alliance.", "joined", ["Norway"]),
        ("The plan backed by Norway failed.", "backed", ["Norway"]),
    ],
)
def test_logical_subjects(sentence: str, verb: str, subjects: list[str], nlp: Language) -> None:
    """A passive's agent is its subject; control and relative clauses hand theirs down."""
    found = syntax.logical_subjects_of(word(nlp(sentence), verb))
    assert [token.text for token in found] == subjects


@pytest.mark.parametrize(
    ("sentence", "verb", "objects"),
    [
        ("Norway invaded Sweden.", "invaded", ["Sweden"]),
        ("Sweden was invaded by Norway.", "invaded", ["Sweden"]),
        ("The plan that Norway backed failed.", "backed", ["plan"]),
        ("Norway agreed.", "agreed", []),
    ],
)
def test_logical_objects(sentence: str, verb: str, objects: list[str], nlp: Language) -> None:
    """A passive's subject is its object; a relative clause's object is what it describes."""
    found = syntax.logical_objects_of(word(nlp(sentence), verb))
    assert [token.text for token in found] == objects


@pytest.mark.parametrize(
    ("sentence", "noun", "bearers"),
    [
        ("Norway is an ally.", "ally", ["Norway"]),
        ("Norway remains an ally.", "ally", ["Norway"]),
        ("Norway, an ally of Sweden, agreed.", "ally", ["Norway"]),
        ("Sweden sees Norway as an ally.", "ally", ["Norway"]),
        ("Norway acts as an ally.", "ally", ["Norway"]),
        ("The ally agreed.", "ally", []),
    ],
)
def test_bearers(sentence: str, noun: str, bearers: list[str], nlp: Language) -> None:
    """Of whom a noun is said."""
    found = syntax.bearers_of(word(nlp(sentence), noun))
    assert [token.text for token in found] == bearers


def test_conjuncts_reach_all_members(nlp: Language) -> None:
    """The whole list, from its first member."""
    doc = nlp("We met Norway, Sweden and Finland.")
    assert [t.text for t in syntax.conjuncts_of(word(doc, "Norway"))] == ["Norway", "Sweden", "Finland"]


def test_prepositional_objects_are_those_of_the_given_prepositions(nlp: Language) -> None:
    """Only the prepositions asked for."""
    doc = nlp("They signed a treaty with Norway.")
    assert [t.text for t in syntax.prepositional_objects_of(word(doc, "treaty"), {"with"})] == ["Norway"]
    assert syntax.prepositional_objects_of(word(doc, "treaty"), {"for"}) == []


def test_antecedent_is_the_noun_before_the_clause(nlp: Language) -> None:
    """A relative pronoun stands for the noun its clause hangs on; outside one it stands for nothing."""
    doc = nlp("Norway, which joined the alliance, agreed.")
    assert syntax.antecedent_of(word(doc, "which")) == doc[0]
    assert syntax.antecedent_of(word(doc, "agreed")) is None
