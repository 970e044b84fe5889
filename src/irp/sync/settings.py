"""The settings of the nightly job: what may be set, and the defaults."""

from __future__ import annotations

from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from irp.addresses import contact_link, folder_address
from irp.options import Limits

COOLDOWN_SECONDS = 600.0
"""Seconds without requests after a 429: the site's firewall bans an address for ten minutes."""
_ARCHIVE = "hmipris_reports"


def _one_line(text: str) -> str:
    text = text.strip()
    if not text.isascii() or not text.isprintable():
        raise ValueError("must be plain ASCII on one line: it goes into a header")
    return text


def _check_host(entry: str) -> None:
    try:
        parts = urlsplit(entry if "://" in entry else f"//{entry}")
        good = bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"there is no host in {entry!r}")


def _published_address(url: str) -> str:
    if not folder_address(url):
        raise ValueError("must be a web address such as https://example.org/reviews/")
    return url


def _contact(address: str) -> str:
    if not contact_link(address):
        raise ValueError("must be a web or an e-mail address")
    return address


class SettingsTable(BaseModel):
    """A table of ``irp.toml``; an unknown name is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SiteSettings(SettingsTable):
    """``[site]``: the site, and how it is read.

    Attributes:
        url: the inspectorate's site, or the archive page itself.
        report_hosts: where else PDFs may be: ``host``, ``host:port`` or
            ``host/path``, which allows only what is below that path.
        contact: an e-mail address or a web page, for the User-Agent. Required.
        gap_seconds: minimum time from the end of a request to the start of the next.
        allow_loopback: allow plain http to, and addresses on, this machine.
        silence_seconds: minimum wait after a 429; less than ten minutes only for a mirror on
            this machine.
    """

    url: str = "https://hmiprisons.justiceinspectorates.gov.uk/"
    report_hosts: tuple[str, ...] = (
        "cdn.websitebuilder.service.justice.gov.uk",
        "s3.eu-west-2.amazonaws.com/cloud-platform-",
        "www.justiceinspectorates.gov.uk",
    )
    contact: Annotated[str, AfterValidator(_one_line)] = ""
    gap_seconds: float = Field(default=3.0, ge=0)
    allow_loopback: bool = False
    silence_seconds: float = Field(default=COOLDOWN_SECONDS, gt=0)

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        url = url.strip()
        if not url.startswith(("https://", "http://")):
            raise ValueError("must begin with https://")
        _check_host(url)
        return url

    @field_validator("report_hosts")
    @classmethod
    def _are_hosts(cls, entries: tuple[str, ...]) -> tuple[str, ...]:
        for entry in entries:
            _check_host(entry)
        return entries

    @model_validator(mode="after")
    def _only_a_mirror_is_asked_in_the_clear(self) -> Self:
        if not self.allow_loopback and not self.url.startswith("https://"):
            raise ValueError(
                "url must begin with https://; for a mirror on this machine, set allow_loopback"
            )
        if self.silence_seconds < COOLDOWN_SECONDS and not self.allow_loopback:
            raise ValueError(f"silence_seconds must be at least {COOLDOWN_SECONDS:.0f}")
        return self

    @property
    def archive(self) -> str:
        """The address of the archive's first page."""
        url = self.url.split("?")[0].split("#")[0].rstrip("/")
        return f"{url}/" if url.endswith(f"/{_ARCHIVE}") else f"{url}/{_ARCHIVE}/"


