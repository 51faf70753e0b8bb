"""Small annotations, built by hand over one invented text."""

from __future__ import annotations

from dataclasses import replace

from pipeline.corpus import parse_gold
from pipeline.schema import Annotations, Sentence

TEXT = (
    "Oslo rejected the plan, said Minister Hansen. "
    "In 2021 Lima paid 3 million euros to the World Bank and met Oslo. "
    "Quito should join the Andean Pact. "
    "Might Quito not welcome it?"
)

_LINES = (
    '{"doc": "tiny", "id": "p1s1", "start": 0, "end": 45, "type": "fact", "hedged": false, "negated": false,'
    ' "holder": {"span": [29, 44]}, "cue": [24, 28],'
    ' "entities": [[0, 4, "GPE", "norway"], [38, 44, "PERSON", "hansen"]],'
    ' "relations": [[1, "leads", 0, null]], "stances": [[{"span": [0, 4]}, "against", [14, 22]]]}',
    '{"doc": "tiny", "id": "p1s2", "start": 46, "end": 111, "type": "fact", "hedged": false,'
    ' "negated": false, "holder": "author", "cue": null,'
    ' "entities": [[49, 53, "DATE", "2021"], [54, 58, "GPE", "peru"], [64, 79, "MONEY", "EUR 3000000"],'
    ' [87, 97, "ORG", "world-bank"], [106, 110, "GPE", "norway"]],'
    ' "relations": [[1, "funds", 2, null], [1, "aid", 3, null], [1, "consult", 4, null]], "stances": []}',
    '{"doc": "tiny", "id": "p1s3", "start": 112, "end": 146, "type": "policy", "hedged": false,'
    ' "negated": false, "holder": "author", "cue": null,'
    ' "entities": [[112, 117, "GPE", "ecuador"], [134, 145, "ORG", "andean-community"]],'
    ' "relations": [[0, "member_of", 1, null]], "stances": [["author", "favour", [134, 145]]]}',
    '{"doc": "tiny", "id": "p1s4", "start": 147, "end": 174, "type": "none", "hedged": true, "negated": true,'
    ' "holder": "author", "cue": null, "entities": [[153, 158, "GPE", "ecuador"]], "relations": [],'
    ' "stances": []}',
)


def tiny_gold() -> Annotations:
    """Four sentences with something of every layer."""
    return parse_gold(_LINES, TEXT)


def with_sentence(annotations: Annotations, at: int, **changes: object) -> Annotations:
    """The same annotations with fields of one sentence replaced."""
    sentences: list[Sentence] = list(annotations.sentences)
    sentences[at] = replace(sentences[at], **changes)  # type: ignore[arg-type]
    return replace(annotations, sentences=tuple(sentences))
