"""Names by their letters and digits: numbered laws, articles of laws, types of weapons, classes of ships."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.annotate.name_candidates import NameCandidate
from pipeline.schema import EntityLabel, Span

__all__ = ["find_designations", "join_articles"]

_OF_DATE = r"(?:\sof\s(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?\d{4})?"
_LAW_NUMBER = (
    r"\b(?:(?:UN(?:SC)?|UNGA|(?:UN\s)?Security\sCouncil|Council|Legislative|Presidential|Executive|Public|House|Senate|Cabinet|Ministerial)\s)*"
    r"(?:Law|Act|Decree(?:-[Ll]aw)?|Bill|Directive|Regulation|Resolutions?|UNSCR|Order|Decision|Joint\sAction|P\.?L\.?|E\.O\."
    r"|Framework\sDecision|Pub\.\sL\.|Proclamation|Memorandum|H\.\s?R\.|[HS]\.\s?(?:(?:Con|J)\.\s?)?Res\.)"
    r"\s(?:\((?:EU|EC|CFSP|Euratom|E\.?O\.?)\)\s)?(?:[Nn]o\.?\s)?"
    r"\d+(?:[/-]\d+)*(?:/[A-Z]{2,5})*(?:\s\(\d{4}\))?"
)
_CODE = r"\b\d{1,2}\s(?:U\.S\.C\.|USC|C\.F\.R\.|CFR)\s(?:§+\s?|Part\s)?\d+\w*(?:\(\w+\))*"
_SENATE_BILL = r"(?<![\w.])S\.\s\d{1,4}\b(?!\.\d)|\bBill\s[CS]-\d{1,3}\b"
_NUMBERED_CONGRESS = r"\b\d{1,3}(?:st|nd|rd|th)?\sCongress\b"
_POINT = r"\((?:\d{1,2}|[a-z]|[ivx]+)\)"
_ARTICLE = (
    rf"\b(?:Articles?|Art\.|Arts\.)\s(?:\d+|[IVXL]+\b)(?:[a-z]\b)?(?:{_POINT})*(?:\.\d+)?"
    rf"(?:(?<=\))(?:,\s{_POINT})*\s(?:and|or|to)\s{_POINT})?"
    r"(?:\sof\sthe\s(?:Charter|Constitution|Convention|Treaty|Covenant|Statute|Regulation|Directive|Act|Code|Protocol"
    r"|Agreement|ECHR)\b(?!\s(?:of|on|for|[A-Z])))?"
)
_SIDE = r"(?:North|South|East|West|Central|Southeast|Northeast|Sub-Saharan|(?:North|South|East|West)ern)"
_TWO_REGIONS = (
    rf"\b(?!Sub-){_SIDE}(?:,\s{_SIDE})?,?\s(?:and|or)\s{_SIDE}"
    r"\s(?:Asia|Africa|Europe|Americas?|Pacific|Mediterranean|Balkans)\b"
)
_LAW_OF_YEAR = (
    r"(?<=\b[Tt]he\s)(?:19|20)\d\d\s(?:Agreement|Convention|Protocol|Treaty|Accords?|Constitution|Act|Law|Directive"
    r"|Regulation|Declaration|Charter|Resolution|Pact|Statute|Ordinance)\b(?!\s(?:of|on|for|between|[A-Z]))"
)
_NUMBERED_WORK = (
    r"\b(?:(?:Joint\s|Adequacy\s)?Opinions?|Guidelines|Recommendations?|Circular|General\sComments?|Working\sPapers?"
    r"|Discussion\sPapers?|Policy\sBriefs?|Technical\sReports?|(?:House|Senate|Conference)\sReports?|H\.\sRept\.|S\.\sRept\.)"
    r"\s(?:[Nn]o\.?\s)?(?:\d+[/-]\d{2,4}|(?<=[Nn]o\.\s)\d+)\b"
)
_PRODUCT_NUMBER = (
    r"(?<![\w-])(?!COVID|SARS|USA-|CO-|COP-|G-|H1|UN-|EU-)[A-Z][A-Za-z]{0,4}-\d{1,4}[A-Z]{0,3}\d?"
    r"(?:\s(?:Block\s)?[IVX]+\b)?s?(?![\w-])"
)
_PRODUCT_SERIES = (
    r"(?<![\w-])(?!Covid|Figure|Table|Chapter|Article|Annex|Section|Part|Phase|Tier|Level|Type|Class|Group|Mark|Stage"
    r"|Categor|Pillar|Title|World|Euro|Basel|Minsk|Dublin|Lisbon|Geneva|Agenda|Vision|Horizon|Jan|Feb|Mar|Apr|May|Jun|Jul"
    r"|Aug|Sep|Oct|Nov|Dec)[A-Z][a-z]{3,}-(?:\d{1,3}[A-Z]{0,2}|I{2,3}|IV|VI{0,3})(?![\w-])"
)
_PRODUCT_CODE = r"\b(?!C\dI|B2|P2P|G2G|A2A|H\dN)[A-Z]{1,2}\d{1,3}[A-Z]{1,2}\d{0,2}s?\b(?!-)"
_SHIP = (
    r"\b(?:HMAS|HMNZS|HMS|HMCS|HNLMS|HDMS|ARA|BAP|HTMS|KD|RPLS|CNS|NRP|HS|ENS|RFS|BNS|SAS|HSwMS|HNoMS|USS|USNS|USCGC|ITS|TCG|BRP|JS|ROKS|ROCS|INS|PNS|KRI|FS|FGS"
    r"|ORP|ESPS|RSS|RFA|RMS|SS|MV|M/V|MT|M/T|CS|RV)\s[A-Z]\w+(?:\s[A-Z]\w+)?"
)
_CLASS = (
    r"(?<![\w-])(?!(?:The|An?|Its|Their|Two|Three|Four|New|[A-Z]\w*(?:ese|ish|ian|ean|ican|ench|rman|reek|utch|[’']s))\s)"
    r"[A-Z][\w’']+(?:\s[A-Z][\w’']+)?-[Cc]lass(?=\s[a-z])"
)
_UNIT = (
    r"\b\d{1,3}(?:st|nd|rd|th)?\s(?:[A-Z][\w-]+\s){0,4}(?:(?:[Bb]rigade|[Dd]ivision|[Rr]egiment|[Bb]attalion|[Ss]quadron"
    r"|[Ww]ing|Corps|Fleet|Army|Task Force|Department|Bureau|Directorate)\b"
    r"(?:\s[Cc]ombat\s[Tt]eam)?|[Gg]roup\s[Aa]rmy)"
)
_TASK_FORCE = (
    r"\b(?:(?:Combined|Joint)\s){0,2}Task\sForce\s(?:\d[\d.]*|[A-Z][\w-]+(?:[-–][A-Z][\w-]*)?)\b(?<!\.)"
)
_NOMENCLATURE = r"\bAN/[A-Z]{2,4}-\d{1,3}[A-Z]?(?:\(V\)\d*)?"
_TYPE = (
    r"\b(?:Type|Mark|Mk\.?)[\s-]\d{1,4}[A-Z]{0,3}(?:\s[IVX]+)?(?=\s(?:[a-z][\w-]*\s){0,2}(?:missile|destroyer|frigate"
    r"|corvette|submarine|cruiser|torpedo|tank|howitzer|rifle|vehicle|fighter|helicopter|radar|gun|bomb|drone|warship"
    r"|ship|boat|launcher|mine|system)s?\b)"
)
_FIVE_YEAR_PLAN = (
    r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:Five[-–]Year\sPlan|FYP)\b(?:\sfor\s[A-Z]\w+(?:\s(?:and\s)?[A-Z]\w+)*)?"
)
_QUOTED_TITLE = (
    r"\b(?:titled|entitled|articles?|essays?|books?|papers?|reports?|study|chapter|monograph|speech|column),?\s"
    r"[“\"](?P<title>[A-Z][^”“\"\n]{3,150}?\s[^”“\"\n]{2,100}?),?[”\"]"
)
_STATE_CODE = (
    r"(?<=[a-z],\s)(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]"
    r"|UT|V[AT]|W[AIVY])\b(?!\s[A-Z])"
)
_REPORT = r"\bCRS\s(?:Report|Insight|Legal\sSidebar|Infographic|Testimony)\s(?:R|RL|RS|IN|LSB|IG|TE)\d{4,5}\b"
_REPORT_TITLE = (
    r"(?:(?<=\bR\d{5},\s)|(?<=\b(?:IF|IN|IG|RL|RS|TE)\d{5},\s))[A-Z][^;\n]{5,200}?"
    r"(?=,\sby\s[A-Z]|;|(?<!\.[A-Z])\.(?:\s|$))"
)

_DESIGNATIONS: tuple[tuple[str, EntityLabel, re.Pattern[str]], ...] = (
    (
        "law-number",
        EntityLabel.LAW,
        re.compile(rf"{_LAW_NUMBER}(?:(?<!/\d{{3}})(?<!/\d{{4}})(?<!/[A-Z]{{2}}){_OF_DATE})?"),
    ),
    ("law-number", EntityLabel.LAW, re.compile(_CODE)),
    ("law-number", EntityLabel.LAW, re.compile(_SENATE_BILL)),
    ("regions", EntityLabel.LOC, re.compile(_TWO_REGIONS)),
    ("work-number", EntityLabel.WORK_OF_ART, re.compile(_NUMBERED_WORK)),
    ("law-year", EntityLabel.LAW, re.compile(_LAW_OF_YEAR)),
    ("congress", EntityLabel.ORG, re.compile(_NUMBERED_CONGRESS)),
    ("article", EntityLabel.LAW, re.compile(_ARTICLE)),
    ("product-number", EntityLabel.PRODUCT, re.compile(_PRODUCT_NUMBER)),
    ("product-number", EntityLabel.PRODUCT, re.compile(_PRODUCT_SERIES)),
    ("product-code", EntityLabel.PRODUCT, re.compile(_PRODUCT_CODE)),
    ("ship", EntityLabel.PRODUCT, re.compile(_SHIP)),
    ("product-number", EntityLabel.PRODUCT, re.compile(_NOMENCLATURE)),
    ("product-type", EntityLabel.PRODUCT, re.compile(_TYPE)),
    ("unit", EntityLabel.ORG, re.compile(_UNIT)),
    ("task-force", EntityLabel.ORG, re.compile(_TASK_FORCE)),
    ("five-year-plan", EntityLabel.PROGRAMME, re.compile(_FIVE_YEAR_PLAN)),
    ("report", EntityLabel.WORK_OF_ART, re.compile(_REPORT)),
    ("report-title", EntityLabel.WORK_OF_ART, re.compile(_REPORT_TITLE)),
    ("state-code", EntityLabel.GPE, re.compile(_STATE_CODE)),
    ("class", EntityLabel.PRODUCT, re.compile(_CLASS)),
)


def find_designations(text: str) -> Iterator[NameCandidate]:
    """Names in ``text`` that their form alone gives away ("Law 145/2016", "Art. 5", "S-400")."""
    for name, label, pattern in _DESIGNATIONS:
        for match in pattern.finditer(text):
            yield NameCandidate(Span(match.start(), match.end()), label, f"rule:{name}")
    for match in re.finditer(_QUOTED_TITLE, text):
        if _is_title(match["title"]):
            yield NameCandidate(Span(*match.span("title")), EntityLabel.WORK_OF_ART, "rule:quoted-title")


def _is_title(words: str) -> bool:
    """Whether most words longer than three letters have capitals, as in a title."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


