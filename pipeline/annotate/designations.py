"""Names by their letters and digits: numbered laws, articles of laws, types of weapons, classes of ships."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.annotate.name_candidates import NameCandidate
from pipeline.schema import EntityLabel, Span

__all__ = ["find_designations", "join_articles"]

_OF_DATE = r"(?:\sof\s(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?\d{4})?"
_LAW_NUMBER = (
    r"\b(?:(?:UN(?:SC)?|UNGA|(?:UN\s)?Security\sCouncil|Council|Legislative|Presidential|Executive|Public)\s)*"
    r"(?:Law|Act|Decree(?:-[Ll]aw)?|Directive|Regulation|Resolutions?|UNSCR|Order|Decision|Joint\sAction|P\.L\.|E\.O\."
    r"|H\.R\.|Proclamation)"
    r"\s(?:\((?:EU|EC|CFSP|Euratom)\)\s)?(?:[Nn]o\.?\s)?\d+(?:[/-]\d+)*(?:/[A-Z]{2,5})*(?:\s\(\d{4}\))?"
)
_ARTICLE = r"\b(?:Articles?|Art\.|Arts\.)\s(?:\d+|[IVXL]+\b)(?:\(\d+\))*(?:[a-z]\b)?(?:\.\d+)?"
_PRODUCT_NUMBER = (
    r"(?<![\w-])(?!COVID|SARS|USA-|CO-|COP-|G-|H1|UN-|EU-)[A-Z][A-Za-z]{0,4}-\d{1,4}[A-Z]{0,3}\d?"
    r"(?:\s(?:Block\s)?[IVX]+\b)?s?(?![\w-])"
)
_PRODUCT_CODE = r"\b(?!C\dI|B2|P2P|G2G|A2A|H1N)[A-Z]{1,2}\d{1,3}[A-Z]{1,2}\d{0,2}s?\b(?!-)"
_SHIP = r"\b(?:HMAS|HMS|USS|USNS|ITS|TCG|BRP|JS|ROKS|INS|HNLMS|HMCS|FS|FGS|USCGC)\s[A-Z]\w+(?:\s[A-Z]\w+)?"
_CLASS = r"(?<![\w-])[A-Z][\w’']+(?:\s[A-Z][\w’']+)?-[Cc]lass(?=\s[a-z])"

_DESIGNATIONS: tuple[tuple[str, EntityLabel, re.Pattern[str]], ...] = (
    (
        "law-number",
        EntityLabel.LAW,
        re.compile(rf"{_LAW_NUMBER}(?:(?<!/\d{{3}})(?<!/\d{{4}})(?<!/[A-Z]{{2}}){_OF_DATE})?"),
    ),
    ("article", EntityLabel.LAW, re.compile(_ARTICLE)),
    ("product-number", EntityLabel.PRODUCT, re.compile(_PRODUCT_NUMBER)),
    ("product-code", EntityLabel.PRODUCT, re.compile(_PRODUCT_CODE)),
    ("ship", EntityLabel.PRODUCT, re.compile(_SHIP)),
    ("class", EntityLabel.PRODUCT, re.compile(_CLASS)),
)


def find_designations(text: str) -> Iterator[NameCandidate]:
    """Names in ``text`` that their form alone gives away ("Law 145/2016", "Art. 5", "S-400")."""
    for name, label, pattern in _DESIGNATIONS:
        for match in pattern.finditer(text):
            yield NameCandidate(Span(match.start(), match.end()), label, f"rule:{name}")


_BRIDGE = re.compile(r"\s(?:of\s)?(?:the\s)?")
_YEARS_BEFORE = re.compile(r"\b\d{4}[-–]\d{4}\s$")
_YEARS_AFTER = re.compile(r"\s\d{4}[-–]\d{4}\b")
_ACT_OF = re.compile(r"(?:Act|Law|Decree|Decree-Law|Bill|Ordinance|Statute|Directive|Regulation)$")


def join_articles(text: str, names: Iterable[NameCandidate]) -> Iterator[NameCandidate]:
    """Longer names made of a law and what stands beside it: its article, its date, the years it holds for."""
    held = list(names)
    laws = {name.span.start: name for name in held if name.label is EntityLabel.LAW}
    for name in held:
        if name.by == "rule:article":
            bridge = _BRIDGE.match(text, name.span.end)
            law = laws.get(bridge.end()) if bridge else None
            if law is not None and law.by != "rule:article":
                yield NameCandidate(Span(name.span.start, law.span.end), EntityLabel.LAW, "rule:article-of")
        elif name.label is EntityLabel.LAW:
            yield from _with_years(text, name)
        elif name.label is EntityLabel.WORK_OF_ART and (years := _YEARS_AFTER.match(text, name.span.end)):
            yield NameCandidate(Span(name.span.start, years.end()), name.label, f"{name.by}+years")


def _with_years(text: str, name: NameCandidate) -> Iterator[NameCandidate]:
    before = _YEARS_BEFORE.search(text, max(name.span.start - 12, 0), name.span.start)
    if before:
        yield NameCandidate(Span(before.start(), name.span.end), name.label, f"{name.by}+years")
    after = re.compile(_OF_DATE).match(text, name.span.end)
    if after and after.end() > name.span.end and _ACT_OF.search(name.span.of(text)):
        yield NameCandidate(Span(name.span.start, after.end()), name.label, f"{name.by}+date")
