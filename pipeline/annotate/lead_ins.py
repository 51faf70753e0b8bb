"""Lead-ins: "according to X", "in X's view", "for X", "as X notes" give the whole sentence to X."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.attribution_words import Role, has_role
from pipeline.annotate.reporting import (
    Frame,
    Report,
    frames_of,
    is_reporting_noun,
    span_of_tokens,
)
from pipeline.annotate.speakers import SpeakerKind, Speakers
from pipeline.annotate.syntax import surface_subjects_of
from pipeline.schema import EntityLabel

__all__ = ["find_lead_in"]

_COPULAS = frozenset({"be", "remain", "represent", "constitute", "seem", "appear", "look", "become"})
_OPENING = 3
"""Words at the start of a sentence among which "based on" leads in."""
_DEICTIC = frozenset({"this", "that", "these", "which", "what"})


def find_lead_in(sentence: Tokens, head: Token, speakers: Speakers) -> Report | None:
    """The lead-in that governs the main clause headed by ``head``, or ``None``."""
    tokens = list(sentence)
    for reading in (_according_to, _based_on, _in_view_of, _as_says, _for_person):
        for report in reading(tokens, head, speakers):
            return report
    return None


def _according_to(tokens: Sequence[Token], head: Token, speakers: Speakers) -> Iterator[Report]:
    for token in tokens:
        if token.lower_ != "according" or token.i + 1 >= token.doc.__len__():
            continue
        to = token.nbor(1)
        if to.lower_ != "to" or not (token == tokens[0] or _governs(token, head, tokens)):
            continue
        noun = next((child for child in to.children if child.dep_ == "pobj"), None)
        noun = noun or next((child for child in token.children if child.dep_ == "pobj"), None)
        nobody = {SpeakerKind.AUTHOR, SpeakerKind.OTHER}
        if noun is not None and speakers.kind_of(noun) in nobody and is_reporting_noun(noun, "lead"):
            noun = _owner_of(noun, speakers)  # "according to X's understanding"
        if noun is not None and speakers.kind_of(noun) not in nobody and not _is_measure(noun):
            yield Report(_source_below(noun, speakers), span_of_tokens(token, to), "according-to")


def _is_measure(noun: Token) -> bool:
    """Whether it is "according to need", "according to a schedule": by which measure, not whose view."""
    return noun.lower_ in {
        "need",
        "needs",
        "schedule",
        "plan",
        "rank",
        "size",
        "merit",
    }


def _source_below(noun: Token, speakers: Speakers) -> Token:
    """For "data from X", "X estimates": X, where the noun itself is only what X gave out."""
    if noun.i in speakers.mentions or not has_role(noun, Role.SOURCE):
        return noun
    for child in noun.lefts:
        if child.dep_ in {"compound", "poss"} and child.i in speakers.mentions:
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "from":
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.i in speakers.mentions:
                    return inner
    return noun


def _based_on(tokens: Sequence[Token], head: Token, speakers: Speakers) -> Iterator[Report]:
    """Read "based on information from X, ..." and "on the basis of X's estimates"."""
    for token in tokens:
        if token.lower_ == "per" and token.dep_ == "prep" and _governs(token, head, tokens):
            yield from _per(token, speakers)
    for at, token in enumerate(tokens):
        preposition = _of_basis(token) if at < _OPENING or token.lower_ != "based" else None
        if preposition is None or not _governs(token, head, tokens):
            continue
        for noun in (child for child in preposition.children if child.dep_ == "pobj"):
            source = _source_below(noun, speakers)
            kind = speakers.kind_of(source)
            known = kind.can_act or (kind is SpeakerKind.DOCUMENT and source != noun)
            if source.i in speakers.mentions and known and (noun == source or has_role(noun, Role.SOURCE)):
                end = token.doc[source.i - 1] if source.i > noun.i else preposition
                yield Report(source, span_of_tokens(token, end), "based-on")


def _of_basis(token: Token) -> Token | None:
    """The preposition before the source: of "based on", or of "on the basis of"."""
    if token.lower_ == "based" and token.i + 1 < len(token.doc):
        after = token.nbor(1)
        return after if after.lower_ in {"on", "upon"} else None
    if token.dep_ != "prep" or token.lower_ not in {"on", "by"}:
        return None
    basis = next((c for c in token.children if c.dep_ == "pobj" and c.lower_ == "basis"), None)
    return next((c for c in basis.rights if c.lower_ == "of"), None) if basis is not None else None


def _per(token: Token, speakers: Speakers) -> Iterator[Report]:
    """Read ", per the ministry,"; "per year" and "per head" name no speaker."""
    for noun in (child for child in token.children if child.dep_ == "pobj"):
        kind = speakers.kind_of(noun)
        named = noun.i in speakers.mentions or any(c.dep_ in {"det", "amod", "nummod"} for c in noun.lefts)
        if named and (kind.can_act or kind is SpeakerKind.DOCUMENT):
            yield Report(noun, span_of_tokens(token, token), "per")


def _in_view_of(tokens: Sequence[Token], head: Token, speakers: Speakers) -> Iterator[Report]:
    """Read "in X's view", "in the eyes of X", "from X's perspective", "by X's own account"."""
    for token in tokens:
        if (
            token.dep_ != "prep"
            or token.lower_ not in {"in", "from", "by", "to"}
            or not (_governs(token, head, tokens) or _looks_from(token, head))
        ):
            continue
        for noun in (child for child in token.children if child.dep_ == "pobj"):
            if not is_reporting_noun(noun, "lead"):
                continue
            owner = _owner_of(noun, speakers)
            if owner is None:
                continue
            kind = speakers.kind_of(owner)
            if not (kind.can_act or kind is SpeakerKind.DOCUMENT or owner.lower_ == "its"):
                continue
            if owner.pos_ != "PRON" or noun.lemma_ in {"view", "opinion", "eye", "word", "mind"}:
                yield Report(owner, span_of_tokens(token, noun), "in-view-of")


def _looks_from(token: Token, head: Token) -> bool:
    """For "is a burden from the perspective of X": the phrase hangs on what is predicated."""
    return token.lower_ == "from" and token.head.head == head and token.head.dep_ in {"attr", "acomp", "dobj"}


def _owner_of(noun: Token, speakers: Speakers) -> Token | None:
    """Whose view it is: "X's view", "the view of X", "the Norwegian view"."""
    for child in noun.children:
        mention = speakers.mentions.get(child.i)
        people = mention is not None and mention.label is EntityLabel.NORP and child.dep_ == "amod"
        if child.dep_ == "poss" or people:
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            is_view = inner is not None and inner.lower_ == "view"  # "from the point of view of X"
            return _owner_of(inner, speakers) if is_view and inner is not None else inner
    return None


def _as_says(tokens: Sequence[Token], head: Token, speakers: Speakers) -> Iterator[Report]:
    """Read "as X notes," "as noted by X," and the inserted clause ", X argued,"."""
    for child in head.children:
        if child.dep_ not in {"advcl", "parataxis", "ccomp", "prep"} or child.tag_ == "VBG":
            continue
        says = child
        rows = [row for row in frames_of(says) if row.frame is Frame.CLAUSE]
        if says.lemma_ == "put" and any(c.lower_ == "it" for c in says.children):
            speaker = next(iter(surface_subjects_of(says)), None)
            if speaker is not None and speakers.kind_of(speaker).can_act:
                yield Report(speaker, span_of_tokens(says, says), "as-says")
            continue
        if not rows or _has_modal(says):
            continue
        marked = any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in says.children)
        marked = marked or (says.i > tokens[0].i and says.left_edge.i > 0 and says.nbor(-1).lower_ == "as")
        if not (marked or _is_inserted(says, tokens)):
            continue
        yield from _speaker_of_insert(says, rows[0].subject.admits, speakers)


def _speaker_of_insert(says: Token, admits: object, speakers: Speakers) -> Iterator[Report]:
    agents = [t for c in says.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
    subjects = [c for c in says.children if c.dep_ in {"nsubj"}]
    for speaker in agents or subjects:
        if callable(admits) and admits(speakers.kind_of(speaker)):
            yield Report(speaker, span_of_tokens(says, says), "as-says")


def _is_inserted(says: Token, tokens: Sequence[Token]) -> bool:
    """Between commas or after the last comma, with nothing but its subject and adverbs."""
    left, right = says.left_edge.i, says.right_edge.i
    while left < says.i and says.doc[left].is_punct:
        left += 1
    while right > says.i and says.doc[right].is_punct:
        right -= 1
    if any(c.dep_ in {"mark", "ccomp", "xcomp", "dobj"} for c in says.children):
        return False
    before = says.doc[left - 1].text if left > tokens[0].i else ""
    after = says.doc[right + 1].text if right < tokens[-1].i else "."
    return before in {",", "”", '"', "–", "—", "’"} and (after in {",", ".", "–", "—"})


def _for_person(tokens: Sequence[Token], head: Token, speakers: Speakers) -> Iterator[Report]:
    """Read "for X, the deal is essential": X's view if X is a person or the clause says what is."""
    first = next(
        (token for token in tokens[:3] if token.lower_ in {"for", "to"} and token.dep_ == "prep"), None
    )
    if first is None or head not in {first.head, *first.head.children} or not _is_copular(head):
        return
    noun = next((child for child in first.children if child.dep_ == "pobj"), None)
    if noun is None or not (_ends_at_comma(noun) or noun.nbor(1).pos_ == "PRON"):
        return
    mention = speakers.mentions.get(noun.i)
    kind = speakers.kind_of(noun)
    person = kind in {SpeakerKind.PERSON, SpeakerKind.SOME} and (
        mention is None or mention.label != EntityLabel.NORP
    )
    if not person and not (kind is SpeakerKind.BODY and mention is not None):
        return
    subject = next((c for c in head.children if c.dep_ in {"nsubj", "csubj"}), None)
    if subject is not None and (person or subject.lower_ not in _DEICTIC) and not _has_modal(head):
        yield Report(noun, span_of_tokens(first, first), "for-person")


def _ends_at_comma(noun: Token) -> bool:
    edge = noun.right_edge.i + 1
    return noun.right_edge.text == "," or (edge < len(noun.doc) and noun.doc[edge].text == ",")


def _has_modal(head: Token) -> bool:
    """Advice and forecasts "for X" are the author's: "for Oslo, this will be hard"."""
    return any(child.tag_ == "MD" for child in head.children)


def _is_copular(head: Token) -> bool:
    return head.lemma_.lower() in _COPULAS


def _governs(token: Token, head: Token, tokens: Sequence[Token]) -> bool:
    """Whether the phrase stands over the main clause: at the sentence's start, its end, or between commas."""
    above = token.head
    hops = 0
    while above not in (head, above.head) and hops < 4:
        if above.dep_ in {"relcl", "acl", "advcl"}:
            return False
        above = above.head
        hops += 1
    start = token.i - tokens[0].i
    before = token.nbor(-1).text if start else ","
    return above == head and (start <= 3 or before in {",", "–", "—", "("} or token.head == head)
