"""Listing and releasing quarantined pages and PDFs (``irp quarantine``)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from irp.batch.output.lock import locked
from irp.sync.archive.opening import STATE_FILE, explained, open_state
from irp.sync.archive.quarantine import Held, Quarantine
from irp.sync.nightly import LOCK


def held_in(data: Path) -> list[Held]:
    """What is in quarantine: nothing before the first run. A run may be going on meanwhile.

    Raises:
        OutputError: the state cannot be used.
    """
    with explained(data / STATE_FILE), open_state(data, in_memory=True)[0] as state:
        return Quarantine(state).held()


def release_from(data: Path, addresses: Sequence[str] | None) -> list[str]:
    """Release addresses; return those that were in quarantine.

    Args:
        data: the data folder.
        addresses: which; None for all of them.

    Raises:
        LockedError: a run is going on.
        OutputError: the state cannot be used.
    """
    if not data.is_dir():
        return []
    with (
        locked(data / LOCK),
        explained(data / STATE_FILE),
        open_state(data)[0] as state,
    ):
        quarantine = Quarantine(state)
        wanted = addresses or [held.url for held in quarantine.held()]
        return [address for address in wanted if quarantine.release(address)]
