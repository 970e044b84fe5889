"""What the real report states of itself, read from the sentences of its expected record."""

from __future__ import annotations

from typing import Any

from irp.parser.stated.read import StatedSource, read_stated
from normalise.making import passages


def _source(expected: dict[str, Any], summary: tuple[str, ...] = ()) -> StatedSource:
    return StatedSource(
        summary=passages(*summary, *(p["text"] for p in expected["summary"]["paragraphs"])),
        key_findings=passages(*(p["text"] for p in expected["key_findings"]["paragraphs"])),
        captions=passages(*(f"Figure {f['number']}: {f['caption']}" for f in expected["figures"])),
    )


def test_the_real_report_is_read_whole(expected: dict[str, Any]) -> None:
    stated = read_stated(_source(expected))
    tallies = [
        {"body": c.body.value, "judgement": c.judgement.value, "count": c.count}
        for c in stated.counts
    ]
    assert tallies == expected["key_findings"]["tallies"]
    followed_up = [{"body": f.body.value, "count": f.count} for f in stated.followed_up]
    assert followed_up == expected["key_findings"]["followed_up"]
    assert [c.n for c in stated.captions] == [f["n"] for f in expected["figures"] if f["n"]]
    prose = [(c.body.value, len(c.judgements), c.count, c.total) for c in stated.prose]
    assert prose == [
        ("hmi_prisons", 2, 5, 8),
        ("hmi_prisons", 1, 3, None),
        ("ofsted", 1, 1, None),
        ("ofsted", 1, 2, None),
    ]
    assert {name.name for name in stated.names} == {expected["establishment"]["name"]}
    assert stated.odd_dates == []


def test_the_findings_of_the_real_report_state_no_counts(expected: dict[str, Any]) -> None:
    texts = [p["text"] for f in expected["follow_ups"] for p in f["paragraphs"]]
    texts += [f[k] for f in expected["follow_ups"] for k in ("concern", "recommendation") if f[k]]
    stated = read_stated(StatedSource(summary=passages(*texts), key_findings=passages(*texts)))
    assert (stated.counts, stated.prose, stated.followed_up) == ([], [], [])
