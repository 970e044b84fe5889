"""The version of the installed distribution, looked up only when it is asked for."""

from __future__ import annotations

from functools import cache

DISTRIBUTION = "hmip-irp"


@cache
def package_version() -> str:
    """The version of ``hmip-irp``; "0+unknown" where the code runs without being installed."""
    from importlib import metadata

    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "0+unknown"
