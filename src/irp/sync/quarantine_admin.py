"""The quarantine of a data folder, for those who look after it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from irp.batch.output.lock import locked
from irp.errors import StoreError
from irp.sync.archive.quarantine import Held, Quarantine
from irp.sync.archive.state import STATE_FILE, open_state
from irp.sync.nightly import LOCK


def held_in(data: Path) -> list[Held]:
    """What is in quarantine; a run may be on meanwhile.

    Raises:
        StoreError: the folder is no data folder.
    """
    _check(data)
    with open_state(data, in_memory=True)[0] as state:
        return Quarantine(state).held()


def release_from(data: Path, addresses: Sequence[str] | None) -> list[str]:
    """Let addresses go; those that were let go.

    Args:
        data: the data folder.
        addresses: which; None for all of them.

    Raises:
        StoreError: the folder is no data folder.
        LockedError: a run is on.
    """
    _check(data)
    with locked(data / LOCK), open_state(data)[0] as state:
        quarantine = Quarantine(state)
        wanted = addresses or [held.url for held in quarantine.held()]
        return [address for address in wanted if quarantine.release(address)]


def _check(data: Path) -> None:
    if not (data / STATE_FILE).is_file():
        raise StoreError(f"{data} is no data folder of irp sync: it has no {STATE_FILE}")
