"""Gold lines become annotations and come back as the same bytes."""

import json
from pathlib import Path

import pytest

from pipeline.corpus import parse_gold, read_gold, read_gold_document, write_gold
from pipeline.errors import CorpusError
from pipeline.schema import AUTHOR, ClaimType, EntityLabel, RelationLabel, Span, StanceLabel

TEXT = "Oslo rejected the plan, said Minister Hansen. Lima paid 3 million euros."
FIRST = {
    "doc": "tiny",
    "id": "p001s01",
    "start": 0,
    "end": 45,
    "type": "fact",
    "hedged": False,
    "negated": False,
    "holder": {"span": [29, 44]},
    "cue": [24, 28],
    "entities": [[0, 4, "GPE", "norway"], [38, 44, "PERSON", "hansen"]],
    "relations": [[1, "leads", 0, [29, 37]]],
    "stances": [[{"span": [0, 4]}, "against", [14, 22]], [{"name": "King Haakon"}, "favour", [0, 4]]],
}
SECOND = {
    **FIRST,
    "id": "p001s02",
    "start": 46,
    "end": 72,
    "holder": "author",
    "cue": None,
    "entities": [[46, 50, "GPE", "peru"], [56, 71, "MONEY", "EUR 3000000"]],
    "relations": [[0, "funds", 1, None]],
    "stances": [["author", "favour", [46, 50]]],
}
LINES = [json.dumps(FIRST, ensure_ascii=False), json.dumps(SECOND, ensure_ascii=False)]


def test_a_line_becomes_a_sentence() -> None:
    """Every field of a line finds its place in the records."""
    first, second = parse_gold(LINES, TEXT).sentences
    assert (first.type, first.holder.text, first.holder.entity) == (
        ClaimType.FACT,
        "Minister Hansen",
        "hansen",
    )
    assert first.holder.cue == Span(24, 28)
    assert [(m.label, m.entity) for m in first.mentions] == [
        (EntityLabel.GPE, "norway"),
        (EntityLabel.PERSON, "hansen"),
    ]
    assert (first.relations[0].head, first.relations[0].label) == (1, RelationLabel.LEADS)
    assert [stance.label for stance in first.stances] == [StanceLabel.AGAINST, StanceLabel.FAVOUR]
    assert (first.stances[1].holder.text, first.stances[1].holder.span) == ("King Haakon", None)
    assert first.stances[1].entity == "norway"
    assert second.holder == AUTHOR
    assert second.mentions[1].value == "EUR 3000000"
    assert second.mentions[1].entity is None


def test_written_and_read_again_it_is_the_same(tmp_path: Path) -> None:
    """Reading and writing lose nothing, to the byte."""
    path = tmp_path / "tiny.jsonl"
    write_gold(parse_gold(LINES, TEXT), path)
    assert path.read_text(encoding="utf-8").splitlines() == LINES
    assert read_gold(path, TEXT) == parse_gold(LINES, TEXT)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"type": "rumour"}, "rumour"),
        ({"entities": [[0, 4, "PLANET", "mars"]]}, "PLANET"),
        ({"relations": [[0, "leads", 7, None]]}, "between entities 0 and 7 of 2"),
        ({"relations": [[-1, "leads", 0, None]]}, "between entities -1 and 0"),
        ({"stances": [["author", "neutral", [0, 4]]]}, "neutral"),
        ({"holder": "somebody"}, "somebody"),
        ({"end": 900}, "after the text"),
        ({"start": 45}, "not a span"),
    ],
)
def test_a_line_outside_the_scheme_is_refused(change: dict[str, object], complaint: str) -> None:
    """The error names the line and what is wrong with it."""
    with pytest.raises(CorpusError, match="line 1") as caught:
        parse_gold([json.dumps({**FIRST, **change})], TEXT)
    assert complaint in str(caught.value)


def test_the_known_paper_reads(shared: Path) -> None:
    """The dev gold stands on the reading text: documents end with the last annotated block."""
    document, gold = read_gold_document("iai-2602", shared=shared)
    assert len(gold.sentences) == 227
    assert gold.sentences[-1].span.end <= len(document.text)
    assert all(sentence.span.of(document.text).strip() for sentence in gold.sentences)


def test_a_missing_paper_says_where_it_was_sought(tmp_path: Path) -> None:
    """No text, no gold: the error names the place."""
    with pytest.raises(CorpusError, match="not here"):
        read_gold_document("nowhere", folder=tmp_path, shared=tmp_path)


def test_gold_does_not_stand_off_to_another_text(tmp_path: Path) -> None:
    """A text whose checksum is not the recorded one has other offsets: that is told, not measured."""
    text = tmp_path / "papers" / "tiny" / "paper.txt"
    text.parent.mkdir(parents=True)
    text.write_text(TEXT, encoding="utf-8")
    gold = tmp_path / "gold" / "tiny.jsonl"
    gold.parent.mkdir()
    gold.write_text("\n".join(LINES), encoding="utf-8")
    record = {"paper": "tiny", "text": "sha256:0", "sentences": 2, "complete": True}
    (gold.parent / "manifest.json").write_text(json.dumps([record]), encoding="utf-8")
    with pytest.raises(CorpusError, match="not the one that its gold was made on"):
        read_gold_document("tiny", folder=tmp_path)
    assert len(read_gold_document("tiny", folder=tmp_path, gold_file=gold)[1].sentences) == 2
