"""Signposts: sentences that send the reader to another place of the text and say nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.annotate.attribution_words import Role, has_role
from pipeline.annotate.evaluative import Place, cue_at

__all__ = ["EXHIBITS", "points_on"]

EXHIBITS = frozenset({"figure", "table", "box", "chart", "map", "graph", "annex", "appendix"})
"""Numbered parts of the paper itself: "Figure 3 shows"."""
_BESIDE = frozenset({"below", "above", "here", "overleaf", "opposite"})
_OURS = frozenset({"this", "our", "my"})


def points_on(head: Token) -> bool:
    """For "the rules are listed below", "costs are set out in Annex II", "the table below sums them up"."""
    subject = next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)
    if subject is not None and _stands_elsewhere(subject):
        return True
    told = head.tag_ == "VBN" and cue_at("signpost_cues", head, Place.VERB)
    return told and any(_is_place(c) for c in head.children)


def _stands_elsewhere(subject: Token) -> bool:
    """For "the analysis below", "what follows"."""
    if subject.lower_ == "follows" and any(c.lower_ == "what" for c in subject.lefts):
        return True
    own = subject.lemma_ in EXHIBITS or cue_at("signpost_cues", subject, Place.NOUN)
    after = subject.i + 1
    return own and after < len(subject.doc) and subject.doc[after].lower_ in {"below", "above", "overleaf"}


def _is_place(child: Token) -> bool:
    if child.lower_ in _BESIDE:
        return child.dep_ in {"advmod", "prep"} and not any(c.dep_ == "pobj" for c in child.children)
    if child.lower_ == "follows":  # "as follows"
        return any(c.lower_ == "as" for c in child.lefts)
    return child.dep_ == "prep" and any(_is_part(noun) for noun in _objects_of(child))


def _objects_of(preposition: Token) -> Iterator[Token]:
    return (c for c in preposition.children if c.dep_ == "pobj")


def _is_part(noun: Token) -> bool:
    """For "in Annex II", "in the next section": a part of this paper."""
    if any(word.lemma_.lower() in EXHIBITS for word in (noun, *noun.lefts)):
        return True
    near = any(c.lower_ in _OURS | {"next", "following", "preceding", "previous"} for c in noun.lefts)
    return has_role(noun, Role.OWN) and near
