"""Ships by what is said of them: "the destroyer Velmora", "two frigates, the Velmora and the Karsel"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from pipeline.annotate.capitals import Run, is_plain
from pipeline.annotate.knowledge_base import Knowledge
from pipeline.annotate.name_candidates import NameCandidate, candidate_of
from pipeline.schema import EntityLabel

__all__ = ["find_ships"]

_SHIPS = frozenset(
    {"aircraft carrier", "battleship", "carrier", "corvette", "cruiser", "destroyer", "ferry", "flagship"}
    | {"freighter", "frigate", "icebreaker", "minehunter", "minesweeper", "patrol boat", "patrol vessel"}
    | {
        "research vessel",
        "steamer",
        "submarine",
        "tanker",
        "trawler",
        "warship",
        "oil tanker",
        "container ship",
        "ship",
        "vessel",
        "boat",
        "yacht",
    }
)
"""Kinds of ships whose name follows the kind."""


def find_ships(doc: Doc, runs: Sequence[Run], knowledge: Knowledge) -> Iterator[NameCandidate]:
    """Names right after a kind of ship, and those listed after the first one."""
    starting = {run.start: run for run in runs}
    for run in runs:
        kind = _kind_before(doc, run.start)
        if kind is None or not _may_be_ship(doc, run, knowledge):
            continue
        yield _ship(doc, run)
        yield from _listed(doc, run, starting, knowledge) if kind.tag_ == "NNS" else ()


def _ship(doc: Doc, run: Run) -> NameCandidate:
    return candidate_of(doc, run.start, run.end, EntityLabel.PRODUCT, "cue:ship")


def _kind_before(doc: Doc, at: int) -> Token | None:
    """The noun in "destroyer X", "destroyers X", or, of several ships, "destroyers, the X"."""
    if at and _is_kind(doc[at - 1]):
        return doc[at - 1]
    listed = at > 2 and doc[at - 1].lower_ == "the" and doc[at - 2].text in {",", "—", ":"}
    return doc[at - 3] if listed and doc[at - 3].tag_ == "NNS" and _is_kind(doc[at - 3]) else None


def _is_kind(token: Token) -> bool:
    noun = token.text.removesuffix("s") if token.tag_ == "NNS" else token.text
    pair = f"{token.nbor(-1).text} {noun}" if token.i else noun
    return noun in _SHIPS or pair in _SHIPS


def _may_be_ship(doc: Doc, run: Run, knowledge: Knowledge) -> bool:
    """Whether a run can be a ship's name: no state or people, no buyer as in "the ships Velmora bought"."""
    words = doc[run.start : run.end]
    if run.titled or len(words) > 3 or is_plain(words.text) or words.root.head.dep_ == "relcl":
        return False
    senses = knowledge.senses_of(words.text)
    return not any(sense.known.iso or sense.label in _NEVER for sense in senses)


_NEVER = frozenset({EntityLabel.NORP, EntityLabel.ORG})


def _listed(doc: Doc, run: Run, starting: dict[int, Run], knowledge: Knowledge) -> Iterator[NameCandidate]:
    """The further ships in "the Velmora, Karsel, and the Oslo"."""
    at = run.end
    while at + 1 < len(doc) and doc[at].lower_ in {",", "and"}:
        while at + 1 < len(doc) and doc[at].lower_ in {",", "and", "the"}:
            at += 1
        following = starting.get(at)
        if following is None or not _may_be_ship(doc, following, knowledge):
            return
        yield _ship(doc, following)
        at = following.end
