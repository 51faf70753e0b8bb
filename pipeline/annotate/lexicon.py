"""Rows of ``pipeline/knowledge/`` as annotators read them; the reader lives beside the tables."""

from __future__ import annotations

from pipeline.knowledge.tables import parse_rows, read_table

__all__ = ["parse_rows", "read_table"]
