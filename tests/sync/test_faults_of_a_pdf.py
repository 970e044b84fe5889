"""Faults of one PDF: it is kept apart and tried again, and what is published stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from irp.sync.archive.intake import BROKEN
from sync import faults
from sync.pages import Post
from sync.posts import NEW, faulty_review, inspection, irp_post
from sync.running import (
    Ticking,
    archived,
    codes,
    held,
    published,
    published_hashes,
    settings_for,
    sha256,
    sync,
)
from sync.site import Site

Again = Callable[..., int]


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


HAD_LATER = {"500s", "slow trickle", "an error page as 200"}
"""Faults of which each is mended before a second run; how it comes back is the same for all."""


@pytest.mark.parametrize("name", OF_A_PDF)
def test_a_pdf_that_cannot_be_had_is_quarantined_and_had_later(
    name: str, data: Path, site: Site, new: Post, clock: Ticking
) -> None:
    fault, code, problem = OF_A_PDF[name]
    site.faults[new.pdf_path] = fault
    # A bomb takes processor time: on a busy machine it must not end as slow instead.
    seconds = 5.0 if "bomb" in name else 0.6
    small = {
        "request_seconds": seconds,
        "read_seconds": seconds,
        "attempts": 2,
        "pdf_bytes": 2_000_000,
    }
    settings = settings_for(site, limits=small)
    before = published(data)
    assert sync(data, settings, clock).exit_code == code
    assert (published(data), set(archived(data))) == (before, published_hashes(data))
    kept = held(data)[site.pdf_url(new)]
    assert (kept.code, kept.kind, kept.attempts) == (problem, "pdf", 1)
    assert problem in codes(data, "new")
    if name in ("500s", "reset in mid-body", "a body that ends early"):
        assert site.asked("files").count(new.pdf_path) == 2  # attempts
    if name not in HAD_LATER:
        return

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


def test_new_records_with_faults_of_the_report_are_told(
    data: Path, site: Site, again: Again
) -> None:
    faulty = replace(irp_post(NEW, -1), pdf=faulty_review(5, "count_off"))
    site.posts.insert(0, faulty)
    assert again() == 1
    assert sha256(faulty.pdf) in published_hashes(data)
    assert again() == 0
