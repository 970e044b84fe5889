"""Damage inputs of each kind and read them; print how many ended in an untyped way, and how."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.fuzz.kinds import KINDS, ROOT, Kind
from benchmarks.fuzz.mutating import damaged

from irp.errors import IrpError

KEPT = ROOT / "build" / "fuzz"


def campaign(name: str, kind: Kind, seeds: Sequence[int], kept: Path | None = None) -> list[str]:
    """Read an input for each seed; what ended untyped, as kind, seed and exception."""
    samples, faults = kind.samples(), []
    for seed in seeds:
        rng = Random(f"{name} {seed}")  # noqa: S311 - a repeatable draw
        data = damaged(rng.choice(samples), rng)
        try:
            kind.read(data)
        except IrpError:
            continue
        except Exception as error:  # noqa: BLE001 - the very thing that is looked for
            faults.append(f"{name} {seed}: {type(error).__name__}: {error}"[:300])
            if kept:
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{name}-{seed}").write_bytes(data)
    return faults


def main() -> int:
    """Run the campaign; 1 where an input ended untyped."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="of all kinds together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS, help="this kind alone")
    given = parser.parse_args()
    total = 0
    for name, kind in KINDS.items():
        if given.only in (None, name):
            count = given.inputs * kind.share // 100
            first = given.seed * 1_000_000
            faults = campaign(name, kind, range(first, first + count), KEPT)
            total += len(faults)
            print(f"{name}: {count} inputs, {len(faults)} untyped ends", flush=True)
            print("".join(f"  {fault}\n" for fault in faults), end="", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
