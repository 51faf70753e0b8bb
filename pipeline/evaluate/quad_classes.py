"""PLOVER's quad classes: verbal or material, cooperation or conflict.

After the PLOVER manual (Open Event Data Alliance): AGREE, CONSULT, SUPPORT are verbal and COOPERATE, AID
material cooperation; REJECT, ACCUSE are verbal and ASSAULT, COERCE, SANCTION, MOBILIZE material conflict.
Relations that are no events (membership, command, making, paying) have a class of their own.
"""

from __future__ import annotations

from enum import StrEnum

from pipeline.schema import RelationLabel

__all__ = ["QuadClass", "quad_class"]


class QuadClass(StrEnum):
    """The four classes, and the relations that are no PLOVER events."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"
    STATE = "state of affairs"


_CLASSES = {
    RelationLabel.CONSULT: QuadClass.VERBAL_COOPERATION,
    RelationLabel.AGREE: QuadClass.VERBAL_COOPERATION,
    RelationLabel.SUPPORT: QuadClass.VERBAL_COOPERATION,
    RelationLabel.COOPERATE: QuadClass.MATERIAL_COOPERATION,
    RelationLabel.AID: QuadClass.MATERIAL_COOPERATION,
    RelationLabel.SUPPLY: QuadClass.MATERIAL_COOPERATION,
    RelationLabel.OPPOSE: QuadClass.VERBAL_CONFLICT,
    RelationLabel.COERCE: QuadClass.MATERIAL_CONFLICT,
    RelationLabel.ASSAULT: QuadClass.MATERIAL_CONFLICT,
    RelationLabel.DEPLOY: QuadClass.MATERIAL_CONFLICT,
}


def quad_class(label: RelationLabel) -> QuadClass:
    """The class of a relation label."""
    return _CLASSES.get(label, QuadClass.STATE)
