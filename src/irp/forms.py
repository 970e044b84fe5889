"""The output forms and the names of views: at no cost to import, for command lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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

    @property
    def by_record(self) -> bool:
        """Whether the texts of single records, joined, are that of several: see ``joined``."""
        return self in (Form.JSON, Form.JSONL, Form.MARKDOWN)


def joined(texts: Iterable[str], form: Form, *, several: bool) -> Iterator[str]:
    """The texts of records as those of one file, each as soon as it is available.

    Args:
        texts: a record each, in a form that is ``by_record``.
        form: their form.
        several: whether JSON is an array even for one record.
    """
    if form is Form.JSON and several:
        return _array(texts)
    if form is Form.MARKDOWN:
        return (f"\n{text}" if position else text for position, text in enumerate(texts))
    return iter(texts)


def _array(texts: Iterable[str]) -> Iterator[str]:
    before = "[\n"
    for text in texts:
        lines = text.removesuffix("\n").split("\n")  # not at U+2028 in a name
        yield before + "\n".join(f"  {line}" for line in lines)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


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
