"""The faults that `make mutants` plants: each changes one thing, and a small share is noticed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.mutants import __main__ as mutants
from benchmarks.mutants.planting import drawn, mutants_of
from benchmarks.mutants.reaching import Reached

from conftest import ROOT

SOURCE = ROOT / "src" / "irp"


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("a < b", "(a <= b)"),
        ("a < 0.5 * b", "(a >= 0.5 * b)"),
        ("a < _LIMIT", "(a >= _LIMIT)"),
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
    (tmp_path / "limits.py").write_text("_LIMIT: Final = 0.5\n", "utf-8")
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


def test_an_equivalent_fault_is_one_that_can_be_planted() -> None:
    told = mutants.equivalents()
    paths = {path for path, *_ in told}
    assert told <= {
        mutants.known_by(one) for path in paths for one in mutants_of(SOURCE / path, SOURCE)
    }


SHARE = """
import sys
from pathlib import Path
from benchmarks.mutants.planting import mutants_of
from benchmarks.mutants.reaching import ROOT, SOURCE, Reached
from benchmarks.mutants.running import Chosen, run_on
path = SOURCE / "plain_words.py"
(mutant,) = (one for one in mutants_of(path, SOURCE) if one.before == "count == 1")
tests = Reached(Path(sys.argv[1])).tests(path, mutant.line)
sound = mutant._replace(text=path.read_text("utf-8"))
found = []
for reach in (True, False):
    run_on((mutant, sound), [ROOT / "tests/library/test_plain_words.py"],
           lambda _: Chosen(tests, 1.0, reach), lambda _, noticed: found.append(noticed))
print(len(tests) > 0, *found)
"""


def test_the_tests_that_reach_a_fault_notice_it_and_nothing_else(tmp_path: Path) -> None:
    """A share of one: the map, the code with the fault and without, loaded and to be imported."""
    data = tmp_path / "plain"
    env = os.environ | {"PYTHONPATH": "tests"}
    command = [sys.executable, "-m", "benchmarks.mutants.reaching", str(data)]
    test = "tests/library/test_plain_words.py"
    subprocess.run([*command, test], cwd=ROOT, env=env, check=True, capture_output=True)
    tests = Reached(tmp_path).tests(SOURCE / "plain_words.py", 1)
    assert tests == []  # of what runs on import no test is named
    done = subprocess.run(
        [sys.executable, "-c", SHARE, str(tmp_path)],
        cwd=ROOT, env=env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1].split() == ["True", "True", "False", "True", "False"]
