"""Every row of the knowledge tables fires on its own example; users add rows of their own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.capitals import PersonTitle, PlainCapital, find_runs, is_plain, title_tokens
from pipeline.annotate.coreference import DefiniteNoun, resolve_coreferences
from pipeline.annotate.cue_names import CueNoun, find_cued
from pipeline.annotate.definitions import ConceptNoun
from pipeline.annotate.entities import find_mentions
from pipeline.annotate.head_nouns import HeadNoun
from pipeline.annotate.knowledge_base import (
    KNOWLEDGE_TABLES,
    Knowledge,
    KnownName,
    fold,
    load_knowledge,
    slug_of,
    split_words,
)
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.links import link_mentions
from pipeline.annotate.metonyms import (
    PlaceSign,
    UnionNoun,
    acts_as_government,
    leads_to_place,
    means_the_union,
)
from pipeline.annotate.name_candidates import NameCandidate
from pipeline.annotate.recurrence import NameParticle, surname_of
from pipeline.errors import KnowledgeError
from pipeline.schema import EntityLabel, Span


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


def _entities_in(text: str) -> set[str]:
    return {sense.known.entity for match in _knowledge().find(split_words(text)) for sense in match.senses}


def _meanings(name: str) -> set[str]:
    return {sense.known.entity for sense in _knowledge().senses_of(name)}


@pytest.mark.parametrize("table", KNOWLEDGE_TABLES)
def test_rows_fire(table: str) -> None:
    """Each row's example holds a name of the row's thing, and each of its other names leads to it too."""
    rows = read_table(table, KnownName)
    assert rows
    assert not [row.entity for row in rows if row.entity not in _entities_in(row.example)]
    names = [(row.entity, name) for row in rows for name in (row.name, *row.aliases, *row.adjectives)]
    assert not [
        pair for pair in names if pair[0] not in {s.known.entity for s in _knowledge().senses_of(pair[1])}
    ]


@pytest.mark.parametrize("table", KNOWLEDGE_TABLES)
def test_rows_are_well_formed(table: str) -> None:
    """Identifiers are slugs, and one table names each thing once."""
    entities = [row.entity for row in read_table(table, KnownName)]
    assert [entity for entity in entities if slug_of(entity) != entity] == []
    assert len(entities) == len(set(entities))


def test_states_have_iso_codes() -> None:
    """States and territories carry their ISO 3166-1 alpha-3 code; former and unrecognised ones none."""
    codes = [row.iso for row in read_table("states", KnownName) if row.iso]
    assert len(codes) == len(set(codes)) > 190
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert _knowledge().by_entity["italy"].iso == "ITA"


@pytest.mark.parametrize("form", ["S-400", "S400", "S 400", "S‑400"])
def test_hyphens_do_not_matter(form: str) -> None:
    """A type of weapon is found however its hyphen is written."""
    assert "s-400" in _entities_in(f"It bought the {form} system.")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Giorgia Meloni", "giorgia-meloni"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Republican People's Party", "republican-peoples-party"),
        ("Côte d'Ivoire", "cote-divoire"),
        ("Władysław", "wladyslaw"),
    ],
)
def test_slug(name: str, slug: str) -> None:
    """An identifier is lower-case, without accents and apostrophes."""
    assert slug_of(name) == slug
    assert fold("ı") == "i"


def test_users_rows_win(tmp_path: Path) -> None:
    """A user's file adds names, and its rows come before ours."""
    path = tmp_path / "my.csv"
    path.write_text("entity,label,name,aliases\nvelmora,ORG,Velmora Group,Velmora|Leonardo\n", "utf-8")
    knowledge = load_knowledge([path])
    assert knowledge.senses_of("Velmora")[0].known.entity == "velmora"
    assert knowledge.senses_of("Leonardo")[0].known.entity == "velmora"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("entity,label,colour\nx,ORG,red\n", "colour"),
        ("entity,label,name\nx,HERO,X\n", "HERO"),
        ("entity,label,name\n,ORG,X\n", "entity"),
    ],
)
def test_bad_users_rows(content: str, problem: str, tmp_path: Path) -> None:
    """A wrong column or label is named in the error."""
    path = tmp_path / "my.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=problem):
        load_knowledge([path])


def test_absent_users_file(tmp_path: Path) -> None:
    """A file that is not there is an error that says which."""
    with pytest.raises(KnowledgeError, match="absent"):
        load_knowledge([tmp_path / "absent.csv"])


