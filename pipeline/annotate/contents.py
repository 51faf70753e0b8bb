"""Contents: what a reporting word reports, where the tree hangs it on the word and where it hides it."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["content_of", "told_by_noun"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def content_of(cue: Token) -> Token | None:
    """The clause or noun that a reporting word reports; ``None`` where it is the main clause itself."""
    if (beside := _taken_clause(cue)) is not None:
        return beside
    for labels in ({"ccomp"}, {"xcomp", "oprd"}, {"dobj", "attr"}):
        found = [child for child in cue.children if child.dep_ in labels]
        for child in sorted(found, key=lambda c: c.pos_ not in {"VERB", "AUX"})[:1]:
            return told_by_noun(child) or child
    for child in cue.children:
        if child.dep_ in {"acomp", "attr"} and (below := content_of(child)) is not None:
            return below
    for child in cue.children:
        if child.dep_ == "prep" and child.lower_ in {"for", "of", "as", "against"}:
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    return inner
    if (told := _told_with_manner(cue) or told_by_noun(cue)) is not None:
        return told
    advcl = [c for c in cue.children if c.dep_ == "advcl" and any(g.dep_ == "mark" for g in c.children)]
    return advcl[0] if len(advcl) == 1 and advcl[0].i > cue.i else None


def _taken_clause(cue: Token) -> Token | None:
    """For "believes the talks had failed", read as "believes the talks" and another clause beside it."""
    if not any(c.dep_ == "dobj" for c in cue.rights):
        return None
    for clause in (c for c in cue.rights if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}):
        joined = any(token.dep_ == "cc" for token in cue.doc[cue.i : clause.i])
        return None if joined or any(c.dep_ in _SUBJECTS for c in clause.children) else clause
    return None


def told_by_noun(word: Token) -> Token | None:
    """For "voiced concern that", "made clear that", a verb taken for a noun: the clause that hangs on it."""
    for child in word.rights:
        if child.dep_ == "csubj":
            return child
        if child.dep_ in {"acl", "relcl"} and word.pos_ == "NOUN":
            marks = [c for c in child.lefts if c.dep_ == "mark"]
            if any(c.lower_ == "that" for c in marks):
                return child
    return None


def _told_with_manner(cue: Token) -> Token | None:
    """For "assess with some confidence that": the clause that hangs on the phrase of manner."""
    for child in cue.rights:
        if child.dep_ == "prep" and child.lower_ == "with":
            for inner in (g for c in child.children if c.dep_ == "pobj" for g in c.rights):
                if inner.dep_ in {"acl", "relcl"} and any(g.lower_ == "that" for g in inner.lefts):
                    return inner
    return None
