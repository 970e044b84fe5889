"""The site's markup, and what varies in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from irp.sync.archive.state import Verdict
from irp.sync.crawl.classify import classify
from irp.sync.crawl.markup import ListedPage, read_listing, read_report
from irp.sync.crawl.sitemap import SitemapPage, read_sitemap
from irp.sync.http.urls import file_name, is_report_page, page_url, pdf_url
from sync.pages import report_page
from sync.posts import irp_post

HOST = "https://hmiprisons.example"
BASE = f"{HOST}/hmipris_reports/"
PDF = "https://cdn.example/uploads/sites/19/2024/03/review.pdf"


def report(**parts: str) -> str:
    """A report's page, with parts in place of the usual ones."""
    usual = {
        "title": '<h1 class="govuk-heading-l document-title">HMP Eastwater</h1>',
        "link": f'<div class="document-summary__link"><a class="govuk-link" href="{PDF}">'
        'Inspection report<span class="govuk-visually-hidden">(PDF, 1.1 MB)</span></a></div>',
        "summary": '<div class="document-summary-text"><p>Report on an independent\n review of'
        " progress at HMP Eastwater</p></div>",
        "content": '<div class="document-content"><p>What we found</p>'
        '<a class="govuk-link" href="/easy.pdf">Easy read (PDF)</a></div>',
    }
    inner = "".join({**usual, **parts}.values())
    return f"<article class='flexible-post-type-single x'>{inner}</article>"


def test_a_page_of_the_archive() -> None:
    html = """<h1 class="govuk-heading-l">Reports</h1>
    <div id="a" class="x archive-list-item y"><h2 class="archive-list-item__title z">
      <a data-x href="hmp-woodhill-4?0">HMP  Woodhill &amp; more</a></h2>
      <div class="archive-published-date"><time datetime="2022-08-02T09:30:00+01:00"
        class="published-date entry-date x">2 August 2022</time></div></div>
    <div class="archive-list-item"><h2 class="archive-list-item__title">
      <a href="http://hmiprisons.example/hmipris_reports/leeds/#top">Leeds</a></h2></div>
    <nav class="archive-pagination-nav"><span>Page 1 of 12</span>
      <li class="archive-pagination-next-btn"><a rel="next" href="?page=114">Next</a></li></nav>"""
    listing = read_listing(html, BASE)
    assert listing.items == (
        ListedPage(f"{BASE}hmp-woodhill-4/", "HMP Woodhill & more", date(2022, 8, 2)),
        ListedPage(f"{BASE}leeds/", "Leeds", None),
    )
    assert (listing.number, listing.pages, listing.following) == (1, 12, f"{BASE}page/2/")


@pytest.mark.parametrize(
    ("url", "nav", "following"),
    [
        (BASE, "<p>Page 1 of 2</p>", f"{BASE}page/2/"),
        (f"{BASE}page/2/", "<p>Page 2 of 2</p>", None),
        (f"{BASE}page/2/", "", None),
        (f"{BASE}page/2/?x", '<a rel="next" href="/hmipris_reports/page/3">', f"{BASE}page/3/"),
        (f"{BASE}page/9/", '<a class="next page-numbers" href="../10/">', f"{BASE}page/10/"),
    ],
)
def test_where_the_list_goes_on(url: str, nav: str, following: str | None) -> None:
    assert read_listing(nav, url).following == following


def test_links_to_reports_outside_the_entries_are_counted() -> None:
    html = '<ul><li><a href="/hmipris_reports/x/">X</a></li><li><a href="/about/">A</a></li></ul>'
    assert read_listing(html, BASE).other_links == 1


def test_a_report_page() -> None:
    page = read_report(report(), f"{BASE}irp/")
    assert page.title == "HMP Eastwater"
    assert page.summary == "Report on an independent review of progress at HMP Eastwater"
    assert page.pdf == PDF
    assert page.link_text == "Inspection report (PDF, 1.1 MB)"
    assert classify(page) is Verdict.REVIEW


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ({}, Verdict.REVIEW),
        ({"title": ""}, Verdict.REVIEW),
        ({"summary": "<p class='document-summary-text'>An INDEPENDENT REVIEW OF PROGRESS</p>"},
         Verdict.REVIEW),
        ({"summary": "", "title": "<h1 class='document-title'>HMP X: independent review of"
          " progress</h1>"}, Verdict.REVIEW),
        ({"summary": "", "title": "<h1 class='document-title'>HMP X IRP</h1>"}, Verdict.REVIEW),
        ({"summary": "<p class='document-summary-text'>Report on an unannounced inspection</p>",
          "content": "<div class='document-content'>an independent review of progress next"
          " year</div>"}, Verdict.OTHER),
        ({"summary": "", "content": "<div class='document-content'>We made an independent review"
          " of progress.</div>"}, Verdict.PERHAPS),
        ({"summary": "", "content": ""}, Verdict.OTHER),
        ({"summary": "<p class='document-summary-text'>A thirpy annual report</p>"}, Verdict.OTHER),
    ],
)  # fmt: skip
def test_what_a_page_is_about(parts: dict[str, str], verdict: Verdict) -> None:
    assert classify(read_report(report(**parts), f"{BASE}irp/")) is verdict