_BRIDGE = re.compile(r"\s(?:of\s)?(?:the\s)?")
_PART_OF = re.compile(
    r"\b(?:(?:Sections?|Title|Chapter|Annex|Paragraph)\s(?:\d+\w?|[IVX]+)(?:\([\w.]+\))*\sof\s(?:the\s)?"
    r"|(?:Chapter|Title|Annex|Recitals?)\s(?:\d+|[IVX]+)\s)$"
)
"""What a part of a law looks like before the law's name: "Section 232 of the ..."."""
_YEARS_BEFORE = re.compile(r"\b(?:\d{4}[-–]\d{4}|(?:FY|[Ff]iscal\s[Yy]ear)\s?\d{2,4})\s$")
_YEARS_AFTER = re.compile(
    r"\s\d{4}[-–]\d{4}\b"
    r"|(?:(?<=Report)|(?<=Yearbook)|(?<=Outlook)|(?<=Index)|(?<=Survey)|(?<=Review)|(?<=Balance)|(?<=Assessment)"
    r"|(?<=White Paper)),?\s(?:19|20)\d\d\b(?![-–/])"
)
_FOR_YEAR = re.compile(r"\sfor\s(?:[Ff]iscal\s[Yy]ears?|FY)\s?\d{2,4}(?:[-–]\d{2,4})?\b")
_NUMBER_AFTER = re.compile(
    r"(?:(?<=Directive)|(?<=Memorandum)|(?<=Ordinance))\s(?:[Nn]o\.?\s)?\d{1,3}\b(?![,.]\d|\s[a-z]+s\b)"
)
_ACT_YEAR = re.compile(r"(?:(?<=Act)|(?<=Ordinance)|(?<=Appropriations\sAct),)\s(?:19|20)\d\d\b(?![-–/])")
_ACT_OF = re.compile(r"(?:Act|Law|Decree|Decree-Law|Bill|Ordinance|Statute|Directive|Regulation)$")
_TITLE_AFTER = re.compile(r",\s[“\"‘](?P<title>[A-Z][^“”\"\n]{8,150}?),?[”\"’](?=[\s.,;])")


