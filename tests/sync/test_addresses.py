"""Addresses that are not asked: however they are spelled, no request leaves."""

from __future__ import annotations

import ipaddress
import itertools
import socket
import ssl
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from irp.sync.archive.opening import open_state
from irp.sync.errors import FetchError, RefusedAddressError
from irp.sync.http.addresses import Guard, HostRule, Permit, is_public
from irp.sync.http.client import PoliteClient
from irp.sync.http.cooldown import Cooldown
from irp.sync.settings import LimitSettings, Settings, SiteSettings
from sync.posts import irp_post
from sync.running import TODAY, Ticking, codes, settings_for, sync
from sync.site import Site

PUBLIC = "93.184.215.14"
LOOPBACK = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "localhost.localdomain",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[::1%25lo]",
    "①②⑦.⓪.⓪.①",
    "%31%32%37.0.0.1",
    "127。0。0。1",
]
PRIVATE = [
    "0.0.0.0",
    "0",
    "[::]",
    "10.0.0.1",
    "10.1",
    "167772161",
    "0x0a000001",
    "012.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "192.168.257",
    "3232235777",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "metadata.google.internal",
    "[fd00:ec2::254]",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "198.18.0.1",
    "192.0.2.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[fc00::1]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[fec0::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[2001::1]",
    "[2002:a00:1::]",
    "[64:ff9b::a00:1]",
    "[::10.0.0.1]",
    "[100::1]",
]
TRICKS = [
    "https://{listed}@10.0.0.1/review.pdf",
    "https://10.0.0.1#@{listed}/review.pdf",
    "https://10.0.0.1\\@{listed}/review.pdf",
    "https://{listed}:443@10.0.0.1/review.pdf",
    "https://{listed}.10.0.0.1/review.pdf",
    "https://{listed}%00.10.0.0.1/review.pdf",
    "https://{listed}%2f@10.0.0.1/review.pdf",
    "file:///etc/passwd",
    "ftp://{listed}/review.pdf",
    "gopher://{listed}/review.pdf",
    "data:application/pdf,%25PDF-",
    "javascript:alert(1)",
    "https:///review.pdf",
    "https://",
    "https://{listed}:22/review.pdf",
    "https://user:secret@{listed}/review.pdf",
    "https://{listed}evil.example/review.pdf",
    "https://evil{listed}/review.pdf",
]


def test_there_are_more_than_sixty_spellings() -> None:
    assert len({*LOOPBACK, *PRIVATE, *TRICKS}) == len(LOOPBACK) + len(PRIVATE) + len(TRICKS) > 80


CLOCK = Ticking(TODAY)
CONTEXT = ssl.create_default_context()


class Attempts(list[Any]):
    """Every attempt to connect, none of which gets through."""


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> Attempts:
    made = Attempts()

    def refuse(*arguments: Any, **_: Any) -> socket.socket:
        made.append(arguments)
        raise ConnectionRefusedError("not in this test")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr("irp.sync.http.transport.httpx2.create_ssl_context", lambda **_: CONTEXT)
    return made


def ask(url: str, site: SiteSettings, guard: Guard | None = None) -> FetchError:
    """Ask for an address; how that fails."""
    settings = Settings(site=site, limits=LimitSettings(attempts=1))
    with (
        open_state(Path("none"), in_memory=True)[0] as state,
        PoliteClient(
            settings, Ticking(TODAY), Cooldown(state, Ticking(TODAY), 600), guard
        ) as client,
        pytest.raises(FetchError) as raised,
    ):
        client.page(url)
    return raised.value


@pytest.mark.parametrize("place", [*LOOPBACK, *PRIVATE])
def test_no_request_leaves_for_a_forbidden_address_however_it_is_spelled(
    attempts: Attempts, place: str
) -> None:
    """Not where a page or a redirect names it, and not where the settings do by mistake."""
    for loopback, listed in itertools.product((True, False), repeat=2):
        if loopback and listed and place in LOOPBACK:
            continue  # what allow_loopback is for; other tests ask there
        hosts = (place,) if listed else ("cdn.example",)
        site = SiteSettings(report_hosts=hosts, contact="a@example.org", allow_loopback=loopback)
        for scheme in ("https", "http"):
            error = ask(f"{scheme}://{place}/review.pdf", site)
            assert error.code in ("host_not_allowed", "network_failed")
            if error.code == "network_failed":
                assert "has no address" in error.message  # a name that nothing knows
    assert attempts == []


