"""Prospects: clauses that tell what may come without a modal: "the odds are slim", "is on course to"."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.evaluative import Place, cue_at

__all__ = ["may_turn_out"]


def may_turn_out(head: Token) -> bool:
    """For "has the potential to", "the odds are slim", "is on course to": what may come, told now."""
    if head.tag_ not in {"VBZ", "VBP", "VB"}:
        return False
    return _has_a_chance(head) or _tends_to(head) or _is_under_way(head) or _is_to_be_seen(head)


def _has_a_chance(head: Token) -> bool:
    """For "has the potential to", "there is a risk that", "stands a chance of"."""
    if head.lemma_ not in {"have", "be", "stand", "remain"}:
        return False
    there = any(c.dep_ == "expl" for c in head.lefts)
    return any(
        noun.dep_ in {"dobj", "attr"}
        and (cue_at("forecast_cues", noun, Place.NOUN) or (there and _is_risk(noun)))
        and _has_prospect(noun)
        for noun in head.rights
    )


def _is_risk(noun: Token) -> bool:
    return cue_at("forecast_cues", noun, Place.THERE)


def _tends_to(head: Token) -> bool:
    """For "the rift threatens to split the party", "the odds are slim"; people who threaten tell a plan."""
    subject = next((c for c in head.lefts if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if head.lemma_ == "be":
        sized = any(c.dep_ == "acomp" for c in head.rights)
        return sized and cue_at("forecast_cues", subject, Place.SUBJECT)
    thing = subject.pos_ == "NOUN" and subject.ent_type_ == ""
    infinitive = any(c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.lefts) for c in head.rights)
    return thing and infinitive and cue_at("forecast_cues", head, Place.TENDENCY)


def _is_under_way(head: Token) -> bool:
    """For "is on course to", "is on the verge of", "is on the horizon"."""
    return head.lemma_ in {"be", "remain"} and any(
        noun.dep_ == "pobj" and cue_at("forecast_cues", noun, Place.COURSE)
        for on in head.rights
        if on.lower_ == "on"
        for noun in on.rights
    )


def _is_to_be_seen(head: Token) -> bool:
    """For "it remains to be seen whether", "it remains unclear if"."""
    if head.lemma_ != "remain" or not any(c.lower_ == "it" for c in head.lefts):
        return False
    below = [c for c in head.rights if c.lower_ in {"seen", "unclear", "uncertain", "open"}]
    asked = [g for word in (head, *below) for c in word.rights for g in c.lefts]
    return bool(below) and any(g.lower_ in {"whether", "if", "how"} for g in asked)


def _has_prospect(noun: Token) -> bool:
    """Whether the noun says of what it is the chance: by "of", "that" or an infinitive."""
    return any(
        c.lower_ == "of" or (c.dep_ in {"acl", "relcl", "ccomp"} and c.left_edge.lower_ in {"to", "that"})
        for c in noun.rights
    )
