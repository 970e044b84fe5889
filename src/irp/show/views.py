"""What a stage sees of a source, as text: the functions behind ``irp show``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from irp.errors import IrpError
from irp.forms import View
from irp.options import Options
from irp.parser.engine_choice import read_text
from irp.parser.text.model import Document
from irp.source import SourceFile


def view(source: SourceFile, options: Options, name: str, page: int | None = None) -> str:
    """Read a source and show the result of a stage.

    Args:
        source: what to read.
        options: how to read it.
        name: one of ``irp.forms.View``.
        page: show this page alone (text and lines only).

    Raises:
        IrpError: the source cannot be read, is refused, or has no such page.
    """
    document = read_text(source, options)
    if page is not None and not 1 <= page <= len(document.pages):
        pages = len(document.pages)
        raise IrpError(f"there is no page {page}, the source has {pages}", code="no_such_page")
    chosen = View(name)
    if chosen is View.TEXT:
        return _text(document, page)
    return "".join(f"{line}\n" for line in _describer(chosen, page)(document))


def _text(document: Document, page: int | None) -> str:
    """The pages' text with form feeds between them, so that offsets can be followed."""
    pages = document.pages if page is None else document.pages[page - 1 : page]
    return "\f".join(one.text for one in pages) + "\n"


def _describer(chosen: View, page: int | None) -> Callable[[Document], Iterator[str]]:
    from irp.show import stages as inspect

    if chosen is View.BLOCKS:
        return inspect.describe_blocks
    if chosen is View.OUTLINE:
        return inspect.describe_outline
    return lambda document: _lines(inspect.describe_lines(document), page)


def _lines(described: Iterator[str], page: int | None) -> Iterator[str]:
    """The head line, and the lines whose first column is the page."""
    for position, line in enumerate(described):
        if page is None or position == 0 or line.split("\t", 1)[0] == str(page):
            yield line
