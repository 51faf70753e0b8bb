"""What tells a claim's type: one row of numbers per sentence, the same for training and predicting."""

from __future__ import annotations

import math
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.advice_cues import advice_cues
from pipeline.annotate.claim_cues import raised_verb, subject_cues, verbal_cues
from pipeline.annotate.clauses import claim_head
from pipeline.annotate.evaluative import Place, cue_at, evaluation_of
from pipeline.annotate.judging_idioms import stands_in
from pipeline.annotate.modality import find_modality
from pipeline.annotate.signposts import points_on
from pipeline.annotate.type_words import TypeRole, is_type_word
from pipeline.schema import Holder

__all__ = ["FEATURE_NAMES", "claim_features"]

ZONES = ("predicate", "object", "subject", "other", "second", "below")
"""Parts of the claim's clause: ``second`` is a coordinated clause, ``below`` any subordinate one."""
_ZONE_OF = {
    "acomp": "predicate", "attr": "predicate", "oprd": "predicate",
    "dobj": "object", "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject",
    "conj": "second", "relcl": "below", "advcl": "below", "acl": "below", "ccomp": "below",
    "parataxis": "below", "xcomp": "other",
}  # fmt: skip
_CLAUSES = frozenset({"relcl", "advcl", "acl", "ccomp", "parataxis"})
_JUDGING = frozenset({"verb-of", "verb-blame", "verb-with", "verb-object", "noun-voiced-over"})
"""Reports that judge by their own words: "accuses X of", "praises X", "voices concern over"."""
_ASSERTING = frozenset({"ask", "insist", "want"})
"""With a clause these ask or assert rather than demand."""
_KINDS = frozenset({"matter", "source", "sign", "sort", "kind", "act", "cause", "symbol", "example", "case"})
"""Nouns that hand what they predicate on to the noun after "of"."""
_INTENSE = frozenset(
    {"highly", "deeply", "inherently", "extremely", "very", "too", "so", "particularly", "remarkably"}
    | {"dangerously", "woefully", "exceptionally", "fundamentally", "profoundly", "overly", "painfully"}
    | {"badly", "sorely", "hopelessly", "seriously", "severely", "surprisingly", "notoriously", "poorly"}
)
_POORLY = frozenset({"poorly", "badly", "woefully", "hopelessly", "ill", "insufficiently", "inadequately"})
_UNMOVED = frozenset(
    {"likely", "unlikely", "similar", "different", "able", "large", "small", "high", "low", "young", "old"}
    | {"common", "dependent", "aware", "close", "long", "short", "early", "late", "much", "many", "few"}
)
"""Adjectives that only measure, however "very" they are."""
_CHARGING = frozenset({"accuse", "suspect", "convict", "acquit"})
"""Verbs after which "of" names a deed."""
_SHORT = 9
"""Tokens of the longest sentence that only counts off what follows ("Three problems stand out.")."""
FEATURE_NAMES = (
    *(f"{strength}-{zone}" for strength in ("strong", "weak") for zone in ZONES),
    "judged-predicate", "judged-comparative", "judged-second", "needs-thing", "demands", "counts-off",
    "the-question", "by-of", "copula-present", "topic-noun", "judged-object", "head-strong",
    "head-weak", "head-linking", "head-offering", "head-factual", "head-noun", "passive", "past",
    "perfect", "modal-policy", "modal-forecast", "modal-will", "modal-would", "counterfactual",
    "second-policy", "but-policy", "second-forecast", "by-for", "by-expect", "by-as", "means-doing",
    "verbless", "whether-subject", "ordinal-subject", "after-none", "modal-hedge", "modal-can",
    "verb-policy", "predicate-policy", "noun-policy", "note-that", "imperative", "predicate-forecast",
    "hedged", "negated", "own-subject", "own-near", "we-subject", "signpost-verb", "signpost-noun",
    "question", "wh-below", "that-below", "deictic-subject", "it-subject", "there",
    "comparative", "superlative", "digits", "actor-subject", "holder", "quoted", "length", "adverb",
    "infinitive-below", "effort-policy", "refers", "bill-subject", "unfinished", "conjecture", "fares",
    "gerund-subject", "negative-words", "positive-words",
)  # fmt: skip


