"""What can be a target of stance: things that are named, and not the one who holds the stance.

Every generator of candidates goes through here: words that only point, count, date or speak of speaking
name nothing that one could be for or against.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from pipeline.annotate.attitudes import attitudes_of
from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.stance_candidates import EMPTY_TARGETS, Candidate, Scene
from pipeline.annotate.stance_spans import target_span
from pipeline.schema import AUTHOR

__all__ = ["named_targets"]

_COUNTS = frozenset(
    {"many", "most", "some", "several", "few", "more", "much", "less", "all", "both", "each", "any", "enough"}
    | {"half", "number", "majority", "minority", "variety", "range", "handful", "lot", "bulk", "plenty"}
    | {"either", "neither", "couple", "dozen", "dozens", "series", "little", "part", "rest", "remainder"}
    | {"level", "degree", "kind", "type", "sort", "form"}
)
"""What is counted stands after "of"."""
_TIMES = frozenset({"day", "week", "month", "year", "decade", "century", "hour", "time", "weekend", "while"})
_POINTERS = frozenset({"WDT", "WP", "WP$", "WRB", "EX"})
_OF_SPEECH = frozenset(
    {"example", "question", "table", "figure", "box", "section", "paragraph", "chapter", "footnote"}
    | {"number", "fact", "factor", "reason", "way", "thing", "kind", "type", "sort", "point", "part"}
    | {"level", "case", "instance", "aspect", "respect", "extent", "degree", "word", "sentence", "matter"}
)
"""Nouns of discourse and of measure: an author who judges them judges something else."""
_WANTS = frozenset({"demand", "need", "requirement", "deadline", "target", "goal"})
_MEETING = frozenset({"meet", "satisfy", "fulfil", "fulfill"})
"""Who meets a demand is not for it."""
_SUMMARIES = frozenset(
    {"goal", "aim", "objective", "purpose", "end", "possibility", "issue", "question", "topic"}
    | {"intention", "intent", "fact", "notion", "matter", "thing", "point", "case", "subject"}
)
"""What somebody seeks to do with them tells what they are; alone they say nothing."""


def named_targets(found: Iterator[Candidate], scene: Scene) -> Iterator[Candidate]:
    """The candidates whose targets name something; of counted things, the things."""
    for candidate in found:
        named = _of_counted(candidate, scene)
        if _is_part_of_name(named, scene):
            continue
        if not _names_nothing(named, scene) and not _is_own(named, scene):
            yield named


def _of_counted(candidate: Candidate, scene: Scene) -> Candidate:
    """On the claims of "some of the claims", the security of "a level of security"."""
    if candidate.head.lower_ not in _COUNTS:
        return candidate
    of = (p for p in candidate.head.rights if p.lower_ == "of")
    thing = next((c for p in of for c in p.children if c.dep_ == "pobj"), None)
    return (
        candidate
        if thing is None or thing.pos_ == "PRON"
        else replace(candidate, head=thing, span=target_span(thing, scene))
    )


def _is_part_of_name(candidate: Candidate, scene: Scene) -> bool:
    """Whether the word that judges belongs to a name: the Democratic Party is not called democratic."""
    mention = scene.speakers.mentions.get(candidate.cue.i)
    return mention is not None and candidate.cue.pos_ in {"ADJ", "NOUN", "PROPN"}


def _names_nothing(candidate: Candidate, scene: Scene) -> bool:
    head = candidate.head
    if head.i in scene.speakers.mentions:
        return False
    lemma = lemma_of(head)
    if head.lower_ in EMPTY_TARGETS | _COUNTS or head.tag_ in _POINTERS or _is_wanted_of_us(head):
        return True
    if head.pos_ != "VERB" and any(c.tag_ in _POINTERS for c in head.lefts):
        return True
    if head.pos_ in {"NOUN", "ADJ", "ADV"} and lemma in _TIMES:
        return True
    if candidate.holder == AUTHOR:
        return head.pos_ == "NOUN" and lemma in _OF_SPEECH
    return lemma in _SUMMARIES and not any(c.dep_ == "prep" and c.lower_ == "of" for c in head.rights)


def _is_wanted_of_us(head: Token) -> bool:
    """The "demand" of "to meet a demand", and what is the reader's: "your offices"."""
    met = lemma_of(head) in _WANTS and lemma_of(head.head) in _MEETING
    return met or any(child.lower_ == "your" for child in head.lefts)


def _is_own(candidate: Candidate, scene: Scene) -> bool:
    """Whether the target is the holder, or an attitude of its own: a state is not for its demands."""
    mention = scene.speakers.mentions.get(candidate.head.i)
    holder = candidate.holder
    if mention is not None:
        return holder.entity is not None and mention.entity == holder.entity
    owners = [
        scene.speakers.mentions.get(c.i)
        for c in candidate.head.lefts
        if c.dep_ in {"poss", "amod", "compound"}
    ]
    own = any(o is not None and o.entity is not None and o.entity == holder.entity for o in owners)
    return own and bool(attitudes_of(candidate.head))
