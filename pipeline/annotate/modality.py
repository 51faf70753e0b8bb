"""Modality: whether the main claim is hedged, whether it is negated, by which words, and how far they reach.

Cue and scope are those of BioScope and the *SEM 2012 task on negation: the scope is the clause that the
cue modifies. What stands in a subordinate clause ("although it may fail") marks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.clauses import EVIDENCE_VERBS, claim_head, main_head, predicate_nouns_of
from pipeline.annotate.lexicon import read_table
from pipeline.schema import AUTHOR, Flag, Holder, Span

__all__ = ["find_modality"]


@dataclass(frozen=True, slots=True)
class ModalityCue:
    """A row of ``hedges.csv`` or ``negators.csv``: a word or words (lemmas), and the place they stand in.

    Places: ``modal`` an auxiliary of the main verb; ``verb`` the main verb, with a verb or adjective below;
    ``adverb`` an adverb of the main clause; ``predicate`` an adjective or noun predicated; ``subject`` a
    determiner or pronoun as subject; ``object`` a determiner of the object, or the object itself;
    ``evidence`` the verb of the report.
    """

    cue: str
    place: str
    example: str = ""


@cache
def _cues(table: str, place: str) -> frozenset[str]:
    return frozenset(row.cue for row in read_table(table, ModalityCue) if row.place == place)


def find_modality(sentence: Tokens, holder: Holder = AUTHOR) -> tuple[Flag, Flag]:
    """``(hedged, negated)`` of the claim that the holder puts forward in the sentence."""
    if sentence[-1].text.endswith("?"):
        return Flag(), Flag()
    head = claim_head(sentence, holder)
    told = next((_negators_of(clause) for clause in [_told_clause_of(head)] if clause is not None), iter(()))
    main = main_head(sentence)
    reported = _modals_of(main) if main != head and not holder.is_author else iter(())
    hedge = next(chain(_hedges_of(head), _hedges_above(head), reported), None)
    return _flag(hedge, head), _flag(next(chain(_negators_of(head), told, _denials_of(head)), None), head)


def _hedges_above(head: Token) -> Iterator[Token]:
    """Hedging words of the report: "the data may show that", "this suggests that", "with low confidence"."""
    above = head.head
    if head.dep_ in {"acl", "relcl"} and above.dep_ == "pobj":
        yield from (c for c in above.lefts if c.lower_ in _cues("hedges", "confidence"))
    elif head.dep_ in {"ccomp", "advcl"} and above.lemma_.lower() in EVIDENCE_VERBS:
        if above.lemma_.lower() in _cues("hedges", "evidence"):
            yield above
        yield from _modals_of(above)
    elif head.dep_ == "ccomp":
        for child in above.rights:
            if child.dep_ == "prep" and child.lower_ == "with":
                below = (g for noun in child.children for g in noun.lefts)
                yield from (g for g in below if g.lower_ in _cues("hedges", "confidence"))


def _modals_of(verb: Token) -> Iterator[Token]:
    """Hedging modals and adverbs of a verb that reports: "critics may argue", "planners likely know"."""
    for child in verb.lefts:
        place = {"aux": "modal", "advmod": "adverb"}.get(child.dep_)
        if place is not None and child.lower_ in _cues("hedges", place):
            yield child


def _told_clause_of(head: Token) -> Token | None:
    """For "it is a luxury that Oslo can no longer afford", "what it lacks is": the clause that is claimed."""
    subject = next((c for c in head.children if c.dep_ in {"nsubj", "expl"}), None)
    if head.lemma_ == "be" and subject is None:
        return next((c for c in head.lefts if c.dep_ == "csubj"), None)
    if head.lemma_ != "be" or subject is None or subject.lower_ != "it":
        return None
    for child in head.rights:
        below = [child, *child.rights] if child.dep_ == "attr" else [child]
        for clause in below:
            if clause.dep_ in {"relcl", "advcl", "ccomp"} and clause.pos_ in {"VERB", "AUX"}:
                return clause
    return None


def _denials_of(head: Token) -> Iterator[Token]:
    """For "X denied that": the claim below is denied."""
    if head.dep_ in {"ccomp", "xcomp", "dobj"} and head.head.lemma_.lower() in _cues("negators", "report"):
        yield head.head


def _flag(cue: Token | None, head: Token) -> Flag:
    if cue is None:
        return Flag()
    return Flag(True, cue=Span(cue.idx, cue.idx + len(cue)), scope=_scope_of(head))


def _scope_of(head: Token) -> Span:
    """The head's clause, without a full stop at its end."""
    first, last = head.left_edge, head.right_edge
    while last.i > first.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return Span(first.idx, last.idx + len(last))


