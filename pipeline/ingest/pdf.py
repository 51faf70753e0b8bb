"""PDF -> Document: the story of a printed paper, step by step.

Only ``pages/pdfium.py``, ``pages/strokes.py`` and ``pages/plumber.py`` know a PDF library; what they
find are plain words and strokes, and all that follows is geometry and type.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import LimitExceeded
from pipeline.ingest.boilerplate import is_caption
from pipeline.ingest.ocr import recognise_scans
from pipeline.ingest.pages.calls import link_calls
from pipeline.ingest.pages.clean import Wordlist, clean_word, count_words
from pipeline.ingest.pages.compose import TextBuilder, compose_notes, compose_text, document_id
from pipeline.ingest.pages.front import read_front, read_metadata
from pipeline.ingest.pages.furniture import remove_furniture
from pipeline.ingest.pages.headings import head_style, level_styles, numbered_depth
from pipeline.ingest.pages.interruptions import take_interruptions
from pipeline.ingest.pages.margins import mark_side_heads
from pipeline.ingest.pages.notes import raise_bracketed_calls, take_footnotes
from pipeline.ingest.pages.order import order_lines
from pipeline.ingest.pages.paragraphs import Passage, gather_passages
from pipeline.ingest.pages.pdfium import PdfFile, open_pdf
from pipeline.ingest.pages.plumber import PlumberFile
from pipeline.ingest.pages.printed import PrintedPage, fold_lines, is_garbled, texts_of
from pipeline.ingest.pages.regions import mark_boxes, remove_captions, remove_picture_text
from pipeline.ingest.pages.sections import Dropped, drop_sections
from pipeline.ingest.pages.sheet import (
    Sheet,
    aside_of,
    lay_out,
    measure_type,
    split_at_usual_gutters,
    words_aside,
)
from pipeline.ingest.pages.tables import remove_tables
from pipeline.ingest.pages.turning import turn_back
from pipeline.schema import Aside, AsideKind, Block, BlockKind, Document, Page

__all__ = ["read_pdf"]

_MOST_PAGES = 3000
_SECONDS = 20.0
_SECONDS_A_PAGE = 0.2
"""A file may take so long to read, on top of a start of 20 seconds."""
_UNFOLDED_PAGES = 64
"""The words of longer papers are kept folded: that takes some time, and without it much memory."""


def read_pdf(file: Path | bytes, *, source: str, password: str | None = None) -> Document:
    """Read a PDF into a Document.

    Raises EncryptedDocument, LimitExceeded, or IngestError where the file is no readable PDF. Threads wait
    for one another: pdfium serves one at a time.
    """
    with _ONE_AT_A_TIME, _collector_paused():
        return _read_pdf(file, source, password)


_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for cycles meanwhile: a page makes thousands of records, none of them in a cycle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read_pdf(file: Path | bytes, source: str, password: str | None) -> Document:
    with open_pdf(file, source=source, password=password) as pdf:
        info = pdf.info()
        printed, sheets, described = _lay_out_pages(pdf, file, password)
    split_at_usual_gutters(sheets)
    wordlist = _wordlist(sheets)
    remove_furniture(sheets)
    style = measure_type(sheets)
    for sheet in sheets:
        remove_tables(sheet, style)
        remove_captions(sheet, style)
        remove_picture_text(sheet, style)
        mark_boxes(sheet, style)
        mark_side_heads(sheet, style)
        sheet.lines = order_lines(sheet.lines)
    raw_notes = take_footnotes(sheets, style)
    passages = gather_passages([line for sheet in sheets for line in sheet.lines], style)
    passages, feet = take_interruptions(passages, {sheet.number: sheet.height for sheet in sheets}, style)
    _without(feet, [(p, _kind_of_foot(p), "within a sentence") for p in feet], sheets)
    for sheet in sheets:
        sheet.lines = []  # the passages and notes hold them from here on
    front = read_front(passages, style, info)
    passages = _without(passages, [(p, AsideKind.BOILERPLATE, why) for p, why in front.dropped], sheets)
    _set_levels(passages)
    passages, dropped = drop_sections(passages, raw_notes, style)
    _without(passages, dropped, sheets)
    _set_levels(passages)
    _keep_marks(passages, sheets)
    labels = frozenset(note.label for note in raw_notes)
    raise_bracketed_calls((line for passage in passages for line in passage.lines), labels)
    builder = TextBuilder(wordlist, labels)
    blocks = compose_text(passages, builder)
    calls, alone = link_calls(builder.calls, raw_notes)
    notes = compose_notes(raw_notes, wordlist)
    for mark in alone:
        aside = Aside(AsideKind.DISCARDED, mark.label, (mark.box,), "a call without its note")
        sheets[mark.box.page - 1].asides.append(aside)
    text = builder.text
    document = Document(
        id=document_id(text),
        source=source,
        text=text,
        blocks=blocks,
        metadata=read_metadata(passages, _texts(passages, blocks, text), front, _first_heads(sheets), info),
        notes=notes,
        calls=calls,
        asides=tuple(aside for sheet in sheets for aside in sheet.asides),
        emphases=tuple(builder.emphases),
        pages=described,
        places=builder.places,
        warnings=tuple(warning for page in printed for warning in page.warnings),
    )
    return turn_back(document, printed)


def _lay_out_pages(
    pdf: PdfFile, file: Path | bytes, password: str | None
) -> tuple[list[PrintedPage], list[Sheet], tuple[Page, ...]]:
    """All pages, their lines, and how each was read. A page's words are kept in its lines only."""
    fold = len(pdf) > _UNFOLDED_PAGES
    printed: list[PrintedPage] = []
    sheets: list[Sheet] = []
    scans: list[PrintedPage] = []
    for page in _read_pages(pdf, file, password):
        printed.append(page)
        if not page.words:
            scans.append(page)
        sheets.append(_lay_out(page, fold=fold))
    confidences = recognise_scans(scans, pdf.draw_page)
    for page in scans:
        sheets[page.number - 1] = _lay_out(page, fold=fold)
    unread = {page.number for page in scans} - confidences.keys()
    return printed, sheets, tuple(_describe_page(page, confidences, unread) for page in printed)


