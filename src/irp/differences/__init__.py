"""What has changed between two records, or two sets of records: ``irp.diff`` and ``irp diff``."""

from __future__ import annotations

from irp.differences.comparing import diff
from irp.differences.model import Change, Difference, Differences, Identity

__all__ = ["Change", "Difference", "Differences", "Identity", "diff"]
