"""Tests, folder by folder as in pipeline/."""
