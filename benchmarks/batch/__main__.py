"""Run a campaign: `make hostile`, `make kills`, `make bench-batch`, `make scale`; see --help."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.batch import hostile, kills, scale, throughput
from benchmarks.batch.sources import write_reports


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run_kills(given: argparse.Namespace, work: Path) -> int:
    sources = write_reports(work / "reports", given.reports or 12, producer="text-dump")
    faults = 0
    for store in kills.STORES:
        tally = kills.campaign(sources, work, store, given.kills, given.seed)
        kills.wipe(work)
        faults += len(tally.faults)
        say(
            f"{store}: {tally.kills} kills, {tally.converged} re-runs with the same content,"
            f" {len(tally.faults)} faults"
        )
        for fault in tally.faults:
            say(f"  {fault}")
    return 1 if faults else 0


def run_hostile(_given: argparse.Namespace, work: Path) -> int:
    outcome = hostile.campaign(work, say=say)
    for fault in outcome.faults:
        say(f"  {fault}")
    return 1 if outcome.faults else 0


def run_throughput(given: argparse.Namespace, work: Path) -> int:
    sources = write_reports(work / "reports", given.reports or 500, producer="reportlab")
    outcome = throughput.campaign(sources, work, rounds=given.rounds, say=say)
    return 0 if outcome.held else 1


def run_scale(given: argparse.Namespace, work: Path) -> int:
    return 0 if scale.campaign(work, given.reports or 10_000, say=say) else 1


CAMPAIGNS = {
    "hostile": run_hostile,
    "kills": run_kills,
    "scale": run_scale,
    "throughput": run_throughput,
}


def main() -> int:
    """Run one campaign; the exit code is 1 if a requirement was not met."""
    parser = argparse.ArgumentParser(prog="benchmarks.batch", description=__doc__)
    parser.add_argument("campaign", choices=CAMPAIGNS)
    parser.add_argument("--kills", type=int, default=200, help="into each kind of store")
    parser.add_argument("--reports", type=int, help="how many invented reports")
    parser.add_argument("--rounds", type=int, default=2, help="of each number of processes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder to work in, which is kept")
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        return CAMPAIGNS[given.campaign](given, given.keep)
    with tempfile.TemporaryDirectory(prefix="irp-campaign-") as folder:
        return CAMPAIGNS[given.campaign](given, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
