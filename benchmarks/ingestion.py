"""How well PDFs are read, beside pdfplumber, pdfminer, pdfium and pdftotext, in one run.

    python benchmarks/ingestion.py [--shared ../shared] [--corpus corpus/papers] [--quick]

Truth: the reading text of the known paper, the sample papers' own truth, the markdown twins of policy
papers. A measure that a file has no truth for is left blank; a tool that is not installed is left out.

A twin holds everything that its paper prints. What the reading text leaves out by its definition (notes and
sources of tables and figures, repository covers, keywords, authors' biographies) is told by marks that hold
for any paper (``part_twin``) and is not asked of the text: ``words`` is the share of the body's words that
the text has in order, ``extra`` the share of the text that the body does not have, ``kept`` the share of all
of the twin's words that the document holds anywhere: in its text, notes or asides.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.errors import DragomanError
from pipeline.ingest.pdf import read_pdf
from pipeline.schema import BlockKind, Document

WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z])")


@dataclass(frozen=True)
class Truth:
    """What a paper should read as; parts that the source does not say are empty."""

    name: str
    pdf: Path
    paragraphs: list[str]
    headings: list[tuple[str, int | None]] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    """Label, and the letters and figures before the call."""
    exact: bool = False
    """Whether sentences can be asked to come out character by character."""
    apart: list[str] = field(default_factory=list)
    """Paragraphs that are printed but are no body."""


# --- truth ------------------------------------------------------------------------------------------


def read_exact_truth(name: str, pdf: Path, text: str, truth: dict[str, list[dict[str, object]]]) -> Truth:
    """From a reading text and its blocks and calls."""
    paragraphs: list[str] = []
    headings: list[tuple[str, int | None]] = []
    for block in truth["blocks"]:
        piece = text[int(str(block["start"])) : int(str(block["end"]))]
        if block["kind"] in {"footnote", "endnote", "note"}:
            continue
        paragraphs.append(piece)
        if block["kind"] == "heading":
            headings.append((piece, int(str(block["level"]))))
    calls = [(str(call["number"]), before(text, int(str(call["at"])))) for call in truth["calls"]]
    return Truth(name, pdf, paragraphs, headings, calls, exact=True)


END_OF_BODY = re.compile(
    r"[#*_\s]*(?:(?:foot|end)?notes|(?:select(?:ed)? )?(?:bibliography|references))[*_\s]*$", re.IGNORECASE
)


def read_twin(pdf: Path) -> Truth:
    """From a markdown rendering: tables, notes, contents and pictures left out."""
    paragraphs: list[str] = []
    calls: list[tuple[str, str]] = []
    for raw in pdf.with_suffix(".md").read_text(encoding="utf-8").split("\n"):
        if END_OF_BODY.match(raw):
            break
        if re.match(r"\s*(\||!\[|\*\*\*\s*$|---|<sup>|#+ Table of Contents|- \[.*\]\(\S*#\S*\)\s*$)", raw):
            continue
        line = without_markup(raw)
        plain = re.sub(r"<sup>\s*\d+\s*</sup>|</?\w+[^>]*>", "", line)
        for match in re.finditer(r"<sup>\s*(\d+)\s*</sup>", line):
            lead = re.sub(r"<sup>\s*\d+\s*</sup>|</?\w+[^>]*>", "", line[: match.start()])
            calls.append((match[1], before(lead, len(lead))))
        if WORD.search(plain):
            paragraphs.append(plain.strip())
    body, apart = part_twin(paragraphs)
    return Truth(pdf.stem, pdf, body, calls=calls, apart=apart)


APART = re.compile(
    r"(?:notes?|sources?|data|key ?words)\s*:|(?:table|figure)\s+[A-Z]?\d+[.:]|this \w+ is brought to you",
    re.IGNORECASE,
)
HONORIFIC = re.compile(r"^(?:(?:Dr|Prof|Col|Gen|Amb|Ms|Mr|Mrs)\.?\s|Professor\s)+")
COVER = re.compile(r"^(?:recommended|suggested) citation:?$", re.IGNORECASE)


def part_twin(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The body, and what stands apart from it by its own mark: captions, cover, keywords, biographies."""
    cover = next((i for i, text in enumerate(paragraphs[:20]) if COVER.match(text)), -2) + 2
    body: list[str] = []
    apart: list[str] = []
    before = ""
    for i, text in enumerate(paragraphs):
        name = before if 0 < len(before.split()) <= 5 else None
        presented = name is not None and HONORIFIC.sub("", text).startswith(name)
        listed = bool(re.fullmatch(r"key ?words\s*:", before, re.IGNORECASE))
        if 0 < i < cover or APART.match(text) or presented or listed:
            apart.append(text)
        else:
            body.append(text)
        before = text
    return body, apart


