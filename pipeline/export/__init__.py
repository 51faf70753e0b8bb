"""Claims -> the formats of the trade."""
