"""Answers that a hostile or broken server may give: each is its own address's failure."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from irp.sync.archive.opening import open_state
from irp.sync.archive.quarantine import Quarantine
from irp.sync.crawl import visiting
from irp.sync.crawl.markup import read_listing, read_report
from irp.sync.errors import FetchError
from irp.sync.http.network import retry_after
from irp.sync.report.findings import Finding, Severity
from irp.sync.report.summary import summary
from sync import faults
from sync.pages import Post
from sync.posts import irp_post
from sync.running import TODAY, Ticking, codes, published_hashes, settings_for, sync
from sync.site import Handler, Site

PAGE = "/hmipris_reports/irp-3/"
LIST = "/hmipris_reports/"
PDF = irp_post(3, -1).pdf_path
Fault = Callable[[Handler], None]


@pytest.fixture
def new(site: Site, first_run: Path) -> Post:
    """A review that the data folder does not know yet."""
    site.posts.insert(0, irp_post(3, -1))
    return site.posts[0]


def redirect(to: str) -> Fault:
    return lambda handler: handler.begin(302, Location=to, Content_Length="0")


ANSWERS: dict[str, tuple[str, Fault, str]] = {
    "a redirect to no port": (PAGE, redirect("http://127.0.0.1:0x50/"), "bad_answer"),
    "a redirect to half an address": (PAGE, redirect("http://[::1"), "bad_answer"),
    "a list that redirects to no port": (LIST, redirect("http://127.0.0.1:0x50/"), "bad_answer"),
    "robots.txt that redirects to no port": (
        "/robots.txt",
        redirect("http://a:0x5/"),
        "bad_answer",
    ),
    "a number that is none": (LIST, faults.status(429, Retry_After="²"), "told_to_wait"),
    "a PDF that is busy for no number": (PDF, faults.status(503, Retry_After="¹"), "http_error"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_odd_answer_is_the_failure_of_its_address(
    name: str, data: Path, site: Site, new: Post, clock: Ticking
) -> None:
    path, fault, code = ANSWERS[name]
    settings = settings_for(site, limits={"attempts": 1})
    site.faults[path] = fault
    assert sync(data, settings, clock).exit_code == 5
    assert code in codes(data, "new")
    site.faults.clear()
    clock.pass_on(minutes=11)
    assert sync(data, settings, clock).exit_code == 0
    assert len(published_hashes(data)) == 3


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "hex", "no-such"])
def test_a_page_in_a_strange_encoding_is_read_as_utf_8(
    charset: str, data: Path, site: Site, new: Post, clock: Ticking
) -> None:
    def answer(handler: Handler) -> None:
        page = handler._html(PAGE)
        handler.answer(200, (page or "").encode(), f"text/html; charset={charset}")

    site.faults[PAGE] = answer
    assert sync(data, settings_for(site), clock).exit_code == 0
    assert len(published_hashes(data)) == 3


def test_a_sitemap_in_no_encoding_is_a_warning(
    data: Path, site: Site, new: Post, clock: Ticking
) -> None:
    site.robots = f"User-agent: *\nSitemap: {site.url}map.xml\n"
    site.faults["/map.xml"] = faults.body(b'<?xml version="1.0" encoding="hex"?><a/>', "text/xml")
    assert sync(data, settings_for(site), clock).exit_code == 0
    assert "bad_sitemap" in codes(data, "new")


def test_whatever_handling_one_address_raises_is_its_failure(
    data: Path, site: Site, new: Post, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule behind the answers above: no exception of one page ends the night."""
    with monkeypatch.context() as patch:
        patch.setattr(visiting, "read_report", lambda _html, _url: 1 / 0)
        assert sync(data, settings_for(site), clock).exit_code == 5
    assert codes(data, "new") >= {"bad_answer"}
    with open_state(data, in_memory=True)[0] as state:
        held = Quarantine(state).held()
    assert site.page_url(new) in {one.url for one in held}
    assert "ZeroDivisionError" in held[0].reason
    assert sync(data, settings_for(site), clock).exit_code == 0


