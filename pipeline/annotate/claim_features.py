"""What tells a claim's type: one row of numbers per sentence, the same for training and predicting."""

from __future__ import annotations

import math
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.attribution_words import Role, has_role
from pipeline.annotate.clauses import claim_head
from pipeline.annotate.evaluative import Place, cue_at, evaluation_of
from pipeline.annotate.modality import find_modality
from pipeline.schema import Holder

__all__ = ["FEATURE_NAMES", "claim_features", "claim_text"]

ZONES = ("predicate", "object", "subject", "other", "second", "below")
"""Parts of the claim's clause: ``second`` is a coordinated clause, ``below`` any subordinate one."""
_ZONE_OF = {
    "acomp": "predicate", "attr": "predicate", "oprd": "predicate",
    "dobj": "object", "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject",
    "conj": "second", "relcl": "below", "advcl": "below", "acl": "below", "ccomp": "below",
    "parataxis": "below", "xcomp": "other",
}  # fmt: skip
_CLAUSES = frozenset({"relcl", "advcl", "acl", "ccomp", "parataxis"})
_LINKING = frozenset(
    {"be", "remain", "represent", "constitute", "mark", "become", "serve", "prove", "make", "stand", "act"}
)
_OFFERING = frozenset(
    {"play", "pose", "present", "offer", "provide", "hold", "have", "face", "create", "share"}
)
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "final", "last", "next", "following"})
_REMARKS = frozenset(
    {"note", "remember", "mention", "stress", "recall", "emphasise", "emphasize", "point", "observe"}
)
_FACTUAL = frozenset({"include", "comprise", "consist", "amount", "total", "stem", "date", "sign", "launch"})

FEATURE_NAMES = (
    *(f"{strength}-{zone}" for strength in ("strong", "weak") for zone in ZONES),
    "judged-predicate", "judged-object", "head-strong", "head-weak", "head-linking", "head-offering",
    "head-factual", "head-noun", "passive", "past", "perfect", "modal-policy", "modal-forecast",
    "modal-will", "modal-would", "counterfactual", "second-policy", "but-policy", "second-forecast",
    "by-for", "by-as", "means-doing", "verbless", "whether-subject", "ordinal-subject", "after-none",
    "modal-hedge", "modal-can", "verb-policy", "predicate-policy", "noun-policy", "note-that",
    "imperative", "predicate-forecast", "hedged", "negated", "own-subject", "own-near", "we-subject",
    "signpost-verb", "signpost-noun", "signpost-phrase", "question", "wh-below", "that-below",
    "deictic-subject", "it-subject", "there", "comparative", "superlative", "digits", "actor-subject",
    "holder", "quoted", "length", "adverb", "infinitive-below", "gerund-subject", "negative-words",
    "positive-words",
)  # fmt: skip


def claim_features(sentence: Tokens, holder: Holder, *, after_none: bool = False) -> list[float]:
    """One number per name in ``FEATURE_NAMES``; ``after_none``: the sentence before is of type none."""
    head = claim_head(sentence, holder)
    found = dict.fromkeys(FEATURE_NAMES, 0.0)
    for name, value in _lexical(head):
        found[name] += value
    for name in (*_verbal(head), *_subject(head), *_advice(head, sentence)):
        found[name] = 1.0
    found["judged-predicate"] = min(found["strong-predicate"], 1.0) * max(
        found["head-linking"], found["passive"]
    )
    found["judged-object"] = min(found["strong-object"], 1.0) * max(
        found["head-offering"], found["head-linking"]
    )
    hedged, negated = find_modality(sentence, holder)
    found["hedged"], found["negated"] = float(hedged.value), float(negated.value)
    found["by-for"] = float(holder.by in {"verb-for", "verb-infinitive"})
    found["by-as"] = float(holder.by in {"verb-as", "verb-complement", "passive-agent", "verb-in"})
    found["verbless"] = float(not any(token.pos_ in {"VERB", "AUX"} for token in sentence))
    found["after-none"] = float(after_none)
    found["question"] = float(sentence.text.rstrip().endswith("?"))
    found["digits"] = math.log1p(sum(token.like_num or token.text[:1].isdigit() for token in sentence))
    found["holder"], found["quoted"] = float(not holder.is_author), float(holder.quoted)
    found["length"] = math.log(len(sentence)) / 4
    return list(found.values())


