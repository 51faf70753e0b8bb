"""Which law is meant: by its number, by the brackets it stands in, by the article or the year that is named.

"E.O. 14285" is ``executive-order-14285``, "the War Powers Resolution (P.L. 93-148)" twice one law,
"Article 5 of the North Atlantic Treaty" an article of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.annotate.knowledge_base import Knowledge, KnownName, slug_of
from pipeline.schema import EntityLabel, Mention

__all__ = ["link_laws", "ordinal", "slug_of_law"]

_NUMBERED = (
    (
        re.compile(r"(?:Presidential )?(?:Executive Order|E\.O\.)(?: \(E\.?O\.?\))? (?:[Nn]o\. )?(\d+)"),
        "executive-order-{}",
    ),
    (re.compile(r"(?:P\.?L\.?|Pub\. L\.|Public Law) (?:[Nn]o\. )?(\d+-\d+)"), "public-law-{}"),
    (re.compile(r"H\. ?R\. (\d+)"), "h-r-{}"),
    (re.compile(r"S\. (\d+)"), "s-{}"),
    (
        re.compile(
            r"(?:UN |U\.N\. )?(?:UNSCR|UNSC Resolution|Security Council Resolution)"
            r" (?:[Nn]o\. )?(\d+)(?: \(\d{4}\))?"
        ),
        "united-nations-security-council-resolution-{}",
    ),
    (re.compile(r"([A-Z][\w-]+\s)(?:[Nn]o\.?\s)?(\d+)(?:/(\d{4})|.*?\b(\d{4})$)"), ""),
)
_PARTIES = re.compile(r"(.+?) between (?:the )?(.+?) and (?:the )?(.+)")
_PART = r"Articles?|Arts?\.?|Sections?|Title|Chapter|Annex|Paragraph"
_PART_FIRST = re.compile(
    rf"({_PART})\s([\w().]+(?:(?:,|\s(?:and|or|to))?\s\(\w+\))*)(?:\s(?:of\s)?(?:the\s)?(.+))?"
)
_PART_LAST = re.compile(rf"(.+?)\s({_PART})\s([\w().]+)")
_FISCAL_YEAR = re.compile(r"(?:\bfor\s)?\b(?:[Ff]iscal\s[Yy]ear|FY)\s?(?:(20\d\d|19\d\d)|(\d\d))\b")


def slug_of_law(words: str) -> str:
    """An identifier of its own for a law that nobody knows: of its number, its parties, else of its words."""
    if parties := _PARTIES.fullmatch(words):
        return slug_of(f"{parties[2]} {parties[3]} {parties[1]}")
    for pattern, form in _NUMBERED:
        if form and (number := pattern.fullmatch(words)):
            return form.format(number[1])
        if not form and (law := pattern.match(words)):
            return slug_of(f"{law[1]} {law[2]} {law[3] or law[4]}")
    return slug_of(words)


def link_laws(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The same mentions, with laws led to what they are called in brackets, and articles to their law."""
    dated = _of_council([_of_year(text, mention, knowledge) for mention in mentions])
    found: list[Mention] = []
    law: Mention | None = None
    for mention in _with_brackets(text, _of_congress(text, dated)):
        found.append(_linked_law(mention, law, found[-1] if found else None, knowledge))
        if mention.label is EntityLabel.LAW and not mention.by.startswith(("rule:article", "rule:law-title")):
            law = mention
    return found


def _linked_law(
    mention: Mention, law: Mention | None, before: Mention | None, knowledge: Knowledge
) -> Mention:
    """One mention in the light of the law named last, and of the mention before it."""
    if mention.by == "rule:law-title":
        return _like(law, mention)
    if mention.by == "rule:report-title" and before is not None and before.by == "rule:report":
        return _like(before, mention)
    is_article = mention.label is EntityLabel.LAW and mention.by.startswith("rule:article")
    return _article_of(law, mention, knowledge) if is_article else mention


def _of_council(mentions: Sequence[Mention]) -> list[Mention]:
    """A bare "Resolution 2249" is the Security Council's where the document names that Council."""
    council = "united-nations-security-council"
    if not any((mention.entity or "").startswith(council) for mention in mentions):
        return list(mentions)
    return [
        replace(m, entity=f"{council}-{m.entity}") if _BARE_RESOLUTION.fullmatch(m.entity or "") else m
        for m in mentions
    ]


_BARE_RESOLUTION = re.compile(r"resolution-\d{3,4}")


