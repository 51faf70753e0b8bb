"""Known names as they stand in a text, each with the one label that its surroundings allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from pipeline.annotate.knowledge_base import Knowledge, KnownMatch, Sense, Word
from pipeline.annotate.metonyms import acts_as_government
from pipeline.annotate.name_candidates import NameCandidate
from pipeline.annotate.parsing import whole_text
from pipeline.schema import EntityLabel, Span

__all__ = ["find_known", "tokens_by_place"]


def find_known(
    doc: Doc, words: Sequence[Word], knowledge: Knowledge, titles: frozenset[int] = frozenset()
) -> Iterator[NameCandidate]:
    """Candidates for all known names in ``doc``; short and ambiguous ones only where something backs them.

    ``titles`` are the tokens of people's titles: "President Ford" is no firm.
    """
    tokens = tokens_by_place(doc)
    text = whole_text(doc)
    matches = [whole for match in knowledge.find(words) if (whole := _whole(text, match))]
    present = _entities_present(matches)
    for match in matches:
        token = tokens.get(match.span.start)
        if token is not None and token.i - 1 in titles and knowledge.has_surname(match.span.of(text)):
            continue
        label = _label_of(match, token, present)
        if label is EntityLabel.FAC and match.senses[0].known.of and acts_as_government(doc, match.span):
            label = EntityLabel.ORG
        if label is not None:
            yield _placed(doc, match, label, token)


def tokens_by_place(doc: Doc) -> dict[int, Token]:
    """Tokens by the offset of each of their characters' starts that can begin a word."""
    places: dict[int, Token] = {}
    for token in doc:
        start, text = token.idx, token.text
        places[start] = token
        if not text.isalnum():
            marks = [offset for offset, sign in enumerate(text[:-1], 1) if not sign.isalnum()]
            places.update(dict.fromkeys((start + offset for offset in marks), token))
    return places


def _placed(doc: Doc, match: KnownMatch, label: EntityLabel, token: Token | None) -> NameCandidate:
    """The candidate, wider where a place stands with its direction or kind.

    "northern Luzon", "eastern Ukraine" and "central Mediterranean" are regions, "Helmand province" is whole.
    """
    by = f"known:{match.senses[0].known.entity}"
    span = match.span
    if token is None or label not in {EntityLabel.LOC, EntityLabel.GPE}:
        return NameCandidate(span, label, by)
    kind = doc.char_span(span.start, span.end)
    after = doc[kind.end] if kind is not None and kind.end < len(doc) else None
    if after is not None and after.text in _KINDS:
        return NameCandidate(Span(span.start, after.idx + len(after)), EntityLabel.GPE, by)
    before = token.nbor(-1) if token.i else None
    if before is None or before.text not in _DIRECTIONS:
        return NameCandidate(span, label, by)
    return NameCandidate(Span(before.idx, span.end), EntityLabel.LOC, by)


_KINDS = frozenset({"province", "district", "governorate", "oblast", "prefecture", "voivodeship"})
_SIDES = ("northern", "southern", "eastern", "western", "central", "northeastern", "northwestern")
_DIRECTIONS = frozenset(
    side for name in (*_SIDES, "southeastern", "southwestern") for side in (name, name.title())
)


def _whole(text: str, match: KnownMatch) -> KnownMatch | None:
    """The match where no letter or digit touches it; a type of weapon may take a plural ("F-16s")."""
    start, end = match.span.start, match.span.end
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if after == "s" and match.senses[0].label is EntityLabel.PRODUCT:
        match = KnownMatch(Span(start, end + 1), match.senses)
        after = text[end + 1 : end + 2]
    if before.isalnum() or after.isalnum():
        return None
    if after not in {"-", "–"} and any(sense.joined for sense in match.senses):
        match = KnownMatch(match.span, tuple(sense for sense in match.senses if not sense.joined))
        if not match.senses:
            return None
    in_compound = before in {"-", "–"} and text[max(start - 5, 0) : start - 1].endswith("Euro")
    is_event = match.senses[0].label is EntityLabel.EVENT
    return None if in_compound or (is_event and before in {"-", "–"}) else match


def _entities_present(matches: Iterable[KnownMatch]) -> frozenset[str]:
    """Entities that the document names by a full and unambiguous name."""
    return frozenset(
        sense.known.entity
        for match in matches
        for sense in match.senses
        if not sense.short and not sense.known.ambiguous
    )


def _label_of(match: KnownMatch, token: Token | None, present: frozenset[str]) -> EntityLabel | None:
    senses = [sense for sense in match.senses if _is_backed(sense, token, present)]
    if token is not None and len(senses) > 1:
        senses.sort(key=lambda sense: sense.label.value != token.ent_type_)
    return senses[0].label if senses else None


def _is_backed(sense: Sense, token: Token | None, present: frozenset[str]) -> bool:
    if token is not None and token.is_sent_start and (sense.short or sense.known.ambiguous):
        return False
    if sense.short:
        if token is not None and token.text in {"Parliament", "House"}:
            return _is_among_organs(sense, token)
        return _is_definite(token) and (sense.known.entity in present or _is_among_organs(sense, token))
    if sense.article:
        return token is not None and _follows_article(token)
    if sense.known.ambiguous:
        return token is None or token.ent_type_ != "" or token.pos_ == "PROPN"
    return True


def _follows_article(token: Token) -> bool:
    """Whether "The" with its capital stands before the name inside a sentence."""
    return token.i > 0 and token.nbor(-1).text == "The" and not token.nbor(-1).is_sent_start


def _is_among_organs(sense: Sense, token: Token | None) -> bool:
    """Whether another organ of the same body is named in the sentence: "the Parliament and the Council"."""
    organs = _ORGANS.get(sense.known.of)
    if token is None or organs is None:
        return False
    return any(
        other.text in organs
        and other.text != token.text
        and other.i
        and other.nbor(-1).lower_ in {"the", "and", "or", "in"}
        for other in token.sent
    )


_ORGANS = {
    "european-union": frozenset({"Commission", "Council", "Parliament"}),
    "united-states": frozenset({"House", "Senate", "Congress"}),
}


def _is_definite(token: Token | None) -> bool:
    """Whether a short name stands as one: "the Alliance", "Alliance priorities", not "an Alliance"."""
    if token is None:
        return True
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return before not in {"a", "an", "any", "every", "no"} and not before[:1].isupper()
