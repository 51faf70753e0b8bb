"""Clauses: the head of a sentence's main clause, and of the claim that a holder puts forward in it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.contents import content_of, told_by_noun
from pipeline.schema import Holder, Span

__all__ = [
    "EVIDENCE_VERBS",
    "claim_head",
    "main_head",
    "members_of",
    "phrase_of",
    "predicate_nouns_of",
]

OWN_REPORTS = frozenset(
    {"argue", "submit", "contend", "conclude", "suggest", "note", "remember", "recall", "stress", "emphasise"}
    | {"emphasize", "find", "hold", "claim", "maintain", "show", "believe", "think", "mention", "observe"}
    | {"judge", "assess", "estimate", "recognise", "recognize", "understand", "expect"}
)
EVIDENCE_VERBS = frozenset(
    {
        "suggest",
        "indicate",
        "imply",
        "mean",
        "show",
        "demonstrate",
        "reveal",
        "confirm",
        "illustrate",
        "prove",
    }
)
"""What things do to claims: in "this suggests that prices will fall", the fall is claimed."""
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PERSONAL = frozenset({"we", "i", "he", "she", "they", "who"})
_QUESTIONS = frozenset({"whether", "if", "how", "why", "when", "where", "what"})
_EVIDENT = frozenset({"clear", "obvious", "evident", "apparent", "plain", "undeniable", "true"})
OWN_SUBJECTS = frozenset({"paper", "study", "article", "author", "report", "brief", "analysis", "essay"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LABEL = 30
"""Words in which a run-in heading ends."""
_LONGER = 5
"""Letters of a word that is no article or preposition, and has a capital in a heading."""
_OPENING = 12
"""Words in which a short first clause before a colon ends."""
_PLAIN_RIGHTS = frozenset(
    {"relcl", "appos", "punct", "cc", "conj", "parataxis", "acl", "advcl", "ccomp", "dep"}
)


def main_head(sentence: Tokens) -> Token:
    """The verb (or noun, where there is no verb) that heads the main clause.

    spaCy takes the clause after a colon or semicolon as the root and the one before as its complement:
    then the first clause is the main one; so it does with "(see Annex II)". A quotation before "X said" is
    not such a clause.
    """
    known: dict[int, int] = sentence.doc.user_data.setdefault("main_heads", {})
    if sentence.start not in known:
        known[sentence.start] = _find_main_head(sentence).i
    return sentence.doc[known[sentence.start]]


def _find_main_head(sentence: Tokens) -> Token:
    root = sentence.root
    if (after := _verb_after_label(sentence)) is not None:
        return after
    if (first := _verb_before_colon(sentence, root)) is not None:
        return first
    for child in root.lefts:
        if child.dep_ in {"ccomp", "parataxis"} and _ends_at_colon(child, root):
            return child
    return root


def _verb_after_label(sentence: Tokens) -> Token | None:
    """For "Scope Note: The pact failed": the verb of the sentence after a run-in heading."""
    colon = next((token.i for token in sentence[:_LABEL] if token.text == ":"), None)
    if colon is None or not _is_label(sentence.doc[sentence.start : colon]):
        return None
    for token in sentence.doc[colon + 1 : sentence.end]:
        above = token.head
        top = above == token or above.i <= colon or above.i >= sentence.end
        if top and token.pos_ in {"VERB", "AUX"} and any(c.dep_ in _SUBJECTS for c in token.lefts):
            return token
    return None


def _is_label(tokens: Tokens) -> bool:
    """Whether the words are written as a heading: the longer ones begin with a capital, and none reports."""
    if any(token.tag_ in {"VBZ", "VBD"} and token.pos_ == "VERB" for token in tokens):
        return False
    longer = [token for token in tokens if token.is_alpha and len(token) >= _LONGER]
    return bool(longer) and all(token.text[0].isupper() for token in longer)


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
    return any(t.text in {":", ";", "("} for t in between[:2]) or clause.right_edge.text in {":", ";"}


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
    if _is_subject_of(cue, main):
        return told_by_noun(cue) or main
    return content_of(cue) or main


def _is_subject_of(cue: Token, main: Token) -> bool:
    """For "EIA projects the price will rise", where the tree makes the report the subject of the rise."""
    return cue.dep_ == "nsubj" and cue.head == main


def _below_own_report(main: Token) -> Token:
    """What the author reports in a clause of its own, if there is one: that is the claim."""
    return _below_evidence(main) or _below_remark(main) or main


def _below_evidence(main: Token) -> Token | None:
    """For "this suggests that", "the figures show that": what follows, unless it is denied."""
    if main.lemma_.lower() not in EVIDENCE_VERBS or any(c.dep_ == "neg" for c in main.children):
        return None
    subject = next((c for c in main.children if c.dep_ in {"nsubj", "csubj"}), None)
    if subject is None or subject.ent_type_ in _ACTORS or subject.lower_ in _PERSONAL:
        return None
    return _told_clause(main, bare=True)


def _below_remark(main: Token) -> Token | None:
    """For "this paper argues that", "we judge", "it is submitted that", "it is important to note that"."""
    if main.lemma_.lower() not in OWN_REPORTS and not any(c.dep_ == "acomp" for c in main.children):
        return None
    subject = next((c for c in main.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None or not (subject.lower_ in {"we", "i", "it"} or subject.lemma_.lower() in OWN_SUBJECTS):
        return None
    above = [main, *(c for c in main.children if c.dep_ in {"acomp", "xcomp"})]
    above += [c for child in above[1:] for c in child.children if c.dep_ == "xcomp"]
    for head in above:
        if head.lemma_.lower() in OWN_REPORTS:
            told = _told_clause(head, bare=subject.lower_ in {"we", "i"})
            if told is not None:
                return told
    return _below_evident(main, subject)


def _below_evident(main: Token, subject: Token) -> Token | None:
    """For "it is clear that", "it became evident that": what follows, unless it is denied."""
    if subject.lower_ != "it" or any(c.dep_ == "neg" for c in main.children):
        return None
    for word in (c for c in main.children if c.dep_ == "acomp" and c.lower_ in _EVIDENT):
        return _told_clause(word, bare=False) or _told_clause(main, bare=False)
    return None


def _told_clause(head: Token, *, bare: bool) -> Token | None:
    """The clause with "that" below ``head``; with ``bare``, also one without it that has a subject."""
    for child in head.rights if bare else head.children:
        if child.dep_ not in {"ccomp", "advcl"}:
            continue
        marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "nsubj", "advmod"}}
        subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in child.children)
        plain = bare and child.dep_ == "ccomp" and subject and not marks & _QUESTIONS
        if "that" in marks or plain:
            return child
    return None


def _cue_head(sentence: Tokens, cue: Span) -> Token | None:
    tokens = [t for t in sentence if cue.start <= t.idx < cue.end]
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head == t]
    return heads[0] if heads else None


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
