"""What every page uses: templates, styles and scripts, data, a content security policy.

Text from a report or a PDF's metadata may be hostile. Three things contain it:
every template escapes its values; data for scripts travels as JSON in an element that no
browser runs; and a content security policy in each page names, by hash, the few styles and
scripts that may run at all. There are no style attributes and no event handlers in the markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from irp.errors import MissingExtraError
from irp.pages import words

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_STATIC = "static"


def environment() -> Environment:
    """The templates of ``irp/pages/templates``, all with autoescape on.

    A name that a template uses without a value is an error. Besides jinja's own, templates
    have the filters ``day`` (7 June 2022) and ``data`` (see ``data_element``), and ``words``.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtraError("pages", "jinja2") from error

    made = Environment(
        loader=PackageLoader("irp.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["day"] = words.day
    made.filters["data"] = data_element
    made.globals["words"] = words
    return made


def asset(*names: str) -> Markup:
    """Files of ``irp/pages/static`` one after the other, for a page or a file.

    They are part of irp, so they are not escaped; they never contain text from outside.

    Raises:
        ValueError: a file contains what would end the element that holds it.
    """
    from markupsafe import Markup

    folder = files("irp.pages") / _STATIC
    text = "\n".join((folder / name).read_text("utf-8").strip() for name in names) + "\n"
    if "</" in text:
        raise ValueError(f"'</' in {', '.join(names)} would end its element")
    return Markup(text)  # noqa: S704 - files of irp


def digest(text: str) -> str:
    """The source expression that allows an inline style or script of exactly this text."""
    hashed = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(hashed).decode()}'"


def policy(
    *,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    more: Mapping[str, str] | None = None,
) -> str:
    """A content security policy: nothing is allowed but what is named.

    Args:
        styles: the exact texts of the page's inline style elements.
        scripts: the exact texts of its inline scripts.
        more: further directives and their values, such as ``{"style-src": "'self'"}``; they
            are added to those that the hashes make.
    """
    directives = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "img-src": "data:",
        "style-src": " ".join(map(digest, styles)),
        "script-src": " ".join(map(digest, scripts)),
    }
    for name, value in (more or {}).items():
        directives[name] = f"{directives.get(name, '')} {value}".strip()
    nothing = "'none'"
    return "; ".join(f"{name} {value or nothing}" for name, value in directives.items())


def data_element(value: Any, id: str) -> Markup:  # noqa: A002 - the attribute's name
    """Data for a script, as a ``script`` element that holds JSON and is never run.

    Nothing in the data can end the element or begin another: what HTML would read as markup
    is written as a JSON escape.
    """
    from markupsafe import Markup, escape

    text = json.dumps(value, separators=(",", ":"))  # ASCII only
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    element = '<script type="application/json" id="{}">{}</script>'
    return Markup(element.format(escape(id), text))  # noqa: S704 - escaped above
