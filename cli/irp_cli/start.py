"""Where the command ``irp`` begins: it starts the reading process before all else."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable


def main() -> None:
    """Run the command line.

    A reading process takes longer to start than the command line takes to be imported and
    understood. ``irp extract`` almost always needs one; where it does not, the process is ended
    unused.
    """
    try:
        sys.exit(_command())
    except KeyboardInterrupt:  # while it is imported; later the command says so itself
        sys.stderr.write("irp: interrupted\n")
        sys.exit(130)


def _command() -> int | None:
    command, sources = sys.argv[1:2], sys.argv[2:]
    if command == ["extract"] and not {"-h", "--help"} & {*sources}:
        from irp.isolation.warm import begin

        begin()
    gc.disable()  # imports leave next to no garbage
    run = _plain_extract(sources) if command == ["extract"] and are_files(sources) else _any()
    gc.freeze()
    gc.enable()
    return run()


def _any() -> Callable[[], int | None]:
    from irp_cli.main import app

    return app


def _plain_extract(sources: list[str]) -> Callable[[], int | None]:
    from irp_cli.extracting import extract_plainly

    return lambda: extract_plainly(sources)


def are_files(arguments: list[str]) -> bool:
    """Whether the arguments of ``irp extract`` are names of files alone.

    Then nothing is left for typer, whose import and types take as long as a report's reading.
    """
    named = not any(one.startswith("-") or "://" in one for one in arguments)
    return bool(arguments) and named and not os.environ.get("IRP_ESTABLISHMENTS")
