"""The faults that `make mutants` plants: each changes one thing, and a small share is noticed."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from benchmarks.mutants import __main__ as mutants
from benchmarks.mutants.planting import drawn, mutants_of

from conftest import ROOT

SOURCE = ROOT / "src" / "irp"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("a < b", "(a <= b)"),
        ("a is None", "(a is not None)"),
        ("a and b", "(a or b)"),
        ("not a", "(a)"),
        ("True", "False"),
        ("7", "8"),
        ("a + b", "(a - b)"),
        ("any(a)", "all(a)"),
    ],
)
def test_a_fault_is_planted(tmp_path: Path, code: str, changed: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(f'"""é."""\nx = {code}\n', "utf-8")
    (mutant,) = mutants_of(module, tmp_path)
    assert mutant.text == f'"""é."""\nx = {changed}\n'
    assert (mutant.path, mutant.line, mutant.before) == ("module.py", 2, code)


def test_the_same_seed_draws_the_same_faults_and_each_is_python() -> None:
    found = drawn(SOURCE, 40, 7)
    assert found == drawn(SOURCE, 40, 7)
    assert found != drawn(SOURCE, 40, 8)
    for mutant in found:
        ast.parse(mutant.text)
        assert mutant.text != (SOURCE / mutant.path).read_text("utf-8")


def test_every_package_has_tests_of_its_own() -> None:
    for name, tests in mutants.TESTS.items():
        assert (SOURCE / name).is_dir(), name
        assert all((ROOT / "tests" / test).exists() for test in tests), name
    assert all((ROOT / "tests" / test).exists() for test in [*mutants.REST, *mutants.WIDER])


def test_the_tests_of_differences_notice_a_fault() -> None:
    """A share of one: that the copy with the fault is what the tests run on."""
    path = SOURCE / "plain_words.py"
    (mutant,) = (one for one in mutants_of(path, SOURCE) if one.before == "count == 1")
    assert mutants.killed(mutant, ["library/test_plain_words.py"])
    harmless = mutant._replace(text=path.read_text("utf-8"))
    assert not mutants.killed(harmless, ["library/test_plain_words.py"])