def test_head_noun_examples(nlp: Language) -> None:
    """Each head noun gives its label to a name that it closes or opens."""
    rows = read_table("head_nouns", HeadNoun)
    docs = nlp.pipe(row.example for row in rows)
    silent = [
        row.words
        for row, doc in zip(rows, docs, strict=True)
        if not any(
            row.words in m.span.of(doc.text) and m.label is row.label
            for m in find_mentions(doc, _knowledge())
        )
    ]
    assert not silent


def test_cue_noun_examples(nlp: Language) -> None:
    """Each cue noun gives its label to the unknown name beside it, or its row names the kind it is for."""
    rows = read_table("cue_nouns", CueNoun)
    docs = nlp.pipe(row.example for row in rows)
    silent = [
        row.words
        for row, doc in zip(rows, docs, strict=True)
        if not any("Velmora" in m.span.of(doc.text) and m.label is row.label for m in _cued(doc))
    ]
    assert not silent


def _cued(doc: Doc) -> list[NameCandidate]:
    return list(find_cued(doc, list(find_runs(doc, title_tokens(doc))), _knowledge()))


def test_title_examples(nlp: Language) -> None:
    """What stands after each title is a person, without the title."""
    rows = read_table("person_titles", PersonTitle)
    docs = nlp.pipe(row.example for row in rows)
    silent = [
        row.words
        for row, doc in zip(rows, docs, strict=True)
        if ("Velmora", EntityLabel.PERSON)
        not in [(m.span.of(doc.text), m.label) for m in find_mentions(doc, _knowledge())]
    ]
    assert not silent


def test_plain_capital_examples(nlp: Language) -> None:
    """Capitalised words that name nothing are no mention."""
    rows = read_table("plain_capitals", PlainCapital)
    docs = nlp.pipe(row.example for row in rows)
    assert all(is_plain(row.words) for row in rows)
    assert not [
        row.words
        for row, doc in zip(rows, docs, strict=True)
        if any(m.span.of(doc.text) == row.words for m in find_mentions(doc, _knowledge()))
    ]


def test_place_sign_examples(nlp: Language) -> None:
    """Each sign beside a capital makes it a place, or keeps it a government; "held" is no place."""
    rows = read_table("place_signs", PlaceSign)
    docs = nlp.pipe(row.example for row in rows)
    wrong = []
    for row, doc in zip(rows, docs, strict=True):
        if row.where == "held":
            right = not leads_to_place(next(token for token in doc if token.text == "in"))
        else:
            at = row.example.index("Oslo")
            right = acts_as_government(doc, Span(at, at + 4)) is (row.where == "government")
        wrong += [] if right else [row.word]
    assert not wrong


def test_union_noun_examples(nlp: Language) -> None:
    """Before each of these nouns, "European" is the Union's."""
    for row in read_table("union_nouns", UnionNoun):
        at = row.example.index("European")
        assert means_the_union(nlp(row.example), Span(at, at + 8)), row.noun


def test_definite_noun_examples(nlp: Language) -> None:
    """Each definite noun takes up what its example names before it."""
    rows = read_table("definite_nouns", DefiniteNoun)
    docs = nlp.pipe(row.example for row in rows)
    silent = []
    for row, doc in zip(rows, docs, strict=True):
        doc.user_data["body"] = [(0, len(doc.text))]
        mentions = link_mentions(doc, find_mentions(doc, _knowledge()), _knowledge())
        found = resolve_coreferences(doc, mentions, _knowledge())
        if not any(c.span.of(doc.text).endswith(row.noun) and len(c.entities) == row.count for c in found):
            silent.append(row.noun)
    assert not silent


@pytest.mark.parametrize("row", read_table("name_particles", NameParticle), ids=lambda row: row.word)
def test_particle_example(row: NameParticle) -> None:
    """A particle belongs to the surname."""
    name = row.example.removesuffix(" spoke first.")
    assert surname_of(name) == f"{row.word} Velmora"


def test_concept_noun_examples(nlp: Language) -> None:
    """A concept with its acronym is no name, however often the acronym stands."""
    rows = read_table("concept_nouns", ConceptNoun)
    docs = nlp.pipe(row.example for row in rows)
    assert not [row.noun for row, doc in zip(rows, docs, strict=True) if find_mentions(doc, _knowledge())]
