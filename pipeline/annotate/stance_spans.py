"""The words of a target: the shortest phrase that names a thing, or a deed with its object."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.annotate.clauses import members_of, phrase_of
from pipeline.annotate.stance_candidates import Scene
from pipeline.schema import Span

__all__ = ["examples_of", "noun_span", "target_span", "things_in", "verb_span"]

_DETERMINERS = frozenset({"the", "a", "an", "any", "some"})


def target_span(head: Token, scene: Scene) -> Span:
    """The words that name a thing or, where the head is a verb, a deed."""
    return verb_span(head) if head.pos_ in {"VERB", "AUX"} else noun_span(head, scene)


def examples_of(noun: Token) -> list[Token]:
    """What is counted off after a noun: "goals such as X and Y", "aims, including X", "priorities: X; Y"."""
    found: list[Token] = []
    for child in noun.rights:
        such = child.lower_ == "as" and child.nbor(-1).lower_ == "such"
        if child.dep_ == "prep" and (such or child.lower_ in {"including", "like"}):
            found.extend(m for c in child.children if c.dep_ in {"pobj", "pcomp"} for m in members_of(c))
        elif child.dep_ == "appos" and noun.doc[child.left_edge.i - 1].text in {":", "–", "—"}:
            found.extend(members_of(child))
    return found


def noun_span(noun: Token, scene: Scene) -> Span:
    """A name alone, or the shortest phrase, without article, that names the thing."""
    mention = scene.speakers.mentions.get(noun.i)
    if mention is not None:
        return mention.span
    if (name := _name_of(noun, scene)) is not None:
        return name
    phrase, last = phrase_of(noun, article=False), _last_of_one(noun)
    end = phrase.end if last is None else phrase_of(last).end
    return _without_frame(Span(phrase.start, end), noun)


def _name_of(noun: Token, scene: Scene) -> Span | None:
    """The name in "the satellites known as Astra", "a plan called Horizon"."""
    named = [c for c in noun.rights if c.dep_ == "acl" and c.lemma_ in {"know", "call", "name", "dub"}]
    below = [c for verb in named for p in verb.rights if p.lower_ != "after" for c in (p, *p.rights)]
    mentions = (scene.speakers.mentions.get(c.i) for c in below if c.pos_ == "PROPN")
    return next((mention.span for mention in mentions if mention is not None), None)


def _without_frame(span: Span, noun: Token) -> Span:
    """Without what only frames the name: "the" before an owner, "any", "in 2022"."""
    first = noun.left_edge
    for frame in (c for c in noun.lefts if c.dep_ in {"advmod", "npadvmod"}):
        if frame.nbor(1).text == ",":  # "today, Oslo's view of the law"
            first = frame.nbor(2)
    while first.i < noun.i and (first.idx < span.start or first.lower_ in _DETERMINERS):
        first = first.nbor(1)
    start = max(span.start, first.idx)
    for child in noun.rights:
        dated = child.dep_ == "prep" and any(c.ent_type_ == "DATE" and c.dep_ == "pobj" for c in child.rights)
        if dated and start < child.idx < span.end:
            return Span(start, child.idx - 1)
    return Span(start, span.end)


def things_in(head: Token) -> list[Token]:
    """The members of a list; its head alone where they are one thing."""
    return list(members_of(head)) if _last_of_one(head) is None else [head]


def _last_of_one(noun: Token) -> Token | None:
    """The B of "the A and B", "A and B of C": common nouns that share their article or what follows."""
    members = list(members_of(noun))
    if len(members) < 2 or any(m.pos_ != "NOUN" for m in members):
        return None
    bare = not any(c.dep_ in {"det", "poss", "amod"} for m in members[1:] for c in m.lefts)
    led = any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    followed = [any(c.dep_ == "prep" for c in m.rights) for m in members]
    shared = followed[-1] and not any(followed[:-1])
    return members[-1] if bare and not any(followed[:-1]) and (led or shared) else None


def verb_span(verb: Token) -> Span:
    """A deed: the verb with its object or first prepositional phrase, without clauses."""
    end = verb
    for child in verb.rights:
        if child.dep_ in {"dobj", "prep", "prt", "attr", "acomp", "oprd", "agent"}:
            last = child
            for token in child.subtree:
                if token.dep_ in {"relcl", "advcl"} or token.text in {",", ";", "–", "—", "("}:
                    break
                last = token
            end = max(end, last, key=lambda t: t.i)
            if child.dep_ == "prep":
                break
        elif child.dep_ == "ccomp" and end == verb:  # "ensure that ports stay open" names nothing without it
            return Span(verb.idx, child.right_edge.idx + len(child.right_edge))
        elif child.dep_ in {"advcl", "punct", "cc", "conj", "ccomp"}:
            break
    return Span(verb.idx, end.idx + len(end))
