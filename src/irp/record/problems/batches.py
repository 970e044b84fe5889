"""The problem codes of batches: code, meaning, advice. ``irp.record.problems`` takes them in."""

from __future__ import annotations

from typing import Final

BATCH_PROBLEMS: Final = (
    (
        "bad_archive",
        (
            "A file that ends in .zip is no zip archive, or it or one of its members is damaged or"
            " packed in an unusual way."
        ),
        "Fetch it again, or unpack it and name the folder.",
    ),
    (
        "archive_limit",
        (
            "An archive, or one of its members, passes a limit that is there against zip bombs; the"
            " rest of it was left unread."
        ),
        (
            "Unpack it yourself, if it is what it should be, and name the folder; or raise the"
            " limit (ArchiveLimits)."
        ),
    ),
    (
        "host_not_allowed",
        "A source is on a host, or behind a kind of address, that irp may not fetch from.",
        "Allow the host (--allow-host) if it is the right one; or download the file yourself.",
    ),
    (
        "review_wanting",
        (
            "The review page of a report could not be made, or pages of it could not be drawn:"
            " drawing them passed a limit, or there was no room. The record is not touched by it."
        ),
        "The next run tries again. Look at it with irp review; --seconds and --memory-mb may help.",
    ),
    (
        "locked",
        "Another run is writing to the same place.",
        "Wait until it has ended; a lock ends with the process that holds it.",
    ),
    (
        "cluster_failed",
        "The cluster cannot be reached, gave its work up, or has another version of irp.",
        "Look after the cluster, then run the same command again: what was done is kept.",
    ),
)
