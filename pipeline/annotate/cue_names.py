"""Names by the words beside them: a title before a person, "the firm X", "operation “X”", "X, the minister".

The words are the rows of ``person_titles.csv`` and ``cue_nouns.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from pipeline.annotate.capitals import Run, is_capital, is_plain
from pipeline.annotate.head_nouns import head_nouns
from pipeline.annotate.knowledge_base import Knowledge
from pipeline.annotate.lexicon import read_table
from pipeline.annotate.name_candidates import NameCandidate, candidate_of
from pipeline.annotate.recurrence import family_names, surname_of
from pipeline.schema import EntityLabel

__all__ = ["CueNoun", "VietnameseFamily", "find_cued", "is_pinyin_name", "names_people"]


@dataclass(frozen=True, slots=True)
class CueNoun:
    """A row of ``cue_nouns.csv``: a common noun beside a name that says what it names ("the firm X")."""

    words: str
    label: EntityLabel
    example: str = ""


@dataclass(frozen=True, slots=True)
class VietnameseFamily:
    """A row of ``vietnamese_families.csv``: a family name that opens a full name, whose last word is used."""

    family: str
    example: str = ""


def find_cued(doc: Doc, runs: Sequence[Run], knowledge: Knowledge) -> Iterator[NameCandidate]:
    """Names whose neighbours tell their kind; they may overlap."""
    for run in runs:
        text = doc[run.start : run.end].text
        is_person = run.titled and knowledge.has_surname(text)
        if (
            is_plain(text)
            or (_is_known(text, knowledge) and not is_person)
            or all(t.is_stop for t in doc[run.start : run.end])
        ):
            continue
        if is_pinyin_name(text) or _is_vietnamese_name(text):
            yield candidate_of(doc, run.start, run.end, EntityLabel.PERSON, "rule:family-first")
        elif _is_head_alone(doc, run, knowledge):
            yield candidate_of(doc, run.start, run.end, EntityLabel.PERSON, "rule:surname")
        elif run.titled:
            if _may_be_person(doc, run, knowledge):
                yield candidate_of(doc, run.start, run.end, EntityLabel.PERSON, "rule:title")
        elif _has_apposition(doc, run):
            yield candidate_of(doc, run.start, run.end, EntityLabel.PERSON, "rule:apposition")
        else:
            yield from _by_cue(doc, run, knowledge)


_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|[aeiouü])"
)
_GIVEN = re.compile(rf"(?=.{{4,}}){_SYLLABLE}'?{_SYLLABLE}", re.IGNORECASE)


def is_pinyin_name(words: str) -> bool:
    """Whether a Chinese family name and a given name of two syllables of Pinyin stand together."""
    parts = words.split()
    return (
        len(parts) == 2
        and parts[0] in family_names()
        and parts[1].istitle()
        and _GIVEN.fullmatch(parts[1]) is not None
        and parts[1] not in head_nouns()
    )


def _is_head_alone(doc: Doc, run: Run, knowledge: Knowledge) -> bool:
    """Whether a word alone is the surname of a head of state, and nothing else by its form."""
    token = doc[run.start]
    before = doc[run.start - 1].text if run.start else ""
    is_town = before in _BEFORE_TOWNS and run.end < len(doc) and doc[run.end].text == ","
    return not is_town and (
        run.end - run.start == 1
        and surname_of(f"{token.text} {before} {token.text}") == token.text
        and token.pos_ == "PROPN"
        and len(token) > 3
        and token.text not in head_nouns()
        and knowledge.head_by_surname(token.text) is not None
    )


_BEFORE_TOWNS = frozenset({"of", "in", "at", "near", "from", "outside", "to"})


def _is_vietnamese_name(words: str) -> bool:
    """Whether three or four plain words begin with a Vietnamese family name: "Nguyen Van Minh"."""
    parts = words.split()
    if not 3 <= len(parts) <= 4 or parts[0] not in _vietnamese_families():
        return False
    return all(part.istitle() and part.isalpha() and part not in head_nouns() for part in parts)


def _may_be_person(doc: Doc, run: Run, knowledge: Knowledge) -> bool:
    """Whether a name with a title before it is a person's: no "Heads of State", no "Major Steps"."""
    if run.end - run.start == 1 and doc[run.end - 1].tag_ in {"NNS", "NNPS"}:
        return False
    if doc[run.start - 1].text not in _ALSO_ADJECTIVES:
        return True
    named = any(token.ent_type_ == "PERSON" for token in doc[run.start : run.end])
    return named or knowledge.has_surname(doc[run.end - 1].text)