@pytest.mark.parametrize("trick", TRICKS)
def test_no_request_leaves_for_an_address_that_plays_tricks(attempts: Attempts, trick: str) -> None:
    site = SiteSettings(report_hosts=("cdn.example",), contact="a@example.org")
    guard = Guard(site, lambda _host, _port: [PUBLIC])
    assert ask(trick.format(listed="cdn.example"), site, guard).code == "host_not_allowed"
    assert attempts == []


PRIVATE_ADDRESSES = (
    "127.0.0.1 10.1.2.3 172.20.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 192.0.0.192"
    " 192.88.99.1 224.0.0.1 255.255.255.255 ::1 :: fe80::1%eth0 fd00::1 fec0::1 ff02::1"
    " ::ffff:10.0.0.1 ::7f00:1 64:ff9b::a00:1 2002:a00:1:: 2001:db8::1 2001::1"
).split()


@pytest.mark.parametrize("address", PRIVATE_ADDRESSES)
def test_a_listed_name_that_leads_to_a_private_address_is_not_asked(
    attempts: Attempts, address: str
) -> None:
    site = SiteSettings(report_hosts=("cdn.example",), contact="a@example.org")
    for found in ([address], [PUBLIC, address]):
        guard = Guard(site, lambda _host, _port, found=found: found)  # type: ignore[misc]
        assert ask("https://cdn.example/review.pdf", site, guard).code == "host_not_allowed"
    assert attempts == []


def test_the_connection_goes_to_the_address_that_was_checked(attempts: Attempts) -> None:
    """A name that leads elsewhere when it is looked up a second time gains nothing."""
    site = SiteSettings(report_hosts=("cdn.example",), contact="a@example.org")
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC]

    ask("https://cdn.example/review.pdf", site, Guard(site, resolve))
    assert asked == ["cdn.example"]
    assert {attempt[0] for attempt in attempts} == {(PUBLIC, 443)}


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f::1", "64:ff9b::808:808"]
)
def test_ordinary_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("entry", "url", "allowed"),
    [
        ("cdn.example", "https://cdn.example/a.pdf", True),
        ("cdn.example", "https://CDN.example:443/a.pdf", True),
        ("cdn.example", "https://cdn.example./a.pdf", True),
        ("cdn.example", "https://cdn.example:8443/a.pdf", False),
        ("cdn.example", "https://sub.cdn.example/a.pdf", False),
        ("cdn.example", "http://cdn.example/a.pdf", False),
        ("cdn.example:8443", "https://cdn.example:8443/a.pdf", True),
        ("https://cdn.example/", "https://cdn.example/a.pdf", True),
        ("s3.example/cloud-platform-", "https://s3.example/cloud-platform-1/a.pdf", True),
        ("s3.example/cloud-platform-", "https://s3.example/other/a.pdf", False),
        ("s3.example/cloud-platform-", "https://s3.example/cloud-platform-/../x/a.pdf", False),
        ("s3.example/cloud-platform-", "https://s3.example/cloud-platform-/%2e%2e/a.pdf", False),
    ],
)
def test_what_an_entry_of_the_list_allows(entry: str, url: str, allowed: bool) -> None:
    guard = Guard(SiteSettings(report_hosts=(entry,), contact="a@example.org"))
    if allowed:
        port = 8443 if ":8443" in url else 443
        host = HostRule.parse(entry).host
        assert guard.permit(url) == Permit(host, port, loopback_only=False, loopback=False)
    else:
        with pytest.raises(RefusedAddressError):
            guard.permit(url)


def test_plain_http_goes_to_this_machine_only(attempts: Attempts) -> None:
    site = SiteSettings(report_hosts=("cdn.example",), contact="a@example.org", allow_loopback=True)
    guard = Guard(site, lambda _host, _port: [PUBLIC])
    assert ask("http://cdn.example/review.pdf", site, guard).code == "host_not_allowed"
    assert attempts == []


def test_a_page_that_links_to_private_addresses_makes_nobody_ask_there(
    data: Path, site: Site, clock: Ticking
) -> None:
    """The whole way: links of pages and redirects, against a server that counts."""
    for number, place in enumerate(("169.254.169.254", "[::1]:1", "127.0.0.1:1")):
        post = irp_post(3, -1 - number)
        link = f"http://{place}/review-{number}.pdf"
        site.posts.insert(0, replace(post, slug=f"bad-{number}", pdf=None, pdf_path=link))
    assert sync(data, settings_for(site), clock).exit_code == 5
    assert "host_not_allowed" in codes(data, "new")
    asked = [path for path in site.asked("files") if not path.startswith("/uploads/")]
    assert asked == ["/robots.txt"]
