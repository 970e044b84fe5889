"""Sources behind URLs: web addresses on allowed hosts, and buckets and the like by fsspec.

irp fetches web addresses itself to control the redirects: every hop of a redirect must be on an
allowed host and on https. Plain http is taken only from a host that was allowed by name.
URLs are shown, stored and published as ``irp.redaction.redacted`` returns them.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import IO, Any, ClassVar
from urllib.parse import unquote, urljoin, urlsplit

from irp.batch.settings import BatchOptions
from irp.batch.sources.archives import Archive
from irp.batch.sources.items import Item, SourceGroup, Unreadable, fits, from_bytes, is_archive
from irp.batch.sources.prefetch import Background
from irp.errors import MissingExtraError, SourceError
from irp.plain_words import reason_of
from irp.record.extraction import Extraction
from irp.redaction import redacted
from irp.source import SourceFile

INSPECTORATE_HOSTS = (
    "hmiprisons.justiceinspectorates.gov.uk",
    "www.justiceinspectorates.gov.uk",
    "cdn.websitebuilder.service.justice.gov.uk",
)
"""The hosts on which the inspectorate publishes its reports."""
PROTOCOLS = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "file", "local", "memory")
"""The protocols of fsspec that may be used: some of the others run commands or read other files."""

Fetch = Callable[[int, IO[bytes]], None]
"""Writes the bytes into a file, at most one byte more than a limit."""

_WEB = ("http", "https")
_MOST_HOPS = 5
_TIMEOUT = 60.0
_PART = 1_000_000


def find_remote(url: str, options: BatchOptions) -> Iterator[SourceGroup]:
    """The sources that a URL names: a file, the files of a folder, a pattern, an archive.

    Whatever is wrong with the address is reported as that source's problem.

    Raises:
        MissingExtraError: a package that is needed is not installed.
    """
    try:
        if urlsplit(url).scheme.lower() in _WEB:
            _check_address(url, options.hosts)
            _need_httpx()
            name = unquote(urlsplit(url).path)
            yield _one(url, name, partial(_download, url, options), options)
        else:
            yield from _find_stored(url, options)
    except SourceError as error:
        yield Unreadable(redacted(url), error.code, error.message)
    except MissingExtraError:
        raise
    except Exception as error:  # noqa: BLE001 - one address's failure must not stop the others
        message = f"the address cannot be read: {reason_of(error)}"
        yield Unreadable(redacted(url), "unreadable", message)


def storage(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it.

    Raises:
        SourceError: irp does not support its kind.
        MissingExtraError: fsspec, or what it needs for this kind, is not installed.
    """
    scheme = url.partition("://")[0].lower()
    if scheme not in PROTOCOLS or "::" in url:
        message = f"irp does not fetch from {scheme}:// addresses; it does from https and s3"
        raise SourceError(message, code="host_not_allowed")
    try:
        import fsspec.core

        return fsspec.core.url_to_fs(url)  # type: ignore[no-any-return]
    except ImportError as error:
        package = (error.name or "fsspec").partition(".")[0]
        raise MissingExtraError("remote", package, f"an {scheme}:// address") from None


# ------------------------------------------------------------------ buckets and the like


def _find_stored(url: str, options: BatchOptions) -> Iterator[SourceGroup]:
    files, path = storage(url)
    if any(magic in path for magic in "*?["):
        paths = [one for one in sorted(files.glob(path)) if fits(one)]
    elif url.endswith("/") or files.isdir(path):
        paths = [one for one in sorted(files.find(path)) if fits(one)]
    else:
        paths = [path]
    if not paths:
        shown = redacted(url)
        message = f"no PDF or text files or archives at {shown}"
        yield Unreadable(shown, "nothing_found", message)
    for one in paths:
        full = files.unstrip_protocol(one)
        yield _one(full, one, partial(_stored, files, one), options)


def _stored(files: Any, path: str, limit: int, into: IO[bytes]) -> None:
    with files.open(path, "rb") as file:
        _copy(iter(partial(file.read, _PART), b""), limit, into)


# ------------------------------------------------------------------ the web


def _need_httpx() -> None:
    if find_spec("httpx2") is None:
        raise MissingExtraError("remote", "httpx2", "a web address")


