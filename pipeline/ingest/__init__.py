"""Paper -> Document: readers for PDF, markdown, HTML and plain text."""
