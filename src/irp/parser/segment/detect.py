"""What kind of document this is, and in which layout: by its own words, with evidence."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from irp.errors import AmbiguousLayoutError, NotAnIrpError, UnknownLayoutError
from irp.parser.layouts import LAYOUTS
from irp.parser.layouts.base import Layout
from irp.parser.patterns import Pattern
from irp.parser.segment.other_documents import other_kind, title_lines
from irp.parser.segment.sections import find_headings
from irp.parser.text.model import Document, Furniture, Line
from irp.parser.text.passage import Passage
from irp.record.vocabulary import SectionRole

_FRONT_PAGES = 3
_FRONT_LINES = 60

TITLE = Pattern(
    r"Report\s+(?:on|of)\s+an\s+independent\s+review\s+of\s+progress(?:\s+\(IRP\))?(?:\s+at)?",
    regex.IGNORECASE,
)
_NAMED = Pattern(r"independent review of progress", regex.IGNORECASE)


def detect(document: Document) -> tuple[Layout, Passage]:
    """The layout that fits, and the words that say it is an independent review of progress.

    Raises:
        NotAnIrpError: it is something else, named where its own words say so.
        UnknownLayoutError: it is one, but in no known layout; the nearest is named.
        AmbiguousLayoutError: more than one layout fits.
    """
    evidence, titled = _evidence(document)
    text = "\n".join(line.text for line in document.body)
    fitting = [layout for layout in LAYOUTS.values() if not lacks(layout, document, text)]
    if fitting and not titled and not any(_speaks(layout, document) for layout in fitting):
        raise NotAnIrpError(
            "not an independent review of progress: it does not begin with that title, and has "
            "neither a chief inspector’s summary nor key findings"
        )
    if len(fitting) == 1:
        return fitting[0], evidence
    if fitting:
        names = ", ".join(layout.id for layout in fitting)
        raise AmbiguousLayoutError(f"more than one layout fits: {names}")
    raise UnknownLayoutError(_nearest(document, text))


def lacks(layout: Layout, document: Document, text: str) -> list[str]:
    """What a document lacks, or has too much of, to be in a layout; empty where it fits."""
    missing = [f"no {marker.name}" for marker in layout.markers if not marker.search(text)]
    missing += [marker.name for marker in layout.absent if marker.search(text)]
    if missing:
        return missing
    # Only the progress section must be there to tell a layout: another that is missing is a
    # finding (IRP-S01), not a reason to refuse.
    roles = {found.spec.role for found in find_headings(document.body, layout)}
    return [] if SectionRole.PROGRESS in roles else ["no section of progress"]


def _speaks(layout: Layout, document: Document) -> bool:
    """Whether there is a part in which a review speaks for itself.

    What quotes a review (an action plan, a response) has its concerns and judgements, not these.
    """
    roles = {found.spec.role for found in find_headings(document.body, layout)}
    return bool(roles & {SectionRole.SUMMARY, SectionRole.KEY_FINDINGS})


def _nearest(document: Document, text: str) -> str:
    lacking = {layout.id: lacks(layout, document, text) for layout in LAYOUTS.values()}
    nearest = min(lacking, key=lambda name: len(lacking[name]))
    what = "; ".join(lacking[nearest])
    return (
        "an independent review of progress in a layout that is not known; the nearest is "
        f"{nearest}, but there is: {what}"
    )


def _evidence(document: Document) -> tuple[Passage, bool]:
    """Where the document calls itself an independent review of progress, and if as its title.

    Its front pages and running feet decide. Without them (a text dump) the words must stand in
    the text and no front page may say otherwise.

    Raises:
        NotAnIrpError: it does not, or it is something else.
    """
    passage = Passage.of_lines(_front(document, _FRONT_PAGES, _FRONT_LINES))
    cover = "\n".join(line.text for line in title_lines(_front(document, 1, _FRONT_LINES)))
    if match := TITLE.search(passage.text):
        # An action plan or a letter may quote the title: what stands above it says so.
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
    raise NotAnIrpError("not an independent review of progress: those words do not stand in it")


def _refuse(kind: str | None) -> None:
    if kind:
        raise NotAnIrpError(f"not an independent review of progress: it is {kind}")


def _front(document: Document, pages: int, most: int) -> list[Line]:
    """The first lines of the first pages that are not empty: where it says what it is."""
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
