"""Pull quotes: a sentence of the text set large a second time, to catch the eye."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.ingest.pages.headings import numbered_depth
from pipeline.ingest.pages.paragraphs import Passage
from pipeline.ingest.pages.sheet import TypeStyle
from pipeline.schema import BlockKind

__all__ = ["find_pull_quotes"]

_WORDS = range(6, 80)
_REPEATED = 0.6
"""Of a pull quote's runs of three words, at least this part stands in the text too."""
_TAKEN_OVER = 0.9
"""Of one set as small as the text, at least this part stands in one passage: a text has its set phrases."""
_SENTENCE_END = re.compile(r"[.!…][\"”’»]?$|[\"”»]$")
_Run = tuple[str, ...]
_CUT_OFF = re.compile(r"^(?:…|\.\.\.)|(?:…|\.\.\.)$")


def find_pull_quotes(passages: Sequence[Passage], style: TypeStyle) -> set[int]:
    """Indices of the passages that only repeat, or cry out, what the text says."""
    heard = [i for i, p in enumerate(passages) if _is_loud(p, style)]
    loud = [i for i in heard if _SENTENCE_END.search(passages[i].text)]
    if not loud:
        return set()
    quiet = set(range(len(passages))) - set(heard)
    runs = [frozenset(_runs(passages[i].text)) for i in sorted(quiet)]
    return {i for i in loud if _is_pull_quote(passages[i], runs, style)}


def _is_loud(passage: Passage, style: TypeStyle) -> bool:
    """Whether a short passage is set larger than the text, or otherwise than it throughout."""
    if passage.kind not in {BlockKind.HEADING, BlockKind.BOX, BlockKind.PARAGRAPH}:
        return False
    if len(passage.text.split()) not in _WORDS or numbered_depth(passage.text) is not None:
        return False
    slanted = all(line.font.italic for line in passage.lines) and not style.font.italic
    return _is_larger(passage, style) or (slanted and passage.lines[0].size > style.size - 0.5)


def _is_larger(passage: Passage, style: TypeStyle) -> bool:
    return all(line.size > style.size + 0.7 for line in passage.lines)


def _is_pull_quote(passage: Passage, runs: Sequence[frozenset[_Run]], style: TypeStyle) -> bool:
    own = list(_runs(passage.text))
    larger = _is_larger(passage, style)
    if len(own) >= 4 and _is_repeated(own, runs, larger=larger):
        return True
    if _CUT_OFF.search(passage.text):
        return True
    slanted = larger and all(line.font.italic for line in passage.lines)
    return (bool(passage.lines[0].box) or slanted) and passage.kind is BlockKind.HEADING and len(own) > 5


def _is_repeated(own: Sequence[_Run], runs: Sequence[frozenset[_Run]], *, larger: bool) -> bool:
    """Whether the text says it too: for large print anywhere, else all in one passage."""
    if larger:
        return sum(any(run in there for there in runs) for run in own) >= _REPEATED * len(own)
    return any(sum(run in there for run in own) >= _TAKEN_OVER * len(own) for there in runs)


def _runs(text: str) -> Iterable[_Run]:
    words = re.findall(r"[^\W_]+", text.lower())
    return zip(words, words[1:], words[2:], strict=False)
