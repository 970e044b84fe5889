"""Whole runs against the local site: what is found, what is published, what a quiet night costs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from irp.sync import Settings
from sync.faults import status
from sync.posts import inspection, irp_post, mixed
from sync.running import (
    Ticking,
    archived,
    lines,
    published,
    published_hashes,
    settings_for,
    sync,
)
from sync.site import Site

REVIEWS = 6


def hashes(site: Site) -> set[str]:
    """The hashes of the reviews on the site."""
    return {
        hashlib.sha256(post.pdf).hexdigest()
        for post in site.posts
        if post.kind == "irp" and post.pdf
    }


@pytest.mark.parametrize("markup", ["archive", "listing"])
def test_all_reviews_among_150_reports_and_only_they(
    server: Site, tmp_path: Path, clock: Ticking, markup: str
) -> None:
    server.reset(mixed(150, REVIEWS if markup == "archive" else 2))
    server.per_page, server.markup = 13, markup
    data = tmp_path / "data"
    first = sync(data, settings_for(server), clock)
    assert first.exit_code == 0
    listings = [path for path in server.asked("pages") if "/page/" in path]
    assert listings == [f"/hmipris_reports/page/{number}/" for number in range(2, 13)]
    assert published_hashes(data) == hashes(server)
    assert set(archived(data)) == hashes(server)
    assert server.asked("files").count("/robots.txt") == 1
    assert len(server.asked("files")) == 1 + len(hashes(server))

    before = published(data)
    server.forget()
    second = sync(data, settings_for(server), clock)
    assert (second.exit_code, second.changes) == (0, [])
    assert [path for path in server.asked("files", with_body=True) if "robots" not in path] == []
    assert published(data) == before
    assert len(server.log) < 40


def test_originals_are_kept_by_their_hash_with_a_record_of_the_fetch(
    data: Path, site: Site
) -> None:
    kept = archived(data)
    assert kept == {sha256: sha256 for sha256 in hashes(site)}
    post = irp_post(0, 0)
    sha256 = hashlib.sha256(post.pdf or b"").hexdigest()
    record = json.loads(
        (data / "archive" / sha256[:2] / f"{sha256}.fetch-1.json").read_text("utf-8")
    )
    assert record["url"] == record["final_url"] == site.pdf_url(post)
    assert record["page"] == site.page_url(post)
    assert record["fetched"] == "2025-06-09T03:00:00+00:00"
    assert record["headers"]["etag"] == f'"{sha256[:16]}"'
    assert record["bytes"] == len(post.pdf or b"")


def test_a_published_record_says_where_and_when_it_was_fetched(data: Path, site: Site) -> None:
    sources = [row["source"] for row in lines(data / "published" / "reports.jsonl")]
    assert {source["url"] for source in sources} == {
        site.pdf_url(post) for post in site.posts if post.kind == "irp"
    }
    assert {source["retrieved_at"] for source in sources} == {"2025-06-09T03:00:00Z"}
    assert {source["name"] for source in sources} == {"review-0.pdf", "review-1.pdf"}


def test_a_list_that_breaks_off_is_no_whole_look(
    data: Path, site: Site, again: Callable[..., int], clock: Ticking
) -> None:
    site.faults["/hmipris_reports/page/2/"] = status(404)  # though the first page promises it
    assert again(crawl={"full": True}) == 5
    site.faults.clear()
    clock.pass_on(days=7)
    site.forget()
    assert again() == 0
    assert "/hmipris_reports/page/2/" in site.asked("pages")


def test_a_new_review_is_found_and_only_it_is_fetched(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    new = irp_post(3, -1)
    site.posts.insert(0, new)
    assert again() == 0
    assert site.asked("files", with_body=True).count(new.pdf_path) == 1
    assert len([path for path in site.asked("files", with_body=True) if "review" in path]) == 1
    assert published_hashes(data) == hashes(site)
    assert "/hmipris_reports/page/2/" in site.asked("pages")  # news on the first page


def test_a_quiet_night_stops_at_the_first_page_and_a_full_look_goes_on(
    site: Site, again: Callable[..., int], clock: Ticking
) -> None:
    assert again() == 0
    assert [path for path in site.asked("pages") if "/page/" in path] == []
    clock.pass_on(days=7)
    assert again() == 0
    assert [path for path in site.asked("pages") if "/page/" in path] == [
        "/hmipris_reports/page/2/"
    ]
    site.forget()
    assert again(crawl={"full": True}) == 0
    assert "/hmipris_reports/page/2/" in site.asked("pages")


def test_one_report_listed_twice_is_one_report(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    one = irp_post(0, 0)
    same_pdf = irp_post(0, -1)
    site.posts[:0] = [
        # The same PDF, and the same bytes at another address.
        replace(same_pdf, slug="twin"),
        replace(one, slug="copy", pdf_path="/uploads/copy.pdf"),
    ]
    before = published(data)
    assert again() == 0
    assert published_hashes(data) == hashes(site)
    assert published(data) == before


def test_a_replaced_pdf_is_a_new_version(data: Path, site: Site, again: Callable[..., int]) -> None:
    old = hashlib.sha256(irp_post(0).pdf or b"").hexdigest()
    replaced = site.replace_post("irp-0", pdf=irp_post(4).pdf)
    assert again() == 0
    new = hashlib.sha256(replaced.pdf or b"").hexdigest()
    assert published_hashes(data) == hashes(site)
    assert old in archived(data)
    (change,) = [row for row in lines(data / "changes.jsonl") if row["change"] == "changed"]
    assert (change["previous_sha256"], change["sha256"]) == (old, new)
    names = {field["field"] for field in change["fields"]}
    assert "/report/establishment/name" in names


def test_a_page_that_links_to_another_pdf_has_a_new_version(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    site.replace_post("irp-0", pdf=irp_post(4).pdf, pdf_path="/uploads/corrected.pdf")
    assert again() == 0
    assert published_hashes(data) == hashes(site)
    assert [row["change"] for row in lines(data / "changes.jsonl")] == ["new", "new", "changed"]


def test_a_withdrawn_page_is_noted_and_nothing_is_deleted(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    before = published(data)
    site.replace_post("irp-0", listed=False, page_exists=False, pdf=None)
    assert again() == 0
    assert published(data) == before
    last = lines(data / "changes.jsonl")[-1]
    assert (last["change"], last["page"]) == ("withdrawn", site.page_url(irp_post(0)))
    assert "Withdrawn: " in (data / "feed.xml").read_text("utf-8")
    site.forget()
    assert again() == 0
    assert "/hmipris_reports/irp-0/" not in site.asked("pages")
    assert [row["change"] for row in lines(data / "changes.jsonl")].count("withdrawn") == 1

    site.replace_post("irp-0", listed=True, page_exists=True, pdf=irp_post(0).pdf)
    assert again() == 0
    assert lines(data / "changes.jsonl")[-1]["change"] == "returned"


def test_a_page_that_exists_but_is_not_listed_is_a_note_and_no_withdrawal(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    site.replace_post("irp-0", listed=False)
    assert again() == 0
    (row,) = (row for row in lines(data / "problems.jsonl") if row["code"] == "page_unlisted")
    assert (row["severity"], row["subject"]) == ("note", site.page_url(irp_post(0)))
    assert [row["change"] for row in lines(data / "changes.jsonl")] == ["new", "new"]


def test_a_page_on_a_later_page_that_is_gone_is_noted_by_the_full_look(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    site.replace_post("irp-1", listed=False, page_exists=False)
    assert again(crawl={"full": True}) == 0
    assert lines(data / "changes.jsonl")[-1]["change"] == "withdrawn"


def test_what_only_the_sitemap_names_is_found(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    site.has_sitemap = True
    site.robots = f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap_index.xml\n"
    new = irp_post(3, 1)
    site.posts.append(replace(new, listed=False))
    assert again() == 0
    assert published_hashes(data) == hashes(site)
    assert "/page-sitemap.xml" not in site.asked("pages")


def test_a_cover_that_is_no_review_overrules_its_page(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    wrong = irp_post(3, -1)
    site.posts.insert(0, replace(wrong, pdf=inspection()))
    before = published(data)
    assert again() == 0
    assert published(data) == before
    assert "not_confirmed" in {row["code"] for row in lines(data / "problems.jsonl")}


def test_a_page_that_says_nothing_of_itself_is_decided_by_the_cover(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    silent = irp_post(3, -1)
    site.posts.insert(
        0,
        replace(silent, summary="", content="Findings of the independent review of progress."),
    )
    assert again() == 0
    assert published_hashes(data) == hashes(site)


def test_the_archive_is_read_again_without_the_network(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    before = published(data)
    assert again(reparse=True) == 0
    assert site.log == []
    assert published(data) == before


def test_a_dry_run_writes_nothing_and_fetches_no_pdf(
    site: Site, settings: Settings, clock: Ticking, tmp_path: Path, data: Path
) -> None:
    report = sync(tmp_path / "none", settings, clock, crawl={"dry": True})
    assert not (tmp_path / "none").exists()
    assert [url for url, _ in report.wanted] == [
        site.pdf_url(post) for post in site.posts if post.kind == "irp"
    ]
    assert site.asked("files") == []
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    site.posts.insert(0, irp_post(3, -1))
    report = sync(data, settings, clock, crawl={"dry": True})
    assert [title for _, title in report.wanted] == [irp_post(3).title]
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_limit_is_kept_and_the_next_run_goes_on(
    site: Site, settings: Settings, clock: Ticking, tmp_path: Path
) -> None:
    assert sync(tmp_path, settings, clock, crawl={"limit": 1}).exit_code == 0
    assert len(archived(tmp_path)) == 1
    assert sync(tmp_path, settings, clock).exit_code == 0
    assert published_hashes(tmp_path) == hashes(site)


def test_older_reports_are_left_alone_where_asked(
    site: Site, settings: Settings, clock: Ticking, tmp_path: Path
) -> None:
    since = irp_post(0, 0).published.date()
    assert sync(tmp_path, settings, clock, crawl={"since": since}).exit_code == 0
    assert set(archived(tmp_path)) == {hashlib.sha256(irp_post(0).pdf or b"").hexdigest()}
    assert sync(tmp_path, settings, clock).exit_code == 0
    assert published_hashes(tmp_path) == hashes(site)
    late = since.replace(year=since.year + 1)
    assert sync(tmp_path, settings, clock, crawl={"since": late}).exit_code == 4


def test_a_state_that_is_lost_or_damaged_is_made_anew_from_the_archive(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    before = published(data)
    (data / "state.sqlite").write_bytes(b"this is no database" * 1000)
    assert again() == 0
    assert site.asked("files", with_body=True) == ["/robots.txt"]
    assert published(data) == before
    assert (data / "state.sqlite.damaged").exists()
