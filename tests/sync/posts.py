"""What is on the local site: invented reviews, and other reports that are not reviews."""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta

from generator import Options, build, faulty, make_truth, render
from sync.caching import made_once
from sync.pages import Post
from text.making import Put, make_pdf, prose

SMALL = Options(
    recommendations=2, themes=0, photographs=0, paragraphs=(1, 2), practice=0, outcomes=False
)
LAYOUTS = ("2021", "2023")
NEW = 3
"""The review that is put up after the first run."""
_NEWEST = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)
_OTHER_KINDS = (
    ("Report on an unannounced inspection of {name} by HM Chief Inspector of Prisons", "full"),
    ("Report on a scrutiny visit to {name} by HM Chief Inspector of Prisons", "scrutiny"),
    ("HM Chief Inspector of Prisons annual report", "annual"),
    ("Business plan of HM Inspectorate of Prisons", "plan"),
)


@functools.cache
def review(seed: int) -> tuple[str, bytes]:
    """The establishment and the PDF of an invented review; made once for all test processes."""
    truth = make_truth(seed, layout=LAYOUTS[seed % len(LAYOUTS)], options=SMALL)
    name: str = truth.record["establishment"]["name"]
    return name, made_once(f"review-{seed}.pdf", lambda: render(build(truth)))


@functools.cache
def faulty_review(seed: int, fault: str) -> bytes:
    """The PDF of an invented review with a planted fault."""

    def make() -> bytes:
        made = faulty(make_truth(seed, layout="2021", options=SMALL), fault)
        if made is None:
            raise ValueError(f"review {seed} has no place for the fault {fault}")
        return made[1]

    return made_once(f"faulty-{seed}-{fault}.pdf", make)


def inspection() -> bytes:
    """The PDF of a report that is no review: a full inspection by its cover."""
    cover = "Report on an unannounced inspection of", "HMP Other", "3–14 May 2021"
    lines = [Put(line, y=100 + 20 * number) for number, line in enumerate(cover)]
    return make_pdf([lines, prose(30)])


def day(position: int) -> datetime:
    """When the post at this position was published, newest first."""
    return _NEWEST - timedelta(days=5 * position)


def irp_post(seed: int, position: int | None = None) -> Post:
    """A review; the link's text misleads, as it does on the real site."""
    name, pdf = review(seed)
    place = seed if position is None else position
    return Post(
        slug=f"irp-{seed}",
        title=name,
        published=day(place),
        kind="irp",
        summary=f"Report on an independent review of progress at {name} by HM Chief Inspector"
        " of Prisons (13–15 November 2023)",
        pdf=pdf,
        pdf_path=f"/uploads/sites/19/2024/03/review-{seed}.pdf",
        link_text=f"Inspection report - {name}",
        further=(("Easy read summary", f"/uploads/sites/19/2024/03/easy-{seed}.pdf"),),
        content="Leaders had made progress.",
    )


def other_post(number: int, position: int) -> Post:
    """A report of another kind, whose text may speak of a review to come."""
    words, kind = _OTHER_KINDS[number % len(_OTHER_KINDS)]
    name = f"HMP Other {number}"
    return Post(
        slug=f"other-{number}",
        title=name,
        published=day(position),
        kind=kind,
        summary=words.format(name=name),
        pdf=b"%PDF-1.4\n% " + str(number).encode() + b"\n%%EOF\n",
        pdf_path=f"/uploads/sites/19/2023/01/other-{number}.pdf",
        content="We will return for an independent review of progress within a year.",
    )


def mixed(total: int, reviews: int) -> list[Post]:
    """So many posts, so many of them reviews, spread evenly over the pages."""
    every = total / reviews
    places = {int(every * n) for n in range(reviews)}
    posts, seed = [], 0
    for position in range(total):
        if position in places:
            posts.append(irp_post(seed, position))
            seed += 1
        else:
            posts.append(other_post(position, position))
    return posts
