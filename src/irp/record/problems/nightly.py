"""The problem codes of the nightly job: code, meaning, advice."""

from __future__ import annotations

from typing import Final

RUN_PROBLEMS: Final = (
    # -------------------------------------------------------------- before it begins
    (
        "bad_settings",
        "A setting of irp.toml or of an IRP_… variable is wrong, unknown or missing.",
        "The message names it; irp sync --show-config lists all of them.",
    ),
    # -------------------------------------------------------------- asking
    (
        "network_failed",
        "No answer: the name has no address, nobody listens, or the connection broke.",
        "Nothing at first: it is tried again. Look at the network if it persists.",
    ),
    (
        "bad_certificate",
        "The server's certificate is not one to trust, or the encryption failed.",
        "Look at the site in a browser, and at the machine's clock.",
    ),
    (
        "too_slow",
        "An answer took longer than a request may take.",
        "Nothing at first; raise [limits] request_seconds if the site is that slow.",
    ),
    (
        "http_error",
        (
            "The server answered with an error: 403 means that it refuses us, 404 that nothing is"
            " there, 5xx that it is at fault itself."
        ),
        "Look at the address in a browser. After 403, write to the site's keepers.",
    ),
    (
        "told_to_wait",
        "The server asked for silence (429, or 503 with a long Retry-After), and it is not over.",
        "Nothing; the next run after it goes on. If it comes again, raise [site] gap_seconds.",
    ),
    (
        "site_failed",
        "So many addresses failed in a row that the fetching ended.",
        "Look at the site in a browser; the next run goes on where this one ended.",
    ),
    (
        "too_many_redirects",
        "An address led on to others more than five times, or in a circle.",
        "Look at the address in a browser.",
    ),
    (
        "robots_disallow",
        "The site's robots.txt asks that an address is not fetched, so it was not.",
        "Ask the site's keepers, if it is a report.",
    ),
    (
        "bad_packing",
        "The answer is packed in a way that was not asked for, or its packing is damaged.",
        "Nothing at first: it is tried again.",
    ),
    (
        "not_a_page",
        "Something else stands where a report's page should be: an error page, or a PDF.",
        "Look at the address in a browser; it is tried again.",
    ),
    # -------------------------------------------------------------- the site
    (
        "empty_listing",
        "A page of the site's list of reports has no entries.",
        "Look at the list in a browser: the site may be down, or made anew.",
    ),
    (
        "markup_changed",
        "The list, or a report's page, is in markup that irp does not know.",
        "Look at the page; irp.sync.crawl.markup names what irp looks for.",
    ),
    (
        "listing_shrank",
        "The list names far fewer reports than it did.",
        "Look at the list in a browser; lower [gates] min_listed_share if it is right.",
    ),
    (
        "bad_sitemap",
        "A sitemap that the site names cannot be read.",
        "Nothing: the list is read all the same.",
    ),
    (
        "page_without_pdf",
        "The page of a review has no PDF yet.",
        "Nothing: it is visited again.",
    ),
    (
        "page_unlisted",
        "A report's page is there, but the list no longer names it.",
        "Nothing: the report stays published.",
    ),
    (
        "pdf_gone",
        "A PDF is no longer where it was; what was fetched of it is kept and stays published.",
        "Look at the report's page.",
    ),
    (
        "not_confirmed",
        (
            "A page speaks of an independent review of progress, but the PDF's cover is that of"
            " another document, so it is not published."
        ),
        "Look at both; the site may link to the wrong file.",
    ),
    (
        "new_version_failed",
        "A PDF was replaced by one that gives no record; the version before stays published.",
        "Look at the PDF.",
    ),
    # -------------------------------------------------------------- gates
    (
        "too_few_reports",
        "The set has fewer reports than [gates] min_reports.",
        "Look at what the run found; nothing was published.",
    ),
    (
        "reports_lost",
        "Reports that are published would be gone from the set.",
        "Look at what became of them; irp sync --accept publishes the set all the same.",
    ),
    (
        "too_few_verified",
        "The share of verified records is below [gates] min_verified_share.",
        "Look at the records that need review.",
    ),
    (
        "verified_fell",
        "The share of verified records has fallen by more than [gates] max_verified_fall.",
        "Look at the new records: their form may have changed. irp sync --accept publishes them.",
    ),
    (
        "sections_missing",
        "New records lack a section that their layout promises.",
        "Look at the PDFs: the reports' form may have changed. irp sync --accept publishes them.",
    ),
    (
        "layout_drift",
        "New reviews are in no layout that irp knows.",
        "Add a layout (docs/layouts.md); irp sync --accept publishes the rest.",
    ),
    (
        "wording_drift",
        "New records have judgements in words that irp does not know.",
        "Look at the PDFs; the wording belongs into the layout (docs/layouts.md).",
    ),
    (
        "heading_drift",
        "New records have headings of a kind that irp does not know.",
        "Look at the PDFs; irp sync --accept publishes them.",
    ),
    (
        "unclaimed_drift",
        "New records have more unclaimed lines than [gates] max_unclaimed_lines.",
        "Look at the PDFs: the reports' form may have changed.",
    ),
    (
        "many_new",
        "More new reports came in one night than [gates] max_new.",
        "Look at the list of changes.",
    ),
    (
        "many_quarantined",
        "More addresses are in quarantine than [gates] max_quarantined.",
        "Look at them: irp quarantine list.",
    ),
    (
        "nothing_new",
        (
            "The newest thing on the site's list, of whatever kind, is older than [gates]"
            " max_days_quiet: a frozen page looks like a quiet month."
        ),
        "Look at the list in a browser.",
    ),
    # -------------------------------------------------------------- the pages for people
    (
        "site_not_built",
        "The set is published, but the site of it (--site) could not be built; the last one stays.",
        "The evidence says why: room, permissions, or a file in the folder that irp did not write.",
    ),
    # -------------------------------------------------------------- the machine
    (
        "clock_went_back",
        "The machine's clock is behind the end of the last run.",
        "Set the clock. Waiting times begin anew; nothing is lost.",
    ),
    (
        "state_rebuilt",
        "The file state.sqlite was damaged; it was put aside and made anew from the archive.",
        "Look at the disk. The pages are visited again; no PDF is fetched again.",
    ),
    (
        "notify_failed",
        "The command of [notify] failed, or took too long.",
        "Run it by hand.",
    ),
)
"""Each: code, meaning, advice."""
