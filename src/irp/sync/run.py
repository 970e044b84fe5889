"""One nightly run: discover, fetch, archive, read, check the gates, publish, report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from irp.render import to_json
from irp.sync.archive.intake import Arrivals
from irp.sync.archive.originals import Archive
from irp.sync.archive.parsing import OnProgress, Readings
from irp.sync.archive.quarantine import Quarantine, message
from irp.sync.archive.state import State
from irp.sync.clock import Clock, elapsed
from irp.sync.crawl.crawler import Harvest, Harvester, OnStep, Wishes
from irp.sync.crawl.discovery import NEWEST
from irp.sync.crawl.fetching import Fetcher, gone
from irp.sync.http.client import PoliteClient, Traffic
from irp.sync.http.cooldown import Silence
from irp.sync.publish.changelog import Ledger
from irp.sync.publish.changes import compare
from irp.sync.publish.gates import Sets, check_gates
from irp.sync.publish.publisher import Publisher, set_key
from irp.sync.publish.selection import Selection, select
from irp.sync.publish.site import make_pages
from irp.sync.report import run_report as reports
from irp.sync.report.findings import Finding, Severity, compared, of_records
from irp.sync.report.log import RunLog
from irp.sync.report.notify import notify
from irp.sync.report.run_report import EXIT_CODES, Outcome, RunReport, counted, outcome_of
from irp.sync.report.summary import summary
from irp.sync.settings import Settings
from irp.version import package_version

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

_LAST_RUN: Final = "last_run"


@dataclass(frozen=True)
class Orders:
    """What a run is to do.

    Attributes:
        wishes: of the network's part.
        reparse: read the whole archive again, and leave the network alone.
        accept: publish although gates fail; the set becomes the new measure.
        site: once the set is in place, bring its review pages and site up to date.
    """

    wishes: Wishes = field(default_factory=Wishes)
    reparse: bool = False
    accept: bool = False
    site: bool = False


class Run:
    """The state of one run.

    Args:
        data: the data folder, which exists unless the run is dry.
        settings: what ``irp.toml`` says.
        state: the data folder's state, or a copy of it.
        clock: the clocks.
        log: the run's log.

    Attributes:
        findings: what it found so far.
    """

    def __init__(
        self, data: Path, settings: Settings, state: State, clock: Clock, log: RunLog
    ) -> None:
        self._data = data
        self._settings = settings
        self._state = state
        self._clock = clock
        self._log = log
        self._began = clock.now()
        self._ticks = clock.monotonic()
        self._quarantine = Quarantine(state)
        self._arrivals = Arrivals(Archive(data), state, self._quarantine, clock)
        self._publisher = Publisher(data)
        self._readings = Readings(data, self._arrivals.archive, state, settings.limits)
        self._silence = Silence(state, clock, settings.site.silence_seconds)
        self._traffic = Traffic()
        self._read = 0
        self.findings: list[Finding] = []

    def add(self, code: str, told: str, subject: str) -> None:
        """Add a warning."""
        self.findings.append(Finding(code, Severity.WARNING, told, subject))

    # ------------------------------------------------------------------ the whole

    def go(self, orders: Orders, steps: OnStep, on_progress: OnProgress | None) -> RunReport:
        """Do everything, in order."""
        self._log.event("begin", version=package_version(), reparse=orders.reparse)
        self._look_at_the_clock()
        self._publisher.mend()
        self._arrivals.mend()
        harvest = Harvest() if orders.reparse else self.harvest(orders.wishes, steps)
        self.findings += harvest.findings
        self._read = self._readings.read(again=orders.reparse, on_progress=on_progress)
        selection = self._selected()
        ledger = Ledger(self._state, self._log.run, self._began)
        sets = self._sets(selection, harvest)
        changed = self._publish(sets, selection, ledger, orders)
        ledger.withdrawals()
        if orders.site and self._publisher.exists():
            self.findings += make_pages(
                self._data,
                self._arrivals.archive,
                self._readings.options,
                self._settings.limits.jobs,
            )
        return self._finish(harvest, sets, ledger, orders, changed=changed)

    def _look_at_the_clock(self) -> None:
        last = self._state.moment(_LAST_RUN)
        if last and elapsed(last, self._began) is None:
            self.add("clock_went_back", "the clock is behind the end of the last run", "clock")

    def harvest(self, wishes: Wishes, steps: OnStep) -> Harvest:
        """The network's part."""

        def told(address: str) -> None:
            self._log.event("ask", url=address)
            steps(address)

        with PoliteClient(self._settings, self._clock, self._silence) as client:
            self._traffic = client.traffic
            fetcher = Fetcher(client, self._arrivals, self._state, self._quarantine, self._clock)
            harvester = Harvester(client, self._state, fetcher, self._settings, self._clock, told)
            return harvester.go(wishes)

    # ------------------------------------------------------------------ the set

    def _selected(self) -> Selection:
        """What is to be published; broken originals are to be fetched anew."""
        selection = select(self._state)
        known = {row[0] for row in self._state.execute("SELECT id FROM problems")}
        # What an earlier run has told already is no alarm every night.
        self.findings += [
            replace(one, severity=Severity.WARNING)
            if one.severity is Severity.ERROR and one.id in known
            else one
            for one in selection.findings
        ]
        for url, code in selection.broken.items():
            if self._quarantine.find(url) is None:
                self._arrivals.distrust(url, code)
                told = message("pdf", code)
                self.findings.append(Finding(code, Severity.ERROR, told, url))
        return selection

    def _sets(self, selection: Selection, harvest: Harvest) -> Sets:
        before = self._publisher.records()
        after = self._readings.chosen(selection.hashes)
        told = {record.source.sha256: to_json(record) for record in before}
        fresh = [one for one in after if told.get(one.source.sha256) != to_json(one)]
        newest = self._state.fact(NEWEST)
        return Sets(
            before=before,
            after=after,
            fresh=fresh,
            added=len(harvest.new),
            quarantined=len(self._quarantine.held()),
            newest=date.fromisoformat(newest) if newest else None,
            today=self._began.date(),
        )

    def _publish(self, sets: Sets, selection: Selection, ledger: Ledger, orders: Orders) -> bool:
        """Check the gates, and put the set in place if they let it; whether anything changed."""
        ledger.settle(set_key(sets.before))
        if not sets.before and not sets.after and self._nothing_is_expected(orders):
            return False
        found = check_gates(sets, self._settings.gates)
        if orders.accept:
            found = [
                replace(one, severity=Severity.WARNING) if one.severity is Severity.GATE else one
                for one in found
            ]
        self.findings += found
        blocking = self.findings if self._publisher.exists() and not orders.accept else found
        if any(one.severity is Severity.GATE for one in blocking):
            return False
        key = set_key(sets.after)
        if self._publisher.exists() and key == set_key(sets.before):
            return False
        pages = {**self._pages_of(sets.before), **selection.hashes}
        changes = compare(sets.before, sets.after, pages)
        return ledger.during(key, changes, lambda: self._publisher.publish(sets.after))

    def _nothing_is_expected(self, orders: Orders) -> bool:
        """Whether an empty set says nothing: nothing was to be had, or little was asked for."""
        wishes = orders.wishes
        narrow = orders.reparse or wishes.since is not None or wishes.limit is not None
        return narrow or any(one.severity is Severity.ERROR for one in self.findings)

    def _pages_of(self, records: Sequence[Extraction]) -> dict[str, str]:
        """The pages that published originals belong to: by their own addresses, or their fetch."""
        wanted = {record.source.sha256 for record in records}
        return {
            fetch.sha256: fetch.page
            for fetch in self._arrivals.archive.records()
            if fetch.sha256 in wanted and fetch.page
        }

    # ------------------------------------------------------------------ the end

    def _finish(
        self, harvest: Harvest, sets: Sets, ledger: Ledger, orders: Orders, *, changed: bool
    ) -> RunReport:
        statuses = Counter(record.status.value for record in sets.fresh)
        nothing = not sets.after if orders.reparse else self._matched_nothing(harvest, orders)
        outcome = outcome_of(
            self.findings, statuses, stopped=harvest.stopped is not None, nothing=nothing
        )
        published = sets.before
        if changed or not self._publisher.exists():
            published = self._publisher.records()
        found = Counter(record.status.value for record in published)
        report = RunReport(
            values=self.values(harvest, outcome, found, changed=changed),
            findings=self.findings,
            changes=ledger.of_this_run(),
        )
        self._tell(report)
        rows = compared(
            self._state, self._log.run, [*self._every_finding(), *of_records(published)]
        )
        reports.write_changes(self._data, self._state, self._settings.site.url)
        reports.write_run(self._data, report, rows)
        reports.prune_runs(self._data, self._settings.limits.keep_runs)
        self._state.keep_fact(_LAST_RUN, self._clock.now().isoformat())
        self._log.event("end", outcome=outcome.value, exit_code=report.exit_code)
        return report

    def _tell(self, report: RunReport) -> None:
        fault = notify(
            self._settings.notify,
            summary(report),
            code=report.exit_code,
            outcome=report.outcome.value,
            attention=report.needs_attention,
        )
        if fault:
            self.findings.append(fault)
            report.values["findings"] = counted(self.findings)

    @staticmethod
    def _matched_nothing(harvest: Harvest, orders: Orders) -> bool:
        since = orders.wishes.since
        return since is not None and harvest.stopped is None and not harvest.matched

    def _every_finding(self) -> list[Finding]:
        """This run's findings, and what persists without having been tried."""
        told = {finding.id for finding in self.findings}
        for finding in self.findings:
            self._log.event(
                "found", code=finding.code, severity=finding.severity, subject=finding.subject
            )
        held = [
            Finding(
                one.code,
                Severity.NOTE,
                message(one.kind, one.code),
                one.url,
                {"error": one.reason, "attempts": one.attempts, "due": one.due.isoformat()},
            )
            for one in self._quarantine.held()
        ]
        missing = [gone(one.url, Severity.NOTE) for one in self._state.documents() if one.gone]
        return [*self.findings, *(one for one in (*held, *missing) if one.id not in told)]

    def values(
        self, harvest: Harvest, outcome: Outcome, statuses: Counter[str], *, changed: bool
    ) -> dict[str, Any]:
        """What ``run.json`` says."""
        ended = self._clock.now()
        newest = self._state.fact(NEWEST)
        quiet = (self._began.date() - date.fromisoformat(newest)).days if newest else None
        return {
            "id": self._log.run,
            "version": package_version(),
            "began": self._began.isoformat(),
            "ended": ended.isoformat(),
            "ended_timestamp": ended.timestamp(),
            "seconds": round(self._clock.monotonic() - self._ticks, 3),
            "outcome": outcome.value,
            "exit_code": EXIT_CODES[outcome],
            "full_look": harvest.full,
            "listed": harvest.listed,
            "pages": dict(sorted(harvest.pages.items())),
            "fetched": len(harvest.new),
            "read": self._read,
            "stopped": harvest.stopped,
            "withdrawn": [page.url for page in harvest.withdrawn],
            "published": {
                "reports": sum(statuses.values()),
                "statuses": dict(sorted(statuses.items())),
                "changed": changed,
            },
            "quarantined": len(self._quarantine.held()),
            "silence_seconds": self._silence.left(),
            "newest_listed": newest,
            "days_quiet": quiet,
            "traffic": {
                "requests": dict(sorted(self._traffic.requests.items())),
                "statuses": dict(sorted(self._traffic.statuses.items())),
                "received": self._traffic.received,
                "sent": self._traffic.sent,
            },
            "findings": counted(self.findings),
        }