class GateSettings(SettingsTable):
    """``[gates]``: what a set must be like to be published (min), and what is a warning (max).

    Attributes:
        min_reports: fewest reports in the set.
        min_kept_share: least share of the published reports that the new set still holds.
        min_listed_share: least share of the known pages that a full look still finds listed.
        min_verified_share: least share of verified records.
        max_verified_fall: how far that share may fall below the published set's, by more than
            one record.
        drift: whether drift keeps a set from being published, or is a warning.
        max_unclaimed_lines: of one new record; more is drift.
        max_new: new reports of one night, after the first run; more is a warning.
        max_quarantined: pages and PDFs in quarantine; more is a warning.
        max_days_quiet: days since the newest entry of the site's list; more is a warning.
    """

    min_reports: int = Field(default=1, ge=0)
    min_kept_share: float = Field(default=1.0, ge=0, le=1)
    min_listed_share: float = Field(default=0.8, ge=0, le=1)
    min_verified_share: float = Field(default=0.0, ge=0, le=1)
    max_verified_fall: float = Field(default=0.1, ge=0, le=1)
    drift: Literal["fail", "warn"] = "fail"
    max_unclaimed_lines: int = Field(default=10, ge=0)
    max_new: int = Field(default=20, ge=0)
    max_quarantined: int = Field(default=10, ge=0)
    max_days_quiet: int = Field(default=60, ge=1)


class LimitSettings(SettingsTable):
    """``[limits]``: limits of a run.

    Attributes:
        pdf_bytes: largest PDF.
        page_bytes: largest page, unpacked.
        request_seconds: longest time for one request, from resolving the name to the last byte.
        read_seconds: longest time between two pieces of an answer.
        attempts: how often a request that may succeed later is made.
        retry_seconds: first wait before it is repeated; doubled each time, with jitter.
        failures_in_a_row: this many failed addresses in a row end the crawl.
        listing_pages: maximum number of archive pages that are read.
        rechecks: maximum number of known PDFs that one run asks for again.
        full_look_days: days between two readings of the whole list.
        parse_seconds: time to read one PDF.
        parse_memory_mb: memory to read one PDF.
        jobs: PDFs read at the same time.
        keep_runs: runs whose reports are kept in ``runs/``.
    """

    pdf_bytes: int = Field(default=50_000_000, gt=0)
    page_bytes: int = Field(default=5_000_000, gt=0)
    request_seconds: float = Field(default=120.0, gt=0)
    read_seconds: float = Field(default=20.0, gt=0)
    attempts: int = Field(default=3, ge=1, le=10)
    retry_seconds: float = Field(default=2.0, ge=0)
    failures_in_a_row: int = Field(default=4, ge=1)
    listing_pages: int = Field(default=300, ge=1)
    rechecks: int = Field(default=500, ge=0)
    full_look_days: float = Field(default=7.0, gt=0)
    parse_seconds: float = Field(default=Limits().seconds, gt=0)
    parse_memory_mb: int = Field(default=Limits().memory_mb, ge=100)
    jobs: int = Field(default=1, ge=1)
    keep_runs: int = Field(default=400, ge=1)


class NotifySettings(SettingsTable):
    """``[notify]``: the command that reports a run.

    Attributes:
        command: a program and its arguments, run with the run's summary on standard input.
            No shell is used. Empty: no notification is sent.
        when: "attention" (the exit code is not 0, or there is a warning), "always" or "never".
        seconds: longest time for it.
    """

    command: tuple[str, ...] = ()
    when: Literal["attention", "always", "never"] = "attention"
    seconds: float = Field(default=60.0, gt=0)


class PageSettings(SettingsTable):
    """``[pages]``: what ``--site`` prints on the pages that it builds.

    Attributes:
        title: the title at the top of every page. Empty: the usual one.
        base_url: the address at which they are published; with it they name their own
            addresses, and the feed's links are absolute.
        contact: where readers report a mistake: a web or an e-mail address.
    """

    title: Annotated[str, AfterValidator(_one_line)] = ""
    base_url: Annotated[str, AfterValidator(_published_address)] | None = None
    contact: Annotated[str, AfterValidator(_contact)] | None = None


class Settings(SettingsTable):
    """Everything that ``irp.toml`` may say."""

    site: SiteSettings = SiteSettings()
    gates: GateSettings = GateSettings()
    limits: LimitSettings = LimitSettings()
    pages: PageSettings = PageSettings()
    notify: NotifySettings = NotifySettings()
