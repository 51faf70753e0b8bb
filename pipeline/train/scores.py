"""How a fitted part does on papers that it has not seen, beside what it replaces."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Score"]


@dataclass(frozen=True, slots=True)
class Score:
    """One measure, without and with what was trained; rounded to four places."""

    name: str
    before: float
    after: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "before", round(float(self.before), 4))
        object.__setattr__(self, "after", round(float(self.after), 4))
