"""Two Annotations in, numbers and mistakes out. Knows nothing of spaCy."""
