"""Small words: a line quoted by its place, a message as a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from irp.plain_words import shortened
from irp.record.extraction import Place
from irp.show.page_images import Sheet

_LONGEST = 300


class Excerpts:
    """Quotes the words at a place.

    Args:
        sheets: the pages with their texts.
    """

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._texts = {sheet.number: sheet.text for sheet in sheets}

    def __call__(self, place: Place) -> str:
        """The words at a place, shortened if there are many; "page 3" if there are none."""
        text = self._texts.get(place.page)
        words = text[place.start : place.end] if text and place.start is not None else ""
        if not words.strip():
            return f"page {place.page}"
        return shortened(words, _LONGEST)


def sentence(message: str) -> str:
    """A message with a capital at its start and a full stop at its end."""
    said = message[:1].upper() + message[1:]
    return said if said.endswith((".", "!", "?")) else f"{said}."
