"""Which addresses irp may request: the site and listed hosts, on https, not in private networks.

A page can name any address, and a redirect too; the machine that runs the nightly job can reach
more than the world can. So each address is checked before each request, at every redirect, and
the name is resolved once: the connection goes to an address that was checked (``pinned``).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from irp.sync.errors import FetchError, RefusedAddressError
from irp.sync.settings import SiteSettings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_SPECIAL: Final = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # IETF protocol assignments (RFC 6890)
    ipaddress.IPv4Network("192.88.99.0/24"),  # relays from 6to4 (RFC 7526)
)
"""What Python's ``is_global`` takes for ordinary, in some of its versions."""


@dataclass(frozen=True)
class HostRule:
    """One entry of ``report_hosts``.

    Attributes:
        host: its name or address, in small letters.
        port: the port, or None for the usual one (any, on this machine).
        path: what the path must begin with.
    """

    host: str
    port: int | None
    path: str

    @classmethod
    def parse(cls, entry: str) -> HostRule:
        """Read ``host``, ``host:port``, ``host/path`` or a whole address."""
        parts = urlsplit(entry if "://" in entry else f"//{entry}")
        return cls((parts.hostname or "").rstrip("."), parts.port, parts.path or "/")


@dataclass(frozen=True)
class Permit:
    """An address that may be requested.

    Attributes:
        host: its name as it is connected to.
        port: its port.
        loopback_only: whether the name must lead to this machine: plain http goes nowhere else.
        loopback: whether it may lead to this machine.
    """

    host: str
    port: int
    loopback_only: bool
    loopback: bool


class Guard:
    """Says which addresses may be requested, from the settings."""

    def __init__(self, site: SiteSettings, resolve: Resolver | None = None) -> None:
        self._loopback = site.allow_loopback
        self._resolve = resolve or resolved
        own = HostRule.parse(site.archive)
        listed = [HostRule.parse(entry) for entry in site.report_hosts]
        self._rules = [HostRule(own.host, own.port, "/"), *listed]

    def permit(self, url: str) -> Permit:
        """Check an address before it is requested.

        Raises:
            RefusedAddressError: it may not be requested.
        """
        parts, port = _split(url)
        host = (parts.hostname or "").rstrip(".")
        if parts.username is not None or parts.password is not None:
            raise RefusedAddressError("addresses with a user name are not requested", url=url)
        plain = parts.scheme == "http"
        if parts.scheme != "https" and not (plain and self._loopback):
            raise RefusedAddressError(f"only https is used, not {parts.scheme!r}", url=url)
        if not any(self._allows(rule, host, port, parts) for rule in self._rules):
            raise RefusedAddressError(
                f"{parts.netloc or 'nowhere'} is not in [site] report_hosts", url=url
            )
        return Permit(host, port, plain, self._loopback)

    def addresses(self, permit: Permit) -> list[str]:
        """Where to connect to: the addresses of a permitted host, each of them checked.

        Raises:
            OSError: the name cannot be resolved.
            RefusedAddressError: irp may not connect to one of its addresses.
        """
        found = self._resolve(permit.host, permit.port)
        for text in found:
            fault = _fault(ipaddress.ip_address(text.partition("%")[0]), permit)
            if fault:
                where = permit.host if permit.host == text else f"{permit.host}, which is {text},"
                raise RefusedAddressError(f"{where} is {fault}", url=f"//{permit.host}")
        return found

    def _allows(self, rule: HostRule, host: str, port: int, parts: SplitResult) -> bool:
        if host != rule.host or not (parts.path or "/").startswith(rule.path):
            return False
        if rule.path != "/" and ".." in unquote(parts.path):
            return False
        if rule.port is not None:
            return port == rule.port
        return port == _DEFAULT_PORTS[parts.scheme] or (self._loopback and _names_loopback(host))


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a name, from the system's resolver, in its order.

    Raises:
        OSError: there is none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: Address) -> bool:
    """Whether an address is an ordinary one on the internet."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return is_public(inner)
        if address not in _GLOBAL_UNICAST or address.sixtofour or address.teredo:
            return False
    return (
        not any(address in network for network in _SPECIAL)
        and address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not address.is_unspecified
    )


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address contains, if any."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _fault(address: Address, permit: Permit) -> str | None:
    """Why an address may not be connected to, or None."""
    inner = _inside(address) if isinstance(address, ipaddress.IPv6Address) else None
    if (inner or address).is_loopback:
        return None if permit.loopback else "an address on this machine"
    if permit.loopback_only:
        return "on another machine, for which only https is used"
    return None if is_public(address) else "a private or special address"


def _split(url: str) -> tuple[SplitResult, int]:
    if any(c.isspace() or not c.isprintable() or c == "\\" for c in url) or not url.isascii():
        raise RefusedAddressError("the address holds characters that none may hold", url=url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedAddressError(f"this is no address: {error}", url=url) from None
    if "%" in parts.netloc:
        raise RefusedAddressError("the host is written with percent signs", url=url)
    return parts, port or _DEFAULT_PORTS.get(parts.scheme, 0)


def _names_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refused_within(error: BaseException) -> FetchError | None:
    """The refusal among an error's causes, if it has one."""
    causes: Iterable[BaseException | None] = (error, error.__cause__, error.__context__)
    return next((one for one in causes if isinstance(one, RefusedAddressError)), None)
