"""The package as it is installed: a wheel in an environment of its own reads a sample."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from comparing import differences
from conftest import ROOT
from material import EVIDENCE

SAMPLE = ROOT / "samples" / "hmp-ashdown-vale-2022"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TEMPLATES = sorted(path for path in (ROOT / "deploy").iterdir() if path.is_file())


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(command), cwd=cwd, capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the wheel and the source archive, made as `python -m build` makes them."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(dist: Path) -> Path:
    """The programs of a fresh environment with the wheel; what it needs is this environment's."""
    env = dist / "env"
    run(sys.executable, "-m", "venv", "--without-pip", env, cwd=dist)
    (wheel,) = dist.glob("*.whl")
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(env)}))
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        env / "bin" / "python",
        "--no-input",
    ]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=dist)
    # A path in a .pth file only: the .pth file of the editable install is not read from there.
    (site / "needed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return env / "bin"


def test_the_wheel_holds_the_package_and_its_data_alone(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in names} == {"irp", "irp_cli"}
    sources = {
        f"{top.name}/{path.relative_to(top).as_posix()}"
        for top in (ROOT / "src" / "irp", ROOT / "cli" / "irp_cli")
        for path in top.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sources <= names


def test_the_source_archive_holds_what_make_test_needs(dist: Path) -> None:
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    needed = {"Makefile", "pyproject.toml", "requirements/development.txt", "tests/conftest.py"}
    assert needed <= names
    assert str(EVIDENCE.relative_to(ROOT) / "conftest.py") in names


def test_it_reads_a_sample_to_the_expected_record(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import irp; print(irp.__file__)", cwd=tmp_path)
    assert str(installed.parent) in where.stdout
    done = run(installed / "irp", "extract", f"{SAMPLE}.pdf", "-q", cwd=tmp_path)
    expected: dict[str, Any] = json.loads(Path(f"{SAMPLE}.expected.json").read_text("utf-8"))
    assert list(differences(expected, json.loads(done.stdout)["report"])) == []


@pytest.mark.parametrize("command", ["explain IRP-T01", "explain encrypted", "schema", "layouts"])
def test_what_it_knows_is_in_the_wheel(installed: Path, tmp_path: Path, command: str) -> None:
    assert run(installed / "irp", *command.split(), cwd=tmp_path).stdout


BY_NAME = re.compile(
    r"pip3? install\b[^`|&;\n]*['\"\s]hmip-irp(?:\[[\w,]*\])?(?!\s*@)(?=['\"\s=<>~!]|$)"
)
"""Installs hmip-irp from an index, which has none."""


@pytest.mark.parametrize("path", [*PAGES, *TEMPLATES], ids=lambda path: path.name)
def test_no_page_installs_what_is_not_published(path: Path) -> None:
    assert [line for line in path.read_text("utf-8").splitlines() if BY_NAME.search(line)] == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("pip install 'hmip-irp[pages]'", True),
        ("pip install hmip-irp", True),
        ('python -m pip install --upgrade "hmip-irp[all]==0.1.0"', True),
        ("pip install '.[pages]'", False),
        ("pip install 'hmip_irp-0.1.0-py3-none-any.whl[pages]'", False),
        ("pip install 'hmip-irp[pages] @ file:///srv/hmip_irp-0.1.0-py3-none-any.whl'", False),
        ("-r requirements/runtime.txt of hmip-irp", False),
    ],
)
def test_an_install_line_by_name_is_found(line: str, found: bool) -> None:
    assert bool(BY_NAME.search(line)) is found


def test_every_extra_that_a_page_names_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for path in [*PAGES, *TEMPLATES]:
        for extras in re.findall(r"(?:\.|whl|irp)\[([a-z,]+)\]", path.read_text("utf-8")):
            assert set(extras.split(",")) <= set(project["optional-dependencies"]), path
