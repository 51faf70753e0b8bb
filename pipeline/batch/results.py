"""What a run says of its papers and of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Failure", "PaperResult", "RunSummary"]


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no claims: which file, at what stage, what was wrong, what to do."""

    file: str
    stage: str
    error: str
    advice: str


@dataclass(frozen=True, slots=True)
class PaperResult:
    """What one paper gave, for progress and the closing table."""

    source: str
    title: str = ""
    pages: int = 0
    sentences: int = 0
    claims: dict[str, int] = field(default_factory=dict)
    """Sentences by type."""
    stances: int = 0
    seconds: float = 0.0
    failure: Failure | None = None
    reused: bool = False
    """Whether an earlier run had done it."""


@dataclass(slots=True)
class RunSummary:
    """A whole run in numbers; grows as papers are done, whatever their order."""

    papers: int = 0
    failed: int = 0
    reused: int = 0
    pages: int = 0
    sentences: int = 0
    claims: dict[str, int] = field(default_factory=dict)
    stances: int = 0
    seconds: float = 0.0
    """Worker seconds spent on papers; divide by the run's own for the work done at once."""

    def add(self, result: PaperResult) -> None:
        """Count one paper."""
        self.papers += 1
        self.failed += result.failure is not None
        self.reused += result.reused
        self.pages += result.pages
        self.sentences += result.sentences
        self.stances += result.stances
        self.seconds += result.seconds
        for kind, number in sorted(result.claims.items()):
            self.claims[kind] = self.claims.get(kind, 0) + number
