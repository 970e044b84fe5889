"""``irp batch``: read many reports into a store, in parallel; a run can be resumed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irp.options import Engine
from irp.plain_words import reason_of
from irp_cli import settings
from irp_cli.batch_talk import BatchTalk
from irp_cli.guard import guarded
from irp_cli.output import named_store
from irp_cli.settings import DEFAULTS
from irp_cli.sources import STDIN, standard_input
from irp_cli.talk import say

if TYPE_CHECKING:
    from irp.batch import BatchOptions


@guarded
def batch(
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR|FILE|URL",
            help="The store: DIR/, *.sqlite, *.jsonl, *.duckdb, *.parquet or *.xlsx.",
        ),
    ],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Report, folder (with those inside it), zip archive, pattern, or URL.",
            show_default=False,
        ),
    ] = None,
    lists: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="FILE", help="More sources, one on each line; - for stdin."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, metavar="N", help="Reports read at a time [one a processor]."
        ),
    ] = None,
    engine: settings.Engine = Engine.AUTO,
    recognise: settings.Recognise = False,
    seconds: settings.Seconds = DEFAULTS.seconds,
    memory_mb: settings.MemoryMb = DEFAULTS.memory_mb,
    max_bytes: settings.MaxBytes = DEFAULTS.bytes,
    max_pages: settings.MaxPages = DEFAULTS.pages,
    max_characters: settings.MaxCharacters = DEFAULTS.characters,
    establishments: settings.Establishments = None,
    decisions: settings.Decisions = None,
    executor: Annotated[
        str, typer.Option(help="Where to read: local or dask.", metavar="NAME")
    ] = "local",
    scheduler: Annotated[
        str | None,
        typer.Option(help="The dask scheduler, such as tcp://10.0.0.1:8786.", metavar="ADDRESS"),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A web host that https sources may be on."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume/--no-resume", help="Skip reports that are done and unchanged.")
    ] = True,
    again: Annotated[
        bool, typer.Option("--again", help="Read everything again: the same as --no-resume.")
    ] = False,
    site: Annotated[
        bool,
        typer.Option(
            "--site",
            help="Also build a site with a review page for each report: DIR/site or FILE.site.",
        ),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Report only sources without a record.")
    ] = False,
) -> None:
    """Read many reports into a store, and continue where the last run stopped.

    Each report is read in its own process. Run the same command again for new reports, or after it
    was stopped: it skips unchanged reports and tries failed ones again.

    \b
    Examples:
      irp batch reports/ --out records/
      irp batch reports/ more.zip "old/**/*.pdf" --out irp.sqlite --jobs 4
      find . -name "*.pdf" | irp batch --from - --out records/
      irp batch s3://bucket/reports/ --out s3://bucket/records/
    """
    options = _options(
        settings.options(
            engine,
            seconds,
            memory_mb,
            max_bytes,
            max_pages,
            max_characters,
            establishments=establishments,
            recognise=recognise,
        ),
        jobs=jobs,
        executor=executor,
        scheduler=scheduler,
        resume=resume and not again,
        hosts=tuple(allow_host or ()),
        reviews=site,
        decisions=settings.decisions(decisions, out),
    )
    wanted = [*(sources or []), *_listed(lists or [])]
    if not wanted and not lists:
        raise typer.BadParameter("name a source, or a list of sources with --from")
    from irp.batch import run_batch
    from irp.batch.sources.arguments import is_url

    if not is_url(out):
        named_store(out, "--out")
    elif site:
        raise typer.BadParameter("pages can be made of a store on this machine only (--site)")
    with BatchTalk(quiet=quiet) as talk:
        result = run_batch(wanted, out, batch_options=options, on_progress=talk.step)
        talk.finish(result)
    if site and result.found:
        _make_site(out, quiet=quiet)
    raise typer.Exit(talk.exit_code(result))


def _options(reading: object, **given: object) -> BatchOptions:
    from irp.batch import BatchOptions

    try:
        return BatchOptions(reading, **given)  # type: ignore[arg-type]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _listed(lists: list[str]) -> list[str]:
    from irp.batch.sources.arguments import read_list
    from irp.errors import SourceError

    if lists.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once")
    found = []
    for name in lists:
        try:
            data = standard_input().read() if name == STDIN else Path(name).read_bytes()
        except OSError as error:
            raise typer.BadParameter(
                f"the list {name} cannot be read: {reason_of(error)}"
            ) from None
        try:
            found += read_list(data)
        except SourceError as error:
            raise typer.BadParameter(f"{name}: {error.message}") from None
    return found


def _make_site(store: str, *, quiet: bool) -> None:
    from irp.pages.site import build_site
    from irp.stores.naming import StoreKind, kind_of_target

    folder = kind_of_target(store) is StoreKind.FOLDER
    result = build_site(store, Path(store) / "site" if folder else f"{store}.site")
    if not quiet:
        say(result.sentence)
