"""House rules that a program can hold: each finder below is shown to find a planted fault."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 350
MOST_MODULES = 14
PARSER_MAY_REACH = {
    f"irp.{name}"
    for name in "csv_lists errors establishments options plain_words record source version".split()
}
NOT_OURS = {".git", ".venv", ".venv-lock", "__pycache__", "out", "dist", "build", "node_modules"}
MACHINE_PATH = re.compile(rb"(?<![\w.$~}-])/(?:work|root|farm)/")


def project_files(root: Path) -> list[Path]:
    """What git tracks or would add; every file that is ours where there is no checkout."""
    listing = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others"]
    try:
        answer = subprocess.run([*listing, "--exclude-standard"], capture_output=True, check=False)
        names = [name for name in answer.stdout.decode().split("\0") if name]
    except FileNotFoundError:
        names = []
    found = [root / name for name in names] or list(root.rglob("*"))
    return sorted(
        path
        for path in found
        if path.is_file()
        and not any(
            part in NOT_OURS or part.endswith((".egg-info", "_cache"))
            for part in path.relative_to(root).parts
        )
    )


def modules(*folders: str, root: Path = ROOT) -> list[Path]:
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def too_long(paths: Iterable[Path]) -> dict[str, int]:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > LONGEST_MODULE}


def prints(paths: Iterable[Path]) -> list[str]:
    return [
        f"{path}:{node.lineno}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]


def crowded(paths: Iterable[Path]) -> dict[str, int]:
    """The folders with too many modules."""
    counts = Counter(str(path.parent) for path in paths if path.name != "__init__.py")
    return {folder: count for folder, count in counts.items() if count > MOST_MODULES}


def folders_to_be(paths: Iterable[Path]) -> dict[str, list[str]]:
    """Three modules or more of one folder with the same prefix, which should be a folder."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        prefix, underscore, _ = path.stem.lstrip("_").partition("_")
        if underscore and path.name != "__init__.py":
            groups.setdefault(str(path.parent / prefix), []).append(path.stem)
    return {prefix: names for prefix, names in groups.items() if len(names) > 2}


