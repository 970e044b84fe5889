"""Packages that come with an extra of hmip-irp only."""

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
        raise MissingExtraError(
            f"{purpose} needs the package {module.partition('.')[0]}:"
            f' pip install "hmip-irp[{extra}]" ({error})'
        ) from error
