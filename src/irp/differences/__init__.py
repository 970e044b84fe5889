"""What has changed between two records, or two sets of records: ``irp.diff`` and ``irp diff``."""

from __future__ import annotations

from irp.differences.comparing import diff
from irp.differences.model import ChangeKind, Difference, Differences, Identity

__all__ = ["ChangeKind", "Difference", "Differences", "Identity", "diff"]
