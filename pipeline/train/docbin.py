"""spaCy's ``DocBin``: gold or predictions as training data for spaCy, and back.

It stands here, and not with the other formats, because export knows no spaCy. A ``Doc`` per sentence:
entities with their link or value as ``kb_id``, the sentence's labels as ``cats``, all other spans in the
group ``sc`` of the span categoriser; arcs, notes of other spans and the sentence's place have no home in a
``Doc`` and are kept in its user data. Tokens are words and signs, cut so that every span begins and ends
with one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from pipeline.errors import ExportError
from pipeline.export.markup.prodigy import cut_tokens
from pipeline.export.markup.records import MarkedArc, MarkedSpan, Markup
from pipeline.schema import ClaimType, EntityLabel

__all__ = ["LOSSES", "read_docbin", "write_docbin"]

LOSSES = "relations and the holders of stances are in the user data, which spaCy's training does not read"
_ENTITIES = frozenset(str(label) for label in EntityLabel)
_KEY = "dragoman"
"""The one key of ``Doc.user_data`` that is ours."""
_FLAGS = ("hedged", "negated")


def write_docbin(markups: Iterable[Markup]) -> bytes:
    """The bytes of a ``.spacy`` file."""
    vocab = Vocab()
    attributes = ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"]
    docs = (_build_doc(markup, vocab) for markup in markups)
    return DocBin(attrs=attributes, store_user_data=True, docs=docs).to_bytes()


def _build_doc(markup: Markup, vocab: Vocab) -> Doc:
    pieces = _cut(markup)
    doc = Doc(vocab, words=[word for word, _, _ in pieces], spaces=[space for _, space, _ in pieces])
    starts = {start: at for at, (_, _, start) in enumerate(pieces)}
    ends = {start + len(word): at + 1 for at, (word, _, start) in enumerate(pieces)}
    spans = {
        s.id: Span(doc, starts[s.start], ends[s.end], s.label, kb_id=s.note if s.label in _ENTITIES else "")
        for s in markup.spans
    }
    doc.set_ents([spans[s.id] for s in markup.spans if s.label in _ENTITIES])
    doc.spans["sc"] = [spans[s.id] for s in markup.spans if s.label not in _ENTITIES]
    doc.cats = {str(type_): float(type_ == markup.type) for type_ in ClaimType}
    doc.cats |= {"hedged": float(markup.hedged), "negated": float(markup.negated)}
    places = {s.id: [s.start, s.end, s.label] for s in markup.spans}
    doc.user_data[_KEY] = json.dumps(
        {
            "document": markup.document,
            "sentence": markup.id,
            "start": markup.start,
            "holder": markup.holder_name,
            "notes": [[*places[s.id], s.note] for s in markup.spans if s.note and s.label not in _ENTITIES],
            "arcs": [[places[arc.head], arc.label, places[arc.tail]] for arc in markup.arcs],
        },
        ensure_ascii=False,
    )
    return doc


def _cut(markup: Markup) -> list[tuple[str, bool, int]]:
    """Tokens with whether one space follows, and where they start; other white space is a token too."""
    pieces: list[tuple[str, bool, int]] = []
    at = 0
    for start, end in [*cut_tokens(markup), (len(markup.text), len(markup.text))]:
        gap = markup.text[at:start]
        if gap.startswith(" ") and pieces:
            word, _, begin = pieces[-1]
            pieces[-1] = (word, True, begin)
            gap, at = gap[1:], at + 1
        if gap:
            pieces.append((gap, False, at))
        if start < end:
            pieces.append((markup.text[start:end], False, start))
        at = end
    return pieces


def read_docbin(content: bytes) -> list[Markup]:
    """Markup from the bytes of a ``.spacy`` file of ours. Raises ``ExportError`` for any other."""
    try:
        docs = DocBin().from_bytes(content).get_docs(Vocab())
        return [_read_doc(doc) for doc in docs]
    except Exception as error:  # msgpack, zlib and spaCy each fail in their own ways
        raise ExportError(
            f"not a DocBin of ours: {error!r}", advice="convert it from gold with dragoman corpus export"
        ) from error


def _read_doc(doc: Doc) -> Markup:
    about = json.loads(doc.user_data[_KEY])
    notes = {(start, end, label): note for start, end, label, note in about["notes"]}
    found = [*doc.ents, *doc.spans.get("sc", [])]
    spans = tuple(
        MarkedSpan(
            f"T{at}",
            span.start_char,
            span.end_char,
            span.label_,
            span.kb_id_ or notes.get((span.start_char, span.end_char, span.label_), ""),
        )
        for at, span in enumerate(found, start=1)
    )
    ids = {(span.start, span.end, span.label): span.id for span in spans}
    return Markup(
        document=about["document"],
        id=about["sentence"],
        start=about["start"],
        text=doc.text,
        type=max((name for name in doc.cats if name not in _FLAGS), key=lambda name: doc.cats[name]),
        hedged=doc.cats["hedged"] >= 0.5,
        negated=doc.cats["negated"] >= 0.5,
        holder_name=about["holder"],
        spans=spans,
        arcs=tuple(
            MarkedArc(ids[tuple(head)], label, ids[tuple(tail)])
            for head, label, tail in about["arcs"]
            if tuple(head) in ids and tuple(tail) in ids
        ),
    )
