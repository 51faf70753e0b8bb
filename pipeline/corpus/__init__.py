"""The corpus folder: papers, gold, splits, and their validation.

document, gold = read_gold_document("iai-2602")
"""

from pipeline.corpus.check import Finding, accept_corpus, check_corpus, check_gold
from pipeline.corpus.gold import gold_lines, name_of_gold, parse_gold, read_gold, write_gold
from pipeline.corpus.papers import (
    CORPUS,
    Rendering,
    covers_body,
    gold_path,
    hash_of_text,
    paper_ids,
    paper_source,
    read_gold_document,
    read_paper,
    read_paper_text,
    read_split,
)
from pipeline.corpus.types import TypedSentence, read_types, typed_paper_ids

__all__ = [
    "CORPUS",
    "Finding",
    "Rendering",
    "TypedSentence",
    "accept_corpus",
    "check_corpus",
    "check_gold",
    "covers_body",
    "gold_lines",
    "gold_path",
    "hash_of_text",
    "name_of_gold",
    "paper_ids",
    "paper_source",
    "parse_gold",
    "read_gold",
    "read_gold_document",
    "read_paper",
    "read_paper_text",
    "read_split",
    "read_types",
    "typed_paper_ids",
    "write_gold",
]
