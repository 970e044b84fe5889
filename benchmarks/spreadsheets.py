"""Take thousands of numbers that end in 0 through LibreOffice, as people open and save tables.

Run with ``make spreadsheets``; needs ``soffice``. CSV tables are opened and saved as a spreadsheet,
the spreadsheet is opened and saved as CSV and as a spreadsheet; each number must come back.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from openpyxl import load_workbook

from irp import write_store
from stores.test_spreadsheets import NUMBERS, numbered

Table = list[dict[str, str]]
_SHEETS = ("judgements", "paragraphs")
_ONE_FILE_A_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def main() -> int:
    """Print what each way through LibreOffice keeps; return 0 if that is every number."""
    if not (office := shutil.which("soffice")):
        print("soffice is not installed (LibreOffice Calc)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_store(f"{folder}/tables/", [numbered()])
        write_store(folder / "all.xlsx", [numbered()])
        counts = {way: lost(tables) for way, tables in _ways(office, folder)}
    for way, count in counts.items():
        print(f"{way}: {2 * len(NUMBERS) - count:,} of {2 * len(NUMBERS):,} numbers kept")
    return 1 if any(counts.values()) else 0


def _ways(office: str, folder: Path) -> Iterator[tuple[str, dict[str, Table]]]:
    """Each way, and the tables as they are after it."""
    saved = folder / "saved"
    sheets = [folder / "tables" / f"{sheet}.csv" for sheet in _SHEETS]
    _convert(office, "xlsx", saved, *sheets)
    tables = {sheet: _first_sheet(saved / f"{sheet}.xlsx") for sheet in _SHEETS}
    yield "CSV opened, saved as XLSX", tables
    _convert(office, _ONE_FILE_A_SHEET, saved, folder / "all.xlsx")
    yield "XLSX opened, saved as CSV", {s: _csv(saved / f"all-{s}.csv") for s in _SHEETS}
    _convert(office, "xlsx", saved, folder / "all.xlsx")
    book = saved / "all.xlsx"
    yield "XLSX opened, saved as XLSX", {sheet: _first_sheet(book, sheet) for sheet in _SHEETS}


def _convert(office: str, form: str, folder: Path, *files: Path) -> None:
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, own, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


def _first_sheet(path: Path, name: str | None = None) -> Table:
    book = load_workbook(path, read_only=True)
    head, *lines = (book[name] if name else book.worksheets[0]).iter_rows(values_only=True)
    return [dict(zip(map(str, head), map(str, line), strict=True)) for line in lines]


def _csv(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lost(tables: dict[str, Table]) -> int:
    """How many numbers of paragraphs, and of references, did not come back."""
    paragraphs = [
        row["number"].removeprefix("'")
        for row in tables["paragraphs"]
        if row["part"] == "follow_ups"
    ]
    cells = [re.findall(r"\d+\.\d+", row["references"]) for row in tables["judgements"]]
    wanted = [NUMBERS, *(NUMBERS[at :: len(cells)] for at in range(len(cells)))]
    found = [paragraphs[: len(NUMBERS)], *cells]
    return sum(
        one != other
        for mine, theirs in zip(wanted, found, strict=True)
        for one, other in zip_longest(mine, theirs)
    )


if __name__ == "__main__":
    sys.exit(main())
