"""What ``irp extract`` does. Imports no typer, so that ``irp extract FILE`` starts quickly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from irp.api import Reader
from irp.files.atomic import explained, replacing
from irp.forms import Form, joined
from irp.isolation.warm import warm_worker
from irp.options import Options
from irp.record.brief import brief_of
from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.output import Folder, means_folder, show_markdown, to_file, to_stdout, to_terminal
from irp_cli.sources import Wanted, expand, several
from irp_cli.summary import RunSummary

if TYPE_CHECKING:
    from irp.decisions.file import Decisions
    from irp.record.extraction import Extraction


@guarded
def extract_plainly(sources: Sequence[str]) -> ExitCode:
    """Run ``irp extract`` without options."""
    return write_records(sources, usual_form(None), None, Options())


def usual_form(output: str | None) -> Form:
    """The form where neither an option nor the ending of a file's name says one."""
    return Form.MARKDOWN if output is None and to_terminal() else Form.JSON


def write_records(
    sources: Sequence[str],
    form: Form,
    output: str | None,
    options: Options,
    *,
    decisions: Decisions | None = None,
    bom: bool = False,
    quiet: bool = False,
) -> ExitCode:
    """Read the sources, write the records, say what was found."""
    summary = RunSummary(quiet=quiet)
    with warm_worker() as worker:
        worker.begin()
        reader = Reader(options, decisions=decisions, worker=worker)
        wanted = expand(sources)
        if output is not None and means_folder(output):
            folder = Folder(Path(output), form.suffix)
            _write_each(_texts(wanted, reader, summary, form, bom=bom), folder)
        elif form.by_record:
            texts = (text for _, text in _texts(wanted, reader, summary, form, bom=bom))
            _write_all(joined(texts, form, several=several(sources)), output, form)
        else:
            _write_rows(_results(wanted, reader, summary), output, form, bom=bom)
    return summary.finish()


def _results(wanted: Iterable[Wanted], reader: Reader, summary: RunSummary) -> Iterator[Extraction]:
    """Each result, which is added to the summary."""
    for one in wanted:
        summary.begin(one.label)
        extraction = one.read(reader)
        summary.add(one.label, brief_of(extraction))
        yield extraction


def _texts(
    wanted: Iterable[Wanted], reader: Reader, summary: RunSummary, form: Form, *, bom: bool
) -> Iterator[tuple[str, str]]:
    """Each result as text, with its source's label; it is added to the summary."""
    for one in wanted:
        summary.begin(one.label)
        text, brief = one.write(reader, form, bom=bom)
        summary.add(one.label, brief)
        yield one.label, text


def _write_rows(
    results: Iterator[Extraction], output: str | None, form: Form, *, bom: bool
) -> None:
    if form is Form.XLSX and output is not None:
        from irp.stores.tables.workbook import write_workbook

        with explained(output), replacing(Path(output)) as file:
            write_workbook(results, file)
        return
    from irp.render import stream

    _write_all(stream(results, form, several=True, bom=bom), output, form)


def _write_all(pieces: Iterator[str], output: str | None, form: Form) -> None:
    if output is None and form is Form.MARKDOWN and to_terminal():
        for piece in pieces:
            show_markdown(piece)
        return
    with to_stdout() if output is None else to_file(Path(output)) as write:
        for piece in pieces:
            write(piece)


def _write_each(texts: Iterator[tuple[str, str]], folder: Folder) -> None:
    for label, text in texts:
        with to_file(folder.file_for(label)) as write:
            write(text)
