"""One page for one report: its pages and its record side by side, linked both ways.

The page is one HTML file that contains everything: no server, no network, no other files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from irp.options import Engine, Limits, Options
from irp.pages.stamp import BY_HAND, Stamp

if TYPE_CHECKING:
    from jinja2 import Template

    from irp.api import Source
    from irp.decisions.file import Decisions
    from irp.record.extraction import Extraction
    from irp.show.page_images import Sheet

__all__ = ["build_review", "review", "review_with"]


def review(
    source: Source,
    *,
    name: str | None = None,
    engine: str = Engine.AUTO,
    limits: Limits | None = None,
    isolated: bool = True,
    decisions: Decisions | None = None,
) -> str:
    """Read one report and make its page.

    A bad source raises nothing: the page then says why there is no record, and shows the
    pages that can be drawn.

    Args:
        source: a path, the bytes, or an open binary file, of a PDF or a text dump.
        name: the source's name on the page; the file's own name where it has one.
        engine: the PDF engine, as for ``irp.extract``.
        limits: limits for reading, and again for drawing the pages.
        isolated: read and draw in a child process, which the limits on time and memory need.
        decisions: what people decided about the source.

    Returns:
        An HTML document.

    Raises:
        MissingExtraError: the extra "pages" is not installed.
        ValueError: the engine is not known, or a limit is not above zero.
    """
    options = Options(engine, limits or Limits())
    return review_with(source, options, name=name, isolated=isolated, decisions=decisions)[0]


def review_with(
    source: Source,
    options: Options,
    *,
    name: str | None = None,
    isolated: bool = True,
    decisions: Decisions | None = None,
) -> tuple[str, Extraction]:
    """As ``review``, with the result that the page shows.

    Raises:
        MissingExtraError: the extra "pages" is not installed.
    """
    from irp.api import Reader, load
    from irp.source import SourceFile

    need_extra()  # reports what is missing before a minute's work
    loaded = load(source, name=name, limit=options.limits.bytes)
    if not isinstance(loaded, SourceFile):
        return build_review(loaded), loaded
    with Reader(options, isolated=isolated, decisions=decisions) as reader:
        extraction = reader.extract(loaded)
        sheets = reader.sheets(loaded, extraction)
    return build_review(extraction, sheets), extraction


def build_review(extraction: Extraction, sheets: Sequence[Sheet] = (), *, by: str = BY_HAND) -> str:
    """The page for a result.

    Args:
        extraction: the result of reading the source; a failed one gives a page that says why.
        sheets: the source's pages, as from ``Reader.sheets``; without any, the page shows the
            record alone.
        by: how the page was made, for its stamp (``irp.pages.stamp``).

    Raises:
        MissingExtraError: the extra "pages" is not installed.
    """
    from irp.pages.base import asset, policy
    from irp.pages.review.deciding import decide_data
    from irp.pages.review.findings import findings_of
    from irp.pages.review.overview import bodies_of, compared
    from irp.pages.review.places import Places
    from irp.pages.review.words import Excerpts

    template = _template()
    style, script = asset("base.css", "review.css"), asset("decide.js", "review.js")
    report, places = extraction.report, Places(extraction)
    return template.render(
        policy=policy(styles=[style], scripts=[script]),
        stamp=Stamp.of(extraction, by).content,
        style=style,
        script=script,
        x=extraction,
        report=report,
        stated=extraction.stated,
        sheets=sheets,
        excerpt=Excerpts(sheets),
        places=places,
        deciding=decide_data(extraction, places),
        findings=findings_of(extraction),
        bodies=bodies_of(report) if report else [],
        compared=compared(report) if report else [],
    )


def need_extra() -> None:
    """Check that pages can be made.

    Raises:
        MissingExtraError: the extra "pages" is not installed.
    """
    _template()


@cache
def _template() -> Template:
    """The page's template, compiled once."""
    from irp.pages.base import environment
    from irp.pages.review.overview import wording
    from irp.pages.review.words import sentence
    from irp.record.pointers import escaped

    made = environment()
    made.globals |= {"wording": wording, "pointed": escaped}
    made.filters["sentence"] = sentence
    return made.get_template("review/page.html")
