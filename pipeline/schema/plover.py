"""Relation labels as PLOVER event classes.

PLOVER is the ontology behind POLECAT (Open Event Data Alliance). Labels that are states rather than
events (membership, leadership, ...) have no event class.
"""

from __future__ import annotations

from pipeline.schema.annotations import Relation, RelationLabel

__all__ = ["plover_code"]

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


def plover_code(relation: Relation) -> str:
    """The PLOVER event class: its trigger's where known, else its label's; empty for states."""
    return relation.plover or _PLOVER.get(relation.label, "")
