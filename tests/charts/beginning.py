"""The pages before the progress section of a report whose figure is drawn by a test."""

from __future__ import annotations

from text.making import Draw, Put


def beginning(number: str, n: int, *drawn: Draw) -> list[list[Draw]]:
    """The cover and the key findings, with something below the figure's caption.

    Args:
        number: how many follow-ups there are, in words.
        n: the same as the caption has it.
        drawn: what is drawn below the caption.
    """
    return [
        [
            Put("Report on an independent review of progress at", 72, 200),
            Put("HMP Larkmoor", 72, 220),
        ],
        [
            Put("Section 2 Key findings", 72, 60, 16, "Helvetica-Bold"),
            Put(f"2.1 We followed up {number} recommendations and judged them as below.", y=90),
            Put(f"Figure 2: Progress on HMI Prisons recommendations (n={n})", y=120),
            *drawn,
            Put("2.2 We saw this in all parts of the prison that we went to.", y=360),
        ],
    ]
