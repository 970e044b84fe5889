"""Every exception that irp raises on purpose, in one tree.

Each carries a ``code`` of ``docs/problems.md``, so that a caller can act on the kind of trouble
without reading the message, and a message that says what is wrong and what to do about it.
This module imports nothing but the standard library, so that anything may import it.
"""

from __future__ import annotations


class IrpError(Exception):
    """Anything that irp can explain: the root of the tree.

    Attributes:
        code: the problem's code, as listed in ``docs/problems.md``.
        message: one sentence for a person.
    """

    code = "internal_error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class SourceError(IrpError):
    """The source cannot be read: not a PDF, truncated, encrypted, without text, too large."""

    code = "unreadable"


class LimitError(IrpError):
    """A limit on time or memory stopped the reading, or the reading process died."""

    code = "timed_out"


class RefusedError(IrpError):
    """The source can be read but is not something irp may turn into a record."""

    code = "not_an_irp"


class NotAnIrpError(RefusedError):
    """The document is not an independent review of progress."""

    code = "not_an_irp"


class UnknownLayoutError(RefusedError):
    """An independent review of progress, but no follow-up was found in it."""

    code = "unknown_layout"


class ValueParseError(IrpError):
    """A number, a date or a term is not what the grammar allows."""

    code = "unparsed_value"


class NumberParseError(ValueParseError):
    """A number in words or digits cannot be read."""


class DateParseError(ValueParseError):
    """A date or a range of dates cannot be read, or is impossible."""


class TermParseError(ValueParseError):
    """A word is not in the closed vocabulary it was looked up in."""


class UngroundedError(IrpError):
    """A value without a place in the source was about to enter a record."""

    code = "ungrounded_value"


class LayoutDefinitionError(IrpError):
    """A layout's own definition is wrong; found when the layout is built."""

    code = "bad_layout"


class RecordError(IrpError):
    """A saved record cannot be read or does not fit the schema."""

    code = "bad_record"


class DecisionsError(IrpError):
    """A decisions file cannot be read, or a decision cannot be made or applied."""

    code = "bad_decisions"


class EstablishmentsError(IrpError):
    """A list of establishments cannot be read."""

    code = "bad_establishments"


class AreasError(IrpError):
    """A list of areas and their themes cannot be read."""

    code = "bad_areas"


class OutputError(IrpError):
    """A store or a file cannot be written: no room, no permission, no such directory."""

    code = "cannot_write"


class StoreError(IrpError):
    """A store is not one, is of another kind, or was made by an irp that this one cannot follow."""

    code = "bad_store"


class MissingExtraError(IrpError):
    """A command needs a package that comes with one of irp's extras, and it is not installed.

    Args:
        extra: the extra's name, such as ``pages``.
        package: the package that was looked for.
        purpose: what needs it, the subject of the message.
    """

    code = "missing_extra"

    def __init__(self, extra: str, package: str, purpose: str = "this") -> None:
        super().__init__(
            f"{purpose} needs the package {package}, which is not installed:"
            f" it comes with irp's extra {extra!r} (in a clone: pip install '.[{extra}]')"
        )


class LockedError(IrpError):
    """Another run is writing to the same place."""

    code = "locked"


class ClusterError(IrpError):
    """A cluster cannot be reached, gave up, or has another version of irp."""

    code = "cluster_failed"
