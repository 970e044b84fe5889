"""The layout since 2023: concerns in place of recommendations, bar charts, no references."""

from __future__ import annotations

from .compose_2021 import Composer2021
from .document import Report, Running
from .options import stream
from .truth import Truth

_HEAD = "Report on an independent review of progress"


class Composer2023(Composer2021):
    """The sections are those of 2021; the form of the record does the rest."""

    def running(self) -> Running:
        """The title at the foot of the page, or the name at the left and the page at the right."""
        if stream(self.truth.seed, "running").random() < 0.7:
            return super().running()
        return Running(footer_left=self.record["establishment"]["name"], header=_HEAD)


def compose(truth: Truth) -> Report:
    """The document of a truth in this layout."""
    return Composer2023(truth).report()
