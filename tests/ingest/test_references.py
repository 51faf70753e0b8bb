"""Notes and the works they cite: one invented note a case."""

from __future__ import annotations

import pytest

from pipeline.ingest.references import parse_note, read_references
from pipeline.schema.document import Name, Note, Work, WorkType

CASES = [
    (
        "Lee, Ann and Bo Moe, “Quays of the North: A View”, in Journal of Harbours, Vol. 12, No. 3 (2011), "
        "p. 41-58, DOI 10.1000/41058.",
        {
            "type": WorkType.ARTICLE_JOURNAL,
            "title": "Quays of the North: A View",
            "authors": (Name("Lee", "Ann"), Name("Moe", "Bo")),
            "container_title": "Journal of Harbours",
            "volume": "12",
            "issue": "3",
            "page": "41-58",
            "issued": "2011",
            "doi": "10.1000/41058",
        },
    ),
    (
        "Moe, Bo et al., \"The Port's 'Own' Law\", in Harbour Talk (blog), 22 November 2022, https://h.example/?p=9.",
        {
            "type": WorkType.POST_WEBLOG,
            "title": "The Port's 'Own' Law",
            "et_al": True,
            "container_title": "Harbour Talk",
            "issued": "2022-11-22",
            "url": "https://h.example/?p=9",
        },
    ),
    (
        "Del Moe, Bo, Quays and Law. Ports of Norway, Sweden and Denmark, Bologna, Il Molo, 1991.",
        {
            "type": WorkType.BOOK,
            "title": "Quays and Law. Ports of Norway, Sweden and Denmark",
            "authors": (Name("Del Moe", "Bo"),),
            "place": "Bologna",
            "publisher": "Il Molo",
            "issued": "1991",
        },
    ),
    (
        'Moe, Bo, "Quays", in Ann Lee and Cy Fox (eds), The Book of Ports, Oslo, Fram Press, 2015, p. 6-9.',
        {
            "type": WorkType.CHAPTER,
            "editors": (Name("Lee", "Ann"), Name("Fox", "Cy")),
            "container_title": "The Book of Ports",
            "place": "Oslo",
            "publisher": "Fram Press",
            "page": "6-9",
        },
    ),
    (
        "Lee, Ann and Bo Moe (eds), Ports and their Law (1955-1962), Pisa/Rome, Il Molo, 2017.",
        {
            "type": WorkType.BOOK,
            "title": "Ports and their Law (1955-1962)",
            "authors": (),
            "editors": (Name("Lee", "Ann"), Name("Moe", "Bo")),
            "place": "Pisa/Rome",
            "issued": "2017",
        },
    ),
    (
        "Norwegian Ministry of Ports, White Paper on Quays. Edition 2022, April 2023, p. ii, https://m.example/a.pdf.",
        {
            "type": WorkType.REPORT,
            "title": "White Paper on Quays. Edition 2022",
            "authors": (Name(literal="Norwegian Ministry of Ports"),),
            "issued": "2023-04",
            "locator": "ii",
        },
    ),
    (
        "Norwegian Ministry of Ports website: Quays - Old and New, https://m.example/quays--old.html.",
        {
            "type": WorkType.WEBPAGE,
            "title": "Quays - Old and New",
            "container_title": "Norwegian Ministry of Ports website",
        },
    ),
    (
        "Norway, Law No. 14 of 21 July 2016: Rules for quays, https://law.example/N2?urn:2016-07-21;14.",
        {
            "type": WorkType.LEGISLATION,
            "issued": "2016-07-21",
            "url": "https://law.example/N2?urn:2016-07-21;14",
        },
    ),
    (
        "EU and Norway, Joint Press Release: Talks on Quays, 29 November 2017, https://e.example/node/3.",
        {
            "type": WorkType.DOCUMENT,
            "genre": "press release",
            "authors": (Name(literal="EU"), Name(literal="Norway")),
        },
    ),
    (
        "Ann M. Lee Jr. and Bo van der Moe, Harbour Law: A Primer "
        "(Carlisle, PA: Fram Press, 1982, 2005), 3, 15–16.",
        {
            "type": WorkType.BOOK,
            "title": "Harbour Law: A Primer",
            "authors": (Name("Lee", "Ann M., Jr."), Name("van der Moe", "Bo")),
            "place": "Carlisle, PA",
            "publisher": "Fram Press",
            "issued": "2005",
            "locator": "3, 15–16",
        },
    ),
    (
        "Ann Lee, “Quays,” in Ports: Old, New, and Lost, ed. Bo Moe, "
        "Cy Fox, and Di Ek (Oslo: Fram, 2016), 2–9.",
        {
            "type": WorkType.CHAPTER,
            "container_title": "Ports: Old, New, and Lost",
            "editors": (Name("Moe", "Bo"), Name("Fox", "Cy"), Name("Ek", "Di")),
            "page": "2–9",
        },
    ),
    (
        "Ann Lee, “Quays of the North,” Foreign Affairs 48, no. 2 (Summer 2018): 51–62.",
        {
            "type": WorkType.ARTICLE_JOURNAL,
            "volume": "48",
            "issue": "2",
            "issued": "2018-22",
            "page": "51–62",
        },
    ),
    (
        "Ann Lee, “Quays Close,” Oslo Times, May 3, 2021, https://t.example/2021 /05/quays-close.",
        {
            "type": WorkType.ARTICLE_NEWSPAPER,
            "issued": "2021-05-03",
            "url": "https://t.example/2021/05/quays-close",
        },
    ),
    (
        "Ann Lee, “How Quays Close” (graduate thesis, Oslo University, 2021), https://u.example/3666.",
        {"type": WorkType.THESIS, "issued": "2021", "genre": "graduate thesis"},
    ),
    (
        "“Port Tables 1998–2022,” Macroports (website), n.d., https://m.example/x.",
        {"type": WorkType.WEBPAGE, "container_title": "Macroports", "issued": ""},
    ),
    (
        "Li Xiaoming, ed., Ports of the East (Oslo: Fram, 2013).",
        {"editors": (Name("Li", "Xiaoming"),), "type": WorkType.BOOK},
    ),
]


