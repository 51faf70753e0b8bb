"""Annotations out to, and back from, the tools in which people annotate."""

from pipeline.export.markup.records import Markup, build_markup, read_markup

__all__ = ["Markup", "build_markup", "read_markup"]
