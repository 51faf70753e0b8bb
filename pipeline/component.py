"""``nlp.add_pipe("dragoman")``: claims for a spaCy user, as ``doc._.claims``.

A thin cover over the four verbs: the ``Doc``'s text is taken as one body paragraph, and its own parse
is used where it has one.
"""

from __future__ import annotations

import hashlib

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.analysis import Models, analyse_parsed, load_models
from pipeline.claims import build_claims
from pipeline.errors import ModelError
from pipeline.schema import Block, BlockKind, Document, Metadata, Span

__all__ = ["DragomanComponent", "make_component"]


@Language.factory("dragoman", default_config={"date": ""})
def make_component(nlp: Language, name: str, date: str) -> DragomanComponent:  # noqa: ARG001 - spaCy calls it so
    """Make the component. ``date`` (EDTF) is the texts' date, against which relative dates resolve."""
    return DragomanComponent(date)


class DragomanComponent:
    """Sets ``doc._.claims``: the claim records of the text, in order.

    Needs a parsed ``Doc`` (sentences, tags, dependencies and entities of a spaCy pipeline). Raises
    ``ModelError`` where the pipeline before it has no parser.
    """

    def __init__(self, date: str) -> None:
        self.date = date
        self.models: Models = load_models()
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.claims`` and give the same ``Doc`` back."""
        if not doc.text.strip():
            return doc
        if not doc.has_annotation("DEP"):
            raise ModelError("the text is not parsed", advice="add the component after a dependency parser")
        document = _as_document(doc.text, self.date)
        doc.user_data["body"] = [(block.span.start, block.span.end) for block in document.blocks]
        doc._.claims = tuple(build_claims(document, analyse_parsed(doc, document, self.models)))
        return doc


def _as_document(text: str, date: str) -> Document:
    start = len(text) - len(text.lstrip())
    body = Block(BlockKind.PARAGRAPH, Span(start, len(text.rstrip())))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"sha256:{digest}", "text", text, (body,), Metadata(date=date, language="en"))
