"""``python -m pipeline``: the same as the command ``dragoman``."""

from pipeline.cli import main

main()
