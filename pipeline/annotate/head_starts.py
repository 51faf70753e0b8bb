"""Where a name that a head noun closes begins: over "and", "of", "for" and commas before its last words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Doc

from pipeline.annotate.capitals import Run, is_plain
from pipeline.annotate.head_nouns import HeadNoun, head_nouns
from pipeline.annotate.knowledge_base import Knowledge
from pipeline.schema import EntityLabel

__all__ = ["NameStarts", "goes_on"]

_AND = frozenset({"and", "&"})
_PURPOSES = frozenset({"for", "from", "in", "against"})
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)$")


def goes_on(doc: Doc, knowledge: Knowledge, run: Run) -> bool:
    """Whether a run beside "and" continues a name: it is no known name and has no head of its own."""
    text = doc[run.start : run.end].text
    first = doc[run.start].text
    if knowledge.senses_of(text) or knowledge.senses_of(first) or text.isupper():
        return False
    last = head_nouns().get(doc[run.end - 1].text)
    return last is None or last.place == "first" or run.end - run.start == 1


class NameStarts:
    """One document's runs by their ends, and how names grow back over them."""

    def __init__(self, doc: Doc, ending: Mapping[int, Run], knowledge: Knowledge) -> None:
        self._doc = doc
        self._ending = ending
        self._knowledge = knowledge

    def of_name(self, run: Run, after: int, head: HeadNoun) -> int:
        """The start without the state, before what is known without it ("US Harbour Strategy")."""
        rest = self._doc[run.start + 1 : after].text
        if head.label in {EntityLabel.PROGRAMME, EntityLabel.EVENT} and self._knowledge.senses_of(rest):
            owner = self._knowledge.senses_of(self._doc[run.start].text)
            if any(sense.label is EntityLabel.GPE for sense in owner):
                return run.start + 1
        if head.label is EntityLabel.PROGRAMME and (opening := self._opened_by(run)):
            return opening
        return self._purpose_start(run) if head.words == "Act" else self._joined_start(run)

    def _opened_by(self, run: Run) -> int:
        """The start of "Continuity of the Harbour Plan" seen from its second half; 0 if it is whole."""
        doc, at = self._doc, run.start - 1
        at -= at > 0 and doc[at].lower_ == "the"
        before = self._ending.get(at) if at > 0 and doc[at].lower_ == "of" else None
        if before is None or before.end - before.start > 1 or before.titled:
            return 0
        word = doc[before.start]
        is_name = word.text in head_nouns() or is_plain(word.text) or self._knowledge.senses_of(word.text)
        return 0 if is_name or word.is_sent_start or word.tag_ not in {"NNP", "NN"} else before.start

    def _purpose_start(self, run: Run) -> int:
        """The start of "Ships for Harbours Act" seen from its second half."""
        before = self._ending.get(run.start - 1) if run.start > 1 else None
        if before is None or self._doc[run.start - 1].lower_ not in _PURPOSES or before.titled:
            return self._joined_start(run)
        known = self._knowledge.senses_of(self._doc[before.start : before.end].text)
        return self._joined_start(run) if known else before.start

    def _list_start(self, comma: int) -> int:
        """The start of the list before ", and" in "the Broad Harbour, Access, and Trade Program"; else 0.

        Only after an article, and where nothing in the list is known by itself.
        """
        doc = self._doc
        for _ in range(3):
            run = self._ending.get(comma)
            if run is None or run.titled or not goes_on(self._doc, self._knowledge, run):
                return 0
            if run.start and doc[run.start - 1].lower_ in {"the", "a"}:
                return run.start
            comma = run.start - 1
            if doc[comma].text != ",":
                return 0
        return 0

    def _joined_start(self, run: Run) -> int:
        """The start of "External Intelligence and Security Agency" seen from its second half."""
        doc, start = self._doc, run.start
        if start and _NUMBERED.match(doc[start - 1].text):
            return start - 1
        if start < 2 or doc[start - 1].lower_ not in _AND:
            return start
        before = self._ending.get(start - 1)
        if before is None and doc[start - 2].text == ",":
            return self._list_start(start - 2) or start
        return before.start if before is not None and self._is_first_half(before) else start

    def _is_first_half(self, run: Run) -> bool:
        """Whether a run before "and" may begin a name: no person, and no head noun that stands alone."""
        first = self._doc[run.start]
        if run.titled or first.is_sent_start or first.ent_type_ == "PERSON":
            return False
        if self._doc[run.start : run.end].text in head_nouns() or first.pos_ not in {"PROPN", "NOUN", "ADJ"}:
            return False
        return goes_on(self._doc, self._knowledge, run)
