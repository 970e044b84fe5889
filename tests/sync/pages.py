"""The pages of the local site: archive, listing, report page, sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

KIND_IRP = "irp"
FURTHER = b"%PDF-1.4\n% not the report\n%%EOF\n"


@dataclass(frozen=True)
class Post:
    """One post of the site's report type, whatever kind of report it holds."""

    slug: str
    title: str
    published: datetime
    kind: str
    summary: str  # "Report on an independent review of progress at …"
    pdf: bytes | None
    pdf_path: str
    link_text: str = "Inspection report"
    further: tuple[tuple[str, str], ...] = ()  # link text and path of PDFs that are not the report
    content: str = ""  # of "What we found"
    listed: bool = True
    page_exists: bool = True
    whole_page: str | None = None  # in place of the usual markup
    changed: datetime = field(default=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Paths and bytes of what lies on the other host."""
        if self.pdf is not None:
            yield self.pdf_path, self.pdf
        for _, path in self.further:
            yield path, FURTHER


def listing_page(posts: Sequence[Post], number: int, pages: int, *, markup: str) -> str:
    items = "\n".join(_archive_item(p) if markup == "archive" else _list_item(p) for p in posts)
    if markup == "listing":
        items = f'<div class="flexible-post-type-list">{items}</div>'
    return _page("Reports", f'<h1 class="govuk-heading-l">Reports</h1>{items}{_nav(number, pages)}')


def _archive_item(post: Post) -> str:
    return f"""<div class="archive-list-item">
  <h2 class="govuk-heading-m archive-list-item__title">
    <a class="govuk-link" href="/hmipris_reports/{post.slug}/">{escape(post.title)}</a></h2>
  <div class="archive-published-date">Published: {_time(post)}</div>
  <div class="archive-excerpt"><p>{escape(post.summary[:60])}</p></div>
</div>"""


def _list_item(post: Post) -> str:
    return f"""<div class="list-item wide">
  <h2 class="list-item-title"><a data-n="1" href="../../hmipris_reports/{post.slug}?0"
    class="govuk-link">{escape(post.title)}</a></h2>{_time(post)}
</div>""".replace("../../", "/")


def _time(post: Post) -> str:
    day = post.published
    return (
        f'<time class="entry-date published-date" datetime="{day.isoformat()}">'
        f"{day.day} {day:%B %Y}</time>"
    )


def _nav(number: int, pages: int) -> str:
    before = f'<li><a rel="prev" href="/hmipris_reports/page/{number - 1}/">Previous</a></li>'
    after = (
        '<li class="archive-pagination-next-btn">'
        f'<a href="/hmipris_reports/page/{number + 1}/" rel="next">Next page</a></li>'
    )
    return (
        f'<nav class="archive-pagination-nav"><ul>{before if number > 1 else ""}'
        f"<li>Page {number} of {pages}</li>{after if number < pages else ''}</ul></nav>"
    )


def report_page(post: Post, files: str) -> str:
    if post.whole_page is not None:
        return post.whole_page
    link = ""
    if post.pdf_path:
        href = post.pdf_path if "://" in post.pdf_path else f"//{files}{post.pdf_path}"
        link = f"""<div class="document-summary__link">
      <a class="govuk-link" href="{href}">{escape(post.link_text)}
        <span class="govuk-visually-hidden">(PDF, 1.1 MB)</span></a></div>"""
    further = "".join(
        f'<li><a class="govuk-link" href="//{files}{path}">{escape(text)}</a></li>'
        for text, path in post.further
    )
    return _page(
        post.title,
        f"""<article class="flexible-post-type-single">
  <h1 class="govuk-heading-l document-title">{escape(post.title)}</h1>
  <div class="flexible-post-type-published-date">Published {_time(post)}</div>
  <div class="flexible-post-type-detail">
    <div class="flexible-post-type-detail-label">Location:</div> England</div>
  <div class="document-summary">{link}
    <div class="document-summary-text"><p>{escape(post.summary)}</p></div></div>
  <div class="document-content"><h2>What we found</h2><p>{escape(post.content)}</p>
    <h2>Points to note</h2><ul>{further}</ul></div>
</article>""",
    )


def sitemap_index(url: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{url}hmipris_reports-sitemap.xml</loc></sitemap>"
        f"<sitemap><loc>{url}page-sitemap.xml</loc></sitemap></sitemapindex>"
    )


def sitemap(url: str, posts: Sequence[Post]) -> str:
    entries = "".join(
        f"<url><loc>{url}hmipris_reports/{post.slug}/</loc>"
        f"<lastmod>{post.published.isoformat()}</lastmod></url>"
        for post in posts
        if post.page_exists
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{url}hmipris_reports/</loc></url>{entries}</urlset>"
    )


def _page(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(title)}</title></head>'
        f'<body><header><a href="/">Home</a></header><main>{body}</main></body></html>'
    )
