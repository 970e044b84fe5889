"""Short invented documents that are no reviews of progress: every one must be refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.corpus import DUMP
from benchmarks.accuracy.faults import seen_producers
from benchmarks.accuracy.reading import extract
from benchmarks.accuracy.rendering import render

from generator.document import (
    Bullets,
    Cover,
    Element,
    Heading,
    Numbered,
    PageBreak,
    Plain,
    Report,
    Running,
)
from generator.names import invent, people
from generator.options import stream
from irp.vocabulary import Status


@dataclass(frozen=True)
class Kind:
    """A kind of document, as its own first page tells it."""

    name: str
    title: str
    by: str
    openings: tuple[str, ...]
    headings: tuple[str, ...]
    numbered: bool = True
    cover: bool = True


HMIP = "HM Chief Inspector of Prisons"
KINDS = (
    Kind(
        "full inspection",
        "Report on an unannounced inspection of",
        HMIP,
        ("We inspected {estab} without notice and judged the outcomes for those held there.",),
        ("Safety", "Respect", "Purposeful activity", "Progress on concerns from our last report"),
    ),
    Kind(
        "full inspection, announced",
        "Report on an announced inspection of",
        HMIP,
        ("This inspection followed up the recommendations of our last one.",),
        ("Introduction", "Summary of key findings", "Recommendations", "Appendix II"),
    ),
    Kind(
        "scrutiny visit",
        "Report on a scrutiny visit to",
        HMIP,
        ("During the pandemic we made short visits. This one followed that form.",),
        ("What needs to improve", "Safety", "Respect", "Rehabilitation"),
    ),
    Kind(
        "action plan",
        "Action plan: HMCIP inspection of",
        "HM Prison and Probation Service",
        ("This action plan was submitted in response to the inspection of {estab}.",),
        ("Recommendations", "Actions taken", "Target dates"),
        numbered=False,
    ),
    Kind(
        "action plan on a review of progress",
        "Action plan submitted after HM Chief Inspector’s visit to",
        "HM Prison and Probation Service",
        ("An independent review of progress at {estab} judged reasonable progress in four areas.",),
        ("Concerns", "Responses"),
        numbered=False,
    ),
    Kind(
        "letter",
        "",
        "",
        (
            "Dear Minister,",
            "I write about {estab}, which we inspected last month, and what we will do next.",
            "We expect to return for an independent review of progress within the year.",
        ),
        ("What we found", "What should happen"),
        numbered=False,
        cover=False,
    ),
    Kind(
        "annual report",
        "Annual Report",
        HMIP,
        (
            "This year we made 38 full inspections and 17 independent reviews of progress.",
            "Good progress was made in one in eight of the recommendations that we followed up.",
        ),
        ("The year in brief", "Reviews of progress", "Men’s prisons", "Our reporting on women"),
    ),
    Kind(
        "another inspectorate: children’s services",
        "Inspection of Wexcombe local authority children’s services",
        "Ofsted",
        ("Inspectors visited for a week. Reasonable progress has been made since the last one.",),
        ("What needs to improve", "The experiences of children", "Leadership"),
        numbered=False,
    ),
    Kind(
        "another inspectorate: hospital",
        "Inspection report: Ulverdale Community Hospital",
        "Care Quality Commission",
        ("We rated this service as requires improvement. Insufficient progress had been made.",),
        ("Our findings", "Is the service safe?", "Areas for improvement"),
        numbered=False,
    ),
    Kind(
        "another inspectorate: probation",
        "An inspection of probation services in Yarrowfield",
        "HM Inspectorate of Probation",
        ("This inspection looked at how well people on probation are supervised.",),
        ("Foreword", "Ratings", "Recommendations", "Progress on previous recommendations"),
    ),
    Kind(
        "monitoring board",
        "Annual Report of the Independent Monitoring Board at",
        "Independent Monitoring Board",
        ("The Board saw reasonable progress in safety since the inspectorate’s review.",),
        ("Statutory role of the Board", "Executive summary", "Evidence"),
    ),
    Kind(
        "thematic review",
        "A thematic review by HM Inspectorate of Prisons: the first week in custody",
        HMIP,
        ("We drew on nine inspections and three independent reviews of progress.",),
        ("Introduction", "Findings", "Methodology"),
    ),
)
_SENTENCES = (
    "Leaders had made reasonable progress with the concern that we raised about {people}.",
    "We considered that the plan for violence was sound, but {people} had seen little of it.",
    "Inspectors found insufficient progress in education, and told the {governor} so.",
    "There were too few officers, and the regime for {people} was often curtailed.",
    "Recommendation: the {governor} should publish the results of the survey each quarter.",
    "Good progress had been made in two of the five areas set out in the last report.",
    "Data were collected every week; nobody could say what had been done with them.",
)


@dataclass(frozen=True)
class Refusal:
    """What became of one document that is no review."""

    kind: str
    producer: str
    seed: int
    status: str
    code: str

    @property
    def accepted(self) -> bool:
        return self.status not in {Status.FAILED, "unmade"}


def document(kind: Kind, seed: int) -> Report:
    """A short document of this kind."""
    rng = stream(seed, kind.name)
    place = invent(rng)
    words = place.words()
    title = (
        f"{kind.title} {place.name}" if kind.title.endswith((" of", " to", " at")) else kind.title
    )
    elements: list[Element] = []
    if kind.cover:
        elements.append(Cover(kind.title, place.name, f"by {kind.by}", f"{seed % 20 + 1} May 2023"))
    else:
        elements += [PageBreak(), Plain(place.name), Plain(f"{seed % 20 + 1} May 2023")]
    elements += [Plain(text.format(**words)) for text in kind.openings]
    for section, heading in enumerate(kind.headings, 1):
        label = f"Section {section}" if kind.numbered else ""
        elements.append(Heading(heading, 1 if label else 2, label, new_page=bool(label)))
        texts = rng.sample(_SENTENCES, 4)
        if kind.numbered:
            elements += [
                Numbered(f"{section}.{n}", text.format(**words)) for n, text in enumerate(texts, 1)
            ]
        else:
            elements += [Plain(texts[0].format(**words))]
            elements.append(Bullets(tuple(text.format(**words) for text in texts[1:])))
    elements.append(Plain(f"{people(rng, 1)[0]}, {kind.by or HMIP}"))
    return Report(title or "Letter", tuple(elements), Running(footer_left=title), seed)


def plan(each: int, seed: int) -> Iterator[tuple[str, str, int]]:
    """So many documents of each kind by each producer."""
    for kind in KINDS:
        for producer in (*seen_producers(), DUMP):
            for number in range(each):
                yield kind.name, producer, seed * 1000 + number


def read(tasks: Sequence[tuple[str, str, int]]) -> list[Refusal]:
    """What became of some documents."""
    by_name = {kind.name: kind for kind in KINDS}
    results = []
    for name, producer, seed in tasks:
        [file] = render(producer, [document(by_name[name], seed)])
        if isinstance(file, str):
            results.append(Refusal(name, producer, seed, "unmade", file))
        else:
            results.append(_refusal(name, producer, seed, file))
    return results


def _refusal(name: str, producer: str, seed: int, file: bytes) -> Refusal:
    extraction = extract(file, name)
    code = extraction.problems[0].code if extraction.problems else ""
    return Refusal(name, producer, seed, extraction.status, code)


def read_real(folder: Path) -> list[Refusal]:
    """What became of real documents in a folder, if it is there."""
    return [
        _refusal("real reports of another inspectorate", "their own", number, path.read_bytes())
        for number, path in enumerate(sorted(folder.glob("*.pdf")))
    ]
