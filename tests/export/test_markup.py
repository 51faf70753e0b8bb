"""Annotations go out to the tools of the trade and come back the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.corpus import parse_gold, read_gold_document
from pipeline.errors import ExportError
from pipeline.export.markup import build_markup, read_markup
from pipeline.export.markup.brat import annotation_conf, read_brat, write_brat
from pipeline.export.markup.conll import read_conll, write_conll
from pipeline.export.markup.doccano import read_doccano, write_doccano
from pipeline.export.markup.labelstudio import labelling_config, read_labelstudio, write_labelstudio
from pipeline.export.markup.prodigy import read_prodigy, write_prodigy
from pipeline.export.markup.records import ARC_LABELS, SPAN_LABELS, Markup
from pipeline.schema import AUTHOR, Annotations, Holder, Sentence, Span, Stance, StanceLabel
from pipeline.train.docbin import read_docbin, write_docbin

TEXT = (
    "\U0001f6a2 Erdoğan  and Franco-Italian firms\u2028met, said Minister Hansen.\n\n"
    "The fleet\u00a0— 12\u202fships \U0001f6a2 — pleased Oslo; it paid €3.5 million."
)


def _row(words: str, **fields: object) -> str:
    start = TEXT.index(words)
    plain = {"doc": "tiny", "start": start, "end": start + len(words), "hedged": False, "negated": False}
    return json.dumps({**plain, **fields})


def _at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


GOLD = parse_gold(
    [
        _row(
            TEXT.split("\n\n", maxsplit=1)[0],
            id="p001s01",
            type="fact",
            hedged=True,
            holder={"span": _at("Minister Hansen")},
            cue=_at("said"),
            entities=[
                [*_at("Erdoğan"), "PERSON", "recep-tayyip-erdogan"],
                [*_at("Franco"), "NORP", "france"],
                [*_at("Italian"), "NORP", "italy"],
                [*_at("Hansen"), "PERSON", ""],
            ],
            relations=[
                [0, "consult", 1, _at("met")],
                [0, "consult", 2, _at("met")],
                [3, "support", 0, None],
            ],
            stances=[
                [{"span": _at("Erdoğan")}, "favour", _at("Franco-Italian firms")],
                ["author", "favour", _at("Franco-Italian firms")],
            ],
        ),
        _row(
            TEXT.split("\n\n")[1],
            id="p002s01",
            type="value",
            negated=True,
            holder={"name": "The Fjord Institute"},
            cue=None,
            entities=[
                [*_at("12\u202fships"), "QUANTITY", "12"],
                [*_at("Oslo"), "GPE", "norway"],
                [*_at("€3.5 million"), "MONEY", "EUR 3500000"],
            ],
            relations=[[1, "funds", 2, _at("paid")]],
            stances=[[{"name": "The Fjord Institute"}, "against", _at("fleet")]],
        ),
    ],
    TEXT,
)

LOSSLESS: dict[str, Callable[[list[Markup]], list[Markup]]] = {
    "labelstudio": lambda markups: read_labelstudio(write_labelstudio(markups)),
    "doccano": lambda markups: read_doccano(write_doccano(markups)),
    "prodigy": lambda markups: read_prodigy(write_prodigy(markups)),
    "brat": lambda markups: read_brat(write_brat(markups, TEXT), TEXT),
    "docbin": lambda markups: read_docbin(write_docbin(markups)),
}


def _ordered(annotations: Annotations) -> Annotations:
    """Relations and stances in one order: tools keep none."""

    def order(sentence: Sentence) -> Sentence:
        return replace(
            sentence,
            relations=tuple(sorted(sentence.relations, key=lambda r: (r.head, r.tail, r.label))),
            stances=tuple(sorted(sentence.stances, key=lambda s: (s.target, s.label, str(s.holder)))),
        )

    return replace(annotations, sentences=tuple(order(sentence) for sentence in annotations.sentences))


@pytest.mark.parametrize("name", LOSSLESS)
def test_out_and_back(name: str) -> None:
    """Nothing is lost: names with marks, nested holders, offsets beyond the basic plane, odd spaces."""
    found = read_markup(LOSSLESS[name](build_markup(GOLD, TEXT)))
    assert _ordered(found) == _ordered(GOLD)


def test_conll_keeps_entities_and_categories() -> None:
    """What CoNLL cannot hold is gone, and nothing else."""
    found = read_markup(read_conll(write_conll(build_markup(GOLD, TEXT)), TEXT))
    bare = tuple(replace(s, holder=AUTHOR, relations=(), stances=()) for s in GOLD.sentences)
    assert found == replace(GOLD, sentences=bare)


def test_conll_is_iob2() -> None:
    """A token a line; names inside a compound are cut out of it."""
    lines = write_conll(build_markup(GOLD, TEXT)).splitlines()
    assert "Erdoğan\tB-PERSON\trecep-tayyip-erdogan" in lines
    assert lines[lines.index("Franco\tB-NORP\tfrance") + 1 :][:2] == ["-\tO\t_", "Italian\tB-NORP\titaly"]
    assert [line for line in lines if line[:2] in ("3\t", ".\t") and "MONEY" in line] == [
        "3\tI-MONEY\tEUR 3500000",
        ".\tI-MONEY\tEUR 3500000",
    ]


@pytest.mark.parametrize("name", LOSSLESS)
def test_the_known_paper_out_and_back(name: str, shared: object) -> None:
    """The whole dev gold survives each tool."""
    document, gold = read_gold_document("iai-2602", shared=shared)  # type: ignore[arg-type]
    markups = build_markup(gold, document.text)
    if name == "brat":
        found = read_markup(read_brat(write_brat(markups, document.text), document.text))
    else:
        found = read_markup(LOSSLESS[name](markups))
    assert _ordered(found) == _ordered(gold)


def test_a_person_corrects_a_stance_in_label_studio() -> None:
    """A target relabelled and an arc drawn away come back as the author's stance against it."""
    tasks = json.loads(write_labelstudio(build_markup(GOLD, TEXT)))
    results = tasks[0]["annotations"][0]["result"]
    for result in results:
        if result["type"] == "labels" and result["value"]["labels"] == ["FAVOUR"]:
            result["value"]["labels"] = ["AGAINST"]
    tasks[0]["annotations"][0]["result"] = [r for r in results if r.get("labels") != ["held_by"]]
    first = read_markup(read_labelstudio(json.dumps(tasks))).sentences[0]
    assert [(stance.label, stance.holder) for stance in first.stances] == [(StanceLabel.AGAINST, AUTHOR)]


