"""What is known of places: which names are states, which towns, and in which state a city lies."""

from __future__ import annotations

import re
from functools import cache

from pipeline.annotate.knowledge_base import KnownName
from pipeline.annotate.lexicon import read_table

__all__ = ["holds_towns", "is_state", "is_town", "state_of_city"]

_REGION = re.compile(r"\b(Province|Region|Oblast|County|Prefecture|Governorate|District)$")


def is_state(entity: str | None) -> bool:
    """Whether the entity is a state."""
    return entity in _entities_of("states")


def is_town(entity: str | None, name: str) -> bool:
    """Whether the name is a city's, a seat of government included, whatever it stands for."""
    return name in _seats() or entity in _entities_of("cities")


def state_of_city(entity: str | None) -> str | None:
    """The state that a known city lies in."""
    return _states_of_cities().get(entity or "")


def holds_towns(entity: str | None, name: str) -> bool:
    """Whether towns lie in it: a state or a region of one."""
    return entity in _entities_of("states", "regions_of_states") or _REGION.search(name) is not None


@cache
def _states_of_cities() -> dict[str, str]:
    return {row.entity: row.of for row in read_table("cities", KnownName) if row.of}


@cache
def _seats() -> frozenset[str]:
    return frozenset(seat for row in read_table("states", KnownName) for seat in row.seats)


@cache
def _entities_of(*tables: str) -> frozenset[str]:
    return frozenset(row.entity for table in tables for row in read_table(table, KnownName))
