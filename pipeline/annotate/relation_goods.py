"""What is bought and sold: the nouns of trade."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["is_goods"]

_GOODS = frozenset(
    {"import", "export", "shipment", "cargo", "volume", "flow", "delivery", "oil", "gas"}
    | {"crude", "petroleum", "coal", "fuel", "energy", "electricity", "uranium", "lng", "grain"}
    | {"wheat", "corn", "soy", "soybean", "food", "fertilizer", "fertiliser", "fish", "beef"}
    | {"fruit", "chip", "semiconductor", "mineral", "metal", "ore", "lithium", "cobalt", "nickel"}
    | {"copper", "graphite", "gallium", "germanium", "antimony", "magnet", "steel", "aluminium"}
    | {"aluminum", "helium", "titanium", "earth", "battery", "panel", "turbine", "drug"}
    | {"antibiotic", "medicine", "vaccine", "ingredient", "arm", "arms", "weapon", "ammunition"}
    | {"missile", "drone", "aircraft", "equipment", "machinery", "part", "component", "material"}
    | {"product", "good", "goods", "supply", "vehicle", "car", "textile", "device", "reactor"}
    | {"frigate", "submarine", "satellite", "tank", "helicopter", "howitzer", "jet", "fighter"}
    | {"rifle", "corvette", "locomotive", "train", "bus", "airliner", "radar", "turbine"}
    | {"centrifuge", "software", "shell", "sugar", "coffee", "cocoa", "tea", "cotton", "timber"}
    | {"rubber", "gold", "diamond", "meat", "soya", "rice", "seafood", "wine", "barley"}
    | {"poultry", "dairy", "truck", "ship", "toy", "clothing", "solar"}
)
"""What is bought and sold."""


def is_goods(token: Token) -> bool:
    """Whether the noun names goods, or a load of them."""
    return token.lemma_.lower() in _GOODS and token.tag_.startswith(("N", "J"))
