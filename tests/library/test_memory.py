"""How much memory a reading process has used, by what is seen of it and what the kernel reports."""

from __future__ import annotations

import threading

import pytest

from irp.isolation import memory

MB = 2**20


def observed(
    monkeypatch: pytest.MonkeyPatch, at_start: int, own: list[int]
) -> tuple[memory.Memory, list[float]]:
    """A child that reports a peak when it is ready, and is observed with these peaks of its own."""
    peaks = iter(own)
    monkeypatch.setattr(memory, "peak_of", lambda _: next(peaks))
    child = memory.Memory(1)
    child.begin(at_start)
    return child, [child.look() for _ in own[1:]]


def test_a_child_whose_peak_is_its_own_is_not_observed(monkeypatch: pytest.MonkeyPatch) -> None:
    child, waits = observed(monkeypatch, 50 * MB, [50 * MB, 0])
    assert waits == [threading.TIMEOUT_MAX]
    assert child.at_start == 50 * MB
    assert child.peak(50 * MB) == 50 * MB
    assert child.peak(70 * MB) == 70 * MB


def test_a_child_behind_its_parents_peak_is_observed(monkeypatch: pytest.MonkeyPatch) -> None:
    child, waits = observed(monkeypatch, 900 * MB, [50 * MB, 80 * MB, 60 * MB])
    assert all(0 < wait < 1 for wait in waits)
    assert child.at_start == 50 * MB
    assert child.peak(900 * MB) == 80 * MB
    assert child.peak(950 * MB) == 950 * MB


def test_where_no_peak_can_be_observed_the_reported_one_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child, waits = observed(monkeypatch, 900 * MB, [0, 0])
    assert waits == [threading.TIMEOUT_MAX]
    assert (child.at_start, child.peak(900 * MB)) == (900 * MB, 900 * MB)