def claim_features(sentence: Tokens, holder: Holder, *, after_none: bool = False) -> list[float]:
    """One number per name in ``FEATURE_NAMES``; ``after_none``: the sentence before is of type none."""
    head = claim_head(sentence, holder)
    found = dict.fromkeys(FEATURE_NAMES, 0.0)
    found["digits"] = math.log1p(sum(_is_number(token) for token in sentence))
    for name, value in _lexical(head):
        found[name] += value
    for name in (*verbal_cues(head), *subject_cues(head), *advice_cues(head, sentence)):
        found[name] = 1.0
    if found["predicate-forecast"]:
        found["passive"] = 0.0  # "is projected to rise" tells what is to come, not what was done
    found["judged-predicate"] = min(found["strong-predicate"], 1.0) * max(
        found["head-linking"], found["passive"]
    )
    linked = max(found["head-linking"], 0.0) * float(not found["digits"])
    found["judged-comparative"] = linked * min(found["comparative"] + found["superlative"], 1.0)
    found["judged-object"] = min(found["strong-object"], 1.0) * max(
        found["head-offering"], found["head-linking"]
    )
    hedged, negated = find_modality(sentence, holder)
    found["hedged"], found["negated"] = float(hedged.value), float(negated.value)
    asked = holder.by == "verb-topic" and not found["topic-noun"]
    asked = asked or _is_demanded(sentence, holder)
    found["by-for"] = float(asked or holder.by in {"verb-for", "verb-infinitive", "verb-on"})
    found["by-expect"] = float(holder.by == "verb-expect")
    found["by-as"] = float(holder.by in {"verb-as", "verb-complement", "passive-agent", "verb-in"})
    found["by-of"] = float(holder.by in _JUDGING)
    found["counts-off"] = float(len(sentence) <= _SHORT and _counts_off(sentence))
    found["verbless"] = float(not any(token.pos_ in {"VERB", "AUX"} for token in sentence))
    found["after-none"] = float(after_none)
    found["question"] = float(_asks(sentence))
    found["unfinished"] = float(sentence.text.rstrip().endswith(":") and not _is_finite(head))
    if points_on(head) and not found["that-below"]:
        found["refers"] = 1.0
    found["holder"], found["quoted"] = float(not holder.is_author), float(holder.quoted)
    found["length"] = math.log(len(sentence)) / 4
    return list(found.values())


def _is_number(token: Token) -> bool:
    """A figure, and no "one of the" or "first"."""
    return token.text[:1].isdigit() or (token.tag_ == "CD" and token.like_num and token.lower_ != "one")


def _is_demanded(sentence: Tokens, holder: Holder) -> bool:
    """For "X recommended that", "X sent a letter urging": the report asks for what it reports."""
    if holder.cue is None or holder.by not in {"verb-clause", "verb-doing", "surface-that", "document-says"}:
        return False
    words = [token for token in sentence if holder.cue.start <= token.idx < holder.cue.end]
    return any(
        is_type_word(word, TypeRole.PROPOSING)
        or (cue_at("recommendation_cues", word, Place.DEMAND) and word.lemma_ not in _ASSERTING)
        for word in words
    )


_CLOSING = 5
"""A question mark and the marks of quotations that it may stand in."""


def _asks(sentence: Tokens) -> bool:
    """Whether it is a question, and not a statement that quotes or lists one after a colon."""
    if not sentence[-_CLOSING:].text.rstrip("”’\"' ").endswith("?"):
        return False
    colon = next((token.i for token in sentence if token.text == ":"), sentence.start)
    told = sentence.doc[sentence.start : colon]
    return not any(token.pos_ in {"VERB", "AUX"} and _is_finite(token) for token in told)


def _is_finite(head: Token) -> bool:
    verbs = [head, *(c for c in head.children if c.dep_ in {"aux", "auxpass"})]
    subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in head.children)
    return subject and any(verb.tag_ in {"VBD", "VBZ", "VBP", "MD"} for verb in verbs)


def _counts_off(sentence: Tokens) -> bool:
    return any(
        token.like_num and not token.text[:1].isdigit() and cue_at("signpost_cues", token.head, Place.COUNT)
        for token in sentence
    )


def _zones(head: Token) -> Iterator[tuple[Token, str]]:
    """Every token of the claim with the part of the clause that it stands in."""
    stack = [(child, _zone_of(child)) for child in head.children]
    if (raised := raised_verb(head)) is not None:
        stack = [(child, zone) for child, zone in stack if child != raised]
        stack.extend((child, _zone_of(child)) for child in raised.children)
    while stack:
        token, zone = stack.pop()
        yield token, zone
        for child in token.children:
            if child.dep_ in _CLAUSES:
                stack.append((child, "below"))
            else:
                stack.append((child, "other" if _is_deep(child, zone) else zone))


