"""The claim database: SQLite with full-text search, one file, no server; every run adds to it.

Text and facts of a claim (type, year, holders, stances) are words of one FTS5 index. A question is then
one intersection of posting lists, whatever mix of words and facts it asks for, and takes milliseconds at a
million claims.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import StoreError

__all__ = ["ClaimDatabase", "Question"]

_VERSION = 1
_SCHEMA = """
create table if not exists papers (id integer primary key, document text not null unique, mark text not null);
create table if not exists runs (run text not null, paper integer not null references papers (id),
    primary key (run, paper)) without rowid;
create table if not exists claims (id integer primary key, paper integer not null, date text not null,
    text text not null, facts text not null, record blob not null);
create index if not exists claims_of_paper on claims (paper);
create virtual table if not exists words using fts5 (text, facts, content='claims', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2 tokenchars '_'");
create virtual table if not exists vocabulary using fts5vocab (words, 'row');
"""
_LATEST_YEAR = 2100
_MOST_RANKED = 10_000


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for; empty fields ask nothing. ``since`` is a year, month or day ("2024-03")."""

    text: str = ""
    holder: str = ""
    target: str = ""
    stance: str = ""
    type: str = ""
    since: str = ""
    limit: int = 20


class ClaimDatabase:
    """The database in the file ``path``, made when the first run is added."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add_run(self, run: str, annotations: Path) -> None:
        """Make the claims of ``run`` those in ``annotations``; papers known as they are stay untouched.

        All or nothing: an interrupted call leaves the database as it was. Raises ``StoreError``.
        """
        with self._open() as connection, connection:
            connection.execute("begin immediate")
            kept = []
            for document, mark, lines in _papers_in(annotations):
                kept.append(_add_paper(connection, document, mark, lines))
            connection.execute("delete from runs where run = ?", (run,))
            connection.executemany(
                "insert or ignore into runs values (?, ?)", [(run, paper) for paper in kept]
            )
            _drop_orphans(connection)

    def ask(self, question: Question) -> Iterator[dict[str, Any]]:
        """The records that answer: best match first for words that are not too common, else latest first."""
        if not self.path.is_file():
            raise StoreError(
                "no claim database",
                where=str(self.path),
                advice="extract papers first, or name it with --database",
            )
        with self._open() as connection:
            ranked = bool(question.text) and _is_rare(connection, question.text)
            for (record,) in connection.execute(*_sql_of(question, ranked=ranked)):
                yield orjson.loads(zlib.decompress(record))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=60, isolation_level=None)) as connection:
                self._prepare(connection)
                yield connection
        except sqlite3.Error as error:
            raise StoreError(
                f"the claim database cannot be used: {error}",
                where=str(self.path),
                advice="free space; or delete it and run extract again, which builds it anew",
            ) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("pragma user_version").fetchone()
        if version == 0:
            connection.executescript(f"{_SCHEMA}; pragma user_version = {_VERSION}")
        elif version != _VERSION:
            raise StoreError(
                f"made by another version of Dragoman (schema {version})",
                where=str(self.path),
                advice="delete it and run extract again, which builds it anew",
            )


# --- writing ----------------------------------------------------------------------------------------


def _papers_in(annotations: Path) -> Iterator[tuple[str, str, list[bytes]]]:
    """The papers of a file of records, each with a mark of its content and its lines."""
    document = ""
    lines: list[bytes] = []
    with annotations.open("rb") as file:
        for line in file:
            paper = orjson.loads(line)["document"]
            name = f"{paper['id']} {paper['source']}"
            if name != document and lines:
                yield document, _mark_of(lines), lines
                lines = []
            document = name
            lines.append(line)
    if lines:
        yield document, _mark_of(lines), lines


def _mark_of(lines: Iterable[bytes]) -> str:
    mark = 0
    for line in lines:
        mark = zlib.crc32(line, mark)
    return f"{mark:08x}"


def _add_paper(connection: sqlite3.Connection, document: str, mark: str, lines: list[bytes]) -> int:
    known = connection.execute("select id, mark from papers where document = ?", (document,)).fetchone()
    if known and known[1] == mark:
        return int(known[0])
    if known:
        _drop_claims(connection, known[0])
        connection.execute("update papers set mark = ? where id = ?", (mark, known[0]))
        paper = int(known[0])
    else:
        cursor = connection.execute("insert into papers (document, mark) values (?, ?)", (document, mark))
        paper = int(cursor.lastrowid or 0)
    records = (orjson.loads(line) for line in lines)
    for record in (record for record in records if record["type"]["label"] != "none"):
        _add_claim(connection, paper, record)
    return paper


def _add_claim(connection: sqlite3.Connection, paper: int, record: dict[str, Any]) -> None:
    facts = " ".join(_facts_of(record))
    packed = zlib.compress(orjson.dumps(record), 1)
    date = record["document"]["date"] or ""
    cursor = connection.execute(
        "insert into claims (paper, date, text, facts, record) values (?, ?, ?, ?, ?)",
        (paper, date, record["text"], facts, packed),
    )
    connection.execute(
        "insert into words (rowid, text, facts) values (?, ?, ?)", (cursor.lastrowid, record["text"], facts)
    )


def _drop_claims(connection: sqlite3.Connection, paper: int) -> None:
    connection.execute(
        "insert into words (words, rowid, text, facts) "
        "select 'delete', id, text, facts from claims where paper = ?",
        (paper,),
    )
    connection.execute("delete from claims where paper = ?", (paper,))


def _drop_orphans(connection: sqlite3.Connection) -> None:
    orphans = connection.execute("select id from papers where id not in (select paper from runs)").fetchall()
    for (paper,) in orphans:
        _drop_claims(connection, paper)
        connection.execute("delete from papers where id = ?", (paper,))


# --- facts as words ---------------------------------------------------------------------------------


def _facts_of(record: dict[str, Any]) -> list[str]:
    """The facts of a claim as words of the index."""
    facts = {f"type_{record['type']['label']}"}
    if date := record["document"]["date"]:
        facts.add(f"year_{date[:4]}")
    facts.update(f"holder_{name}" for name in _names_of(record["holder"]))
    for stance in record["stances"]:
        holders, targets = _names_of(stance["holder"]), _names_of(stance["target"])
        facts.update(f"holder_{name}" for name in holders)
        for holder, label, target in product([*holders, "_"], [stance["label"], "_"], [*targets, "_"]):
            facts.add(f"stance_{holder}_{label}_{target}")
    return sorted(facts)


def _names_of(party: dict[str, Any]) -> list[str]:
    """By what a holder or target can be asked for: its link, its words; "author" for the author."""
    if party.get("kind") == "author":
        return ["author"]
    names = (_word(party.get("entity") or ""), _word(party.get("text") or ""))
    return [name for name in dict.fromkeys(names) if name]


def _word(name: str) -> str:
    """A name as one word: small letters, what is neither letter nor digit left out."""
    return re.sub(r"[\W_]+", "", name.casefold())[:60]


def _sql_of(question: Question, *, ranked: bool) -> tuple[str, tuple[Any, ...]]:
    """The best matches first where ``ranked``, else those that were added last."""
    where, values = [], []
    if asked := _match_of(question):
        where.append("words match ?")
        values.append(asked)
    if len(question.since) > len("2024"):
        where.append("claims.date >= ?")
        values.append(question.since)
    source = "words join claims on claims.id = words.rowid" if asked else "claims"
    order = "words.rank" if ranked and asked else "words.rowid desc" if asked else "claims.id desc"
    sql = f"select claims.record from {source} where {' and '.join(where) or '1'} order by {order} limit ?"
    return sql, (*values, question.limit)


def _match_of(question: Question) -> str:
    """A question as an FTS5 expression; "" where it asks for nothing that the index knows."""
    asked = []
    if question.text:
        asked.append(f"text : ({_phrases(question.text)})")
    if question.type:
        asked.append(f"facts : type_{_word(question.type)}")
    if question.target or question.stance:
        holder, target = _word(question.holder) or "_", _word(question.target) or "_"
        asked.append(f"facts : stance_{holder}_{_word(question.stance) or '_'}_{target}")
    elif question.holder:
        asked.append(f"facts : holder_{_word(question.holder)}")
    if question.since:
        years = range(int(question.since[:4]), _LATEST_YEAR)
        asked.append(f"facts : ({' OR '.join(f'year_{year}' for year in years)})")
    return " AND ".join(f"({part})" for part in asked)


def _is_rare(connection: sqlite3.Connection, text: str) -> bool:
    """Whether all words of a question together occur so seldom that matches can be ranked at once.

    BM25 visits every claim that holds any of the words, so for common words the newest come first instead.
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    words = re.findall(r"\w+", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    marks = ", ".join("?" * len(words))
    (times,) = connection.execute(
        f"select coalesce(sum(doc), 0) from vocabulary where term in ({marks})", words
    ).fetchone()
    return bool(words) and times <= _MOST_RANKED


def _phrases(text: str) -> str:
    """Words and "quoted phrases" of a user's text, quoted for FTS5 so that no sign in them is an operator."""
    parts = re.findall(r'"([^"]+)"|(\S+)', text)
    words = [(phrase or word).replace('"', "") for phrase, word in parts]
    return " ".join(f'"{word}"' for word in words if re.search(r"\w", word)) or '""'
