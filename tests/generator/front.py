"""The chief inspector's summary, the key findings and the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .bank import load
from .findings import Item
from .grammar import Writer, capital, lower_first
from .numbers import count_word, counted
from .options import stream
from .record import Figure, FollowUp, KeyFindings, Number, Paragraph, Practice, Tally
from .story import Story
from .wordings import SCALES, WORDS, CountForm, Counts, key, scale_order

_DONE = ("good_progress", "reasonable_progress", "significant_progress")


def count(follow_ups: Iterable[FollowUp], body: str) -> Counts:
    """Judgements of one body with their numbers, best first, without those that do not occur."""
    found = Counter(
        f["judgement"]["value"] for f in follow_ups if f["body"] == body and f["judgement"]
    )
    return {value: found[value] for value in sorted(found, key=lambda v: scale_order(body, v))}


def _numbered(prefix: str, texts: list[str]) -> list[Paragraph]:
    return [{"number": f"{prefix}{n}", "text": text} for n, text in enumerate(texts, 1)]


def _prose_counts(story: Story, counts: Counts, total: int) -> str:
    """HMI Prisons' counts in the chief inspector's words."""
    rng, wording, style = stream(story.seed, "prose"), story.wording, story.options.numbers
    noun = story.form.noun
    if total == 1 and counts:
        progress = WORDS[next(iter(counts))]
        return capital(rng.choice(wording.prose_one).format(progress=progress, noun=noun))
    done = sum(counts.get(value, 0) for value in _DONE)
    rest = {value: n for value, n in counts.items() if value not in _DONE}
    if done and rest and rng.random() < 0.5:
        short = wording.short_counts(rest, style)
        merged = rng.choice(wording.prose_merged).format(
            done=count_word(done, style), total=counted(total, noun, style), short=short
        )
        return capital(merged)
    said = rng.choice(wording.prose_total).format(
        total=counted(total, noun, style), short=wording.short_counts(counts, style)
    )
    return capital(said)


def _prose_themes(story: Story, counts: Counts, total: int) -> str:
    style = story.options.numbers
    return (
        stream(story.seed, "prose themes")
        .choice(story.wording.prose_themes)
        .format(
            total=counted(total, "theme", style),
            edu=story.writer.words["edu"],
            short=story.wording.short_counts(counts, style),
            short_noun=story.wording.short_counts(counts, style, "theme"),
        )
    )


def _highlights(writer: Writer, follow_ups: list[FollowUp], good: bool) -> str:
    """A sentence or two about areas in which there was, or was not, enough progress."""
    areas: dict[str, set[str]] = {}
    for follow_up in follow_ups:
        if follow_up["judgement"]:
            areas.setdefault(follow_up["area"], set()).add(follow_up["judgement"]["value"])
    fitting = [(a, v) for a, v in areas.items() if all((x in _DONE) is good for x in v)]
    if not fitting:
        return ""
    chosen = writer.rng.sample(fitting, min(2, len(fitting)))
    bank = load("summary")["high_one" if good else "low_one"]
    templates = writer.rng.sample(bank, len(chosen))
    if len(chosen[0][1]) == 1 and writer.rng.random() < 0.5:
        templates[0] = f"We saw {WORDS[next(iter(chosen[0][1]))]} in {{area}}."
    return " ".join(
        writer.having(writer.rng, area=lower_first(area)).write(template)
        for (area, _), template in zip(chosen, templates, strict=True)
    )


def summary(story: Story, follow_ups: list[FollowUp]) -> tuple[list[Paragraph], tuple[str, ...]]:
    """The chief inspector's paragraphs, and the sentences in them that count judgements."""
    bank, writer = load("summary"), story.part("summary")
    hmip, themes = (count(follow_ups, body) for body in story.bodies)
    total = sum(f["body"] == "hmi_prisons" for f in follow_ups)
    counting = [_prose_counts(story, hmip, total)]
    if story.options.themes:
        counting.append(_prose_themes(story, themes, story.options.themes))
    texts = [" ".join(writer.pick(bank[key]) for key in ("about", "buildings", "population"))]
    if story.options.outcomes:
        texts.append(writer.pick(bank["previous"]))
    texts.append(writer.pick(bank["last"]))
    texts.append(writer.pick(bank["problems"]))
    texts.append(writer.pick(bank["urgent"]))
    texts.append(" ".join(counting))
    for tone, good in (("better", True), ("worse", False)):
        said = _highlights(writer, follow_ups, good)
        if said:
            sub = writer.having(writer.rng, highlight=said, lowlight=said)
            texts.append(sub.pick(bank[tone]))
    texts += map(writer.write, writer.rng.sample(bank["more"], writer.rng.choice((2, 3, 4))))
    done = sum(n for value, n in hmip.items() if value in _DONE)
    texts.append(writer.pick(bank["closing" if 2 * done >= total else "glum"]))
    return _numbered(story.form.summary, texts), tuple(counting)


def _followed_up(story: Story) -> str:
    """The sentence that says what was followed up."""
    rng, options, wording = stream(story.seed, "followed up"), story.options, story.wording
    words, number = story.writer.words, options.recommendations
    made = number + stream(story.seed, "made").randint(1, 4) if story.form.made else number
    sentence = rng.choice(wording.followed_up).format(
        **words,
        items=counted(number, story.form.noun, options.numbers),
        count=count_word(number, options.numbers),
        made=count_word(made, options.numbers),
    )
    sentence = capital(sentence)
    if not options.themes:
        return sentence.removesuffix(",") + "."
    themes = counted(options.themes, "theme", options.numbers)
    more = rng.choice(wording.followed_up_themes)
    apart = more.startswith(("{edu}", "{themes}"))
    said = more.format(**words, themes=themes)
    if apart:
        return f"{sentence}. {capital(said)}."
    return f"{sentence}{'' if more.startswith((',', ';')) else ' '}{said}."


