"""What may be added to findings without changing what they say: the stuff of perturbations.

Quoted words of judgement, numbers at the start of paragraphs, sub-headings, footnotes, tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from .bank import lines, load
from .grammar import Writer
from .options import stream
from .record import FollowUp, Footnote, SubHeading, Table
from .story import Story

_MANY = 8  # footnotes and sub-headings come from lists of at least so many


@dataclass(frozen=True)
class Mark:
    """A footnote's mark: behind which character of which paragraph it stands."""

    follow_up: int  # indices
    paragraph: int
    offset: int
    number: int


@dataclass(frozen=True)
class TablePlace:
    """A small table stands after a paragraph of a follow-up (indices)."""

    follow_up: int
    paragraph: int
    table: int


@dataclass
class Sentences:
    """Sentences to be put into the findings about an item, by its index."""

    chances: Random
    ends: dict[int, list[str]] = field(default_factory=dict)  # at the end of a paragraph
    starts: dict[int, list[str]] = field(default_factory=dict)  # at the start of one

    def put_into(self, texts: list[str], index: int) -> None:
        for sentence in self.ends.get(index, ()):
            texts[self.chances.randrange(len(texts))] += f" {sentence}"
        for sentence in self.starts.get(index, ()):
            place = self.chances.randrange(len(texts))
            texts[place] = f"{sentence} {texts[place]}"


def sentences(story: Story, items: int) -> Sentences:
    """The sentences that the options ask for, spread over the items."""
    options = story.options
    writer = story.part("added sentences")
    added = Sentences(stream(story.seed, "places of sentences"))
    quoted = list(lines("extras", "quoted"))
    if options.establishment.people == "women":
        quoted[1] = str(load("extras")["quoted_her"])
    for template in writer.rng.sample(quoted, min(options.quoted, len(quoted))):
        added.ends.setdefault(writer.rng.randrange(items), []).append(writer.write(template))
    starts, running = list(lines("extras", "decimals")), list(lines("extras", "running"))
    for template in writer.rng.sample(starts, min(options.decimals, len(starts))):
        added.starts.setdefault(writer.rng.randrange(items), []).append(writer.write(template))
    for template in writer.rng.sample(running, min(options.decimals, len(running))):
        added.ends.setdefault(writer.rng.randrange(items), []).append(writer.write(template))
    return added


def _free(follow_ups: list[FollowUp]) -> list[tuple[int, int]]:
    """Paragraphs without bullets and photographs and before the judgement, by their indices."""
    return [
        (i, j)
        for i, follow_up in enumerate(follow_ups)
        for j, paragraph in enumerate(follow_up["paragraphs"][:-1])
        if " • " not in paragraph["text"]
        and all(p["after"] != paragraph["number"] for p in follow_up["photographs"])
    ]


def sub_headings(story: Story, follow_ups: list[FollowUp]) -> None:
    """Headings between the paragraphs of some follow-ups, at most two in each."""
    writer, wanted = story.part("sub-headings"), story.options.sub_headings
    texts = writer.rng.sample(lines("extras", "sub_headings"), min(wanted, _MANY))
    # Not after a paragraph that a photograph or a table may follow: that has words of its own.
    places = [
        (i, j + 1)
        for i, j in _free(follow_ups)
        if j + 2 < len(follow_ups[i]["paragraphs"]) or not follow_ups[i]["judgement"]
    ]
    chosen = sorted(writer.rng.sample(places, min(len(texts), len(places))))
    for (i, j), text in zip(chosen, texts, strict=False):
        before = follow_ups[i]["paragraphs"][j]["number"]
        heading: SubHeading = {"text": writer.write(text), "before": before}
        follow_ups[i].setdefault("sub_headings", []).append(heading)


def under_what_was_asked(story: Story, follow_ups: list[FollowUp]) -> None:
    """The sub-heading between what was asked and the findings, where reports have one."""
    for follow_up in follow_ups if story.form.under else ():
        heading: SubHeading = {
            "text": story.form.under,
            "before": follow_up["paragraphs"][0]["number"],
        }
        follow_up["sub_headings"] = [heading, *follow_up.get("sub_headings", ())]


def _sentence_ends(text: str) -> list[int]:
    """Behind the full stops of a text, where a mark cannot be taken for a part of a number."""
    return [
        i + 1
        for i, char in enumerate(text)
        if char == "." and text[i - 1].isalpha() and text[i + 1 : i + 2] in ("", " ")
    ]


def footnotes(story: Story, follow_ups: list[FollowUp]) -> tuple[list[Footnote], list[Mark]]:
    """Footnotes, numbered through the report, and where their marks stand."""
    writer, wanted = story.part("footnotes"), story.options.footnotes
    places = [
        (i, j, offset)
        for i, j in _free(follow_ups)
        for offset in _sentence_ends(follow_ups[i]["paragraphs"][j]["text"])
    ]
    by_follow_up: dict[int, tuple[int, int, int]] = {}
    for place in writer.rng.sample(places, len(places)) if wanted else []:
        by_follow_up.setdefault(place[0], place)
    chosen = sorted(list(by_follow_up.values())[:wanted])
    texts = writer.rng.sample(lines("extras", "footnotes"), min(len(chosen), _MANY - 1))
    notes: list[Footnote] = []
    marks = []
    for number, (place, text) in enumerate(zip(chosen, texts, strict=False), 1):
        notes.append({"number": number, "text": writer.write(text)})
        marks.append(Mark(*place, number))
    return notes, marks


def _table(writer: Writer, raw: dict[str, Any], after: str) -> Table:
    rows = [[writer.write(cell) for cell in row] for row in raw["rows"]]
    return {"caption": raw["caption"], "rows": [list(raw["head"]), *rows], "after": after}


def tables(
    story: Story, follow_ups: list[FollowUp], marks: list[Mark]
) -> tuple[list[Table], list[TablePlace]]:
    """Small tables after paragraphs that announce them."""
    writer, wanted = story.part("tables"), story.options.tables
    taken = {(mark.follow_up, mark.paragraph) for mark in marks}
    headed = {h["before"] for f in follow_ups for h in f.get("sub_headings", ())}
    places = [
        (i, j)
        for i, j in _free(follow_ups)
        if (i, j) not in taken and follow_ups[i]["paragraphs"][j + 1]["number"] not in headed
    ]
    chosen = sorted(writer.rng.sample(places, min(wanted, len(places))))
    bank = load("extras")["tables"]
    raws = writer.rng.sample(bank, min(len(chosen), len(bank)))
    made: list[Table] = []
    spots = []
    for (i, j), raw in zip(chosen, raws, strict=False):
        follow_ups[i]["paragraphs"][j]["text"] += " " + writer.pick(lines("extras", "pointers"))
        spots.append(TablePlace(i, j, len(made)))
        made.append(_table(writer, raw, follow_ups[i]["paragraphs"][j]["number"]))
    return made, spots
