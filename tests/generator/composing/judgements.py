"""The summary of judgements, as a list or as a table."""

from collections.abc import Iterator

from ..document import (
    Element,
    Entry,
    EntryTable,
    Heading,
    Plain,
)
from ..grammar import capital
from ..wordings import BODIES, WORDS
from .base import Composing


class Judgements(Composing):
    """Composes the summary of judgements."""

    def entry(self, index: int) -> Entry:
        """An entry as it is printed, with its label and references where it has any."""
        entry = self.record["judgement_summary"][index]
        label, text = entry["label"], entry["text"]
        if entry["follow_up"] is not None:
            follow_up = self.record["follow_ups"][entry["follow_up"] - 1]
            if self.options.summary_references and follow_up["references"]:
                text = f"{text} ({', '.join(follow_up['references'])})"
            if self.options.summary_labels == "all" and follow_up.get("priority") and not label:
                labels = self.truth.labels
                label = labels.priority if follow_up["priority"] == "priority" else labels.key
        below = self.options.summary_as == "list" and self.form.entries == "below"
        form = self.truth.words.entry if below else "{judgement}"
        words = capital(WORDS[entry["judgement"]])
        grade = self.form.entries == "grade"
        said = form.format(judgement=words.removesuffix(" progress") if grade else words)
        return Entry(text, said, f"{label}:" if label else "")

    def groups(self) -> Iterator[tuple[str, list[Entry]]]:
        """The entries under the names of their bodies; one group where none is named."""
        grouped: dict[str, list[Entry]] = {}
        for index, entry in enumerate(self.record["judgement_summary"]):
            body = entry["body"]
            heading = f"{BODIES[body]} {self.truth.noun(body)}s" if body else ""
            if self.truth.words.heads == "area" and entry["follow_up"]:
                heading = self.record["follow_ups"][entry["follow_up"] - 1]["area"]
            grouped.setdefault(heading, []).append(self.entry(index))
        yield from grouped.items()

    def summary_list(self) -> Iterator[Element]:
        for heading, entries in self.groups():
            if heading:
                yield Heading(heading)
            for entry in entries:
                first = Plain(f"{entry.judgement}: {entry.label} {entry.text}".replace("  ", " "))
                yield first if self.form.entries == "first" else entry

    def summary_table(self) -> Iterator[Element]:
        rows: list[Entry | str] = []
        for heading, entries in self.groups():
            rows += [heading, *entries] if heading else entries
        columns = self.truth.words.columns or (capital(self.truth.form.noun), "Judgement")
        ruled = self.options.table_style == "ruled"
        yield EntryTable(columns, tuple(rows), ruled, self.options.table_align)

    def entries(self) -> Iterator[Element]:
        yield from (
            self.summary_table() if self.options.summary_as == "table" else (self.summary_list())
        )

    def judgements(self, kind: str) -> Iterator[Element]:
        yield self.section(kind, self.ways.choice(self.form.judgement_titles), "judgements")
        texts = self.truth.words.judgements_intro
        yield Plain(self.one_of(texts, "introduction of judgements"))
        yield from self.entries()