@pytest.mark.parametrize(("note", "fields"), CASES, ids=[note[:40] for note, _ in CASES])
def test_one_work(note: str, fields: dict[str, object]) -> None:
    """A note with one work gives its fields."""
    (work,) = parse_note(note)
    assert {name: getattr(work, name) for name in fields} == fields


SEGMENTS = [
    ("The quays were closed in May. The ministers met on 3 May 2020 in Oslo.", []),
    ("The “Greater North” is a concept of the 1970s, centred on Oslo but also on Bergen.", []),
    (
        "The port pays for itself. Norwegian Port Office, Quays. Edition 2022, 2023, https://p.example/q.pdf.",
        ["Norwegian Port Office, Quays. Edition 2022, 2023, https://p.example/q.pdf"],
    ),
    (
        "On this concept see among others Lee, Ann, Quays, Oslo, Fram, 2019; and for a critique, see Bo Moe, "
        "Ports (Oslo: Fram, 2018), 3.",
        ["Lee, Ann, Quays, Oslo, Fram, 2019", "Bo Moe, Ports (Oslo: Fram, 2018), 3"],
    ),
    (
        "Ann Lee, Quays (Oslo: Fram, 2019), 7. Lee also speculates that the port failed; "
        "see Bo Moe, Ports (Oslo: Fram, 2018).",
        ["Ann Lee, Quays (Oslo: Fram, 2019), 7", "Bo Moe, Ports (Oslo: Fram, 2018)"],
    ),
    (
        "Lee, Quays of the North, 31–32, Minister Ann Moe was more sceptical, 38.",
        ["Lee, Quays of the North, 31–32"],
    ),
    ("Ibid., p. 4; Port Office, Quays, 17 July 2025, https://p.example/?p=3.", ["Ibid., p. 4", None]),
]


@pytest.mark.parametrize(("note", "stretches"), SEGMENTS, ids=[note[:40] for note, _ in SEGMENTS])
def test_works_are_cut_from_commentary(note: str, stretches: list[str | None]) -> None:
    """Only the stretches that cite are works, from the first name to the last field."""
    found = [work.span.of(note).rstrip(".") for work in parse_note(note)]
    assert len(found) == len(stretches)
    assert all(mine is None or mine == theirs for mine, theirs in zip(stretches, found, strict=True))


FIRST = "Ann Lee, Harbour Law: A Primer for Pilots (Oslo: Fram, 2019), 3."
OFFICE = "Port Office, Report on the quays of the north and the south, 3 May 2020, https://p.example/1."
SHORT_FORMS = [
    ([FIRST, "Ibid., 24."], (0, 0), "24"),
    ([FIRST, "Ibid.", "Id. at 25."], (0, 0), "25"),
    ([f"{FIRST[:-1]}; {OFFICE}", "Ibid., p. 2."], None, "2"),
    ([f"{FIRST[:-1]}; ibid., 5."], (0, 0), "5"),
    ([FIRST, OFFICE, "Lee, Harbour Law, 7–8."], (0, 0), "7–8"),
    ([FIRST, OFFICE, "Lee, Harbor Law, 7."], (0, 0), "7"),
    ([OFFICE, FIRST, "Port Office, Report on the quays of the north, cit., p. 9."], (0, 0), "9"),
    ([OFFICE, FIRST, "Port Office, Report on the quays of the north, cit."], (0, 0), ""),
    ([FIRST, OFFICE, "Lee, op. cit., p. 9."], (0, 0), "9"),
    ([FIRST, OFFICE, "Lee, supra note 1, at 12."], (0, 0), "12"),
    ([FIRST, OFFICE, "Moe, Harbour Law, 7."], None, "7"),
]


@pytest.mark.parametrize(("texts", "first", "locator"), SHORT_FORMS)
def test_short_forms(texts: list[str], first: tuple[int, int] | None, locator: str) -> None:
    """The last work of the last note is a short form; it means the work at ``first``, or none for sure."""
    notes = read_references([Note(str(number), text) for number, text in enumerate(texts, start=1)])
    work: Work = notes[-1].works[-1]
    assert (work.short, work.first, work.locator) == (True, first, locator)
    if first is not None:
        assert work.title == notes[first[0]].works[first[1]].title


def test_label_before_the_text_is_no_part_of_the_work() -> None:
    """A note whose text repeats its mark."""
    (work,) = parse_note(f"12 {FIRST}", "12")
    assert work.span.start == 3
    assert work.authors == (Name("Lee", "Ann"),)


def test_reading_never_loses_a_note() -> None:
    """Empty and odd notes come back as they were."""
    notes = (Note("1", ""), Note("2", "; | ( “ ”"), Note("3", "—"))
    assert read_references(notes) == notes
