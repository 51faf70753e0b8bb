"""The command line: each command parses its options, calls one function and prints.

Data goes to stdout, talk to stderr. Exit codes: 0 all well, 1 some input failed, 2 wrong usage.
"""

from pipeline.cli.app import main

__all__ = ["main"]
