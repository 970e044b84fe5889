"""The names of output forms and of views: at no cost to import, for command lines."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """How extractions are written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    XLSX = "xlsx"

    @classmethod
    def of_ending(cls, suffix: str) -> Form | None:
        """The form that the ending of a file's name means; None where it means none."""
        return next((form for form in cls if form.suffix == suffix.lower()), None)

    @property
    def suffix(self) -> str:
        """The ending of a file of this form, with its dot."""
        return ".md" if self is Form.MARKDOWN else f".{self.value}"


class View(StrEnum):
    """What a stage sees of a source, in the order of the stages."""

    TEXT = "text"
    LINES = "lines"
    BLOCKS = "blocks"
    OUTLINE = "outline"

    @property
    def by_page(self) -> bool:
        """Whether one page can be shown alone: the later stages need the whole document."""
        return self in (View.TEXT, View.LINES)