def claim_text(sentence: Tokens, holder: Holder) -> str:
    """The words of the claim itself: the clause below the reporting word, else the whole sentence."""
    if holder.is_author:
        return sentence.text
    head = claim_head(sentence, holder)
    return sentence.doc[head.left_edge.i : head.right_edge.i + 1].text


def _zones(head: Token) -> Iterator[tuple[Token, str]]:
    """Every token of the claim with the part of the clause that it stands in."""
    stack = [(child, _zone_of(child)) for child in head.children]
    while stack:
        token, zone = stack.pop()
        yield token, zone
        for child in token.children:
            stack.append((child, "below" if child.dep_ in _CLAUSES else zone))


def _zone_of(child: Token) -> str:
    """A small clause ("makes it a partner") predicates, though spaCy calls it a complement clause."""
    if child.dep_ == "ccomp" and child.pos_ in {"NOUN", "ADJ", "PROPN"}:
        return "predicate"
    return _ZONE_OF.get(child.dep_, "other")


def _lexical(head: Token) -> Iterator[tuple[str, float]]:
    own = evaluation_of(head)
    if own is not None:
        yield f"head-{own.strength}", 1.0
    for token, zone in _zones(head):
        place = "predicate" if zone == "other" and _is_as_phrase(token, head) else zone
        if token.tag_ in {"JJS", "RBS"} and zone in {"predicate", "object", "subject"}:
            yield "superlative", 1.0
        elif token.tag_ in {"JJR", "RBR"} and zone == "predicate":
            yield "comparative", 1.0
        word = evaluation_of(token)
        if word is None:
            continue
        yield f"{word.strength}-{place}", 1.0
        if word.polarity != "neutral" and word.strength == "strong":
            yield "positive-words" if word.polarity == "favour" else "negative-words", 1.0


def _is_as_phrase(token: Token, head: Token) -> bool:
    above = token.head
    while above not in (head, above.head) and above.dep_ in {"pobj", "amod", "compound", "conj"}:
        above = above.head
    return above.lower_ == "as" and above.head == head


def _verbal(head: Token) -> Iterator[str]:
    lemma = head.lemma_.lower()
    if lemma in _LINKING:
        yield "head-linking"
    elif lemma in _OFFERING:
        yield "head-offering"
    elif lemma in _FACTUAL:
        yield "head-factual"
    if head.pos_ not in {"VERB", "AUX"}:
        yield "head-noun"
    if head.tag_ == "VBD":
        yield "past"
    for child in head.children:
        if child.dep_ == "auxpass":
            yield "passive"
        elif child.dep_ == "aux":
            yield from _auxiliary(child)
        elif child.dep_ == "advmod" and evaluation_of(child) is not None:
            yield "adverb"


def _auxiliary(aux: Token) -> Iterator[str]:
    if cue_at("recommendation_cues", aux, Place.MODAL):
        yield "modal-policy"
    elif aux.lower_ in {"would", "'d"}:
        yield "modal-would"
        if any(c.dep_ == "aux" and c.lower_ == "have" for c in aux.head.children):
            yield "counterfactual"
    elif aux.lower_ in {"will", "'ll", "wo"}:
        yield "modal-will"
        yield "modal-forecast"
    elif cue_at("forecast_cues", aux, Place.MODAL):
        yield "modal-hedge"
        yield "modal-forecast"
    elif aux.lower_ in {"can", "ca"}:
        yield "modal-can"
    elif aux.lemma_ == "have":
        yield "perfect"
    elif aux.tag_ == "VBD":
        yield "past"


def _subject(head: Token) -> Iterator[str]:
    subject = next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"}), None)
    if subject is None:
        return
    determiners = {child.lower_ for child in subject.children if child.dep_ in {"det", "poss"}}
    if has_role(subject, Role.OWN) and determiners & {"this", "the", "our", "these"}:
        yield "own-subject" if determiners & {"this", "our"} else "own-near"
    if subject.lower_ in {"we", "i"}:
        yield "we-subject"
    elif subject.lower_ == "it":
        yield "it-subject"
    elif subject.lower_ in {"this", "these", "that", "those", "which"} or determiners & {
        "this",
        "these",
        "such",
    }:
        yield "deictic-subject"
    if subject.dep_ in {"csubj", "nsubj"} and subject.left_edge.lower_ in {"whether", "how", "why"}:
        yield "whether-subject"
    first = subject.lower_ if subject.pos_ == "ADJ" else ""
    if first in _ORDINALS or (
        has_role(subject, Role.OWN) and any(c.lower_ in _ORDINALS for c in subject.children)
    ):
        yield "ordinal-subject"
    if subject.dep_ == "expl" and subject.lower_ == "there":
        yield "there"
    if subject.tag_ == "VBG":
        yield "gerund-subject"
    if subject.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        yield "actor-subject"
    if cue_at("signpost_cues", subject, Place.NOUN):
        yield "signpost-noun"
    if cue_at("signpost_cues", head, Place.VERB):
        yield "signpost-verb"


