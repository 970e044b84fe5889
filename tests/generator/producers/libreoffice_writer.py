"""A style of its own with LibreOffice Writer: Liberation Sans, boxes as tables, tagged PDF.

Needs the program `soffice`. Starting it takes seconds, so `render_many` converts many reports in
one run. Not among the producers of the tests: see `campaign_producers`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ..document import Report
from .base import Producer
from .libreoffice_text import flat

_EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_SECONDS = 60  # for each report
_DATED = re.compile(rb"\(D:\d{14}([^)]*)\)")
_RUN = re.compile(rb"\b[0-9A-F]{32}\b")  # the marks of this very run in the trailer
_TRAILER = 600  # bytes that hold the trailer and no content


def program() -> str | None:
    """LibreOffice's program, where it is installed with Writer."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found if found and Path(found).resolve().with_name("libswlo.so").exists() else None


def timeless(pdf: bytes) -> bytes:
    """The PDF with a fixed date and without the marks of this very run; offsets stay."""
    pdf = _DATED.sub(lambda m: b"(D:20220101000000" + m.group(1) + b")", pdf)
    return pdf[:-_TRAILER] + _RUN.sub(b"0" * 32, pdf[-_TRAILER:])


def render_many(reports: Sequence[Report]) -> list[bytes]:
    """The reports as tagged PDFs, in one run of LibreOffice with a profile of its own."""
    soffice = program()
    if soffice is None:
        raise FileNotFoundError("LibreOffice is not installed")
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{number}.fodt" for number in range(len(reports))]
        for source, report in zip(sources, reports, strict=True):
            source.write_text(flat(report), encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        where = ["--outdir", str(folder), *map(str, sources)]
        subprocess.run(
            [soffice, "--headless", profile, "--convert-to", _EXPORT, *where],
            check=True,
            capture_output=True,
            timeout=_SECONDS * (len(reports) + 1),
        )
        return [timeless(source.with_suffix(".pdf").read_bytes()) for source in sources]


def render(report: Report) -> bytes:
    """One report as a tagged PDF."""
    return render_many([report])[0]


PRODUCER = Producer("libreoffice", "pdf", render, keeps_alt_texts=True)