@pytest.mark.parametrize("text", ["²", "¹", "٣", "1e9", "-1", "soon", "9" * 40])
def test_a_wait_is_only_read_from_plain_digits(text: str) -> None:
    seconds = retry_after(text, TODAY)
    assert seconds is None or 0 <= seconds <= 86_400


BLOCK = '<a href="/hmipris_reports/x"><div class="list-item flexible-post-type-list">'
TOO_MUCH = {
    "nested entries": BLOCK * 3000,
    "nested blocks": "<div>" * 900_000,
    "options": f"<select>{'<option>' * 500_000}",
    "closing tags only": "</div>" * 900_000,
}


@pytest.mark.parametrize("read", [read_listing, read_report])
@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_page_that_is_too_large_to_select_in_is_refused_at_once(
    name: str, read: Callable[[str, str], object]
) -> None:
    began = time.process_time()
    with pytest.raises(FetchError) as refused:
        read(TOO_MUCH[name], "https://site.example/hmipris_reports/")
    assert refused.value.code == "too_large"
    assert time.process_time() - began < 1


@pytest.mark.parametrize("html", [BLOCK * 120, f"<select>{'<option>' * 9_000}", "<p>" * 19_000])
def test_a_page_within_the_bounds_is_read_in_a_moment(html: str) -> None:
    began = time.process_time()
    read_listing(html, "https://site.example/hmipris_reports/")
    read_report(html, "https://site.example/hmipris_reports/x/")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://a.example/x.pdf", "https://a.example/x.pdf"),
        ("https://bob:hunter2@a.example/x.pdf", "https://a.example/x.pdf"),
        ("https://a.example/x.pdf?X-Amz-Signature=abc&X-Amz-Date=1", "https://a.example/x.pdf"),
        ("https://a.example/x.pdf?v=1&token=abc#page=2", "https://a.example/x.pdf#page=2"),
        ("https://a.example/x.pdf?v=1", "https://a.example/x.pdf?v=1"),
    ],
)
def test_what_is_published_holds_no_secret(address: str, public: str) -> None:
    finding = Finding(
        "x", Severity.NOTE, "x", address, {"error": f"{address} failed", "n": [address]}
    )
    assert finding.subject == public
    assert finding.evidence == {"error": f"{public} failed", "n": [public]}


def test_a_signed_address_is_requested_and_never_published(
    data: Path, site: Site, new: Post, clock: Ticking
) -> None:
    signed = f"{new.pdf_path}?X-Amz-Signature=SIGNEDSECRET"
    site.replace_post(new.slug, pdf_path=new.pdf_path)
    page = site.posts[0]
    html = (
        '<article class="flexible-post-type-single"><h1 class="document-title">X</h1>'
        f'<div class="document-summary__link"><a href="//{site.files}{signed}">PDF</a></div>'
        f'<div class="document-summary-text">{page.summary}</div></article>'
    )
    site.replace_post(new.slug, whole_page=html)
    assert sync(data, settings_for(site), clock).exit_code == 0
    assert signed in site.asked("files")
    assert len(published_hashes(data)) == 3
    private = {"archive", "state.sqlite", "state.jsonl", "state.sqlite-wal"}
    public = [p for p in data.rglob("*") if p.is_file() and not private & set(p.parts)]
    assert not [path for path in public if b"SIGNEDSECRET" in path.read_bytes()]


def test_a_title_cannot_steer_a_terminal(data: Path, site: Site, clock: Ticking) -> None:
    """The command of [notify] gets the summary on its standard input."""
    site.replace_post("irp-1", title="\x1b]0;pwn\x07", page_exists=False, listed=True)
    text = summary(sync(data, settings_for(site), clock, crawl={"full": True}))
    assert text.replace("\n", "").isprintable()


def test_a_date_in_the_future_does_not_hide_that_nothing_is_new(
    data: Path, site: Site, clock: Ticking
) -> None:
    site.replace_post("other-2", published=clock.now().replace(year=9999))
    run = sync(data, settings_for(site), clock, crawl={"full": True}).values
    assert run["newest_listed"] < "2026"
    assert run["days_quiet"] >= 0
