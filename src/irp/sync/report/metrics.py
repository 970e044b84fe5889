"""The Prometheus textfile, for the node exporter's textfile collector."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile


def write_metrics(path: Path, run: dict[str, Any]) -> None:
    """Write what a run came to, from its ``run.json``; the file is replaced as a whole.

    A run that never ends writes nothing, so that the age of ``irp_sync_run_timestamp_seconds``
    tells of it.
    """
    registry = CollectorRegistry()

    def gauge(name: str, text: str, value: float) -> None:
        Gauge(f"irp_sync_{name}", text, registry=registry).set(value)

    gauge("run_timestamp_seconds", "When the last run ended.", run["ended_timestamp"])
    gauge("run_seconds", "How long it took.", run["seconds"])
    gauge("exit_code", "What it ended with.", run["exit_code"])
    gauge("published_reports", "Reports in the published set.", run["published"]["reports"])
    gauge("published_changed", "1 where the run changed the set.", run["published"]["changed"])
    gauge("new_pdfs", "PDFs that were fetched for the first time.", run["fetched"])
    gauge("read_pdfs", "PDFs that were read.", run["read"])
    gauge("quarantined", "Addresses in quarantine.", run["quarantined"])
    gauge("received_bytes", "Bytes received.", run["traffic"]["received"])
    gauge("silence_seconds", "Seconds of silence that are left.", run["silence_seconds"])
    if run["days_quiet"] is not None:
        gauge("days_quiet", "Days since the newest thing on the list.", run["days_quiet"])
    labelled = (
        ("published_records", "Published records.", "status", run["published"]["statuses"]),
        ("requests", "Requests.", "host", run["traffic"]["requests"]),
        ("findings", "What the run found.", "severity", run["findings"]),
    )
    for name, text, label, values in labelled:
        family = Gauge(f"irp_sync_{name}", text, [label], registry=registry)
        for value, count in values.items():
            family.labels(value).set(count)
    write_to_textfile(str(path), registry)
