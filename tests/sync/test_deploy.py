"""The templates for operators: as far as they can be tried without a machine of one's own."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from conftest import ROOT
from irp.sync.load_settings import load_settings
from irp_cli.main import app

DEPLOY = ROOT / "deploy"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / name)
    return parser


def options_of(name: str) -> set[str]:
    command: Any = get_command(app)
    return {option for param in command.commands[name].params for option in param.opts}


def check_command(line: str, name: str = "sync") -> None:
    """The command is that of irp, with options that it has."""
    words = shlex.split(line)
    assert words[0].endswith("irp")
    assert words[1] == name
    assert {word for word in words if word.startswith("-")} <= options_of(name)


def test_the_service_runs_irp_sync_hardened() -> None:
    service = unit("irp-sync.service")["Service"]
    check_command(service["ExecStart"])
    assert service["SuccessExitStatus"] == "1"
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "PrivateDevices"):
        assert service[name] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert "io_uring_setup" in (DEPLOY / "irp-sync.service").read_text("utf-8")
    assert service["MemoryDenyWriteExecute"] == "yes"
    assert service["UMask"] == "0027"
    assert service["User"] == service["Group"] == "irp"
    assert unit("irp-sync.service")["Unit"]["OnFailure"] == "irp-sync-failed.service"


def test_the_timer_runs_every_night() -> None:
    timer = unit("irp-sync.timer")["Timer"]
    assert timer["Persistent"] == "yes"
    assert re.fullmatch(r"\*-\*-\* 03:00:00 Europe/London", timer["OnCalendar"])


SYSTEMD = shutil.which("systemd-analyze")
EXPOSURE = {"irp-sync.service": 1.2, "irp-sync-failed.service": 0.6}
"""What `systemd-analyze security` gives at most: 0 is best, 10 worst."""


@pytest.mark.skipif(SYSTEMD is None, reason="systemd exists on Linux alone")
def test_systemd_takes_the_units_and_finds_them_hardened(tmp_path: Path) -> None:
    assert SYSTEMD
    files = []
    for name in ("irp-sync.service", "irp-sync.timer", "irp-sync-failed.service"):
        text = (DEPLOY / name).read_text("utf-8")
        for missing in ("/opt/hmip-irp/bin/irp", "/usr/bin/logger"):
            text = text.replace(missing, sys.executable)
        (tmp_path / name).write_text(text, "utf-8")
        files.append(str(tmp_path / name))
    assert said_by(SYSTEMD, "verify", *files) == (0, "", "")
    for name, most in EXPOSURE.items():
        code, out, _ = said_by(SYSTEMD, "security", "--offline=yes", str(DEPLOY / name))
        level = re.search(r"Overall exposure level for .*: ([\d.]+)", out)
        assert (code, level and float(level[1]) <= most) == (0, True), out


def said_by(*command: str) -> tuple[int, str, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


BIN = Path(sys.executable).parent


def test_linters_find_nothing_in_the_actions_and_the_container_file(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    shutil.copy(DEPLOY / "github-pages.yml", folder)
    workflow = Path(shutil.copy(DEPLOY / "github-action.yml", folder))
    zizmor = (str(BIN / "zizmor"), "--offline", "--quiet", "--persona", "auditor", str(tmp_path))
    code, out, err = said_by(*zizmor)
    assert code == 0, out + err
    workflow.write_text(workflow.read_text("utf-8").replace("permissions: {}", ""), "utf-8")
    assert said_by(*zizmor)[0] != 0  # it would tell
    hadolint = str(BIN / "hadolint")
    assert said_by(hadolint, str(DEPLOY / "Containerfile")) == (0, "", "")
    bad = tmp_path / "Containerfile"
    bad.write_text("FROM python:latest\nRUN cd /tmp\n", "utf-8")
    assert said_by(hadolint, str(bad))[0] == 1


def test_the_cron_line_runs_irp_sync() -> None:
    text = (DEPLOY / "irp.cron").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if re.match(r"\d", line)]
    when, user, command = re.fullmatch(r"((?:\S+ +){5})(\w+) +(.*)", line).groups()  # type: ignore[union-attr]
    assert when.split() == ["17", "3", "*", "*", "*"]
    assert user == "irp"
    check_command(command.partition("||")[0])


def test_the_action_has_least_permissions_and_pinned_steps() -> None:
    text = (DEPLOY / "github-action.yml").read_text("utf-8")
    action = yaml.safe_load(text)
    assert action["permissions"] == {}
    (job,) = action["jobs"].values()
    assert job["permissions"] == {"contents": "write"}
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert len(used) == 2
    for name in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", name)
    runs = [step["run"] for step in job["steps"] if "run" in step]
    for script in runs:
        done = subprocess.run(["bash", "-n"], input=script.encode(), check=False)
        assert done.returncode == 0
    (line,) = re.findall(r"irp sync .*?(?= 2>)", "\n".join(runs))
    check_command(line)
    assert action["concurrency"]["cancel-in-progress"] is False
    assert action[True]["schedule"]  # YAML 1.1 reads "on" as true
    assert "What it cannot do" in text
    checkout, *others = job["steps"]
    assert checkout["with"]["persist-credentials"] is False
    # The token is in the environment of the step that pushes, and nowhere else.
    (pushing,) = [step for step in others if "github.token" in str(step)]
    assert "git" in pushing["run"]
    assert "irp" not in shlex.split(pushing["run"].splitlines()[0])


def test_the_pages_are_built_by_one_job_and_published_by_another() -> None:
    action = yaml.safe_load((DEPLOY / "github-pages.yml").read_text("utf-8"))
    assert action["permissions"] == {}
    build, deploy = action["jobs"].values()
    assert build["permissions"] == {"contents": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["needs"] == "build"
    steps = [*build["steps"], *deploy["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) == 4
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", name) for name in used)
    (line,) = [step["run"] for step in steps if step.get("run", "").startswith("irp")]
    check_command(line, "site")
    assert "--out site " in line
    assert {"path": "site"} in [step.get("with") for step in steps]


def test_the_container_runs_irp_sync_without_root() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    steps = re.findall(r"^([A-Z]+) (.*)$", text, re.MULTILINE)
    assert ("USER", "10001") in steps
    assert any("useradd --system --uid 10001" in value for _, value in steps)
    entry = next(value for name, value in steps if name == "ENTRYPOINT")
    command = next(value for name, value in steps if name == "CMD")
    check_command(shlex.join(yaml.safe_load(entry) + yaml.safe_load(command)))
    for name, value in steps:
        if name == "COPY" and "--from" not in value:
            assert all((ROOT / source).exists() for source in value.split()[:-1])


def test_the_settings_to_begin_with_are_settings() -> None:
    loaded = load_settings(DEPLOY / "irp.toml", {})
    assert loaded.settings.site.contact == "you@example.org"


def test_the_page_names_every_setting_and_every_file() -> None:
    page = (ROOT / "docs" / "nightly.md").read_text("utf-8")
    loaded = load_settings(DEPLOY / "irp.toml", {})
    for name in loaded.origins:
        assert f"`{name.partition('.')[2]}`" in page, name
    for link in re.findall(r"\]\(([^)#:]+)", page):
        assert (ROOT / "docs" / link).exists(), link
    assert {path.name for path in DEPLOY.iterdir()} == {
        Path(link).name for link in re.findall(r"\.\./deploy/([\w.-]+)", page)
    }


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 5, 6, 7, 70, 73])
def test_the_runbook_has_every_exit_code(code: int) -> None:
    page = (ROOT / "docs" / "nightly.md").read_text("utf-8")
    assert re.search(rf"^\| {code} \| ", page, re.MULTILINE)
