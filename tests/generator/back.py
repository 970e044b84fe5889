"""Summary of judgements, team, glossary and the standing matter of a report."""

from __future__ import annotations

from typing import Any

from .bank import load
from .names import people
from .options import stream
from .record import Area, Definition, Entry, FollowUp, Member, Term
from .reword import reword
from .story import Story
from .wordings import SCALES, key


def judgement_summary(story: Story, follow_ups: list[FollowUp]) -> list[Entry]:
    """The report's own list of follow-ups and judgements, grouped by body."""
    rng, options = stream(story.seed, "summary of judgements"), story.options
    entries: list[Entry] = []
    if not story.form.summarised:
        return entries
    named = story.wording.heads == "body" and (options.summary_as == "list" or options.table_heads)
    for body in SCALES:
        mine = [f for f in follow_ups if f["body"] == body]
        if options.shuffle:
            rng.shuffle(mine)
        for follow_up in mine:
            judgement = follow_up["judgement"]
            if judgement is None:
                continue
            keep = options.summary_labels == "all" or (
                options.summary_labels == "some" and rng.random() < 0.5
            )
            entries.append(
                {
                    "body": body if named else None,
                    "text": follow_up["recommendation"] or follow_up["concern"] or "",
                    "label": follow_up["label"] if keep else None,
                    "judgement": judgement["value"],
                    "follow_up": follow_up["position"],
                }
            )
    if story.wording.heads == "area":
        _by_area(entries, follow_ups)
    return reword(stream(story.seed, "rewording"), entries, options.reworded)


def _by_area(entries: list[Entry], follow_ups: list[FollowUp]) -> None:
    """Brings the entries of one area together: they are printed under its heading."""
    area_of = {f["position"]: f["area"] for f in follow_ups}
    areas = list(dict.fromkeys(area_of[e["follow_up"]] for e in entries if e["follow_up"]))
    entries.sort(key=lambda e: areas.index(area_of[e["follow_up"] or 1]))


def areas(story: Story, follow_ups: list[FollowUp]) -> list[Area]:
    """The areas in order, with their notes."""
    rng, generic = stream(story.seed, "area notes"), load("generic")
    headings = list(dict.fromkeys(f["area"] for f in follow_ups))
    education = {f["area"] for f in follow_ups if f["kind"] == "theme"}
    others = [h for h in headings if h not in education]
    count = min(story.options.notes, len(others))
    texts = rng.sample(generic["notes"], count)
    notes = dict(zip(rng.sample(others, count), texts, strict=True))
    notes |= {h: rng.choice(generic["education_notes"]) for h in education}
    writer = story.part("notes")
    return [
        {"heading": h, "note": writer.write(notes[h]) if h in notes else None} for h in headings
    ]


def definitions(story: Story) -> list[Definition]:
    """The meaning of each judgement, worst first as the form has it."""
    banks, writer = load("boilerplate")["definitions"], story.part("definitions")
    return [
        {"body": body, "judgement": value, "text": writer.write(text)}
        for body in story.bodies
        for value, text in banks[key(body)].items()
    ]


def team(story: Story, names: list[str]) -> list[Member]:
    """Team leader first, then inspectors, then partners."""
    rng, options = stream(story.seed, "team"), story.options
    roles = ["Team leader"] + ["Inspector"] * rng.choice((3, 4, 5))
    roles.append(rng.choice(("Health and social care inspector", "Health care inspector")))
    roles += ["Care Quality Commission inspector"] * options.partners
    if options.themes:
        roles += [f"{story.writer.words['edu']} inspector"] * rng.choice((1, 2))
    if story.form.like == "northern_ireland":
        roles[0] = "Team leader (HMI Prisons)"
        roles[-1:] = [roles[-1], "CJI inspector", "RQIA inspector"]
    return [{"name": name, "role": role} for name, role in zip(names, roles, strict=False)]


def team_names(story: Story) -> tuple[str, list[str]]:
    """The chief inspector and enough others."""
    chief, *others = people(stream(story.seed, "people"), 14)
    return chief, others


def glossary(story: Story) -> list[Term]:
    """The terms that the text refers to, and some more, in alphabetical order."""
    shown = story.options.front_glossary == "terms" and "copyright_page" in story.form.parts
    if story.form.glossary_in_front and not shown:
        return []
    terms = load("glossary")["terms"]
    rng = stream(story.seed, "glossary")
    others = sorted(set(terms) - story.writer.glossary)
    keys = story.writer.glossary | {"ADULT"} | set(rng.sample(others, min(4, len(others))))
    chosen = sorted((terms[key] for key in keys), key=lambda term: str(term[0]))
    return [{"term": term, "definition": text} for term, text, _ in chosen]


def standing(story: Story) -> dict[str, Any]:
    """The standing matter with this report's words in it."""
    writer = story.part("standing")
    bank = {k: v for k, v in load("boilerplate").items() if k != "definitions"}
    return {
        key: [writer.write(t) for t in value] if isinstance(value, list) else writer.write(value)
        for key, value in bank.items()
    }
