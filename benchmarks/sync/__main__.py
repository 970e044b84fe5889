"""Run it: `make sync-cost`, `make kills-sync`, `make faults-sync`, or with `--help`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from disks import can_mount
from irp.sync.report.run_report import RunReport
from sync import caching
from sync.killing import campaign
from sync.posts import irp_post, mixed, other_post
from sync.running import TODAY, Ticking, settings_for, sync
from sync.site import Site
from sync.spoiling import KINDS, SMALL
from sync.spoiling import campaign as spoiled


def cost(reports: int, reviews: int, folder: Path) -> int:
    """Requests, bytes and time of a first run and of a quiet one, without gaps."""
    with Site() as site:
        site.reset(mixed(reports, reviews))
        settings, clock = settings_for(site), Ticking(TODAY)
        print(f"{reports} reports on the site, {reviews} of them reviews; no gap between requests")
        heads = f"{'run':8}{'code':>6}{'requests':>10}{'bytes':>14}{'seconds':>10}"
        print(f"{heads}{'with gaps of 3 s':>20}")
        for name in ("first", "quiet", "full"):
            began = time.monotonic()
            report = sync(folder / "data", settings, clock, crawl={"full": name == "full"})
            _print(name, report, time.monotonic() - began)
    return 0


def _print(name: str, report: RunReport, seconds: float) -> None:
    traffic = report.values["traffic"]
    requests = sum(traffic["requests"].values())
    estimate = f"{(seconds + 3 * (requests - 1)) / 60:.0f} min"
    print(
        f"{name:8}{report.exit_code:>6}{requests:>10}{traffic['received']:>14,}{seconds:>10.1f}"
        f"{estimate:>20}"
    )


def kills(count: int, seed: int, folder: Path) -> int:
    """Kill -9 at so many random moments; 1 if anything was lost or downloaded again."""
    with Site() as site:
        site.reset([irp_post(0, 0), other_post(2, 1), irp_post(1, 2)])
        tally = campaign(site, folder, count, seed)
    print(
        f"{tally.kills} kills in {tally.folders} data folders, {tally.finished} runs to their end,"
        f" {tally.seconds:.0f} s; faults: {len(tally.faults)}"
    )
    for fault in tally.faults:
        print(f"  {fault}")
    return 1 if tally.faults else 0


def damage(flips: int, disks: int, seed: int, folder: Path) -> int:
    """Flip bits, fill disks, delete states; 1 if anything was lost or damaged was published."""
    with Site() as site:
        site.reset([irp_post(0, 0), other_post(2, 1), irp_post(1, 2)])
        sync(folder / "base", settings_for(site), Ticking(TODAY))
        rounds = {**dict.fromkeys(KINDS, flips), "full disk": disks, "no state": 1}
        if can_mount():
            rounds[SMALL] = disks
        else:
            print(f"not run: {SMALL} (mounting is not allowed here; root may)")
        outcome = spoiled(site, folder / "base", folder, rounds, seed)
    for kind, count in outcome.rounds.items():
        print(f"{kind:24}{count:>5}")
    reported = ", ".join(f"{code} {count}" for code, count in sorted(outcome.reported.items()))
    print(f"reported: {reported}; {outcome.seconds:.0f} s; faults: {len(outcome.faults)}")
    for fault in outcome.faults:
        print(f"  {fault}")
    return 1 if outcome.faults else 0


def main() -> int:
    """Choose."""
    parser = argparse.ArgumentParser(prog="benchmarks.sync", description=__doc__)
    parser.add_argument("what", choices=("cost", "kills", "damage"))
    parser.add_argument("--flips", type=int, default=20)
    parser.add_argument("--disks", type=int, default=30)
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--reviews", type=int, default=30)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.what == "cost":
            return cost(given.reports, given.reviews, folder)
        with caching.shared(folder / "made"):
            if given.what == "kills":
                return kills(given.kills, given.seed, folder)
            return damage(given.flips, given.disks, given.seed, folder)


if __name__ == "__main__":
    sys.exit(main())
