"""A share of the campaign of damage and full disks (``make faults-sync``)."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from sync.site import Site
from sync.spoiling import KINDS, campaign

SEED = int(os.environ.get("IRP_SEED", "7"))


def test_damage_and_full_disks_lose_nothing_and_publish_nothing_damaged(
    site: Site, first_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("irp.sync.archive.opening.BUSY_SECONDS", 0.5)
    kinds = random.Random(SEED).sample(sorted(KINDS), 4)
    rounds = {**dict.fromkeys(kinds, 1), "full disk": 2, "no state": 1}
    outcome = campaign(site, first_run, tmp_path, rounds, SEED)
    assert outcome.faults == []
    assert outcome.rounds.total() == sum(rounds.values())
