"""The corpus folder: papers, gold, splits, and their validation.

document, gold = read_gold_document("iai-2602")
"""

from pipeline.corpus.gold import gold_lines, parse_gold, read_gold, write_gold
from pipeline.corpus.papers import (
    CORPUS,
    gold_path,
    hash_of_text,
    paper_ids,
    read_gold_document,
    read_paper,
    read_paper_text,
    read_split,
)

__all__ = [
    "CORPUS",
    "gold_lines",
    "gold_path",
    "hash_of_text",
    "paper_ids",
    "parse_gold",
    "read_gold",
    "read_gold_document",
    "read_paper",
    "read_paper_text",
    "read_split",
    "write_gold",
]
