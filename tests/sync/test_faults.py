"""Faults, one by one: each ends as the docs say, nothing is lost, nothing wrong is published."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from irp.sync.archive.intake import BROKEN
from irp.sync.archive.opening import open_state
from irp.sync.archive.quarantine import Held, Quarantine
from sync import faults
from sync.pages import Post, listing_page
from sync.posts import faulty_review, inspection, irp_post
from sync.running import (
    Ticking,
    archived,
    codes,
    lines,
    published,
    published_hashes,
    settings_for,
    sync,
)
from sync.site import Site

Again = Callable[..., int]
NEW = 3
"""The review that is new in most of these tests."""


@pytest.fixture
def new(site: Site, first_run: Path) -> Post:
    """A review that the data folder does not know yet; the site has just put it up."""
    post = irp_post(NEW, -1)
    site.posts.insert(0, post)
    return post


def held(data: Path) -> dict[str, Held]:
    with open_state(data, in_memory=True)[0] as state:
        return {one.url: one for one in Quarantine(state).held()}


def sha256(data: bytes | None) -> str:
    return hashlib.sha256(data or b"").hexdigest()


# ------------------------------------------------------------------ faults of one PDF

PDF = irp_post(NEW, -1).pdf or b""
OF_A_PDF = {
    "403": (faults.status(403), 5, "http_error"),
    "404": (faults.status(404), 5, "http_error"),
    "500s": (faults.status(500), 5, "http_error"),
    "reset in mid-body": (faults.reset_in_body(PDF), 5, "network_failed"),
    "slow trickle": (faults.trickle(PDF), 5, "too_slow"),
    "slow headers": (faults.slow_headers(), 5, "too_slow"),
    "a body that ends early": (faults.short_body(PDF), 3, "truncated"),
    "a cut body with a right ETag": (faults.cut_body(PDF), 3, "truncated"),
    "redirect loop": (faults.redirect("?again"), 5, "too_many_redirects"),
    "redirect to a private address": (
        faults.redirect("https://10.0.0.1/review.pdf"),
        5,
        "host_not_allowed",
    ),
    "redirect to the machine's metadata": (
        faults.redirect("http://169.254.169.254/latest/meta-data/"),
        5,
        "host_not_allowed",
    ),
    "redirect to a host that is not listed": (
        faults.redirect("https://elsewhere.example/review.pdf"),
        5,
        "host_not_allowed",
    ),
    "redirect to another scheme": (faults.redirect("file:///etc/hosts"), 5, "host_not_allowed"),
    "wrong content type": (faults.body(PDF, "text/html"), 3, "not_a_pdf"),
    "an error page as 200": (faults.body(faults.ERROR_PAGE, "text/html"), 3, "not_a_pdf"),
    "an error page called a PDF": (faults.body(faults.ERROR_PAGE), 3, "not_a_pdf"),
    "not modified, though never had": (lambda handler: handler.begin(304), 5, "http_error"),
    "an empty body": (faults.body(b""), 3, "not_a_pdf"),
    "gzip bomb": (faults.bomb("application/pdf"), 3, "too_large"),
    "packed in a strange way": (faults.body(PDF, Content_Encoding="br"), 3, "bad_packing"),
    "too large": (faults.body(b"%PDF-" + bytes(3_000_000)), 3, "too_large"),
}


@pytest.mark.parametrize("name", OF_A_PDF)
def test_a_pdf_that_cannot_be_had_is_quarantined_and_had_later(
    name: str, data: Path, site: Site, new: Post, clock: Ticking
) -> None:
    fault, code, problem = OF_A_PDF[name]
    site.faults[new.pdf_path] = fault
    small = {"request_seconds": 0.6, "read_seconds": 0.5, "attempts": 2, "pdf_bytes": 2_000_000}
    settings = settings_for(site, limits=small)
    before = published(data)
    assert sync(data, settings, clock).exit_code == code
    assert (published(data), set(archived(data))) == (before, published_hashes(data))
    kept = held(data)[site.pdf_url(new)]
    assert (kept.code, kept.kind, kept.attempts) == (problem, "pdf", 1)
    assert problem in codes(data, "new")
    if name in ("500s", "reset in mid-body", "a body that ends early"):
        assert site.asked("files").count(new.pdf_path) == 2  # attempts

    site.faults.clear()
    assert sync(data, settings, clock).exit_code == 0
    assert sha256(new.pdf) in published_hashes(data)
    assert held(data) == {}
    assert problem in codes(data, "resolved")


def test_a_redirect_to_a_listed_host_is_followed(
    data: Path, site: Site, new: Post, again: Again
) -> None:
    site.faults[new.pdf_path] = faults.redirect(f"{site.url}moved/review.pdf", 301)
    site.faults["/moved/review.pdf"] = faults.body(new.pdf or b"")
    assert again() == 0
    assert sha256(new.pdf) in published_hashes(data)


def test_five_redirects_are_followed_and_no_more(
    data: Path, site: Site, new: Post, again: Again
) -> None:
    for number in range(1, 6):
        site.faults[f"/hop{number}"] = faults.redirect(f"/hop{number + 1}")
    site.faults["/hop6"] = faults.body(new.pdf or b"")
    site.faults[new.pdf_path] = faults.redirect("/hop1")
    assert again() == 5
    assert "/hop6" not in site.asked("files")
    site.faults[new.pdf_path] = faults.redirect("/hop2")
    assert again() == 0


def test_what_fails_for_a_moment_is_tried_again_at_once(
    data: Path, site: Site, new: Post, again: Again
) -> None:
    site.faults[new.pdf_path] = faults.times(2, faults.status(502))
    site.faults["/hmipris_reports/"] = faults.times(1, faults.status(503, Retry_After="0"))
    assert again() == 0
    assert site.asked("files").count(new.pdf_path) == 3


def test_retry_after_is_waited_for(data: Path, site: Site, new: Post, again: Again) -> None:
    site.faults[new.pdf_path] = faults.times(1, faults.status(503, Retry_After="1"))
    assert again() == 0
    first, second = [one.at for one in site.log if one.path == new.pdf_path]
    assert 1.0 <= second - first < 5.0


def test_a_cut_body_is_fetched_anew_although_its_etag_is_right(
    data: Path, site: Site, again: Again, clock: Ticking
) -> None:
    whole = irp_post(4).pdf or b""
    site.replace_post("irp-0", pdf=whole)
    site.faults[irp_post(0).pdf_path] = faults.cut_body(whole)
    before = published(data)
    assert again() == 3
    assert published(data) == before
    site.faults.clear()
    assert again() == 0
    assert sha256(whole) in published_hashes(data)


def test_a_damaged_pdf_with_an_end_is_fetched_again(
    data: Path, site: Site, new: Post, again: Again, clock: Ticking
) -> None:
    whole = new.pdf or b""
    damaged = whole[:2000] + b"\n%%EOF\n"
    tag = f'"{sha256(whole)[:16]}"'
    site.faults[new.pdf_path] = faults.body(damaged, ETag=tag)
    before = published(data)
    assert again() == 3
    assert published(data) == before
    assert held(data)[site.pdf_url(new)].code in BROKEN
    assert again() == 0
    assert held(data)[site.pdf_url(new)].attempts == 2
    site.faults.clear()
    clock.pass_on(days=1)
    assert again() == 0
    assert sha256(whole) in published_hashes(data)
    assert held(data) == {}


def test_an_etag_that_lies_changes_nothing_where_the_bytes_are_the_same(
    data: Path, site: Site, again: Again
) -> None:
    post = irp_post(0)
    before = published(data)
    site.faults[post.pdf_path] = faults.body(post.pdf or b"", ETag='"another"')
    assert again() == 0
    assert published(data) == before
    assert len(list((data / "archive").glob("??/*.fetch-*.json"))) == 2


def test_an_etag_that_lies_hides_nothing_where_the_bytes_are_other(
    data: Path, site: Site, again: Again
) -> None:
    post, other = irp_post(0), irp_post(4).pdf or b""
    tag = f'"{sha256(post.pdf)[:16]}"'
    site.faults[post.pdf_path] = faults.body(other, ETag=tag)
    assert again() == 0
    assert sha256(other) in published_hashes(data)


def test_a_new_version_that_gives_no_record_leaves_the_one_before(
    data: Path, site: Site, again: Again
) -> None:
    before = published(data)
    site.replace_post("irp-0", pdf=inspection())
    assert again() == 3
    assert published(data) == before
    assert "new_version_failed" in codes(data, "new")
    assert again() == 0  # told once, and kept among the problems
    assert "new_version_failed" in codes(data, "persisting")


# ------------------------------------------------------------------ faults of the site


@pytest.mark.parametrize("path", ["/robots.txt", "/hmipris_reports/", "/hmipris_reports/irp-3/"])
def test_after_a_429_nothing_is_asked_for_ten_minutes(
    data: Path, site: Site, new: Post, again: Again, clock: Ticking, path: str
) -> None:
    site.faults[path] = faults.times(1, faults.status(429, Retry_After="1"))
    assert again() == 5
    assert site.log[-1].status == 429
    asked = len(site.log)
    clock.pass_on(seconds=599)
    assert again() == 5
    assert len(site.log) == asked
    assert "told_to_wait" in codes(data, "persisting") | codes(data, "new")
    clock.pass_on(seconds=2)
    assert again() == 0
    assert sha256(new.pdf) in published_hashes(data)


def test_a_longer_retry_after_is_a_longer_silence(
    data: Path, site: Site, new: Post, again: Again, clock: Ticking
) -> None:
    site.faults[new.pdf_path] = faults.times(1, faults.status(429, Retry_After="3600"))
    assert again() == 5
    asked = len(site.log)
    clock.pass_on(minutes=59)
    assert (again(), len(site.log)) == (5, asked)
    clock.pass_on(minutes=2)
    assert again() == 0


def test_a_clock_that_goes_back_begins_the_silence_anew_and_not_longer(
    data: Path, site: Site, new: Post, again: Again, clock: Ticking
) -> None:
    site.faults["/hmipris_reports/"] = faults.times(1, faults.status(429))
    assert again() == 5
    asked = len(site.log)
    clock.pass_on(days=-400)
    assert (again(), len(site.log)) == (5, asked)
    assert "clock_went_back" in codes(data)
    clock.pass_on(seconds=601)
    assert again() == 0
    assert sha256(new.pdf) in published_hashes(data)


def test_a_clock_that_goes_back_loses_nothing(
    data: Path, site: Site, new: Post, again: Again, clock: Ticking
) -> None:
    site.faults[new.pdf_path] = faults.times(3, faults.status(404))
    for _ in range(2):
        again()
    clock.time -= timedelta(days=4000)
    site.faults.clear()
    assert again() == 0
    assert sha256(new.pdf) in published_hashes(data)
    assert again() == 0


OF_THE_LIST = {
    "403": ("/hmipris_reports/", faults.status(403), 5),
    "500s": ("/hmipris_reports/", faults.status(500), 5),
    "a circle": ("/hmipris_reports/", faults.redirect("/hmipris_reports/"), 5),
    "a private address": ("/hmipris_reports/", faults.redirect("https://192.168.1.1/"), 5),
    "gzip bomb": ("/hmipris_reports/", faults.bomb("text/html"), 5),
    "500s of robots.txt": ("/robots.txt", faults.status(500), 5),
    "slow robots.txt": ("/robots.txt", faults.slow_headers(), 5),
}


@pytest.mark.parametrize("name", OF_THE_LIST)
def test_a_list_that_cannot_be_had_leaves_everything_as_it_was(
    data: Path, site: Site, new: Post, clock: Ticking, name: str
) -> None:
    path, fault, code = OF_THE_LIST[name]
    before = published(data)
    site.faults[path] = fault
    settings = settings_for(site, limits={"request_seconds": 0.5, "attempts": 2})
    report = sync(data, settings, clock)
    assert report.exit_code == code
    assert report.values["stopped"]
    assert published(data) == before
    site.faults.clear()
    assert sync(data, settings, clock).exit_code == 0
    assert sha256(new.pdf) in published_hashes(data)


@pytest.mark.parametrize("name", OF_THE_LIST)
def test_a_first_run_that_fails_ends_as_the_failure_says(
    site: Site, tmp_path: Path, clock: Ticking, name: str
) -> None:
    path, fault, code = OF_THE_LIST[name]
    site.faults[path] = fault
    settings = settings_for(site, limits={"request_seconds": 0.5, "attempts": 2})
    assert sync(tmp_path, settings, clock).exit_code == code
    assert not (tmp_path / "published").exists()


def test_a_site_that_fails_on_every_page_is_left_in_peace(
    data: Path, site: Site, again: Again
) -> None:
    for number in range(4, 24):
        post = replace(irp_post(NEW, -1), slug=f"more-{number}")
        site.posts.insert(0, post)
        site.faults[f"/hmipris_reports/more-{number}/"] = faults.status(404)
    assert again() == 5
    assert sum("/more-" in path for path in site.asked("pages")) == 4
    assert "site_failed" in codes(data)


def test_what_robots_txt_forbids_is_not_asked_for(
    data: Path, site: Site, new: Post, again: Again
) -> None:
    site.robots = "User-agent: *\nDisallow: /hmipris_reports/irp-3/\n"
    assert again() == 0
    assert f"/hmipris_reports/{new.slug}/" not in site.asked("pages")
    assert "robots_disallow" in codes(data)
    site.robots = "User-agent: *\nDisallow: /\n"
    assert again() == 5
    assert "/hmipris_reports/" not in site.asked("pages")[-1:]


@pytest.mark.parametrize("kind", ["no entries", "unknown markup"])
def test_an_empty_list_is_a_failed_gate_and_the_good_set_stays(
    data: Path, site: Site, again: Again, kind: str
) -> None:
    before = published(data)
    links = '<a href="/hmipris_reports/x-1/">X</a>' if kind == "unknown markup" else ""
    page = f"<html><body><h1>Reports</h1><ul><li>{links}</li></ul></body></html>".encode()
    site.faults["/hmipris_reports/"] = faults.body(page, "text/html")
    assert again() == 7
    assert published(data) == before
    expected = "markup_changed" if links else "empty_listing"
    (row,) = [row for row in lines(data / "problems.jsonl") if row["severity"] == "gate"]
    assert row["code"] == expected
    assert row["evidence"]["links_to_reports"] == bool(links)


def test_a_report_page_in_new_markup_is_drift_with_the_evidence(
    data: Path, site: Site, new: Post, again: Again
) -> None:
    before = published(data)
    page = f"<html><body><div><h2>{new.title}</h2><p>{new.summary}</p></div></body></html>"
    site.replace_post(new.slug, whole_page=page)
    assert again() == 7
    assert published(data) == before
    (row,) = [row for row in lines(data / "problems.jsonl") if row["severity"] == "gate"]
    assert row["code"] == "markup_changed"
    assert new.title in row["evidence"]["text"]


def test_an_error_page_in_place_of_a_report_page_is_tried_again(
    data: Path, site: Site, new: Post, again: Again
) -> None:
    site.replace_post(new.slug, whole_page=faults.ERROR_PAGE.decode())
    assert again() == 5
    assert "not_a_page" in codes(data, "new")
    site.replace_post(new.slug, whole_page=None)
    assert again() == 0
    assert sha256(new.pdf) in published_hashes(data)


def test_a_page_without_a_pdf_is_a_warning_and_visited_again(
    data: Path, site: Site, new: Post, again: Again
) -> None:
    site.replace_post(new.slug, pdf_path="")
    assert again() == 0
    assert "page_without_pdf" in codes(data, "new")
    site.replace_post(new.slug, pdf_path=new.pdf_path)
    assert again() == 0
    assert sha256(new.pdf) in published_hashes(data)


@pytest.mark.parametrize("known", [True, False])
def test_an_old_address_that_serves_the_list_is_no_drift(
    data: Path, site: Site, new: Post, again: Again, known: bool
) -> None:
    """Status 200, and the list of reports in the page's place."""
    slug = "irp-1" if known else new.slug
    before = published(data)
    page = listing_page(site.posts[:9], 1, 1, markup="archive")
    site.replace_post(slug, whole_page=page)
    assert again(crawl={"full": True}) == (0 if known else 5)
    if known:
        assert published(data).keys() >= before.keys()
        assert [row["change"] for row in lines(data / "changes.jsonl")].count("withdrawn") == 1
    else:
        assert "not_a_page" in codes(data, "new")


def test_a_pdf_that_is_gone_is_noted_and_stays_published(
    data: Path, site: Site, again: Again
) -> None:
    before = published(data)
    site.replace_post("irp-1", pdf=None)
    assert again() == 0
    assert "pdf_gone" in codes(data, "new")
    assert published(data) == before
    site.forget()
    assert again() == 0
    assert irp_post(1).pdf_path not in site.asked("files")
    assert "pdf_gone" in codes(data, "persisting")


def test_a_name_without_an_address_is_told(
    data: Path, site: Site, new: Post, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    with monkeypatch.context() as patch:
        patch.setattr("irp.sync.http.addresses.socket.getaddrinfo", fails)
        assert again() == 5
    assert site.log == []
    assert "network_failed" in codes(data, "new")
    assert again() == 0


def test_new_records_with_faults_of_the_report_are_told(
    data: Path, site: Site, again: Again
) -> None:
    faulty = replace(irp_post(NEW, -1), pdf=faulty_review(5, "count_off"))
    site.posts.insert(0, faulty)
    assert again() == 1
    assert sha256(faulty.pdf) in published_hashes(data)
    assert again() == 0
