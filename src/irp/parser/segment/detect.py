"""Whether a document is an independent review of progress, by its own words and their places."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from irp.errors import NotAnIrpError
from irp.parser.patterns import Pattern
from irp.parser.segment.other_documents import other_kind, title_lines
from irp.parser.text.model import Document, Furniture, Line
from irp.parser.text.passage import Passage

_FRONT_PAGES = 3
_FRONT_LINES = 60

TITLE = Pattern(
    r"Report\s+(?:on|of)\s+an\s+independent\s+review\s+of\s+progress(?:\s+\(IRP\))?(?:\s+at)?",
    regex.IGNORECASE,
)
_NAMED = Pattern(r"independent review of progress", regex.IGNORECASE)


def find_evidence(document: Document) -> tuple[Passage, bool]:
    """Where the document calls itself an independent review of progress, and whether in its title.

    Its front pages and running feet decide. Without them (a text dump) the words must be in
    the text and no front page may say otherwise.

    Raises:
        NotAnIrpError: it does not, or it is something else.
    """
    passage = Passage.of_lines(_front(document, _FRONT_PAGES, _FRONT_LINES))
    cover = "\n".join(line.text for line in title_lines(_front(document, 1, _FRONT_LINES)))
    if match := TITLE.search(passage.text):
        # An action plan or a letter may quote the title: the text above it says so.
        own = TITLE.search(cover)
        _refuse(other_kind(cover[: own.start()] if own else ""))
        return passage.slice(*match.span()), True
    for line in _running(document):
        if match := TITLE.search(line.text):
            return Passage.of_lines([line]).slice(*match.span()), True
    _refuse(other_kind(cover, "\n".join(line.text for line in document.body)))
    whole = Passage.of_lines(document.body)
    if match := _NAMED.search(whole.text):
        return whole.slice(*match.span()), False
    raise NotAnIrpError("not an independent review of progress: those words are not in it")


def _refuse(kind: str | None) -> None:
    if kind:
        raise NotAnIrpError(f"not an independent review of progress: it is {kind}")


def _front(document: Document, pages: int, most: int) -> list[Line]:
    """The first non-empty lines of the first pages, where a document says what it is."""
    written = [page for page in document.pages if page.lines]
    lines = [
        line
        for page in written[:pages]
        for line in page.lines
        if line.furniture is not Furniture.CONTENTS
    ]
    return lines[:most]


def _running(document: Document) -> Sequence[Line]:
    kinds = (Furniture.FOOTER, Furniture.RUNNING_HEAD)
    return [line for line in document.lines if line.furniture in kinds]
