"""irp schema, layouts, explain, --version, --help and completion."""

from __future__ import annotations

import inspect
import json
from importlib.metadata import version

import pytest
import typer.main
import typer.testing

from cli.running import irp
from irp.parser.checks import CHECKS
from irp.parser.layouts import LAYOUTS
from irp.record.problems import PROBLEMS, ProblemKind
from irp.record.schema import committed
from irp_cli.exit_codes import ExitCode
from irp_cli.main import app

COMMANDS = {command.callback.__name__: command for command in app.registered_commands}  # type: ignore[union-attr]


def test_the_schema_is_the_committed_one() -> None:
    done = irp("schema")
    assert (done.code, done.out) == (0, committed())
    assert json.loads(done.out)["$schema"].endswith("2020-12/schema")


def test_every_layout_is_listed() -> None:
    head, *lines = irp("layouts").out.splitlines()
    assert head.split() == ["id", "years", "title", "recognised", "by"]
    assert [line.split()[0] for line in lines] == list(LAYOUTS)
    for line, layout in zip(lines, LAYOUTS.values(), strict=True):
        assert layout.title in line
        assert str(layout.years[0]) in line
        assert all(trait in line for trait in layout.traits)


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_every_check_is_explained(code: str) -> None:
    done = irp("explain", code.lower())
    assert done.code == 0
    assert done.out.startswith(f"{code}: ")


@pytest.mark.parametrize("kind", PROBLEMS.values(), ids=lambda kind: str(kind.code))
def test_every_problem_is_explained(kind: ProblemKind) -> None:
    done = irp("explain", kind.code)
    assert done.code == 0
    assert kind.meaning in done.out
    assert kind.advice in done.out


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_explained(code: ExitCode) -> None:
    assert irp("explain", str(code.value)).out == f"exit code {code.value}: {code.meaning}\n"


def test_an_unknown_code_is_wrong_usage() -> None:
    assert irp("explain", "IRP-Z99").code == 2


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version(option: str) -> None:
    done = irp(option)
    assert (done.code, done.out) == (0, f"irp {version('hmip-irp')}\n")


def test_help_names_every_command_and_gives_examples() -> None:
    text = irp("--help").out
    names = "extract batch convert sync review site check diff compare show areas schema layouts"
    assert set(COMMANDS) == {*names.split(), "establishments", "explain", "about"}
    assert all(f"  {name} " in text for name in COMMANDS)
    assert "Examples:" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_that_is_a_command(name: str) -> None:
    text = irp(name, "--help").out
    examples = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    examples = [line for line in examples if f"irp {name}" in line]
    assert examples, f"irp {name} --help shows no example"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    callback = COMMANDS[name].callback
    assert callback is not None
    for parameter in inspect.signature(callback, eval_str=True).parameters.values():
        (info,) = parameter.annotation.__metadata__
        assert info.help, f"{parameter.name} of irp {name} has no help"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_there(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    monkeypatch.setattr(typer.testing, "_get_command", typer.main.get_command)  # asks for it
    done = irp("--show-completion", shell)
    assert (done.code, "_IRP_COMPLETE" in done.out) == (0, True)
