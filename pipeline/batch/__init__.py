"""Many papers: found, read and analysed in worker processes, written in one order, resumed where stopped."""

from pipeline.batch.papers import Paper, find_papers, name_run
from pipeline.batch.results import Failure, PaperResult, RunSummary
from pipeline.batch.run import Engine, Options, extract_papers, stream_claims

__all__ = [
    "Engine",
    "Failure",
    "Options",
    "Paper",
    "PaperResult",
    "RunSummary",
    "extract_papers",
    "find_papers",
    "name_run",
    "stream_claims",
]
