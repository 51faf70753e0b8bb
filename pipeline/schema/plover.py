"""Relation labels in the vocabularies of the trade: PLOVER event classes and Wikidata properties.

PLOVER is the ontology behind POLECAT (Open Event Data Alliance). Labels that are states rather than
events (membership, leadership, ...) have no event class, but a Wikidata property.
"""

from __future__ import annotations

from pipeline.schema.annotations import Relation, RelationLabel

__all__ = ["plover_code", "wikidata_properties"]

_PLOVER = {
    RelationLabel.CONSULT: "CONSULT",
    RelationLabel.AGREE: "AGREE",
    RelationLabel.COOPERATE: "COOPERATE",
    RelationLabel.SUPPORT: "SUPPORT",
    RelationLabel.AID: "AID",
    RelationLabel.SUPPLY: "COOPERATE",
    RelationLabel.OPPOSE: "REJECT",
    RelationLabel.COERCE: "COERCE",
    RelationLabel.ASSAULT: "ASSAULT",
    RelationLabel.DEPLOY: "MOBILIZE",
}
_WIKIDATA = {
    RelationLabel.MEMBER_OF: ("P463",),
    RelationLabel.PART_OF: ("P361", "P131", "P17"),
    RelationLabel.LEADS: ("P6", "P35", "P488"),
    RelationLabel.PARTICIPATES_IN: ("P1344",),
    RelationLabel.DEVELOPS: ("P178", "P176"),
    RelationLabel.ACQUIRES: ("P127",),
    RelationLabel.FUNDS: ("P859",),
}


def plover_code(relation: Relation) -> str:
    """The PLOVER event class: its trigger's where known, else its label's; empty for states."""
    return relation.plover or _PLOVER.get(relation.label, "")


def wikidata_properties(label: RelationLabel) -> tuple[str, ...]:
    """The Wikidata properties that a state may be written as, the widest first; empty for events."""
    return _WIKIDATA.get(label, ())