def without_markup(line: str) -> str:
    """A line of markdown without links, emphasis and heading marks; note calls stay."""
    line = re.sub(r"\[Listen\]\([^)]*\)", "", line)
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    return re.sub(r"(?<![A-Za-z0-9])[*_]{1,3}|[*_]{1,3}(?![A-Za-z0-9])|^#+ ", "", line)


def before(text: str, at: int) -> str:
    """The last 25 letters and figures before an offset, lower case: where a call stands."""
    return "".join(WORD.findall(plain(text[max(at - 80, 0) : at])))[-25:]


def plain(text: str) -> str:
    """Case, accents' composition and quotation marks apart."""
    return unicodedata.normalize("NFKC", text).lower()


# --- measures ---------------------------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    """Letters and figures, hyphens counting as white space."""
    return WORD.findall(plain(text))


def match_in_order(truth: Sequence[str], found: Sequence[str]) -> int:
    """How many words of the truth stand in matching blocks: unique runs of five anchor, difflib fills."""
    anchors = _unique_runs(truth, found)
    total = i = j = 0
    for a, b in [*anchors, (len(truth), len(found))]:
        if a < i or b < j:
            continue
        total += _fill(truth[i:a], found[j:b])
        i, j = a, b
        while i < len(truth) and j < len(found) and truth[i] == found[j]:
            total += 1
            i += 1
            j += 1
    return total


