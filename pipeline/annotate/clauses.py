"""Clauses: the head of a sentence's main clause, and of the claim that a holder puts forward in it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.schema import Holder, Span

__all__ = ["claim_head", "main_head", "members_of", "phrase_of", "predicate_nouns_of", "token_at"]

OWN_REPORTS = frozenset(
    {"argue", "submit", "contend", "conclude", "suggest", "note", "remember", "recall", "stress", "emphasise"}
    | {"emphasize", "find", "hold", "claim", "maintain", "show", "believe", "think", "mention", "observe"}
)
OWN_SUBJECTS = frozenset({"paper", "study", "article", "author", "report", "brief", "analysis", "essay"})
_OPENING = 12
"""Words in which a short first clause before a colon ends."""
_PLAIN_RIGHTS = frozenset(
    {"relcl", "appos", "punct", "cc", "conj", "parataxis", "acl", "advcl", "ccomp", "dep"}
)


def main_head(sentence: Tokens) -> Token:
    """The verb (or noun, where there is no verb) that heads the main clause.

    spaCy takes the clause after a colon or semicolon as the root and the one before as its complement:
    then the first clause is the main one. A quotation before "X said" is not such a clause.
    """
    known: dict[int, int] = sentence.doc.user_data.setdefault("main_heads", {})
    if sentence.start not in known:
        known[sentence.start] = _find_main_head(sentence).i
    return sentence.doc[known[sentence.start]]


def _find_main_head(sentence: Tokens) -> Token:
    root = sentence.root
    if (first := _verb_before_colon(sentence, root)) is not None:
        return first
    for child in root.lefts:
        if child.dep_ in {"ccomp", "parataxis"} and _ends_at_colon(child, root):
            return child
    return root


def _verb_before_colon(sentence: Tokens, root: Token) -> Token | None:
    """The verb of a first clause that the tagger missed: what a modal stands before, ahead of a colon."""
    for token in sentence[:_OPENING]:
        if token == root or token.text in {":", ";"}:
            return None
        if token.tag_ == "MD" and token.head.i > token.i and token.head.dep_ in {"amod", "compound", "nmod"}:
            return (
                token.head
                if any(t.text == ":" for t in sentence.doc[token.head.i + 1 : token.head.i + 3])
                else None
            )
    return None


def _ends_at_colon(clause: Token, root: Token) -> bool:
    after = clause.right_edge.i + 1
    between = root.doc[after : root.i]
    return any(token.text in {":", ";"} for token in between[:2]) or clause.right_edge.text in {":", ";"}


def token_at(sentence: Tokens, at: int) -> Token | None:
    """The token of the sentence that holds the character ``at``."""
    found = sentence.doc.char_span(at, at + 1, alignment_mode="expand")
    if found is None or not sentence.start <= found.start < sentence.end:
        return None
    return found[0]


def claim_head(sentence: Tokens, holder: Holder) -> Token:
    """The head of what is claimed: below the holder's reporting word if there is one, else the main head."""
    main = main_head(sentence)
    if holder.is_author:
        return _below_own_report(main)
    if holder.cue is None:
        return main
    cue = _cue_head(sentence, holder.cue)
    if cue is None or cue.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return main
    return content_of(cue) or main


def _below_own_report(main: Token) -> Token:
    """For "this paper argues that", "it is submitted that", "it is important to note that": what follows."""
    if main.lemma_.lower() not in OWN_REPORTS and not any(c.dep_ == "acomp" for c in main.children):
        return main
    subject = next((c for c in main.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None or not (subject.lower_ in {"we", "i", "it"} or subject.lemma_.lower() in OWN_SUBJECTS):
        return main
    above = [main, *(c for c in main.children if c.dep_ in {"acomp", "xcomp"})]
    above += [c for child in above[1:] for c in child.children if c.dep_ == "xcomp"]
    for head in above:
        reports = head.lemma_.lower() in OWN_REPORTS
        for child in head.children:
            marked = any(c.lower_ == "that" and c.dep_ in {"mark", "nsubj"} for c in child.children)
            if reports and child.dep_ in {"ccomp", "advcl"} and marked:
                return child
    return main


def _cue_head(sentence: Tokens, cue: Span) -> Token | None:
    tokens = [t for t in sentence if cue.start <= t.idx < cue.end]
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head == t]
    return heads[0] if heads else None


def content_of(cue: Token) -> Token | None:
    """The clause or noun that a reporting word reports; ``None`` where it is the main clause itself."""
    for labels in ({"ccomp"}, {"xcomp", "oprd"}, {"dobj", "attr"}):
        for child in cue.children:
            if child.dep_ in labels:
                return child
    for child in cue.children:
        if child.dep_ in {"acomp", "attr"} and (below := content_of(child)) is not None:
            return below
    for child in cue.children:
        if child.dep_ == "prep" and child.lower_ in {"for", "of", "as", "against"}:
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    return inner
    advcl = [c for c in cue.children if c.dep_ == "advcl" and any(g.dep_ == "mark" for g in c.children)]
    return advcl[0] if len(advcl) == 1 and advcl[0].i > cue.i else None


def members_of(token: Token) -> Iterator[Token]:
    """The token and every conjunct after it, in order."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj":
            yield from members_of(child)


def predicate_nouns_of(head: Token) -> list[Token]:
    """Adjectives and nouns that the clause predicates: after "be", "remain", "represent as" and the like."""
    found = []
    for child in head.children:
        if child.dep_ in {"attr", "acomp", "oprd"}:
            found.append(child)
        elif child.dep_ == "prep" and child.lower_ == "as":
            found.extend(inner for inner in child.children if inner.dep_ == "pobj")
    return found


def phrase_of(noun: Token, *, article: bool = True) -> Span:
    """The shortest phrase that names the thing: its modifiers and prepositional phrases, no clauses.

    ``article``: whether a leading determiner belongs to it.
    """
    start = _left_edge(noun, article)
    end = _right_edge(noun)
    return Span(start.idx, end.idx + len(end))


def _left_edge(noun: Token, article: bool) -> Token:
    edge = noun.left_edge
    doc = noun.doc
    while edge.i < noun.i and (
        edge.is_punct
        or edge.is_space
        or edge.dep_ in {"preconj", "predet", "cc", "mark"}
        or (not article and edge.dep_ == "det" and edge.lower_ in {"the", "a", "an"} and edge.head == noun)
    ):
        edge = doc[edge.i + 1]
    return edge


def _right_edge(noun: Token) -> Token:
    edge = noun
    for child in noun.rights:
        if child.dep_ not in {"prep", "case", "nummod", "compound", "amod", "npadvmod", "advmod", "nmod"}:
            if child.dep_ in _PLAIN_RIGHTS:
                break
            continue
        edge = _last_word(child)
    return edge


def _last_word(token: Token) -> Token:
    """The right edge of a modifier, cut before any clause or bracket inside it."""
    last = token
    for child in token.rights:
        if child.dep_ in {"relcl", "appos", "parataxis", "acl", "advcl"} or child.text in {"(", "–", "—"}:
            break
        if child.dep_ == "punct":
            continue
        last = _last_word(child)
    return last
