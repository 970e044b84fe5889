"""Read many reports into a store in one run, in parallel and isolated; a run can be resumed.

>>> from irp import run_batch
>>> result = run_batch(["reports/", "more.zip"], "records/")  # doctest: +SKIP
>>> result.statuses  # doctest: +SKIP
Counter({'verified': 41, 'needs_review': 2})
"""

from irp.batch.output.progress import BatchResult, Progress
from irp.batch.run import run_batch
from irp.batch.settings import ArchiveLimits, BatchOptions

__all__ = ["ArchiveLimits", "BatchOptions", "BatchResult", "Progress", "run_batch"]
