"""Build sites of invented reports, 1,000 in the largest, and measure them: ``make bigsite``.

Ends with 1 if the site grows faster than the number of reports or takes 300 MB, one new report
writes pages or data of others, a filter or a search takes longer than 100 ms in the browser, or the
home page weighs 300 kB or more or waits for the data. With ``--build`` only the first is measured.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from irp.pages.site import build_site
from irp.record.extraction import Extraction
from pages.browsing import launched
from pages.site.invented import samples, varied
from pages.site.measuring import home_page, slowest_filter

MOST_MILLISECONDS = 100
MOST_BYTES = 300_000
MOST_MEGABYTES = 300
MOST_GROWTH = 1.5
"""Seconds a report in the largest site, against those in the one of half its size."""


def memory() -> float:
    """The most memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def built(base: Sequence[Extraction], count: int, folder: Path) -> float:
    """Build a site of so many reports; the seconds it took."""
    start = time.process_time()
    result = build_site(varied(base, count), folder)
    seconds = time.process_time() - start
    print(
        f"{count} reports, {result.follow_ups} follow-ups: {seconds:.1f} s of processor time,"
        f" {1000 * seconds / count:.0f} ms a report, at most {memory():.0f} MB of memory"
    )
    return seconds


def written_for_one_more(base: Sequence[Extraction], count: int, folder: Path) -> Counter[str]:
    """Build the site again with one report more: how many files are new, by folder and ending."""
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    start = time.process_time()
    build_site(varied(base, count + 1), folder)
    new = [
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and times.get(path) != path.stat().st_mtime_ns
    ]
    print(
        f"one report more: {time.process_time() - start:.1f} s, {len(new)} of {len(times)} files"
        f" written: {', '.join(sorted(path.as_posix() for path in new)[:80])}"
    )
    return Counter(f"{path.parent.as_posix()}/*{path.suffix}" for path in new)


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--build", action="store_true", help="only build")
    arguments = parser.parse_args()
    count = arguments.reports
    base = samples()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        built(base, 10, Path(folder) / "warm")  # load the chart libraries before the timing
        half = built(base, count // 2, Path(folder) / "half")
        whole = built(base, count, Path(folder) / "whole")
        growth = whole / half / 2
        if growth > MOST_GROWTH:
            faults.append(f"twice the reports take {2 * growth:.1f} times as long")
        if memory() >= MOST_MEGABYTES:
            faults.append(f"{memory():.0f} MB")
        if arguments.build:
            return told(faults)
        written = written_for_one_more(base, count, Path(folder) / "whole")
        if written["reports/*.html"] != 1 or written["establishments/*.html"] != 1:
            faults.append("one more report writes the pages of others")
        if written["data/*.js"] != 4:  # names, and a file each of rows, words and texts
            faults.append("one more report writes the data of others")
        with launched() as browser:
            name, milliseconds = slowest_filter(browser, Path(folder) / "whole")
            weight, paint, requests = home_page(browser, Path(folder) / "whole")
        print(f"slowest change of the view: {name}, {milliseconds:.0f} ms")
        if milliseconds > MOST_MILLISECONDS:
            faults.append(f"{name} takes {milliseconds:.0f} ms")
        print(f"home page: {weight} bytes, first paint after {paint:.0f} ms, loads {requests}")
        if weight >= MOST_BYTES or any("data/" in request for request in requests):
            faults.append("the home page is too heavy or loads data")
    return told(faults)


def told(faults: Sequence[str]) -> int:
    """Print the faults; the exit code."""
    for fault in faults:
        print(f"fault: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
