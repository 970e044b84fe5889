"""A share of `make fuzz`: whatever is damaged, reading it ends in a typed way."""

from __future__ import annotations

from random import Random

import pytest
from benchmarks.fuzz.__main__ import campaign
from benchmarks.fuzz.kinds import KINDS, Kind
from benchmarks.fuzz.mutating import damaged

INPUTS = {"dumps": 12, "pdfs": 2}


@pytest.mark.parametrize("name", KINDS)
def test_a_damaged_input_ends_in_a_typed_way(name: str) -> None:
    assert campaign(name, KINDS[name], range(INPUTS.get(name, 60))) == []


def test_an_untyped_end_is_found_with_its_seed() -> None:
    kind = Kind(lambda: [b"1", b"2"], lambda data: 1 // data.count(b"1"), 1)
    (fault, *_) = campaign("odd", kind, range(20))
    assert fault.startswith("odd ")
    assert "ZeroDivisionError" in fault


def test_the_same_seed_damages_in_the_same_way_and_nearly_always_does() -> None:
    data = bytes(range(200))
    made = [damaged(data, Random(seed)) for seed in range(50)]
    assert made == [damaged(data, Random(seed)) for seed in range(50)]
    assert sum(one != data for one in made) > 45


def test_the_shares_of_the_kinds_are_all_inputs() -> None:
    assert sum(kind.share for kind in KINDS.values()) == 100
