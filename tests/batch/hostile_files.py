"""Files that are meant to hurt, or to be taken for what they are not. None is an IRP.

Each is made by a function, so that a test makes only what it needs.
"""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable, Mapping
from functools import partial

import pypdf

from batch.hostile_archives import ARCHIVES
from library.hostile import bomb, document, endless, stream, with_text

Make = Callable[[], bytes]

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(content: bytes, *more: bytes, entries: bytes = b"", catalogue: bytes = b"") -> bytes:
    """A PDF of one page with this content; its font is object 5, ``more`` are from 6 on."""
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
    own = b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R %s >>" % (resources, entries)
    return document(CATALOGUE % catalogue, PAGES, own, stream(content), FONT, *more)


def filtered(data: bytes, *filters: bytes) -> bytes:
    """A PDF whose page's content goes through these filters."""
    names = b"/Filter [%s]" % b" ".join(b"/" + name for name in filters)
    own = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"
    return document(CATALOGUE % b"", PAGES, own, stream(data, names))


def squeezed(size: int, byte: bytes = b" ") -> bytes:
    squeeze, block = zlib.compressobj(9), byte * 1_000_000
    return b"".join(squeeze.compress(block) for _ in range(size // len(block))) + squeeze.flush()


def text(*lines: bytes, size: int = 10) -> bytes:
    shown = b"".join(b"(%s) Tj T*\n" % line for line in lines)
    return b"BT /F1 %d Tf 12 TL 40 800 Td\n%sET" % (size, shown)


def forms(depth: int, calls: int) -> bytes:
    """Forms that each draw the next one so many times."""
    bodies = []
    for number in range(depth):
        below = b"/XObject << /X %d 0 R >>" % (7 + number)
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %s >>" % below
        bodies.append(stream(b"/X Do " * calls, entries))
    last = stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return page(b"/X Do", *bodies, last)


def own_form() -> bytes:
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
    return page(b"/X Do", stream(b"/X Do", entries + b" /Resources << /XObject << /X 6 0 R >> >>"))


def kids_in_a_ring() -> bytes:
    return document(
        CATALOGUE % b"",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R >>",
    )


def deep_tree(levels: int) -> bytes:
    nodes = [
        b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /MediaBox [0 0 595 842] >>" % (3 + n)
        for n in range(levels)
    ]
    leaf = b"<< /Type /Page /Parent %d 0 R >>" % (levels + 1)
    return document(CATALOGUE % b"", *nodes, leaf)


def nested(opening: bytes, closing: bytes, depth: int) -> bytes:
    return with_text(1, b"/Odd " + opening * depth + closing * depth)


def encrypted() -> bytes:
    writer, file = pypdf.PdfWriter(io.BytesIO(with_text())), io.BytesIO()
    writer.append(io.BytesIO(with_text()))
    writer.encrypt("open", "own", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def with_mapping(mapping: bytes, entries: bytes = b"") -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H"
    font += b" /DescendantFonts [7 0 R] /ToUnicode 6 0 R %s >>" % entries
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (A)"
    below += b" /Ordering (I) /Supplement 0 >> >>"
    own = b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
    content = stream(b"BT /F1 12 Tf 40 700 Td <00010002> Tj ET")
    return document(CATALOGUE % b"", PAGES, own, content, font, stream(mapping), below)


def crafted_map() -> bytes:
    """Older pdfminer.six would have unpickled a file that the encoding's name leads to."""
    return with_text().replace(
        b"/Subtype /Type1 /BaseFont /Helvetica",
        b"/Subtype /Type0 /Encoding /..#2f..#2ftmp#2fevil /BaseFont /F /DescendantFonts [3 0 R]",
    )


def xref(rest: bytes) -> bytes:
    """A PDF that ends in its own way."""
    start = with_text()
    return start[: start.rindex(b"trailer")] + rest


def random_bytes(seed: int, size: int, start: bytes = b"") -> bytes:
    return start + random.Random(seed).randbytes(size)


def damaged(seed: int) -> bytes:
    """A harmless PDF with every hundredth byte another one."""
    rng, data = random.Random(seed), bytearray(with_text(3))
    for _ in range(len(data) // 100):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def title() -> bytes:
    """The words of a cover, and nothing behind them: it must not pass for a report."""
    return b"Report on an independent review of progress at\nHMP Nowhere\nby HM Chief Inspector\n"


IMAGE = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8"
SCRIPT = b"/OpenAction << /S /JavaScript /JS (while \\(true\\) app.alert\\(1\\)) >>"

FILES: Mapping[str, Make] = {
    # endless, or nearly
    "endless.pdf": endless,
    "forms-nested.pdf": lambda: forms(40, 4),
    "forms-deep.pdf": lambda: forms(3000, 1),
    "form-of-itself.pdf": own_form,
    "kids-in-a-ring.pdf": kids_in_a_ring,
    "pages-are-the-catalogue.pdf": lambda: document(b"<< /Type /Catalog /Pages 1 0 R >>"),
    "parent-is-itself.pdf": lambda: page(text(b"x"), entries=b"/Parent 3 0 R"),
    "outlines-in-a-ring.pdf": lambda: page(
        text(b"x"), b"<< /First 6 0 R /Last 6 0 R /Next 6 0 R >>", catalogue=b"/Outlines 6 0 R"
    ),
    "structure-in-a-ring.pdf": lambda: page(
        text(b"x"),
        b"<< /Type /StructTreeRoot /K [6 0 R 6 0 R] /ParentTree 6 0 R >>",
        catalogue=b"/StructTreeRoot 6 0 R /MarkInfo << /Marked true >>",
    ),
    "annotation-in-a-ring.pdf": lambda: page(
        text(b"x"), b"<< /Type /Annot /Parent 6 0 R /AP << /N 6 0 R >> >>", entries=b"/Annots 6 0 R"
    ),
    "contents-many-times.pdf": lambda: page(text(b"x" * 90)).replace(
        b"/Contents 4 0 R", b"/Contents [" + b"4 0 R " * 200_000 + b"]"
    ),
    "xref-before-itself.pdf": lambda: xref(
        b"trailer\n<< /Size 9 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF"
    ),
    "xref-far-away.pdf": lambda: xref(
        b"trailer\n<< /Size 99999999999 /Root 1 0 R >>\nstartxref\n99999999999\n%%EOF"
    ),
    # bombs
    "bomb.pdf": bomb,
    "bomb-twice.pdf": lambda: filtered(
        zlib.compress(squeezed(1_000_000_000)), b"FlateDecode", b"FlateDecode"
    ),
    "bomb-of-runs.pdf": lambda: filtered(b"\x81 " * 3_000_000 + b"\x80", b"RunLengthDecode"),
    "filters-without-end.pdf": lambda: filtered(b"20>" * 10, *[b"ASCIIHexDecode"] * 20_000),
    "image-too-large.pdf": lambda: page(
        b"q 500 0 0 500 0 0 cm /X Do Q",
        stream(
            squeezed(50_000_000, b"\0"), IMAGE + b" /Width 99999 /Height 99999 /Filter /FlateDecode"
        ),
    ),
    "image-jpx.pdf": lambda: page(
        b"/X Do", stream(random_bytes(1, 900), IMAGE + b" /Width 9 /Height 9 /Filter /JPXDecode")
    ),
    "image-jbig2.pdf": lambda: page(
        b"/X Do", stream(random_bytes(2, 900), IMAGE + b" /Width 9 /Height 9 /Filter /JBIG2Decode")
    ),
    "mapping-too-wide.pdf": lambda: with_mapping(
        b"begincmap 1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange endcmap"
    ),
    "mapping-of-itself.pdf": lambda: with_mapping(
        b"/Adobe-Identity-UCS usecmap begincmap", b"/UseCMap 6 0 R"
    ),
    "mapping-from-a-file.pdf": crafted_map,
    "widths-too-many.pdf": lambda: with_text().replace(
        b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /Widths [" + b"500 " * 3_000_000 + b"]"
    ),
    # too much of everything
    "characters-two-million.pdf": lambda: page(text(*[b"words and words " * 10] * 12_500)),
    "characters-on-one-line.pdf": lambda: page(text(b"x" * 2_000_000)),
    "pages-20000.pdf": lambda: with_text(20_000),
    "pages-said-to-be-many.pdf": lambda: with_text().replace(b"/Count 1", b"/Count 2147483647"),
    "page-of-any-size.pdf": lambda: with_text().replace(b"595 842", b"1e30 1e30"),
    "states-saved-without-end.pdf": lambda: page(b"q " * 3_000_000 + text(b"x")),
    "path-without-end.pdf": lambda: page(b"0 0 m " + b"9 9 l 1 2 3 4 5 6 c " * 500_000 + b"S"),
    "rectangles-without-end.pdf": lambda: page(b"0 0 9 9 re f " * 400_000),
    "inline-images.pdf": lambda: page(b"BI /W 9999 /H 9999 /BPC 8 /CS /G ID x EI " * 20_000),
    # deep
    "arrays-deep.pdf": lambda: nested(b"[", b"]", 100_000),
    "dictionaries-deep.pdf": lambda: nested(b"<< /A ", b">>", 100_000),
    "brackets-deep.pdf": lambda: page(b"BT (" + b"(" * 500_000 + b")" * 500_000 + b") Tj ET"),
    "operands-deep.pdf": lambda: page(b"[" * 500_000),
    "tree-deep.pdf": lambda: deep_tree(20_000),
    # damaged
    "truncated.pdf": lambda: with_text(3)[:700],
    "truncated-at-once.pdf": lambda: b"%PDF-1.7",
    "empty.pdf": lambda: b"",
    "length-negative.pdf": lambda: page(text(b"x")).replace(b"/Length ", b"/Length -"),
    "length-too-large.pdf": lambda: page(text(b"x")).replace(b"/Length ", b"/Length 99999999999"),
    "noise.pdf": lambda: random_bytes(3, 200_000, b"%PDF-1.7\n"),
    **{f"damaged-{seed}.pdf": partial(damaged, seed) for seed in range(6)},
    # locked
    "encrypted.pdf": encrypted,
    "encrypted-oddly.pdf": lambda: with_text().replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 99 /R 99 >>"
    ),
    # active
    "script.pdf": lambda: page(text(b"x"), catalogue=SCRIPT),
    "launch.pdf": lambda: page(
        text(b"x"), catalogue=b"/OpenAction << /S /Launch /F (/bin/sh) /NewWindow true >>"
    ),
    "attachment.pdf": lambda: page(
        text(b"x"),
        b"<< /Type /Filespec /F (../../evil.exe) /EF << /F 7 0 R >> >>",
        stream(b"MZ" + bytes(1000), b"/Type /EmbeddedFile"),
        catalogue=b"/Names << /EmbeddedFiles << /Names [(e) 6 0 R] >> >>",
    ),
    "form-xfa.pdf": lambda: page(
        text(b"x"),
        stream(b'<!DOCTYPE a [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><a>&b;</a>'),
        catalogue=b"/AcroForm << /XFA 6 0 R /Fields [] >>",
    ),
    # something else
    "word.pdf": lambda: b"PK\x03\x04" + bytes(100),
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "page-of-a-server.pdf": lambda: b"<!DOCTYPE html><html><body>404</body></html>",
    "program.pdf": lambda: random_bytes(4, 5000, b"\x7fELF"),
    "and-an-archive.pdf": lambda: with_text() + b"PK\x05\x06" + bytes(18),
    "characters-two-million.txt": lambda: b"words and words again, and some\n" * 65_000,
    "line-without-end.txt": lambda: b"x" * 4_900_000,
    "spaces-without-end.txt": lambda: title() + b" " * 3_000_000 + b"x",
    "numbers-without-end.txt": lambda: title() + b"1.1 " * 200_000,
    "dots-without-end.txt": lambda: title() + b"Contents\n" + (b"a" + b"." * 5000 + b"1\n") * 100,
    "pages-without-end.txt": lambda: b"x\f" * 100_000,
    "only-a-title.txt": title,
    # names
    "two\nlines.pdf": with_text,
    "-rf --out.pdf": lambda: with_text(2),
    "\u202egnp.fdp.pdf": lambda: with_text(3),
    "n" * 246 + ".pdf": lambda: with_text(4),
    **ARCHIVES,
}
