"""Which hyphens at line ends are soft.

pdfium marks a hyphen at a line's end, whether it is "-" or a soft hyphen, and does not say which
it was. It does say so where nothing follows, so the text object that ends with the hyphen is
moved to an empty page and read there.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_double
from typing import Final

from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.pdfium.objects import PageObjects, Thing
from irp.parser.text.repair import SOFT_HYPHEN

_HYPHEN: Final = "-"


def read_hyphens(
    document: Handle, page: Handle, texts: Sequence[int | None], objects: PageObjects
) -> list[str]:
    """The hyphens that end text objects: "-" or a soft hyphen.

    The objects are taken from the page, whose text page must be closed before: nothing else can
    be read from it afterwards.

    Args:
        document: the document.
        page: the page.
        texts: the text objects.
        objects: all of the page.
    """
    last = calls.count_pages(document)
    scratch = calls.new_page(document, last, c_double(100), c_double(100))
    if not scratch.value:
        return [_HYPHEN] * len(texts)
    known: dict[int | None, str] = {None: _HYPHEN}
    try:
        for text in texts:
            if text is not None and text not in known:
                known[text] = _last(scratch, page, Handle(text), objects.texts.get(text))
    finally:
        calls.close_page(scratch)
        calls.delete_page(document, last)
    return [known[text] for text in texts]


def _last(scratch: Handle, page: Handle, text: Handle, thing: Thing | None) -> str:
    """The hyphen at the end of a text object, which is destroyed."""
    if thing and thing.form:
        taken = calls.remove_from_form(thing.form, text)
    else:
        taken = calls.remove_from_page(page, text)
    if not taken:
        return _HYPHEN
    calls.insert_into_page(scratch, text)
    text_page = calls.load_text(scratch)
    try:
        characters = calls.characters(text_page).rstrip() if text_page.value else ""
    finally:
        if text_page.value:
            calls.close_text(text_page)
        if calls.remove_from_page(scratch, text):
            calls.destroy_object(text)
    return SOFT_HYPHEN if characters.endswith(SOFT_HYPHEN) else _HYPHEN
