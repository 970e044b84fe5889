"""One nightly run: crawl, archive, read, check the gates, publish, report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from irp.decisions.file import found
from irp.errors import StoreError
from irp.render import to_json
from irp.sync.archive.intake import DAMAGED, Intake
from irp.sync.archive.opening import save_copy
from irp.sync.archive.originals import Originals
from irp.sync.archive.parsing import OnProgress, ParsedRecords
from irp.sync.archive.quarantine import Quarantine, message
from irp.sync.archive.state import SyncState
from irp.sync.clock import Clock, elapsed
from irp.sync.crawl.crawler import Crawler, CrawlResult, OnStep
from irp.sync.crawl.discovery import FULL_LOOK, NEWEST
from irp.sync.crawl.fetching import Fetcher, gone
from irp.sync.http.client import PoliteClient, Traffic
from irp.sync.http.cooldown import Cooldown
from irp.sync.options import CrawlOptions, SyncOptions
from irp.sync.publish.changelog import ChangeLog
from irp.sync.publish.changes import compare
from irp.sync.publish.gates import Sets, check_gates
from irp.sync.publish.publisher import Publisher, set_key
from irp.sync.publish.selection import Selection, select
from irp.sync.publish.site import make_pages
from irp.sync.report import run_report as reports
from irp.sync.report.findings import Finding, Severity, compared, of_records, public
from irp.sync.report.log import RunLog
from irp.sync.report.notify import notify
from irp.sync.report.run_report import RunOutcome, RunReport, counted, outcome_of
from irp.sync.settings import Settings
from irp.version import __version__

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

_LAST_RUN: Final = "last_run"
_COMPARABLE: Final = "comparable_since"
"""The fact that a set was published after a look at the whole site, so that drift can be seen."""


class Run:
    """The state of one run.

    Args:
        data: the data folder, which exists unless the run is dry.
        settings: what ``irp.toml`` says.
        state: the data folder's state, or a copy of it.
        clock: the clocks.
        log: the run's log.

    Attributes:
        findings: the findings so far.
    """

    def __init__(
        self, data: Path, settings: Settings, state: SyncState, clock: Clock, log: RunLog
    ) -> None:
        self._data = data
        self._settings = settings
        self._state = state
        self._clock = clock
        self._log = log
        self._began = clock.now()
        self._ticks = clock.monotonic()
        self._quarantine = Quarantine(state)
        self._intake = Intake(Originals(data), state, self._quarantine, clock)
        self._publisher = Publisher(data, state)
        self._parsed = ParsedRecords(data, self._intake.archive, state, settings.limits)
        self._cooldown = Cooldown(state, clock, settings.site.silence_seconds)
        self._traffic = Traffic()
        self._read = 0
        self.findings: list[Finding] = []

    def add(self, code: str, message: str, subject: str, **evidence: Any) -> None:
        """Add a warning."""
        self.findings.append(Finding(code, Severity.WARNING, message, subject, evidence))

    # ------------------------------------------------------------------ the whole

    def go(self, options: SyncOptions, steps: OnStep, on_progress: OnProgress | None) -> RunReport:
        """Do everything, in order; return the report."""
        self._log.event("begin", version=__version__, reparse=options.reparse)
        self._look_at_the_clock()
        self._publisher.mend()
        self._report_damaged(self._intake.mend())
        crawl = CrawlResult() if options.reparse else self.crawl(options.crawl, steps)
        self.findings += crawl.findings
        self._read = self._parsed.read(
            again=options.reparse,
            decisions=found(options.decisions, self._data),
            on_progress=on_progress,
        )
        self._report_damaged_parts()
        selection = self._selected()
        changelog = ChangeLog(self._state, self._log.run, self._began)
        sets = self._sets(selection, crawl)
        changed = self._publish(sets, selection, changelog, options)
        self._settle_gates(crawl, options)
        changelog.withdrawals()
        reports.write_changes(self._data, self._state, self._settings)
        if options.site and self._publisher.exists():
            self._make_pages()
        return self._finish(crawl, sets, changelog, options, changed=changed)

    def _make_pages(self) -> None:
        """Bring the review pages and the site up to date."""
        archive, options = self._intake.archive, self._parsed.options
        jobs, pages = self._settings.limits.jobs, self._settings.pages
        self.findings += make_pages(self._data, archive, options, jobs, pages)

    def _report_damaged(self, addresses: Sequence[str]) -> None:
        for url in addresses:
            message = "an original in the archive is damaged; it is downloaded again"
            self.add(DAMAGED, message, url)

    def _report_damaged_parts(self) -> None:
        for sha256 in self._parsed.damaged_originals:
            self._report_damaged(self._intake.discard(sha256))
        for name in self._intake.archive.unreadable:
            self.add(DAMAGED, "a record of a download in the archive cannot be read", name)
        if self._parsed.damaged_records:
            message = "records in work/ were damaged or missing and were read again"
            self.add("work_damaged", message, "work", records=self._parsed.damaged_records)

    def _settle_gates(self, crawl: CrawlResult, options: SyncOptions) -> None:
        """From now on sets are compared, if this run published all that the site has."""
        wanted, looked = options.crawl, self._state.fact(FULL_LOOK) is not None
        limited = options.reparse or wanted.since is not None or wanted.limit is not None
        whole = looked and not limited and not crawl.stopped
        blocked = any(one.severity is Severity.GATE for one in self.findings)
        if self._publisher.exists() and ((whole and not blocked) or options.accept):
            self._state.keep_fact(_COMPARABLE, self._log.run)

    def _look_at_the_clock(self) -> None:
        last = self._state.moment(_LAST_RUN)
        if last and elapsed(last, self._began) is None:
            self.add("clock_went_back", "the clock is behind the end of the last run", "clock")

    def crawl(self, crawl_options: CrawlOptions, steps: OnStep) -> CrawlResult:
        """Look for new reports and download them."""

        def step(address: str) -> None:
            self._log.event("ask", url=address)
            steps(address)

        with PoliteClient(self._settings, self._clock, self._cooldown) as client:
            self._traffic = client.traffic
            fetcher = Fetcher(client, self._intake, self._state, self._quarantine, self._clock)
            crawler = Crawler(client, self._state, fetcher, self._settings, self._clock, step)
            return crawler.go(crawl_options)

    # ------------------------------------------------------------------ the set

    def _selected(self) -> Selection:
        """What to publish; damaged originals are requested again."""
        selection = select(self._state)
        known = {row[0] for row in self._state.execute("SELECT id FROM problems")}
        # What an earlier run reported is not an alarm every night.
        self.findings += [
            replace(one, severity=Severity.WARNING)
            if one.severity is Severity.ERROR and one.id in known
            else one
            for one in selection.findings
        ]
        for url, code in selection.broken.items():
            if self._quarantine.find(url) is None:
                self._intake.distrust(url, code)
                self.findings.append(Finding(code, Severity.ERROR, message("pdf", code), url))
        return selection

    def _sets(self, selection: Selection, crawl: CrawlResult) -> Sets:
        after = self._parsed.chosen(selection.hashes)
        try:
            before = self._publisher.records()
        except StoreError:
            before = after  # no copy is left to compare with
        if self._publisher.damaged:
            message = "the published set was damaged and is replaced"
            self.add("published_damaged", message, "published")
        known = {record.source.sha256: to_json(record) for record in before}
        fresh = [one for one in after if known.get(one.source.sha256) != to_json(one)]
        newest = self._state.fact(NEWEST)
        return Sets(
            before=before,
            after=after,
            fresh=fresh,
            added=len(crawl.new),
            comparable=self._state.fact(_COMPARABLE) is not None,
            quarantined=len(self._quarantine.held()),
            newest=date.fromisoformat(newest) if newest else None,
            today=self._began.date(),
        )

    def _publish(
        self, sets: Sets, selection: Selection, changelog: ChangeLog, options: SyncOptions
    ) -> bool:
        """Check the gates, and publish the set if they allow it; return whether it changed."""
        changelog.settle(set_key(sets.before))
        if not sets.before and not sets.after and self._nothing_is_expected(options):
            return False
        found = check_gates(sets, self._settings.gates)
        if options.accept:
            found = [
                replace(one, severity=Severity.WARNING) if one.severity is Severity.GATE else one
                for one in found
            ]
        self.findings += found
        blocking = self.findings if self._publisher.exists() and not options.accept else found
        key, held_back = set_key(sets.after), any(one.severity is Severity.GATE for one in blocking)
        if held_back or (self._publisher.exists() and key == set_key(sets.before)):
            if self._publisher.damaged:
                self._publisher.publish(sets.before)
            return False
        pages = {**self._pages_of(sets.before), **selection.hashes}
        changes = compare(sets.before, sets.after, pages)
        return changelog.during(key, changes, lambda: self._publisher.publish(sets.after))

    def _nothing_is_expected(self, options: SyncOptions) -> bool:
        """Whether an empty set is no fault: the run was limited, or downloads failed."""
        crawl_options = options.crawl
        narrow = (
            options.reparse or crawl_options.since is not None or crawl_options.limit is not None
        )
        return narrow or any(one.severity is Severity.ERROR for one in self.findings)

    def _pages_of(self, records: Sequence[Extraction]) -> dict[str, str]:
        """The pages of published originals, by hash."""
        wanted = {record.source.sha256 for record in records}
        return {
            fetch.sha256: fetch.page
            for fetch in self._intake.archive.records()
            if fetch.sha256 in wanted and fetch.page
        }

    # ------------------------------------------------------------------ the end

    def _finish(
        self,
        crawl: CrawlResult,
        sets: Sets,
        changelog: ChangeLog,
        options: SyncOptions,
        *,
        changed: bool,
    ) -> RunReport:
        statuses = Counter(record.status.value for record in sets.fresh)
        nothing = not sets.after if options.reparse else self._matched_nothing(crawl, options)
        outcome = outcome_of(
            self.findings, statuses, stopped=crawl.stopped is not None, nothing=nothing
        )
        published = sets.after if changed else sets.before
        found = Counter(record.status.value for record in published)
        report = RunReport(
            values=self.values(crawl, outcome, found, changed=changed),
            findings=self.findings,
            changes=changelog.of_this_run(),
        )
        self.findings += notify(self._settings.notify, report)
        report.values["findings"] = counted(self.findings)
        rows = compared(
            self._state, self._log.run, [*self._every_finding(), *of_records(published)]
        )
        reports.write_problems(self._data, rows)
        reports.write_run(self._data, report.values)
        reports.prune_runs(self._data, self._settings.limits.keep_runs)
        self._state.keep_fact(_LAST_RUN, self._clock.now().isoformat())
        save_copy(self._data, self._state)
        self._log.event("end", outcome=outcome.value, exit_code=report.exit_code)
        return report

    @staticmethod
    def _matched_nothing(crawl: CrawlResult, options: SyncOptions) -> bool:
        return options.crawl.since is not None and crawl.stopped is None and not crawl.matched

    def _every_finding(self) -> list[Finding]:
        """This run's findings, and those that persist although nothing was tried."""
        reported = {finding.id for finding in self.findings}
        for finding in self.findings:
            self._log.event(
                "found", code=finding.code, severity=finding.severity, subject=finding.subject
            )
        persisting = [
            Finding(
                one.code,
                Severity.NOTE,
                message(one.kind, one.code),
                one.url,
                {"error": one.reason, "attempts": one.attempts, "due": one.due.isoformat()},
            )
            for one in self._quarantine.held()
        ]
        persisting += [gone(one.url, Severity.NOTE) for one in self._state.documents() if one.gone]
        if pages := self._state.without_pdf():
            text = "pages that mention reviews have no PDF"
            persisting.append(
                Finding("page_without_pdf", Severity.NOTE, text, "site", {"pages": pages})
            )
        return [*self.findings, *(one for one in persisting if one.id not in reported)]

    def values(
        self, crawl: CrawlResult, outcome: RunOutcome, statuses: Counter[str], *, changed: bool
    ) -> dict[str, Any]:
        """The content of ``run.json``."""
        newest = self._state.fact(NEWEST)
        quiet = (self._began.date() - date.fromisoformat(newest)).days if newest else None
        return {
            **reports.frame(self._log.run, self._began, self._clock.now(), outcome),
            "seconds": round(self._clock.monotonic() - self._ticks, 3),
            "full_look": crawl.full,
            "listed": crawl.listed,
            "pages": dict(sorted(crawl.pages.items())),
            "pages_without_pdf": len(self._state.without_pdf()),
            "fetched": len(crawl.new),
            "read": self._read,
            "stopped": public(crawl.stopped),
            "withdrawn": [page.url for page in crawl.withdrawn],
            "published": {
                "reports": sum(statuses.values()),
                "statuses": dict(sorted(statuses.items())),
                "changed": changed,
            },
            "quarantined": len(self._quarantine.held()),
            "silence_seconds": self._cooldown.left(),
            "newest_listed": newest,
            "days_quiet": quiet,
            "traffic": reports.traffic_values(self._traffic),
            "findings": counted(self.findings),
        }
