"""How one source is read: the engine, and the limits that no source may exceed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Final

from irp.establishments import register_with
from irp.plain_words import not_wanted


class Engine(StrEnum):
    """What reads a PDF.

    With ``AUTO``, the default, pdfium reads it; where its record is not verified pdfplumber
    reads it too, and the better record is kept. ``RECOGNISE`` is the same, but of a PDF of
    pictures the words are recognised (extra ``pictures``), and the record needs review.
    """

    AUTO = "auto"
    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"
    RECOGNISE = "recognise"

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise ValueError(f"{value!r} is not an engine; known: {', '.join(cls)}")


PDF_ENGINES: Final = (Engine.PDFIUM, Engine.PDFPLUMBER)
"""The engines that read PDFs themselves, the faster one first."""


@dataclass(frozen=True, slots=True)
class Positive:
    """Numbers that must all be greater than zero.

    Raises:
        ValueError: one is not.
    """

    def __post_init__(self) -> None:
        for limit in fields(self):
            value = getattr(self, limit.name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise not_wanted(f"the limit on {limit.name}", "a number", value)
            if not value > 0:
                raise ValueError(f"the limit on {limit.name} must be above zero, not {value!r}")


@dataclass(frozen=True, slots=True)
class Limits(Positive):
    """The most that reading one source may cost.

    The reports seen so far have up to 60 pages and 5 MB and take seconds.

    Attributes:
        bytes: size of the source.
        pages: pages of the source.
        characters: characters of its text.
        seconds: time to read it, from the moment the reading process has its bytes; also the
            limit on processor time.
        memory_mb: address space of the reading process, in units of 1,000,000 bytes.
        output_bytes: size of the record as JSON.

    Raises:
        ValueError: a limit is not above zero.
    """

    bytes: int = 50_000_000
    pages: int = 400
    characters: int = 5_000_000
    seconds: float = 120.0
    memory_mb: int = 2048
    output_bytes: int = 32_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a source.

    Attributes:
        engine: one of ``Engine``; plain text needs none.
        limits: the most that reading may cost.
        establishments: a user-supplied list in CSV that adds to the one in the package, as
            text; see ``irp.establishments``.

    Raises:
        ValueError: no engine of that name is known.
        EstablishmentsError: the list of establishments cannot be read.
    """

    engine: str = Engine.AUTO
    limits: Limits = field(default_factory=Limits)
    establishments: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.limits, Limits):
            raise not_wanted("the limits", "irp.Limits", self.limits)
        if self.establishments:
            register_with(self.establishments)  # reports a mistake before anything is read
        Engine(self.engine)