def count_form(story: Story, follow_ups: list[FollowUp], body: str) -> CountForm:
    """How this report puts the counts of a body: nobody writes “of the one concern, one was …”."""
    forms = story.wording.counts[key(body)]
    if sum(f["body"] == body for f in follow_ups) == 1:
        forms = tuple(form for form in forms if "{total}" not in form.frame)
    form = stream(story.seed, f"counts {body}").choice(forms)
    edu = story.writer.words["edu"]
    return CountForm(form.frame.replace("{edu}", edu), form.phrase.replace("{edu}", edu))


def _count_sentence(story: Story, follow_ups: list[FollowUp], body: str) -> tuple[str, Counts]:
    counts = count(follow_ups, body)
    if story.options.zero == "say":
        zeros = dict.fromkeys(SCALES[body], 0)
        counts = dict(sorted((zeros | counts).items(), key=lambda c: scale_order(body, c[0])))
    form = count_form(story, follow_ups, body)
    total = sum(f["body"] == body for f in follow_ups)
    return form.sentence(story.noun(body), counts, story.options.numbers, total), counts


def _practice(
    story: Story, follow_ups: list[FollowUp], items: list[Item], first: int
) -> list[Practice]:
    """Examples of notable positive practice, each with a reference to the findings."""
    rng = stream(story.seed, "practice")
    judged = {i: f["judgement"]["value"] for i, f in enumerate(follow_ups) if f["judgement"]}
    places = sorted(judged, key=lambda i: judged[i] not in _DONE)
    result: list[Practice] = []
    templates = rng.sample(load("summary")["practice"], story.options.practice)
    for template, index in zip(templates, places, strict=False):
        topic = story.part(f"topic {index}").write(items[index].kit.topic)
        text = story.part(f"practice {index}", topic=topic).write(template)
        numbers = [p["number"] for p in follow_ups[index]["paragraphs"][:-1]]
        see = [rng.choice(numbers)]
        if rng.random() < 0.2 and len(numbers) > 1:
            see = sorted(rng.sample(numbers, 2), key=lambda n: int(n.split(".")[1]))
            pointer = f"See paragraphs {see[0]} and {see[1]}"
        else:
            pointer = f"See paragraph {see[0]}"
        lettered = story.options.lettered_practice
        text += f" {pointer}" if lettered else f" ({pointer}.)"
        number = "abc"[len(result)] if lettered else f"{story.form.found}{first + len(result)}"
        result.append({"paragraph": number, "text": text, "see_paragraphs": see})
    return result


def key_findings(
    story: Story, follow_ups: list[FollowUp], items: list[Item]
) -> tuple[KeyFindings, list[Practice]]:
    """What was followed up, what was found, notable positive practice or the table's opening."""
    options = story.options
    texts, tallies = [_followed_up(story)], list[Tally]()
    numbers: list[Number] = [{"body": "hmi_prisons", "count": options.recommendations}]
    if options.themes:
        numbers.append({"body": story.education, "count": options.themes})
    for entry in numbers:
        body = entry["body"]
        sentence, counts = _count_sentence(story, follow_ups, body)
        texts.append(sentence)
        tallies += [{"body": body, "judgement": j, "count": n} for j, n in counts.items()]
    practice: list[Practice] = []
    if story.form.practice:
        practice = _practice(story, follow_ups, items, len(texts) + 3)
        texts.append(story.part("definition").write(story.wording.practice_definition))
        examples = counted(len(practice), "example", options.numbers)
        texts.append(capital(story.wording.practice_found.format(examples=examples)))
        texts += [] if options.lettered_practice else [p["text"] for p in practice]
    if table_in_paragraph(story):
        texts.append(story.wording.table_opening)
    found: KeyFindings = {
        "paragraphs": _numbered(story.form.found, texts),
        "tallies": tallies,
        "followed_up": numbers,
    }
    return found, practice


def table_in_paragraph(story: Story) -> bool:
    """Whether the words that open a summary in the key findings are a numbered paragraph."""
    form = story.form
    unlike = form.practice or not form.inside
    return not unlike and stream(story.seed, "table opening").random() < 0.7


def figures(story: Story, note: str | None) -> list[tuple[str, Figure]]:
    """The figures in the order in which they stand, each with whose it is.

    The note is the small print under that of HMI Prisons.
    """
    options, words, captions = story.options, story.writer.words, story.wording.captions
    first: list[tuple[str, int | None]] = [("outcomes", None)] if options.outcomes else []
    found: list[tuple[str, int | None]] = [("hmi_prisons", options.recommendations)]
    found += [(story.education, options.themes)] if options.themes else []
    wanted = [*found, *first] if story.form.found_first else [*first, *found]
    rng, made = stream(story.seed, "captions"), list[tuple[str, Figure]]()
    for number, (body, n) in enumerate(wanted, 1):
        name = body if body == "outcomes" else key(body)
        caption = rng.choice(captions[name]).format(n=n, **words)
        figure: Figure = {"number": number, "caption": caption, "n": n}
        if body == "hmi_prisons" and note:
            figure["note"] = note
        made.append((body, figure))
    return made
