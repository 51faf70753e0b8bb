"""Data, not code: tables of facts and words, each row with an example."""
