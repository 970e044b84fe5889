"""``irp schema``, ``irp layouts``, ``irp explain`` and ``irp about``: what irp knows and uses."""

from __future__ import annotations

from typing import Annotated

import typer

from irp_cli.columns import columns
from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.output import to_stdout

_CHECK_ADVICE = (
    "Where it failed, compare the two sides at the places that the record names (irp review shows"
    " them). Where it is unavailable, irp could not read one side: look whether the report has it."
)

_MISSING = "not available on this system: see docs/stages.md"


@guarded
def schema(
    decision: Annotated[
        bool, typer.Option("--decision", help="That of a line of a decisions file instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of a record.

    \b
    Examples:
      irp schema > extraction.schema.json
      irp schema --decision > decision.schema.json
    """
    from irp.record.schema import DECISION_FILE, SCHEMA_FILE, committed

    with to_stdout() as write:
        write(committed(DECISION_FILE if decision else SCHEMA_FILE))


@guarded
def layouts() -> None:
    """List the layouts that irp knows.

    \b
    Example:
      irp layouts
    """
    from irp.parser.layouts import LAYOUTS

    rows = [("id", "years", "title", "recognised by")]
    for layout in LAYOUTS.values():
        first, last = layout.years
        traits = "; ".join(
            f"{trait}: {' or '.join(sorted(values))}" for trait, values in layout.traits.items()
        )
        rows.append((layout.id, f"{first} to {last or 'today'}", layout.title, traits))
    with to_stdout() as write:
        write(columns(rows))


@guarded
def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="Of a check (IRP-T01), a problem (encrypted) or an exit (3).",
            show_default=False,
        ),
    ],
) -> None:
    """Say what a code means and what to do about it.

    \b
    Examples:
      irp explain IRP-T01
      irp explain image_only
      irp explain 3
    """
    explained = _check(code.upper()) or _problem(code.lower()) or _exit(code)
    if explained is None:
        raise typer.BadParameter(f"{code!r} is no code of a check, a problem or an exit")
    with to_stdout() as write:
        write(explained)


@guarded
def about() -> None:
    """Print the versions of irp and its libraries, and what confines its reading process here.

    \b
    Example:
      irp about
    """
    import platform

    from irp.batch.fingerprint import versions
    from irp.isolation.confine import MEANS
    from irp.isolation.worker import Worker

    with Worker() as worker:
        worker.start()
        confined = worker.confined
    rows = [*versions().items(), ("python", platform.python_version())]
    rows += [(name, MEANS[name] if name in confined else _MISSING) for name in MEANS]
    with to_stdout() as write:
        write(columns(rows))


def _check(code: str) -> str | None:
    from irp.parser.checks import CHECKS

    found = next((check for check in CHECKS if check.code == code), None)
    return f"{found.code}: {found.title}\nWhat to do: {_CHECK_ADVICE}\n" if found else None


def _problem(code: str) -> str | None:
    from irp.record.problems import PROBLEMS

    kind = PROBLEMS.get(code)
    if kind is None:
        return None
    return f"{kind.code} ({kind.weight.value}): {kind.meaning}\nWhat to do: {kind.advice}\n"


def _exit(code: str) -> str | None:
    known = {str(int(member)): member for member in ExitCode}
    return f"exit code {code}: {known[code].meaning}\n" if code in known else None
