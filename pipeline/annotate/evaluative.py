"""Words that judge, and cues of advice, forecast and road map: the lexicons of claim type and stance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from pipeline.annotate.lemmas import lemma_of
from pipeline.annotate.lexicon import read_table
from pipeline.schema import StanceLabel

__all__ = ["Cue", "DescribingWord", "EvaluativeWord", "Place", "cue_at", "evaluation_of"]


@dataclass(frozen=True, slots=True)
class EvaluativeWord:
    """A row of ``evaluative_words.csv``.

    ``polarity``: ``favour``, ``against`` or ``neutral`` (judges, but not for or against); ``strength``:
    ``strong`` words judge wherever they are predicated, ``weak`` ones often only describe.
    """

    word: str
    pos: str
    polarity: str
    strength: str
    example: str = ""

    @property
    def label(self) -> StanceLabel | None:
        """The stance that the word expresses toward what it is said of; words that describe express none."""
        if self.polarity == "neutral" or (self.pos == "adjective" and self.word in _describing()):
            return None
        return StanceLabel(self.polarity)


@dataclass(frozen=True, slots=True)
class DescribingWord:
    """A row of ``describing_words.csv``: an adjective that weighs a thing, and is neither for it nor against.

    It may make a judgement of a sentence ("is central to"), but no stance.
    """

    word: str
    example: str = ""


class Place(StrEnum):
    """Where a cue of type stands."""

    MODAL = "modal"
    VERB = "verb"
    PREDICATE = "predicate"
    NOUN = "noun"
    DEMAND = "demand"
    COUNT = "count"
    EFFORT = "effort"
    """What is wanted where it is "needed" or something "requires" it."""
    COURSE = "course"
    """What "is to do" something: the way, the next step."""
    TENDENCY = "tendency"
    """What a thing does that is to come: "threatens to"."""
    SUBJECT = "subject"
    """Whose size is a forecast: "the odds are slim"."""
    THERE = "there"
    """What may come, where "there is" one that something happens."""
    METHOD = "method"
    """What authors did for their study: "we interviewed"."""
    REFER = "refer"
    """Sends the reader elsewhere: "see"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ``recommendation_cues.csv``, ``forecast_cues.csv`` or ``signpost_cues.csv``."""

    cue: str
    place: Place
    example: str = ""


_TERMS = frozenset(
    {("critical", noun) for noun in ("mineral", "infrastructure", "material", "technology", "function")}
    | {("smart", noun) for noun in ("city", "grid", "meter", "phone", "contract")}
    | {("trading", "partner"), ("trade", "partner"), ("good", "governance"), ("safe", "haven")}
    | {("sustainable", "development"), ("free", "trade")}
)
"""Terms of the field: their words name, and do not judge."""
_PREDICATED = frozenset({"acomp", "attr", "amod", "oprd"})
"""Where the tagger may take an adjective for a noun, or a noun for an adjective."""
_POS = {"ADJ": "adjective", "NOUN": "noun", "VERB": "verb", "ADV": "adverb", "PROPN": "noun", "AUX": "verb"}


@cache
def _words() -> dict[tuple[str, str], EvaluativeWord]:
    return {(row.pos, row.word): row for row in read_table("evaluative_words", EvaluativeWord)}


@cache
def _describing() -> frozenset[str]:
    return frozenset(row.word for row in read_table("describing_words", DescribingWord))


@cache
def _known() -> frozenset[str]:
    """Last words of all rows: most words of a text are none of them, and are done with at once."""
    return frozenset(word.replace("-", " ").split()[-1] for _, word in _words())


@cache
def _cues(table: str) -> frozenset[tuple[str, Place]]:
    return frozenset((row.cue, row.place) for row in read_table(table, Cue))


def evaluation_of(token: Token) -> EvaluativeWord | None:
    """The row for the token as it is used (participles as adjectives too), or ``None``."""
    if token.lower_ not in _known() and lemma_of(token) not in _known():
        return None
    if _is_of_term(token):
        return None
    return _term_ending_in(token) or _single_word(token)


def _is_of_term(token: Token) -> bool:
    """Whether it belongs to a term of the field, as in "critical minerals", or dates: "effective 1 May"."""
    if token.lower_ == "effective" and token.i + 1 < len(token.doc):
        after = token.nbor(1)
        return after.ent_type_ == "DATE" or after.lower_ in {"from", "immediately"}
    pair = (token.lower_, lemma_of(token.head))
    below = ((c.lower_, lemma_of(token)) for c in token.lefts)
    return pair in _TERMS or any(c in _TERMS for c in below)


def _term_ending_in(token: Token) -> EvaluativeWord | None:
    """The row of a term of several words that ends here: "turning point", "ill-advised"."""
    words = _words()
    if token.i > 1 and token.nbor(-1).text == "-":
        return words.get(("adjective", f"{token.nbor(-2).lower_}-{token.lower_}"))
    if token.i > 0 and token.pos_ == "NOUN":
        return words.get(("noun", f"{token.nbor(-1).lower_} {token.lemma_.lower()}"))
    return None


def _single_word(token: Token) -> EvaluativeWord | None:
    words = _words()
    pos = _POS.get(token.pos_)
    if pos is None:
        return None
    if pos == "verb" and (found := words.get(("adjective", token.lower_))):
        return found
    found = words.get((pos, lemma_of(token))) or words.get((pos, token.lower_))
    if found is None and token.dep_ in _PREDICATED:
        return words.get(("adjective", token.lower_)) or words.get(("noun", token.lower_))
    return found


def cue_at(table: str, token: Token, place: Place) -> bool:
    """Whether the token, by its lemma or (for modals) its form, is a cue of the table in that place."""
    cues = _cues(table)
    return (token.lower_, place) in cues or (
        place is not Place.MODAL and (token.lemma_.lower(), place) in cues
    )
