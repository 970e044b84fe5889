"""One spelling for each address, so that a page or PDF has one name.

The site links to its own pages with junk (``?0``, ``?page=114``) and without a slash at the end;
its pages need no query but ``?p=``, so others are dropped. A PDF's query is kept only if it
signs the address, and is never published.
"""

from __future__ import annotations

import posixpath
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit, urlunsplit

REPORTS_PATH = "/hmipris_reports/"
_PAGES = (REPORTS_PATH, "/s/inspections/", "/hmiprisons/inspections/")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SIGNING = ("x-amz-", "signature", "expires", "token", "awsaccesskeyid")


def page_url(link: str, base: str) -> str | None:
    """A page's address: absolute, no query, a slash at the end; None if it is not an address."""
    return _normal(link, base, is_page=True)


def pdf_url(link: str, base: str) -> str | None:
    """A PDF's address: absolute, without junk in its query; None if it is not an address."""
    return _normal(link, base, is_page=False)


def file_name(url: str) -> str:
    """A file's name: the last part of its address."""
    return posixpath.basename(unquote(urlsplit(url).path)) or "report.pdf"


def host_of(url: str) -> str:
    """The host of an address, with its port if it is not the default."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def site_address(url: str, path: str) -> str:
    """The address of a path on the same host."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def is_report_page(url: str) -> bool:
    """Whether an address is that of one report's page.

    Besides ``/hmipris_reports/<slug>/`` the site serves them at ``/?p=<number>&post_type=…`` and,
    from before, at ``…/inspections/<slug>/``.
    """
    parts = urlsplit(url)
    if _short_query(parts.query):
        return True
    path = parts.path.rstrip("/")
    return any(slug and "/" not in slug for slug in (path.partition(p)[2] for p in _PAGES))


def _normal(link: str, base: str, *, is_page: bool) -> str | None:
    link = "".join(c for c in link.strip() if c not in "\t\r\n")
    try:
        parts = urlsplit(urljoin(base, link))
        port = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        return None
    host = parts.hostname
    if ":" in host:
        host = f"[{host}]"
    # A site on https links to its own pages as http here and there; both are the same page.
    own = urlsplit(base)
    if is_page and (scheme, own.scheme) == ("http", "https") and parts.hostname == own.hostname:
        scheme, port = "https", own.port
    user = parts.netloc.rpartition("@")[0]
    place = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = parts.path or "/"
    if is_page and not path.endswith("/"):
        path += "/"
    query = _short_query(parts.query) if is_page else _kept(parts.query)
    return urlunsplit((scheme, f"{user}@{place}" if user else place, path, query, ""))


def _short_query(query: str) -> str:
    """The query by which WordPress names a report's page, without anything else; else empty."""
    values = dict(parse_qsl(query))
    number = values.get("p", "")
    if values.get("post_type") != "hmipris_reports" or not (
        number.isascii() and number.isdecimal()
    ):
        return ""
    return f"p={number}&post_type=hmipris_reports"


def _kept(query: str) -> str:
    names = [name.lower() for name, _ in parse_qsl(query, keep_blank_values=True)]
    return query if any(name.startswith(_SIGNING) for name in names) else ""
