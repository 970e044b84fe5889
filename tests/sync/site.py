"""A local server that plays the inspectorate's site: pages on one host, PDFs on another.

Markup as ``domain.md`` describes it, with the traps: link texts that mislead, further PDFs that
are not the report, other kinds of reports among the reviews. Faults are planted by path.

Each host is a server of its own on 127.0.0.1; every request is kept with its time.
"""

from __future__ import annotations

import hashlib
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

from sync.pages import Post, listing_page, report_page, sitemap, sitemap_index


@dataclass(frozen=True)
class Request:
    """One request as the server saw it."""

    at: float  # seconds of the monotonic clock
    host: str  # "pages" or "files"
    method: str
    path: str
    headers: dict[str, str]
    status: int
    body: int  # bytes of the body that were sent


Fault = Callable[["Handler"], None]
"""Answers a request in place of the site."""


@dataclass
class Site:
    """What is on the site now; tests change it between runs."""

    posts: list[Post] = field(default_factory=list)
    markup: str = "archive"  # or "listing"
    robots: str | None = "User-agent: *\nDisallow: /wp-admin/\n"
    has_sitemap: bool = False
    validators: bool = True  # ETag and Last-Modified
    per_page: int = 10
    faults: dict[str, Fault] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._servers = {name: _Server(name, self) for name in ("pages", "files")}
        for server in self._servers.values():
            threading.Thread(
                target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
            ).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._servers['pages'].server_port}/"

    @property
    def files(self) -> str:
        """The other host, with its port."""
        return f"127.0.0.1:{self._servers['files'].server_port}"

    def pdf_url(self, post: Post) -> str:
        return f"http://{self.files}{post.pdf_path}"

    def page_url(self, post: Post) -> str:
        return f"{self.url}hmipris_reports/{post.slug}/"

    # -------------------------------------------------------------- changing it

    def replace_post(self, slug: str, **changes: object) -> Post:
        index = next(i for i, post in enumerate(self.posts) if post.slug == slug)
        self.posts[index] = replace(self.posts[index], **changes)  # type: ignore[arg-type]
        return self.posts[index]

    def reset(self, posts: list[Post]) -> None:
        """Be as new, with these posts."""
        fresh = Site(posts)
        for name in ("posts", "markup", "robots", "has_sitemap", "validators", "per_page"):
            setattr(self, name, getattr(fresh, name))
        self.faults.clear()
        self.log.clear()

    def forget(self) -> None:
        """Begin a new log."""
        self.log.clear()

    # -------------------------------------------------------------- looking at the log

    def asked(self, host: str | None = None, *, with_body: bool = False) -> list[str]:
        """The paths asked for, in order."""
        return [
            one.path
            for one in list(self.log)
            if host in (None, one.host) and not (with_body and not one.body)
        ]

    def gaps(self) -> list[float]:
        """The times between one request's beginning and the next."""
        times = [one.at for one in self.log]
        return [after - before for before, after in itertools.pairwise(times)]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, name: str, site: Site) -> None:
        self.name = name
        self.site = site
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no matter."""


class Handler(BaseHTTPRequestHandler):
    """Answers from the site, or lets a fault answer."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        self.began = time.monotonic()
        self.sent = 0
        self.status = 0
        path = urlsplit(self.path).path
        entry = len(site.log)
        site.log.append(self._request())
        try:
            fault = site.faults.get(self.path) or site.faults.get(path) or site.faults.get("*")
            if fault:
                fault(self)
            else:
                self.usual(path)
        finally:
            site.log[entry : entry + 1] = [self._request()]

    def usual(self, path: str) -> None:
        """Answer as the site does."""
        if self.server.name == "files":
            self._file(path)
        else:
            self._page(path)

    def answer(
        self,
        status: int,
        body: bytes = b"",
        kind: str = "text/html; charset=UTF-8",
        **headers: str,
    ) -> None:
        """Send a whole answer; underscores in header names stand for hyphens."""
        self.begin(status, kind, Content_Length=str(len(body)), **headers)
        self.put(body)

    def begin(self, status: int, kind: str | None = None, **headers: str) -> None:
        self.status = status
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def put(self, body: bytes) -> None:
        if self.command != "HEAD" and body:
            self.wfile.write(body)
            self.sent += len(body)

    def pdf_of(self, path: str) -> bytes | None:
        for post in self.server.site.posts:
            for place, data in post.files():
                if place == path:
                    return data
        return None

    def _file(self, path: str) -> None:
        if path == "/robots.txt":
            self.answer(404, b"nothing here")
            return
        data = self.pdf_of(path)
        if data is None:
            self.answer(404, b"nothing here")
            return
        headers = {}
        if self.server.site.validators:
            changed = next(p.changed for p in self.server.site.posts if path in dict(p.files()))
            headers = {
                "ETag": f'"{hashlib.sha256(data).hexdigest()[:16]}"',
                "Last_Modified": format_datetime(changed, usegmt=True),
            }
            if self.headers.get("If-None-Match") == headers["ETag"]:
                self.begin(304, **headers)
                return
        self.answer(200, data, "application/pdf", **headers)

    def _page(self, path: str) -> None:
        site = self.server.site
        if path == "/robots.txt":
            if site.robots is None:
                self.answer(404, b"nothing here")
            else:
                self.answer(200, site.robots.encode(), "text/plain")
            return
        if path in ("/sitemap_index.xml", "/hmipris_reports-sitemap.xml") and site.has_sitemap:
            made = sitemap_index(site.url) if "index" in path else sitemap(site.url, site.posts)
            self.answer(200, made.encode(), "text/xml; charset=UTF-8")
            return
        page = self._html(path)
        self.answer(404 if page is None else 200, (page or "<h1>Page not found</h1>").encode())

    def _html(self, path: str) -> str | None:
        site = self.server.site
        parts = [part for part in path.split("/") if part]
        if parts[:1] != ["hmipris_reports"]:
            return None
        if len(parts) == 1:
            return self._listing(1)
        if len(parts) == 3 and parts[1] == "page":
            return self._listing(int(parts[2]))
        post = next((p for p in site.posts if p.slug == parts[1]), None)
        return report_page(post, site.files) if post and post.page_exists else None

    def _listing(self, number: int) -> str | None:
        site = self.server.site
        listed = sorted(
            (p for p in site.posts if p.listed), key=lambda post: post.published, reverse=True
        )
        pages = max(1, -(-len(listed) // site.per_page))
        if number > pages:
            return None
        shown = listed[(number - 1) * site.per_page : number * site.per_page]
        return listing_page(shown, number, pages, markup=site.markup)

    def _request(self) -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(
            self.began, self.server.name, self.command, self.path, headers, self.status, self.sent
        )

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""
