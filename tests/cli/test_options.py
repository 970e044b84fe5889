"""Every option of every command is given by some test, and what is given arrives where it works."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from cli.running import irp
from conftest import ROOT
from dumped import small_review
from irp.forms import Form
from irp.options import Engine, Limits, Options
from irp.record.brief import WrittenRecord
from irp.record.extraction import Extraction
from irp.render import to_json, written
from irp.source import SourceFile
from irp_cli.main import app
from library.records import extraction

NEVER_GIVEN = {
    "batch --decisions",
    "extract --decisions",
    "review --decisions",
    "site --reviews",
    "sync --decisions",
}
"""Options that no test gives today: to be emptied, never added to."""
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group: Any = None, name: str = "") -> Iterator[tuple[str, Any]]:
    group = group or get_command(app)
    if not hasattr(group, "commands"):
        yield name, group
        return
    for inner, command in group.commands.items():
        yield from commands(command, f"{name} {inner}".strip())


def options(command: Any) -> list[list[str]]:
    """The spellings of each option of a command."""
    return [[*one.opts, *one.secondary_opts] for one in command.params if one.opts[0][0] == "-"]


def given_in(texts: list[str], spellings: list[str]) -> bool:
    pattern = "|".join(map(re.escape, spellings))
    return any(re.search(rf"""["' ](?:{pattern})["' =]""", text) for text in texts)


def test_some_test_gives_every_option() -> None:
    here = Path(__file__)
    texts = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py") if path != here]
    texts.append(here.read_text("utf-8").partition("# ----")[2])  # not the list above
    never = set()
    for name, command in commands():
        of_it = [text for text in texts if re.search(rf'["( ]{name.split()[0]}[" ]', text)]
        assert of_it, name
        never |= {f"{name} {one[0]}" for one in options(command) if not given_in(of_it, one)}
    assert never <= NEVER_GIVEN


def test_an_option_that_no_test_gives_is_found() -> None:
    assert given_in(['irp("batch", "--jobs", "2")'], ["--jobs", "-j"])
    assert given_in(["batch -j 2 in"], ["--jobs", "-j"])
    assert not given_in(["batch --jobs-file in"], ["--jobs", "-j"])


# ------------------------------------------------------------------ what they do


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Options]:
    """The options that each reading was asked for, in a folder with one report."""
    found: list[Options] = []

    def read(_worker: object, source: SourceFile, options: Options) -> Extraction:
        found.append(options)
        return extraction(name=source.name)

    def write(
        _worker: object, source: SourceFile, options: Options, form: Form, *, bom: bool
    ) -> WrittenRecord:
        return written(read(_worker, source, options), form, bom=bom)

    def run(_worker: object, _task: str, _source: SourceFile, options: Options, *_: Any) -> bytes:
        found.append(options)
        return b"seen"

    monkeypatch.setattr("irp.isolation.worker.Worker.read", read)
    monkeypatch.setattr("irp.isolation.worker.Worker.write", write)
    monkeypatch.setattr("irp.isolation.worker.Worker.run", run)
    monkeypatch.setattr("irp.api.Reader.sheets", lambda *_args, **_options: [])
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(small_review(), "utf-8")
    Path("own.csv").write_text("id,name\nashdown-vale,Ashdown Vale\n", "utf-8")
    return found


SHARED = "--engine pdfplumber --seconds 7.5 --memory-mb 123 --max-bytes 45678"
MORE = "--max-pages 8 --max-characters 9000 --establishments own.csv"
READING = {
    "extract": f"report.txt {SHARED}",
    "show text": f"report.txt {SHARED}",
    "review": f"report.txt -o page.html {SHARED}",
    "batch": f"report.txt --out out {SHARED} {MORE}",
}


@pytest.mark.parametrize(
    "command", ["extract report.txt --recognise", "batch report.txt --out out --recognise"]
)
def test_words_are_recognised_when_asked_for_in_more_time(
    asked: list[Options], command: str
) -> None:
    assert irp(*command.split()).code == 0
    (options,) = asked
    assert options.engine == "recognise"
    assert options.limits.seconds > Options().limits.seconds


@pytest.mark.parametrize("command", READING)
def test_limits_and_the_engine_reach_the_reading(asked: list[Options], command: str) -> None:
    assert irp(*f"{command} {READING[command]}".split()).code == 0
    given = asked[0]
    assert given.engine == Engine.PDFPLUMBER
    wanted = Limits(bytes=45678, seconds=7.5, memory_mb=123)
    if command == "batch":
        wanted = Limits(bytes=45678, seconds=7.5, memory_mb=123, pages=8, characters=9000)
        assert "Ashdown Vale" in given.establishments
    assert given.limits == wanted


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--max-bytes 100", "bytes"),
        ("--max-pages 1", "2 pages"),
        ("--max-characters 100", "characters"),
    ],
)
def test_a_source_above_a_limit_is_too_large(tmp_path: Path, option: str, words: str) -> None:
    (tmp_path / "report.txt").write_text(f"{small_review()}\fA second page\n", "utf-8")
    done = irp("batch", tmp_path / "report.txt", "--out", tmp_path / "out", *option.split())
    assert done.code == 3
    assert words in done.err
    assert "(too_large)" in done.err


def test_diff_compares_all_only_where_it_is_asked_to(tmp_path: Path) -> None:
    found = extraction()
    assert found.coverage is not None
    other = found.model_copy(
        update={"coverage": found.coverage.model_copy(update={"boilerplate": 999})}
    )
    for name, one in (("a.json", found), ("b.json", other)):
        (tmp_path / name).write_text(to_json(one), "utf-8")
    assert irp("diff", tmp_path / "a.json", tmp_path / "b.json").code == 0
    done = irp("diff", tmp_path / "a.json", tmp_path / "b.json", "--all")
    assert done.code == 1
    assert "coverage" in done.out


def test_the_schema_of_a_decision_is_another_one() -> None:
    record, decision = (json.loads(irp("schema", *more).out) for more in ([], ["--decision"]))
    assert record["$id"] != decision["$id"]
    assert "judgement" in json.dumps(record)


# ------------------------------------------------------------------ what the pages show


def shown() -> list[tuple[str, str]]:
    """Each command line of the documentation, with the page it is in."""
    found = []
    for path in PAGES:
        for code in re.findall(r"```sh\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
            lines = code.replace("\\\n", " ").splitlines()
            found += [(path.name, line) for line in lines if re.search(r"(^|\| )irp ", line)]
    return found


@pytest.mark.parametrize(("page", "line"), shown())
def test_a_command_line_of_the_documentation_can_be_given(page: str, line: str) -> None:
    words = shlex.split(line.partition("| irp")[2] or line, comments=True)
    words = words[words.index("irp") + 1 :] if "irp" in words else words
    stop = next((n for n, word in enumerate(words) if word in {"|", ">", "&&", "||", ";"}), None)
    words = words[:stop]
    group = get_command(app)
    context = group.make_context("irp", list(words), resilient_parsing=True)
    name = words[0]
    command = group.get_command(context, name)  # type: ignore[attr-defined]
    assert command is not None, name
    rest = words[1:]
    if hasattr(command, "commands"):
        command, rest = command.commands[rest[0]], rest[1:]
    command.parse_args(command.context_class(command, resilient_parsing=True), list(rest))
    known = {spelling for one in options(command) for spelling in one} | {"--help", "-h"}
    assert {word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)} <= known
