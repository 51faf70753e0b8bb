"""Hand-made words, lines and PDFs for the tests of the PDF reader."""

from __future__ import annotations

from pipeline.ingest.pages.printed import Font, Line, Word

PLAIN = Font("Serif")
BOLD = Font("Serif-Bold", bold=True)


def word(
    text: str,
    x0: float = 50.0,
    baseline: float = 100.0,
    *,
    size: float = 10.0,
    font: Font = PLAIN,
    glued: bool = False,
    hidden: str = "",
) -> Word:
    """A word five points a letter wide."""
    x1 = x0 + 5 * len(text) * size / 10
    return Word(
        text, x0, baseline - 0.8 * size, x1, baseline + 0.2 * size, baseline, size, font,
        glued=glued, hidden=hidden,
    )  # fmt: skip


def words(
    text: str, x0: float = 50.0, baseline: float = 100.0, *, size: float = 10.0, font: Font = PLAIN
) -> list[Word]:
    """Words of a text, one after another with a space of a quarter of the letter size."""
    found: list[Word] = []
    for part in text.split():
        found.append(word(part, x0, baseline, size=size, font=font))
        x0 = found[-1].x1 + 0.25 * size
    return found


def line(
    text: str,
    x0: float = 50.0,
    baseline: float = 100.0,
    *,
    size: float = 10.0,
    font: Font = PLAIN,
    right: float = 300.0,
    page: int = 1,
) -> Line:
    """A line of words in a column from 50 to ``right``."""
    parts = words(text, x0, baseline, size=size, font=font)
    return Line(
        page, parts, x0, baseline - 0.8 * size, parts[-1].x1, baseline + 0.2 * size, baseline, size, font,
        left=50.0, right=right,
    )  # fmt: skip


def write_pdf(content: str, *, pages: int = 1) -> bytes:
    """A PDF with this content stream on every page (Helvetica is /F)."""
    stream = content.encode("latin-1")
    kids = " ".join(f"{n} 0 R" for n in range(4, 4 + pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    font = b"<< /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources << /Font %s >> >>"
        % font
    )
    objects += [page] * pages
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
