"""Printed pages -> the parts of a paper: words, lines, columns, notes, furniture, paragraphs."""
