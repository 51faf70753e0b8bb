"""The claim database: questions and their answers, runs that replace each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.errors import StoreError
from pipeline.store.database import ClaimDatabase, Question


def a_record(number: int, text: str, **changes: Any) -> dict[str, Any]:
    """A claim record with what the database looks at."""
    paper = {"id": "sha256:a", "source": "a.pdf", "date": "2024-03", "title": "A"} | changes.pop(
        "document", {}
    )
    record = {
        "id": f"c-{number}",
        "text": text,
        "document": paper,
        "holder": {"kind": "author"},
        "stances": [],
    }
    return record | {"type": {"label": "fact"}} | changes


def actor(text: str, entity: str | None = None) -> dict[str, Any]:
    """An actor as holder or target."""
    return {"kind": "actor", "text": text, "entity": entity}


def a_stance(holder: dict[str, Any], label: str, target: dict[str, Any]) -> dict[str, Any]:
    """A stance of a record."""
    return {"holder": holder, "label": label, "target": target}


ROME = actor("Rome", "italy")
RECORDS = [
    a_record(1, "Trade with Algeria rose.", document={"date": "2022"}),
    a_record(
        2, "Rome rejected the tariff.", holder=ROME, stances=[a_stance(ROME, "against", actor("the tariff"))]
    ),
    a_record(3, "Ports should be opened.", type={"label": "policy"}, document={"date": "2024-11-02"}),
    a_record(
        4,
        "Ankara backs NATO and criticises the plan of the Élysée.",
        holder=actor("Ankara", "turkey"),
        stances=[
            a_stance(actor("Ankara", "turkey"), "favour", actor("NATO", "nato")),
            a_stance(actor("Ankara", "turkey"), "against", actor("the plan")),
        ],
    ),
    a_record(5, "A heading", type={"label": "none"}),
]


def add(path: Path, run: str, records: list[dict[str, Any]]) -> ClaimDatabase:
    """A database with a run of these records."""
    lines = path.parent / f"{run}.jsonl"
    lines.write_bytes(b"".join(orjson.dumps(r, option=orjson.OPT_APPEND_NEWLINE) for r in records))
    database = ClaimDatabase(path)
    database.add_run(run, lines)
    return database


def answers(database: ClaimDatabase, **asked: Any) -> list[str]:
    """Ids of the records that answer, sorted."""
    return sorted(record["id"] for record in database.ask(Question(**asked)))


@pytest.fixture
def database(tmp_path: Path) -> ClaimDatabase:
    """A database with one run."""
    return add(tmp_path / "claims.sqlite", "one", RECORDS)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["c-1", "c-2", "c-3", "c-4"]),
        ({"text": "trade"}, ["c-1"]),
        ({"text": "algeria TRADE"}, ["c-1"]),
        ({"text": '"trade with"'}, ["c-1"]),
        ({"text": '"with trade"'}, []),
        ({"text": "elysee"}, ["c-4"]),
        ({"text": "heading"}, []),
        ({"text": "type_fact"}, []),
        ({"type": "policy"}, ["c-3"]),
        ({"holder": "italy"}, ["c-2"]),
        ({"holder": "Rome"}, ["c-2"]),
        ({"holder": "author"}, ["c-1", "c-3"]),
        ({"target": "nato"}, ["c-4"]),
        ({"target": "The plan"}, ["c-4"]),
        ({"target": "nato", "stance": "against"}, []),
        ({"target": "the plan", "stance": "against", "holder": "turkey"}, ["c-4"]),
        ({"target": "the tariff", "holder": "turkey"}, []),
        ({"stance": "favour"}, ["c-4"]),
        ({"stance": "against", "holder": "italy"}, ["c-2"]),
        ({"since": "2024"}, ["c-2", "c-3", "c-4"]),
        ({"since": "2024-04"}, ["c-3"]),
        ({"since": "2023", "type": "fact", "text": "rome"}, ["c-2"]),
        ({"text": 'rome" OR facts: -('}, []),
        ({"text": "***"}, []),
    ],
)
def test_questions(database: ClaimDatabase, asked: dict[str, str], expected: list[str]) -> None:
    """Words and facts in every mix; signs in the words are no operators."""
    assert answers(database, **asked) == expected


def test_no_more_than_asked_for(database: ClaimDatabase) -> None:
    """The limit."""
    assert len(list(database.ask(Question(limit=2)))) == 2


def test_records_come_back_as_they_went_in(database: ClaimDatabase) -> None:
    """Whole."""
    (record,) = database.ask(Question(type="policy"))
    assert record == RECORDS[2]


def test_a_run_again_replaces_its_papers(tmp_path: Path) -> None:
    """Changed papers change, papers that are gone go, papers of other runs stay."""
    path = tmp_path / "claims.sqlite"
    other = a_record(9, "Grain rose.", document={"id": "sha256:b", "source": "b.pdf"})
    add(path, "one", RECORDS[:2])
    add(path, "two", [other])
    database = add(path, "one", [a_record(1, "Trade fell.")])
    assert answers(database) == ["c-1", "c-9"]
    assert answers(database, text="algeria") == []
    assert answers(database, text="fell") == ["c-1"]
    database = add(path, "two", [])
    assert answers(database) == ["c-1"]


def test_the_same_run_twice_changes_nothing(tmp_path: Path) -> None:
    """Papers known as they are are not written again."""
    path = tmp_path / "claims.sqlite"
    add(path, "one", RECORDS)
    before = path.stat().st_size
    database = add(path, "one", RECORDS)
    assert answers(database) == ["c-1", "c-2", "c-3", "c-4"]
    assert path.stat().st_size == before


def test_no_database_and_a_broken_one(tmp_path: Path) -> None:
    """Clear errors."""
    with pytest.raises(StoreError, match="no claim database"):
        list(ClaimDatabase(tmp_path / "none.sqlite").ask(Question()))
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database at all, but long enough to be one " * 20)
    with pytest.raises(StoreError, match="cannot be used"):
        list(ClaimDatabase(broken).ask(Question()))