_BUDGET = re.compile(r"\bBudget\b")


def join_articles(text: str, names: Iterable[NameCandidate]) -> Iterator[NameCandidate]:
    """Longer names made of a law and what stands beside it: its article, its date, the years it holds for."""
    held = list(names)
    laws = {name.span.start: name for name in held if name.label is EntityLabel.LAW}
    ends = {name.span.end: name for name in laws.values() if name.by != "rule:article"}
    for name in held:
        if name.by == "rule:article":
            yield from _with_law(text, name, laws, ends)
        elif name.label is EntityLabel.LAW:
            yield from _with_years(text, name)
            if name.by == "rule:law-number" and (title := _TITLE_AFTER.match(text, name.span.end)):
                yield NameCandidate(Span(*title.span("title")), EntityLabel.LAW, "rule:law-title")
        elif name.label is EntityLabel.WORK_OF_ART and _BUDGET.search(name.span.of(text)):
            yield from _with_years(text, name)
        elif name.label is EntityLabel.WORK_OF_ART and (years := _YEARS_AFTER.match(text, name.span.end)):
            yield NameCandidate(Span(name.span.start, years.end()), name.label, f"{name.by}+years")


def _with_law(
    text: str, article: NameCandidate, laws: dict[int, NameCandidate], ends: dict[int, NameCandidate]
) -> Iterator[NameCandidate]:
    """An article with the law after it ("Article 5 of the Treaty"), or before it ("USMCA Article 5")."""
    bridge = _BRIDGE.match(text, article.span.end)
    law = laws.get(bridge.end()) if bridge else None
    before = ends.get(article.span.start - 1)
    if law is not None and law.by != "rule:article":
        yield NameCandidate(Span(article.span.start, law.span.end), EntityLabel.LAW, "rule:article-of")
    elif before is not None and text[before.span.end] == " ":
        yield NameCandidate(Span(before.span.start, article.span.end), EntityLabel.LAW, "rule:article-of")


def _with_years(text: str, name: NameCandidate) -> Iterator[NameCandidate]:
    """A law with the years it holds for, its date, or the section of it that is meant."""
    start, end = name.span.start, name.span.end
    if before := _YEARS_BEFORE.search(text, max(start - 18, 0), start):
        yield NameCandidate(Span(before.start(), end), name.label, f"{name.by}+years")
    after = re.compile(_OF_DATE).match(text, end)
    if year := _ACT_YEAR.match(text, end):
        yield NameCandidate(Span(start, year.end()), name.label, f"{name.by}+date")
    if after and after.end() > end and _ACT_OF.search(name.span.of(text)):
        yield NameCandidate(Span(start, after.end()), name.label, f"{name.by}+date")
        end = after.end()
    elif year := _FOR_YEAR.match(text, end):
        yield NameCandidate(Span(start, year.end()), name.label, f"{name.by}+years")
        end = year.end()
    if number := _NUMBER_AFTER.match(text, end):
        yield NameCandidate(Span(start, number.end()), name.label, f"{name.by}+number")
    if part := _PART_OF.search(text, max(start - 40, 0), start):
        yield NameCandidate(Span(part.start(), end), EntityLabel.LAW, "rule:article-of")
