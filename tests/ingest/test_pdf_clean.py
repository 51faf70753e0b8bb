"""What a line's end does to a word: hyphens dropped, kept, addresses closed up."""

from __future__ import annotations

import pytest

from pipeline.ingest.pages.clean import HyphenPrefix, Joint, Wordlist, clean_word, count_words
from pipeline.knowledge.tables import read_table


@pytest.mark.parametrize(
    ("left", "right", "joint"),
    [
        ("negoti-", "ations", Joint.DROP),
        ("consid-", "erable.", Joint.DROP),
        ("(repre-", "sentatives)", Joint.DROP),
        ("co-", "operation", Joint.CLOSE),
        ("Franco-", "Italian", Joint.CLOSE),
        ("NATO-", "led", Joint.CLOSE),
        ("EU-", "NATO", Joint.CLOSE),
        ("UN-", "FCCC", Joint.DROP),
        ("state-", "based", Joint.CLOSE),
        ("self-", "determination", Joint.CLOSE),
        ("twenty-", "seven", Joint.CLOSE),
        ("poly-", "crisis", Joint.DROP),
        ("under-", "rated", Joint.DROP),
        ("F-", "16", Joint.CLOSE),
        ("2014-", "2020", Joint.CLOSE),
        ("pre-", "and post-war", Joint.SPACE),
        ("word", "and", Joint.SPACE),
        ("the mayor—", "or", Joint.CLOSE),
        ("2022–", "23", Joint.CLOSE),
        ("the EU", "–China summit", Joint.CLOSE),
        ("–", "or", Joint.SPACE),
        ("https://example.org/a-long-", "path/to.html.", Joint.CLOSE),
        ("https://example.org/a/", "path", Joint.CLOSE),
        ("https://example.org/path,", "accessed", Joint.SPACE),
    ],
)
def test_line_ends(left: str, right: str, joint: Joint) -> None:
    """A document that says nothing of the word itself, but knows EU and NATO."""
    wordlist = Wordlist(count_words(["The EU and NATO met."]))
    assert wordlist.joint(left, right) is joint


@pytest.mark.parametrize(
    ("text", "joint"),
    [("the policy-making of others", Joint.CLOSE), ("the policymaking of others", Joint.DROP)],
)
def test_the_document_decides_first(text: str, joint: Joint) -> None:
    """A word that the document writes elsewhere is written so at a line's end too."""
    assert Wordlist(count_words([text])).joint("policy-", "making") is joint


def test_habits_of_the_document() -> None:
    """A first half that the document keeps hyphened is kept hyphened in other words."""
    text = ["cyber-attack, cyber-crime and cyber-policy"]
    assert Wordlist(count_words(text)).joint("cyber-", "zone") is Joint.CLOSE


@pytest.mark.parametrize("row", read_table("hyphen_prefixes", HyphenPrefix), ids=lambda row: row.prefix)
def test_every_prefix_of_the_table_fires(row: HyphenPrefix) -> None:
    """The example of each row, broken at its prefix, is put together as written."""
    rest = row.example[len(row.prefix) :].lstrip("-")
    joint = Wordlist(count_words([])).joint(f"{row.prefix}-", rest)
    assert joint is (Joint.CLOSE if row.hyphen else Joint.DROP)


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("ﬁve", "five"),
        ("eﬃcient", "efficient"),
        ("great\u00adpower", "great-power"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_characters(printed: str, clean: str) -> None:
    """Ligatures are taken apart, accents put on, printed soft hyphens are hyphens."""
    assert clean_word(printed) == clean


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("A block of flats, a chain of shops.", Joint.CLOSE),
        ("A blockchain-based register.", Joint.DROP),
        ("Two blockchains.", Joint.DROP),
    ],
)
def test_a_word_is_closed_that_the_document_closes_in_any_form(text: str, joint: Joint) -> None:
    """Its plural and its compounds count as well."""
    assert Wordlist(count_words([text])).joint("block-", "chain") is joint
