"""The settings of one reading: which engine, and the limits no source may pass."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from irp.establishments import register_with

ENGINES = ("auto", "pdfium", "pdfplumber")
"""What may be said of the engine: a PDF engine's name, or "auto", which is the default.

With "auto", pdfium reads a PDF; where its record is not verified pdfplumber reads it too, and the
better record is kept.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one source may cost. Reports seen have up to 60 pages and 5 MB and take seconds.

    Attributes:
        bytes: size of the source.
        pages: pages of the source.
        characters: characters of its text.
        seconds: time to read it, from the moment the reading process has its bytes; as much
            again of processor time.
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

    def __post_init__(self) -> None:
        for limit in fields(self):
            value = getattr(self, limit.name)
            if not value > 0:
                raise ValueError(f"the limit on {limit.name} must be above zero, not {value!r}")


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a source.

    Attributes:
        engine: one of ``ENGINES``; plain text needs none.
        limits: what the reading may cost.
        establishments: the text of a list of one's own in CSV, which adds to the one in the
            package; see ``irp.establishments``.

    Raises:
        ValueError: no engine of that name is known.
        EstablishmentsError: the list of establishments cannot be read.
    """

    engine: str = ENGINES[0]
    limits: Limits = field(default_factory=Limits)
    establishments: str = ""

    def __post_init__(self) -> None:
        register_with(self.establishments)  # so that a mistake is told before anything is read
        if self.engine not in ENGINES:
            known = ", ".join(ENGINES)
            raise ValueError(f"{self.engine!r} is not an engine; known: {known}")