def _fill(truth: Sequence[str], found: Sequence[str]) -> int:
    if not truth or not found:
        return 0
    matcher = SequenceMatcher(None, truth, found, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _unique_runs(truth: Sequence[str], found: Sequence[str]) -> list[tuple[int, int]]:
    size = 5

    def once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
        runs = [tuple(words[k : k + size]) for k in range(len(words) - size + 1)]
        counts = Counter(runs)
        return {run: k for k, run in enumerate(runs) if counts[run] == 1}

    left, right = once(truth), once(found)
    pairs = sorted((left[run], right[run]) for run in left.keys() & right.keys())
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    from bisect import bisect_left

    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for k, (_, b) in enumerate(pairs):
        place = bisect_left(tails, b)
        if place == len(tails):
            tails.append(b)
            at.append(k)
        else:
            tails[place] = b
            at[place] = k
        back.append(at[place - 1] if place else -1)
    chain: list[tuple[int, int]] = []
    k = at[-1] if at else -1
    while k >= 0:
        chain.append(pairs[k])
        k = back[k]
    return chain[::-1]


def kept_share(truth: Truth, document: Document) -> float:
    """Share of all words that are printed, body or not, that the document holds anywhere."""
    expected = Counter(words_of("\n".join([*truth.paragraphs, *truth.apart])))
    pieces = [document.text, *(note.text for note in document.notes), *(a.text for a in document.asides)]
    held = Counter(words_of("\n".join(pieces)))
    return sum((expected & held).values()) / max(sum(expected.values()), 1)


def sentence_share(truth: Truth, texts: Sequence[str]) -> float:
    """Sentences of the truth that stand whole and exact within one block."""
    found = "\n".join(" ".join(text.split()) for text in texts)
    sentences = [s.strip() for p in truth.paragraphs for s in SENTENCE_END.split(p) if len(s.split()) > 2]
    return sum(sentence in found for sentence in sentences) / max(len(sentences), 1)


def call_scores(truth: Truth, document: Document) -> tuple[float, float]:
    """Precision and recall of calls: right label at the right words, linked to the note of that label.

    A twin may break a paragraph right before the words of a call: what there is before it must agree.
    """
    got = [(document.notes[c.note].label, before(document.text, c.at)) for c in document.calls]
    left = list(got)
    for label, lead in truth.calls:
        same = [c for c in left if c[0] == label and lead and (c[1].endswith(lead) or lead.endswith(c[1]))]
        if same:
            left.remove(same[0])
    right = len(got) - len(left)
    return right / max(len(got), 1), right / max(len(truth.calls), 1)


def heading_scores(truth: Truth, document: Document) -> tuple[float, float]:
    """Precision and recall of headings with their levels."""
    expected = Counter((" ".join(words_of(text)), level) for text, level in truth.headings)
    got = Counter(
        (" ".join(words_of(document.text[b.span.start : b.span.end])), b.level)
        for b in document.blocks
        if b.kind is BlockKind.HEADING
    )
    right = sum((expected & got).values())
    return right / max(sum(got.values()), 1), right / max(sum(expected.values()), 1)


def furniture_left(pdf: Path, document: Document) -> int:
    """How often a line that comes back in the margins of three pages or more stands in the body."""
    text = "\n".join(document.text[b.span.start : b.span.end] for b in document.body_blocks())
    heads = margin_lines(pdf)
    return sum(min(text.count(head), count) for head, count in heads.items() if len(head) > 12)


def margin_lines(pdf: Path) -> Counter[str]:
    """The outermost lines of the pages (pdfium's order-free text), those that come back thrice."""
    import pypdfium2

    seen: Counter[str] = Counter()
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for low, high in ((0, 0.075 * height), (0.93 * height, height)):
            seen.update({line.strip() for line in text.get_text_bounded(0, low, width, high).splitlines()})
    document.close()
    return Counter({line: count for line, count in seen.items() if count >= 3 and WORD.search(line)})


# --- the tools --------------------------------------------------------------------------------------


def read_pdfplumber(pdf: Path) -> str:
    """pdfplumber: extract_text of each page."""
    import pdfplumber

    pages = []
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            pages.append(page.extract_text())
            page.close()
    return "\n".join(pages)


def read_pdfminer(pdf: Path) -> str:
    """pdfminer.six: extract_text."""
    from pdfminer.high_level import extract_text

    return str(extract_text(pdf))


def read_pdfium(pdf: Path) -> str:
    """pdfium: the text of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def read_pdftotext(pdf: Path) -> str:
    """The text by pdftotext of poppler."""
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()


def mended(text: str) -> str:
    """A tool's raw text with its line-end hyphens closed, so that words are compared, not line ends."""
    return re.sub(r"(\w)[-\u00ad\ufffe]\s*\n\s*(?=[a-z])|\ufffe", r"\1", text)


TOOLS: dict[str, Callable[[Path], str]] = {
    "pdfplumber": read_pdfplumber,
    "pdfminer": read_pdfminer,
    "pdfium": read_pdfium,
    "pdftotext": read_pdftotext,
}


ROUNDS = 5


def seconds_of(*works: Callable[[], object]) -> list[float]:
    """CPU seconds of each work's fastest round; the works take turns, so that a busy spell meets all."""

    def once(work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    rounds = [[once(work) for work in works] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def times_of(pdf: Path, pages: int) -> tuple[float, float]:
    """CPU seconds a page: ours, and pdfplumber's extract_words.

    Of papers of 40 pages or more pdfplumber reads every second, third, ... page: enough for the mean.
    """
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        some = document.pages[:: max(1, len(document.pages) // 20)]

        def extract() -> None:
            for page in some:
                page.extract_words()
                page.close()

        ours, theirs = seconds_of(lambda: read_pdf(pdf, source=pdf.name), extract)
        return ours / pages, theirs / len(some)


# --- the run ----------------------------------------------------------------------------------------


def measure(truth: Truth, *, quick: bool) -> dict[str, object]:
    """All measures of one paper."""
    document = read_pdf(truth.pdf, source=truth.pdf.name)
    seconds, plumber = times_of(truth.pdf, len(document.pages))
    expected = words_of("\n".join(truth.paragraphs))
    blocks = [document.text[b.span.start : b.span.end] for b in document.blocks]
    got = words_of(document.text)
    matched = match_in_order(expected, got)
    row: dict[str, object] = {
        "paper": truth.name,
        "pages": len(document.pages),
        "words": round(matched / len(expected), 4),
        "extra": round(1 - matched / max(len(got), 1), 4),
        "kept": round(kept_share(truth, document), 4),
        "sentences": round(sentence_share(truth, blocks), 4) if truth.exact else "",
        "calls": "/".join(f"{s:.3f}" for s in call_scores(truth, document)) if truth.calls else "",
        "heads": "/".join(f"{s:.3f}" for s in heading_scores(truth, document)) if truth.headings else "",
        "furniture": furniture_left(truth.pdf, document),
        "ms_a_page": round(seconds * 1000, 1),
    }
    row["times_plumber"] = round(plumber / seconds, 1)
    if not quick:
        for name, tool in TOOLS.items():
            if name != "pdftotext" or shutil.which(name):
                row[name] = round(
                    match_in_order(expected, words_of(mended(tool(truth.pdf)))) / len(expected), 4
                )
    return row


def find_truths(shared: Path, corpus: Path) -> list[Truth]:
    """All papers with a truth."""
    truths: list[Truth] = []
    known = shared / "paper" / "iai-2602.txt"
    if known.is_file():
        record = json.loads(known.with_suffix(".truth.json").read_text(encoding="utf-8"))
        text = known.read_text(encoding="utf-8")
        truths += [
            read_exact_truth(name, known.with_name(f"{name}.pdf"), text, record)
            for name in ("iai-2602", "iai-2602-interleaved")
        ]
    for record_file in sorted(corpus.glob("*/truth.json")):
        for pdf in sorted(record_file.parent.glob("*.pdf")):
            texts = sorted(record_file.parent.glob("*.txt"))
            record = json.loads(record_file.read_text(encoding="utf-8"))
            if texts and "blocks" in record:
                text = texts[0].read_text(encoding="utf-8")
                truths.append(read_exact_truth(record_file.parent.name, pdf, text, record))
    truths += [
        read_twin(pdf)
        for pdf in sorted((shared / "pdfs" / "policy").glob("*.pdf"))
        if pdf.with_suffix(".md").is_file()
    ]
    return truths


def try_hostile(pdf: Path) -> str:
    """What a hostile file gives, in a process of its own: a document, an error, and at what cost."""
    script = (
        "import sys,time;from pathlib import Path;from pipeline.ingest.pdf import read_pdf;"
        "from pipeline.errors import DragomanError\n"
        "t=time.time()\n"
        "try:\n d=read_pdf(Path(sys.argv[1]),source='x');r=f'{len(d.pages)} pages, {len(d.text)} letters'\n"
        "except DragomanError as e:\n r=f'{type(e).__name__}: {e.what}'\n"
        # /proc and not getrusage: the latter counts what the parent held when it forked.
        "peak=next(x for x in open('/proc/self/status') if x.startswith('VmHWM')).split()[1]\n"
        "print(r, f'| {time.time()-t:.1f} s', int(peak)//1024,'MB')"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", script, pdf], capture_output=True, timeout=60, check=False
        )
    except subprocess.TimeoutExpired:
        return "HANGS"
    return (
        done.stdout.decode().strip() or f"CRASHES ({done.returncode}) {done.stderr.decode().strip()[-200:]}"
    )


def try_long(pdf: Path, pages: int) -> str:
    """What a paper of so many pages costs: the pages of a known one, over and over."""
    import pypdfium2

    source, long = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    while len(long) < pages:
        long.import_pages(source, list(range(min(len(source), pages - len(long)))))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.pdf"
        long.save(file)
        return try_hostile(file)


def main() -> None:
    """Print one line a paper, then the hostile files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument(
        "--corpus", type=Path, default=Path(__file__).resolve().parents[1] / "corpus" / "papers"
    )
    parser.add_argument(
        "--quick", action="store_true", help="leave out the other tools and the hostile files"
    )
    parser.add_argument("--only", default="", help="papers whose name contains this")
    options = parser.parse_args()
    for truth in find_truths(options.shared, options.corpus):
        if options.only not in truth.name:
            continue
        try:
            row = measure(truth, quick=options.quick)
        except DragomanError as error:
            row = {"paper": truth.name, "error": str(error)}
        print("  ".join(f"{key}={value}" for key, value in row.items()), flush=True)
    if not options.quick and not options.only:
        for pdf in sorted((options.shared / "pdfs" / "nasty").glob("*.pdf")):
            print(pdf.name, "->", try_hostile(pdf), flush=True)
        for pages in (50, 200, 600):
            known = options.shared / "paper" / "iai-2602.pdf"
            print(f"{pages} pages", "->", try_long(known, pages), flush=True)


if __name__ == "__main__":
    main()
