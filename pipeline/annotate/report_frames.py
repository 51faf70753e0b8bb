"""Frames: what must follow a reporting word for it to report: a clause, a quotation, "for", "as", "with"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from pipeline.annotate.parsing import whole_text
from pipeline.annotate.quotations import Quotation
from pipeline.annotate.reporting import Frame, topic_of
from pipeline.annotate.syntax import is_infinitive

__all__ = ["fits_frame", "has_subject", "is_quoted", "that_clause_of"]

_NEAR = 8
"""Words after the verb in which a published figure stands."""
_NOT_REPORTED = frozenset({"whether", "if", "how", "why", "when", "where", "to", "because", "while", "as"})
"""Words that open an indirect question, an infinitive or an adverbial clause instead of a report."""
_MARKS = frozenset({"mark", "advmod", "aux"})
_ASKING = frozenset({"what", "which", "whose", "who"})
_TOLD = frozenset(
    {"tell", "remind", "warn", "inform", "assure", "reassure", "promise", "advise", "notify", "ask"}
)
_FACTS = frozenset({"fact", "idea", "notion", "view", "possibility"})
"""Nouns that hand on to the clause after them: "accepts the fact that"."""
_GAP = 3
"""White space between a lead-in and the quotation below it."""
_QUOTED_LENGTH = 3
"""Words between marks from which on an object is a quotation and not a scare quote."""


def fits_frame(frame: Frame, head: Token, quotations: Sequence[Quotation]) -> bool:
    """Whether what the frame asks for follows ``head``."""
    return _FITS[frame](head, quotations)


def that_clause_of(head: Token) -> Token | None:
    """The head of the clause with "that" after ``head``, or of one without mark that has its own subject.

    The clause may hang on a phrase of manner ("assess with some confidence that"), and its subject may
    have been taken for the object of ``head`` ("believe the talks had failed").
    """
    return next(_that_clauses(head), None)


def _that_clauses(head: Token) -> Iterator[Token]:
    for child in head.rights:
        if child.dep_ in {"ccomp", "advcl", "acl", "relcl"}:
            if any(c.lower_ == "that" and c.dep_ in _MARKS for c in child.children) or _is_plain(child):
                yield child
        elif child.dep_ == "conj" and _has_taken_subject(child):
            if not any(token.dep_ == "cc" for token in head.doc[head.i : child.i]):
                yield child
        elif child.dep_ == "dobj" and child.lower_ in _FACTS:
            yield from (c for c in child.rights if c.dep_ == "acl" and c.left_edge.lower_ == "that")
        elif child.dep_ == "prep" and child.lower_ == "with":
            for noun in (c for c in child.rights if c.dep_ == "pobj"):
                yield from (
                    c
                    for c in noun.rights
                    if c.dep_ in {"acl", "relcl"} and any(g.lower_ == "that" for g in c.lefts)
                )


def _is_plain(clause: Token) -> bool:
    """A clause without "that" that has a subject and opens no question: "believe the talks failed"."""
    if clause.dep_ != "ccomp" or clause.left_edge.lower_ in _ASKING:
        return False
    if clause.head.doc[clause.left_edge.i - 1].text in {"(", ";"}:
        return False
    if {c.lower_ for c in clause.children if c.dep_ in _MARKS} & _NOT_REPORTED:
        return False
    if clause.pos_ not in {"VERB", "AUX"}:
        return False
    return _has_taken_subject(clause) or (has_subject(clause) and not _follows_an_object(clause))


def _follows_an_object(clause: Token) -> bool:
    """For "Oslo holds nine ports (two are closed)": what follows is no report, unless somebody is told."""
    told = clause.head.lemma_ in _TOLD
    return not told and any(c.dep_ == "dobj" and c.i < clause.i for c in clause.head.rights)


def _has_taken_subject(verb: Token) -> bool:
    """Whether the finite verb has no subject because its head took it for an object."""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"MD", "VBD", "VBZ", "VBP"} for c in verb.lefts
    )
    taken = any(c.dep_ == "dobj" and c.i < verb.i for c in verb.head.rights)
    return finite and taken and not has_subject(verb)


def has_subject(verb: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return any(c.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for c in verb.children)


def _fits_clause(head: Token, quotations: Sequence[Quotation]) -> bool:
    """A clause that is no indirect question, before or after; or a quotation."""
    if head.lemma_ == "agree" and _is_settled(that_clause_of(head)):
        return False
    for child in head.children:
        if child.dep_ == "ccomp":
            if is_quoted(child, quotations) or _stands_before(child) or _stands_after_colon(child):
                return True
        elif child.dep_ in {"dobj", "attr", "advcl", "parataxis"} and is_quoted(child, quotations):
            return True
    return that_clause_of(head) is not None or _leads_to_quotation(head, quotations)


def _leads_to_quotation(head: Token, quotations: Sequence[Quotation]) -> bool:
    """For "Hansen warned the council:" before a quotation that is a paragraph or a sentence of its own."""
    sentence = head.sent
    if head != sentence.root or sentence[-1].text != ":":
        return False
    return any(0 <= quotation.span.start - sentence.end_char <= _GAP for quotation in quotations)


def _is_settled(clause: Token | None) -> bool:
    """For "agreed that the port would be closed": a deal, and no opinion."""
    return clause is None or any(c.lower_ in {"would", "will", "shall", "should"} for c in clause.lefts)


def _stands_before(clause: Token) -> bool:
    """For "the pact failed, Hansen said": a statement that ends at the comma before its report."""
    head, after = clause.head, clause.right_edge.i + 1
    if clause.i > head.i or head.doc[after].text != ",":
        return False
    marks = {c.lower_ for c in clause.lefts if c.dep_ in {"mark", "advmod", "aux"}}
    return has_subject(clause) and not marks & _NOT_REPORTED


def _stands_after_colon(clause: Token) -> bool:
    """For "Hansen says: Ships are late"."""
    after = clause.head.doc[clause.head.i + 1]
    return after.text == ":" and clause.i > after.i


def is_quoted(token: Token, quotations: Sequence[Quotation]) -> bool:
    """Whether the token stands in a quotation of some length."""
    for quotation in quotations:
        if quotation.span.start <= token.idx < quotation.span.end:
            return (
                len(whole_text(token.doc)[quotation.span.start : quotation.span.end].split())
                >= _QUOTED_LENGTH
            )
    return False


def _fits_for(head: Token, _: Sequence[Quotation]) -> bool:
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"for", "against"}:
            return True
        if child.dep_ in {"advcl", "ccomp", "xcomp"} and any(c.lower_ == "for" for c in child.lefts):
            return True
        if child.dep_ == "prt" and child.lower_ == "for":
            return True
    return False


def _fits_blame(head: Token, quotations: Sequence[Quotation]) -> bool:
    """Read "blames Oslo for the delay", "blames the delay on Oslo"."""
    blamed = [head, *(c for c in head.rights if c.dep_ == "dobj")]
    on = any(c.dep_ == "prep" and c.lower_ == "on" for word in blamed for c in word.rights)
    return _fits_for(head, quotations) or (on and _fits_object(head, quotations))


def _fits_topic(head: Token, quotations: Sequence[Quotation]) -> bool:
    reported = {"demand", "recommend", "urge", "advocate"}
    for child in head.rights:
        if child.dep_ == "dobj":
            members = [child, *(c for c in child.rights if c.dep_ == "conj")]
            return (
                head.lemma_ in reported
                or any(topic_of(member) is not None for member in members)
                or is_quoted(child, quotations)
            )
    return False


def _fits_infinitive(head: Token, _: Sequence[Quotation]) -> bool:
    return any(c.dep_ in {"xcomp", "ccomp"} and is_infinitive(c) for c in head.rights)


def _fits_expect(head: Token, quotations: Sequence[Quotation]) -> bool:
    """Read "expects trade to grow", "expects growth"."""
    return _fits_infinitive(head, quotations) or _fits_object(head, quotations)


def _fits_to(head: Token, _: Sequence[Quotation]) -> bool:
    return any(c.dep_ == "prep" and c.lower_ == "to" for c in head.rights)


def _fits_quoting(head: Token, quotations: Sequence[Quotation]) -> bool:
    """Read "quotes Hansen" before a quotation of some length."""
    last = head.right_edge.i + 1
    opens = head.doc[head.i + 1 : last]
    return _fits_object(head, quotations) and any(is_quoted(token, quotations) for token in opens)


def _fits_of(head: Token, _: Sequence[Quotation]) -> bool:
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "about", "against", "over"}:
            return any(c.dep_ in {"pobj", "pcomp"} for c in child.children)
        if child.dep_ == "prep" and any(c.dep_ == "pobj" for c in child.children):
            below = [g for c in child.children if c.dep_ == "pobj" for g in c.rights]
            if any(g.lower_ == "of" and g.nbor(1).text in {"“", '"', "«"} for g in below):
                return True
    blamed = (c for c in head.rights if c.dep_ == "dobj" and head.lemma_ == "accuse")
    return any(c.lower_ == "of" for noun in blamed for c in noun.rights)


def _fits_with(head: Token, _: Sequence[Quotation]) -> bool:
    objects = [c for c in head.rights if c.dep_ == "dobj"]
    return bool(objects) and any(c.dep_ == "prep" and c.lower_ == "with" for c in head.rights)


def _fits_object(head: Token, _: Sequence[Quotation]) -> bool:
    return any(c.dep_ == "dobj" for c in head.rights)


def _fits_as(head: Token, _: Sequence[Quotation]) -> bool:
    """Read "sees the pact as a burden", "refers to the pact as a burden"."""
    objects = [c for c in head.rights if c.dep_ == "dobj" and not c.lower_.endswith(("self", "selves"))]
    if not objects:
        by = (c for c in head.rights if c.dep_ == "prep" and c.lower_ in {"to", "of", "on", "upon"})
        objects = [c for preposition in by for c in preposition.rights if c.dep_ == "pobj"]
    return any(_opens_with_as(c) for above in (head, *objects) for c in above.rights) and bool(objects)


def _opens_with_as(child: Token) -> bool:
    """For "as a burden", and for "as poorly managed", which is parsed as a clause without subject."""
    if child.dep_ == "prep":
        return child.lower_ == "as"
    small = child.dep_ in {"advcl", "acl"} and child.left_edge.lower_ == "as" and not has_subject(child)
    return small and child.left_edge.head == child and (child.pos_ == "ADJ" or child.tag_ in {"VBN", "VBG"})


def _fits_doing(head: Token, _: Sequence[Quotation]) -> bool:
    """Read "denied supplying the ships", "claims to have supplied them"."""
    below = [c for c in head.rights if c.dep_ in {"xcomp", "ccomp"} and not has_subject(c)]
    return any(c.tag_ == "VBG" or {"to", "have"} <= {g.lower_ for g in c.lefts} for c in below)


def _fits_how(head: Token, _: Sequence[Quotation]) -> bool:
    """Read "the book recounts how the pact failed"."""
    denied = any(c.dep_ == "neg" for c in head.children)
    return not denied and any(
        c.dep_ in {"ccomp", "advcl"} and has_subject(c) and any(g.lower_ in {"how", "why"} for g in c.lefts)
        for c in head.rights
    )


def _fits_whether(head: Token, _: Sequence[Quotation]) -> bool:
    """Read "doubts whether the pact will last"."""
    return any(
        c.dep_ in {"ccomp", "advcl"} and any(g.lower_ in {"whether", "if"} for g in c.lefts)
        for c in head.rights
    )


def _fits_on(head: Token, _: Sequence[Quotation]) -> bool:
    """Read "called on Oslo to publish the data"."""
    asked = any(c.dep_ == "prep" and c.lower_ in {"on", "upon"} for c in head.rights)
    return asked and _fits_infinitive(head, ())


def _fits_complement(head: Token, _: Sequence[Quotation]) -> bool:
    for child in head.rights:
        if child.dep_ == "oprd":
            return True
        if child.dep_ == "ccomp" and any(c.dep_ == "nsubj" and c.lower_ == "it" for c in child.lefts):
            return head.lemma_ != "find"  # "found it hard to" tells what happened
        if child.dep_ == "ccomp" and (
            child.pos_ in {"ADJ", "NOUN"} or any(c.dep_ == "aux" for c in child.lefts)
        ):
            return has_subject(child)
    return False


def _fits_in(head: Token, _: Sequence[Quotation]) -> bool:
    """Read "sees in X the beginning of Y"."""
    objects = [c for c in head.rights if c.dep_ == "dobj"]
    return any(c.dep_ == "prep" and c.lower_ == "in" and c.i < o.i for c in head.rights for o in objects)


def _fits_among(head: Token, _: Sequence[Quotation]) -> bool:
    objects = [c for c in head.rights if c.dep_ == "dobj"]
    return bool(objects) and any(
        c.dep_ == "prep" and c.lower_ == "among" for above in (head, *objects) for c in above.rights
    )


def _fits_figure(head: Token, _: Sequence[Quotation]) -> bool:
    return any(t.like_num for t in head.doc[head.i + 1 : head.right_edge.i + 1][:_NEAR])


_FITS: dict[Frame, Callable[[Token, Sequence[Quotation]], bool]] = {
    Frame.CLAUSE: _fits_clause,
    Frame.FOR: _fits_for,
    Frame.TOPIC: _fits_topic,
    Frame.INFINITIVE: _fits_infinitive,
    Frame.OF: _fits_of,
    Frame.BLAME: _fits_blame,
    Frame.WITH: _fits_with,
    Frame.OBJECT: _fits_object,
    Frame.THING: _fits_object,
    Frame.AS: _fits_as,
    Frame.COMPLEMENT: _fits_complement,
    Frame.EXPECT: _fits_expect,
    Frame.TO: _fits_to,
    Frame.QUOTING: _fits_quoting,
    Frame.IN: _fits_in,
    Frame.AMONG: _fits_among,
    Frame.FIGURE: _fits_figure,
    Frame.DOING: _fits_doing,
    Frame.HOW: _fits_how,
    Frame.WHETHER: _fits_whether,
    Frame.ON: _fits_on,
}
