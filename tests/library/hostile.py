"""Small PDFs that are meant to hurt whoever reads them, and one that is not."""

from __future__ import annotations

import zlib

LINES = 20
_TEXT = b"".join(
    b"(This is line %d of a report that somebody made up.) Tj T*\n" % n for n in range(LINES)
)


def document(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def with_text(pages: int = 1, page_entries: bytes = b"", *more: bytes) -> bytes:
    """A harmless PDF with some lines of text on each page; ``more`` are objects from 6 on."""
    kids = b" ".join([b"5 0 R"] * pages)
    return document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842] >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(b"BT /F1 12 Tf 14 TL 72 700 Td\n" + _TEXT + b"ET"),
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R"
        b" %s >>" % page_entries,
        *more,
    )


def endless() -> bytes:
    """The page's rotation is an object that refers to itself: pdfminer follows it for ever."""
    return with_text(1, b"/Rotate 6 0 R", b"6 0 R")


def bomb(size: int = 1_000_000_000) -> bytes:
    """A page whose content is a thousandth of its size in the file."""
    block, times, sum_ = b" " * 1_000_000, size // 1_000_000, 1
    for _ in range(times):
        sum_ = zlib.adler32(block, sum_)
    squeezed = zlib.compressobj(9, wbits=-15)
    # Every block is squeezed to the same bytes, so one of them is enough.
    again = squeezed.compress(block) + squeezed.flush(zlib.Z_FULL_FLUSH)
    data = b"\x78\xda" + again * times + squeezed.flush() + sum_.to_bytes(4, "big")
    return document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        stream(data, b"/Filter /FlateDecode"),
    )
