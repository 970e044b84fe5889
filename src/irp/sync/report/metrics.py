"""The Prometheus textfile, for the node exporter's textfile collector."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from irp.files import atomic


def write_metrics(path: Path, run: Mapping[str, Any]) -> None:
    """Write the metrics of a run, from its ``run.json``; the file is replaced as a whole.

    A run that never ends writes nothing: the age of ``irp_sync_run_timestamp_seconds`` shows it.
    """
    registry = CollectorRegistry()

    def gauge(name: str, text: str, value: float) -> None:
        Gauge(f"irp_sync_{name}", text, registry=registry).set(value)

    gauge("run_timestamp_seconds", "When the last run ended.", run["ended_timestamp"])
    gauge("run_seconds", "Duration of the last run.", run["seconds"])
    gauge("exit_code", "The exit code of the last run.", run["exit_code"])
    gauge("published_reports", "Reports in the published set.", run["published"]["reports"])
    gauge("published_changed", "1 if the run changed the set.", run["published"]["changed"])
    gauge("new_pdfs", "PDFs downloaded for the first time.", run["fetched"])
    gauge("read_pdfs", "PDFs read.", run["read"])
    gauge("quarantined", "Addresses in quarantine.", run["quarantined"])
    gauge("received_bytes", "Bytes received.", run["traffic"]["received"])
    gauge("silence_seconds", "Seconds left of a cooldown.", run["silence_seconds"])
    if run["days_quiet"] is not None:
        gauge("days_quiet", "Days since the newest entry of the list.", run["days_quiet"])
    labelled = (
        ("published_records", "Published records.", "status", run["published"]["statuses"]),
        ("requests", "Requests.", "host", run["traffic"]["requests"]),
        ("findings", "Findings of the run.", "severity", run["findings"]),
    )
    for name, text, label, values in labelled:
        family = Gauge(f"irp_sync_{name}", text, [label], registry=registry)
        for value, count in values.items():
            family.labels(value).set(count)
    atomic.write(path, generate_latest(registry))
