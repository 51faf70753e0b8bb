"""How fast the claim database answers at a million claims.

Usage: python -m benchmarks.database [CLAIMS] [--keep FILE]. Fills a database with made-up claims (words
drawn with Zipf's law, holders and targets as in papers), asks ten kinds of questions and prints medians.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from typing import Any

import orjson

from pipeline.store.database import ClaimDatabase, Question

CLAIMS_PER_PAPER = 200
WORDS = 20_000
ACTORS = 300
QUESTIONS = {
    "rare word": Question("w9000"),
    "common word": Question("w3"),
    "two common words": Question("w3 w5"),
    "phrase": Question('"w1 w2"'),
    "type": Question(type="policy"),
    "holder": Question(holder="actor1"),
    "holder, target, stance": Question(holder="actor1", target="actor2", stance="against"),
    "word, holder, type, since": Question("w20", holder="actor3", type="policy", since="2024"),
    "common word, type, since": Question("w3", type="fact", since="2020"),
    "target, stance, since a month": Question(target="actor2", stance="favour", since="2024-06"),
}


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--keep", type=Path, help="Fill, or use, the database in this file.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder) / "claims.sqlite"
        if not path.exists():
            _fill(path, arguments.claims, Path(folder) / "annotations.jsonl")
        print(f"{path.stat().st_size / 1e6:.0f} MB on disk")
        for name, question in QUESTIONS.items():
            _time_question(name, ClaimDatabase(path), question)


def _fill(path: Path, claims: int, lines: Path) -> None:
    chance = random.Random(1)
    weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    words = [f"w{number}" for number in range(1, WORDS + 1)]
    with lines.open("wb") as out:
        for number in range(claims):
            out.write(orjson.dumps(_record(number, chance, words, weights)) + b"\n")
    started = time.perf_counter()
    ClaimDatabase(path).add_run("made-up", lines)
    seconds = time.perf_counter() - started
    print(f"{claims} claims added in {seconds:.0f} s ({claims / seconds:.0f} a second)")


def _record(number: int, chance: random.Random, words: list[str], weights: list[float]) -> dict[str, Any]:
    paper = number // CLAIMS_PER_PAPER
    text = " ".join(chance.choices(words, cum_weights=weights, k=26))
    holder = {"kind": "author"} if chance.random() < 0.75 else _actor(chance)
    stances = [
        {"holder": holder, "label": chance.choice(["favour", "against"]), "target": _actor(chance)}
        for _ in range(chance.random() < 0.3)
    ]
    return {
        "id": f"c-{number:016x}",
        "document": {
            "id": f"sha256:{paper}",
            "source": f"{paper}.pdf",
            "title": f"Paper {paper}",
            "date": f"{2015 + paper % 11}-{1 + paper % 12:02}",
        },
        "text": text,
        "location": {"pages": [1], "section": ["One"], "paragraph": 1, "boxes": [[1, 2, 3, 4]] * 3},
        "type": {"label": chance.choices(["fact", "value", "policy", "forecast"], [7, 1, 1, 1])[0]},
        "holder": holder,
        "stances": stances,
    }


def _actor(chance: random.Random) -> dict[str, Any]:
    number = min(int(chance.expovariate(0.05)), ACTORS)
    return {"kind": "actor", "text": f"Actor {number}", "entity": f"actor{number}"}


def _time_question(name: str, database: ClaimDatabase, question: Question) -> None:
    times = []
    for _ in range(7):
        started = time.perf_counter()
        found = len(list(database.ask(question)))
        times.append(1000 * (time.perf_counter() - started))
    print(f"{name:32} {statistics.median(times):8.1f} ms  {found:3} shown")


if __name__ == "__main__":
    main()
