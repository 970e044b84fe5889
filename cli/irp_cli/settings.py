"""The options that several commands share, and the library's options made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from irp.errors import DecisionsError, EstablishmentsError
from irp.establishments import read_own
from irp.options import Engine as PdfEngine
from irp.options import Limits, Options

if TYPE_CHECKING:
    from irp.decisions.file import Decisions as KnownDecisions

DEFAULTS = Limits()
_RECOGNISING_SECONDS = 600.0
"""The least time for a source whose words are recognised; a page takes some seconds."""


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
        help="The PDF engine: auto, pdfium, pdfplumber or recognise.",
        metavar="NAME",
        callback=_known_engine,
        autocompletion=lambda: list(PdfEngine),
    ),
]
Recognise = Annotated[
    bool,
    typer.Option(
        "--recognise", help="Recognise the words of PDFs that are pictures (extra pictures)."
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


Decisions = Annotated[
    str | None,
    typer.Option(
        "--decisions",
        help="What people decided about the sources (JSON lines).",
        metavar="FILE",
        show_default=False,
    ),
]


def decisions(path: str | None, store: str | None = None) -> KnownDecisions | None:
    """The decisions of a file; if none is named, of the one in or beside a store."""
    if path is None and store is None:
        return None
    from irp.decisions.file import found

    try:
        return found(path, store or "")
    except DecisionsError as error:
        raise typer.BadParameter(error.message, param_hint="--decisions") from None


def options(
    engine: str,
    seconds: float,
    memory_mb: int,
    max_bytes: int,
    max_pages: int = DEFAULTS.pages,
    max_characters: int = DEFAULTS.characters,
    establishments: str | None = None,
    *,
    recognise: bool = False,
) -> Options:
    """The library's options from those of the command line."""
    if recognise:
        if engine not in (PdfEngine.AUTO, PdfEngine.RECOGNISE):
            raise typer.BadParameter(f"--recognise and --engine {engine} exclude each other")
        engine = PdfEngine.RECOGNISE
    if engine == PdfEngine.RECOGNISE and seconds == DEFAULTS.seconds:
        seconds = _RECOGNISING_SECONDS
    limits = Limits(
        bytes=max_bytes,
        pages=max_pages,
        characters=max_characters,
        seconds=seconds,
        memory_mb=memory_mb,
    )
    return Options(engine, limits, establishments or "")
