"""What is measured: the whole pipeline, and other programs on the same bytes."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

import pdfplumber
import pypdfium2

from irp.options import Options
from irp.parser.pipeline import run
from irp.parser.text.engines.pdfium import engine as pdfium
from irp.source import SourceFile

PIPELINE = "irp, bytes to checked record"
UNSEEN = "irp without the pages' pictures"
PLUMBER = "pdfplumber extract_words"
POPPLER = "pdftotext -bbox-layout, a process"
PDFIUM = "pypdfium2 plain text"
SECONDS = 120
_NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"


def pipeline(data: bytes, engine: str = "auto") -> Callable[[], object]:
    """PDF bytes to validated record, in this process."""
    return lambda: run(SourceFile.from_bytes(data, name="report.pdf"), Options(engine=engine))


def without_pictures(data: bytes) -> Callable[[], object]:
    """The same without drawing the pages to compare their words with."""
    whole = pipeline(data)

    def work() -> None:
        with patch.object(pdfium, "draw", return_value=None):
            whole()

    return work


def extract_words(data: bytes) -> Callable[[], object]:
    """pdfplumber's words of every page, each page closed after use."""

    def work() -> None:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                page.extract_words()
                page.close()

    return work


def pdftotext(path: Path) -> Callable[[], object] | None:
    """Poppler's words with their boxes as a process whose output is read; None without it."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    command = [program, "-bbox-layout", str(path), "-"]
    return lambda: subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


def plain_text(data: bytes) -> Callable[[], object]:
    """pdfium's text of every page, without places."""

    def work() -> None:
        document = pypdfium2.PdfDocument(data)
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        document.close()

    return work


# ------------------------------------------------------------------ cold starts


def command(*arguments: str) -> Callable[[], object]:
    """A process of this environment's Python, from start to end."""
    return _process([sys.executable, *arguments])


def irp(*arguments: str) -> Callable[[], object]:
    """The console script, from start to end."""
    return _process([str(Path(sys.executable).with_name("irp")), *arguments])


def many(call: str, paths: Sequence[Path]) -> Callable[[], object]:
    """A process that imports irp and reads files, by an expression over ``paths``."""
    code = "import sys, irp; paths = sys.argv[1:]; "
    return _process([sys.executable, "-c", code + call, *map(str, paths)])


def _process(whole: Sequence[str]) -> Callable[[], object]:
    """A process as a user starts it, with its modules compiled once, not in each turn."""
    kept = {name: value for name, value in os.environ.items() if name != _NO_BYTE_CODE}
    return lambda: subprocess.run(whole, check=True, capture_output=True, timeout=SECONDS, env=kept)


# ------------------------------------------------------------------ document converters

_UNSTRUCTURED = """
import sys, time
from unstructured.partition.pdf import partition_pdf
partition_pdf(sys.argv[1], strategy="fast")
for _ in range(3):
    started = time.perf_counter()
    elements = partition_pdf(sys.argv[1], strategy="fast")
    print(time.perf_counter() - started, len(elements))
"""


def unstructured_seconds(path: Path, python: Path | None) -> float | str:
    """The median of three warm runs in its own environment, or why there is none."""
    if python is None:
        return (
            "not measured. In an environment of its own without torch, versions 0.27.35 and 0.11.8"
            ' both fail to import it: even for strategy="fast" its module of PDFs imports'
            " unstructured_inference, which wants onnxruntime, huggingface_hub and what comes with"
            " them. With its extra for PDFs the installation had not ended after four minutes on"
            " two busy processors. `make bench BENCH_ARGS='--unstructured PYTHON'` measures it in"
            " an environment that has all of it"
        )
    if not python.exists():
        return "not measured: there is no such Python"
    try:
        done = subprocess.run(
            [str(python), "-c", _UNSTRUCTURED, str(path)],
            capture_output=True,
            text=True,
            timeout=5 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not measured: it was still running after {5 * SECONDS} seconds"
    if done.returncode:
        return f"not measured: {(done.stderr.strip().splitlines() or ['no word'])[-1][:200]}"
    return sorted(float(line.split()[0]) for line in done.stdout.splitlines())[1]


def docling_state() -> str:
    """What the page says about docling on this machine."""
    if importlib.util.find_spec("docling") is None:
        return (
            "not measured: not installed. It needs torch, with which its installation had not ended"
            " after four minutes on two busy processors, and the weights of layout models, which it"
            " fetches from a model hub when it first runs; neither belongs into a benchmark that"
            " runs without a network"
        )
    return "not measured: installed, but its models are not part of this benchmark"
