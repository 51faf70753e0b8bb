"""Laws, treaties and cases, and the law-review and OSCOLA forms around them."""

from __future__ import annotations

import pytest

from pipeline.ingest.references import parse_note, read_references
from pipeline.schema.document import Name, Note, WorkType

CASES = [
    (
        "Regulation (EU) 2019/77 of the Council of 10 May 2019 establishing a port fund, http://law.example/77/oj.",
        WorkType.LEGISLATION,
        "Regulation (EU) 2019/77 of the Council of 10 May 2019 establishing a port fund",
        "2019-05-10",
    ),
    (
        "Directive (EU) 2022/25 of 14 December 2022, Annex I, http://law.example/25.",
        WorkType.LEGISLATION,
        "Directive (EU) 2022/25 of 14 December 2022",
        "2022-12-14",
    ),
    (
        "Oslo Convention (V) Concerning the Rights of Ports art. 2, Oct. 18, 1907, 36 Stat. 2310.",
        WorkType.LEGISLATION,
        "Oslo Convention (V) Concerning the Rights of Ports",
        "1907-10-18",
    ),
    (
        "Memorandum of Understanding on Quays, Docks, and Piers in the North, Oslo, June 15, 2022.",
        WorkType.DOCUMENT,
        "Memorandum of Understanding on Quays, Docks, and Piers in the North",
        "2022-06-15",
    ),
    (
        "Case C-60/13, Port Office v. Commission, ECLI:EU:C:2016:61.",
        WorkType.LEGAL_CASE,
        "Port Office v. Commission",
        "2016",
    ),
    (
        "Lee and Others v. Norway, App. No. 27765/09 (Eur. Ct. H.R. Feb. 23, 2012).",
        WorkType.LEGAL_CASE,
        "Lee and Others v. Norway",
        "2012-02-23",
    ),
    (
        "North Quay Arbitration (Norway v. Denmark), PCA Case No. 13, Award, July 12, 2016.",
        WorkType.LEGAL_CASE,
        "North Quay Arbitration (Norway v. Denmark)",
        "2016-07-12",
    ),
    (
        "Quay Lights (Nor. v. Den.), Judgment, 1969 I.C.J. 3, ¶ 79 (Feb. 20).",
        WorkType.LEGAL_CASE,
        "Quay Lights (Nor. v. Den.)",
        "1969",
    ),
    (
        "Poland, Act of 11 March 2022 on Ports, in Journal of Laws, 2022.",
        WorkType.LEGISLATION,
        "Act of 11 March 2022 on Ports",
        "2022-03-11",
    ),
    (
        "United Nations Security Council, Resolution 2999 (2031), S/RES/2999, 30 June 2031, https://un.example/a.",
        WorkType.LEGISLATION,
        "Resolution 2999 (2031)",
        "2031-06-30",
    ),
    (
        "Togo, Loi n° 2015-3 du 26 mai 2015 relative aux quais, repealed by a decree of May 2019.",
        WorkType.LEGISLATION,
        "Loi n° 2015-3 du 26 mai 2015 relative aux quais",
        "2015-05-26",
    ),
    (
        "Norway, Chad and Denmark, Charte du Nord instituant le Conseil des ports, Oslo, 16 September 2023.",
        WorkType.LEGISLATION,
        "Charte du Nord instituant le Conseil des ports",
        "2023-09-16",
    ),
    (
        "Accord pour la mer et les ports issu des pourparlers, Oslo, 15 May and 20 June 2015. It holds.",
        WorkType.LEGISLATION,
        "Accord pour la mer et les ports issu des pourparlers",
        "2015-05-15",
    ),
    (
        "Ann J. Lee, Law and Quays in the North, 35 OSLO JOURNAL OF LAW 169 (2017).",
        WorkType.ARTICLE_JOURNAL,
        "Law and Quays in the North",
        "2017",
    ),
    (
        "A. Lee, B. Moe & C. Fox, “Quays” (2019) 13 Review of Ports 3.",
        WorkType.ARTICLE_JOURNAL,
        "Quays",
        "2019",
    ),
    (
        "GAO, Quays: A View of Ports, GAO-05-418 (Washington, D.C.: June 17, 2005).",
        WorkType.REPORT,
        "Quays: A View of Ports",
        "2005-06-17",
    ),
    (
        "Port Office, North Plan, COM(2022) 230 final, May 18, 2022, https://law.example/2.",
        WorkType.REPORT,
        "North Plan",
        "2022-05-18",
    ),
]


@pytest.mark.parametrize(("note", "kind", "title", "issued"), CASES, ids=[note[:30] for note, *_ in CASES])
def test_one_law(note: str, kind: WorkType, title: str, issued: str) -> None:
    """Type, title and date of the one work."""
    (work,) = parse_note(note)
    assert (work.type, work.title, work.issued) == (kind, title, issued)


def test_laws_named_in_commentary() -> None:
    """Each law that a sentence names by number is a work, no more than its number and date."""
    note = "The plan rests on Decree-Law No. 16 of May 15, 2023, converted into Law No. 2 of June 11, 2024."
    assert [work.title for work in parse_note(note)] == [
        "Decree-Law No. 16 of May 15, 2023",
        "Law No. 2 of June 11, 2024",
    ]


def test_short_forms_of_laws_and_cases() -> None:
    """OSCOLA's "(n 1)", the Bluebook's "supra note", and a case by its name alone."""
    texts = [
        "Regulation (EU) 2019/77 of 10 May 2019 establishing a fund, http://law.example/77.",
        "North Quay Arbitration (Norway v. Denmark), Award, July 12, 2016; Lee v. Norway (2012).",
        "Regulation (EU) 2019/77 (n 1) art 9 provides for the deduction.",
        "On passage see North Quay Arbitration, cited in note 2.",
        "See also Lee v. Norway, supra note 2.",
    ]
    notes = read_references([Note(str(at), text) for at, text in enumerate(texts, start=1)])
    assert [notes[at].works[0].first for at in (2, 3, 4)] == [(0, 0), (1, 0), (1, 1)]
    assert notes[2].works[0].locator == "art 9"


def test_roles_and_issuers_are_no_titles() -> None:
    """The office of a speaker, and a body between title and number, are left out of the title."""
    note = "Ann Lee, Minister of Ports, Keynote Address at the Club (May 3, 2020), https://p.ex/"
    (speech,) = parse_note(note)
    assert (speech.title, speech.authors) == ("Keynote Address at the Club", (Name("Lee", "Ann"),))
    (report,) = parse_note("Bo Moe, Quays of the North: A View, North Port Institute (2004).")
    assert (report.title, report.publisher) == ("Quays of the North: A View", "North Port Institute")


def test_three_states_sign() -> None:
    """A list of bodies that "and" closes: each is an author."""
    (work,) = parse_note("Norway, Sweden, and Denmark, Joint Declaration on Quays, Oslo, 3 May 2020.")
    assert [name.literal for name in work.authors] == ["Norway", "Sweden", "Denmark"]
    assert (work.title, work.place) == ("Joint Declaration on Quays", "Oslo")


def test_an_agreement_in_a_sentence_is_no_work() -> None:
    """The name of an agreement opens a citation only where no verb follows."""
    assert parse_note("Accord pour la mer, which is old, was signed in Oslo on 3 May 2020.") == ()