def _is_deep(child: Token, zone: str) -> bool:
    """For "is responsible for safe ports": what hangs on a predicate by a preposition is not predicated."""
    above = child.head
    partitive = child.lower_ == "of" and (above.pos_ in {"NUM", "PRON", "DET"} or above.lemma_ in _KINDS)
    deep = child.dep_ == "prep" and above.dep_ != "prep" and not partitive
    return (zone == "predicate" and deep) or (zone == "object" and child.dep_ == "compound")


def _zone_of(child: Token) -> str:
    """A small clause ("makes it a partner") predicates, though spaCy calls it a complement clause."""
    if child.dep_ == "ccomp" and child.pos_ in {"NOUN", "ADJ", "PROPN"}:
        return "predicate"
    return _ZONE_OF.get(child.dep_, "other")


def _lexical(head: Token) -> Iterator[tuple[str, float]]:
    own = evaluation_of(head)
    if own is not None:
        yield f"head-{own.strength}", 1.0
    for _ in (*_intensified(head), *stands_in(head)):
        yield "strong-predicate", 1.0
    for token, zone in _zones(head):
        place = "predicate" if zone == "other" and _is_as_phrase(token, head) else zone
        if is_type_word(token, TypeRole.MEASURE):
            continue
        if token.tag_ in {"JJS", "RBS"} and zone in {"predicate", "object"} and not _is_quantity(token):
            yield "superlative", 1.0
        elif token.tag_ in {"JJR", "RBR"} and zone == "predicate" and not _is_measured(token):
            yield "comparative", 1.0
        word = evaluation_of(token)
        if word is None or is_type_word(token, TypeRole.PLAIN) or _is_in_name(token) or _is_gauged(token):
            continue
        yield f"{word.strength}-{place}", 1.0
        if word.polarity != "neutral" and word.strength == "strong":
            yield "positive-words" if word.polarity == "favour" else "negative-words", 1.0


def _is_quantity(superlative: Token) -> bool:
    """For "most of them", "most ships", "at least": how many, and no judgement."""
    if superlative.lower_ == "least":
        return superlative.i > 0 and superlative.nbor(-1).lower_ == "at"
    return superlative.lower_ == "most" and superlative.head.pos_ not in {"ADJ", "ADV", "VERB"}


def _is_measured(comparative: Token) -> bool:
    """For "more costly than coal": two things are compared by a measure, and none is judged."""
    measured = comparative.head if comparative.lower_ in {"more", "less"} else comparative
    than = any(c.lower_ == "than" for above in (comparative, measured, measured.head) for c in above.rights)
    return than and (evaluation_of(measured) is None or is_type_word(measured, TypeRole.GAUGED))


def _is_gauged(token: Token) -> bool:
    """For "more costly" in such a comparison."""
    if not is_type_word(token, TypeRole.GAUGED):
        return False
    grown = token if token.tag_ == "JJR" else next((c for c in token.lefts if c.tag_ == "RBR"), None)
    return grown is not None and _is_measured(grown)


def _is_in_name(token: Token) -> bool:
    """For "the Recovery Fund": part of a name, which judges nothing."""
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _intensified(head: Token) -> Iterator[Token]:
    """For "is highly uncertain", "is woefully equipped": the predicates that an adverb makes a judgement."""
    for child in head.rights:
        if child.dep_ == "acomp" and child.tag_ in {"JJ", "VBN"} and child.lower_ not in _UNMOVED:
            yield from (c for c in child.lefts if c.dep_ == "advmod" and c.lower_ in _INTENSE)
    if any(c.dep_ == "auxpass" for c in head.lefts):  # "is poorly designed"
        yield from (c for c in head.lefts if c.lower_ in _POORLY and c.i == head.i - 1)


def _is_as_phrase(token: Token, head: Token) -> bool:
    above = token.head
    if head.lemma_ in _CHARGING:
        return False
    while above not in (head, above.head) and above.dep_ in {"pobj", "amod", "compound", "conj"}:
        above = above.head
    return above.lower_ in {"as", "of", "like"} and above.head == head and above.i > head.i
