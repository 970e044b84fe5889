"""The options that several commands share, and what they make together."""

from __future__ import annotations

from typing import Annotated

import typer

from irp.errors import EstablishmentsError
from irp.establishments import read_own
from irp.options import Engine as PdfEngine
from irp.options import Limits, Options

DEFAULTS = Limits()


def _known_engine(name: str) -> str:
    if name not in list(PdfEngine):
        raise typer.BadParameter(f"{name!r} is none of: {', '.join(PdfEngine)}")
    return name


def _own_list(path: str | None) -> str | None:
    """The text of a list of establishments."""
    if not path:
        return None
    try:
        return read_own(path)
    except EstablishmentsError as error:
        raise typer.BadParameter(error.message) from None


Engine = Annotated[
    str,
    typer.Option(
        help="The PDF engine: auto, pdfium or pdfplumber.",
        metavar="NAME",
        callback=_known_engine,
        autocompletion=lambda: list(PdfEngine),
    ),
]
Seconds = Annotated[float, typer.Option(help="Time for one source.", min=0.1, metavar="S")]
MemoryMb = Annotated[int, typer.Option(help="Memory for one source.", min=100, metavar="MB")]
MaxBytes = Annotated[int, typer.Option(help="Largest source.", min=1, metavar="BYTES")]
MaxPages = Annotated[int, typer.Option(help="Most pages of a source.", min=1, metavar="N")]
MaxCharacters = Annotated[
    int, typer.Option(help="Most characters of a source.", min=1, metavar="N")
]
Establishments = Annotated[
    str | None,
    typer.Option(
        help="A list of establishments of your own (CSV), which adds to the one in irp.",
        metavar="FILE",
        envvar="IRP_ESTABLISHMENTS",
        callback=_own_list,
        show_default=False,
    ),
]
"""The callback has put the list's text in place of its path."""


def options(
    engine: str,
    seconds: float,
    memory_mb: int,
    max_bytes: int,
    max_pages: int = DEFAULTS.pages,
    max_characters: int = DEFAULTS.characters,
    establishments: str | None = None,
) -> Options:
    """The library's options from those of the command line."""
    limits = Limits(
        bytes=max_bytes,
        pages=max_pages,
        characters=max_characters,
        seconds=seconds,
        memory_mb=memory_mb,
    )
    return Options(engine, limits, establishments or "")