_ALSO_ADJECTIVES = frozenset({"Major", "General", "Private"})


def _is_known(text: str, knowledge: Knowledge) -> bool:
    senses = knowledge.senses_of(text)
    return bool(senses) and all(sense.label is not EntityLabel.PERSON for sense in senses)


def _has_apposition(doc: Doc, run: Run) -> bool:
    """Whether ", the (former) minister" or ", its president" follows a name of two to four words."""
    if not 2 <= run.end - run.start <= 4 or run.end + 2 >= len(doc) or doc[run.end].text != ",":
        return False
    if doc[run.end + 1].lower_ not in _DETERMINERS:
        return False
    for token in doc[run.end + 2 : run.end + 8]:
        if token.is_punct or token.pos_ in {"VERB", "AUX", "ADP"}:
            return False
        if _is_person_noun(token):
            return True
    return False


_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "then", "former"})


def _is_person_noun(token: Token) -> bool:
    cue = _cues().get(token.lower_)
    return cue is not None and cue.label is EntityLabel.PERSON


def _by_cue(doc: Doc, run: Run, knowledge: Knowledge) -> Iterator[NameCandidate]:
    """Names beside a telling noun: "the firm Baykar", "operation “Aspides”", "the Velmora drone"."""
    cues = _cues()
    if _is_series(doc, run):
        yield candidate_of(doc, run.start, run.end + 1, EntityLabel.PRODUCT, "cue:series")
        return
    before, quoted = _neighbour(doc, run.start - 1, -1)
    after, closed = _neighbour(doc, _after_acronym(doc, run.end), 1)
    if (called := _called(doc, run.start - 1)) is not None:
        yield candidate_of(
            doc, run.start, _end_of_title(doc, run, called), called.label, f"cue:{called.words}"
        )
    elif _is_published(doc, run):
        end = _end_of_title(doc, run, cues["book"])
        yield candidate_of(doc, run.start, end, EntityLabel.WORK_OF_ART, "rule:published")
    elif after in cues and quoted == closed and (quoted or _may_precede(cues[after], doc, run, knowledge)):
        yield candidate_of(doc, run.start, run.end, cues[after].label, f"cue:{after}")
    elif before == "of" and (cue := cues.get(doc[run.start - 2].text)) and cue.label in _CUE_OF:
        yield candidate_of(doc, run.start, run.end, cue.label, f"cue:{cue.words}")
    elif before in cues and cues[before].label in _CUE_BEFORE and _is_apposed(doc, run):
        end = _end_of_title(doc, run, cues[before])
        yield candidate_of(doc, run.start, end, cues[before].label, f"cue:{before}")


def _is_apposed(doc: Doc, run: Run) -> bool:
    """Whether the cue before a name is no verb ("report X"), and the name no mere adjective."""
    return doc[run.start].ent_type_ != "NORP" and doc[run.start - 1].pos_ != "VERB"


def _is_series(doc: Doc, run: Run) -> bool:
    """Whether a number and a kind of weapon follow a name: "Velmora 2 rockets"."""
    if run.end + 1 >= len(doc) or not doc[run.end].text.isdigit() or len(doc[run.end].text) > 3:
        return False
    cue = _cues().get(doc[run.end + 1].text)
    return cue is not None and cue.label is EntityLabel.PRODUCT


def _after_acronym(doc: Doc, at: int) -> int:
    """The place after a bracket with one capitalised word at ``at``: "Harbour Shield (HS) programme"."""
    if at + 3 < len(doc) and doc[at].text == "(" and doc[at + 1].text.isupper() and doc[at + 2].text == ")":
        return at + 3
    return at


_CALLING = frozenset({"called", "named", "dubbed", "termed", "titled", "entitled", "codenamed", "nicknamed"})


def _called(doc: Doc, at: int) -> CueNoun | None:
    """The cue in "strategy called “Forward Harbour”" or "doctrine known as", seen from before the name."""
    at -= at > 0 and doc[at].text in _QUOTES
    at -= at > 1 and doc[at].lower_ == "the"
    if at > 1 and doc[at].lower_ == "as" and doc[at - 1].lower_ == "known":
        at -= 1
    elif at < 1 or doc[at].lower_ not in _CALLING:
        return None
    cue = _cues().get(doc[at - 1].text)
    return cue if cue is not None and cue.label in _CALLED else None


_CALLED = frozenset(
    {
        EntityLabel.ORG,
        EntityLabel.MISSION,
        EntityLabel.WORK_OF_ART,
        EntityLabel.PRODUCT,
        EntityLabel.PROGRAMME,
    }
)