def classes_of_two(paths: Iterable[Path], root: Path) -> dict[str, list[str]]:
    """The names of public classes that stand for two things or more, with their modules."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for node in ast.parse(path.read_bytes()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(path.relative_to(root).as_posix())
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def patterns_elsewhere(paths: Iterable[Path]) -> list[str]:
    """Calls of the regex modules, whose searches have no limit on time."""
    return [
        f"{path}:{node.lineno}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("re", "regex")
        and node.func.attr != "escape"
    ]


def without_docstring(paths: Iterable[Path]) -> list[str]:
    """The modules anyone may import (no leading underscore) that do not say what they are."""
    return [
        str(path)
        for path in paths
        if (path.name == "__init__.py" or not path.name.startswith("_"))
        and not (ast.get_docstring(ast.parse(path.read_bytes())) or "").strip()
    ]


def lines_with_machine_paths(paths: Iterable[Path]) -> list[str]:
    return [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1)
        if MACHINE_PATH.search(line)
    ]


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_no_module_is_too_long() -> None:
    paths = modules("src", "cli")
    assert paths
    assert too_long(paths) == {}


def test_no_folder_holds_too_many_modules() -> None:
    assert crowded(modules("src", "cli")) == {}


def test_three_modules_with_one_prefix_are_a_folder() -> None:
    assert folders_to_be(modules("src", "cli")) == {}


def test_a_public_class_name_stands_for_one_thing() -> None:
    assert classes_of_two(modules("src", "cli"), ROOT) == {}


def test_the_contract_of_the_parser_names_every_package_it_may_not_reach() -> None:
    """A new package is forbidden to the parser unless it is named here."""
    (contract,) = (
        one
        for one in pyproject()["tool"]["importlinter"]["contracts"]
        if one["type"] == "forbidden" and one["source_modules"] == ["irp.parser"]
    )
    top = {path.stem for path in (ROOT / "src" / "irp").iterdir() if path.suffix in {"", ".py"}}
    packages = {f"irp.{name}" for name in top if not name.startswith("_")} - {"irp.parser"}
    assert packages - set(contract["forbidden_modules"]) == PARSER_MAY_REACH


def test_the_library_never_prints() -> None:
    paths = modules("src/irp")
    assert paths
    assert prints(paths) == []


def test_the_parser_searches_with_a_limit_on_time() -> None:
    """Not so below the segmenter, whose plain patterns look at single words and lines."""
    paths = modules("src/irp/parser")
    apart = {ROOT / "src/irp/parser/patterns.py", *modules("src/irp/parser/text")}
    assert apart < set(paths)
    assert patterns_elsewhere(set(paths) - apart) == []


def test_every_public_module_says_what_it_is() -> None:
    paths = modules("src/irp")
    assert paths
    assert without_docstring(paths) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    paths = project_files(ROOT)
    assert ROOT / "pyproject.toml" in paths
    assert lines_with_machine_paths(paths) == []


def test_the_console_script_exists() -> None:
    scripts = pyproject()["project"]["scripts"]
    assert set(scripts) == {"irp"}
    module, _, attribute = scripts["irp"].partition(":")
    assert callable(getattr(importlib.import_module(module), attribute))


# ------------------------------------------------------------------ the finders find


def planted(folder: Path, text: str, name: str = "module.py") -> list[Path]:
    path = folder / name
    path.write_text(text, "utf-8")
    return [path]


@pytest.mark.parametrize(("lines", "faults"), [(LONGEST_MODULE, 0), (LONGEST_MODULE + 1, 1)])
def test_a_line_too_many_is_found(tmp_path: Path, lines: int, faults: int) -> None:
    assert len(too_long(planted(tmp_path, "x = 1\n" * lines))) == faults


@pytest.mark.parametrize(("count", "faults"), [(MOST_MODULES, 0), (MOST_MODULES + 1, 1)])
def test_a_module_too_many_is_found(tmp_path: Path, count: int, faults: int) -> None:
    names = ["__init__", *(f"module{number}" for number in range(count))]
    paths = [path for name in names for path in planted(tmp_path, "", f"{name}.py")]
    assert len(crowded(paths)) == faults


@pytest.mark.parametrize(
    ("names", "faults"),
    [
        ("stated_names stated_words stated_sums", 1),
        ("stated_names stated_words other_sums", 0),
        ("stated stated_words stated_sums", 0),
        ("statednames statedwords statedsums", 0),
    ],
)
def test_a_prefix_of_three_is_found(tmp_path: Path, names: str, faults: int) -> None:
    paths = [path for name in names.split() for path in planted(tmp_path, "", f"{name}.py")]
    assert len(folders_to_be(paths)) == faults


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("class Row: ...", {"Row": ["one.py", "two.py"]}),
        ("class _Row: ...", {}),
        ("def f():\n    class Row: ...", {}),
        ("Row = int", {}),
    ],
)
def test_a_class_name_of_two_things_is_found(
    tmp_path: Path, other: str, found: dict[str, list[str]]
) -> None:
    paths = [*planted(tmp_path, "class Row: ...", "one.py"), *planted(tmp_path, other, "two.py")]
    assert classes_of_two(paths, tmp_path) == found


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("from irp.a.one import x", False),
        ("import irp.a.one", False),
        ("def f():\n    from irp.a import one", False),
        ("", True),
    ],
)
def test_a_circle_is_found(tmp_path: Path, code: str, kept: bool) -> None:
    """The contract of pyproject.toml, which `lint-imports` holds, on a package with a circle."""
    (contract,) = (
        one
        for one in pyproject()["tool"]["importlinter"]["contracts"]
        if one["type"] == "acyclic_siblings"
    )
    assert {"irp", "irp.**", "irp_cli", "irp_cli.**"} == set(contract["ancestors"])
    for folder, name, text in (
        (".", "__init__", ""),
        ("a", "one", "from irp.b.two import y"),
        ("b", "two", "from irp.c.three import z"),
        ("c", "three", code),
    ):
        (tmp_path / "irp" / folder).mkdir(parents=True, exist_ok=True)
        planted(tmp_path / "irp" / folder, "", "__init__.py")
        planted(tmp_path / "irp" / folder, text, f"{name}.py")
    planted(
        tmp_path,
        "[tool.importlinter]\nroot_packages = ['irp']\n[[tool.importlinter.contracts]]\n"
        "name = 'no circle'\ntype = 'acyclic_siblings'\nancestors = ['irp', 'irp.**']\n",
        "pyproject.toml",
    )
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode == 0) is kept, done.stdout


@pytest.mark.parametrize(
    ("code", "faults"),
    [("print(1)", 1), ("def f():\n    print (1)", 1), ("'print(1)'", 0), ("fingerprint(1)", 0)],
)
def test_a_print_is_found(tmp_path: Path, code: str, faults: int) -> None:
    assert len(prints(planted(tmp_path, code))) == faults


@pytest.mark.parametrize(
    ("code", "faults"),
    [("regex.search('a', 'b')", 1), ("x = re.compile('a')", 1), ("Pattern('a').search('b')", 0)],
)
def test_a_pattern_without_a_limit_is_found(tmp_path: Path, code: str, faults: int) -> None:
    assert len(patterns_elsewhere(planted(tmp_path, code))) == faults


@pytest.mark.parametrize(
    ("name", "code", "faults"),
    [
        ("dates.py", "x = 1", 1),
        ("dates.py", '""" """', 1),
        ("__init__.py", "", 1),
        ("dates.py", '"""Dates."""', 0),
        ("_private.py", "x = 1", 0),
    ],
)
def test_a_missing_docstring_is_found(tmp_path: Path, name: str, code: str, faults: int) -> None:
    assert len(without_docstring(planted(tmp_path, code, name))) == faults


@pytest.mark.parametrize("top", ["work", "root", "farm"])
@pytest.mark.parametrize(
    ("template", "faults"),
    [("/{}/x", 1), ("x = '/{}/x'", 1), ("file:///{}/x", 1), ("net{}/x", 0), ("a/{}/x", 0)],
)
def test_a_machine_path_is_found(tmp_path: Path, top: str, template: str, faults: int) -> None:
    assert len(lines_with_machine_paths(planted(tmp_path, template.format(top)))) == faults


def test_outside_a_checkout_the_files_are_found_by_walking(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    planted(tmp_path / ".venv", "x = 1")
    ours = planted(tmp_path, "x = 1")
    assert project_files(tmp_path) == ours
