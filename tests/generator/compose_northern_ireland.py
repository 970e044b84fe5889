"""The form of Northern Ireland: several inspectorates, two signatures, sections or chapters."""

from __future__ import annotations

from collections.abc import Iterator

from .compose_2021 import Composer2021
from .document import Element, Report, Running
from .options import stream
from .truth import Truth

_BY = (
    (
        "by the Chief Inspector of Criminal Justice in Northern Ireland; HM Chief Inspector of "
        "Prisons; the Regulation and Quality Improvement Authority; and the Education and "
        "Training Inspectorate"
    ),
    (
        "by the Chief Inspector of Criminal Justice in Northern Ireland and HM Chief Inspector of "
        "Prisons, with the RQIA and the ETI"
    ),
    (
        "by HM Chief Inspector of Prisons and the Chief Inspector of Criminal Justice in Northern "
        "Ireland"
    ),
)
_SUMMARIES = (
    "Chief Inspectors’ summary",
    "Chief Inspectors’ foreword",
    "Chief Inspector’s summary",
)


class ComposerNorthern(Composer2021):
    """Composes one report of this layout."""

    title = "Report of an Independent Review of Progress (IRP) at"

    def __init__(self, truth: Truth) -> None:
        super().__init__(truth)
        rng = stream(truth.seed, "form")
        self.by = rng.choice(_BY)
        self.summary_title = rng.choice(_SUMMARIES)
        chapter = rng.choice(("Section {n}", "Section {n}", "Chapter {n}", "Chapter {n}:"))
        first, second, third, fourth = (chapter.format(n=n) for n in range(1, 5))
        self.labels = (first, second, third, fourth)

    def summary(self, title: str | None = None) -> Iterator[Element]:
        yield from super().summary(title or self.summary_title)

    def running(self) -> Running:
        if self.truth.seed % 2:
            return super().running()
        name = self.record["establishment"]["name"]
        return Running(
            footer_left="",
            footer_right=f"{name} {{page}}",
            even_left=f"{{page}} {name}",
            even_right="",
            header="{section}",
        )


def compose(truth: Truth) -> Report:
    """The document of a truth in this layout."""
    return ComposerNorthern(truth).report()