def _is_published(doc: Doc, run: Run) -> bool:
    """Whether a year of print follows a title of several words: "In Harbour Theory (2005)"."""
    end = _end_of_title(doc, run, _cues()["book"])
    if end - run.start < 2 or end + 2 >= len(doc) or not run.start:
        return False
    if doc[run.start].ent_type_ in {"PERSON", "LAW", "EVENT"}:
        return False
    before = doc[run.start - 1]
    if before.lower_ in {"the", "a"} and run.start > 1:
        before = doc[run.start - 2]
    if doc[end].text == "(" and doc[end + 2].text == ")" and _is_year(doc[end + 1]):
        return before.text == "In" or (before.tag_ == "POS" and not _is_headed(doc, end))
    return doc[end].text == "," and doc[end + 1].text == "published"


def _is_headed(doc: Doc, end: int) -> bool:
    return doc[end - 1].text in head_nouns()


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in {"18", "19", "20"}


_IN_TITLES = frozenset({"of", "for", "and", "in", "on", "under", "the", "a", "to"})


def _end_of_title(doc: Doc, run: Run, cue: CueNoun) -> int:
    """The end of a work's title, over small words to the next capital: "Study Guide for Harbour Theory"."""
    end = run.end
    if cue.label not in {EntityLabel.WORK_OF_ART, EntityLabel.PROGRAMME}:
        return end
    while end + 1 < len(doc):
        at = end
        while at < len(doc) and at - end < 2 and doc[at].text in (_IN_TITLES if at > end else _LINKS):
            at += 1
        if at == end or at >= len(doc) or not is_capital(doc[at]) or doc[at].is_sent_start:
            return end
        while at < len(doc) and is_capital(doc[at]) and not doc[at].is_sent_start:
            at += 1
        end = at
    return end


_LINKS = frozenset({"of", "for", "under"})


def _may_precede(cue: CueNoun, doc: Doc, run: Run, knowledge: Knowledge) -> bool:
    """Whether a name may stand right before the cue: "the Wisła programme", not "the Biden plan".

    Before a weapon also not "Oslo-Lima missile trade", nor a mere adjective that opens a sentence.
    """
    last = doc[run.end - 1]
    if cue.label is EntityLabel.PRODUCT:
        opens = run.end - run.start == 1 and last.is_sent_start and last.pos_ == "ADJ"
        return not opens and not _is_pair_of_known(doc[run.start : run.end].text, knowledge)
    if cue.label not in _CUE_AFTER:
        return False
    is_coined = last.ent_type_ == "PERSON" and last.tag_ == "NNPS" and not knowledge.has_surname(last.text)
    return is_coined or last.ent_type_ not in {"PERSON", "NORP", "GPE"}


def _is_pair_of_known(words: str, knowledge: Knowledge) -> bool:
    parts = re.split(r"[-–—]", words)
    return len(parts) > 1 and all(knowledge.senses_of(part) for part in parts if part)


_CUE_AFTER = frozenset({EntityLabel.PROGRAMME, EntityLabel.MISSION, EntityLabel.FAC})
_CUE_BEFORE = frozenset({EntityLabel.ORG, EntityLabel.MISSION, EntityLabel.WORK_OF_ART, EntityLabel.PERSON})
_CUE_OF = frozenset({EntityLabel.GPE, EntityLabel.LOC})
_QUOTES = frozenset({"“", "”", '"', "‘", "’", "'", "«", "»"})


def _neighbour(doc: Doc, at: int, step: int) -> tuple[str, bool]:
    """The cue at ``at``, or beyond a quotation mark there, and whether there was such a mark."""
    quoted = 0 <= at < len(doc) and doc[at].text in _QUOTES
    at += step if quoted else 0
    if not 0 <= at < len(doc):
        return "", quoted
    for width in (3, 2):
        words = doc[at - width + 1 : at + 1].text if step < 0 else doc[at : at + width].text
        if words in _cues():
            return words, quoted
    return doc[at].text, quoted


def names_people(token: Token) -> bool:
    """Whether a capitalised plural is that of what people are: "Commissioners", "Ambassadors"."""
    if token.tag_ not in {"NNS", "NNPS"} and not token.text.endswith("s"):
        return False
    cue = _cues().get(token.lower_.removesuffix("s"))
    return cue is not None and cue.label is EntityLabel.PERSON


@cache
def _vietnamese_families() -> frozenset[str]:
    return frozenset(row.family for row in read_table("vietnamese_families", VietnameseFamily))


@cache
def _cues() -> dict[str, CueNoun]:
    return {row.words: row for row in read_table("cue_nouns", CueNoun)}
