"""Faults in judgements: in the blocks and in the report's own summary of them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from random import Random

from ..record import Entry, FollowUp
from ..truth import Truth, make_truth
from ..wordings import SCALES, WORDS
from .base import Fault, rank, renumber

_NEUTRAL = (
    "Managers expected to return to this matter when the new contract had begun.",
    "Further work was planned for the months after our visit.",
)
_ADDED = (
    "Records of fire drills should be kept on every residential unit and reviewed by a manager.",
    "Property should be transferred with its owner, and losses should be made good within a month.",
    "The chaplaincy should be able to see all new arrivals within a day of their reception.",
)


def _other(rng: Random, body: str, value: str) -> str:
    return rng.choice([v for v in SCALES[body] if v != value])


def _reworded(text: str, value: str, other: str) -> str:
    """A judgement sentence with another judgement, be it "good progress" or "to be good"."""
    before, after = (WORDS[v].removesuffix(" progress") for v in (value, other))
    changed = text.replace(before, after)
    if changed == text:
        raise ValueError(f"{before!r} does not stand in {text!r}")
    return changed


def _judged(truth: Truth, body: str | None = None) -> list[FollowUp]:
    follow_ups = truth.record["follow_ups"]
    return [f for f in follow_ups if f["judgement"] and f["body"] == (body or f["body"])]


def _again(truth: Truth, position: int, value: str | None) -> Truth:
    """The same report, but with another judgement, which all its parts agree on."""
    judgements = (*truth.wishes.judgements, (position, value))
    wishes = replace(truth.wishes, judgements=judgements)
    return make_truth(truth.seed, truth.layout, truth.wording, wishes, truth.perturbations)


def _entry_dropped(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    entries = truth.record["judgement_summary"]
    bodies = [e["body"] for e in entries]
    droppable = [e for e in entries if bodies.count(e["body"]) > 1]  # its heading stays in use
    if not droppable:
        return None
    entries.remove(rng.choice(droppable))
    return truth


def _entry_duplicated(truth: Truth, rng: Random) -> Truth:
    truth = truth.copy()
    entries = truth.record["judgement_summary"]
    index = rng.randrange(len(entries))
    again = deepcopy(entries[index])
    again["follow_up"] = None  # the follow-up belongs to the first of the two
    entries.insert(index + 1, again)
    return truth


def _body(truth: Truth, entry: Entry) -> str:
    """The body whose judgement an entry gives, printed or not."""
    if entry["body"] or not entry["follow_up"]:
        return entry["body"] or "hmi_prisons"
    return truth.record["follow_ups"][entry["follow_up"] - 1]["body"]


def _entry_added(truth: Truth, rng: Random) -> Truth:
    truth = truth.copy()
    entries = truth.record["judgement_summary"]
    index = rng.randrange(len(entries))
    added: Entry = {
        "body": entries[index]["body"],
        "text": rng.choice(_ADDED),
        "label": None,
        "judgement": rng.choice(SCALES[_body(truth, entries[index])]),
        "follow_up": None,
    }
    entries.insert(index + 1, added)
    return truth


def _entry_moved(truth: Truth, rng: Random) -> Truth | None:
    """An Ofsted theme listed among the recommendations."""
    truth = truth.copy()
    entries = truth.record["judgement_summary"]
    themes = [
        e
        for e in entries
        if e["body"] == truth.education and e["judgement"] in SCALES["hmi_prisons"]
    ]
    if not themes:
        return None
    moved = rng.choice(themes)
    entries.remove(moved)
    moved["body"] = "hmi_prisons"
    entries.insert(sum(e["body"] == "hmi_prisons" for e in entries), moved)
    return truth


def _entry_flipped(truth: Truth, rng: Random) -> Truth:
    truth = truth.copy()
    entry = rng.choice(truth.record["judgement_summary"])
    entry["judgement"] = _other(rng, _body(truth, entry), entry["judgement"])
    return truth


def _block_flipped(truth: Truth, rng: Random) -> Truth:
    truth = truth.copy()
    follow_up = rng.choice(_judged(truth))
    judgement, last = follow_up["judgement"], follow_up["paragraphs"][-1]
    if judgement is None:
        raise ValueError("a judged follow-up has a judgement")
    value = _other(rng, follow_up["body"], judgement["value"])
    text = _reworded(judgement["text"], judgement["value"], value)
    last["text"] = text
    follow_up["judgement"] = {**judgement, "value": value, "text": text}
    return truth


def _no_judgement(truth: Truth, rng: Random) -> Truth | None:
    """Counts agree that one is missing; the summary of judgements still has it."""
    if len(_judged(truth, "hmi_prisons")) < 2:
        return None
    position = rng.choice(_judged(truth, "hmi_prisons"))["position"]
    changed = _again(truth, position, None)
    record = {**changed.record, "judgement_summary": truth.copy().record["judgement_summary"]}
    return replace(changed, record=record)  # type: ignore[arg-type]


def _two_judgements(truth: Truth, rng: Random) -> Truth:
    """A second judgement before the one that everything else agrees with."""
    truth = truth.copy()
    follow_up = rng.choice(_judged(truth))
    judgement, last = follow_up["judgement"], follow_up["paragraphs"][-1]
    if judgement is None:
        raise ValueError("a judged follow-up has a judgement")
    number, at = last["number"], rank(last["number"])
    renumber(truth, truth.form.progress, lambda n: n + 1 if n >= at else n)
    value = _other(rng, follow_up["body"], judgement["value"])
    text = _reworded(last["text"], judgement["value"], value)
    follow_up["paragraphs"].insert(-1, {"number": number, "text": text})
    return truth


def _judgement_lost(truth: Truth, rng: Random) -> Truth:
    """The sentence is gone; counts and the summary of judgements still have it."""
    truth = truth.copy()
    follow_up = rng.choice(_judged(truth))
    follow_up["paragraphs"][-1]["text"] = rng.choice(_NEUTRAL)
    follow_up["judgement"] = None
    return truth


def _judgement_doubled(truth: Truth, rng: Random) -> Truth:
    """The paragraph that judges goes on to judge otherwise."""
    truth = truth.copy()
    follow_up = rng.choice(_judged(truth))
    judgement, last = follow_up["judgement"], follow_up["paragraphs"][-1]
    if judgement is None:
        raise ValueError("a judged follow-up has a judgement")
    value = _other(rng, follow_up["body"], judgement["value"])
    last["text"] = f"{last['text']} {_reworded(judgement['text'], judgement['value'], value)}"
    return truth


def _entry_moved_to_themes(truth: Truth, rng: Random) -> Truth | None:
    """What HMI Prisons followed up is listed among the themes."""
    truth = truth.copy()
    entries = truth.record["judgement_summary"]
    mine = [
        e
        for e in entries
        if e["body"] == "hmi_prisons" and e["judgement"] in SCALES[truth.education]
    ]
    if not any(e["body"] == truth.education for e in entries) or len(mine) < 2:
        return None
    moved = rng.choice(mine)
    entries.remove(moved)
    moved["body"] = truth.education
    entries.append(moved)
    return truth


def _entry_twice_apart(truth: Truth, rng: Random) -> Truth | None:
    """An entry stands again at the end, with another judgement."""
    truth = truth.copy()
    entries = truth.record["judgement_summary"]
    mine = [e for e in entries[:-1] if e["body"] == entries[-1]["body"]]
    if not mine:
        return None
    again = deepcopy(rng.choice(mine))
    again["judgement"] = _other(rng, _body(truth, again), again["judgement"])
    again["follow_up"] = None
    entries.append(again)
    return truth


def _theme_good(truth: Truth, rng: Random) -> Truth | None:
    themes = _judged(truth, "ofsted")  # the scales of other bodies are not known
    return _again(truth, rng.choice(themes)["position"], "good_progress") if themes else None


def _recommendation_significant(truth: Truth, rng: Random) -> Truth:
    position = rng.choice(_judged(truth, "hmi_prisons"))["position"]
    return _again(truth, position, "significant_progress")


FAULTS = (
    Fault(
        "entry_dropped",
        frozenset({"IRP-M01"}),
        "A follow-up is missing from the summary of judgements.",
        _entry_dropped,
    ),
    Fault(
        "entry_duplicated",
        frozenset({"IRP-M01"}),
        "A follow-up stands twice in the summary of judgements.",
        _entry_duplicated,
    ),
    Fault(
        "entry_added",
        frozenset({"IRP-M01"}),
        "The summary of judgements has an entry that was never followed up.",
        _entry_added,
    ),
    Fault(
        "entry_moved",
        frozenset({"IRP-M01"}),
        "An Ofsted theme is listed among HMI Prisons' recommendations.",
        _entry_moved,
    ),
    Fault(
        "entry_flipped",
        frozenset({"IRP-M02"}),
        "A judgement in the summary of judgements is not the block's.",
        _entry_flipped,
    ),
    Fault(
        "block_flipped",
        frozenset({"IRP-M02", "IRP-T01"}),
        "A block's judgement is neither the summary's nor that of the counts.",
        _block_flipped,
        may=frozenset({"IRP-T04"}),
    ),
    Fault(
        "no_judgement",
        frozenset({"IRP-J01"}),
        "A block ends without a judgement.",
        _no_judgement,
    ),
    Fault(
        "two_judgements",
        frozenset({"IRP-J01"}),
        "A block has two judgements, and they differ.",
        _two_judgements,
    ),
    Fault(
        "judgement_lost",
        frozenset({"IRP-J01"}),
        "A block ends without a judgement that the counts and the summary have.",
        _judgement_lost,
        may=frozenset({"IRP-T01", "IRP-T02", "IRP-T03", "IRP-T04", "IRP-M01"}),
    ),
    Fault(
        "judgement_doubled",
        frozenset({"IRP-J01"}),
        "A paragraph judges twice, and differently.",
        _judgement_doubled,
    ),
    Fault(
        "entry_moved_to_themes",
        frozenset({"IRP-M01"}),
        "What HMI Prisons followed up is listed among the themes.",
        _entry_moved_to_themes,
    ),
    Fault(
        "entry_twice_apart",
        frozenset({"IRP-M01"}),
        "A follow-up stands twice in the summary of judgements, with two judgements.",
        _entry_twice_apart,
        may=frozenset({"IRP-M02"}),
    ),
    Fault(
        "theme_good",
        frozenset({"IRP-J02"}),
        "An Ofsted theme is judged good, and everything agrees on it.",
        _theme_good,
        witnesses=1,
    ),
    Fault(
        "recommendation_significant",
        frozenset({"IRP-J02"}),
        "A recommendation is judged on Ofsted's scale, and everything agrees on it.",
        _recommendation_significant,
        witnesses=1,
    ),
)
