"""Reports that other people invented and printed, compared with their truths by their scripts.

`make other-hands`. The material is not part of the repository: `IRP_SHARED` names its folder.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import kept_sections

import material

HEADING = "## Reports from other hands"
_SAMPLE = Path("samples/hmp-ashdown-vale-2022.expected.json")
_TEXT = """\
Reports that other people invented and printed, each with one habit of real documents, and a sample
under conditions known from bugs of PDF tools. Measured on {date} by `make other-hands`. Of a
case that asks only to be reported, *wrong and reported* is as it should be.

| corpus | readings | right | doubted though right | wrong and reported | wrong and verified |
|---|--:|--:|--:|--:|--:|
{rows}"""


def counted(script: Path, *arguments: str) -> dict[str, int]:
    """Run a script of the material and return the counts of its last line, by verdict."""
    irp = str(Path(sys.executable).with_name("irp"))
    command = [sys.executable, str(script), irp, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    last = run.stdout.strip().splitlines()[-1]
    print(last)
    return {name: int(count) for name, count in re.findall(r"'([\w ]+)': (\d+)", last)}


def row(name: str, counts: dict[str, int]) -> str:
    """A row of the table."""
    known = ("right", "doubted", "SILENT")
    right, doubted, silent = (counts.get(verdict, 0) for verdict in known)
    told = sum(count for verdict, count in counts.items() if verdict not in known)
    cells = (name, sum(counts.values()), right, doubted, told, silent)
    return f"| {' | '.join(map(str, cells))} |"


def main() -> int:
    """Run both scripts and write the section; 1 where a record is wrong and verified."""
    forms = material.SHARED / "forms" / "check.py"
    cases = material.SHARED / "cases" / "check.py"
    if not (forms.exists() and cases.exists()):
        print(f"other_hands: there is no material in {material.SHARED}", file=sys.stderr)
        return 2
    found = {
        "forms": counted(forms),
        "cases": counted(cases, str(_SAMPLE.absolute())),
    }
    rows = "\n".join(row(name, counts) for name, counts in found.items())
    kept_sections.write(HEADING, _TEXT.format(date=datetime.now(UTC).date(), rows=rows))
    return int(any(counts.get("SILENT") for counts in found.values()))


if __name__ == "__main__":
    sys.exit(main())
