"""Faults of the site: each ends as the docs say, nothing is lost, nothing wrong is published."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sync import faults
from sync.pages import Post, listing_page
from sync.posts import NEW, irp_post
from sync.running import (
    Ticking,
    codes,
    lines,
    published,
    published_hashes,
    settings_for,
    sha256,
    sync,
)
from sync.site import Site

Again = Callable[..., int]


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
