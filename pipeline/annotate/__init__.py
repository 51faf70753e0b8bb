"""Document -> marks; the annotators do not know each other."""