def test_unknown_markup_is_told_as_such() -> None:
    page = read_report("<main><h2>Report on an independent review of progress</h2></main>", BASE)
    assert classify(page) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("links", "pdf"),
    [
        ("", None),
        ('<a href="a.pdf">X</a>', f"{BASE}irp/a.pdf"),
        ('<a href="//cdn.example/a.PDF?0#page=2">X</a>', "https://cdn.example/a.PDF"),
        ('<a href="/page/">X</a><a href="/a.pdf" class="x govuk-link">X</a>', f"{HOST}/a.pdf"),
        ('<a class="govuk-link" href="/download/7">X</a>', f"{HOST}/download/7"),
        ('<a class="govuk-link" href="javascript:x">X</a>', None),
    ],
)
def test_the_pdf_is_the_one_of_the_summary_and_never_another(links: str, pdf: str | None) -> None:
    link = f'<div class="x document-summary__link">{links}</div>' if links else ""
    assert read_report(report(link=link), f"{BASE}irp/").pdf == pdf


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/hmipris_reports/x", f"{BASE}x/"),
        ("x/?0", f"{BASE}x/"),
        ("http://HMIPRISONS.example/hmipris_reports/x/?page=114#a", f"{BASE}x/"),
        (" /hmipris_reports/\nx/ ", f"{BASE}x/"),
        ("https://hmiprisons.example:443/a", "https://hmiprisons.example/a/"),
        ("mailto:a@example.org", None),
        ("https://[", None),
        ("", BASE),
    ],
)
def test_a_page_has_one_address(link: str, expected: str | None) -> None:
    assert page_url(link, BASE) == expected


def test_only_a_query_that_signs_is_kept() -> None:
    assert pdf_url("https://cdn.example/a.pdf?ver=2", BASE) == "https://cdn.example/a.pdf"
    signed = "https://s3.example/a.pdf?X-Amz-Signature=1&X-Amz-Date=2"
    assert pdf_url(signed, BASE) == signed
    assert file_name("https://cdn.example/x/HMP%20A.pdf?X-Amz-Signature=1") == "HMP A.pdf"


def test_a_sitemap_names_pages_and_an_index_names_sitemaps() -> None:
    start = "<?xml version='1.0'?><{0} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    pages = (
        f"<url><loc>{BASE}x</loc><lastmod>2024-02-03T04:05:06+00:00</lastmod></url>"
        f"<url><loc>{BASE}</loc></url><url><loc>{BASE}page/2/</loc></url>"
    )
    assert read_sitemap(f"{start.format('urlset')}{pages}</urlset>", BASE) == (
        [SitemapPage(f"{BASE}x/", date(2024, 2, 3))],
        [],
    )
    maps = (
        "<sitemap><loc>https://a.example/hmipris_reports-sitemap.xml</loc></sitemap>"
        "<sitemap><loc>https://a.example/post-sitemap.xml</loc></sitemap>"
    )
    assert read_sitemap(f"{start.format('sitemapindex')}{maps}</sitemapindex>", BASE) == (
        [],
        ["https://a.example/hmipris_reports-sitemap.xml"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "<html>",
        "",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset>&b;</urlset>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset>&a;</urlset>',
    ],
)
def test_what_is_no_sitemap_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not XML"):
        read_sitemap(text, BASE)


# ------------------------------------------------------------------ odd addresses


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/?p=3542&post_type=hmipris_reports", "/?p=3542&post_type=hmipris_reports"),
        ("/?post_type=hmipris_reports&p=3542&utm=x", "/?p=3542&post_type=hmipris_reports"),
        ("/hmiprisons/s/inspections/exeter", "/hmiprisons/s/inspections/exeter/"),
        ("/hmiprisons/inspections/exeter-2", "/hmiprisons/inspections/exeter-2/"),
        ("/hmipris_reports/exeter?page=114", "/hmipris_reports/exeter/"),
    ],
)
def test_the_other_addresses_of_report_pages_are_known(link: str, address: str) -> None:
    found = page_url(link, "https://site.example/hmipris_reports/")
    assert found == f"https://site.example{address}"
    assert is_report_page(found)


@pytest.mark.parametrize(
    "link",
    [
        "/",
        "/?p=1",
        "/?p=²&post_type=hmipris_reports",
        "/news/reports-published-12-may/",
        "/hmipris_reports/",
        "/hmipris_reports/page/2/",
        "/s/inspections/",
    ],
)
def test_other_pages_are_no_report_pages(link: str) -> None:
    assert not is_report_page(page_url(link, "https://site.example/") or "")


def test_a_news_post_on_the_list_is_passed_over() -> None:
    html = """<div class="archive-list-item"><h2 class="archive-list-item__title">
      <a href="/news/reports-published-12-may/">Reports published</a></h2></div>
      <div class="archive-list-item"><h2 class="archive-list-item__title">
      <a href="/?p=7&amp;post_type=hmipris_reports">Exeter</a></h2></div>"""
    (item,) = read_listing(html, "https://site.example/hmipris_reports/").items
    assert item.url == "https://site.example/?p=7&post_type=hmipris_reports"


def test_a_licence_block_and_a_table_of_contents_change_nothing() -> None:
    post = irp_post(0)
    plain = report_page(post, "files.example")
    block = "<div><p>© Crown copyright 2025, Open Government Licence v3.0</p></div>"
    contents = '<nav><ol><li><a href="#a">Independent reviews</a></li></ol></nav>'
    odd = plain.replace("<main>", f"<main>{block}{contents}")
    one, other = (
        read_report(html, "https://site.example/hmipris_reports/x/") for html in (plain, odd)
    )
    assert replace(other, text=one.text) == one
