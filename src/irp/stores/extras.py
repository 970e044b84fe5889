"""Packages that only an extra of hmip-irp installs."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from irp.errors import MissingExtraError


def need(module: str, extra: str, purpose: str) -> Any:
    """Import a module that an extra installs.

    Args:
        module: its name.
        extra: the extra's name.
        purpose: what it is needed for, the subject of the message.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(extra, module.partition(".")[0], purpose) from error