def _lay_out(page: PrintedPage, *, fold: bool) -> Sheet:
    sheet = lay_out(page)
    page.words = []
    if fold:
        fold_lines(sheet.lines)
    return sheet


def _describe_page(page: PrintedPage, confidences: dict[int, float], unread: set[int]) -> Page:
    confidence = confidences.get(page.number)
    reader = "none" if page.number in unread else "pdf" if confidence is None else "ocr"
    return Page(page.number, page.width, page.height, reader, confidence)


def _read_pages(pdf: PdfFile, file: Path | bytes, password: str | None) -> Iterator[PrintedPage]:
    """All pages within the limits; those that come out garbled are read again by pdfplumber."""
    if len(pdf) > _MOST_PAGES:
        raise LimitExceeded(
            f"{len(pdf)} pages", where=pdf.source, advice=f"at most {_MOST_PAGES} are read; split the file"
        )
    deadline = time.monotonic() + _SECONDS + _SECONDS_A_PAGE * len(pdf)
    with PlumberFile(file, password) as plumber:
        for number in range(1, len(pdf) + 1):
            page = pdf.read_page(number)
            if is_garbled(page.words):
                words = plumber.read_words(number)
                if words and not is_garbled(words):
                    page.words = words
                else:
                    page.warnings.append(f"page {number}: its fonts do not say which letters they show")
            yield page
            if time.monotonic() > deadline:
                raise LimitExceeded(
                    f"reading takes too long (page {number})",
                    where=pdf.source,
                    advice="the file may be hostile",
                )


def _wordlist(sheets: list[Sheet]) -> Wordlist:
    """The words of the paper that stand whole within a line."""
    inner = (
        " ".join([text for line in sheet.lines for text in texts_of(line.words)[1:-1]]) for sheet in sheets
    )
    return Wordlist(count_words(clean_word(text) for text in inner))


def _without(passages: list[Passage], dropped: list[Dropped], sheets: list[Sheet]) -> list[Passage]:
    """The passages without those dropped, which become asides of their pages."""
    by_number = {sheet.number: sheet for sheet in sheets}
    gone = {id(passage) for passage, _, _ in dropped}
    for passage, kind, reason in dropped:
        by_number[passage.page].asides.append(aside_of(passage.lines, kind, reason))
    return [passage for passage in passages if id(passage) not in gone]


def _keep_marks(passages: list[Passage], sheets: list[Sheet]) -> None:
    """The bullets and numbers taken off list items, as one aside a page."""
    for sheet in sheets:
        marks = [p.mark for p in passages if p.mark is not None and p.page == sheet.number]
        if marks:
            sheet.asides.append(words_aside(sheet.number, marks, AsideKind.DISCARDED, "marks of list items"))


def _kind_of_foot(passage: Passage) -> AsideKind:
    return AsideKind.CAPTION if is_caption(passage.text) else AsideKind.RUNNING_HEAD


def _texts(passages: list[Passage], blocks: tuple[Block, ...], text: str) -> dict[int, str]:
    pairs = zip(passages, blocks, strict=True)
    return {id(passage): text[block.span.start : block.span.end] for passage, block in pairs}


def _first_heads(sheets: list[Sheet]) -> list[str]:
    return [
        aside.text for sheet in sheets[:2] for aside in sheet.asides if aside.kind is AsideKind.RUNNING_HEAD
    ]


def _set_levels(passages: list[Passage]) -> None:
    """Headings of the text are ranked among themselves; one in a box is under the heading before it."""
    heads = [p for p in passages if p.kind is BlockKind.HEADING and not p.lines[0].box]
    levels = level_styles([(head_style(head.lines[0]), head.text) for head in heads])
    depths = {id(head): numbered_depth(head.text) for head in heads}
    if sum(depth is not None for depth in depths.values()) < 2:
        depths = {}
    above = 0
    for passage in passages:
        if passage.kind is BlockKind.HEADING:
            known = levels.get(head_style(passage.lines[0])) if not passage.lines[0].box else None
            known = depths.get(id(passage)) or known
            passage.level = known or above + 1
            above = known or above
