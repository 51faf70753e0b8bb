"""Document -> spaCy ``Doc``: the base model runs once over each body block, and the results are joined.

The joined ``Doc`` covers ``Document.text`` character by character, so a token's ``idx`` is its offset in
the reading text. Sentences never cross a block; titles, headings and the white space between blocks are
tokens without analysis.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.schema import BODY_KINDS, Document

__all__ = ["body_sentences", "keep_ellipses_inside", "parse_document", "whole_text"]


@Language.component("dragoman_ellipses")
def keep_ellipses_inside(doc: Doc) -> Doc:
    """Before the parser: the parts of an omission mark ("[...]", "(…)") never start a sentence."""
    for token in doc[1:]:
        if token.text in {"[", "(", "...", "…", "]", ")"} and _closes_omission(token):
            token.is_sent_start = False
    return doc


def _closes_omission(token: Token) -> bool:
    around = token.doc[max(token.i - 2, 0) : token.i + 3].text.replace(" ", "")
    return any(mark in around for mark in ("[...]", "[…]", "(...)", "(…)"))


def parse_document(document: Document, nlp: Language, *, batch_size: int = 64) -> Doc:
    """The document as one analysed ``Doc`` with the same characters and offsets."""
    pieces = _split_text(document)
    analysed = nlp.pipe((text for text, is_body in pieces if is_body), batch_size=batch_size)
    docs = [next(analysed) if is_body else _bare_doc(text, nlp) for text, is_body in pieces]
    joined = (
        Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]
        or Doc(nlp.vocab)
    )
    joined.user_data["body"] = [(b.span.start, b.span.end) for b in document.body_blocks()]
    return joined


def body_sentences(doc: Doc) -> Iterator[Span]:
    """The sentences of the body, in order, without surrounding white space."""
    blocks = iter(doc.user_data["body"])
    start, end = next(blocks, (0, 0))
    for sentence in doc.sents:
        while sentence.start_char >= end and end:
            start, end = next(blocks, (0, 0))
        if start <= sentence.start_char < end:
            trimmed = _trim(sentence)
            if trimmed is not None:
                yield trimmed


def whole_text(doc: Doc) -> str:
    """The text of a ``Doc``, joined once: spaCy joins all tokens anew for each ``doc.text``."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return text


def _split_text(document: Document) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for block in sorted(document.blocks, key=lambda b: b.span):
        if block.span.start > at:
            pieces.append((document.text[at : block.span.start], False))
        pieces.append((block.span.of(document.text), block.kind in BODY_KINDS))
        at = block.span.end
    if at < len(document.text):
        pieces.append((document.text[at:], False))
    return pieces


def _bare_doc(text: str, nlp: Language) -> Doc:
    """Tokens only, as one flat sentence: joined parses need heads everywhere to keep their borders."""
    tokens = nlp.make_doc(text)
    return Doc(
        nlp.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        heads=[0] * len(tokens),
        deps=["ROOT"] + ["dep"] * (len(tokens) - 1),
    )


def _trim(sentence: Span) -> Span | None:
    start, end = sentence.start, sentence.end
    while start < end and sentence.doc[start].is_space:
        start += 1
    while end > start and sentence.doc[end - 1].is_space:
        end -= 1
    return sentence.doc[start:end] if start < end else None
