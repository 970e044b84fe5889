"""Words of real files by three readers: those only one PDF engine reads, per million words.

`make words`, or `python -m benchmarks.words FILE...`. Needs pdftotext (poppler-utils). Two against
one is no proof, but nearly every such word is due to a lost or added space.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from unicodedata import normalize

from benchmarks import kept_sections

import material
from irp.options import PDF_ENGINES
from irp.parser.text.reader import read_document
from irp.source import SourceFile

HEADING = "## Words of real files"
_THIRD = re.compile(r"<word[^>]*>(.*?)</word>")

Words = Counter[str]


@dataclass(frozen=True)
class Compared:
    """One file: its words, those that only one engine has, and those on which the two differ."""

    words: int
    alone: tuple[int, ...]
    unequal: int


def _folded(text: str) -> Words:
    text = normalize("NFKC", text).replace("\u00ad", "").replace("\ufffe", "-")
    return Counter(text.split())


def compare(path: Path) -> Compared:
    """Read a file with each engine and with poppler, and compare the words page by page."""
    source = SourceFile.from_path(path)
    reads = [
        [_folded(page.text) for page in read_document(source, engine).pages]
        for engine in PDF_ENGINES
    ]
    command = [shutil.which("pdftotext") or "pdftotext", "-bbox", str(path), "-"]
    run = subprocess.run(command, capture_output=True, check=True)
    pages = run.stdout.decode("utf-8", "replace").split("<page ")[1:]
    thirds = [_folded(html.unescape(" ".join(_THIRD.findall(page)))) for page in pages]
    alone, unequal = [0] * len(reads), 0
    empty: Words = Counter()
    for third, one, other in zip_longest(thirds, *reads, fillvalue=empty):
        unequal += ((one - other) + (other - one)).total()
        for index, (mine, its) in enumerate(((one, other), (other, one))):
            alone[index] += sum(n for word, n in (mine - third).items() if word not in its)
    return Compared(sum(third.total() for third in thirds), tuple(alone), unequal)


def section(found: list[Compared]) -> str:
    """The text of the section of docs/accuracy.md."""
    words = sum(one.words for one in found)
    rows = [
        f"| {engine} | {(count := sum(one.alone[index] for one in found)):,} "
        f"| {sum(one.alone[index] > 0 for one in found)} | {count / words * 1e6:.1f} |"
        for index, engine in enumerate(PDF_ENGINES)
    ]
    unequal = sum(one.unequal for one in found)
    files = sum(one.unequal > 0 for one in found)
    head = (
        f"{len(found)} published reports of another inspectorate, made with Word, with\n"
        f"{words:,} words. A word is alone where neither poppler nor the other engine has it on\n"
        "its page: nearly always a blank that was lost or invented. Measured on\n"
        f"{datetime.now(UTC).date()} by `make words`."
    )
    columns = "| engine | words alone | in files | a million |\n|---|--:|--:|--:|\n"
    last = f"The words of a page differ between the engines by {unequal:,} in {files} files."
    table = "\n".join(rows)
    return f"{head}\n\n{columns}{table}\n\n{last}"


def main() -> int:
    """Compare, and write the figures into docs/accuracy.md; 1 if only one engine has some word."""
    folder = material.SHARED / "real-word"
    files = [Path(name) for name in sys.argv[1:]] or sorted(folder.glob("*.pdf"))
    if not files:
        print(f"words: there is no PDF in {folder}", file=sys.stderr)
        return 2
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(compare, files))
    for path, one in zip(files, found, strict=True):
        if any(one.alone) or one.unequal:
            print(f"{path.name}: alone {one.alone}, unequal {one.unequal}")
    text = section(found)
    print(text)
    if not sys.argv[1:]:
        kept_sections.write(HEADING, text)
    return int(any(any(one.alone) or one.unequal for one in found))


if __name__ == "__main__":
    sys.exit(main())