def _hedges_of(head: Token) -> Iterator[Token]:
    """Hedging words of the clause, modals first."""
    lemma = head.lemma_.lower()
    if lemma in _cues("hedges", "verb") and _leads_a_predicate(head):
        yield head
    for child in head.children:
        lower = child.lower_
        if child.dep_ in {"nsubj", "nsubjpass"}:  # "the talks most likely will fail"
            yield from (c for c in child.rights if c.dep_ in {"amod", "advmod"} and c.lower_ == "likely")
        if (child.dep_ == "aux" and lower in _cues("hedges", "modal")) or (
            child.dep_ in {"advmod", "npadvmod"}
            and lower in _cues("hedges", "adverb")
            and not _is_of_degree(child)
        ):
            yield child
        elif child.dep_ == "dobj" and lower in _cues("hedges", "object") and _is_bare(child):
            yield from (child for c in child.rights if c.dep_ == "acl" and c.left_edge.lower_ == "to")
        elif child.dep_ == "prep" and lower == "in":
            yield from (
                c
                for c in child.children
                if c.lower_ in _cues("hedges", "phrase") and c.left_edge.lower_ == "all"
            )
    denied = any(child.dep_ == "neg" for child in head.children)
    for predicate in predicate_nouns_of(head):
        word = predicate.lemma_.lower()
        able = word == "possible" and _has_infinitive(head, predicate)
        if (word in _cues("hedges", "predicate") and not able) or (
            denied and word in _cues("hedges", "denied")
        ):
            yield predicate
        yield from (
            c for c in predicate.lefts if c.dep_ == "advmod" and c.lower_ in _cues("hedges", "adverb")
        )


def _is_bare(noun: Token) -> bool:
    """For "the potential to fail"; how great a potential is tells no doubt."""
    return not any(c.dep_ == "amod" for c in noun.lefts)


def _has_infinitive(head: Token, predicate: Token) -> bool:
    """For "it is possible to sign", which tells an ability."""
    return any(
        c.dep_ in {"xcomp", "ccomp", "advcl"} and any(g.lower_ == "to" for g in c.lefts)
        for above in (head, predicate)
        for c in above.rights
    )


def _leads_a_predicate(head: Token) -> bool:
    return any(
        child.dep_ in {"xcomp", "ccomp", "acomp", "oprd", "attr"}
        or (child.dep_ == "dobj" and head.lemma_ == "seem")
        or child.lower_ in {"as", "like", "out", "to"}
        for child in head.rights
    )


def _is_of_degree(adverb: Token) -> bool:
    """Whether "about", "roughly" and the like measure a number, not the claim."""
    return adverb.head.pos_ == "NUM"


def _negators_of(head: Token) -> Iterator[Token]:
    """Negating words of the clause: on its verb, its subject, or what it predicates."""
    for child in head.children:
        lower = child.lower_
        if child.dep_ == "advmod" and child.lower_ == "longer":
            yield from (c for c in child.lefts if c.lower_ == "no")
        if (
            child.dep_ in {"neg", "advmod", "preconj", "cc"}
            and lower in _cues("negators", "adverb")
            and not _is_only(child)
        ):
            if not _is_doubled(head, child):
                yield child
        elif child.dep_ in {"nsubj", "nsubjpass", "attr", "expl"}:
            yield from _negated_nouns(child, "subject")
        elif child.dep_ == "dobj":
            yield from _negated_nouns(child, "object")
    for predicate in predicate_nouns_of(head):
        yield from (
            c
            for c in predicate.lefts
            if c.dep_ in {"neg", "preconj", "advmod", "cc"}
            and c.lower_ in _cues("negators", "adverb")
            and not _is_only(c)
        )
    if head.lemma_.lower() in _cues("negators", "verb") and any(c.dep_ == "xcomp" for c in head.rights):
        yield head
    if head.lemma_ in {"have", "be"} and any(c.dep_ == "xcomp" for c in head.rights):
        yield from (c for c in head.children if c.lower_ in _cues("negators", "waiting"))


def _negated_nouns(noun: Token, place: str) -> Iterator[Token]:
    if noun.lower_ in _cues("negators", place) and not _is_exceeded(noun):
        yield noun
    yield from (
        c
        for c in noun.lefts
        if c.dep_ in {"det", "neg", "preconj", "advmod"} and c.lower_ in _cues("negators", place)
    )
    hardly = (c for det in noun.lefts if det.lower_ == "any" for c in det.lefts)
    yield from (c for c in hardly if c.lower_ in _cues("negators", "adverb"))


def _is_exceeded(noun: Token) -> bool:
    """For "nothing short of", "nothing less than", "nothing but": it is that thing."""
    after = noun.doc[noun.i + 1 : noun.i + 2]
    return any(t.lower_ in {"short", "less", "but"} for t in after)


def _is_only(cue: Token) -> bool:
    """For "not only ... but also": nothing is denied."""
    after = cue.doc[cue.i + 1 : cue.i + 3]
    return cue.lower_ in {"not", "n't"} and any(
        t.lower_ in {"only", "just", "merely", "simply", "solely", "least"} for t in after[:1]
    )


def _is_doubled(head: Token, cue: Token) -> bool:
    """For "not without obstacles" and "cannot but": the denial denies itself."""
    after = cue.nbor(1) if cue.i + 1 < len(cue.doc) else cue
    return cue.head == head and (
        after.lower_ in {"without", "but"} or (after.lower_ in {"be"} and after.nbor(1).lower_ == "without")
    )
