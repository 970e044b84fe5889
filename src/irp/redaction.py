"""Addresses without what must stay secret, for all that is stored, published, shown or logged.

Imports nothing of irp's.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote_plus

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"']+")
_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?P<place>[^/?#]*)(?P<path>[^?#]*)"
    r"(?:\?(?P<query>[^#]*))?(?:\#(?P<member>.*))?",
    re.DOTALL,
)
_SECRET_NAME = re.compile(
    r"^(?:x-|sig$|se$|sv$|st$|sp$)|sign|token|secret|passw|pwd|credential|auth|session|jwt|hmac"
    r"|(?:api|access|private|account|key)[-_]?(?:key|id)|^(?:key|pass|code|policy|expires)$",
    re.IGNORECASE,
)
"""Names of parameters that hold credentials, or that belong to a signed address."""
_SECRET_VALUE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w+/=.~%-]{24,}")
"""A value that looks like a token whatever its name."""


def redacted(url: str) -> str:
    """An address without user name and password, and without a query that signs it.

    A query is left out as a whole if one of its parameters is a credential by its name, or looks
    like one: the others are then of no use. So are parameters within the path (";session=…").

    >>> redacted("https://bob:pass@example.org/a.pdf?id=7")
    'https://example.org/a.pdf?id=7'
    >>> redacted("https://example.org/a.pdf?id=7&X-Amz-Signature=00ff")
    'https://example.org/a.pdf'
    """
    parts = _PARTS.fullmatch(url)
    if parts is None:
        return url
    place = parts["place"].rpartition("@")[2]
    path = re.sub(r";([^/;]*)", lambda one: "" if _is_secret(one[1]) else one[0], parts["path"])
    query = parts["query"]
    kept = "" if not query or _is_secret(query) else f"?{query}"
    member = parts["member"]
    after = "" if member is None or _is_secret(member) else f"#{member}"
    return f"{parts['scheme']}{place}{path}{kept}{after}"


def without_secrets(text: str) -> str:
    """A text, such as an error's message, with every address in it redacted."""
    return _URL.sub(lambda match: redacted(match[0]), text)


def _is_secret(query: str) -> bool:
    pairs = parse_qsl(query.replace(";", "&"), keep_blank_values=True, errors="replace")
    return any(
        _SECRET_NAME.search(name) or _SECRET_VALUE.fullmatch(unquote_plus(value))
        for name, value in pairs
    )