def test_offsets_in_utf16_units_are_put_right() -> None:
    """Old Label Studio counted a ship as two."""
    tasks = json.loads(write_labelstudio(build_markup(GOLD, TEXT)))
    for result in tasks[0]["annotations"][0]["result"]:
        if result["type"] == "labels":
            result["value"]["start"] += 1
            result["value"]["end"] += 1
    assert (
        read_markup(read_labelstudio(json.dumps(tasks))).sentences[0].mentions == GOLD.sentences[0].mentions
    )


def test_a_moved_span_loses_its_note_in_doccano_alone() -> None:
    """Doccano knows no notes: what a person moves comes back without a link."""
    row = json.loads(write_doccano(build_markup(GOLD, TEXT)).split("\n")[0])
    row["entities"][1]["end_offset"] += 1
    first = read_markup(read_doccano(json.dumps(row))).sentences[0]
    assert [mention.entity for mention in first.mentions] == ["recep-tayyip-erdogan", None, "italy", None]


def test_predictions_have_no_ids_and_still_come_back() -> None:
    """Sentences of a prediction carry no id."""
    holder = Holder(text="Minister Hansen", span=Span(*_at("Minister Hansen")))
    sentence = replace(
        GOLD.sentences[0],
        id="",
        holder=holder,
        stances=(Stance(holder, StanceLabel.AGAINST, Span(*_at("firms"))),),
        relations=(),
    )
    plain = Annotations("tiny", (sentence,))
    for convert in LOSSLESS.values():
        assert read_markup(convert(build_markup(plain, TEXT))) == plain


@pytest.mark.parametrize(
    "read",
    [
        read_labelstudio,
        read_doccano,
        read_prodigy,
        lambda content: read_docbin(content.encode()),
        lambda content: read_conll(content, TEXT),
    ],
)
@pytest.mark.parametrize("content", ["what is this?", '{"text": "a"}', "[1]"])
def test_foreign_files_are_refused(read: Callable[[str], list[Markup]], content: str) -> None:
    """An error of ours, not of the parser."""
    with pytest.raises(ExportError):
        read(content)


def test_labels_outside_the_scheme_are_refused() -> None:
    """A label that a person invented is named."""
    tasks = write_labelstudio(build_markup(GOLD, TEXT)).replace('"PERSON"', '"PLANET"')
    with pytest.raises(ExportError, match="PLANET"):
        read_markup(read_labelstudio(tasks))


def test_configurations_name_every_label() -> None:
    """The tools are told of all spans and arcs."""
    for label in SPAN_LABELS:
        assert f'<Label value="{label}"/>' in labelling_config()
        assert f"\n{label}\n" in annotation_conf()
    for label in ARC_LABELS:
        assert f'<Relation value="{label}"/>' in labelling_config()
        assert f"\n{label}\tArg1" in annotation_conf()
