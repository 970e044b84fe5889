"""Write the pages that are made from the code, and the JSON Schema: ``make docs``.

With ``--check`` nothing is written; what is out of date is listed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from describe_api import api_page
from describe_models import record_page
from describe_tables import stores_page

from irp.record import schema
from irp.record.problems import PROBLEMS, Weight
from irp.record.report import SCHEMA_VERSION
from irp_cli.exit_codes import ExitCode

DOCS = Path(__file__).resolve().parent
SCHEMA = Path(schema.__file__).resolve().parent

PROBLEMS_HEAD = """# Problems

A problem says why a source has no record, or what a person should know about the record it has,
apart from failed checks. `irp explain CODE` prints the same text.
"""
WEIGHTS = {
    Weight.ENDS: "## No record\n\nThe record's status is `failed`, or the command says so.",
    Weight.DOUBT: "## A doubt\n\nThere is a record; its status is `needs_review`.",
    Weight.NOTE: "## A note\n\nThere is a record, and it may be `verified` all the same.",
    Weight.RUN: (
        "## A nightly run\n\n`irp sync` writes these to its `problems.jsonl`. They are about the"
        " site, the published set or the machine."
    ),
}
EXIT_CODES_HEAD = """# Exit codes

If several things happened, the most severe decides: 70, then 3, then 1. `irp diff` ends with 0 if
nothing differs and with 1 if something does. Standard output contains only the product; messages go
to standard error.

| code | name | meaning |
|---|---|---|
"""


def problems_page() -> str:
    """All problem codes."""
    parts = [PROBLEMS_HEAD.strip()]
    for weight, head in WEIGHTS.items():
        rows = [
            f"| `{kind.code}` | {kind.meaning} | {kind.advice} |"
            for kind in PROBLEMS.values()
            if kind.weight is weight
        ]
        parts += [head, "\n".join(["| code | meaning | what to do |", "|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def exit_codes_page() -> str:
    """All exit codes."""
    return EXIT_CODES_HEAD + "".join(
        f"| {code.value} | {code.name.lower()} | {code.meaning} |\n" for code in ExitCode
    )


def schema_versions(*, replace: bool) -> str:
    """The hashes of the schema's versions with the present one.

    A published version never changes, so its hash is replaced only on request.
    """
    known = schema.versions()
    now = schema.digest(schema.generated())
    if known.get(SCHEMA_VERSION, now) != now and not replace:
        sys.exit(
            f"the schema has changed, and version {SCHEMA_VERSION} has a hash already: give"
            " irp.record.report.SCHEMA_VERSION a new value, or, as long as that version was never"
            " published, run docs/generate.py --same-version"
        )
    return json.dumps({**known, SCHEMA_VERSION: now}, indent=2) + "\n"


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only list what is out of date")
    parser.add_argument(
        "--same-version", action="store_true", help="the schema's version is not published yet"
    )
    options = parser.parse_args()
    wanted = {
        DOCS / "record.md": record_page(),
        DOCS / "python.md": api_page(),
        DOCS / "problems.md": problems_page(),
        DOCS / "exit-codes.md": exit_codes_page(),
        DOCS / "stores.md": stores_page((DOCS / "stores.md").read_text("utf-8")),
        SCHEMA / schema.SCHEMA_FILE: schema.generated(),
        SCHEMA / schema.DECISION_FILE: schema.generated(schema.DECISION_FILE),
        SCHEMA / schema.VERSIONS_FILE: schema_versions(replace=options.same_version),
    }
    stale = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    for path in stale:
        if options.check:
            print(f"out of date: {path.name}")
        else:
            path.write_text(wanted[path], "utf-8", newline="\n")
            print(f"written: {path.name}")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
