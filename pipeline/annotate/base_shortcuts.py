"""The base model's two slowest components, done faster with the same results.

Entity recogniser: spaCy lets go of the interpreter's lock for its loop, and then (3.8) takes it and drops it
again for every label at every token, only to look for errors. Making the same transitions from Python, lock
in hand, takes a tenth of the time.

Attribute ruler: nearly all its patterns look at one token, and the same tokens come again and again, so
what they say is asked once and remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.tokens._retokenize import set_token_attrs

__all__ = ["RememberedAttributes", "SteppedNames", "take_shortcuts"]

_MOST_SIGNS = 100_000
"""Tokens remembered before the memory is emptied: a bound for long batches."""

_Sign = tuple[int, ...]


def take_shortcuts(nlp: Language) -> None:
    """Put the fast components in the place of the slow ones."""
    for name, shortcut in (("ner", "dragoman_names"), ("attribute_ruler", "dragoman_attributes")):
        slow = nlp.get_pipe(name)
        nlp.replace_pipe(name, shortcut).use(slow)  # type: ignore[attr-defined]


class SteppedNames:
    """The entity recogniser, one transition of all its documents at a time."""

    def use(self, recogniser: EntityRecognizer) -> None:
        """Work with this recogniser's weights and transitions."""
        self.recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one document."""
        self._find([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Find the names of many documents, in their order."""
        remaining = iter(docs)
        while batch := list(islice(remaining, batch_size)):
            self._find(batch)
            yield from batch

    def _find(self, docs: list[Doc]) -> None:
        states = self.recogniser.moves.init_batch(docs)
        unfinished = [state for state in states if not state.is_final()]
        if unfinished:
            steps = self.recogniser.model.predict(docs)
            while unfinished:
                unfinished = self.recogniser.transition_states(unfinished, steps.predict(unfinished))
            steps.clear_memory()
        self.recogniser.set_annotations(docs, states)


class RememberedAttributes:
    """The attribute ruler, with a memory of what its patterns say of a token."""

    def use(self, ruler: AttributeRuler) -> None:
        """Work with this ruler's patterns."""
        self.ruler = ruler
        self.longer = Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            patterns = cast(list[list[dict[str, Any]]], rule["patterns"])
            if longer := [pattern for pattern in patterns if len(pattern) > 1]:
                self.longer.add(str(number), longer)
        self._known: dict[_Sign, tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set what the patterns say; of two that say something of one token the later has the last word."""
        said = self._say_alone(doc)
        for number, start, end in self._matches(self.longer, doc):
            place = doc[start:end][self.ruler.indices[number]].i
            said[place] = tuple(sorted({*said[place], number}))
        for token, numbers in zip(doc, said, strict=True):
            for number in numbers:
                set_token_attrs(token, self.ruler.attrs[number])
        return doc

    def _say_alone(self, doc: Doc) -> list[tuple[int, ...]]:
        """The numbers of the rules that hold of each token by itself."""
        signs: list[_Sign] = list(map(tuple, doc.to_array(["TAG", "LOWER", "DEP"]).tolist()))
        if len(self._known) > _MOST_SIGNS:
            self._known.clear()
        for place, sign in enumerate(signs):
            if sign not in self._known:
                matches = self._matches(self.ruler.matcher, doc[place : place + 1])
                self._known[sign] = tuple(sorted({number for number, _, _ in matches}))
        return [self._known[sign] for sign in signs]

    def _matches(self, matcher: Matcher, doc: Doc | Span) -> Iterator[tuple[int, int, int]]:
        strings = self.ruler.vocab.strings
        for key, start, end in matcher(doc, allow_missing=True):
            yield int(strings[key]), start, end


@Language.factory("dragoman_names")
def _make_names(nlp: Language, name: str) -> SteppedNames:  # noqa: ARG001 - spaCy calls it so
    return SteppedNames()


@Language.factory("dragoman_attributes")
def _make_attributes(nlp: Language, name: str) -> RememberedAttributes:  # noqa: ARG001
    return RememberedAttributes()