def _check_address(url: str, hosts: tuple[str, ...]) -> None:
    """Refuse an address that irp may not fetch from.

    Raises:
        SourceError: it is on a host that was not allowed, or not on https.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    named = {one.lower() for one in hosts}
    own = host in named or parts.netloc.rpartition("@")[2].lower() in named
    if not own and host not in INSPECTORATE_HOSTS:
        message = (
            f"{host or redacted(url)} is not among the allowed hosts (--allow-host allows one)"
        )
        raise SourceError(message, code="host_not_allowed")
    if parts.scheme.lower() != "https" and not (own and parts.scheme.lower() == "http"):
        raise SourceError(f"{redacted(url)} is not on https", code="host_not_allowed")


def _download(url: str, options: BatchOptions, limit: int, into: IO[bytes]) -> None:
    """Fetch a web address, at most one byte more than the limit, following allowed redirects."""
    import httpx2

    deadline = time.monotonic() + options.fetch_seconds
    try:
        with httpx2.Client(timeout=_TIMEOUT, headers={"User-Agent": "hmip-irp"}) as client:
            # A server that sends a byte now and then never exceeds the limit on a single read.
            clock = threading.Timer(options.fetch_seconds, client.close)
            clock.daemon = True
            clock.start()
            try:
                _follow(client, url, options.hosts, partial(_copy, limit=limit, into=into))
            finally:
                clock.cancel()
    except Exception as error:
        if time.monotonic() >= deadline:
            message = f"the address took longer than {options.fetch_seconds:g} s"
            raise SourceError(message) from error
        if isinstance(error, httpx2.HTTPError):
            raise SourceError(f"the address cannot be fetched: {reason_of(error)}") from error
        raise


def _follow(
    client: Any, url: str, hosts: tuple[str, ...], copy: Callable[[Iterator[bytes]], None]
) -> None:
    for _ in range(_MOST_HOPS):
        _check_address(url, hosts)
        with client.stream("GET", url) as answer:
            if answer.is_redirect:
                url = urljoin(url, answer.headers["location"])
                continue
            if answer.status_code != HTTPStatus.OK:
                raise SourceError(f"the server answered {answer.status_code}")
            copy(answer.iter_bytes())
            return
    raise SourceError(f"more than {_MOST_HOPS} redirects")


def _copy(parts: Iterator[bytes], limit: int, into: IO[bytes]) -> None:
    left = limit + 1
    for part in parts:
        into.write(part[:left])
        left -= len(part)
        if left <= 0:
            return


# ------------------------------------------------------------------ both


@dataclass(frozen=True, slots=True)
class RemoteItem(Item):
    """A source that is fetched when its bytes are needed."""

    slow: ClassVar[bool] = True
    label: str
    url: str
    name: str
    fetch: Fetch

    def _load(self, limit: int) -> SourceFile | Extraction:
        with tempfile.SpooledTemporaryFile(max_size=limit + 1) as file:
            self.fetch(limit, file)
            file.seek(0)
            return from_bytes(file.read(), self.name, limit, self.url)


def _one(url: str, path: str, fetch: Fetch, options: BatchOptions) -> SourceGroup:
    shown = redacted(url)
    if is_archive(path):
        return _FetchedArchive(shown, fetch, options)
    return RemoteItem(shown, url, PurePosixPath(path).name or shown, fetch)


@dataclass(frozen=True, slots=True)
class _FetchedArchive:
    """An archive that is fetched into a temporary file when its members are needed."""

    url: str
    fetch: Fetch
    options: BatchOptions
    count: int = 1

    def items(self) -> Iterator[Item]:
        """Its members."""
        limit = self.options.archives.bytes
        with tempfile.TemporaryDirectory(prefix="irp-") as folder:
            path = Path(folder) / "archive.zip"
            try:
                Background(partial(self._fetch, path, limit), self.options.fetch_seconds).result()
            except SourceError as error:
                yield Unreadable(self.url, error.code, error.message)
            except Exception as error:  # noqa: BLE001 - one address's failure, as above
                message = f"the archive cannot be read: {reason_of(error)}"
                yield Unreadable(self.url, "unreadable", message)
            else:
                if path.stat().st_size > limit:
                    message = f"the archive has more than {limit:,} bytes"
                    yield Unreadable(self.url, "archive_limit", message)
                    return
                yield from Archive(self.url, path, self.options, self.url).items()

    def _fetch(self, path: Path, limit: int) -> None:
        with path.open("wb") as file:
            self.fetch(limit, file)
