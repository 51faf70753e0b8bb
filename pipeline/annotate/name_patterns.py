"""Names by their form: what a capitalised name names, read from its own words and those around it.

"Ministry of ...", "... Council" are organisations, "Treaty of ..." is a law, "... Summit" an event,
"S-400" a product, "Law 145/2016" a law, what a title precedes is a person, what "the firm" precedes is an
organisation. The word lists are ``head_nouns.csv`` and ``cue_nouns.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from pipeline.annotate.capitals import Run, is_plain
from pipeline.annotate.knowledge_base import Knowledge
from pipeline.annotate.lexicon import read_table
from pipeline.schema import EntityLabel, Span

__all__ = ["CueNoun", "HeadNoun", "NameCandidate", "find_patterned"]


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """A row of ``head_nouns.csv``: a capitalised noun and what a name with it names.

    ``place``: ``last`` it closes a name ("Air Force"), ``first`` it opens one ("Operation"), ``both``.
    """

    words: str
    label: EntityLabel
    place: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class CueNoun:
    """A row of ``cue_nouns.csv``: a common noun beside a name that says what it names ("the firm X")."""

    words: str
    label: EntityLabel
    example: str = ""


@dataclass(frozen=True, slots=True, order=True)
class NameCandidate:
    """A stretch that may be a name of this kind; ``by`` is the evidence."""

    span: Span
    label: EntityLabel
    by: str


def find_patterned(doc: Doc, runs: Sequence[Run], knowledge: Knowledge) -> Iterator[NameCandidate]:
    """Names whose words, or neighbours, tell their kind; they may overlap."""
    by_start = {run.start: run for run in runs}
    for run in runs:
        if run.titled and not _is_known(doc, run, knowledge):
            yield _candidate(doc, run.start, run.end, EntityLabel.PERSON, "rule:title")
        yield from _by_head(doc, run, by_start, knowledge)
        yield from _by_cue(doc, run)
    yield from _by_designation(doc)


def _is_known(doc: Doc, run: Run, knowledge: Knowledge) -> bool:
    senses = knowledge.senses_of(doc[run.start : run.end].text)
    return bool(senses) and all(sense.label is not EntityLabel.PERSON for sense in senses)


def _candidate(doc: Doc, start: int, end: int, label: EntityLabel, by: str) -> NameCandidate:
    stretch = doc[start:end]
    return NameCandidate(Span(stretch.start_char, stretch.end_char), label, by)


def _by_head(doc: Doc, run: Run, by_start: dict[int, Run], knowledge: Knowledge) -> Iterator[NameCandidate]:
    """Names that a head noun closes, or opens and carries on over "of", "for", "on", "and"."""
    heads = _heads()
    for at in range(run.start, run.end):
        for width in (3, 2, 1):
            if at + width > run.end:
                continue
            head = heads.get(doc[at : at + width].text)
            if head is None:
                continue
            yield from _with_head(doc, run, at, at + width, head, by_start, knowledge)
            break


def _with_head(
    doc: Doc,
    run: Run,
    at: int,
    after: int,
    head: HeadNoun,
    by_start: dict[int, Run],
    knowledge: Knowledge,
) -> Iterator[NameCandidate]:
    opens = head.place in {"first", "both"}
    start = run.start if head.place in {"last", "both"} else at
    if opens:
        end = _carried_on(doc, after, by_start, knowledge, run)
        if end > after:
            begin = at if head.label in _OPENED_ALONE else start
            yield _candidate(doc, begin, end, head.label, f"rule:head-{head.words}")
            return
    if head.place in {"last", "both"} and at > start:
        yield _candidate(
            doc, _joined_start(doc, start, by_start, knowledge), after, head.label, f"rule:head-{head.words}"
        )


_OPENED_ALONE = frozenset({EntityLabel.MISSION, EntityLabel.LAW, EntityLabel.EVENT, EntityLabel.WORK_OF_ART})


def _carried_on(doc: Doc, after: int, by_start: dict[int, Run], knowledge: Knowledge, run: Run) -> int:
    """Where a name that ``doc[:after]`` opens ends: "Ministry" -> "Ministry of Economy and Finance"."""
    end = run.end if after < run.end else after
    at = end
    while at + 1 < len(doc):
        word = doc[at].lower_
        step = at + 1
        if word not in _LINKS or (word in {"and", "&"} and end == after):
            break
        if doc[step].lower_ == "the":
            step += 1
        following = by_start.get(step)
        if following is None or (word in {"and", "&"} and not _goes_on(doc, following, knowledge)):
            break
        end = at = following.end
    return end


_LINKS = frozenset({"of", "for", "on", "and", "&", "against"})


def _goes_on(doc: Doc, run: Run, knowledge: Knowledge) -> bool:
    """Whether the words after "and" continue a name: they are no known name and have no head of their own."""
    text = doc[run.start : run.end].text
    if knowledge.senses_of(text) or knowledge.senses_of(doc[run.start].text) or text.isupper():
        return False
    return doc[run.end - 1].text not in _heads()


def _joined_start(doc: Doc, start: int, by_start: dict[int, Run], knowledge: Knowledge) -> int:
    """The start of "External Intelligence and Security Agency" seen from its second half."""
    if start < 2 or doc[start - 1].lower_ not in {"and", "&"}:
        return start
    before = next((run for run in by_start.values() if run.end == start - 1), None)
    if before is None or not _goes_on(doc, before, knowledge) or before.titled:
        return start
    return before.start


def _by_cue(doc: Doc, run: Run) -> Iterator[NameCandidate]:
    """Names beside a telling noun: "the firm Baykar", "operation “Aspides”", "the TB2 drone"."""
    text = doc[run.start : run.end].text
    if is_plain(text):
        return
    cues = _cues()
    before, quoted = _neighbour(doc, run.start - 1, -1)
    after, closed = _neighbour(doc, run.end, 1)
    if after in cues and (quoted == closed):
        label = cues[after].label
        if label in _CUE_AFTER or quoted:
            yield _candidate(doc, run.start, run.end, label, f"cue:{after}")
            return
    if before in cues and cues[before].label in _CUE_BEFORE and doc[run.start].ent_type_ not in {"NORP"}:
        yield _candidate(doc, run.start, run.end, cues[before].label, f"cue:{before}")


_CUE_AFTER = frozenset({EntityLabel.PRODUCT})
_CUE_BEFORE = frozenset({EntityLabel.ORG, EntityLabel.MISSION, EntityLabel.WORK_OF_ART, EntityLabel.PERSON})


def _neighbour(doc: Doc, at: int, step: int) -> tuple[str, bool]:
    """The word at ``at``, or the next one beyond a quotation mark, and whether there was one."""
    quoted = 0 <= at < len(doc) and doc[at].text in {"“", "”", '"', "‘", "’", "'", "«", "»"}
    at += step if quoted else 0
    return (doc[at].text if 0 <= at < len(doc) else ""), quoted


_LAW_NUMBER = (
    r"\b(?:(?:UN(?:SC)?|UNGA|(?:UN\s)?Security\sCouncil|Council|Legislative|Presidential|Executive|Public)\s)*"
    r"(?:Law|Act|Decree(?:-[Ll]aw)?|Directive|Regulation|Resolutions?|UNSCR|Order|Decision|Joint\sAction|P\.L\.)"
    r"\s(?:\((?:EU|EC|CFSP|Euratom)\)\s)?(?:[Nn]o\.?\s)?"
    r"\d+(?:[/-]\d+)*(?:/[A-Z]{2,5})*(?:\s\(\d{4}\))?(?:\sof\s(?:\d{1,2}\s[A-Z][a-z]+\s)?\d{4})?"
)
_PRODUCT_NUMBER = (
    r"(?<![\w-])(?!COVID|SARS|CO-|COP-|G-|H1|UN-|EU-)[A-Z][A-Za-z]{0,4}-\d{1,4}[A-Z]{0,3}\d?"
    r"(?:\s(?:Block\s)?[IVX]+\b)?s?(?![\w-])"
)
_DESIGNATIONS: tuple[tuple[str, EntityLabel, re.Pattern[str]], ...] = (
    ("law-number", EntityLabel.LAW, re.compile(_LAW_NUMBER)),
    (
        "article",
        EntityLabel.LAW,
        re.compile(r"\b(?:Articles?|Art\.|Arts\.)\s\d+(?:\(\d+\))*(?:[a-z]\b)?(?:\.\d+)?"),
    ),
    ("product-number", EntityLabel.PRODUCT, re.compile(_PRODUCT_NUMBER)),
    (
        "class",
        EntityLabel.PRODUCT,
        re.compile(r"(?<![\w-])[A-Z][\w’']+(?:\s[A-Z][\w’']+)?-[Cc]lass(?=\s[a-z])"),
    ),
)


def _by_designation(doc: Doc) -> Iterator[NameCandidate]:
    for name, label, pattern in _DESIGNATIONS:
        for match in pattern.finditer(doc.text):
            yield NameCandidate(Span(match.start(), match.end()), label, f"rule:{name}")


@cache
def _heads() -> dict[str, HeadNoun]:
    return {row.words: row for row in read_table("head_nouns", HeadNoun)}


@cache
def _cues() -> dict[str, CueNoun]:
    return {row.words: row for row in read_table("cue_nouns", CueNoun)}
