"""What a layout asks of a report before any sentence is written: numbering, nouns, dates, titles.

The composers (`compose_2021` and the others) say how a report looks; a form says what is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

YearMonth = tuple[int, int]


@dataclass(frozen=True)
class Form:
    """One layout, as far as its record goes.

    Titles may hold ``{edu}`` (the body that follows up themes) and have a part in square
    brackets that is printed only where there are themes.
    """

    layout: str
    noun: Literal["recommendation", "concern"]
    visits: tuple[YearMonth, YearMonth]  # first and last month of a visit
    progress_titles: tuple[str, ...]
    summary: str = "1."  # what the paragraph numbers of the chief inspector's summary start with
    found: str = "2."  # those of the key findings
    progress: str = "3."  # those of the follow-ups
    references: Literal["dotted", "S", "none"] = "dotted"
    practice: bool = True  # whether notable positive practice is part of the key findings
    found_first: bool = False  # key findings stand before the chief inspector's summary
    wide: bool = True  # all kinds of establishment may be drawn
    made: bool = False  # says how many recommendations the inspection made
    salt: int = 0  # so that the same seed gives other sentences in another layout


FORMS = {
    form.layout: form
    for form in (
        Form(
            "2019",
            "recommendation",
            ((2019, 4), (2020, 3)),
            (
                "Progress against the key concerns and recommendations[ and {edu} themes]",
                "Progress against the key concerns and recommendations[ and {edu} themes]",
                "Progress against key recommendations[ and {edu} themes]",
            ),
            found="S",
            progress="2.",
            references="S",
            practice=False,
            found_first=True,
            made=True,
            salt=19_000_003,
        ),
        Form(
            "2021",
            "recommendation",
            ((2021, 10), (2022, 9)),
            ("Progress against the key concerns and recommendations[ and {edu} themes]",),
            wide=False,
        ),
        Form(
            "2023",
            "concern",
            ((2023, 4), (2025, 8)),
            (
                "Progress against our concerns[ and {edu} themes]",
                "Progress against our concerns[ and {edu} themes]",
                "Progress against the concerns[ and {edu} themes]",
                "Progress against key concerns[ and {edu} themes]",
            ),
            references="none",
            salt=23_000_011,
        ),
        Form(
            "northern_ireland",
            "concern",
            ((2023, 9), (2025, 6)),
            (
                "Progress against our concerns",
                "Progress against the concerns[ and {edu} themes]",
            ),
            references="none",
            salt=31_000_037,
        ),
    )
}
