"""Tests of pipeline.annotate."""
