"""Gold -> fitted artefacts with their cards."""
