"""Addresses that pages may link to, whoever gave them: a report's, a setting's, an option's."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def web_address(url: str | None) -> str | None:
    """An address that a page may link to: http or https, and nothing that runs; else None."""
    if not url or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def folder_address(url: str | None) -> str | None:
    """A web address that others can be made from; None for one with a query or a fragment."""
    address = web_address(url)
    return None if not address or set(address) & set("?# ") else address


def contact_link(address: str | None) -> str | None:
    """The link for a web or an e-mail address; None for anything else."""
    if address and re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", address):
        return f"mailto:{address}"
    return web_address(address)
