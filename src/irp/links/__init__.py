"""Concerns over time: which concern of an earlier visit a concern is likely to be again.

A link is a suggestion, with the likeness of both texts; decisions (``link``) confirm or reject it.
"""

from __future__ import annotations

from irp.links.comparing import ThemeVisit, VisitComparison, compare, trajectories
from irp.links.items import FollowedItem, items_of
from irp.links.linking import ConcernLink, LinkState, link_concerns

__all__ = [
    "ConcernLink",
    "FollowedItem",
    "LinkState",
    "ThemeVisit",
    "VisitComparison",
    "compare",
    "items_of",
    "link_concerns",
    "trajectories",
]
