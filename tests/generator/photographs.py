"""Where photographs stand: between paragraphs or in the middle of one."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .findings import Item
from .options import stream
from .record import FollowUp
from .story import Story


@dataclass(frozen=True)
class PhotoPlace:
    """A photograph's place in print; offset: where it divides the text of its paragraph."""

    follow_up: int  # index in follow_ups
    photograph: int  # index in its photographs
    offset: int | None = None


def _offset(rng: Random, text: str) -> int | None:
    """A space somewhere in the middle of a text, at a sentence's end half of the time."""
    if " • " in text or len(text) < 140:
        return None
    spaces = [i for i, char in enumerate(text) if char == " " and 0.25 < i / len(text) < 0.8]
    ends = [i for i in spaces if text[i - 1] == "."]
    if ends and rng.random() < 0.5:
        return rng.choice(ends)
    return rng.choice([i for i in spaces if i not in ends])


def place(story: Story, follow_ups: list[FollowUp], items: list[Item]) -> list[PhotoPlace]:
    """Put photographs into the follow-ups and say where each stands."""
    rng = stream(story.seed, "photographs")
    slots = [(i, t) for i, item in enumerate(items) for t in item.kit.photo]
    rng.shuffle(slots)
    places: list[PhotoPlace] = []
    taken: set[str] = set()
    for index, template in sorted(slots[: story.options.photographs]):
        follow_up = follow_ups[index]
        findings = [p for p in follow_up["paragraphs"] if p["number"] not in taken]
        findings = findings[: -1 if follow_up["judgement"] else None]
        if not findings:
            continue
        paragraph = rng.choice(findings)
        inside = story.options.inside and rng.random() < 0.5
        offset = _offset(rng, paragraph["text"]) if inside else None
        caption = story.part(f"caption {index} {template}").write(template)
        if offset is None and paragraph["text"].startswith("• "):
            continue
        taken.add(paragraph["number"])
        follow_up["photographs"].append({"caption": caption, "after": paragraph["number"]})
        places.append(PhotoPlace(index, len(follow_up["photographs"]) - 1, offset))
    return _in_order(follow_ups, places)


def _in_order(follow_ups: list[FollowUp], places: list[PhotoPlace]) -> list[PhotoPlace]:
    """Photographs of a follow-up in the order in which they stand."""
    result = []
    for index, follow_up in enumerate(follow_ups):
        photographs = follow_up["photographs"]
        mine = [p for p in places if p.follow_up == index]
        mine.sort(key=lambda p: int(photographs[p.photograph]["after"].split(".")[1]))
        follow_up["photographs"] = [photographs[p.photograph] for p in mine]
        result += [PhotoPlace(index, n, p.offset) for n, p in enumerate(mine)]
    return result
