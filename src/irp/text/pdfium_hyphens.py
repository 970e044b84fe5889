"""Which hyphens at line ends are soft.

pdfium marks a hyphen at a line's end, whether it is "-" or a soft hyphen, and does not say which
it was. It does where nothing follows: so the text object that the hyphen ends is moved to an
empty page and read there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ctypes import c_void_p
from typing import Final

from irp.text import pdfium_calls as calls
from irp.text.repair import SOFT_HYPHEN

_HYPHEN: Final = "-"


def read_hyphens(
    document: int, page: int, objects: Sequence[int | None], forms: Mapping[int, int]
) -> list[str]:
    """The hyphens that end text objects: "-" or a soft hyphen.

    The objects are taken from the page, whose text page must be closed before: nothing else can
    be read from it afterwards.

    Args:
        document: the document.
        page: the page.
        objects: the text objects.
        forms: the forms in which text objects stand that are not on the page itself.
    """
    scratch = calls.new_page(document, calls.count_pages(document), 100.0, 100.0)
    if not scratch:
        return [_HYPHEN] * len(objects)
    known: dict[int | None, str] = {None: _HYPHEN}
    try:
        for one in objects:
            if one is not None and one not in known:
                known[one] = _last(scratch, page, one, forms.get(one))
    finally:
        calls.close_page(scratch)
    return [known[one] for one in objects]


def _last(scratch: int, page: int, one: int, form: int | None) -> str:
    """The hyphen at the end of a text object, which is destroyed."""
    taken = calls.remove_from_form(form, one) if form else calls.remove_from_page(page, one)
    if not taken:
        return _HYPHEN
    calls.insert_into_page(scratch, one)
    text_page = calls.load_text(scratch)
    try:
        text = calls.characters(c_void_p(text_page)).rstrip() if text_page else ""
    finally:
        if text_page:
            calls.close_text(text_page)
        if calls.remove_from_page(scratch, one):
            calls.destroy_object(one)
    return SOFT_HYPHEN if text.endswith(SOFT_HYPHEN) else _HYPHEN
