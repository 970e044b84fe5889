"""Readings that take no time, for the tests of everything around them."""

from __future__ import annotations

import pytest

from batch.making import made_up


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that were read, by ``made_up``."""
    names: list[str] = []

    def read(self: object, source: object, options: object) -> object:
        names.append(source.name)  # type: ignore[attr-defined]
        return made_up(self, source, options)  # type: ignore[arg-type]

    monkeypatch.setattr("irp.isolation.worker.Worker.read", read)
    return names
