"""Small things that composers need: bullets in texts, scenes for captions, marks of notes."""

from __future__ import annotations

MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # of footnotes, by number


def split_bullets(text: str, tails: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...], str]:
    """Folded text as lead, bullets and what follows them."""
    lead, *items = text.split(" • ")
    for tail in tails:
        if items and items[-1].endswith(f" {tail}"):
            return lead, (*items[:-1], items[-1].removesuffix(f" {tail}")), tail
    return lead, tuple(items), ""


def scene(caption: str) -> str:
    """The kind of drawing that suits a caption."""
    kinds = {
        "yard": ("yard", "outside", "garden", "netting", "rubbish"),
        "cell": ("cell", "room used", "holding"),
        "shower": ("shower",),
        "class": ("class", "workshop", "library", "careers", "kitchen", "hub", "sensory", "visits"),
    }
    lower = caption.lower()
    return next((kind for kind, words in kinds.items() if any(w in lower for w in words)), "wing")
