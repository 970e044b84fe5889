"""A process that writes records into a store until it is killed, and says what it has put."""

from __future__ import annotations

import itertools
import random
from multiprocessing.connection import Connection

from irp.stores import open_store
from stores.making import versions

_EVERY = versions()  # made once, in the process that the writers are forked from


def write_for_ever(place: str, seed: str, said: Connection) -> None:
    """Put records; after each say its source's name and its parser's version."""
    chosen = random.Random(seed)
    with open_store(place) as store:
        said.send_bytes(b"open")
        for turn in itertools.count():
            one = chosen.choice(_EVERY)
            store.put(one)
            said.send_bytes(f"{one.source.name} {one.parser.version}".encode())
            if turn % 7 == 6:
                store.finish()