def _advice(head: Token, sentence: Tokens) -> Iterator[str]:
    """Advice and forecasts told by verbs, adjectives and nouns instead of modals."""
    infinitive = [c for c in head.rights if c.dep_ in {"xcomp", "ccomp", "advcl"} and _is_infinitive(c)]
    if infinitive:
        yield "infinitive-below"
    if cue_at("recommendation_cues", head, Place.VERB) and _really_advises(head, infinitive):
        yield "verb-policy"
    if head.lemma_ == "mean" and any(c.dep_ in {"xcomp", "dobj"} and c.tag_ == "VBG" for c in head.rights):
        yield "means-doing"
    yield from _second_clauses(head)
    if (
        head == sentence.root
        and head.tag_ == "VB"
        and not any(c.dep_ in {"nsubj", "aux", "expl"} for c in head.children)
    ):
        yield "imperative"
    yield from _clauses_below(head)
    for child in head.children:
        if child.dep_ in {"acomp", "attr", "oprd"}:
            below = infinitive or any(_is_infinitive(c) or c.dep_ == "ccomp" for c in child.rights)
            if below and cue_at("recommendation_cues", child, Place.PREDICATE):
                yield "note-that" if _is_remark(child, infinitive) else "predicate-policy"
            if cue_at("forecast_cues", child, Place.PREDICATE):
                yield "predicate-forecast"
        if child.dep_ in {"attr", "dobj", "nsubj"} and cue_at("recommendation_cues", child, Place.NOUN):
            yield "noun-policy"
    if cue_at("recommendation_cues", head, Place.NOUN) and head.pos_ == "NOUN":
        yield "noun-policy"
    if cue_at("forecast_cues", head, Place.PREDICATE) and infinitive:
        yield "predicate-forecast"


def _really_advises(head: Token, infinitive: list[Token]) -> bool:
    """Need, have and ought with an infinitive and no other modal; recommend and the like by the author."""
    if any(c.dep_ == "aux" and c.tag_ == "MD" for c in head.children):
        return False
    if head.lemma_ in {"need", "have", "ought", "require"}:
        return bool(infinitive) and head.tag_ != "VBD"
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    return subject is not None and (subject.lower_ in {"we", "i"} or has_role(subject, Role.OWN))


def _second_clauses(head: Token) -> Iterator[str]:
    """Modals of the clauses that are joined to the main one."""
    but = any(c.dep_ == "cc" and c.lower_ in {"but", "yet"} for c in head.rights)
    for child in head.rights:
        if child.dep_ != "conj":
            continue
        policy = any(c.dep_ == "aux" and cue_at("recommendation_cues", c, Place.MODAL) for c in child.lefts)
        below = [c for c in child.rights if c.dep_ == "xcomp" and _is_infinitive(c)]
        if policy or (below and child.lemma_ in {"need", "have", "ought"} and child.tag_ != "VBD"):
            yield "but-policy" if but else "second-policy"
        if any(c.dep_ == "aux" and cue_at("forecast_cues", c, Place.MODAL) for c in child.lefts):
            yield "second-forecast"


def _clauses_below(head: Token) -> Iterator[str]:
    for child in head.rights:
        if child.dep_ in {"ccomp", "xcomp"}:
            words = {c.lower_ for c in child.lefts if c.dep_ in {"mark", "advmod", "det", "attr"}}
            if words & {"whether", "how", "why", "what", "which", "where", "if"}:
                yield "wh-below"
            elif "that" in words:
                yield "that-below"


def _is_remark(predicate: Token, infinitive: list[Token]) -> bool:
    """For "it is important to note that": a remark, no advice."""
    below = [*infinitive, *(c for c in predicate.rights if c.dep_ in {"xcomp", "ccomp"})]
    return any(verb.lemma_ in _REMARKS for verb in below)


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts)