def _of_congress(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Bills begin anew with each Congress: they get the number of the one that the document names."""
    numbers = {re.sub(r"\D", "", m.span.of(text)) for m in mentions if m.by == "rule:congress"}
    if len(numbers) != 1:
        return list(mentions)
    term = f"{ordinal(int(numbers.pop()))}-congress"
    return [
        replace(m, entity=f"{m.entity}-{term}")
        if m.by == "rule:law-number" and _BILL.match(m.entity or "")
        else m
        for m in mentions
    ]


_BILL = re.compile(r"(?:h-r|s)-\d+$")


def ordinal(number: int) -> str:
    """The number with the letters of its order: "21st", "112th"."""
    tens = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 % 10 == 1 else tens.get(number % 10, 'th')}"


def _of_year(text: str, mention: Mention, knowledge: Knowledge) -> Mention:
    """A law or budget that is made anew for each fiscal year gets its year ("FY21 Defence Act")."""
    yearly = mention.label in {EntityLabel.LAW, EntityLabel.WORK_OF_ART}
    year = _FISCAL_YEAR.search(mention.span.of(text)) if yearly else None
    if year is None:
        return mention
    bare = _FISCAL_YEAR.sub("", mention.name or "").strip()
    number = year[1] or f"20{year[2]}"
    senses = knowledge.senses_of(bare)
    entity, name = (senses[0].known.entity, senses[0].known.name) if senses else (slug_of(bare), bare)
    return replace(
        mention, entity=f"{entity}-for-fiscal-year-{number}", name=f"{name} for Fiscal Year {number}"
    )


def _with_brackets(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """A number in brackets after a law is the law: an American one by its name, others by the number."""
    same: dict[str | None, Mention] = {}
    law: Mention | None = None
    for mention in mentions:
        if mention.by == "rule:law-number" and law is not None and _in_bracket_of(text, law, mention):
            by_name = _CITED_BY_NAME.match(mention.entity or "")
            same.setdefault(*((mention.entity, law) if by_name else (law.entity, mention)))
        elif mention.label is EntityLabel.LAW and not _in_open_bracket(text, mention):
            law = mention
    return [_like(same.get(m.entity), m) if m.label is EntityLabel.LAW else m for m in mentions]


_CITED_BY_NAME = re.compile(r"public-law-|h-r-|s-\d|executive-order-")


def _in_bracket_of(text: str, law: Mention, number: Mention) -> bool:
    between = text[law.span.end : number.span.start]
    return re.fullmatch(r"”?\s?\((?:[A-Z][A-Za-z-]{1,9}[;,]\s)?(?:as amended, )?", between) is not None


def _in_open_bracket(text: str, mention: Mention) -> bool:
    return text[mention.span.start - 1 : mention.span.start] == "("


def _like(law: Mention | None, mention: Mention) -> Mention:
    return replace(mention, entity=law.entity, name=law.name) if law is not None else mention


def _article_of(law: Mention | None, article: Mention, knowledge: Knowledge) -> Mention:
    """The article with a slug of its number and its law: a treaty by its acronym, a statute in full."""
    first = _PART_FIRST.fullmatch(article.name or "")
    last = None if first else _PART_LAST.fullmatch(article.name or "")
    if first is not None:
        part, number, of = first[1], first[2], first[3]
    elif last is not None:
        of, part, number = last[1], last[2], last[3]
    else:
        return article
    if of is None and law is None:
        return article
    if of in _BARE_LAWS and law is not None and of in (law.name or ""):
        of = None
    senses = knowledge.senses_of(of) if of else ()
    entity = senses[0].known.entity if senses else slug_of_law(of) if of else law and law.entity
    known = knowledge.by_entity.get(entity or "")
    noun = "section" if part.startswith("Section") else "article" if part.startswith("Art") else part
    law_name = (_acronym_of(known) if known else "") or entity
    return replace(article, entity=slug_of(f"{noun} {re.sub(r'[.(]', '-', number)} {law_name}"))


def _acronym_of(law: KnownName) -> str:
    """The short form under which the articles of a treaty are cited ("TFEU"); empty for a statute."""
    if _STATUTE.search(law.name):
        return ""
    return next((name for name in law.aliases if name.isupper() and len(name) < 7), "")


_BARE_LAWS = frozenset(
    {"Charter", "Constitution", "Convention", "Treaty", "Covenant", "Statute", "Regulation"}
) | {"Directive", "Act", "Code", "Protocol", "Agreement"}
"""What stands for a law named before: "Article 4 of the Charter"."""
_STATUTE = re.compile(r"\b(?:Act|Law|Code|Regulation|Directive|Decree|Ordinance|Bill)\b")
