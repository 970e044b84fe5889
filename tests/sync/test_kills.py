"""A small share of the campaign ``make kills-sync``: kill -9 at random moments of a run."""

from __future__ import annotations

from pathlib import Path

from sync.killing import campaign
from sync.posts import irp_post, other_post
from sync.site import Site


def test_a_run_that_is_killed_at_any_moment_loses_nothing(server: Site, tmp_path: Path) -> None:
    server.reset([irp_post(0, 0), other_post(2, 1), irp_post(1, 2)])
    tally = campaign(server, tmp_path, kills=2, seed=1)
    assert tally.faults == []
    assert tally.kills == 2
    assert tally.finished >= 1
