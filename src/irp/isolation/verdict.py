"""Why a reading process died, as far as can be seen from outside.

The child itself reports a MemoryError. Native code aborts instead, and an abort looks the same
whatever its cause. Lack of memory is concluded if the last output names it, or if the process had
grown to half of its limit or more; anything else is a crash.
"""

from __future__ import annotations

import re
import signal
import sys

from irp.errors import LimitError
from irp.isolation.process import Death
from irp.options import Limits

_NO_MEMORY = re.compile(
    r"MemoryError|bad_alloc|out of memory|cannot allocate memory|failed to allocate"
    r"|memory allocation of \d+ bytes failed",
    re.IGNORECASE,
)
_CLOCKS = (
    () if sys.platform == "win32" else (signal.SIGXCPU, signal.SIGALRM)
)  # the signals of the child's own limits


def verdict(death: Death, limits: Limits) -> LimitError:
    """The error for a reading process that died by itself."""
    if -death.returncode in _CLOCKS:
        return timed_out(limits)
    if _NO_MEMORY.search(death.words) or _grew_large(death, limits):
        return out_of_memory(limits)
    return crashed(f"the reading process died ({_cause(death.returncode)})")


def timed_out(limits: Limits) -> LimitError:
    """Reading took too long."""
    message = f"reading took longer than {limits.seconds:g} s and was stopped"
    return LimitError(message, code="timed_out")


def out_of_memory(limits: Limits) -> LimitError:
    """Reading took too much memory."""
    message = f"reading took more than {limits.memory_mb:,} MB of memory and was stopped"
    return LimitError(message, code="out_of_memory")


def crashed(message: str) -> LimitError:
    """The reading process died, or its answers make no sense."""
    return LimitError(message, code="crashed")


def last_words(death: Death) -> str:
    """The last line that a process wrote, for a message."""
    lines = [line.strip() for line in death.words.splitlines() if line.strip()]
    return lines[-1][:300] if lines else _cause(death.returncode)


def _grew_large(death: Death, limits: Limits) -> bool:
    grown = death.peak > death.peak_at_start
    return grown and death.peak >= limits.memory_mb * 1_000_000 / 2


def _cause(returncode: int) -> str:
    if returncode >= 0:
        return f"exit code {returncode}"
    try:
        return signal.Signals(-returncode).name
    except ValueError:
        return f"signal {-returncode}"
