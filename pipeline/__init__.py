"""Dragoman: what policy papers claim, as data."""

__version__ = "0.1.0"
