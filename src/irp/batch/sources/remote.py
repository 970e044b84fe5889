"""Sources behind URLs: web addresses on allowed hosts, and buckets and the like by fsspec.

A web address is fetched by us, since what matters there is where it leads: every hop of a
redirect must be on an allowed host and on https. Plain http is taken only from a host that was
allowed by name (a server of one's own).
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from irp.batch.settings import BatchOptions
from irp.batch.sources.archives import Archive
from irp.batch.sources.items import Found, Item, One, fits, is_archive, taken, trouble
from irp.errors import MissingExtraError, SourceError
from irp.source import SourceFile

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

INSPECTORATE_HOSTS = (
    "hmiprisons.justiceinspectorates.gov.uk",
    "www.justiceinspectorates.gov.uk",
    "cdn.websitebuilder.service.justice.gov.uk",
)
"""Where the inspectorate publishes its reports."""
PROTOCOLS = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "file", "local", "memory")
"""What fsspec may be asked for. It knows many others, some of which run commands or reach into
other files, and are no places for reports."""

Fetch = Callable[[int, IO[bytes]], None]
"""Writes at most one byte more than a limit into a file."""

_WEB = ("http", "https")
_MOST_HOPS = 5
_TIMEOUT = 60.0
_PART = 1_000_000


def find_remote(url: str, options: BatchOptions) -> Iterator[Found]:
    """What a URL names: a file, a folder with those in it, a pattern, an archive."""
    scheme = urlsplit(url).scheme.lower()
    try:
        if scheme in _WEB:
            _check_address(url, options.hosts)
            _need_httpx()
            name = unquote(urlsplit(url).path)
            yield _one(url, name, partial(_download, url, options.hosts), options)
        else:
            yield from _find_stored(url, options)
    except SourceError as error:
        yield trouble(url, error.code, error.message)
    except MissingExtraError:
        raise
    except Exception as error:  # noqa: BLE001 - what fsspec's many kinds of storage raise is anything
        yield trouble(url, "unreadable", f"the address cannot be read: {_reason(error)}")


def storage(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it.

    Raises:
        SourceError: it is of a kind that irp does not use.
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


def _find_stored(url: str, options: BatchOptions) -> Iterator[Found]:
    files, path = storage(url)
    if any(magic in path for magic in "*?["):
        paths = [one for one in sorted(files.glob(path)) if fits(one)]
    elif url.endswith("/") or files.isdir(path):
        paths = [one for one in sorted(files.find(path)) if fits(one)]
    else:
        paths = [path]
    if not paths:
        yield trouble(url, "nothing_found", f"no PDF or text files or archives at {url}")
    for one in paths:
        full = files.unstrip_protocol(one)
        yield _one(full, one, partial(_stored, files, one), options)


def _stored(files: Any, path: str, limit: int, into: IO[bytes]) -> None:
    try:
        with files.open(path, "rb") as file:
            left = limit + 1
            while left > 0 and (part := file.read(min(_PART, left))):
                into.write(part)
                left -= len(part)
    except OSError:
        raise
    except Exception as error:
        raise SourceError(f"the source cannot be read: {_reason(error)}") from error


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
        message = f"{host or url} is not among the allowed hosts (--allow-host allows one)"
        raise SourceError(message, code="host_not_allowed")
    if parts.scheme.lower() != "https" and not (own and parts.scheme.lower() == "http"):
        raise SourceError(f"{url} is not on https", code="host_not_allowed")


def _download(url: str, hosts: tuple[str, ...], limit: int, into: IO[bytes]) -> None:
    """Fetch a web address, at most one byte more than the limit, wherever redirects lead."""
    import httpx2

    try:
        with httpx2.Client(timeout=_TIMEOUT, headers={"User-Agent": "hmip-irp"}) as client:
            for _ in range(_MOST_HOPS):
                _check_address(url, hosts)
                with client.stream("GET", url) as answer:
                    if answer.is_redirect:
                        url = urljoin(url, answer.headers["location"])
                        continue
                    if answer.status_code != httpx2.codes.OK:
                        raise SourceError(f"the server answered {answer.status_code}")
                    _copy(answer.iter_bytes(_PART), limit, into)
                    return
    except httpx2.HTTPError as error:
        raise SourceError(f"the address cannot be fetched: {_reason(error)}") from error
    raise SourceError(f"more than {_MOST_HOPS} redirects")


def _copy(parts: Iterator[bytes], limit: int, into: IO[bytes]) -> None:
    left = limit + 1
    for part in parts:
        into.write(part[:left])
        left -= len(part)
        if left <= 0:
            return


# ------------------------------------------------------------------ both


def _one(url: str, path: str, fetch: Fetch, options: BatchOptions) -> Found:
    if is_archive(path):
        return _FetchedArchive(url, fetch, options)
    name = PurePosixPath(path).name or url
    return One(Item(url, partial(_take, url, name, fetch), slow=True))


def _take(url: str, name: str, fetch: Fetch, limit: int) -> SourceFile | Extraction:
    with tempfile.SpooledTemporaryFile(max_size=limit + 1) as file:
        fetch(limit, file)
        file.seek(0)
        return taken(file.read(), name, limit, url)


@dataclass(frozen=True, slots=True)
class _FetchedArchive:
    """An archive that is fetched into a temporary file when its turn has come."""

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
                with path.open("wb") as file:
                    self.fetch(limit, file)
            except SourceError as error:
                yield from trouble(self.url, error.code, error.message).items()
                return
            except OSError as error:
                message = f"the archive cannot be read: {_reason(error)}"
                yield from trouble(self.url, "unreadable", message).items()
                return
            if path.stat().st_size > limit:
                message = f"the archive has more than {limit:,} bytes"
                yield from trouble(self.url, "archive_limit", message).items()
                return
            yield from Archive(self.url, path, self.options, self.url).items()


def _reason(error: Exception) -> str:
    with contextlib.suppress(AttributeError):
        return str(error.strerror or error).lower()  # type: ignore[attr-defined]
    return str(error).partition("\n")[0][:300] or type(error).__name__
