"""Reports read from the words alone, for sentences whose tree hides them.

The tagger takes "highlights" or "reports" for nouns after a name with numbers, and "affirmed" for the main
verb's complement; the order "<speaker> ... <reporting word> that" or "...: <quotation>" still tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipeline.annotate.reporting import (
    Frame,
    Report,
    ReportingVerb,
    frames_of,
    is_inference,
    span_of_tokens,
)
from pipeline.annotate.speakers import SpeakerKind, Speakers

__all__ = ["find_surface_report"]

_REACH = 14
"""How many words may stand between the start of the clause and the reporting word."""
_FINITE = frozenset({"VBZ", "VBP", "MD"})
_BREAKS = frozenset(
    {
        "that",
        "which",
        "who",
        "when",
        "while",
        "if",
        "because",
        "although",
        "whether",
        "and",
        "but",
        "how",
        "as",
    }
)
_MODIFIES = frozenset({"poss", "amod", "compound", "nmod"})
_QUOTES = frozenset({'"', "“", "«", "‘"})


def find_surface_report(sentence: Tokens, speakers: Speakers) -> Report | None:
    """The first reporting word that content follows, if a speaker stands straight before it.

    Content is "that", a colon and a quotation, a clause whose subject the tree gives to the reporting word
    ("EIA projects the price will rise"), or "to have" ("Hansen claims to have won").
    """
    tokens = list(sentence)
    start = _start_of_clause(tokens)
    if start == len(tokens) or tokens[start].lower_ in {"no", "none", "neither", "nobody"}:
        return None  # a scrap that ends at its comma, or nobody's report
    for at in range(start, min(start + _REACH, len(tokens) - 2)):
        token = tokens[at]
        if _ends_the_search(tokens, start, at):
            return None
        row = _row_that_fits(tokens, at)
        if row is not None and not _is_plainly_a_noun(token):
            return _report_of(row, token, tokens[start:at], speakers)
        if token.tag_ in _FINITE and token.dep_ not in {"relcl", "appos"}:
            return None
    return None


def _row_that_fits(tokens: Sequence[Token], at: int) -> ReportingVerb | None:
    """The row of the word's verb for what stands after it."""
    token, after = tokens[at], tokens[at + 1 : at + 4]
    rows = {row.frame: row for row in frames_of(token)}
    if Frame.CLAUSE in rows and (_opens_content(after) or _takes_a_subject(token)):
        return rows[Frame.CLAUSE]
    done = [word.lower_ for word in after[:2]] == ["to", "have"]
    return rows.get(Frame.DOING) if done else None


def _takes_a_subject(token: Token) -> bool:
    """Whether it is a subject with an object of its own, as no noun has: a verb, before another's subject."""
    return (
        token.dep_ == "nsubj"
        and token.head.i > token.i
        and any(c.dep_ == "dobj" and c.i < token.head.i for c in token.rights)
    )


def _report_of(
    row: ReportingVerb, token: Token, before: Sequence[Token], speakers: Speakers
) -> Report | None:
    speaker = _speaker_in(before, speakers)
    if speaker is None or not _admits(row, speaker, speakers.kind_of(speaker)):
        return None
    return Report(speaker, span_of_tokens(token, token), "surface-that")


def _admits(row: ReportingVerb, speaker: Token, kind: SpeakerKind) -> bool:
    return row.subject.admits(kind) and not is_inference(row, speaker, kind)


def _is_plainly_a_noun(token: Token) -> bool:
    """For "a series of reports that", "the first report that": it is led as nouns are."""
    led = any(child.dep_ in {"det", "amod", "poss"} for child in token.lefts)
    return token.pos_ == "NOUN" and (led or (token.i > 0 and token.nbor(-1).pos_ in {"ADP", "DET"}))


def _ends_the_search(tokens: Sequence[Token], start: int, at: int) -> bool:
    """At a conjunction, a modal, a participle after a comma, or a passive ("it was noted")."""
    token = tokens[at]
    if token.lower_ in _BREAKS or token.tag_ == "MD" or token.text in {":", ";", "–", "—"}:
        return True
    if token.text == "," and tokens[at + 1].tag_.startswith("VB"):
        return True
    passive = token.tag_ == "VBN" and at > start and tokens[at - 1].pos_ in {"AUX", "ADV"}
    return passive and tokens[start].lower_ == "it"


def _start_of_clause(tokens: Sequence[Token]) -> int:
    """After a short opening adverbial ("In 2011, ...") or at the start."""
    if tokens and (tokens[0].pos_ in {"ADP", "ADV", "SCONJ", "CCONJ"}):
        for at, token in enumerate(tokens[:10]):
            if token.text == ",":
                return at + 1
    return 0


def _opens_content(after: Sequence[Token]) -> bool:
    words = [token.lower_ for token in after]
    if not words:
        return False
    if words[0] == "that":
        return True
    if words[0] in {":", ","} and len(words) > 1:
        return words[1] in _QUOTES
    return len(words) > 1 and words[1] == "that" and after[0].pos_ in {"ADV", "NOUN", "PROPN", "PRON"}


def _speaker_in(tokens: Sequence[Token], speakers: Speakers) -> Token | None:
    """The head of the first phrase, if it can speak."""
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN", "PRON"} or token.i in speakers.mentions:
            head = token
            while head.i < tokens[-1].i and _same_phrase(head, head.nbor(1), speakers):
                head = head.nbor(1)
            while head.dep_ in _MODIFIES and head.i < head.head.i <= tokens[-1].i:
                head = head.head
            kind = speakers.kind_of(head)
            return None if kind in {SpeakerKind.AUTHOR, SpeakerKind.OTHER} else head
    return None


def _same_phrase(token: Token, after: Token, speakers: Speakers) -> bool:
    mention = speakers.mentions.get(token.i)
    if mention is not None and speakers.mentions.get(after.i) is mention:
        return True
    return after.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "amod", "nmod", "poss"}
